/** The figures on a real database: counted once, counted rightly after corrections, equal to the ledger and to oversight. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addContact } from '../../src/cases/add-to-matter.ts'
import { correctClass } from '../../src/cases/correct-class.ts'
import { eraseMatter } from '../../src/cases/erase-content.ts'
import type { Session } from '../../src/kernel/access/index.ts'
import { followOnce } from '../../src/kernel/feed/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { readBehind, readUnitFigures } from '../../src/oversight/read-figures.ts'
import type {
  CountCode,
  RateCode,
  StatisticsList,
  StatisticsListQuery,
  StatisticsQuery,
} from '../../src/statistics/contract.ts'
import { sheetsOf } from '../../src/statistics/export.ts'
import { countAll, statisticsFollower } from '../../src/statistics/follow.ts'
import { listBehind } from '../../src/statistics/list.ts'
import { readStatistics } from '../../src/statistics/read.ts'
import { rebuildStatistics } from '../../src/statistics/rebuild.ts'
import { verifyStatistics } from '../../src/statistics/verify.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

const DAY = 24 * 3600_000
const MARCH = { from: '2026-03-01', to: '2026-03-31' }

let m: MiniBureau
let shielded: string
beforeAll(async () => {
  m = await createMiniBureau()
  for (let i = 0; i < 3; i++) await m.answeredLetter()
  shielded = (await m.register('misconduct', { reportedUnitId: m.county.units.town, category: '0101' }))
    .matterId
  await m.act(m.as('clerk'), shielded, 'route', { unit: m.county.units.water })
})
afterAll(() => m.close())

const bureau = () => m.county.bureauId
const deps = () => ({ app: m.database.app, directory: m.deps.directory })
const room = () => ({ pool: m.deps.app, directory: m.deps.directory })
const session = (login: Login): Session => {
  const { id, unitId, roles } = m.actorOf(login)
  return { accountId: id, bureauId: bureau(), unitId, roles } as unknown as Session
}
const taken = async () => {
  await m.feedIsOpen()
  return countAll(deps(), bureau())
}
const read = async (q: Partial<StatisticsQuery> = {}, login: Login = 'head') =>
  granted(await readStatistics(room(), session(login), { ...MARCH, ...q }, m.clock.now()))
const counted = async (code: CountCode, q: Partial<StatisticsQuery> = {}) =>
  (await read(q)).total.now.counts.find((c) => c.code === code)!.value
const rated = async (code: RateCode, q: Partial<StatisticsQuery> = {}) => {
  const rate = (await read(q)).total.now.rates.find((r) => r.code === code)!
  return [rate.numerator, rate.denominator]
}
const clean = async () => {
  const report = await verifyStatistics(deps(), bureau())
  expect(report.findings).toEqual([])
  return report
}
const rows = async () =>
  (
    await m.database.owner.query(
      'select * from statistics_counts where bureau_id = $1 order by dim, grain, unit_id, starts_on, value',
      [bureau()],
    )
  ).rows

describe('what is counted', () => {
  test('is each matter once, whatever is read again, and agrees with the ledger', async () => {
    await taken()
    expect(await counted('received')).toBe(3)
    expect((await clean()).matters).toBe(4)
    const before = await rows()
    // As if the place had been lost: everything is read a second time and nothing is counted a second time.
    await m.database.owner.query("delete from feed_positions where follower = 'statistics'")
    expect(await countAll(deps(), bureau())).toBeGreaterThan(10)
    expect(await rows()).toEqual(before)
  })

  test('and the place in the feed are one transaction', async () => {
    const { matterId } = await m.register('letter-box', { channel: 'visit', category: '0101' })
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
    await m.feedIsOpen()
    await m.database.owner.query('alter table statistics_matters rename to away')
    const failing = await followOnce({ app: m.database.app, onError: () => {} }, bureau(), [
      statisticsFollower(),
    ])
    await m.database.owner.query('alter table away rename to statistics_matters')
    expect(failing.failed).toEqual(['statistics'])
    expect(await counted('received')).toBe(3)
    await taken()
    expect(await counted('received')).toBe(4)
    await clean()
  })

  test('moves with a category and a class corrected later, on the days it had', async () => {
    const { matterId } = await m.register('letter-box', { category: '0101', class: 'inquiry' })
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
    await taken()
    expect(await counted('received', { category: '01' })).toBe(2)
    m.clock.advance(DAY)
    const correction = {
      class: 'other' as const,
      category: '0202',
      procedure: null,
      reason: '登记时分类有误',
    }
    granted(await correctClass(m.deps, m.as('clerk'), { matterId, ...correction }))
    await taken()
    expect(await counted('received', { category: '01' })).toBe(1)
    expect(await counted('received', { category: '02' })).toBe(1)
    expect(await counted('received', { class: 'inquiry' })).toBe(0)
    const day = { from: '2026-03-02', to: '2026-03-02' }
    expect(await counted('received', { category: '0202', ...day })).toBe(1)
    await clean()
  })

  test('moves with a transfer to the unit that handles now', async () => {
    const { works, water } = m.county.units
    const { matterId } = await m.register('letter-box')
    await m.act(m.as('clerk'), matterId, 'assign', { unit: works })
    await taken()
    const before = await counted('received', { unit: works })
    await m.act(m.as('supervisor'), matterId, 'reassign', { unit: water, reason: '改派' })
    await taken()
    expect(await counted('received', { unit: works })).toBe(before - 1)
    expect(await counted('received', { unit: water })).toBe(1)
    await clean()
  })

  test('holds arrivals by their own channel and day, persons and groups', async () => {
    const { matterId } = await m.register('letter-box', { channel: 'letter' })
    const [batches, persons] = [await counted('batches'), await counted('persons')]
    m.clock.advance(DAY)
    granted(
      await addContact(m.deps, m.as('clerk'), matterId, {
        channel: 'visit',
        persons: 12,
        representatives: 3,
        external: null,
        words: '来访',
      }),
    )
    await taken()
    expect(await counted('batches')).toBe(batches + 2)
    expect(await counted('persons')).toBe(persons + 13)
    expect(await counted('group_batches')).toBe(1)
    expect(await counted('group_persons', { channel: 'visit' })).toBe(12)
    expect(await counted('received', { channel: 'visit' })).toBe(1)
    await clean()
  })

  test('stays when the words of a matter are erased: facts are codes and days', async () => {
    const { matterId } = await m.answeredLetter()
    const doc = await m.load(matterId)
    const at = Object.values(doc.proceedings).find((p) => p.procedure === 'follow-up')!.proceedingId
    const solved = Object.fromEntries(doc.demands.map((d) => [d.demandId, true]))
    const words = { rating: { bureau: 'satisfied', unit: 'satisfied', solved }, words: '满意' }
    await m.act(m.as('clerk'), matterId, 'record-rating', words, at)
    await taken()
    const before = await rows()
    const decision = { decision: '清销〔2026〕1号', basis: '保存期满' }
    granted(await eraseMatter(m.deps, m.as('administrator'), matterId, decision))
    await taken()
    expect(await rows()).toEqual(before)
    await clean()
  })

  test('leaves out shielded matters, in sums and by matter, under every eye', async () => {
    const own = await m.count('select count(*) from statistics_matters where matter_id = $1', [shielded])
    expect(own).toBe(0)
    expect(await counted('received', { class: 'misconduct' })).toBe(0)
    expect(await counted('received', { procedure: 'misconduct' })).toBe(0)
  })
})

describe('rates', () => {
  test('equal those of oversight, unit by unit, limits that passed unmet among them', async () => {
    const { matterId } = await m.register('letter-box')
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
    const rating = await m.answeredLetter()
    const doc = await m.load(rating.matterId)
    const at = Object.values(doc.proceedings).find((p) => p.procedure === 'follow-up')!.proceedingId
    const solved = Object.fromEntries(doc.demands.map((d, i) => [d.demandId, i > 0]))
    const words = { rating: { bureau: 'satisfied', unit: 'unsatisfied', solved }, words: '没有解决' }
    await m.act(m.as('clerk'), rating.matterId, 'record-rating', words, at)
    m.clock.advance(15 * DAY)
    await taken()
    await clean()
    const units = granted(await readUnitFigures(room(), session('head'), MARCH, m.clock.now()))
    const ours = new Map((await read({ group: 'unit' })).rows.map((r) => [r.key, r.now]))
    let seen = 0
    for (const u of units)
      for (const f of u.figures) {
        const rate = ours.get(u.unitId)?.rates.find((r) => r.code === f.figure)
        if (!rate) continue
        expect([rate.numerator, rate.denominator], `${u.unitId} ${f.figure}`).toEqual([f.good, f.of])
        seen += f.of
      }
    expect(seen).toBeGreaterThan(8)
    // What only the page of a unit shows has its list too, as long as the figure says.
    const works = m.county.units.works!
    const page = (await read({ unit: works })).total.now
    const behind = async (figure: 'response' | 'bureau_satisfaction' | 'ended') =>
      granted(await readBehind(room(), session('head'), { ...MARCH, unitId: works, figure }, m.clock.now()))
    for (const code of ['response', 'bureau_satisfaction'] as const) {
      const list = await behind(code)
      const rate = page.rates.find((r) => r.code === code)!
      expect([list.filter((i) => i.good).length, list.length]).toEqual([rate.numerator, rate.denominator])
      expect(list.length).toBeGreaterThan(0)
    }
    const ends = await behind('ended')
    expect(ends.map((i) => [i.what.en, i.good])).toEqual(ends.map(() => ['Answered', null]))
    expect(ends.length).toBe(page.counts.find((c) => c.code === 'ended')!.value)
    expect(await rated('satisfaction')).toEqual([1, 2])
    expect(await rated('bureau_satisfaction')).toEqual([2, 2])
    expect(await rated('solved')).toEqual([1, 2])
    // Taken up again to be done anew, it is no longer ended; that it was rated stays.
    const ended = await counted('ended', { to: '2026-06-30' })
    await m.act(m.as('clerk'), rating.matterId, 'decide-redo', { words: '请重办' }, at)
    await taken()
    await clean()
    expect(await counted('ended', { to: '2026-06-30' })).toBe(ended - 1)
    expect(await rated('satisfaction')).toEqual([1, 2])
    // A limit that runs speaks against nobody before its day is over.
    const [, due] = await rated('handling')
    m.clock.advance(60 * DAY)
    const [, later] = await rated('handling', { to: '2026-06-30' })
    expect(later).toBeGreaterThan(due!)
  })

  test('are kept from the unit rated, and other units from its head', async () => {
    const { works, water } = m.county.units
    const own = await read({}, 'works-head')
    expect(own.unit?.unitId).toBe(works)
    expect(own.total.now.rates.map((r) => r.code)).toEqual(['acceptance', 'handling', 'response'])
    const ask = (q: Partial<StatisticsQuery>, login: Login) =>
      readStatistics(room(), session(login), { ...MARCH, ...q }, m.clock.now())
    expect(codeOf(await ask({ unit: water }, 'works-head'))).toBe('access.denied')
    expect((await read({ group: 'unit' }, 'works-head')).rows.map((r) => r.key)).toEqual([works])
    expect(await read({ unit: works }, 'auditor')).toMatchObject({ unit: { unitId: works } })
    expect(codeOf(await ask({ channel: 'visit', class: 'other' }, 'head'))).toBe(
      'statistics.not_kept_together',
    )
    for (const q of [
      { area: 'town', category: '0101' },
      { area: 'town', category: '01', unit: works },
      { area: 'town', group: 'category', level: 2 },
      { area: 'town', category: '01', channel: 'visit' },
    ] as const)
      expect(codeOf(await ask(q, 'head')), JSON.stringify(q)).toBe('statistics.not_kept_together')
    expect(codeOf(await ask({ channel: 'visit', group: 'class' }, 'head'))).toBe(
      'statistics.not_kept_together',
    )
    expect(codeOf(await ask({ from: '2019-01-01' }, 'head'))).toBe('statistics.period_too_long')
    expect(codeOf(await ask({ to: '2026-02-01' }, 'head'))).toBe('input.invalid_date')
  })
})

describe('a place', () => {
  const day = { from: '2026-03-20', to: '2026-03-20' }

  test('is counted by its code, alone and beside another property, and moves when it is corrected', async () => {
    m.clock.set(new Date('2026-03-20T02:00:00.000Z'))
    const place = 'town单位三组'
    const at = { ...day, area: 'town' }
    const { matterId } = await m.register('letter-box', { channel: 'visit', category: '0101', place })
    await m.register('letter-box', { channel: 'letter', category: '0202', place })
    await m.register('letter-box', { channel: 'visit', category: '0101', place: '不知何处' })
    await m.register('misconduct', { reportedUnitId: m.county.units.works, category: '0101', place })
    await taken()
    expect(await counted('received', at)).toBe(2)
    expect(await counted('received', { ...day, area: '' })).toBe(1)
    expect(await counted('received', { ...at, category: '01' })).toBe(1)
    expect(await counted('received', { ...day, channel: 'visit', category: '01' })).toBe(2)
    const keys = async (q: Partial<StatisticsQuery>) =>
      (await read({ ...day, ...q })).rows.map((r) => [r.key, r.now.counts[0]!.value])
    expect(await keys({ area: 'town', group: 'category' })).toEqual([
      ['01', 1],
      ['02', 1],
    ])
    expect(await keys({ category: '01', group: 'area' })).toEqual([
      ['town', 1],
      ['', 1],
    ])
    expect(await keys({ area: 'town', group: 'channel' })).toEqual([
      ['letter', 1],
      ['visit', 1],
    ])
    const correction = { class: 'other' as const, category: '0101', procedure: null, reason: '地点有误' }
    const wrong = { matterId, ...correction, area: 'moon' }
    expect(codeOf(await correctClass(m.deps, m.as('clerk'), wrong))).toBe('input.invalid_choice')
    granted(await correctClass(m.deps, m.as('clerk'), { matterId, ...correction, area: null }))
    await taken()
    expect(await counted('received', at)).toBe(1)
    expect(await counted('received', { ...day, area: '' })).toBe(2)
    await clean()
  })
})

describe('the list behind a figure', () => {
  const entries = async (
    q: Omit<StatisticsListQuery, 'from' | 'to'> & Partial<StatisticsListQuery>,
    login: Login = 'head',
  ) => {
    const items: StatisticsList['items'] = []
    for (let after: string | undefined; ; ) {
      const asked = { ...MARCH, ...q, after }
      const found = granted(await listBehind(room(), session(login), asked, m.clock.now()))
      items.push(...found.items)
      if (found.next === null) return items
      after = found.next
    }
  }

  test('adds up to it, whichever figure and however narrowed', async () => {
    const slices: Partial<StatisticsQuery>[] = [
      {},
      { unit: m.county.units.works },
      { channel: 'visit' },
      { category: '01' },
      { area: 'town', category: '02' },
      { area: '' },
      { class: 'other' },
    ]
    let seen = 0
    for (const slice of slices) {
      const { now } = (await read(slice)).total
      for (const c of now.counts) {
        const list = await entries({ figure: c.code, ...slice })
        expect(
          list.reduce((n, i) => n + i.n, 0),
          `${c.code} ${JSON.stringify(slice)}`,
        ).toBe(c.value)
        seen += c.value
      }
      for (const r of now.rates) {
        const list = await entries({ figure: r.code, ...slice })
        const met = list.filter((i) => i.met).length
        expect([met, list.length], `${r.code} ${JSON.stringify(slice)}`).toEqual([r.numerator, r.denominator])
        seen += r.denominator
      }
    }
    expect(seen).toBeGreaterThan(50)
    const { steps } = await read()
    for (const step of steps!) {
      const list = await entries({ figure: `step-${step.step}` })
      expect(list.length).toBe(step.finished)
      for (const b of step.buckets) {
        const some = await entries({ figure: `step-${step.step}`, least: b.least, most: b.most ?? undefined })
        expect(some.length).toBe(b.n)
      }
    }
  })

  test('names matters, never a shielded one, and is closed to units that are not asked about', async () => {
    const { works, water } = m.county.units
    const list = await entries({ figure: 'received' })
    expect(list.every((i) => i.number?.startsWith('COUNTY-'))).toBe(true)
    expect(list.map((i) => i.matterId)).not.toContain(shielded)
    const own = await entries({ figure: 'received' }, 'works-head')
    expect(own.length).toBe((await read({ unit: works })).total.now.counts[0]!.value)
    const ask = (q: Partial<StatisticsListQuery>) =>
      listBehind(room(), session('works-head'), { ...MARCH, figure: 'received', ...q }, m.clock.now())
    expect(codeOf(await ask({ unit: water }))).toBe('access.denied')
    expect(codeOf(await ask({ figure: 'satisfaction' }))).toBe('access.denied')
  })
})

describe('a page', () => {
  test('has rows that add up to the whole, by whatever they are grouped', async () => {
    const received = await counted('received')
    for (const group of ['month', 'channel', 'procedure', 'class', 'category', 'area'] as const) {
      const found = await read({ group })
      const sum = found.rows.reduce((n, r) => n + r.now.counts.find((c) => c.code === 'received')!.value, 0)
      expect(sum, group).toBe(received)
    }
    const page = await read()
    const open = page.ages.reduce((n, a) => n + a.n, 0)
    expect(open).toBe(await m.count('select count(*) from matters where not shielded and ended_on is null'))
    const steps = page.steps!.find((s) => s.step === 'whole')!
    expect(steps.buckets.reduce((n, b) => n + b.n, 0)).toBe(steps.finished)
    expect(steps.finished).toBe(await counted('ended'))
  })

  test('is exported with numerators, denominators and definitions', async () => {
    const [table, definitions] = sheetsOf(await read({ group: 'channel' }), 'zh')
    expect(table!.rows[0]).toContain('及时受理率 分母')
    expect(new Set(table!.rows.map((r) => r.length)).size).toBe(1)
    expect(table!.rows[1]!.slice(0, 4)).toEqual(['全局', '本期', '2026-03-01', '2026-03-31'])
    expect(definitions!.rows.length).toBeGreaterThan(15)
  })

  test('warns of a category that suddenly brings many, with the weeks it is compared with', async () => {
    m.clock.advance(60 * DAY)
    for (let i = 0; i < 6; i++) await m.register('letter-box', { category: '0303' })
    m.clock.advance(DAY)
    await taken()
    const { warnings } = await read()
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatchObject({
      category: '0303',
      now: 6,
      weeks: [0, 0, 0, 0, 0, 0, 0, 0],
      expected: 0.5,
    })
    expect(warnings[0]!.chance).toBeLessThan(0.001)
  })
})

describe('the check', () => {
  test('names the row that was changed, the matter that was forgotten and the one that was left out', async () => {
    const { owner } = m.database
    await owner.query(
      `update statistics_counts set received = received + 1
       where bureau_id = $1 and dim = 'channel' and grain = 'day' and value = 'visit' and unit_id = $2`,
      [bureau(), m.county.units.works],
    )
    const changed = await verifyStatistics(deps(), bureau())
    expect(changed.ok).toBe(false)
    expect(changed.findings[0]).toMatchObject({
      code: 'row-differs',
      dim: 'channel',
      grain: 'day',
      value: 'visit',
      unit: m.county.units.works,
      measure: 'received',
    })
    const [{ matter_id: matterId }] = (
      await owner.query('select matter_id from statistics_matters where bureau_id = $1 limit 1', [bureau()])
    ).rows
    await owner.query('delete from statistics_matters where bureau_id = $1 and matter_id = $2', [
      bureau(),
      matterId,
    ])
    const left = await verifyStatistics(deps(), bureau())
    expect(left.findings).toContainEqual({ code: 'matter-missed', matterId, version: 1 })
    const [{ matter_id: entered }] = (
      await owner.query(
        `update statistics_entries set counts_on = counts_on + 1
         where (bureau_id, matter_id, seq) = (select bureau_id, matter_id, seq from statistics_entries
           where bureau_id = $1 and matter_id <> $2 limit 1) returning matter_id`,
        [bureau(), matterId],
      )
    ).rows
    const moved = await verifyStatistics(deps(), bureau())
    expect(moved.findings).toContainEqual({ code: 'entries-differ', matterId: entered })
    await owner.query(`insert into statistics_matters values ($1, $2, 1, '{"facts":[]}')`, [
      bureau(),
      shielded,
    ])
    const wrong = await verifyStatistics(deps(), bureau())
    expect(wrong.findings).toContainEqual({ code: 'matter-not-to-count', matterId: shielded })
    await rebuildStatistics(deps(), bureau())
    await clean()
  })

  test('counts anew what the follower had counted, matter by matter', async () => {
    await taken()
    const before = await rows()
    await m.feedIsOpen()
    let turns = 0
    const matters = await rebuildStatistics(deps(), bureau(), { atOnce: 3, onProgress: () => turns++ })
    expect(matters).toBeGreaterThan(3)
    expect(turns).toBeGreaterThan(2)
    expect(await rows()).toEqual(before)
    // The follower goes on behind it and reads nothing twice.
    expect(await countAll(deps(), bureau())).toBe(0)
    await clean()
  })

  test('bears changes and the follower in between, and being broken off', async () => {
    await m.register('letter-box')
    let turns = 0
    const read: string[] = []
    await rebuildStatistics(deps(), bureau(), {
      atOnce: 2,
      onProgress: async () => {
        turns += 1
        if (turns > 1) return
        // Of what was read already, so that only the follower can see it.
        const [first] = (
          await m.database.owner.query<{ matter_id: string }>(
            'select matter_id from statistics_matters where bureau_id = $1 order by matter_id limit 1',
            [bureau()],
          )
        ).rows
        read.push(first!.matter_id)
        const again = {
          channel: 'phone' as const,
          persons: 1,
          representatives: 0,
          external: null,
          words: '来电',
        }
        granted(await addContact(m.deps, m.as('clerk'), first!.matter_id, again))
        await m.feedIsOpen()
      },
    })
    expect(read).toHaveLength(1)
    expect(turns).toBeGreaterThan(2)
    await taken()
    await clean()
    const killed = rebuildStatistics(deps(), bureau(), {
      atOnce: 2,
      onProgress: () => {
        throw new Error('killed')
      },
    })
    await expect(killed).rejects.toThrow('killed')
    await m.feedIsOpen()
    await taken()
    await clean()
  })

  test('is run by any bureau on its own rows alone', async () => {
    const seen = await withTx(m.database.app, { bureau: m.other.bureauId, system: true }, (tx) =>
      tx.query('select 1 from statistics_counts union all select 1 from statistics_matters'),
    )
    expect(seen).toEqual([])
  })
})
