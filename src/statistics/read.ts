/** The figures of a period with those of the one before and of a year ago, grouped; durations, ages and warnings. */
import { type BureauDirectory, type BureauFacts, todayIn } from '../bureau/index.ts'
import type { Session } from '../kernel/access/index.ts'
import { addDays, diffDays } from '../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Pool, type Tx, withTx } from '../kernel/postgres/connect.ts'
import { areasOf, placesOf } from '../places/index.ts'
import type { Slice } from './behind.ts'
import { behindCount } from './behind.ts'
import { type Chosen, choose } from './choose.ts'
import {
  type Group,
  MEASURES,
  type Measures,
  PROPERTIES,
  type Statistics,
  type StatisticsQuery,
} from './contract.ts'
import { WHOLE } from './facts.ts'
import { figuresOf } from './figures.ts'
import { namesOf } from './names.ts'
import { AGES, bucketEnds, monthsOf, periodBefore, piecesOf, type Span, yearBefore } from './rules.ts'
import { type Ask, type AskedPiece, readCategories, readSums, type SumRow } from './store.ts'
import { stepsOf, WARNED_WEEKS, warningsOf } from './told.ts'

/** Who reads, as far as it matters here. */
export type Reader = Pick<Session, 'bureauId' | 'roles'> & { unitId: string | null; accountId: string | null }

export interface StatisticsRoom {
  pool: Pool
  directory: BureauDirectory
}

const OVERSEES = ['supervisor', 'bureau-head', 'auditor'] as const
export const oversees = (s: Pick<Session, 'roles'>): boolean => OVERSEES.some((r) => s.roles.includes(r))

/** Longest period, in days: five years. */
export const LONGEST = 1827

interface Plan {
  q: StatisticsQuery
  group: Group
  unitId: string | null
  filtered: boolean
  /** The rollup of the whole, and that of the rows. */
  whole: Chosen
  told: Chosen
  all: boolean
  today: string
}

function planOf(q: StatisticsQuery, session: Reader, facts: BureauFacts, now: Date): Plan | Refusal {
  if (q.to < q.from) return refuse('input.invalid_date', { field: 'to' })
  if (diffDays(q.from, q.to) > LONGEST) return refuse('statistics.period_too_long', { field: 'to' })
  const group = q.group ?? 'none'
  const all = oversees(session)
  if (!all && q.unit !== undefined && q.unit !== session.unitId) return refuse('access.denied')
  if (q.unit !== undefined && !facts.units.has(q.unit)) return refuse('not_found')
  const unitId = all ? (q.unit ?? null) : session.unitId
  if (!all && unitId === null) return refuse('access.denied')
  const byUnit = unitId !== null || group === 'unit'
  const whole = choose(q, 'none', byUnit, 1)
  const told = choose(q, group, byUnit, q.level ?? 1)
  for (const chosen of [whole, told])
    if ('notKept' in chosen) return refuse('statistics.not_kept_together', { field: chosen.notKept })
  const filtered = PROPERTIES.some((p) => q[p] !== undefined)
  return {
    q,
    group,
    unitId,
    filtered,
    whole: whole as Chosen,
    told: told as Chosen,
    all,
    today: todayIn(facts, now),
  }
}

/** The three periods of a comparison take three numbers each. */
const COMPARED = 3
const compared = (span: Span): [Span, Span, Span] => [span, periodBefore(span), yearBefore(span)]
const numbered = (spans: readonly Span[], today: string): AskedPiece[] =>
  spans.flatMap((span, no) => piecesOf(span, today).map((p) => ({ ...p, no })))

/**
 * @returns `input.invalid_date`, `statistics.period_too_long`, `statistics.not_kept_together`, `access.denied` for a unit
 * that is not the reader's own, `not_found`
 */
export async function readStatistics(
  room: StatisticsRoom,
  session: Reader,
  q: StatisticsQuery,
  now: Date,
): Promise<Statistics | Refusal> {
  const facts = await room.directory.byId(session.bureauId)
  if (!facts) return refuse('not_found')
  const plan = planOf(q, session, facts, now)
  if ('refused' in plan) return plan
  const context = { bureau: session.bureauId, unit: session.unitId, account: session.accountId }
  const read = await withTx(room.pool, context, (tx) => readAll(tx, session.bureauId, plan, facts), {
    readOnly: true,
  })
  const places = await placesOf(room.pool, facts)
  return told({ ...read, areas: areasOf(places) }, plan, facts)
}

const unitsOf = (plan: Plan, facts: BureauFacts): string[] =>
  plan.group === 'unit' ? (plan.unitId ? [plan.unitId] : [...facts.units.keys()]) : [plan.unitId ?? WHOLE]

/** Everything a page needs, asked for together: one way to the database and back. */
async function readAll(tx: Tx, bureauId: string, plan: Plan, facts: BureauFacts) {
  const { q, group, today } = plan
  const { dim, value, ends } = plan.whole
  const whole = { dim, value, ends }
  const told = { dim: plan.told.dim, value: plan.told.value, ends: plan.told.ends }
  const units = [plan.unitId ?? WHOLE]
  const spans = compared(q)
  const sums = (ask: Omit<Ask, 'units'> & { units?: readonly string[] }) =>
    readSums(tx, bureauId, { units, ...ask })
  const months = group === 'month' ? monthsOf(q) : []
  const rows = (): Promise<SumRow[]> => {
    if (group === 'none') return Promise.resolve([])
    if (group === 'month')
      return sums({ ...whole, byValue: false, pieces: numbered(months.flatMap(compared), today) })
    const pieces = numbered(spans, today)
    if (group === 'unit') return sums({ ...whole, byValue: false, pieces, units: unitsOf(plan, facts) })
    return sums({ ...told, byValue: true, pieces })
  }
  const none = Promise.resolve<SumRow[]>([])
  const [total, grouped, steps, ages, weeks, categories] = await Promise.all([
    sums({ ...whole, byValue: false, pieces: numbered(spans, today) }),
    rows(),
    plan.filtered ? none : sums({ dim: 'step', byValue: true, pieces: numbered([q], today) }),
    sums({ ...whole, byValue: false, pieces: numbered(agesOf(today), today) }),
    plan.filtered ? none : sums({ dim: 'category', byValue: true, pieces: numbered(weeksOf(today), today) }),
    readCategories(tx, bureauId),
  ])
  return { total, grouped, months, steps, ages, weeks, categories, spans }
}

