/** The demo's hot topics: gathered as everywhere, and one of them looked at by a person. */
import type { CasesDeps } from '../cases/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import type { Pool } from '../kernel/postgres/connect.ts'
import { decideMember, gatherTopics, readTopic, readTopics } from '../topics/index.ts'

/** Letters of the topic that are left for whoever tries the demo to decide about. */
const LEFT = 1

/**
 * Gathers the demo county's letters into topics, so that they are there on first sight and not only after the first round; the
 * head of the unit that handles one joins its letters, all but the newest. What a person has decided already stays.
 */
export async function gatherDemoTopics(
  deps: { cases: CasesDeps; owner: Pool },
  bureauId: string,
  now: Date,
): Promise<void> {
  await gatherTopics(deps.cases, bureauId, () => now)
  const { rows } = await deps.owner.query<{ account_id: string; unit_id: string; roles: string[] }>(
    `select account_id, unit_id, roles from accounts where bureau_id = $1 and login = 'demo.head'`,
    [bureauId],
  )
  const head = rows[0]
  if (!head) return
  const actor = { kind: 'account' as const, id: head.account_id, unitId: head.unit_id, roles: head.roles }
  const looker = { bureauId, actor: actor as Parameters<typeof readTopics>[1]['actor'], now }
  const topics = await readTopics(deps.cases, looker)
  const topic = isRefusal(topics) ? undefined : topics[0]
  const page = topic && (await readTopic(deps.cases, looker, topic.topicId))
  if (!page || isRefusal(page)) return
  const open = page.members.filter((m) => m.mayOpen && m.state === 'proposed')
  for (const { matterId } of open.slice(LEFT))
    await decideMember(deps.cases, looker, { topicId: topic.topicId, matterId, state: 'joined' })
}
