/**
 * Where what stands in the chain of an opinion and its reviews (原件、复查、复核): each with its bureau, state and dates,
 * read across bureaus by the program itself. No words of anybody, no person: those stand in each matter for who may see it.
 */
import type { BureauFacts } from '../bureau/index.ts'
import { plainDateIn } from '../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { unitInSight } from './engine/authorise.ts'
import { type MatterDoc, mainOf } from './engine/doc.ts'
import { reviewWindow } from './engine/guards.ts'
import { labelOfState, procedureOf } from './procedures/index.ts'
import type { Looker } from './read-matter.ts'
import { findMatter, listContents, listEvents, type StoredEvent } from './read-store.ts'
import { type CasesDeps, keyOf } from './run.ts'
import type { Chain, ChainLink, FileCheck } from './views/contract.ts'
import { mayOpenMatter } from './views/may-see.ts'
import { Reader } from './views/reader.ts'
import { timelineOf } from './views/timeline.ts'

const LONGEST = 12

async function load(deps: CasesDeps, bureauId: string, matterId: string): Promise<MatterDoc | undefined> {
  const found = await withTx(deps.app, { bureau: bureauId, system: true }, (tx) =>
    findMatter(tx, bureauId, matterId),
  )
  return found?.doc
}

/** From the first matter down, each review after what it is about. */
async function docsOf(deps: CasesDeps, from: MatterDoc): Promise<MatterDoc[]> {
  let first = from
  for (let n = 0; n < LONGEST; n++) {
    const above = first.links.find((l) => l.kind === 'review-of')
    const doc = above && (await load(deps, above.bureauId, above.matterId))
    if (!doc) break
    first = doc
  }
  const out: MatterDoc[] = []
  const visit = async (doc: MatterDoc): Promise<void> => {
    if (out.length >= LONGEST || out.some((d) => d.matterId === doc.matterId)) return
    out.push(doc)
    for (const l of doc.links.filter((x) => x.kind === 'reviewed-by')) {
      const next = await load(deps, l.bureauId, l.matterId)
      if (next) await visit(next)
    }
  }
  await visit(first)
  return out
}

const ANSWERS: readonly string[] = ['handling-opinion', 'review-opinion', 're-review-opinion']

function linkOf(doc: MatterDoc, facts: BureauFacts, l: Looker, here: string): ChainLink {
  const main = mainOf(doc)
  const table = procedureOf(main.procedure, main.version)
  const answer = Object.values(doc.documents).findLast((d) => ANSWERS.includes(d.kind) && d.servedOn)
  const running = Object.values(doc.clocks).find(
    (c) =>
      c.proceedingId === 'main' &&
      c.owner === 'citizen' &&
      !c.right &&
      (c.status === 'running' || c.status === 'paused'),
  )
  const unit = doc.seats.reviewer ?? doc.seats.handler ?? doc.seats.centre
  const own = doc.bureauId === l.bureauId && mayOpenMatter(doc, l.actor)
  const today = plainDateIn(facts.bureau.zone, l.now.toISOString())
  const window = main.end === 'answered' ? reviewWindow(doc, today) : null
  return {
    procedure: main.procedure,
    procedureLabel: table.label,
    bureau: { slug: facts.bureau.slug, name: facts.bureau.name },
    unit: unit ? (facts.units.get(unit)?.name ?? null) : null,
    number: doc.number,
    matterId: own ? doc.matterId : null,
    here: doc.matterId === here,
    stateLabel: labelOfState(table, main.state),
    receivedOn: doc.receivedOn,
    endedOn: main.endedOn,
    end: main.end,
    result: main.end === 'answered' && typeof main.values.result === 'string' ? main.values.result : null,
    servedOn: answer?.servedOn ?? null,
    due: running && !main.end ? running.nominal : null,
    paused: running?.status === 'paused',
    late:
      typeof main.values.late === 'boolean' && doc.links.some((x) => x.kind === 'review-of')
        ? main.values.late
        : null,
    window: window && main.values.reviewAsked !== true ? window : null,
  }
}

