/** Suggests the unit for a matter, or for what is just being registered. Advice only: a person decides. */
import { type BureauFacts, todayIn } from '../bureau/index.ts'
import { type Looker, readForRouting } from '../cases/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { readCategoryPaths } from './category-paths.ts'
import type { Suggestion } from './contract.ts'
import type { RoutingRoom } from './room.ts'
import { type Asked, suggest } from './rules.ts'
import { listEntries, listPrecedents } from './store.ts'

export interface ByText {
  subject?: string
  text: string
  place?: string
  category?: string | null
}

/** Of a registered matter. `not_found` for who has no part in it. */
export async function suggestForMatter(
  room: RoutingRoom,
  l: Looker,
  matterId: string,
): Promise<Suggestion[] | Refusal> {
  const read = await readForRouting(room.cases, l, matterId)
  if (isRefusal(read)) return read
  const { facts, subject, text, place, category, excluded } = read
  return fromLists(room, l, facts, { subject, text, place, category, matterId, excluded })
}

/** Of words not registered yet; nothing of them is kept. */
export async function suggestForText(
  room: RoutingRoom,
  l: Looker,
  ask: ByText,
): Promise<Suggestion[] | Refusal> {
  const facts = await room.directory.byId(l.bureauId)
  if (!facts) return refuse('not_found')
  const { subject = '', text, place = '', category = null } = ask
  return fromLists(room, l, facts, { subject, text, place, category, matterId: null, excluded: [] })
}

async function fromLists(
  room: RoutingRoom,
  l: Looker,
  facts: BureauFacts,
  asked: Omit<Asked, 'today'>,
): Promise<Suggestion[]> {
  const { bureauId } = l
  const [entries, precedents, tree] = await withTx(
    room.pool,
    { bureau: bureauId },
    (tx) =>
      Promise.all([listEntries(tx, bureauId), listPrecedents(tx, bureauId), readCategoryPaths(tx, bureauId)]),
    { readOnly: true },
  )
  const units = [...facts.units.values()].map((u) => ({
    unitId: u.unitId,
    name: u.name.zh,
    kind: u.kind,
    active: u.active,
  }))
  return suggest({ ...asked, today: todayIn(facts, l.now) }, { units, entries, precedents, tree })
}
