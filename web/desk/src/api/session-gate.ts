/**
 * When the session is over in the middle of work, whoever asks the server waits here until the same person has signed in
 * again on the spot; then the same request goes out once more, with its own idempotency key. One dialog serves all who wait.
 */
type Ask = () => Promise<boolean>

let ask: Ask | null = null
let waiting: Promise<boolean> | null = null

/** The frame says how to ask while it is shown; gives back how to stop. */
export function onSessionOver(how: Ask): () => void {
  ask = how
  return () => {
    if (ask === how) ask = null
  }
}

/** Whether the person signed in again; false where nobody can be asked, or they chose to leave. It never fails. */
export function signedInAgain(): Promise<boolean> {
  if (!ask) return Promise.resolve(false)
  // A dialog that cannot be loaded, its file gone with an update of the server, asks nobody: the sign-in page does then.
  waiting ??= ask()
    .catch(() => false)
    .finally(() => {
      waiting = null
    })
  return waiting
}
