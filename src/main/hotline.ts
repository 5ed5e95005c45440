/** The hotline and the knowledge base of an installation, put together. */
import { followOnDuty, type HotlineRoom } from '../hotline/index.ts'
import { type KnowledgeRoom, noteUse } from '../knowledge/index.ts'
import type { Along } from '../notifications/index.ts'
import type { Installation } from './installation.ts'

export const knowledgeOf = (i: Installation): KnowledgeRoom => ({
  pool: i.database.app,
  directory: i.bureau.directory,
})
/** The hotline with its bell, and the knowledge base it tells of. */
export const hotlineOf = (i: Installation): HotlineRoom => ({
  cases: i.cases,
  bell: i.line,
  used: async (command, articleId) => {
    await noteUse(knowledgeOf(i), command, articleId, 'answered')
  },
  dialTo: i.config.dialTo,
})

/** Who is on duty hears of calls along the stream of the bell. */
export const callsAlong =
  (i: Installation): Along =>
  (session, o) =>
    followOnDuty(hotlineOf(i), session, { ...o, now: () => i.clock.now() })
