/** What falls due by itself: supervision, lapsed ratings, reminders, provisional dates. Nothing twice. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BureauDirectory } from '../../src/bureau/index.ts'
import { recomputeProvisional, startSweeper, sweepDue } from '../../src/cases/jobs/index.ts'
import {
  fromDayNumber,
  HOLIDAY_TABLE,
  plainDateIn,
  toDayNumber,
  WorkCalendar,
  withNotice,
} from '../../src/kernel/calendar/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { insertOwnWords } from '../../src/notices/index.ts'
import { answeredPetition, CITIZEN, createWorld, type JobsWorld } from './world.ts'

const DAY = 24 * 3600_000

let w: JobsWorld
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

const sweep = async () => w.granted(await sweepDue(w.deps, w.county.bureauId, w.clock.now()))
const of = async (matterId: string, procedure: string) =>
  Object.values((await w.load(w.county.bureauId, matterId)).proceedings).filter(
    (p) => p.procedure === procedure,
  )

describe('word to the person whose limit passed', () => {
  const told = async (matterId: string) =>
    (
      await w.database.owner.query(
        `select payload ->> 'template' as template from outbox
         where topic = 'notify-citizen' and payload ->> 'matterId' = $1 and payload ->> 'template' = 'due'`,
        [matterId],
      )
    ).rowCount

  it('is sent once, the day after, and not for what passed long ago or has ended', async () => {
    const clerk = w.staff(w.county.units.centre!, 'clerk')
    const late = await w.register(w.county.bureauId, clerk, { procedure: 'letter-box' })
    const ended = await w.register(w.county.bureauId, clerk, { procedure: 'letter-box' })
    await w.act(w.county.bureauId, ended.matterId, CITIZEN, 'withdraw')
    const clocks = Object.values((await w.load(w.county.bureauId, late.matterId)).clocks)
    const limit = clocks.find((c) => c.ruleId === 'HY-LETTERBOX')!
    w.clock.set(new Date(`${limit.nominal}T15:59:00.000Z`))
    await sweep()
    expect(await told(late.matterId)).toBe(0)
    w.clock.advance(60_000)
    expect((await sweep()).told).toBeGreaterThan(0)
    expect((await sweep()).told).toBe(0)
    expect([await told(late.matterId), await told(ended.matterId)]).toEqual([1, 0])
    const old = await w.register(w.county.bureauId, clerk, { procedure: 'letter-box' })
    w.clock.advance(90 * DAY)
    await sweep()
    expect(await told(old.matterId)).toBe(0)
  })
})

describe('supervision of an overdue organ', () => {
  it('opens by itself the day after the nominal day, once for a clock, addressed to the unit that is late', async () => {
    const { bureauId, units } = w.county
    const clerk = w.staff(units.centre!, 'clerk')
    const { matterId } = await w.register(bureauId, clerk, { procedure: 'petition' })
    await w.act(bureauId, matterId, clerk, 'assign', { unit: units.town, mode: 'assign' })
    const clock = Object.values((await w.load(bureauId, matterId)).clocks).find((c) => c.ruleId === 'XF-T03')!
    w.clock.set(new Date(`${clock.nominal}T15:59:00.000Z`))
    await sweep()
    expect(await of(matterId, 'supervision')).toEqual([])
    w.clock.advance(60_000)
    expect((await sweep()).supervised).toBe(1)
    const [item] = await of(matterId, 'supervision')
    const codes = { rule: 'SV-ACCEPTANCE', limit: 'XF-T03', due: clock.nominal }
    expect(item).toMatchObject({
      state: 'issued',
      values: { trigger: 'acceptance-breach', unit: units.town, ...codes },
    })
    // The reason is kept as codes, for each reader's language; no words are made up for anybody.
    expect((await w.words(bureauId, matterId)).filter((c) => c.kind === 'note')).toEqual([])
    expect(item!.seats).toEqual({ opener: units.watch, target: units.town })
    expect((await sweep()).supervised).toBe(0)
    await Promise.all([sweep(), sweep()])
    // The order itself may be overdue one day: that opens no order about the order.
    w.clock.advance(60 * DAY)
    await sweep()
    expect(await of(matterId, 'supervision')).toHaveLength(1)
  })

  it('leaves matters that have ended alone', async () => {
    const clerk = w.staff(w.county.units.centre!, 'clerk')
    const { matterId } = await w.register(w.county.bureauId, clerk, { procedure: 'letter-box' })
    await w.act(w.county.bureauId, matterId, CITIZEN, 'withdraw')
    w.clock.advance(90 * DAY)
    expect((await sweep()).supervised).toBe(0)
  })

  it('reaches shielded matters too', async () => {
    const clerk = w.staff(w.county.units.centre!, 'clerk')
    const { matterId } = await w.register(w.county.bureauId, clerk, {
      procedure: 'misconduct',
      body: '反映问题。',
    })
    w.clock.advance(90 * DAY)
    expect((await sweep()).supervised).toBeGreaterThan(0)
    expect((await of(matterId, 'supervision')).length).toBeGreaterThan(0)
  })
})

it('lapses a rating when its window is over, not on its last day', async () => {
  const { matterId, bureauId } = await answeredPetition(w, w.county.units.town!)
  const clock = Object.values((await w.load(bureauId, matterId)).clocks).find(
    (c) => c.ruleId === 'HY-RATING',
  )!
  w.clock.set(new Date(`${clock.rolled}T15:59:00.000Z`))
  expect((await sweep()).lapsed).toBe(0)
  w.clock.advance(60_000)
  expect((await sweep()).lapsed).toBe(1)
  expect(await of(matterId, 'follow-up')).toMatchObject([{ state: 'lapsed', end: 'lapsed' }])
  expect((await sweep()).lapsed).toBe(0)
})

it('reminds the unit some days before, once for a date', async () => {
  const { bureauId, units } = w.county
  const clerk = w.staff(units.centre!, 'clerk')
  await w.drain()
  const { matterId, number } = await w.register(bureauId, clerk, { procedure: 'petition' })
  await w.act(bureauId, matterId, clerk, 'assign', { unit: units.town, mode: 'assign' })
  await w.drain()
  const clock = Object.values((await w.load(bureauId, matterId)).clocks).find((c) => c.ruleId === 'XF-T03')!
  const reminders = async () => {
    const sql = `select payload from outbox where topic = 'remind-unit' and payload ->> 'matterId' = $1`
    return (await w.database.owner.query(sql, [matterId])).rows
  }
  await withTx(w.database.app, { bureau: bureauId }, (tx) =>
    insertOwnWords(tx, bureauId, {
      template: 'due-soon',
      version: 1,
      words: { zh: '请办：{number}，{due}', en: 'Please: {number}, {due}' },
      now: w.clock.now(),
      accountId: clerk.id!,
    }),
  )
  w.clock.set(new Date(`${fromDayNumber(toDayNumber(clock.nominal) - 4)}T02:00:00.000Z`))
  await sweep()
  expect(await reminders()).toHaveLength(0)
  w.clock.advance(DAY)
  await Promise.all([sweep(), sweep()])
  await sweep()
  expect(await reminders()).toHaveLength(1)
  await w.drain()
  const day = plainDateIn('Asia/Shanghai', w.clock.now().toISOString())
  const folder = path.join(w.home, 'outbox-files', 'county', day)
  const notices = readdirSync(folder).map((f) => JSON.parse(readFileSync(path.join(folder, f), 'utf8')))
  const mine = notices.filter((n) => n.template === 'due-soon' && n.text.zh.includes(number))
  expect(mine).toHaveLength(1)
  expect(mine[0].to).toEqual({ via: 'desk', unitId: units.town })
  // In the bureau's own words, if it has any.
  expect(mine[0].text.zh).toBe(`请办：${number}，${clock.nominal}`)
})

it('counts provisional dates again once the next notice is known, and writes only what changed', async () => {
  const { bureauId, units } = w.city
  const clerk = w.staff(units.centre!, 'clerk')
  w.clock.set(new Date('2026-12-28T02:00:00.000Z'))
  const { matterId } = await w.register(bureauId, clerk, { procedure: 'letter-box' })
  const before = await w.load(bureauId, matterId)
  const limit = Object.values(before.clocks).find((c) => c.ruleId === 'HY-LETTERBOX')!
  expect(limit.provisional).toBe(true)
  expect(w.granted(await recomputeProvisional(w.deps, bureauId, w.clock.now()))).toEqual({ changed: 0 })

  // A notice made up for the test: New Year 2027 from 1 to 3 January, nothing else.
  const table = w.granted(
    withNotice(HOLIDAY_TABLE, {
      year: 2027,
      title: '测试用通知',
      number: null,
      days: [{ festival: 'newYear', off: ['2027-01-01/2027-01-03'], work: [], source: '测试用通知' }],
    }),
  )
  const known = new WorkCalendar({ table })
  const directory: BureauDirectory = {
    ...w.directory,
    byId: async (id) => {
      const facts = await w.directory.byId(id)
      return facts && { ...facts, calendar: known }
    },
  }
  const deps = { ...w.deps, directory }
  expect(w.granted(await recomputeProvisional(deps, bureauId, w.clock.now()))).toEqual({ changed: 1 })
  const after = await w.load(bureauId, matterId)
  const counted = Object.values(after.clocks).find((c) => c.ruleId === 'HY-LETTERBOX')!
  expect(counted.provisional).toBe(false)
  expect(counted.nominal > limit.nominal).toBe(true)
  expect(w.granted(await recomputeProvisional(deps, bureauId, w.clock.now()))).toEqual({ changed: 0 })
  expect((await w.load(bureauId, matterId)).version).toBe(after.version)
})

describe('the sweeper of a server', () => {
  it('sweeps the bureaus it is told of, and no others', async () => {
    const late = async (b: JobsWorld['city']) => {
      const { matterId } = await w.register(b.bureauId, w.staff(b.units.centre!, 'clerk'), {
        procedure: 'petition',
      })
      return async () =>
        Object.values((await w.load(b.bureauId, matterId)).proceedings).filter(
          (p) => p.procedure === 'supervision',
        ).length
    }
    const [told, other] = [await late(w.city), await late(w.county)]
    w.clock.advance(200 * DAY)
    const sweeper = startSweeper(w.deps, { bureaus: async () => [w.city.bureauId], everyMs: 3600_000 })
    await expect.poll(told).toBe(1)
    await sweeper.stop()
    expect(await other()).toBe(0)
  })
})
