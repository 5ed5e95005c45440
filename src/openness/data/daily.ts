/** Once a day for each bureau the open figures are counted anew. */

import type { OpennessRoom } from '../room.ts'
import { makeDue } from './make.ts'

export interface DailyData {
  stop(): Promise<void>
}

/** Looks every half hour whether a bureau's day has begun without figures. One bureau's failure does not stop the others. */
export function startOpenData(
  room: OpennessRoom,
  o: {
    now: () => Date
    bureaus: () => Promise<readonly string[]>
    onError: (error: unknown) => void
    everyMs?: number
  },
): DailyData {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  const once = async () => {
    try {
      for (const bureauId of await o.bureaus()) {
        if (stopping) return
        await makeDue(room, bureauId, o.now()).catch(o.onError)
      }
    } catch (error) {
      o.onError(error)
    }
    if (!stopping) {
      timer = setTimeout(next, o.everyMs ?? 1_800_000)
      timer.unref()
    }
  }
  let running = once()
  function next() {
    running = once()
  }
  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      await running
    },
  }
}
