/** The next year's holiday notice: previewed by the calendar the clocks use, then read in as previewed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planNotice } from '../../src/administration/calendar/notice-table.ts'
import type { Clock } from '../../src/cases/index.ts'
import { as, tokenOf } from '../routes/harness.ts'
import { csv, openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const HEAD = '日期,安排,节日'
const notice = (year: number, file: object) => ({ year, title: '测试放假通知', number: null, file })
const AT = '/api/v1/administration/calendar'

const clocksOf = async (matterId: string): Promise<Clock[]> => {
  const { rows } = await world.database.owner.query<{ clocks: Record<string, Clock> }>(
    "select doc -> 'clocks' as clocks from matters where matter_id = $1",
    [matterId],
  )
  return Object.values(rows[0]!.clocks)
}

describe('a notice as a table', () => {
  const plan = (...cells: [string, string, string][]) =>
    planNotice(
      { year: 2027, title: '通知', number: '国办〔2026〕1号' },
      cells.map(([date, kind, festival], i) => ({ line: i + 2, cells: { date, kind, festival, basis: '' } })),
    )

  test('is read as people write it', () => {
    const { rows, notice: read } = plan(
      ['2027年1月1日至2027年1月3日', '放假', '元旦'],
      ['1月4日', '上班', '元旦'],
      ['2027-02-05/2027-02-11', 'off', '春节假期'],
    )
    expect(rows.flatMap((r) => r.problems)).toEqual([])
    expect(read.days.map(({ off, work }) => [off, work])).toEqual([
      [['2027-01-01/2027-01-03'], ['2027-01-04']],
      [['2027-02-05/2027-02-11'], []],
    ])
    expect(read.days[0]!.source).toBe('通知（国办〔2026〕1号）')
  })

  test('says which cell is wrong', () => {
    const { rows } = plan(
      ['2027-02-30', '放假', '元旦'],
      ['2027-01-01', '也许', '元旦'],
      ['2027-01-02', '放假', '泼水节'],
      ['2027-01-04至2027-01-05', '上班', '元旦'],
      ['2027-01-03至2027-01-01', '放假', '元旦'],
      ['2027-05-01', '放假', '劳动节'],
      ['2027-05-01', '上班', '劳动节'],
    )
    expect(rows.map((r) => r.problems.map((p) => p.column).join())).toEqual([
      'date',
      'kind',
      'festival',
      'date',
      'date',
      '',
      'date',
    ])
  })
})

describe('the next notice', () => {
  test('moves the provisional dates exactly as the preview said, once, and only of its bureau', async () => {
    // Late enough in the year that a limit of the letter box goes past what is known.
    world.clock.set(new Date('2026-12-14T01:00:00Z'))
    const [admin, clerk, theirs] = [
      as(world.server, await tokenOf(world.server, 'qinghe.administrator')),
      as(world.server, await tokenOf(world.server, 'qinghe.clerk')),
      as(world.server, await tokenOf(world.server, 'lanshi.administrator')),
    ]
    const made = await clerk('POST', '/api/v1/matters', {
      procedure: 'letter-box',
      channel: 'web',
      class: 'inquiry',
      body: '路灯不亮。',
      demands: ['修好路灯'],
    })
    expect(made.statusCode, made.body).toBe(201)
    const { matterId } = made.json()
    const before = await clocksOf(matterId)
    expect(before.some((c) => c.provisional)).toBe(true)

    const { next } = (await admin('GET', AT)).json()
    expect(next).toBe(2027)
    const file = csv(HEAD, '2027-01-01至2027-01-06,放假,元旦', '2026-12-27,上班,元旦')
    const asked = await admin('POST', `${AT}/notice/preview`, notice(next, file))
    expect(asked.statusCode, asked.body).toBe(200)
    const shown = asked.json()
    expect(shown).toMatchObject({ off: 6, work: 1, provisional: 1, table: { counts: { problems: 0 } } })
    expect(shown.changes).toHaveLength(1)
    expect(shown.changes[0]).toMatchObject({ matterId, settled: true })
    expect(shown.changes[0].nominalAfter).not.toBe(shown.changes[0].nominal)
    expect(await clocksOf(matterId)).toEqual(before)

    const wrongDigest = await admin('POST', `${AT}/notice`, { ...notice(next, file), digest: 'x' })
    expect(wrongDigest.json().code).toBe('table.preview_outdated')
    const digest = shown.table.digest
    const saved = await admin('POST', `${AT}/notice`, { ...notice(next, file), digest })
    expect(saved.statusCode, saved.body).toBe(201)
    const moved = (await clocksOf(matterId)).find((c) => c.ruleId === shown.changes[0].ruleId)!
    expect(moved).toMatchObject({
      nominal: shown.changes[0].nominalAfter,
      rolled: shown.changes[0].rolledAfter,
      provisional: false,
    })
    expect(await world.audited('calendar.notice-imported')).toMatchObject([{ year: 2027 }])
    expect(await world.audited('calendar.notice-imported', 'lanshi')).toEqual([])
    const known = (await admin('GET', AT)).json()
    expect(known).toMatchObject({ next: 2028, notices: [{ year: 2027, own: true }, { own: false }, {}, {}] })
    expect((await theirs('GET', AT)).json().next).toBe(2027)
    const twice = await admin('POST', `${AT}/notice`, { ...notice(next, file), digest })
    expect(twice.json().code).toBe('calendar.notice_not_next')
  })

  test('is refused with a reason, and nothing is read in', async () => {
    const admin = as(world.server, await tokenOf(world.server, 'lanshi.administrator'))
    const preview = (year: number, ...lines: string[]) =>
      admin('POST', `${AT}/notice/preview`, notice(year, csv(HEAD, ...lines)))
    expect((await preview(2028, '2028-01-01,放假,元旦')).json().code).toBe('calendar.notice_not_next')
    expect((await preview(2027, '2028-03-01,放假,元旦')).json().code).toBe('calendar.notice_bad_day')
    expect(
      (await preview(2027, '2027-01-01至2027-01-03,放假,元旦', '2027-01-02,上班,元旦')).json().code,
    ).toBe('calendar.notice_contradicts')
    const bad = await preview(2027, '2027-01-03至2027-01-01,放假,元旦')
    expect(bad.json()).toMatchObject({
      knownUntil: null,
      off: 0,
      changes: [],
      table: { counts: { problems: 1 } },
    })
    const file = csv(HEAD, '2027-01-03至2027-01-01,放假,元旦')
    const forced = { ...notice(2027, file), digest: bad.json().table.digest }
    expect((await admin('POST', `${AT}/notice`, forced)).json().code).toBe('table.has_problems')
    expect((await admin('GET', AT)).json().next).toBe(2027)
  })
})
