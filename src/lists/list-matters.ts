/** One page of a list, and how many rows it has. */
import pg from 'pg'
import type { BureauFacts } from '../bureau/index.ts'
import type { InboxItem } from '../cases/index.ts'
import { type CasesDeps, handlesMatters, inboxItem, type Looker, unitInSight } from '../cases/index.ts'
import { addDays, isPlainDate, plainDateIn } from '../kernel/calendar/index.ts'
import { isUuid } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { ListCount, ListExtra, ListQuery, PageOf } from './contract.ts'
import { checkDays, type Reader, type Shape, shapeOf } from './rules.ts'
import { type After, countRows, type Filter, type ListRow, readPage } from './store.ts'

export type ListItem = InboxItem & ListExtra

/** Rows counted exactly; beyond, "more than". */
export const COUNTED = 10_000
/** A count that takes longer than this is given up: the list itself never waits for it. Milliseconds. */
const COUNT_TIME = 1500
export const MOST_ROWS = 200

export const readerOf = (l: Looker): Reader => ({
  unitId: l.actor.unitId,
  roles: l.actor.roles,
  works: handlesMatters(l.actor),
})

/** Row security is told the same of a reader everywhere. */
export const sightOf = (l: Looker) => ({
  bureau: l.bureauId,
  unit: unitInSight(l.actor),
  account: l.actor.id,
})

/** A list as it is read: its shape, what narrows it, the bureau it is of. */
export interface Opened {
  facts: BureauFacts
  shape: Shape | null
  filter: Filter
  today: string
}

/** Resolves what was asked into what is read. Refuses what `shapeOf` and `checkDays` refuse, `not_found`. */
export async function openList(deps: CasesDeps, l: Looker, q: ListQuery): Promise<Opened | Refusal> {
  const facts = await deps.directory.byId(l.bureauId)
  if (!facts) return refuse('not_found')
  const wrong = checkDays(q)
  if (wrong) return wrong
  const shape = shapeOf(q, readerOf(l))
  if (isRefusal(shape)) return shape
  const today = plainDateIn(facts.bureau.zone, l.now.toISOString())
  const { list, progress: _p, sort: _s, q: _q, ...filter } = q
  return {
    facts,
    shape,
    today,
    filter: list === 'overdue' ? { ...filter, overdueSince: addDays(today, -1) } : filter,
  }
}

const encode = (list: string, sort: string, r: ListRow) =>
  Buffer.from(JSON.stringify([list, sort, r.sort_key, r.matter_id, r.proceeding_id])).toString('base64url')

/** A cursor holds for the list and order it was made in and no other. */
export function decodeAfter(cursor: string | undefined, list: string, sort: string): After | null | Refusal {
  if (!cursor) return null
  try {
    const [l, s, key, matterId, proceedingId] = JSON.parse(
      Buffer.from(cursor, 'base64url').toString(),
    ) as string[]
    const day =
      isPlainDate(key) || /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/.test(String(key))
    if (l !== list || s !== sort || !day) throw new Error()
    if (!isUuid(String(matterId)) || !/^\w{1,20}$/.test(String(proceedingId))) throw new Error()
    return { key: key!, matterId: matterId!, proceedingId: proceedingId! }
  } catch {
    return refuse('input.invalid', { field: 'cursor' })
  }
}

export const cursorAt = (q: ListQuery, shape: Shape, r: ListRow) => encode(q.list, shape.sort, r)

/** A row as a reader sees it. */
export function itemOf(deps: CasesDeps, bureauId: string, r: ListRow, o: Opened, now: Date): ListItem {
  const centre = r.centre_unit_id ? (o.facts.units.get(r.centre_unit_id)?.name ?? null) : null
  return {
    ...inboxItem(deps, bureauId, r, o.facts, o.today, now),
    category: r.category,
    secrecy: r.secrecy as ListExtra['secrecy'],
    lane: r.shielded ? 'shielded' : 'open',
    centre: r.centre_unit_id && centre ? { unitId: r.centre_unit_id, name: centre } : null,
    endedOn: r.ended_on,
    risk: null,
    snippet: null,
  }
}

/**
 * One page of a list, at most 200 rows. The next page begins after the last row, whatever came in meanwhile.
 * @returns the page, or `access.denied`, `input.*`
 */
export async function listMatters(
  deps: CasesDeps,
  l: Looker,
  q: ListQuery,
  page: { cursor?: string; limit?: number } = {},
): Promise<PageOf<ListItem> | Refusal> {
  const o = await openList(deps, l, q)
  if (isRefusal(o)) return o
  const { shape } = o
  if (!shape) return { items: [], next: null, today: o.today }
  const after = decodeAfter(page.cursor, q.list, shape.sort)
  if (isRefusal(after)) return after
  const limit = Math.min(Math.max(page.limit ?? 50, 1), MOST_ROWS)
  const ask = { unitId: l.actor.unitId, zone: o.facts.bureau.zone, after, limit: limit + 1 }
  const rows = await withTx(deps.app, sightOf(l), (tx) => readPage(tx, l.bureauId, shape, o.filter, ask), {
    readOnly: true,
  })
  const shown = rows.slice(0, limit)
  return {
    items: shown.map((r) => itemOf(deps, l.bureauId, r, o, l.now)),
    next: rows.length > limit ? cursorAt(q, shape, shown.at(-1)!) : null,
    today: o.today,
  }
}

/**
 * How many rows a list has: exactly up to `most`, then that there are more; null when it cannot be said in time.
 */
export async function countMatters(
  deps: CasesDeps,
  l: Looker,
  q: ListQuery,
  most = COUNTED,
): Promise<ListCount | Refusal> {
  const o = await openList(deps, l, q)
  if (isRefusal(o)) return o
  const { shape } = o
  if (!shape) return { count: 0, more: false }
  try {
    const count = await withTx(
      deps.app,
      sightOf(l),
      async (tx) => {
        await tx.query(`set local statement_timeout = ${COUNT_TIME}`, [], null)
        return countRows(tx, l.bureauId, shape, o.filter, {
          unitId: l.actor.unitId,
          zone: o.facts.bureau.zone,
          most,
        })
      },
      { readOnly: true },
    )
    return { count: Math.min(count, most), more: count > most }
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '57014') return { count: null, more: true }
    throw error
  }
}
