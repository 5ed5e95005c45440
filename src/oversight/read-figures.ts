/** Figures of units, what stands behind them, what is late and what is being supervised. */
import { type BureauFacts, todayIn } from '../bureau/index.ts'
import { END_LABELS, procedureOf, RULE_TABLE, triggerOf } from '../cases/index.ts'
import type { Session } from '../kernel/access/index.ts'
import { addDays } from '../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { listBehind, MOST_BEHIND } from './behind-store.ts'
import {
  type BulletinFigures,
  FIGURES,
  type FigureItem,
  type ListedName,
  type SupervisionCase,
  type UnitFigures,
  type Watched,
} from './contract.ts'
import {
  type CaseRow,
  countCases,
  countFigures,
  countSupervision,
  listEndedCases,
  listOpenCases,
  listUnitCases,
  listWatched,
} from './figures-store.ts'
import { contextOf, type OversightRoom } from './room.ts'
import { figureOf } from './rules.ts'

type Label = { zh: string; en: string }
const ruleName = (id: string): Label => RULE_TABLE.find((r) => r.id === id)?.name ?? { zh: id, en: id }
const ENDS: Readonly<Record<string, Label>> = END_LABELS
const WHAT: Readonly<Record<string, Label>> = {
  satisfied: { zh: '满意', en: 'Satisfied' },
  'fairly-satisfied': { zh: '基本满意', en: 'Fairly satisfied' },
  unsatisfied: { zh: '不满意', en: 'Not satisfied' },
  solved: { zh: '诉求都已解决', en: 'All demands solved' },
  unsolved: { zh: '有诉求未解决', en: 'A demand not solved' },
  rated: { zh: '已评价', en: 'Rated' },
  lapsed: { zh: '未评价', en: 'Not rated' },
}

/** Figures that rest on ratings: for the centre and those who oversee, never for the unit rated (C8). */
export const RATED: ReadonlySet<ListedName> = new Set([
  'satisfaction',
  'participation',
  'solved',
  'bureau_satisfaction',
])
const OVERSEES = ['supervisor', 'bureau-head', 'auditor'] as const
export const oversees = (s: Pick<Session, 'roles'>): boolean => OVERSEES.some((r) => s.roles.includes(r))

export interface Span {
  from: string
  to: string
}

async function factsOf(room: OversightRoom, session: Session): Promise<BureauFacts | null> {
  return room.directory.byId(session.bureauId)
}

const wrongSpan = (p: Span): Refusal | null =>
  p.to < p.from || addDays(p.from, 800) < p.to ? refuse('input.invalid_date', { field: 'to' }) : null

/**
 * The figures of all units, or of one, over a period. A unit that does not oversee sees its own, without those that rest
 * on ratings. In the order of the list of units, never by a figure.
 */
export async function readUnitFigures(
  room: OversightRoom,
  session: Session,
  span: Span & { unitId?: string },
  now: Date,
): Promise<UnitFigures[] | Refusal> {
  const facts = await factsOf(room, session)
  if (!facts) return refuse('not_found')
  const wrong = wrongSpan(span)
  if (wrong) return wrong
  const all = oversees(session)
  if (!all && span.unitId !== undefined && span.unitId !== session.unitId) return refuse('access.denied')
  if (span.unitId !== undefined && !facts.units.has(span.unitId)) return refuse('not_found')
  const only = all ? (span.unitId ?? null) : session.unitId
  const period = { from: span.from, to: span.to, today: todayIn(facts, now) }
  const rows = await withTx(
    room.pool,
    contextOf(session),
    async (tx) => {
      const units = only ? [only] : [...facts.units.keys()]
      const kept = await room.kept?.(tx, session.bureauId, period, units, now)
      if (!kept) return countFigures(tx, session.bureauId, period, only)
      return [...kept, ...(await countSupervision(tx, session.bureauId, period, only))]
    },
    { readOnly: true },
  )
  const shown = FIGURES.filter((f) => all || !RATED.has(f))
  return [...facts.units.values()].flatMap((u) => {
    const own = rows.filter((r) => r.unit_id === u.unitId)
    const shownEmpty = u.unitId === span.unitId || (all && !span.unitId && u.active && u.kind !== 'bureau')
    if (own.length === 0 && !shownEmpty) return []
    const figures = shown.map((figure) => {
      const row = own.find((r) => r.figure === figure)
      return figureOf(figure, row?.good ?? 0, row?.of ?? 0)
    })
    return [{ unitId: u.unitId, figures }]
  })
}

export async function readBehind(
  room: OversightRoom,
  session: Session,
  ask: Span & { figure: ListedName; unitId: string },
  now: Date,
): Promise<FigureItem[] | Refusal> {
  const facts = await factsOf(room, session)
  if (!facts) return refuse('not_found')
  const wrong = wrongSpan(ask)
  if (wrong) return wrong
  if (!oversees(session) && (ask.unitId !== session.unitId || RATED.has(ask.figure)))
    return refuse('access.denied')
  const period = { from: ask.from, to: ask.to, today: todayIn(facts, now) }
  const rows = await withTx(
    room.pool,
    contextOf(session),
    async (tx) => {
      const { figure, unitId } = ask
      const wanted = { period, figure, unitId, most: MOST_BEHIND + 1 }
      const among = (await room.keptMatters?.(tx, session.bureauId, wanted, now)) ?? null
      return listBehind(tx, session.bureauId, period, figure, unitId, among)
    },
    { readOnly: true },
  )
  return rows.map((r) => ({
    matterId: r.matter_id,
    number: r.number,
    procedure: procedureOf(r.procedure).label,
    day: r.day,
    what: WHAT[r.what] ?? ENDS[r.what] ?? ruleName(r.what),
    good: r.good,
  }))
}