/** The first bucket of ages that lies wholly before the weeks a warning compares with: from the 61st day. */
const REACHES_BACK = AGES.indexOf(60) + 1

/** Days on which what is of each age today was received. */
const agesOf = (today: string): Span[] =>
  Array.from({ length: AGES.length + 1 }, (_, at) => {
    const { least, most } = bucketEnds(at, AGES)
    return { from: most === null ? '1900-01-01' : addDays(today, -most), to: addDays(today, -least) }
  })

/** The last seven whole days, and the eight weeks before them, newest first. */
const weeksOf = (today: string): Span[] =>
  Array.from({ length: WARNED_WEEKS + 1 }, (_, i) => ({
    from: addDays(today, -7 * (i + 1)),
    to: addDays(today, -7 * i - 1),
  }))

function add(to: Measures, row: SumRow): Measures {
  for (const m of MEASURES) to[m] = (to[m] ?? 0) + row[m]
  return to
}

type Read = Awaited<ReturnType<typeof readAll>> & { areas: ReturnType<typeof areasOf> }

function told(read: Read, plan: Plan, facts: BureauFacts): Statistics {
  const { q, group, unitId, today } = plan
  const names = namesOf(read.categories, read.areas)
  const [span, before, year] = read.spans
  const base = {
    unit: unitId ?? undefined,
    channel: q.channel,
    procedure: q.procedure,
    class: q.class,
    category: q.category,
    area: q.area,
  }
  const three = (
    sums: readonly (Measures | undefined)[],
    slice: Omit<Slice, 'from' | 'to'>,
    of: readonly Span[],
  ) => {
    const [now, then, ago] = [0, 1, 2].map((i) => {
      const { from, to } = of[i]!
      return figuresOf(sums[i] ?? {}, { ...slice, from, to }, plan.all)
    })
    return { now: now!, before: then!, year: ago! }
  }
  const summed = (rows: readonly SumRow[], keyOf: (r: SumRow) => string) => {
    const out = new Map<string, Measures[]>()
    for (const row of rows) {
      const key = keyOf(row)
      const of = out.get(key) ?? []
      out.set(key, of)
      const at = row.no % COMPARED
      of[at] = add(of[at] ?? {}, row)
    }
    return out
  }
  const rows = (): Statistics['rows'] => {
    if (group === 'none') return []
    if (group === 'month') {
      const byMonth = summed(read.grouped, (r) => String(Math.floor(r.no / COMPARED)))
      return read.months.map((month, i) => {
        const key = month.from.slice(0, 7)
        return {
          key,
          name: { zh: key, en: key },
          ...three(byMonth.get(String(i)) ?? [], base, compared(month)),
        }
      })
    }
    if (group === 'unit') {
      const byUnit = summed(read.grouped, (r) => r.unit_id)
      // In the order of the list of units, never by a figure.
      return [...facts.units.values()].flatMap((u) => {
        const sums = byUnit.get(u.unitId)
        return sums
          ? [{ key: u.unitId, name: u.name, ...three(sums, { ...base, unit: u.unitId }, read.spans) }]
          : []
      })
    }
    const level = q.level ?? 1
    // What is counted on a category itself, beside those below it, is listed without these.
    const alone = (key: string) =>
      group === 'category' && key !== '' && key.length < 2 * level && !names.isLeaf(key)
    const byValue = summed(read.grouped, (r) => {
      const key = plan.told.keyOf(r.value)
      return group === 'category' ? names.cut(key, level) : key
    })
    return [...byValue.keys()].sort(names.order(group)).map((key) => ({
      key,
      name: names.of(group, key),
      ...three(
        byValue.get(key)!,
        { ...base, [group]: key, ...(alone(key) ? { exact: true as const } : {}) },
        read.spans,
      ),
    }))
  }
  const open = new Map(read.ages.map((r) => [r.no, r.open]))
  return {
    today,
    span: { from: q.from, to: q.to },
    before: before!,
    year: year!,
    group,
    unit: unitId ? { unitId, name: facts.units.get(unitId)!.name } : null,
    narrowed: PROPERTIES.flatMap((by) => {
      const value = q[by]
      return value === undefined ? [] : [{ by, value, name: names.of(by, value) }]
    }),
    total: three(summed(read.total, () => '').get('') ?? [], base, [span!, before!, year!]),
    rows: rows(),
    steps: plan.filtered ? null : stepsOf(read.steps, { ...base, from: q.from, to: q.to }),
    ages: agesOf(today).map((age, at) => ({
      ...bucketEnds(at, AGES),
      n: open.get(at) ?? 0,
      behind: behindCount('open', { ...base, ...age }),
    })),
    // Where the figures do not reach back beyond the weeks compared, everything would be new.
    warnings: read.ages.some((r) => r.no >= REACHES_BACK && r.received > 0)
      ? warningsOf(read.weeks, weeksOf(today), unitId, names)
      : [],
  }
}
