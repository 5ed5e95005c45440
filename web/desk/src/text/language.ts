/** The language of the screens: the reader's choice on this device, else the browser's, else Chinese. */
import type { Label } from '../api/types.ts'

export type Language = 'zh-CN' | 'en'
export const LANGUAGES: readonly Language[] = ['zh-CN', 'en']
const KEY = 'huiyin.language'

function initial(): Language {
  const kept = readKept()
  if (kept) return kept
  for (const tag of navigator.languages ?? [navigator.language]) {
    if (/^zh/i.test(tag)) return 'zh-CN'
    if (/^en/i.test(tag)) return 'en'
  }
  return 'zh-CN'
}

function readKept(): Language | null {
  try {
    const kept = localStorage.getItem(KEY)
    return kept === 'zh-CN' || kept === 'en' ? kept : null
  } catch {
    return null
  }
}

let current: Language | undefined

export function language(): Language {
  current ??= initial()
  return current
}

export function keepLanguage(next: Language): void {
  current = next
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // Storage may be off; the choice then lasts for this visit.
  }
}

/** The words of a label from the tables. */
export function say(label: Label | null | undefined): string {
  if (!label) return ''
  return language() === 'en' ? label.en : label.zh
}
