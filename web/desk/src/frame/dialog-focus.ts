/**
 * Where the keyboard is when a dialog has opened: for `afterOpenChange` of a dialog. An input's own `autoFocus` runs before
 * the dialog takes the focus into itself and is lost in some runs, so that what is typed next goes nowhere.
 * @param id of the input
 */
export const focusWhenOpen = (id: string) => (open: boolean) => {
  if (open) document.getElementById(id)?.focus()
}
