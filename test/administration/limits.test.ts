/** Local limits: what the preview says is what then happens, and the law's limits are not loosened. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { proceduresStarting, underLimit, willGet } from '../../src/administration/limits/limit-effect.ts'
import type { LocalSettingFact } from '../../src/bureau/index.ts'
import { startClock } from '../../src/cases/clocks/index.ts'
import { type Clock, PROCEDURES, RULE_TABLE, ruleInForce } from '../../src/cases/index.ts'
import { addDays, plainDateIn } from '../../src/kernel/calendar/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { as, NOW, tokenOf } from '../routes/harness.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const ZONE = 'Asia/Shanghai'
const DAY = 86_400_000
const basis = { zh: '本局规定', en: 'Rule of the bureau' }
const today = () => plainDateIn(ZONE, world.clock.now().getTime())
const setting = (over: Partial<LocalSettingFact> = {}): LocalSettingFact => ({
  ruleId: 'HY-SIGN',
  validFrom: today(),
  validTo: null,
  length: 3,
  unit: 'wd',
  mark: 'L',
  basis,
  ...over,
})
type Ask = ReturnType<typeof as>
/** Sessions end as days pass: signs in afresh. */
const now = async (role: string, slug = 'qinghe'): Promise<Ask> =>
  as(world.server, await tokenOf(world.server, `${slug}.${role}`))
const passDays = (days: number) => world.clock.set(new Date(world.clock.now().getTime() + days * DAY))
const preview = (ask: Ask, s: LocalSettingFact) => ask('POST', '/api/v1/administration/rules/preview', s)
const save = (ask: Ask, s: LocalSettingFact) => ask('POST', '/api/v1/settings', s)

async function register(clerk: Ask, procedure = 'letter-box', receivedAt?: Date) {
  const made = await clerk('POST', '/api/v1/matters', {
    procedure,
    channel: 'web',
    class: procedure === 'petition' ? 'claim-31-6' : 'inquiry',
    body: '路灯不亮。',
    demands: ['修好路灯'],
    ...(receivedAt ? { receivedAt: receivedAt.toISOString() } : {}),
  })
  expect(made.statusCode, made.body).toBe(201)
  return made.json() as { matterId: string; number: string }
}

async function act(ask: Ask, matterId: string, action: string, input: object = {}) {
  const done = await ask('POST', `/api/v1/matters/${matterId}/actions`, {
    proceedingId: 'main',
    action,
    input,
  })
  expect(done.statusCode, done.body).toBe(200)
}

async function assign(clerk: Ask, matterId: string) {
  const { items } = (await clerk('GET', '/api/v1/units')).json()
  const town = items.find((u: { code: string }) => u.code === 'town-1')
  await act(clerk, matterId, 'assign', { unit: town.unitId })
}

async function clockOf(matterId: string, ruleId: string): Promise<Clock> {
  const { rows } = await world.database.owner.query<{ clocks: Record<string, Clock> }>(
    "select doc -> 'clocks' as clocks from matters where matter_id = $1",
    [matterId],
  )
  return Object.values(rows[0]!.clocks).findLast((c) => c.ruleId === ruleId)!
}

describe('rules', () => {
  test('are shown in all their versions, with what holds today', async () => {
    const head = await world.as('bureau-head')
    const { items } = (await head('GET', '/api/v1/administration/rules')).json()
    const rule = items.find((r: { ruleId: string }) => r.ruleId === 'XF-T06')
    expect(rule.versions.map((v: { validTo: string | null }) => v.validTo)).toContain(null)
    expect(rule.versions.length).toBe(RULE_TABLE.filter((r) => r.id === 'XF-T06').length)
    expect(rule.versions.length).toBeGreaterThan(1)
    expect(rule.today).toMatchObject({ length: 60, unit: 'cal', local: false })
    expect(rule.versions.every((v: { binding: boolean }) => v.binding)).toBe(true)
    expect(items).toHaveLength(new Set(RULE_TABLE.map((r) => r.id)).size)
  })
})

