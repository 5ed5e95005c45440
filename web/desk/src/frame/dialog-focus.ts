/** Where the keyboard is when a dialog opens, and after it is closed. */
import { type RefObject, useEffect, useState } from 'react'

/**
 * Where the keyboard is when a dialog has opened: for `afterOpenChange` of a dialog. An input's own `autoFocus` runs before
 * the dialog takes the focus into itself and is lost in some runs, so that what is typed next goes nowhere.
 * @param id of the input
 */
export const focusWhenOpen = (id: string) => (open: boolean) => {
  if (open) document.getElementById(id)?.focus()
}

/** Whether no element has the focus, as when the one that had it went away. */
const lost = (): boolean => document.activeElement === null || document.activeElement === document.body

/**
 * For what is mounted as it opens: when it goes and took the focus with it, the focus goes back to where it was before,
 * or, where that is gone too, to the content of the page.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // After everything of it has gone, and whatever else takes the focus has had its turn.
      window.setTimeout(() => {
        if (!lost()) return
        const back = before instanceof HTMLElement && before !== document.body && before.isConnected
        const to = back ? before : document.getElementById('main')
        to?.focus({ preventScroll: true })
      })
    },
    [before],
  )
}

/**
 * For `afterOpenChange` of a panel beside its button: opened, the focus is on its first control, and closed, on the button.
 * @param panel selector of what it holds
 */
export const focusPanel = (panel: string, button: RefObject<HTMLElement | null>) => (open: boolean) => {
  const shown = document.querySelector(panel)
  if (open) shown?.querySelector<HTMLElement>('button, input, textarea, [tabindex="0"]')?.focus()
  else if (lost() || shown?.contains(document.activeElement)) button.current?.focus()
}
