/** Once in a while each bureau's articles are looked through for those whose day of review comes. */

import { remindDue } from './remind.ts'
import type { KnowledgeRoom } from './room.ts'

export interface Reminding {
  stop(): Promise<void>
}

/** Looks every hour. One bureau's failure does not stop the others. */
export function startReminding(
  room: KnowledgeRoom,
  o: {
    now: () => Date
    bureaus: () => Promise<readonly string[]>
    onError: (error: unknown) => void
    everyMs?: number
  },
): Reminding {
  let stopping = false
  const look = async () => {
    try {
      for (const bureauId of await o.bureaus()) {
        if (stopping) return
        await remindDue(room, bureauId, o.now()).catch(o.onError)
      }
    } catch (error) {
      o.onError(error)
    }
  }
  let running = look()
  const timer = setInterval(() => {
    running = running.then(look)
  }, o.everyMs ?? 3_600_000)
  timer.unref()
  return {
    async stop() {
      stopping = true
      clearInterval(timer)
      await running
    },
  }
}
