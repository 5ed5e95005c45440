/** The list behind a figure: every matter, arrival, limit or rating it was counted from, with what each adds. */
import { todayIn } from '../bureau/index.ts'
import type { Session } from '../kernel/access/index.ts'
import { diffDays } from '../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { areasOf, placesOf } from '../places/index.ts'
import {
  COUNTS,
  type CountCode,
  type FigureCode,
  type Measure,
  RATES,
  type RateCode,
  type StatisticsList,
  type StatisticsListQuery,
} from './contract.ts'
import { KIND_OF, type Kind } from './entries.ts'
import { type Listed, listEntries } from './entries-store.ts'
import { COUNT, RATE, RATED } from './figures.ts'
import { namesOf } from './names.ts'
import { LONGEST, oversees, type StatisticsRoom } from './read.ts'
import { readCategories } from './store.ts'

const PAGE = 100

const isCount = (code: FigureCode): code is CountCode => COUNTS.some((c) => c === code)
const isRate = (code: FigureCode): code is RateCode => RATES.some((c) => c === code)

/** Entries that add nothing to the figure are left out by the query, so that a page is full. */
const HOLDS: Partial<Record<FigureCode, { measure: Measure; n: number }>> = {
  open: { measure: 'open', n: 1 },
  group_batches: { measure: 'group_batches', n: 1 },
  group_persons: { measure: 'group_batches', n: 1 },
  single_batches: { measure: 'group_batches', n: 0 },
  single_persons: { measure: 'group_batches', n: 0 },
  solved: { measure: 'solved_said', n: 1 },
  connected: { measure: 'called', n: 1 },
  contacted: { measure: 'contacted_said', n: 1 },
  truthful: { measure: 'truth_said', n: 1 },
  advice_answered: { measure: 'advice_answered', n: 1 },
  advice_adopted: { measure: 'advice_adopted', n: 1 },
  advice_partly: { measure: 'advice_partly', n: 1 },
}
const DUE: Partial<Record<Kind, Measure>> = { acceptance: 'accept_due', handling: 'handle_due' }

/** `2026-03-02~<matter>~<number of the entry>` */
function placeOf(text: string | undefined): Listed['after'] {
  if (text === undefined) return null
  const [on, matterId, seq] = text.split('~') as [string, string, string]
  return { on, matterId, seq: Number(seq) }
}

/**
 * @returns `input.invalid_date`, `statistics.period_too_long`, `access.denied` for another unit's list and for what rests on
 * ratings where the reader does not oversee, `not_found`
 */
export async function listBehind(
  room: StatisticsRoom,
  session: Session,
  q: StatisticsListQuery,
  now: Date,
): Promise<StatisticsList | Refusal> {
  const facts = await room.directory.byId(session.bureauId)
  if (!facts) return refuse('not_found')
  if (q.to < q.from) return refuse('input.invalid_date', { field: 'to' })
  if (diffDays(q.from, q.to) > LONGEST) return refuse('statistics.period_too_long', { field: 'to' })
  const all = oversees(session)
  if (!all && (session.unitId === null || (q.unit !== undefined && q.unit !== session.unitId)))
    return refuse('access.denied')
  const code = q.figure
  if (!all && isRate(code) && RATED.has(code)) return refuse('access.denied')
  const kind: Kind = isCount(code) || isRate(code) ? KIND_OF[code] : code
  const due = DUE[kind]
  const places = await placesOf(room.pool, facts)
  const context = { bureau: session.bureauId, unit: session.unitId, account: session.accountId }
  const [rows, categories] = await withTx(
    room.pool,
    context,
    (tx) =>
      Promise.all([
        listEntries(tx, session.bureauId, {
          kind,
          from: q.from,
          to: q.to,
          unit: all ? (q.unit ?? null) : session.unitId,
          channel: q.channel,
          procedure: q.procedure,
          class: q.class,
          area: q.area,
          category:
            q.category === undefined ? undefined : { is: q.category, below: !q.exact && q.category !== '' },
          holds: HOLDS[code],
          due: due && { measure: due, from: todayIn(facts, now) },
          days:
            q.least === undefined && q.most === undefined
              ? undefined
              : { least: q.least ?? 0, most: q.most ?? null },
          after: placeOf(q.after),
          limit: PAGE + 1,
        }),
        readCategories(tx, session.bureauId),
      ]),
    { readOnly: true },
  )
  const names = namesOf(categories, areasOf(places))
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    figure: code,
    items: shown.map((e) => ({
      matterId: e.matterId,
      number: e.number,
      on: e.on,
      unit: e.unit ? (facts.units.get(e.unit)?.name ?? null) : null,
      channel: names.of('channel', e.channel),
      class: names.of('class', e.class),
      category: names.of('category', e.category),
      area: names.of('area', e.area),
      n: isCount(code) ? COUNT[code](e.m) : isRate(code) ? RATE[code](e.m)[1] : 1,
      met: isRate(code) ? RATE[code](e.m)[0] > 0 : null,
      days: e.m.step_days ?? null,
    })),
    next: rows.length > PAGE && last ? `${last.on}~${last.matterId}~${last.seq}` : null,
  }
}
