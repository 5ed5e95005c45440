/** What the verbs of the practice ground work with. */
import type { BureauFacts, BureauRoom, Command } from '../bureau/index.ts'
import type { CasesDeps } from '../cases/index.ts'
import type { HotlineRoom } from '../hotline/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { KnowledgeRoom } from '../knowledge/index.ts'

export type { Command }

export interface PracticeRoom {
  bureau: BureauRoom
  cases: CasesDeps
  knowledge: KnowledgeRoom
  hotline: HotlineRoom
}

/** The ground somebody is in. Refuses `practice.not_here` in any other bureau: nothing there is made up. */
export async function groundHere(room: PracticeRoom, bureauId: string): Promise<BureauFacts | Refusal> {
  const facts = await room.bureau.directory.byId(bureauId)
  return facts?.bureau.practiceOf ? facts : refuse('practice.not_here')
}

/** The ground of a bureau, asked from the bureau or from within. */
export async function groundFor(room: PracticeRoom, bureauId: string): Promise<BureauFacts | null> {
  const { directory } = room.bureau
  const facts = await directory.byId(bureauId)
  return facts?.bureau.practiceOf ? facts : directory.groundOf(bureauId)
}
