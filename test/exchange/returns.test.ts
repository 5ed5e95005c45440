import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  acknowledgeReturn,
  listWaiting,
  prepareReturn,
  readReturn,
  returnFile,
  sendReturn,
} from '../../src/exchange/returns.ts'
import { changeSource, readOrder, readSources } from '../../src/exchange/sources.ts'
import { readTable } from '../../src/exchange/table.ts'
import { outcomes } from '../harness/factories.ts'
import { granted } from '../harness/world.ts'
import { createExchange, order, SYSTEM_NAME } from './world.ts'

let w: Awaited<ReturnType<typeof createExchange>>
let sourceId: string
beforeAll(async () => {
  w = await createExchange()
  sourceId = (await w.source()).sourceId
})
afterAll(() => w.close())

const matterOf = async (number: string): Promise<string> =>
  (await w.database.owner.query('select matter_id from exchange_orders where number = $1', [number])).rows[0]
    .matter_id

async function answer(number: string, reply: string): Promise<string> {
  const matterId = await matterOf(number)
  await w.act(w.as('clerk'), matterId, 'answer-now', { outcomes: outcomes(await w.load(matterId)), reply })
  return matterId
}

describe('what goes back', () => {
  it('is what was answered since, told once, the same when sent again, and again when they refuse it', async () => {
    await w.importOrders([order(1), order(2), order(3)])
    expect(granted(await listWaiting(w.deps, w.clerk(), sourceId))).toEqual([])
    expect(await prepareReturn(w.deps, w.clerk(), { sourceId }, randomUUID())).toMatchObject({
      refused: 'exchange.nothing_waiting',
    })
    const matterId = await answer('GD000001', '=路灯已修好。')
    await answer('GD000002', '井盖已更换。')
    expect(
      granted(await listWaiting(w.deps, w.clerk(), sourceId)).map((i) => [i.theirNumber, i.status, i.reply]),
    ).toEqual([
      ['GD000001', '已办结', null],
      ['GD000002', '已办结', null],
    ])

    const key = randomUUID()
    const made = granted(await prepareReturn(w.deps, w.clerk(), { sourceId }, key))
    expect(made).toMatchObject({ items: 2, sentAt: null })
    expect(granted(await prepareReturn(w.deps, w.clerk(), { sourceId }, key))).toEqual(made)
    expect(granted(await listWaiting(w.deps, w.clerk(), sourceId))).toEqual([])

    const csv = async () =>
      granted(await returnFile(w.deps, w.clerk(), made.returnId, 'csv')).bytes.toString()
    const text = await csv()
    expect(text.split('\r\n')[0]).toBe(
      '\ufeff工单编号,本单位编号,办理状态,处理结果,承办单位,受理日期,办结日期,文书,答复内容',
    )
    // A reply that begins like a formula is text there.
    expect(text).toContain("'=路灯已修好。")
    expect(await csv()).toBe(text)
    const xlsx = granted(await returnFile(w.deps, w.clerk(), made.returnId, 'xlsx'))
    const table = granted(await readTable('x.xlsx', xlsx.bytes, 'exchange'))
    expect(table.rows[0]!.cells[0]).toBe('GD000001')

    expect(granted(await sendReturn(w.deps, w.clerk(), made.returnId)).sentAt).not.toBeNull()
    expect(granted(await readOrder(w.deps, w.clerk(), matterId)).order).toMatchObject({
      system: SYSTEM_NAME,
      due: '2026-03-10',
      status: '已派单',
      returned: { state: 'sent' },
    })
    const said = { refused: [{ number: 'GD000002', reason: '缺少现场照片' }] }
    expect(granted(await acknowledgeReturn(w.deps, w.clerk(), made.returnId, said))).toMatchObject({
      acknowledged: 1,
      refused: 1,
    })
    expect(granted(await acknowledgeReturn(w.deps, w.clerk(), made.returnId, said)).refused).toBe(1)
    expect(granted(await listWaiting(w.deps, w.clerk(), sourceId)).map((i) => i.theirNumber)).toEqual([
      'GD000002',
    ])
    expect(await acknowledgeReturn(w.deps, w.clerk(), made.returnId, { accepted: ['GD999'] })).toMatchObject({
      refused: 'exchange.unknown_item',
    })
    const page = granted(await readReturn(w.deps, w.clerk(), made.returnId))
    expect(page.entries.map((e) => [e.state, e.note])).toEqual([
      ['acknowledged', null],
      ['refused', '缺少现场照片'],
    ])
    const looks = await w.count('access_log' as 'events')
    await readReturn(w.deps, w.clerk(), made.returnId)
    expect(await w.count('access_log' as 'events')).toBe(looks)
    expect(looks).toBeGreaterThan(0)
  })

  it('follows the layout of the system', async () => {
    const [source] = await readSources(w.deps, w.clerk())
    const layout = {
      format: 'csv' as const,
      columns: [
        { header: '件号', value: 'theirNumber' as const },
        { header: '结果', value: 'status' as const },
        { header: '备用', value: 'blank' as const },
      ],
      status: { answered: '办结' },
    }
    granted(
      await changeSource(w.deps, w.clerk(), sourceId, {
        mapping: source!.mapping,
        layout,
        version: source!.version,
      }),
    )
    expect(
      await changeSource(w.deps, w.clerk(), sourceId, {
        mapping: source!.mapping,
        layout,
        version: source!.version,
      }),
    ).toMatchObject({
      refused: 'write.stale_version',
    })
    const made = granted(await prepareReturn(w.deps, w.clerk(), { sourceId }, randomUUID()))
    const file = granted(await returnFile(w.deps, w.clerk(), made.returnId))
    expect(file.bytes.toString()).toBe('\ufeff件号,结果,备用\r\nGD000002,办结,\r\n')
  })

  it('is out of sight of other units, and never tells of a shielded matter', async () => {
    const made = granted(await readSources(w.deps, w.clerk()))
    expect(made[0]!.orders).toBe(3)
    await w.database.owner.query('update matters set shielded = true where matter_id = $1', [
      await matterOf('GD000003'),
    ])
    await w.database.owner.query(
      `update matters set ended_on = '2026-03-02', version = version + 1 where matter_id = $1`,
      [await matterOf('GD000003')],
    )
    expect(granted(await listWaiting(w.deps, w.clerk(), sourceId))).toEqual([])
    expect(await readOrder(w.deps, w.asks('works'), await matterOf('GD000001'))).toMatchObject({
      refused: 'not_found',
    })
  })
})
