/**
 * Processor time of processes, from /proc: what a cycle costs whatever else the machine does meanwhile. Times on the
 * clock say little on a machine that is shared; these say much.
 */
import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts processor time in hundredths of a second, whatever its kernel was built with. */
const TICK_MS = 10

/** Milliseconds of processor, of one cycle or in all. */
export interface Effort {
  serverMs: number
  databaseMs: number
}

interface Stat {
  parent: number
  own: number
  ended: number
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name before them may hold blanks and brackets.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const ms = (from: number) => (Number(fields[from]) + Number(fields[from + 1])) * TICK_MS
    return { parent: Number(fields[1]), own: ms(11), ended: ms(13) }
  } catch {
    return null
  }
}

/**
 * Milliseconds of processor a process has used with its children, those that have ended included. Null where there is
 * no /proc.
 */
export function processorMs(pid: number): number | null {
  const root = statOf(pid)
  if (!root) return null
  let total = root.own + root.ended
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null
    if (stat?.parent === pid) total += stat.own + stat.ended
  }
  return total
}
