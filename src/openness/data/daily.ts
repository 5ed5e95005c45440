/** Once a day for each bureau the open figures are counted anew. */
import { HOUR_MS, type Rounds, type RoundsOptions, startRounds } from '../../kernel/jobs/index.ts'
import type { OpennessRoom } from '../room.ts'
import { makeDue } from './make.ts'

/** Looks every half hour whether a bureau's day has begun without figures. */
export const startOpenData = (room: OpennessRoom, o: RoundsOptions): Rounds =>
  startRounds({ ...o, everyMs: o.everyMs ?? HOUR_MS / 2 }, (bureauId, now) => makeDue(room, bureauId, now))
