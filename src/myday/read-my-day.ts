/** The start page of one account: what is due, what came back, what to sign, what persons added, how the unit does. */
import {
  type Actor,
  type CasesDeps,
  handlesMatters,
  type InboxItem,
  type InboxRow,
  inboxItem,
  unitInSight,
} from '../cases/index.ts'
import type { RoleName } from '../kernel/access/index.ts'
import { addDays, instantOfLocal, plainDateIn } from '../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { type News, openNews, SIGNATURES } from '../notifications/index.ts'
import type { Back, DayItemOf, Figure, FigureId, MyDayOf } from './contract.ts'
import { FIGURES } from './contract.ts'
import { oversees, type Period, periods, scopeOf } from './rules.ts'
import type { SharedFigures } from './shared-figures.ts'
import {
  countAnswered,
  countDue,
  countFigure,
  type FigureOf,
  listDue,
  listFigure,
  listInStates,
  listInStatesAnywhere,
  listLate,
  listThese,
  type Waiting,
} from './store.ts'

type DayItem = DayItemOf<InboxItem>
type MyDay = MyDayOf<InboxItem>

export interface Who {
  bureauId: string
  actor: Actor
  now: Date
}

const MOST = 8
const SOON_WORKING_DAYS = 2
const DAY_MS = 86_400_000
/** Longer ago it is work like any other and stands in the list of what is due. */
const BACK_MS = 30 * DAY_MS
const ADDED_MS = 14 * DAY_MS

type Facts = NonNullable<Awaited<ReturnType<CasesDeps['directory']['byId']>>>

const contextOf = (who: Who) => ({
  bureau: who.bureauId,
  unit: unitInSight(who.actor),
  account: who.actor.id,
})

/**
 * Of an account that works on no matter everything is empty; an auditor sees figures and what is late.
 * @param shared figures of others who see the same, up to a minute old; without it they are counted now
 */
export async function readMyDay(
  deps: CasesDeps,
  who: Who,
  shared?: SharedFigures<MyDay['figures']>,
): Promise<MyDay | Refusal> {
  const facts = await deps.directory.byId(who.bureauId)
  if (!facts) return refuse('not_found')
  const today = plainDateIn(facts.bureau.zone, who.now.toISOString())
  const { roles } = who.actor
  const unitId = handlesMatters(who.actor) ? who.actor.unitId : null
  const watches = oversees(roles)
  const { bureauId, now } = who
  const counts = unitId || watches
  const own = () =>
    withTx(deps.app, contextOf(who), (tx) => figures(tx, who, facts, today), { readOnly: true })
  const key = [bureauId, scopeOf(roles), unitInSight(who.actor), who.actor.unitId, today].join(' ')
  const told = counts ? (shared ? shared.get(key, own) : own()) : null
  // Counted beside the rest; what it throws is thrown below.
  void told?.catch(() => undefined)
  const page = await withTx(
    deps.app,
    contextOf(who),
    async (tx) => {
      const shown = (rows: InboxRow[], back?: Map<string, Back>): DayItem[] =>
        rows.map((r) => ({
          ...inboxItem(deps, bureauId, r, facts, today, now),
          back: back?.get(keyOf(r.matter_id, r.proceeding_id)) ?? null,
        }))
      const soonDay = workingDayAfter(facts, today, SOON_WORKING_DAYS)
      // Sent together, answered in turn.
      const [counts, due, cameBack, added, toSign, late] = await Promise.all([
        unitId ? countDue(tx, bureauId, { unitId, today, soonDay, now }) : NOTHING_DUE,
        unitId ? listDue(tx, bureauId, unitId, MOST) : [],
        unitId ? news(tx, who, ['returned', 'redo', 'rated'], false, BACK_MS) : NO_NEWS,
        unitId ? news(tx, who, ['citizen'], true, ADDED_MS) : NO_NEWS,
        unitId ? signing(tx, bureauId, unitId, roles) : [],
        watches ? listLate(tx, bureauId, today, MOST) : null,
      ])
      return {
        today,
        due: { ...counts, items: shown(due) },
        cameBack: newestFirst(shown(cameBack.rows, cameBack.back)),
        toSign: shown(toSign),
        added: newestFirst(shown(added.rows, added.back)),
        late: late && shown(late),
      }
    },
    { readOnly: true },
  )
  return { ...page, figures: await told }
}

const NOTHING_DUE = { overdue: 0, today: 0, soon: 0, all: 0 }
const NO_NEWS: { rows: InboxRow[]; back: Map<string, Back> } = { rows: [], back: new Map() }
const keyOf = (matterId: string, proceedingId: string) => `${matterId}/${proceedingId}`
const newestFirst = (items: DayItem[]) =>
  items.sort((a, b) => (b.back?.at ?? '').localeCompare(a.back?.at ?? ''))

