/** Rows of a batch judged: which are wrong, which are here already, which are known orders that say something else. */
import type { BureauFacts } from '../bureau/index.ts'
import type { Actor } from '../cases/index.ts'
import { plainDateIn } from '../kernel/calendar/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import { findPrints } from './batch-store.ts'
import { acrossRows, type CheckedRow, isBad, meaningfulRows, rowChecker } from './check-row.ts'
import type { BatchKind, Difference, Mapping, RowOutcome } from './contract.ts'
import { type ExchangeDeps, importProcedures } from './deps.ts'
import { differences } from './difference.ts'
import { findByExternal, findOrders, type OrderRow } from './order-store.ts'
import { openRow, printOf } from './sealed.ts'
import type { Table } from './table.ts'

export interface Judged extends CheckedRow {
  print: string
  outcome: RowOutcome
  /** The matter it already is; null for a new one. */
  matterId: string | null
  /** The order on record; null for a new one, or one only known by hand. */
  order: OrderRow | null
  differences: Difference['fields']
  /** How often this order was registered by mistake and cancelled. */
  generation: number
}

export interface BatchFacts {
  batchId: string
  kind: BatchKind
  system: string
}

/**
 * Checks all rows of a table. The moment decides what lies in the future: of an import that goes on it is the moment it
 * was begun, so that a row is judged alike.
 */
export function checkRows(
  facts: BureauFacts,
  kind: BatchKind,
  table: Table,
  mapping: Mapping,
  roles: Actor['roles'] | 'system',
  at: Date,
): { rows: CheckedRow[]; placeOf: ReturnType<typeof rowChecker>['placeOf'] } {
  const now = at.toISOString()
  const { zone } = facts.bureau
  const world = { kind, zone, now, today: plainDateIn(zone, now), procedures: importProcedures(roles) }
  const { check, placeOf } = rowChecker(table, mapping, world)
  const rows = meaningfulRows(table).map(check)
  acrossRows(rows, kind)
  return { rows, placeOf }
}

const BATCH = 500

/** Judges checked rows against what is on record. */
export async function judge(
  deps: ExchangeDeps,
  tx: Tx,
  bureauId: string,
  batch: BatchFacts,
  rows: readonly CheckedRow[],
): Promise<Judged[]> {
  const { keyring } = deps.cases
  const seen = new Map<string, number>()
  const out = rows.map((r): Judged => {
    const same = printOf(keyring, bureauId, r.values, 0)
    const nth = seen.get(same) ?? 0
    seen.set(same, nth + 1)
    const print = nth === 0 ? same : printOf(keyring, bureauId, r.values, nth)
    return {
      ...r,
      print,
      outcome: isBad(r) ? 'bad' : 'made',
      matterId: null,
      order: null,
      differences: [],
      generation: 0,
    }
  })
  const good = out.filter((r) => r.outcome === 'made')
  for (let from = 0; from < good.length; from += BATCH) {
    const part = good.slice(from, from + BATCH)
    if (batch.kind === 'register') await markKnownRows(tx, bureauId, batch.batchId, part)
    else await markKnownOrders(deps, tx, bureauId, batch.system, part)
  }
  return out
}

async function markKnownRows(
  tx: Tx,
  bureauId: string,
  batchId: string,
  rows: readonly Judged[],
): Promise<void> {
  const known = await findPrints(
    tx,
    bureauId,
    batchId,
    rows.map((r) => r.print),
  )
  for (const r of rows) {
    const matterId = known.get(r.print)
    if (matterId) Object.assign(r, { outcome: 'known', matterId })
  }
}

async function markKnownOrders(
  deps: ExchangeDeps,
  tx: Tx,
  bureauId: string,
  system: string,
  rows: readonly Judged[],
): Promise<void> {
  const numbers = rows.map((r) => r.values.externalNumber!)
  const orders = new Map((await findOrders(tx, bureauId, system, numbers)).map((o) => [o.number, o]))
  const byHand = new Map(
    (await findByExternal(tx, bureauId, system, numbers)).map((c) => [c.number, c.matter_id]),
  )
  for (const r of rows) {
    const number = r.values.externalNumber!
    const order = orders.get(number)
    if (!order || order.cancelled) {
      const matterId = byHand.get(number)
      if (matterId) Object.assign(r, { outcome: 'known', matterId })
      r.generation = order?.generation ?? 0
      continue
    }
    const before = openRow(deps.cases.keyring, bureauId, order.matter_id, order, order.row_cipher)
    const fields = before ? differences(before, r.values) : []
    Object.assign(r, {
      outcome: fields.length > 0 ? 'changed' : 'known',
      matterId: order.matter_id,
      order,
      differences: fields,
    })
  }
}
