/** Orderly end of a long-running command: on a signal, or when the process that launched it is gone. */
import { Socket } from 'node:net'

const SAME_WISH_MS = 2000

export interface ShutdownHooks {
  /** Drains and closes; called once. */
  drain: (reason: string) => Promise<void>
  /** Told when draining failed, before the process ends with 1. */
  onError?: (error: unknown) => void
}

/**
 * Runs `drain` on the first SIGINT, SIGTERM or SIGHUP, or when the launcher (bin/bootstrap.mjs) has died, then ends the
 * process with 0. One Ctrl-C arrives several times (terminal, npm, launcher): repeats within two seconds are the same
 * wish; a later one ends the process at once with 130.
 */
export function onShutdown(hooks: ShutdownHooks): void {
  let first: number | null = null
  const begin = (reason: string): void => {
    if (first !== null) {
      if (performance.now() - first > SAME_WISH_MS) process.exit(130)
      return
    }
    first = performance.now()
    hooks.drain(reason).then(
      () => process.exit(0),
      (error: unknown) => {
        hooks.onError?.(error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => begin(signal))
  watchLauncher(() => {
    if (first === null) begin('launcher gone')
  })
}

/** The launcher holds the other end of a pipe; it closes however the launcher ends. */
function watchLauncher(gone: () => void): void {
  const descriptor = Number(process.env.HUIYIN_LIFELINE)
  if (!Number.isInteger(descriptor) || descriptor < 3) return
  // Ours alone: a program started from here would read a number that means nothing there.
  delete process.env.HUIYIN_LIFELINE
  try {
    const line = new Socket({ fd: descriptor, readable: true, writable: false })
    line.on('error', () => {})
    line.on('close', gone)
    line.resume()
    line.unref()
  } catch {
    // Not a pipe: the variable came from somewhere else.
  }
}