interface Frozen {
  asOf: { version: number; hash: string }
}

/** The copy the review decides on, against the ledger of the matter it was made from. */
async function checkFile(deps: CasesDeps, doc: MatterDoc): Promise<FileCheck | null> {
  const source = doc.links.find((l) => l.kind === 'review-of')
  if (!source) return null
  const frozen = await frozenOf(deps, doc)
  const facts = await deps.directory.byId(source.bureauId)
  if (!frozen || !facts) return null
  const { bureauId, matterId } = source
  return withTx(deps.app, { bureau: bureauId, system: true }, async (tx) => {
    const [matter, events] = await Promise.all([
      findMatter(tx, bureauId, matterId),
      listEvents(tx, bureauId, matterId),
    ])
    if (!matter) return null
    const { version, hash } = frozen.asOf
    const intact = events.find((e) => e.version === version)?.hash === hash
    const reader = new Reader(facts, matter.doc, null, [])
    return { intact, since: sinceThen(reader, events, version) }
  })
}

async function frozenOf(deps: CasesDeps, doc: MatterDoc): Promise<Frozen | null> {
  const { bureauId, matterId } = doc
  const facts = await deps.directory.byId(bureauId)
  if (!facts) return null
  return withTx(deps.app, { bureau: bureauId, system: true }, async (tx: Tx) => {
    const [matter, events, contents] = await Promise.all([
      findMatter(tx, bureauId, matterId),
      listEvents(tx, bureauId, matterId),
      listContents(tx, bureauId, matterId),
    ])
    const first = events[0]
    const id =
      first?.type === 'matter.registered'
        ? first.data.contents.find((c) => c.kind === 'file')?.contentId
        : null
    if (!matter || !id) return null
    const key = keyOf(deps, bureauId, matterId, { kekId: matter.kek_id, wrapped: matter.wrapped })
    return new Reader(facts, doc, key, contents).json<Frozen>(id)
  })
}

/** Steps after the copy, by name and day; ratings and work between organs say nothing to a reviewer. */
function sinceThen(reader: Reader, events: readonly StoredEvent[], version: number): FileCheck['since'] {
  const silent = new Set(['follow-up', 'contribution', 'supervision', 'reminder', 'advice', 'report-back'])
  const later = events.filter((e) => {
    if (e.version <= version || e.type === 'matter.linked' || e.type === 'clocks.recomputed') return false
    if (e.type === 'matter.noted') return e.data.by === 'citizen'
    if (e.type !== 'proceeding.stepped') return e.type !== 'proceeding.opened'
    return !silent.has(reader.doc.proceedings[e.data.proceedingId]?.procedure ?? '')
  })
  return timelineOf(reader, later, { names: new Map(), notes: false }).map((t) => ({
    on: t.occurredAt,
    label: t.label,
  }))
}

/** @returns the chain as whoever may open the matter sees it; refusal `not_found` */
export async function readChain(deps: CasesDeps, l: Looker, matterId: string): Promise<Chain | Refusal> {
  const context = { bureau: l.bureauId, unit: unitInSight(l.actor), account: l.actor.id, matter: null }
  const opened = await withTx(deps.app, context, (tx) => findMatter(tx, l.bureauId, matterId))
  if (!opened || !mayOpenMatter(opened.doc, l.actor)) return refuse('not_found')
  return chainOf(deps, l, opened.doc)
}

/** As `readChain`, of a matter its reader has open already. */
export async function chainOf(deps: CasesDeps, l: Looker, doc: MatterDoc): Promise<Chain> {
  const docs = await docsOf(deps, doc)
  const links: ChainLink[] = []
  for (const d of docs) {
    const facts = await deps.directory.byId(d.bureauId)
    if (facts) links.push(linkOf(d, facts, l, doc.matterId))
  }
  const last = links.findLast((x) => x.procedure === 're-review')
  return {
    links,
    finished: last?.end === 'answered' && last.result !== 'revoked',
    file: await checkFile(deps, doc),
  }
}
