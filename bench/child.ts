/** Processes a bench starts, and folders it throws away, must not outlive it, also when somebody breaks it off. */
import type { ChildProcess } from 'node:child_process'

const running = new Set<ChildProcess>()
const leftBehind = new Set<() => void>()
let watching = false

/** Lets a child end when this process does; Ctrl-C and a polite kill end this process with the usual code. */
export function endsWithUs(child: ChildProcess): void {
  running.add(child)
  child.once('exit', () => running.delete(child))
  watch()
}

/** Does it, at once and without waiting, if this process ends before the caller has taken it back. @returns takes it back */
export function ifBrokenOff(act: () => void): () => void {
  leftBehind.add(act)
  watch()
  return () => leftBehind.delete(act)
}

function watch(): void {
  if (watching) return
  watching = true
  process.once('exit', () => {
    for (const c of running) c.kill('SIGTERM')
    for (const act of leftBehind) act()
  })
  // Not once: who starts us passes on what we are sent as well, and a second signal nobody listens to ends us on the spot.
  process.on('SIGINT', () => process.exit(130))
  process.on('SIGTERM', () => process.exit(143))
}