describe('the law', () => {
  test('is not loosened: neither in the preview nor when saved, and nothing is written', async () => {
    const admin = await world.as('administrator')
    const cases: [Partial<LocalSettingFact>, string][] = [
      [{ ruleId: 'XF-T06', length: 61, unit: 'cal' }, 'bureau.setting_against_the_law'],
      [{ ruleId: 'XF-T06', length: 60, unit: 'cal', extensionCap: 31 }, 'bureau.setting_against_the_law'],
      [{ ruleId: 'XF-T08', length: 29, unit: 'cal' }, 'bureau.setting_against_the_law'],
      [{ ruleId: 'XF-T06', length: 30, unit: 'wd' }, 'input.invalid_choice'],
      [{ ruleId: 'XF-T06', length: 50, unit: 'cal', mark: 'V' }, 'input.invalid_choice'],
      [{ validFrom: '2026-03-04' }, 'bureau.setting_backdated'],
      [{ validTo: '2026-03-04' }, 'input.invalid_date'],
      [{ ruleId: 'XF-NONE' }, 'clock.unknown_rule'],
    ]
    for (const [over, code] of cases) {
      const asked = await preview(admin, setting(over))
      expect(asked.json().code, JSON.stringify(over)).toBe(code)
      expect((await save(admin, setting(over))).json().code, JSON.stringify(over)).toBe(code)
    }
    const none = await preview(admin, setting({ validFrom: '2026-02-30' }))
    expect(none.statusCode).toBe(400)
    expect((await admin('GET', '/api/v1/settings')).json().items).toEqual([])
    expect(await world.audited('setting.set')).toEqual([])
  })
})

