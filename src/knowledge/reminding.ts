/** Once in a while each bureau's articles are looked through for those whose day of review comes. */
import { type Rounds, type RoundsOptions, startRounds } from '../kernel/jobs/index.ts'
import { remindDue } from './remind.ts'
import type { KnowledgeRoom } from './room.ts'

/** Looks every hour. */
export const startReminding = (room: KnowledgeRoom, o: RoundsOptions): Rounds =>
  startRounds(o, (bureauId, now) => remindDue(room, bureauId, now))
