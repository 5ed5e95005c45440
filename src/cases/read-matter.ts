/** Reading a matter: the desk's page, the citizen's page, a summary by number, exact look-up, disclosure of parties. */
import type { BureauFacts } from '../bureau/index.ts'
import { plainDateIn } from '../kernel/calendar/index.ts'
import { type BlindKind, blindIndex, matchesQueryCode, uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { Derivation } from './clocks/contract.ts'
import { derive } from './clocks/index.ts'
import { unitInSight } from './engine/authorise.ts'
import { clip, isCleanText, refuseUnclean } from './engine/clean-text.ts'
import { type MatterDoc, mainOf } from './engine/doc.ts'
import type { Actor } from './engine/world.ts'
import { nextLevelUp, organAskedAbout } from './link/next-level-up.ts'
import type { Label } from './procedures/format.ts'
import { procedureOf } from './procedures/index.ts'
import { chainOf } from './read-chain.ts'
import {
  findByBlind,
  findByNumber,
  findIdByNumber,
  findMatter,
  listAccess,
  listContents,
  listEvents,
  logAccess,
  namesOf,
  type StoredEvent,
  type SummaryRow,
} from './read-store.ts'
import { codeSince } from './renew-code.ts'
import { type CasesDeps, keyOf } from './run.ts'
import { citizenView } from './views/citizen-view.ts'
import type { ChainLink, CitizenChainLink, CitizenView, MatterView, PartyView } from './views/contract.ts'
import { matterView, partiesOf } from './views/matter-view.ts'
import { mayDisclose, mayOpenMatter } from './views/may-see.ts'
import { Reader } from './views/reader.ts'

/** Who looks and when. */
export interface Looker {
  bureauId: string
  actor: Actor
  now: Date
}

interface Opened {
  facts: BureauFacts
  reader: Reader
  events: StoredEvent[]
}

const nowOf = (facts: BureauFacts, at: Date) => ({
  date: plainDateIn(facts.bureau.zone, at.toISOString()),
  instant: at.toISOString(),
})

const contextOf = (l: Looker, matterId: string | null = null) => ({
  bureau: l.bureauId,
  unit: unitInSight(l.actor),
  account: l.actor.kind === 'account' ? l.actor.id : null,
  matter: l.actor.kind === 'citizen' ? matterId : null,
  system: l.actor.kind === 'system',
})

/** Reads everything of one matter in one round trip. */
export async function openMatter(
  deps: CasesDeps,
  tx: Tx,
  facts: BureauFacts,
  matterId: string,
): Promise<Opened | null> {
  const { bureauId } = facts.bureau
  const [matter, events, contents] = await Promise.all([
    findMatter(tx, bureauId, matterId),
    listEvents(tx, bureauId, matterId),
    listContents(tx, bureauId, matterId),
  ])
  if (!matter) return null
  const key = keyOf(deps, bureauId, matterId, { kekId: matter.kek_id, wrapped: matter.wrapped })
  return { facts, events, reader: new Reader(facts, matter.doc, key, contents) }
}

async function logged(
  tx: Tx,
  l: Looker,
  matterId: string,
  what: 'matter' | 'parties' | 'attachment' | 'lookup',
  reason: string,
  always: boolean,
) {
  await logAccess(tx, {
    bureauId: l.bureauId,
    accessId: uuidv7(l.now),
    matterId,
    accountId: l.actor.id,
    unitId: l.actor.unitId,
    roles: l.actor.roles,
    at: l.now,
    what,
    reason,
    always,
  })
}

/** The desk's page. The look is logged; another unit's matter answers `not_found`, as if it were not there. */
export async function readMatter(
  deps: CasesDeps,
  l: Looker,
  matterId: string,
): Promise<MatterView | Refusal> {
  const facts = await deps.directory.byId(l.bureauId)
  if (!facts) return refuse('not_found')
  return withTx(deps.app, contextOf(l), async (tx) => {
    const opened = await openMatter(deps, tx, facts, matterId)
    if (!opened || !mayOpenMatter(opened.reader.doc, l.actor)) return refuse('not_found')
    const ids = [
      ...new Set(
        opened.events.flatMap((e) => (e.actor.kind === 'account' && e.actor.id ? [e.actor.id] : [])),
      ),
    ]
    const [names] = await Promise.all([
      namesOf(tx, l.bureauId, ids),
      logged(tx, l, matterId, 'matter', 'handling', false),
    ])
    return matterView(opened.reader, {
      events: opened.events,
      names: new Map(names.map((n) => [n.account_id, n.name])),
      actor: l.actor,
      now: nowOf(facts, l.now),
    })
  })
}

/** Shows who asked, in full, on a stated reason; logged each time and shown to that person. */
export async function discloseParties(
  deps: CasesDeps,
  l: Looker,
  matterId: string,
  reason: string,
): Promise<{ parties: PartyView[] } | Refusal> {
  if (reason.trim().length < 2) return refuse('input.required', { field: 'reason' })
  const unclean = refuseUnclean(reason, 'reason')
  if (unclean) return unclean
  const facts = await deps.directory.byId(l.bureauId)
  if (!facts) return refuse('not_found')
  return withTx(deps.app, contextOf(l), async (tx) => {
    const opened = await openMatter(deps, tx, facts, matterId)
    if (!opened || !mayOpenMatter(opened.reader.doc, l.actor)) return refuse('not_found')
    if (!mayDisclose(opened.reader.doc, l.actor)) return refuse('access.denied')
    await logged(tx, l, matterId, 'parties', clip(reason.trim(), 500), true)
    return { parties: partiesOf(opened.reader, l.actor, true) }
  })
}

/** Number and code open the citizen's page; nothing else does, and a wrong code tells no more than a wrong number. */
export async function identifyCitizen(
  deps: CasesDeps,
  slug: string,
  number: string,
  code: string,
): Promise<{ facts: BureauFacts; matterId: string } | Refusal> {
  const facts = await deps.directory.bySlug(slug)
  if (!facts) return refuse('not_found')
  if (!isCleanText(number)) return refuse('portal.wrong_number_or_code')
  const { bureauId } = facts.bureau
  const matterId = await withTx(deps.app, { bureau: bureauId }, (tx) =>
    findIdByNumber(tx, bureauId, number.trim().toUpperCase()),
  )
  const since = matterId ? await codeSince(deps, bureauId, matterId) : 0
  if (!matterId || !matchesQueryCode(deps.keyring.codeKey, matterId, code, since))
    return refuse('portal.wrong_number_or_code')
  return { facts, matterId }
}

export async function readForCitizen(
  deps: CasesDeps,
  l: Looker,
  matterId: string,
): Promise<CitizenView | Refusal> {
  const facts = await deps.directory.byId(l.bureauId)
  if (!facts) return refuse('not_found')
  const read = await withTx(deps.app, contextOf(l, matterId), (tx) =>
    Promise.all([openMatter(deps, tx, facts, matterId), listAccess(tx, l.bureauId, matterId)]),
  )
  const [opened, access] = read
  if (!opened) return refuse('not_found')
  const { doc } = opened.reader
  const view = {
    ...citizenView(opened.reader, opened.events, access, nowOf(facts, l.now)),
    decides: await deciderOf(deps, facts, doc),
  }
  if (!doc.links.some((x) => x.kind === 'reviewed-by' || x.kind === 'review-of')) return view
  const chain = await chainOf(deps, l, doc)
  return { ...view, chain: { links: chain.links.map(forCitizen), finished: chain.finished } }
}

/** The next level up by its own name, once an opinion is served that it could be asked to review. */
async function deciderOf(deps: CasesDeps, facts: BureauFacts, doc: MatterDoc): Promise<Label | null> {
  const main = mainOf(doc)
  const asks = { review: 'review', 're-review': 're-review' }[
    procedureOf(main.procedure, main.version).remedy as string
  ]
  if (!asks || main.end !== 'answered') return null
  const place = nextLevelUp(facts.bureau.bureauId, organAskedAbout(doc, asks), facts.units)
  if ('refused' in place) return null
  const above = await deps.directory.byId(place.bureauId)
  return (place.unitId ? above?.units.get(place.unitId)?.name : above?.bureau.name) ?? null
}

/** Where a review stands, as the person may read it: the same, without what is the desk's alone. */
const forCitizen = (x: ChainLink): CitizenChainLink => ({
  procedure: x.procedure,
  procedureLabel: x.procedureLabel,
  bureau: x.bureau.name,
  unit: x.unit,
  number: x.number,
  here: x.here,
  stateLabel: x.stateLabel,
  receivedOn: x.receivedOn,
  result: x.result,
  servedOn: x.servedOn,
  due: x.due,
  paused: x.paused,
})

/** Where a matter stands, by number: no words, no person. */
export async function findSummary(deps: CasesDeps, l: Looker, number: string): Promise<SummaryRow | Refusal> {
  if (!isCleanText(number)) return refuse('not_found')
  const row = await withTx(
    deps.app,
    contextOf(l),
    (tx) => findByNumber(tx, l.bureauId, number.trim().toUpperCase()),
    { readOnly: true, plansOnce: true },
  )
  return row ?? refuse('not_found')
}

/** A caller's open matters, during that contact, on a stated reason; each one found is logged. */
export async function lookUp(
  deps: CasesDeps,
  l: Looker,
  kind: BlindKind,
  value: string,
  reason: string,
): Promise<SummaryRow[] | Refusal> {
  if (reason.trim().length < 2) return refuse('input.required', { field: 'reason' })
  const unclean = refuseUnclean(reason, 'reason')
  if (unclean) return unclean
  if (!isCleanText(value)) return refuse('input.invalid_characters', { field: 'value' })
  const blind = blindIndex(deps.keyring, l.bureauId, kind, value)
  if (!blind) return refuse('input.invalid', { field: 'value' })
  return withTx(deps.app, contextOf(l), async (tx) => {
    const rows = await findByBlind(tx, l.bureauId, kind, blind)
    await Promise.all(rows.map((r) => logged(tx, l, r.matter_id, 'lookup', clip(reason.trim(), 500), true)))
    return rows
  })
}

/** Why a date is that day: rule, article, start, each day skipped with its source. */
export async function explainClock(
  deps: CasesDeps,
  l: Looker,
  matterId: string,
  clockId: string,
): Promise<Derivation | Refusal> {
  const facts = await deps.directory.byId(l.bureauId)
  if (!facts) return refuse('not_found')
  const matter = await withTx(deps.app, contextOf(l, matterId), (tx) => findMatter(tx, l.bureauId, matterId))
  if (!matter || (l.actor.kind === 'account' && !mayOpenMatter(matter.doc, l.actor)))
    return refuse('not_found')
  // Own properties only: the name comes from an address.
  const clock = Object.hasOwn(matter.doc.clocks, clockId) ? matter.doc.clocks[clockId] : undefined
  return clock ? derive(clock, facts.calendar) : refuse('not_found')
}

/** The log of looks at a matter, for those who may see the matter. */
export async function readAccessLog(deps: CasesDeps, l: Looker, matterId: string) {
  return withTx(deps.app, contextOf(l, matterId), async (tx) => {
    const matter = await findMatter(tx, l.bureauId, matterId)
    const auditor = l.actor.roles.includes('auditor')
    if (!matter || !(auditor || mayOpenMatter(matter.doc, l.actor))) return refuse('not_found')
    const rows = await listAccess(tx, l.bureauId, matterId)
    return rows.map((r) => ({
      at: r.at.toISOString(),
      what: r.what,
      reason: r.reason,
      unitId: r.unit_id,
      roles: r.roles ?? [],
      accountId: r.account_id,
    }))
  })
}
