/** Calls where they leave the hotline: in the report inside and outside the bureau, and in the open data. */
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CallEvent } from '../../src/hotline/contract.ts'
import { CALL_COUNTS, CALL_RATES } from '../../src/hotline/figures/contract.ts'
import type { HotlineRoom } from '../../src/hotline/room.ts'
import { lastNumber } from '../../src/hotline/store.ts'
import { addSystem } from '../../src/hotline/systems.ts'
import { takeEvents } from '../../src/hotline/take-events.ts'
import type { Session } from '../../src/kernel/access/index.ts'
import { createBell } from '../../src/notifications/index.ts'
import { figuresCsv, makeOpenData } from '../../src/openness/index.ts'
import type { Audience } from '../../src/reports/contract.ts'
import { previewReport } from '../../src/reports/reports.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'

const ANSWERED = 44
const MISSED = 3
let m: MiniBureau
let room: HotlineRoom

beforeAll(async () => {
  m = await createMiniBureau()
  room = {
    cases: m.deps,
    bell: createBell(m.deps.app, { error: () => {} }, 1000, lastNumber),
    used: async () => {},
  }
})
afterAll(async () => {
  room.bell.stop()
  await m.close()
})

const facts = async () => (await m.deps.directory.byId(m.county.bureauId))!
const report = async (audience: Audience) => {
  const { id, unitId, roles } = m.actorOf('head')
  const session = { accountId: id, bureauId: m.county.bureauId, unitId, roles } as unknown as Session
  const wanted = { kind: 'month' as const, period: m.today().slice(0, 7), audience }
  const reports = { pool: m.deps.app, directory: m.deps.directory }
  const { blocks } = granted(
    await previewReport(reports, session, wanted, { advice: '', other: '' }, m.clock.now()),
  )
  const rowsOf = (id: string) =>
    blocks.flatMap((b) => (b.is === 'table' && b.table.id === id ? b.table.rows : []))
  const cells = Object.fromEntries([...rowsOf('REP11'), ...rowsOf('REP12')].map((r) => [r[0], r[1]]))
  const text = blocks.flatMap((b) => (b.is === 'text' || b.is === 'heading' ? [b.text] : [])).join('\n')
  return { cells, text }
}
const open = async () => {
  const csv = figuresCsv(await makeOpenData({ cases: m.deps }, await facts(), m.clock.now()))
  const lines = parse(csv, { columns: true, bom: true }) as Record<string, string>[]
  return lines.filter((l) => l.measure!.startsWith('calls'))
}

test('a bureau without calls tells of none', async () => {
  const { cells, text } = await report('inside')
  expect(cells).toEqual({})
  expect(text).not.toContain('12345')
  expect(await open()).toEqual([])
})

describe('with calls', () => {
  beforeAll(async () => {
    const by = { bureauId: m.county.bureauId, accountId: null, now: m.clock.now() }
    const { systemId } = granted(await addSystem(room, by, { name: '甲', dialUrl: null }))
    const now = m.clock.now().getTime()
    const at = (s: number) => new Date(now - s * 1000).toISOString()
    const calls = Array.from({ length: ANSWERED + MISSED }, (_, i): CallEvent[] => {
      const event = (type: CallEvent['type'], s: number) => ({
        id: `${i}-${type}`,
        call: `${i}`,
        type,
        at: at(s),
      })
      // Of those answered every fourth waits longer than 15 seconds.
      const waits = i % 4 === 0 ? 20 : 10
      return i < ANSWERED
        ? [event('ringing', 100), event('answered', 100 - waits)]
        : [event('ringing', 100), event('abandoned', 60)]
    }).flat()
    granted(await takeEvents(room, m.county.bureauId, systemId, calls, m.clock.now()))
  })

  test('the report inside tells every count and rate with what it is made of', async () => {
    const { cells, text } = await report('inside')
    expect(cells).toMatchObject({
      来电量: '47',
      接通: '44',
      未接通: '3',
      接通未登记: '44',
      '15秒接听率': '70.2%（33/47）',
      接通率: '93.6%（44/47）',
      即答比例: '无',
    })
    // All figures of the catalogue but what is no result of a call coming in.
    expect(Object.keys(cells)).toHaveLength(CALL_COUNTS.length - 2 + CALL_RATES.length)
    expect(text).toContain('12345热线来电47次')
    expect(text).toContain('接通44次，未接通3次')
    expect(text).toMatch(/15秒接听率：.+/)
  })

  test('the report outside lets no small number follow, neither from a sum nor from a rate', async () => {
    const { cells, text } = await report('outside')
    expect(cells).toMatchObject({ 来电量: '47', 接通: '不列', 未接通: '1至4', 接通未登记: '不列' })
    expect(text).toContain('接通次数不列，未接通1至4次')
    expect(cells.接通率).toMatch(/^[\d.]+%至[\d.]+%之间$/)
    expect(cells['15秒接听率']).toBe('70.2%（33/47）')
    expect(`${Object.values(cells).join(' ')} ${text}`).not.toMatch(/44|93\.6/)
  })

  test('the open data has them for the bureau alone, by month and year', async () => {
    const lines = await open()
    expect(new Set(lines.map((l) => l.by))).toEqual(new Set(['all']))
    expect(new Set(lines.map((l) => l.period))).toEqual(
      new Set([m.today().slice(0, 4), m.today().slice(0, 7)]),
    )
    const year = (measure: string) => {
      const { value, of } = lines.find((l) => l.period === m.today().slice(0, 4) && l.measure === measure)!
      return [value, of]
    }
    expect(year('calls')).toEqual(['47', ''])
    expect(year('calls-connected')).toEqual(['44', '47'])
    expect(year('calls-in-15')).toEqual(['33', '47'])
  })
})
