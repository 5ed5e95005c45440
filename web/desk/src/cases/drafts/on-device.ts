/** What one account has kept on this device and not sent, to be read while the server is away. */
import type { RegisterFields } from '../register/draft.ts'
import { DAY_MS, DRAFT_PREFIX } from './device.ts'

export interface KeptText {
  kind: 'registration' | 'step'
  /** Subject of a letter, or number of a matter and name of a step; may be empty. */
  title: string
  /** When it was last typed on, in milliseconds. */
  at: number
  /** What was typed, part by part. */
  words: string[]
}

/** Ids, dates, codes and numbers: what the form holds besides what a person wrote. */
const IS_CODE = /^(?:[\da-f]{8}-[\da-f-]{27}|[a-z\d]+(?:[-._:T][a-z\d]+)*Z?)$/

/** Whatever a person wrote among the values of a step, in the order of the form. */
export function wordsIn(values: unknown): string[] {
  if (typeof values === 'string') return values.trim() === '' || IS_CODE.test(values) ? [] : [values]
  if (values === null || typeof values !== 'object') return []
  return Object.values(values).flatMap(wordsIn)
}

function read(text: string, registration: boolean): KeptText | null {
  if (registration) {
    const { at, what } = JSON.parse(text) as { at: number; what: Partial<RegisterFields> }
    const { subject = '', body = '', demands = [], place = '', external } = what
    const typed = [body, ...demands, place, ...Object.values(external ?? {})].filter((w) => w.trim() !== '')
    return { kind: 'registration', title: subject, at, words: typed }
  }
  const { at, title = '', values } = JSON.parse(text) as { at: number; title?: string; values: unknown }
  return { kind: 'step', title, at, words: wordsIn(values) }
}

/** Of that account alone, newest first; nothing older than a day. */
export function keptOf(accountId: string, now = Date.now()): KeptText[] {
  const own = DRAFT_PREFIX + accountId
  const found: KeptText[] = []
  try {
    for (const key of Object.keys(localStorage)) {
      if (key !== own && !key.startsWith(`${own}.`)) continue
      const kept = read(localStorage.getItem(key) ?? '', key === own)
      if (kept && now - kept.at <= DAY_MS && (kept.title !== '' || kept.words.length > 0)) found.push(kept)
    }
  } catch {
    // What cannot be read is not shown; it stays where it is.
  }
  return found.toSorted((a, b) => b.at - a.at)
}

/** Whether anybody has something waiting on this device. */
export function anythingKept(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(DRAFT_PREFIX))
  } catch {
    return false
  }
}
