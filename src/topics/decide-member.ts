/** A person decides whether a letter belongs to a topic. Nothing of the letter changes by it. */
import { type CasesDeps, findMatter, type Looker, mayOpenMatter } from '../cases/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { MemberState } from './contract.ts'
import { decide, recount } from './store.ts'

export interface Decision {
  topicId: string
  matterId: string
  state: MemberState
}

/** @returns refusal `not_found` for a letter that is not in the topic or not in sight */
export async function decideMember(deps: CasesDeps, l: Looker, d: Decision): Promise<true | Refusal> {
  const { bureauId, actor } = l
  const context = { bureau: bureauId, unit: actor.unitId, account: actor.id }
  return withTx(deps.app, context, async (tx) => {
    const matter = await findMatter(tx, bureauId, d.matterId)
    if (!matter || matter.doc.lane === 'shielded' || !mayOpenMatter(matter.doc, actor))
      return refuse('not_found')
    if (!(await decide(tx, bureauId, { ...d, by: actor.id!, at: l.now }))) return refuse('not_found')
    await recount(tx, bureauId, d.topicId)
    return true
  })
}
