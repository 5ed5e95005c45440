/** Takes away what people gave to be received once its time is over. */
import { todayIn } from '../bureau/index.ts'
import { type Rounds, type RoundsOptions, startRounds } from '../kernel/jobs/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { ReceptionRoom } from './room.ts'
import { eraseDue } from './store.ts'

/** @returns how many bookings lost name, telephone and topic */
export async function eraseOld(room: ReceptionRoom, bureauId: string, now: Date): Promise<number> {
  const facts = await room.directory.byId(bureauId)
  if (!facts) return 0
  return withTx(room.pool, { bureau: bureauId }, (tx) => eraseDue(tx, bureauId, todayIn(facts, now)))
}

/** Looks every hour. */
export const startErasing = (room: ReceptionRoom, o: RoundsOptions): Rounds =>
  startRounds(o, (bureauId, now) => eraseOld(room, bureauId, now))