/** Limits of organs that have passed or will within a week; at most 200, soonest first. */
export async function readWatched(
  room: OversightRoom,
  session: Session,
  now: Date,
): Promise<Watched[] | Refusal> {
  const facts = await factsOf(room, session)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, now)
  const until = addDays(today, 7)
  const rows = await withTx(
    room.pool,
    contextOf(session),
    (tx) => listWatched(tx, session.bureauId, { today, until, now }),
    { readOnly: true },
  )
  return rows.map((r) => ({
    matterId: r.matter_id,
    number: r.number,
    procedure: procedureOf(r.procedure).label,
    unitId: r.unit_id,
    limit: ruleName(r.rule_id),
    ruleId: r.rule_id,
    due: r.nominal,
    daysLeft:
      r.nominal >= today
        ? facts.calendar.workingDaysBetween(today, r.nominal)
        : -Math.max(1, facts.calendar.workingDaysBetween(addDays(r.nominal, 1), today)),
    overdue: r.overdue,
    pressed: r.pressed,
  }))
}

/** The words of a value as its table gives them. */
function said(r: CaseRow, name: string): Label | null {
  const value = r.vals?.[name]
  if (typeof value !== 'string') return null
  const table = procedureOf(r.procedure, r.procedure_version)
  const fields = [...(table.openInput ?? []), ...table.transitions.flatMap((t) => t.input)]
  const field = fields.find((f) => f.name === name)
  return field?.options?.find((o) => o.value === value)?.label ?? null
}

const caseView = (r: CaseRow, today: string): SupervisionCase => {
  const table = procedureOf(r.procedure, r.procedure_version)
  return {
    matterId: r.matter_id,
    proceedingId: r.proceeding_id,
    number: r.number,
    procedure: r.procedure as SupervisionCase['procedure'],
    state: r.state,
    stateLabel: table.states.find((s) => s.id === r.state)?.label ?? { zh: r.state, en: r.state },
    end: r.end_kind,
    unitId: r.target ?? '',
    ground: said(r, 'trigger') ?? said(r, 'kind'),
    rule: triggerOf(String(r.vals?.rule ?? ''))?.name ?? null,
    adoption: said(r, 'adoption'),
    openedOn: r.opened_on,
    due: r.ended_on ? null : r.next_due,
    endedOn: r.ended_on,
    overdue: !r.ended_on && r.next_due !== null && r.next_due < today,
  }
}

/** Most orders, reminders and advice shown at once. */
const MOST_CASES = 300

/**
 * What is being supervised: open ones, soonest due first; or also the latest that are done.
 * @param asked one unit: open ones, and those done in the period. Who does not oversee reads those of the own unit alone,
 *   of this year when no period is asked for
 */
export async function readCases(
  room: OversightRoom,
  session: Session,
  open: boolean,
  now: Date,
  asked?: Span & { unitId: string },
): Promise<SupervisionCase[] | Refusal> {
  const facts = await factsOf(room, session)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, now)
  const own = { unitId: session.unitId, from: `${today.slice(0, 4)}-01-01`, to: today }
  const of = asked ?? (oversees(session) ? undefined : own)
  if (of && !oversees(session) && of.unitId !== session.unitId) return refuse('access.denied')
  const wrong = of && wrongSpan(of)
  if (wrong) return wrong
  const rows = await withTx(
    room.pool,
    contextOf(session),
    async (tx) => {
      if (of) return listUnitCases(tx, session.bureauId, { ...of, today, limit: MOST_CASES })
      const begun = await listOpenCases(tx, session.bureauId, today, MOST_CASES)
      const left = open ? 0 : MOST_CASES - begun.length
      return left > 0 ? [...begun, ...(await listEndedCases(tx, session.bureauId, today, left))] : begun
    },
    { readOnly: true },
  )
  return rows.filter((r) => r.target !== null).map((r) => caseView(r, today))
}

/** What a bulletin tells: figures of units in the order of the list of units, orders by ground, advice by kind. */
export async function readBulletinFigures(
  room: OversightRoom,
  session: Session,
  span: Span,
  now: Date,
): Promise<BulletinFigures | Refusal> {
  // What is printed and stays is counted from the cases themselves, up to the last one.
  const units = await readUnitFigures({ ...room, kept: undefined }, session, span, now)
  if ('refused' in units) return units
  const facts = (await factsOf(room, session))!
  const period = { ...span, today: todayIn(facts, now) }
  const rows = await withTx(room.pool, contextOf(session), (tx) => countCases(tx, session.bureauId, period), {
    readOnly: true,
  })
  const options = (procedure: string, field: string) =>
    procedureOf(procedure).openInput?.find((f) => f.name === field)?.options ?? []
  const own = (procedure: string, ground: string) =>
    rows.find((r) => r.procedure === procedure && r.ground === ground)
  const orders = options('supervision', 'trigger').map(({ value, label }) => {
    const { opened = 0, answered = 0, late = 0 } = own('supervision', value) ?? {}
    return { key: value, label, opened, answered, late }
  })
  const advice = options('advice', 'kind').map(({ value, label }) => {
    const { opened: given = 0, answered = 0, adopted = 0 } = own('advice', value) ?? {}
    return { key: value, label, given, answered, adopted }
  })
  return {
    units: units
      .filter((u) => u.figures.some((f) => f.of > 0))
      .map((u) => ({ ...u, name: facts.units.get(u.unitId)!.name })),
    orders,
    advice,
    reminders: rows.reduce((sum, r) => sum + (r.procedure === 'reminder' ? r.opened : 0), 0),
  }
}
