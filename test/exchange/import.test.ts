import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMatter } from '../../src/cases/index.ts'
import { badRowsFile, previewBatch, readRows } from '../../src/exchange/read-batch.ts'
import { listWaiting } from '../../src/exchange/returns.ts'
import { runBatch } from '../../src/exchange/run-batch.ts'
import { runExchange } from '../../src/exchange/run-exchange.ts'
import { readSources } from '../../src/exchange/sources.ts'
import { readTable } from '../../src/exchange/table.ts'
import { granted } from '../harness/world.ts'
import { createExchange, order, ordersCsv, SYSTEM_NAME, sheet } from './world.ts'

let w: Awaited<ReturnType<typeof createExchange>>
beforeAll(async () => {
  w = await createExchange()
  await w.source()
})
afterAll(() => w.close())

const HEADINGS = ['来信来访时间', '渠道', '标题', '正文', '姓名', '电话', '人数']
const letter = (n: number, more: Record<number, string> = {}) =>
  [`2026-03-01 0${n % 9}:15`, '来信', `事项${n}`, `第${n}封信的内容。`, `测试人${n}`, '13800000002', '1'].map(
    (v, i) => more[i] ?? v,
  )

describe('a table brought to the register', () => {
  it('is looked through cell by cell, imported but for its bad rows, and does nothing when brought again', async () => {
    const rows = [
      HEADINGS,
      letter(1),
      letter(2, { 0: '3/4/2026' }),
      letter(3, { 1: '来信来访' }),
      letter(4, { 3: '' }),
      letter(5, { 0: '２０２６年３月１日', 6: '３人' }),
    ]
    const bytes = await sheet(rows)
    const { batch } = await w.bring(bytes)
    await w.map(batch.batch_id, (m) => ({ ...m, defaults: { procedure: 'petition' } }))
    const preview = granted(await previewBatch(w.deps, w.clerk(), batch.batch_id, 'zh'))
    expect(preview).toMatchObject({ rows: 5, good: 2, bad: 3, known: 0 })
    expect(preview.problems.map((p) => [p.row, p.column, p.header, p.code, p.value])).toEqual([
      [3, 'A', '来信来访时间', 'cell.date_ambiguous', '3/4/2026'],
      [4, 'B', '渠道', 'cell.choice', '来信来访'],
      [5, 'D', '正文', 'cell.required', null],
    ])
    expect(preview.problems.every((p) => p.title && p.remedy)).toBe(true)

    const before = await w.count('matters')
    const done = await w.run(batch.batch_id)
    expect(done).toMatchObject({ state: 'done', made: 2, bad: 3, progress: 5 })
    expect(await w.count('matters')).toBe(before + 2)
    const made = granted(
      await readRows(w.deps, w.clerk(), batch.batch_id, { outcome: 'made', after: 0, limit: 10, lang: 'zh' }),
    )
    const view = granted(await readMatter(w.deps.cases, w.looks('clerk'), made[1]!.matterId!))
    expect(view).toMatchObject({
      procedure: 'petition',
      channel: 'letter',
      receivedOn: '2026-03-01',
      body: '第5封信的内容。',
    })
    expect(view.contacts[0]!.persons).toBe(3)

    const again = await w.bring(bytes)
    expect(again).toMatchObject({ seenBefore: true, batch: { batch_id: batch.batch_id } })
    await w.run(batch.batch_id)
    expect(await w.count('matters')).toBe(before + 2)
  })

  it('gives the bad rows back with their reasons; mended in the whole file, good rows are not doubled', async () => {
    const rows = [HEADINGS, letter(11), letter(12, { 0: '2026-13-40' }), letter(11)]
    const { batch } = await w.bring(await sheet(rows))
    await w.map(batch.batch_id, (m) => ({ ...m, defaults: { procedure: 'letter-box' } }))
    const before = await w.count('matters')
    // Two people may write the same words: rows that say the same are two matters.
    expect(await w.run(batch.batch_id)).toMatchObject({ made: 2, bad: 1 })
    const file = granted(await badRowsFile(w.deps, w.clerk(), batch.batch_id, 'xlsx', 'zh'))
    const table = granted(await readTable('x.xlsx', file.bytes, 'register'))
    expect(table.rows).toHaveLength(1)
    expect(String(table.rows[0]!.cells.at(-1))).toContain('不是日期')

    const mended = await w.bring(await sheet([HEADINGS, letter(11), letter(12), letter(11)]))
    await w.map(mended.batch.batch_id, (m) => ({ ...m, defaults: { procedure: 'letter-box' } }))
    expect(await w.run(mended.batch.batch_id)).toMatchObject({ made: 1, known: 2, bad: 0 })
    expect(await w.count('matters')).toBe(before + 3)
  })

  it('is cancelled only while nothing has gone on, keeps its numbers, and can then be imported rightly', async () => {
    const bytes = await sheet([HEADINGS, letter(21), letter(22)])
    const { batch } = await w.bring(bytes)
    await w.map(batch.batch_id, (m) => ({ ...m, defaults: { procedure: 'petition' } }))
    await w.run(batch.batch_id)
    const rows = granted(
      await readRows(w.deps, w.clerk(), batch.batch_id, { outcome: null, after: 0, limit: 10, lang: 'zh' }),
    )
    const events = await w.count('events')
    expect(await w.cancel(batch.batch_id)).toMatchObject({
      state: 'cancelled',
      cancelled: { cancelled: 2, kept: 0 },
    })
    expect(await w.count('events')).toBe(events + 2)
    const view = granted(await readMatter(w.deps.cases, w.looks('clerk'), rows[0]!.matterId!))
    expect(view).toMatchObject({
      number: rows[0]!.number,
      end: 'cancelled',
      stateLabel: { zh: '误登记，已撤销' },
    })
    expect(view.proceedings[0]!.actions).toEqual([])
    expect(view.clocks.every((c) => c.status === 'stopped')).toBe(true)
    expect(view.timeline.at(-1)!.texts[0]!.text).toBe('导错了文件')

    const again = await w.bring(bytes)
    expect(again.seenBefore).toBe(false)
    await w.map(again.batch.batch_id, (m) => ({ ...m, defaults: { procedure: 'letter-box' } }))
    const second = await w.run(again.batch.batch_id)
    expect(second).toMatchObject({ made: 2 })
    const moved = granted(
      await readRows(w.deps, w.clerk(), second.batchId, { outcome: 'made', after: 0, limit: 10, lang: 'zh' }),
    )
    await w.act(w.as('clerk'), moved[0]!.matterId!, 'assign', { unit: w.county.units.works })
    expect(await w.cancel(second.batchId)).toMatchObject({ refused: 'batch.moved_on', details: { count: 1 } })
  })

  it('is out of sight of other units', async () => {
    const { batch } = await w.bring(await sheet([HEADINGS, letter(31)]))
    expect(await previewBatch(w.deps, w.asks('works'), batch.batch_id, 'zh')).toMatchObject({
      refused: 'not_found',
    })
  })
})

