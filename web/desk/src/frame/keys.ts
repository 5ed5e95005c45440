/** Keys of one letter, and the register of all keys from which the help sheet is made. */
import { useEffect, useId, useRef } from 'react'

const KEY = 'huiyin.single-keys'

export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, 'off')
  } catch {
    // Without storage the keys stay on.
  }
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** Whether a dialog, drawer or menu is open: keys then belong to it. */
const covered = (): boolean =>
  document.querySelector(
    '.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open, .ant-dropdown-open, dialog[open]',
  ) !== null

type Handler = (event: KeyboardEvent) => void
/** What a key does, and in the reader's words what the help sheet says of it; a bare handler is not listed there. */
export type Bound = Handler | { run: Handler; says: string }

/** One line of the help sheet: keys as `Ctrl+Enter`, and what they do. */
export type KeyLine = readonly [keys: string, says: string]

const listed = new Map<string, { everywhere: boolean; lines: KeyLine[] }>()

/** The keys in force now: those of the page first, then those that hold everywhere. */
export function keyLines(): { page: KeyLine[]; everywhere: KeyLine[] } {
  const of = (everywhere: boolean) =>
    [...listed.values()].filter((l) => l.everywhere === everywhere).flatMap((l) => l.lines)
  return { page: of(false), everywhere: of(true) }
}

/** Lists keys that something else binds (a form's own Ctrl+Enter) while mounted. */
export function useKeyHelp(lines: readonly KeyLine[], everywhere = false): void {
  const id = useId()
  useEffect(() => {
    listed.set(id, { everywhere, lines: [...lines] })
  })
  useEffect(
    () => () => {
      listed.delete(id)
    },
    [id],
  )
}

/**
 * Binds keys of one letter while mounted and lists them in the help sheet; the latest handlers are used without binding
 * again. They rest while something is typed, and can be switched off (WCAG 2.1.4).
 */
export function useKeys(keys: Record<string, Bound>, everywhere = false): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useKeyHelp(
    Object.entries(keys).flatMap(([key, bound]) =>
      typeof bound === 'function' ? [] : [[key, bound.says] as const],
    ),
    everywhere,
  )
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (typing(event.target) || covered() || !singleKeysOn()) return
      const bound = latest.current[event.key]
      if (!bound) return
      event.preventDefault()
      if (typeof bound === 'function') bound(event)
      else bound.run(event)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
