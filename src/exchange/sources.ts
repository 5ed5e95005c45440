/** The other systems: set up once, their mapping and the layout of what goes back kept. */

import { readMatter } from '../cases/index.ts'
import { deriveUuid } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { Mapping, OrderView, ReturnLayout, SourceView } from './contract.ts'
import { type Asker, contextOf, type ExchangeDeps } from './deps.ts'
import { EMPTY_MAPPING, isRefusedHeading } from './mapping.ts'
import { DEFAULT_LAYOUT } from './report.ts'
import { countOrders, findOrderOfMatter } from './return-store.ts'
import { listWaiting } from './returns.ts'
import {
  findSource,
  findSourceById,
  insertSource,
  listSources,
  type SourceRow,
  updateSource,
} from './source-store.ts'

const view = (s: SourceRow, orders: number, waiting: number): SourceView => ({
  sourceId: s.source_id,
  system: s.system,
  mapping: s.mapping,
  layout: s.layout,
  version: s.version,
  changedAt: s.changed_at.toISOString(),
  orders,
  waiting,
})

async function whole(deps: ExchangeDeps, who: Asker, s: SourceRow, orders: ReadonlyMap<string, number>) {
  const waiting = await listWaiting(deps, who, s.source_id)
  return view(s, orders.get(s.system) ?? 0, isRefusal(waiting) ? 0 : waiting.length)
}

export async function readSources(deps: ExchangeDeps, who: Asker): Promise<SourceView[]> {
  const { sources, orders } = await withTx(
    deps.cases.app,
    contextOf(who),
    async (tx) => ({
      sources: await listSources(tx, who.bureauId),
      orders: await countOrders(tx, who.bureauId),
    }),
    { readOnly: true },
  )
  return Promise.all(sources.map((s) => whole(deps, who, s, orders)))
}

/** A mapping may name columns of no file yet; those that mark people it may not name. */
function wrongColumns(m: Mapping): Refusal | undefined {
  const refused = Object.values(m.columns).find((header) => isRefusedHeading(header))
  return refused === undefined
    ? undefined
    : refuse('mapping.refused_column', { field: 'columns', details: { column: refused } })
}

/** @returns the system, or `exchange.system_known`, `input.required`; the same command gives the same system */
export async function addSource(
  deps: ExchangeDeps,
  who: Asker,
  name: string,
  key: string,
): Promise<SourceView | Refusal> {
  const system = name.trim()
  if (system === '') return refuse('input.required', { field: 'system' })
  if (!system.isWellFormed() || system.includes('\0'))
    return refuse('input.invalid_characters', { field: 'system' })
  const { bureauId } = who
  const sourceId = deriveUuid(
    deps.cases.keyring.installationKey,
    'exchange-source',
    bureauId,
    who.accountId ?? 'system',
    key,
  )
  const saved = await withTx(deps.cases.app, contextOf(who), async (tx) => {
    const fresh = await insertSource(tx, bureauId, {
      source_id: sourceId,
      system,
      mapping: EMPTY_MAPPING,
      layout: DEFAULT_LAYOUT,
      changedAt: who.now,
      changedBy: who.accountId,
    })
    const source = await findSource(tx, bureauId, system)
    if (!fresh && source?.source_id !== sourceId) return refuse('exchange.system_known', { field: 'system' })
    return source!
  })
  return isRefusal(saved) ? saved : view(saved, 0, 0)
}

/** @returns refusals `not_found`, `write.stale_version`, `mapping.refused_column` */
export async function changeSource(
  deps: ExchangeDeps,
  who: Asker,
  sourceId: string,
  change: { mapping: Mapping; layout: ReturnLayout; version: number },
): Promise<SourceView | Refusal> {
  const wrong = wrongColumns(change.mapping)
  if (wrong) return wrong
  const saved = await withTx(deps.cases.app, contextOf(who), async (tx) => {
    const before = await findSourceById(tx, who.bureauId, sourceId)
    if (!before) return refuse('not_found')
    const { mapping, layout, version } = change
    const done = await updateSource(tx, who.bureauId, {
      source_id: sourceId,
      mapping,
      layout,
      version,
      changedAt: who.now,
      changedBy: who.accountId,
    })
    if (!done) return refuse('write.stale_version', { details: { version: before.version } })
    return sourceWith(tx, who, sourceId)
  })
  return isRefusal(saved) ? saved : whole(deps, who, saved.source, saved.orders)
}

async function sourceWith(tx: Tx, who: Asker, sourceId: string) {
  const source = (await findSourceById(tx, who.bureauId, sourceId))!
  return { source, orders: await countOrders(tx, who.bureauId) }
}

/** Their side of a matter; null when it came from no other system. Seen by whoever may see the matter. */
export async function readOrder(
  deps: ExchangeDeps,
  who: Asker,
  matterId: string,
): Promise<{ order: OrderView | null } | Refusal> {
  const actor = { kind: 'account' as const, id: who.accountId, unitId: who.unitId, roles: who.roles }
  const matter = await readMatter(deps.cases, { bureauId: who.bureauId, actor, now: who.now }, matterId)
  if (isRefusal(matter)) return matter
  const order = await withTx(deps.cases.app, contextOf(who), (tx) =>
    findOrderOfMatter(tx, who.bureauId, matterId),
  )
  const external = matter.contacts.find(
    (c) => c.external && c.external.system === order?.system && c.external.number === order.number,
  )?.external
  if (!order || !external) return { order: null }
  return {
    order: {
      system: order.system,
      number: order.number,
      sender: external.sender,
      due: external.due,
      receivedOn: external.receivedOn,
      status: order.status,
      seenAt: order.seen_at.toISOString(),
      changes: order.changes,
      returned: order.state && order.at ? { state: order.state, at: order.at.toISOString() } : null,
    },
  }
}
