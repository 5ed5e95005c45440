/** Light or dark: as the system says, or as the reader chose on this device. `public/theme.js` does it before paint. */
import { useSyncExternalStore } from 'react'

export const THEME_CHOICES = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof THEME_CHOICES)[number]
type Mode = 'light' | 'dark'

const KEY = 'huiyin.theme'
const listeners = new Set<() => void>()
const system = window.matchMedia('(prefers-color-scheme: dark)')

function readKept(): ThemeChoice {
  try {
    const kept = localStorage.getItem(KEY)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
  } catch {
    return 'system'
  }
}

let choice: ThemeChoice = readKept()
const mode = (): Mode => (choice === 'dark' || (choice === 'system' && system.matches) ? 'dark' : 'light')

function changed(): void {
  document.documentElement.dataset.theme = mode()
  for (const listener of listeners) listener()
}
system.addEventListener('change', changed)
// Chosen in another tab of this browser.
window.addEventListener('storage', (event) => {
  if (event.key !== KEY) return
  choice = readKept()
  changed()
})
changed()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useThemeMode = (): Mode => useSyncExternalStore(subscribe, mode)
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, () => choice)

/** Switches at once and remembers it on this device. */
export function chooseTheme(next: ThemeChoice): void {
  choice = next
  try {
    if (next === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, next)
  } catch {
    // Storage may be off; the choice then lasts for this visit.
  }
  changed()
}
