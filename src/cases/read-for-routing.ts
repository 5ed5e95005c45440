/** What a suggestion of the unit is worked out from. Words are read to be compared and are shown to nobody. */
import type { BureauFacts } from '../bureau/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { unitInSight } from './engine/authorise.ts'
import type { MatterDoc } from './engine/doc.ts'
import { isReported } from './engine/read-input.ts'
import { type Looker, openMatter } from './read-matter.ts'
import { type CasesDeps, randomMint, worldOf } from './run.ts'
import { mayOpenMatter } from './views/may-see.ts'

export interface RoutingFacts {
  facts: BureauFacts
  doc: MatterDoc
  subject: string
  /** Text and demands together. */
  text: string
  place: string
  category: string | null
  /** Units that may have no part in it: reported, or below one that is (XF-P01). */
  excluded: string[]
}

/** @returns `not_found` for who has no part in the matter, as if it were not there. */
export async function readForRouting(
  deps: CasesDeps,
  l: Looker,
  matterId: string,
): Promise<RoutingFacts | Refusal> {
  const facts = await deps.directory.byId(l.bureauId)
  if (!facts) return refuse('not_found')
  const context = { bureau: l.bureauId, unit: unitInSight(l.actor), account: l.actor.id }
  const opened = await withTx(deps.app, context, (tx) => openMatter(deps, tx, facts, matterId))
  if (!opened || !mayOpenMatter(opened.reader.doc, l.actor)) return refuse('not_found')
  const { reader } = opened
  const { doc } = reader
  const world = worldOf(facts, l.now, randomMint(l.now, facts.bureau.hashName))
  const demands = reader.demands().map((d) => d.text ?? '')
  return {
    facts,
    doc,
    subject: reader.text(doc.subjectId) ?? '',
    text: [reader.text(doc.bodyId) ?? '', ...demands].join('\n'),
    place: reader.text(doc.placeId) ?? '',
    category: doc.category,
    excluded: [...facts.units.keys()].filter((id) => isReported(doc, id, world)),
  }
}