describe('a preview', () => {
  test('writes nothing; a clock that runs keeps its day; a new one gets the day the preview gave', async () => {
    const [admin, clerk] = [await world.as('administrator'), await world.as('clerk')]
    const old = await register(clerk)
    await assign(clerk, old.matterId)
    const waiting = await register(clerk)
    const earlier = await register(clerk, 'letter-box', new Date(NOW.getTime() - 2 * DAY))
    const theirs = await register(await world.as('clerk', 'lanshi'))
    const told = await clockOf(old.matterId, 'HY-SIGN')

    const answer = await preview(admin, setting({ length: 4 }))
    expect(answer.statusCode, answer.body).toBe(200)
    const shown = answer.json()
    expect(shown.before).toEqual({ length: 1, unit: 'wd' })
    expect(shown.running).toMatchObject({ count: 1, differ: 1 })
    expect(shown.running.items[0]).toMatchObject({ matterId: old.matterId, nominal: told.nominal })
    const coming = shown.coming.items.map((i: { matterId: string }) => i.matterId)
    // One already assigned may come back and be assigned again, but its clock runs now.
    expect(coming).toEqual([waiting.matterId])
    expect(coming).not.toContain(theirs.matterId)
    expect((await admin('GET', '/api/v1/settings')).json().items).toEqual([])

    expect((await save(admin, setting({ length: 4 }))).statusCode).toBe(201)
    expect(await world.audited('setting.set')).toMatchObject([
      { before: null, after: { ruleId: 'HY-SIGN', length: 4 } },
    ])
    expect(await world.audited('setting.set', 'lanshi')).toEqual([])
    await assign(clerk, waiting.matterId)
    await assign(clerk, earlier.matterId)
    expect((await clockOf(old.matterId, 'HY-SIGN')).nominal).toBe(told.nominal)
    const begun = await clockOf(waiting.matterId, 'HY-SIGN')
    expect(begun).toMatchObject({ length: 4, nominal: shown.running.items[0].under })
    expect((await clockOf(earlier.matterId, 'HY-SIGN')).length).toBe(1)
    // It holds today: it is not corrected in place, neither in the preview nor when saved.
    expect((await preview(admin, setting({ length: 5 }))).json().code).toBe('bureau.setting_in_force')
    expect((await save(admin, setting({ length: 5 }))).json().code).toBe('bureau.setting_in_force')
    const lanshi = await world.as('administrator', 'lanshi')
    expect((await preview(lanshi, setting({ length: 4 }))).json()).toMatchObject({
      before: { length: 1 },
      running: { count: 0 },
      coming: { count: 1, items: [{ matterId: theirs.matterId }] },
    })
  })

  test('tells of a matter that gets the limit only by being accepted later', async () => {
    const [admin, clerk] = [await now('administrator'), await now('clerk')]
    const a = await register(clerk, 'petition')
    const b = await register(clerk, 'petition')
    const from = addDays(today(), 2)
    const better = setting({ ruleId: 'XF-T06', length: 40, unit: 'cal', validFrom: from })
    const shown = (await preview(admin, better)).json()
    const lines = shown.coming.items.filter((i: { matterId: string }) =>
      [a.matterId, b.matterId].includes(i.matterId),
    )
    expect(lines.map((l: { ifAccepted: boolean }) => l.ifAccepted)).toEqual([true, true])
    expect((await save(admin, better)).statusCode).toBe(201)
    await act(clerk, a.matterId, 'accept-directly')
    passDays(2)
    await act(await now('clerk'), b.matterId, 'accept-directly')
    expect((await clockOf(a.matterId, 'XF-T06')).length).toBe(60)
    expect(await clockOf(b.matterId, 'XF-T06')).toMatchObject({ length: 40, nominal: addDays(today(), 40) })
  })

  test('does not speak of clocks that only the opening of a matter starts', async () => {
    const [admin, clerk] = [await now('administrator'), await now('clerk')]
    const made = await register(clerk)
    const shown = (await preview(admin, setting({ ruleId: 'HY-LETTERBOX', length: 10 }))).json()
    expect(shown.running.items.map((i: { matterId: string }) => i.matterId)).toContain(made.matterId)
    expect(shown.coming).toEqual({ count: 0, items: [] })
  })

  test('says nothing of a shielded matter', async () => {
    const [admin, clerk] = [await now('administrator'), await now('clerk')]
    const { items } = (await clerk('GET', '/api/v1/units')).json()
    const ruleIds = ['HY-RECEPTION', 'HY-MISCONDUCT-ROUTE', 'HY-SIGN']
    const look = async () => {
      const seen = []
      for (const ruleId of ruleIds)
        seen.push(
          (await preview(admin, setting({ ruleId, length: 9, validFrom: addDays(today(), 1) }))).json(),
        )
      return seen
    }
    const before = await look()
    const made = await clerk('POST', '/api/v1/matters', {
      procedure: 'misconduct',
      channel: 'letter',
      body: '反映镇里问题。',
      reportedUnitId: items.find((u: { code: string }) => u.code === 'town-1').unitId,
    })
    expect(made.statusCode, made.body).toBe(201)
    expect(await look()).toEqual(before)
  })

  test('equals what happens, whatever the limit, the day it begins and the day the matter came', {
    timeout: 120_000,
  }, async () => {
    let runs = 0
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          length: fc.integer({ min: 2, max: 40 }),
          unit: fc.constantFrom('wd' as const, 'cal' as const),
          begins: fc.integer({ min: 0, max: 2 }),
          came: fc.integer({ min: 0, max: 3 }),
          later: fc.integer({ min: 0, max: 3 }),
        }),
        async ({ length, unit, begins, came, later }) => {
          passDays(4)
          const [admin, clerk] = [await now('administrator'), await now('clerk')]
          const running = await register(clerk)
          await assign(clerk, running.matterId)
          const waiting = await register(
            clerk,
            'letter-box',
            new Date(world.clock.now().getTime() - came * DAY),
          )
          const own = setting({ length, unit, validFrom: addDays(today(), begins) })
          const shown = (await preview(admin, own)).json()
          const mine = shown.running.items.find((i: { matterId: string }) => i.matterId === running.matterId)
          const gets = shown.coming.items.some((i: { matterId: string }) => i.matterId === waiting.matterId)
          expect((await save(admin, own)).statusCode).toBe(201)
          const lastDay = begins === 0 ? 0 : later
          passDays(lastDay)
          const again = lastDay === 0 ? clerk : await now('clerk')
          const fresh = await register(again)
          for (const { matterId } of [waiting, fresh]) await assign(again, matterId)
          const [old, known, first] = await Promise.all(
            [running, waiting, fresh].map((m) => clockOf(m.matterId, 'HY-SIGN')),
          )
          expect(old!.nominal).toBe(mine.nominal)
          const isNew = (c: Clock) => c.length === length && c.unit === unit
          const wasSame = shown.before.length === length && shown.before.unit === unit
          if (!wasSame) expect(isNew(known!)).toBe(gets)
          if (today() >= own.validFrom) expect(isNew(first!)).toBe(true)
          if (begins === 0) expect(first!.nominal).toBe(mine.under)
          runs++
        },
      ),
      { numRuns: 8, seed: 20260305 },
    )
    expect(runs).toBe(8)
  })
})

