/** SQL of the orders of other systems. */
import type { Tx } from '../kernel/postgres/connect.ts'

export interface OrderRow {
  system: string
  number: string
  matter_id: string
  status: string | null
  row_cipher: Buffer
  changes: number
  /** Registered by mistake and cancelled: the next import registers it anew. */
  cancelled: boolean
  /** How often it was cancelled. */
  generation: number
  kek_id: string | null
  wrapped: Buffer | null
  matter_number: string
}

/** Of these numbers of a system those that are on record. */
export function findOrders(
  tx: Tx,
  bureauId: string,
  system: string,
  numbers: readonly string[],
): Promise<OrderRow[]> {
  return tx.query<OrderRow>(
    `select o.system, o.number, o.matter_id, o.status, o.row_cipher, o.changes, o.cancelled, o.generation, k.kek_id, k.wrapped, m.number as matter_number
from exchange_orders o
join matters m on m.bureau_id = o.bureau_id and m.matter_id = o.matter_id
join matter_keys k on k.bureau_id = o.bureau_id and k.matter_id = o.matter_id
where o.bureau_id = $1 and o.system = $2 and o.number = any($3::text[])`,
    [bureauId, system, numbers],
  )
}

/** Matters registered by hand, or by a run that was killed, under numbers of that system. */
export function findByExternal(
  tx: Tx,
  bureauId: string,
  system: string,
  numbers: readonly string[],
): Promise<{ number: string; matter_id: string; kek_id: string | null; wrapped: Buffer | null }[]> {
  return tx.query(
    `select c.external_number as number, c.matter_id, k.kek_id, k.wrapped
from contacts c join matter_keys k on k.bureau_id = c.bureau_id and k.matter_id = c.matter_id
where c.bureau_id = $1 and c.external_system = $2 and c.external_number = any($3::text[])`,
    [bureauId, system, numbers],
  )
}

/** The key of one matter. */
export async function findKey(
  tx: Tx,
  bureauId: string,
  matterId: string,
): Promise<{ kek_id: string; wrapped: Buffer | null } | undefined> {
  const rows = await tx.query<{ kek_id: string; wrapped: Buffer | null }>(
    'select kek_id, wrapped from matter_keys where bureau_id = $1 and matter_id = $2',
    [bureauId, matterId],
  )
  return rows[0]
}

export interface NewOrder {
  system: string
  number: string
  matterId: string
  batchId: string
  status: string | null
  row: Buffer
  seenAt: Date
}

/** Puts an order on record, or a cancelled one again; one that is there already stays as it is. */
export async function insertOrder(tx: Tx, bureauId: string, o: NewOrder): Promise<void> {
  await tx.query(
    `insert into exchange_orders (bureau_id, system, number, matter_id, batch_id, status, row_cipher, seen_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (bureau_id, system, number) do update set matter_id = excluded.matter_id, batch_id = excluded.batch_id,
  status = excluded.status, row_cipher = excluded.row_cipher, seen_at = excluded.seen_at, changes = 0, returned = null,
  returned_version = 0, cancelled = false
where exchange_orders.cancelled`,
    [bureauId, o.system, o.number, o.matterId, o.batchId, o.status, o.row, o.seenAt],
  )
}

/** The matter of an order was cancelled as a mistake. Said again, it stays as it is. */
export async function markOrderCancelled(tx: Tx, bureauId: string, matterId: string): Promise<void> {
  await tx.query(
    `update exchange_orders set cancelled = true, generation = generation + 1
where bureau_id = $1 and matter_id = $2 and not cancelled`,
    [bureauId, matterId],
  )
}

/** What the newest export says; counted as a change where more than their status differs. */
export async function updateOrder(
  tx: Tx,
  bureauId: string,
  o: NewOrder & { changed: boolean },
): Promise<void> {
  await tx.query(
    `update exchange_orders set status = $4, row_cipher = $5, seen_at = $6, batch_id = $7,
  changes = changes + case when $8 then 1 else 0 end
where bureau_id = $1 and system = $2 and number = $3`,
    [bureauId, o.system, o.number, o.status, o.row, o.seenAt, o.batchId, o.changed],
  )
}
