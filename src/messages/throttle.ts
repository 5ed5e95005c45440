/** At most so many segments a second, spread evenly: a gateway that allows fifty a second does not get them at once. */
import { setTimeout as sleep } from 'node:timers/promises'

/** What may go together after a pause, in milliseconds of its pace. */
const BURST_MS = 100

/** @param perSecond null: never waits. @returns waits until so many segments may go */
export function createThrottle(perSecond: number | null, now: () => number = () => performance.now()) {
  let free = 0
  return async (segments: number): Promise<void> => {
    if (perSecond === null) return
    const at = now()
    const from = Math.max(free, at - BURST_MS)
    free = from + (segments * 1000) / perSecond
    if (from > at) await sleep(from - at)
  }
}