async function news(tx: Tx, who: Who, kinds: News['kind'][], unread: boolean, agoMs: number) {
  const since = new Date(who.now.getTime() - agoMs)
  const told = await openNews(tx, who, { kinds, unread, since, limit: MOST })
  const back = new Map<string, Back>(
    told.map((n) => [
      keyOf(n.matterId, n.proceedingId),
      { kind: n.kind as Back['kind'], at: n.at.toISOString() },
    ]),
  )
  return { rows: await listThese(tx, who.bureauId, told), back }
}

/** What these roles sign in their unit, and what they sign wherever it lies. */
async function signing(tx: Tx, bureauId: string, unitId: string, roles: readonly RoleName[]) {
  const waiting = (which: 'roles' | 'anywhere'): Waiting[] =>
    SIGNATURES.filter((s) => s[which].some((r) => roles.includes(r)))
  const own = waiting('roles')
  const anywhere = waiting('anywhere')
  const [here, elsewhere] = await Promise.all([
    own.length > 0 ? listInStates(tx, bureauId, unitId, own, MOST) : [],
    anywhere.length > 0 ? listInStatesAnywhere(tx, bureauId, anywhere, MOST) : [],
  ])
  const known = new Set(here.map((r) => keyOf(r.matter_id, r.proceeding_id)))
  return [...here, ...elsewhere.filter((r) => !known.has(keyOf(r.matter_id, r.proceeding_id)))]
}

function workingDayAfter(facts: Facts, day: string, count: number): string {
  let at = day
  // A month without two working days does not occur; the bound keeps a mistaken calendar from hanging the page.
  for (let i = 0; i < 31 && facts.calendar.workingDaysBetween(day, at) < count; i++) at = addDays(at, 1)
  return at
}

const figureOf = (who: Who, facts: Facts, today: string, id: FigureId, p: Period): FigureOf => ({
  id,
  scope: scopeOf(who.actor.roles),
  unitId: who.actor.unitId!,
  from: p.from,
  to: p.to,
  start: instantOfLocal(p.from, 0, facts.bureau.zone),
  end: instantOfLocal(addDays(p.to, 1), 0, facts.bureau.zone),
  now: who.now,
  today,
})

async function figures(tx: Tx, who: Who, facts: Facts, today: string): Promise<MyDay['figures']> {
  const { now, before } = periods(today)
  const counted = async (p: Period): Promise<Record<Exclude<FigureId, 'overdue'>, number>> => {
    const [registered, { answered, late }] = await Promise.all([
      countFigure(tx, who.bureauId, figureOf(who, facts, today, 'registered', p)),
      countAnswered(tx, who.bureauId, figureOf(who, facts, today, 'answered', p)),
    ])
    return { registered, answered, onTime: answered - late, late }
  }
  const [here, earlier, overdue] = await Promise.all([
    counted(now),
    counted(before),
    countFigure(tx, who.bureauId, figureOf(who, facts, today, 'overdue', now)),
  ])
  const list = FIGURES.map(
    (id): Figure =>
      // What was overdue on a day gone by is not kept as a figure.
      id === 'overdue' ? { id, now: overdue, before: null } : { id, now: here[id], before: earlier[id] },
  )
  return {
    scope: scopeOf(who.actor.roles),
    from: now.from,
    to: now.to,
    beforeFrom: before.from,
    beforeTo: before.to,
    list,
  }
}

export interface FigurePage {
  items: InboxItem[]
  next: string | null
  from: string
  to: string
}

/** The matters behind a figure, each once; `before`: of the same days of last month. */
export async function readFigure(
  deps: CasesDeps,
  who: Who,
  q: { figure: FigureId; before?: boolean; cursor?: string },
): Promise<FigurePage | Refusal> {
  const facts = await deps.directory.byId(who.bureauId)
  if (!facts) return refuse('not_found')
  if (!handlesMatters(who.actor) && !oversees(who.actor.roles)) return refuse('access.denied')
  const today = plainDateIn(facts.bureau.zone, who.now.toISOString())
  const { now, before } = periods(today)
  const p = q.before ? before : now
  const limit = 50
  const rows = await withTx(
    deps.app,
    contextOf(who),
    (tx) =>
      listFigure(tx, who.bureauId, figureOf(who, facts, today, q.figure, p), q.cursor ?? null, limit + 1),
    { readOnly: true },
  )
  const items = rows.slice(0, limit).map((r) => inboxItem(deps, who.bureauId, r, facts, today, who.now))
  return {
    items,
    next: rows.length > limit ? items.at(-1)!.matterId : null,
    from: p.from,
    to: p.to,
  }
}
