/**
 * Puts the suggestion of the unit to a bureau's own history: what would have been suggested on the day a matter came, from
 * its category, place and words, the duty list in force and the precedents decided before, held against the unit that
 * answered in the end. Words are read to be compared and shown to nobody; nothing is kept.
 */
import type { BureauFacts } from '../bureau/index.ts'
import { type CasesDeps, openMatter } from '../cases/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { readCategoryPaths } from './category-paths.ts'
import { measureOf, type Routed, type RoutingMeasure } from './measure.ts'
import { type Known, suggest } from './rules.ts'
import { answeredMatters, listEntries, listPrecedents } from './store.ts'

/** Matters looked at, the newest. */
const MOST = 2_000

/** @returns refusal `not_found` for a bureau that is not there */
export async function measureRouting(
  deps: CasesDeps,
  bureauId: string,
  most = MOST,
): Promise<RoutingMeasure | Refusal> {
  const facts = await deps.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const units = [...facts.units.values()].map((u) => ({
    unitId: u.unitId,
    name: u.name.zh,
    kind: u.kind,
    active: u.active,
  }))
  // Neither as a unit nor as the program: row security leaves the open lane.
  return withTx(
    deps.app,
    { bureau: bureauId },
    async (tx) => {
      const [entries, precedents, tree, ids] = await Promise.all([
        listEntries(tx, bureauId),
        listPrecedents(tx, bureauId),
        readCategoryPaths(tx, bureauId),
        answeredMatters(tx, bureauId, most),
      ])
      const known = { units, entries, precedents, tree }
      const routed: Routed[] = []
      for (const id of ids) routed.push(...(await routedOf(deps, tx, facts, id, known)))
      return measureOf(routed)
    },
    { readOnly: true },
  )
}

/** One matter as it was routed; none where no unit was asked, or its words are gone. */
async function routedOf(
  deps: CasesDeps,
  tx: Tx,
  facts: BureauFacts,
  matterId: string,
  known: Known,
): Promise<Routed[]> {
  const opened = await openMatter(deps, tx, facts, matterId)
  const words = opened?.reader.text(opened.reader.doc.bodyId)
  if (!opened || words === null || words === undefined) return []
  const { reader, events } = opened
  const { doc } = reader
  const asked: string[] = []
  // The category it had when a unit was first asked; a later one may have been learned from the way back.
  let category: string | null = null
  for (const e of events) {
    if (e.type === 'matter.registered') category = e.data.category
    if (e.type === 'matter.classified' && asked.length === 0) category = e.data.category
    if (e.type !== 'proceeding.stepped' || e.data.proceedingId !== 'main') continue
    const unit = e.data.seats.handler
    if (unit && unit !== asked.at(-1)) asked.push(unit)
  }
  if (asked.length === 0) return []
  const demands = reader.demands().map((d) => d.text ?? '')
  const suggested = suggest(
    {
      subject: reader.text(doc.subjectId) ?? '',
      text: [words, ...demands].join('\n'),
      place: reader.text(doc.placeId) ?? '',
      category,
      matterId: null,
      excluded: [],
      today: doc.receivedOn,
    },
    {
      ...known,
      // What was decided on this matter, or after it came, nobody could have known.
      precedents: known.precedents.filter((p) => p.matterId !== matterId && p.decidedOn < doc.receivedOn),
    },
  )
  return [{ asked, suggested }]
}