describe('the effect, purely', () => {
  const ids = [...new Set(RULE_TABLE.map((r) => r.id))].filter((id) => {
    const rule = ruleInForce(id, '2026-03-05')
    return !isRefusal(rule) && rule.length !== null
  })
  const day = fc.integer({ min: 0, max: 500 }).map((n) => addDays('2025-06-01', n))

  test('a clock under a limit is the clock that would have been started with it', async () => {
    const facts = (await world.room.directory.byId(world.bureaus.qinghe))!
    const start = (ruleId: string, on: string, settings: LocalSettingFact[]) => {
      const rule = ruleInForce(ruleId, on, settings)
      if (isRefusal(rule)) throw new Error(rule.refused)
      const clock = startClock({
        rule,
        clockId: 'c1',
        proceedingId: 'main',
        unitId: 'u',
        startedOn: on,
        startedAt: `${on}T01:00:00.000Z`,
        calendar: facts.calendar,
      })
      if (isRefusal(clock)) throw new Error(clock.refused)
      return clock
    }
    fc.assert(
      fc.property(
        fc.constantFrom(...ids),
        day,
        day,
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom('wd' as const, 'cal' as const, 'hour' as const),
        (ruleId, on, validFrom, length, unit) => {
          const own = setting({ ruleId, validFrom, length, unit })
          const [was, is] = [start(ruleId, on, []), start(ruleId, on, [own])]
          const holds = on >= validFrom
          const under = underLimit(was, own, facts.calendar)
          if (holds) {
            const of = ({ nominal, rolled, dueAt, provisional }: Clock) => ({
              nominal,
              rolled,
              dueAt,
              provisional,
            })
            expect(of(under)).toEqual(of(is))
          } else expect(is).toEqual(was)
          const gets = willGet({ procedure: 'x', receivedOn: on, acceptedOn: on }, own, [], true)
          expect(gets).toBe(was.length !== is.length || was.unit !== is.unit ? 'yes' : 'no')
        },
      ),
    )
  })

  test('only procedures with a step that starts the clock are named', () => {
    expect(proceduresStarting('HY-LETTERBOX')).toEqual([])
    expect(proceduresStarting('HY-SIGN').map((p) => p.id)).toContain('letter-box')
    const mains = PROCEDURES.filter((p) => p.kind === 'main').length
    expect(proceduresStarting('HY-FOLLOWUP-DECIDE')).toHaveLength(mains)
  })
})

describe('a rehearsal', () => {
  test('judges ended clocks by both limits, and by the limit they had changes nothing', async () => {
    passDays(10)
    const from = today()
    const clerk = await now('clerk')
    const slow = await register(clerk)
    const fast = await register(clerk)
    await assign(clerk, fast.matterId)
    passDays(7)
    await assign(await now('clerk'), slow.matterId)
    const head = await now('bureau-head')
    const ask = async (length: number, unit = 'wd') => {
      const url = `/api/v1/administration/rules/HY-RECEPTION/rehearsal?length=${length}&unit=${unit}&from=${from}&to=${today()}`
      const answer = await head('GET', url)
      expect(answer.statusCode, answer.body).toBe(200)
      return answer.json()
    }
    expect(await ask(1)).toMatchObject({
      clocks: 2,
      lateThen: 1,
      lateUnder: 1,
      newlyLate: { count: 0 },
      newlyInTime: 0,
    })
    const longer = await ask(30)
    expect(longer).toMatchObject({ clocks: 2, lateThen: 1, lateUnder: 0, newlyInTime: 1 })
    expect(longer.months.reduce((n: number, m: { clocks: number }) => n + m.clocks, 0)).toBe(2)
    const url = `/api/v1/administration/rules/HY-RECEPTION/rehearsal?length=1&unit=wd&from=${today()}&to=${addDays(from, -1)}`
    expect((await head('GET', url)).json().code).toBe('input.invalid_date')
    const unknown = `/api/v1/administration/rules/XF-NONE/rehearsal?length=1&unit=wd&from=${from}&to=${from}`
    expect((await head('GET', unknown)).json().code).toBe('clock.unknown_rule')
    const other = await now('bureau-head', 'lanshi')
    const theirs = `/api/v1/administration/rules/HY-RECEPTION/rehearsal?length=1&unit=wd&from=2026-01-01&to=${today()}`
    expect((await other('GET', theirs)).json()).toMatchObject({ clocks: 0, months: [] })
  })
})
