/** Takes away what people gave to be received once its time is over. */
import { todayIn } from '../bureau/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { ReceptionRoom } from './room.ts'
import { eraseDue } from './store.ts'

export interface Erasing {
  stop(): Promise<void>
}

/** @returns how many bookings lost name, telephone and topic */
export async function eraseOld(room: ReceptionRoom, bureauId: string, now: Date): Promise<number> {
  const facts = await room.directory.byId(bureauId)
  if (!facts) return 0
  return withTx(room.pool, { bureau: bureauId }, (tx) => eraseDue(tx, bureauId, todayIn(facts, now)))
}

/** Looks every hour. One bureau's failure does not stop the others. */
export function startErasing(
  room: ReceptionRoom,
  o: {
    now: () => Date
    bureaus: () => Promise<readonly string[]>
    onError: (error: unknown) => void
    everyMs?: number
  },
): Erasing {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  const once = async () => {
    try {
      for (const bureauId of await o.bureaus()) await eraseOld(room, bureauId, o.now()).catch(o.onError)
    } catch (error) {
      o.onError(error)
    }
    if (stopping) return
    timer = setTimeout(next, o.everyMs ?? 3_600_000)
    timer.unref()
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