describe('an export of another system', () => {
  it('becomes matters with their number and limit; imported again it changes nothing', async () => {
    const before = await w.count('matters')
    const rows = [order(1), order(2)]
    const done = await w.importOrders(rows)
    expect(done).toMatchObject({ made: 2, refusedHeaders: ['是否老户'] })
    const events = await w.count('events')
    const { rows: contacts } = await w.database.owner.query(
      'select external_number, external_sender, external_due, external_received_on from contacts where external_system = $1 order by 1',
      [SYSTEM_NAME],
    )
    expect(contacts[0]).toEqual({
      external_number: 'GD000001',
      external_sender: '市热线中心',
      external_due: '2026-03-10',
      external_received_on: '2026-02-27',
    })
    // Another file with the same orders, in another order.
    expect(await w.importOrders([order(2), order(1)])).toMatchObject({ made: 0, known: 2, changed: 0 })
    expect(await w.count('matters')).toBe(before + 2)
    expect(await w.count('events')).toBe(events)
  })

  it('tells a changed order as a difference and adds it to the matter, never over what was registered', async () => {
    await w.importOrders([order(5), order(6)])
    const changed = [
      order(5, { 办理状态: '催办', 诉求内容: '路灯仍然不亮，另有井盖松动。', 联系电话: '13900000009' }),
      order(6, { 办理状态: '已签收' }),
    ]
    const { batch } = await w.bring(ordersCsv(changed), 'exchange')
    const preview = granted(await previewBatch(w.deps, w.clerk(), batch.batch_id, 'zh'))
    expect(preview).toMatchObject({ good: 0, changed: 2 })
    expect(preview.differences[0]!.fields.map((f) => f.field)).toEqual(['theirStatus', 'body', 'phone'])
    const events = await w.count('events')
    expect(await w.run(batch.batch_id)).toMatchObject({ made: 0, changed: 2 })
    // A status alone is shown and is no event.
    expect(await w.count('events')).toBe(events + 1)
    const view = granted(await readMatter(w.deps.cases, w.looks('clerk'), preview.differences[0]!.matterId))
    expect(view.body).toBe('第5处路灯不亮，请修好。')
    const note = view.timeline.at(-1)!.texts[0]!.text!
    expect(note).toContain('另有井盖松动')
    expect(note).not.toContain('13900000009')
    await runBatch(w.deps, w.county.bureauId, batch.batch_id)
    expect(await w.importOrders(changed.toReversed())).toMatchObject({ known: 2, changed: 0 })
    expect(await w.count('events')).toBe(events + 1)
  })

  it('cancelled as a mistaken batch, it can be imported rightly: another matter, the same order', async () => {
    const wrong = await w.importOrders([order(41), order(42)])
    const sources = () => readSources(w.deps, w.clerk())
    const [before] = await sources()
    expect(await w.cancel(wrong.batchId)).toMatchObject({
      state: 'cancelled',
      cancelled: { cancelled: 2, kept: 0 },
    })
    expect((await sources())[0]!.orders).toBe(before!.orders - 2)
    // It was our mistake: nothing waits to be told to the other system.
    expect(granted(await listWaiting(w.deps, w.clerk(), before!.sourceId))).toEqual([])
    const [first] = granted(
      await readRows(w.deps, w.clerk(), wrong.batchId, { outcome: 'made', after: 0, limit: 10, lang: 'zh' }),
    )
    const view = granted(await readMatter(w.deps.cases, w.looks('clerk'), first!.matterId!))
    expect(view).toMatchObject({ number: first!.number, end: 'cancelled' })
    expect(view.contacts[0]!.external?.number).toBe('GD000041')

    // The very same file, and then another one that holds only part of it: registered once more and then known.
    const right = await w.importOrders([order(41), order(42)])
    expect(right).toMatchObject({ made: 2, known: 0 })
    expect(await w.importOrders([order(42)])).toMatchObject({ made: 0, known: 1 })
    const { rows } = await w.database.owner.query(
      `select o.matter_id, m.end_kind, o.cancelled, o.generation from exchange_orders o
       join matters m using (bureau_id, matter_id) where o.number = 'GD000041'`,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ end_kind: null, cancelled: false, generation: 1 })
    expect(rows[0].matter_id).not.toBe(first!.matterId)
    // Numbers in the ledger and rows made from it still agree.
    expect(await w.findings()).toEqual([])
  })

  it('is not cancelled once one of its orders has gone on', async () => {
    const done = await w.importOrders([order(51), order(52)])
    const [one] = granted(
      await readRows(w.deps, w.clerk(), done.batchId, { outcome: 'made', after: 0, limit: 10, lang: 'zh' }),
    )
    await w.act(w.as('clerk'), one!.matterId!, 'dispatch', { unit: w.county.units.works })
    expect(await w.cancel(done.batchId)).toMatchObject({ refused: 'batch.moved_on', details: { count: 1 } })
  })

  it('from the command line prints what this run did, also for a file imported before', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'huiyin-exchange-')), '导出.csv')
    writeFileSync(file, ordersCsv([order(61), order(62), order(63, { 派单时间: '3/4/2026' })]))
    const ask = { verb: 'import', file, bureau: 'county', system: SYSTEM_NAME, dryRun: false } as const
    const first = await runExchange(w.deps, ask)
    expect(first.json).toMatchObject({ made: 2, known: 0, bad: 1, seenBefore: false })
    const events = await w.count('events')
    const second = await runExchange(w.deps, ask)
    expect(second).toMatchObject({ exitCode: 0, json: { made: 0, known: 2, bad: 1, seenBefore: true } })
    expect(second.text).toContain('imported before, nothing was registered now')
    expect(second.text).toContain('新登记 registered: 0')
    expect(await w.count('events')).toBe(events)
    rmSync(path.dirname(file), { recursive: true })
  })

  it('refuses a number that stands twice in one file, and takes up what was registered by hand', async () => {
    const byHand = await w.register('hotline-order', {
      external: { system: SYSTEM_NAME, number: 'GD000008', sender: '', due: null, receivedOn: '2026-03-02' },
    })
    const done = await w.importOrders([order(7), order(7, { 标题: '另一件' }), order(8)])
    expect(done).toMatchObject({ made: 1, bad: 1, known: 1 })
    const { rows } = await w.database.owner.query('select matter_id from exchange_orders where number = $1', [
      'GD000008',
    ])
    expect(rows[0].matter_id).toBe(byHand.matterId)
    expect(await w.importOrders([order(8, { 标题: '改了标题' })])).toMatchObject({ changed: 1 })
  })
})
