/** A bureau that exchanges: what its people ask, files as other systems write them, and a run of the import to its end. */
import { randomUUID } from 'node:crypto'
import { bringFile } from '../../src/exchange/bring-file.ts'
import { cancelBatch, mapBatch, startBatch } from '../../src/exchange/change-batch.ts'
import type { BatchKind, BatchPage, Mapping } from '../../src/exchange/contract.ts'
import type { Asker, ExchangeDeps } from '../../src/exchange/deps.ts'
import { readBatch } from '../../src/exchange/read-batch.ts'
import { runBatch } from '../../src/exchange/run-batch.ts'
import { addSource } from '../../src/exchange/sources.ts'
import { verifyBureau } from '../../src/ledgerkeeping/index.ts'
import { type SheetOut, writeCsv, writeXlsx } from '../../src/tables/index.ts'
import { createMiniBureau, type Login } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'

export const SYSTEM_NAME = '市12345平台'

/** Headings as a hotline platform writes them, with a mark on people that is never taken in. */
export const ORDER_HEADINGS = [
  '工单编号',
  '派单单位',
  '派单时间',
  '办理期限',
  '办理状态',
  '来电人',
  '联系电话',
  '标题',
  '诉求内容',
  '是否老户',
] as const

export const order = (n: number, more: Partial<Record<(typeof ORDER_HEADINGS)[number], string>> = {}) => {
  const row: Record<(typeof ORDER_HEADINGS)[number], string> = {
    工单编号: `GD${String(n).padStart(6, '0')}`,
    派单单位: '市热线中心',
    派单时间: '2026-02-27 09:30',
    办理期限: '2026-03-10',
    办理状态: '已派单',
    来电人: `测试人${n}`,
    联系电话: '13800000001',
    标题: `路灯第${n}处`,
    诉求内容: `第${n}处路灯不亮，请修好。`,
    是否老户: '是',
    ...more,
  }
  return ORDER_HEADINGS.map((h) => row[h])
}

export const ordersCsv = (rows: readonly (readonly string[])[]): Buffer => writeCsv([ORDER_HEADINGS, ...rows])
export const sheet = (rows: SheetOut['rows']): Promise<Buffer> => writeXlsx([{ name: '表', rows }])

export async function createExchange() {
  const bureau = await createMiniBureau()
  const deps: ExchangeDeps = { cases: bureau.deps, clock: bureau.clock }
  const asks = (login: Login): Asker => {
    const { bureauId, actor } = bureau.as(login)
    return {
      bureauId,
      accountId: actor.id,
      unitId: actor.unitId,
      roles: actor.roles,
      now: bureau.clock.now(),
    }
  }
  const clerk = () => asks('clerk')
  const bring = async (bytes: Buffer, kind: BatchKind = 'register', who = clerk()) =>
    granted(
      await bringFile(deps, who, {
        kind,
        system: kind === 'exchange' ? SYSTEM_NAME : null,
        name: '测试.xlsx',
        bytes,
      }),
    )
  const page = async (batchId: string, who = clerk()): Promise<BatchPage> =>
    granted(await readBatch(deps, who, batchId, 'zh'))
  const map = async (batchId: string, change: (m: Mapping) => Mapping) => {
    const now = await page(batchId)
    const refused = await mapBatch(deps, clerk(), batchId, change(now.mapping), now.version)
    if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`)
  }
  const start = async (batchId: string, who = clerk()) => {
    const refused = await startBatch(deps, who, batchId)
    if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`)
  }
  /** Begins a batch and carries it out to its end. */
  const run = async (batchId: string) => {
    await start(batchId)
    await runBatch(deps, bureau.county.bureauId, batchId)
    return page(batchId)
  }
  const defaults = { procedure: 'hotline-order', channel: 'phone' }
  /** Brings and imports an export of the other system, as hotline orders. */
  const importOrders = async (rows: readonly (readonly string[])[]) => {
    const { batch } = await bring(ordersCsv(rows), 'exchange')
    if (batch.state === 'ready') await map(batch.batch_id, (m) => ({ ...m, defaults }))
    return run(batch.batch_id)
  }
  const cancel = async (batchId: string, reason = '导错了文件') => {
    const refused = await cancelBatch(deps, clerk(), batchId, reason)
    if (refused) return refused
    await runBatch(deps, bureau.county.bureauId, batchId)
    return page(batchId)
  }
  const source = async () => granted(await addSource(deps, clerk(), SYSTEM_NAME, randomUUID()))
  const count = async (table: 'matters' | 'events' | 'exchange_orders') =>
    Number((await bureau.database.owner.query(`select count(*) from ${table}`)).rows[0].count)
  /** What `huiyin verify` would say of the county: nothing, where ledger and projections agree. */
  const findings = async () => {
    const { keyring, filesRoot } = bureau.deps
    const deps = { pool: bureau.database.owner, keyring, filesRoot }
    return (await verifyBureau(deps, bureau.county.bureauId, {})).findings
  }
  return {
    ...bureau,
    deps,
    findings,
    asks,
    clerk,
    bring,
    page,
    map,
    start,
    run,
    importOrders,
    cancel,
    source,
    count,
    defaults,
  }
}
