/** Takes away what has had its time: event ids after a month, numbers of telephones after the days set, forgotten notes. */
import { type Rounds, type RoundsOptions, startRounds } from '../kernel/jobs/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { HotlineRoom } from './room.ts'
import { forget } from './store.ts'
import { readSettings } from './systems.ts'

const DAY_MS = 86_400_000
const EVENT_DAYS = 30
const SCRIBBLE_DAYS = 7

/** @returns from how many calls the number was taken */
export async function forgetOld(
  room: Pick<HotlineRoom, 'cases'>,
  bureauId: string,
  now: Date,
): Promise<number> {
  const { keepDays } = await readSettings(room, bureauId)
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  return withTx(room.cases.app, { bureau: bureauId, system: true }, (tx) =>
    forget(tx, bureauId, { events: ago(EVENT_DAYS), phones: ago(keepDays), scribbles: ago(SCRIBBLE_DAYS) }),
  )
}

/** Looks every hour. */
export const startKeeping = (room: Pick<HotlineRoom, 'cases'>, o: RoundsOptions): Rounds =>
  startRounds(o, (bureauId, now) => forgetOld(room, bureauId, now))
