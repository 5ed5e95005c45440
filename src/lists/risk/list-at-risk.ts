/** The list of what will probably be late: open matters not yet past their day, soonest first, each with its reasons. */
import type { CasesDeps, Looker } from '../../cases/index.ts'
import { addDays, diffDays } from '../../kernel/calendar/index.ts'
import { isRefusal, type Refusal } from '../../kernel/errors/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import type { ListCount, ListQuery, PageOf, Risk } from '../contract.ts'
import {
  cursorAt,
  decodeAfter,
  itemOf,
  type ListItem,
  type Opened,
  openList,
  sightOf,
} from '../list-matters.ts'
import type { Shape } from '../rules.ts'
import { type After, type ListRow, readPage } from '../store.ts'
import { type Past, pastOf } from './past.ts'
import { riskOf } from './rules.ts'

/** Calendar days ahead that are looked at. */
export const AHEAD = 21
/** Matters looked at in one turn, and for one page; a page may be shorter than asked and still lead on. */
const TURN = 200
const MOST_LOOKED_AT = 2000

interface Found {
  row: ListRow
  risk: Risk
}

/** A turn of the list: what is at risk, and after which row to go on (null: nothing follows). */
async function turn(
  deps: CasesDeps,
  l: Looker,
  o: Opened & { shape: Shape },
  past: Past,
  after: After | null,
): Promise<{ found: Found[]; last: ListRow | null }> {
  const until = addDays(o.today, AHEAD)
  const filter = {
    ...o.filter,
    dueFrom: o.filter.dueFrom && o.filter.dueFrom > o.today ? o.filter.dueFrom : o.today,
    dueTo: o.filter.dueTo && o.filter.dueTo < until ? o.filter.dueTo : until,
  }
  const ask = { unitId: l.actor.unitId, zone: o.facts.bureau.zone, after, limit: TURN, lastDue: true }
  const rows = await withTx(deps.app, sightOf(l), (tx) => readPage(tx, l.bureauId, o.shape, filter, ask), {
    readOnly: true,
  })
  const found = rows.flatMap((row) => {
    const risk = estimate(row, o, past)
    return risk ? [{ row, risk }] : []
  })
  return { found, last: rows.length === TURN ? rows.at(-1)! : null }
}

function estimate(r: ListRow, o: Opened, past: Past): Risk | null {
  if (!r.next_due || r.next_due < o.today) return null
  const unit = r.handler_unit_id
  return riskOf({
    state: r.state,
    elapsed: Math.max(0, diffDays(r.received_on, o.today)),
    allowed: Math.max(0, diffDays(r.received_on, r.last_due ?? r.next_due)),
    left: o.facts.calendar.workingDaysBetween(o.today, r.next_due),
    times: past.times(unit, r.main_procedure, r.category),
    before: Math.max(0, past.before(unit, r.next_due) - 1),
    pace: past.pace(unit),
  })
}

/** One page of the list. Refuses as `listMatters`. */
export async function listAtRisk(
  deps: CasesDeps,
  l: Looker,
  q: ListQuery,
  page: { cursor?: string; limit?: number },
): Promise<PageOf<ListItem> | Refusal> {
  const o = await openList(deps, l, { ...q, sort: 'due' })
  if (isRefusal(o)) return o
  const { shape } = o
  if (!shape) return { items: [], next: null, today: o.today }
  let after = decodeAfter(page.cursor, q.list, shape.sort)
  if (isRefusal(after)) return after
  const limit = Math.min(Math.max(page.limit ?? 50, 1), TURN)
  const past = await pastOf(deps, l.bureauId, o.today, addDays(o.today, AHEAD))
  const found: Found[] = []
  let next: string | null = null
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += TURN) {
    const t = await turn(deps, l, { ...o, shape }, past, after)
    found.push(...t.found)
    if (found.length > limit) {
      next = cursorAt(q, shape, found[limit - 1]!.row)
      break
    }
    next = t.last ? cursorAt(q, shape, t.last) : null
    if (!t.last || found.length === limit) break
    after = { key: t.last.sort_key, matterId: t.last.matter_id, proceedingId: t.last.proceeding_id }
  }
  return {
    items: found.slice(0, limit).map(({ row, risk }) => ({
      ...itemOf(deps, l.bureauId, row, o, l.now),
      risk,
    })),
    next,
    today: o.today,
  }
}

/** How many of the next 2,000 matters by due day are at risk, and whether there are more to look at. */
export async function countAtRisk(deps: CasesDeps, l: Looker, q: ListQuery): Promise<ListCount | Refusal> {
  const o = await openList(deps, l, { ...q, sort: 'due' })
  if (isRefusal(o)) return o
  const { shape } = o
  if (!shape) return { count: 0, more: false }
  const past = await pastOf(deps, l.bureauId, o.today, addDays(o.today, AHEAD))
  let count = 0
  let after: After | null = null
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += TURN) {
    const t = await turn(deps, l, { ...o, shape }, past, after)
    count += t.found.length
    if (!t.last) return { count, more: false }
    after = { key: t.last.sort_key, matterId: t.last.matter_id, proceedingId: t.last.proceeding_id }
  }
  return { count, more: true }
}
