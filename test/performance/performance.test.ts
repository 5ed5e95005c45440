/** A project from its targets to the closed self-evaluation, with an indicator that the case system answers. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Command } from '../../src/bureau/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import type { PlanBody, ReportInput, Step } from '../../src/performance/contract.ts'
import { createPlan, DEFAULT_WEIGHTS, type PerformanceRoom, takeStep } from '../../src/performance/index.ts'
import { askLive, liveQueries } from '../../src/performance/live.ts'
import { askNow, readBoard, readChanges, readPlan } from '../../src/performance/read.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'

let m: MiniBureau
let room: PerformanceRoom

beforeAll(async () => {
  m = await createMiniBureau()
  room = { pool: m.database.app, directory: m.deps.directory }
  for (let i = 0; i < 3; i++) await m.answeredLetter()
  await m.register('misconduct')
  // A limit counts once its last day has come.
  m.clock.set(new Date('2026-03-30T02:00:00.000Z'))
})
afterAll(() => m.close())

function by(login: Login, key: string = randomUUID(), bureau = m.county): Command {
  const { bureauId, actor } = m.as(login, key, bureau)
  return {
    now: m.clock.now(),
    idempotencyKey: key,
    session: {
      bureauId,
      accountId: actor.id!,
      unitId: actor.unitId!,
      roles: actor.roles,
    } as Command['session'],
  }
}

const PLAN: PlanBody = {
  name: '群众工作经费',
  projectCode: null,
  department: '示例局',
  unit: '示例局',
  aim: '按期办理群众诉求',
  funds: { fiscal: 1_000_000, carried: 0, other: 0, adjusted: 1_000_000, executed: 0 },
  weights: DEFAULT_WEIGHTS,
  indicators: [
    {
      id: 'a',
      first: 'output',
      second: '时效指标',
      name: '按期办结率',
      direction: 'at-least',
      target: '95',
      aim: '',
      unit: '%',
      weight: 50,
      basis: '年度工作要点',
      query: 'handling-in-time',
    },
    {
      id: 'b',
      first: 'effect',
      second: '社会效益指标',
      name: '办理效果',
      direction: 'grade',
      target: null,
      aim: '诉求得到有依据的答复',
      unit: '',
      weight: 30,
      basis: '年度工作要点',
      query: null,
    },
    {
      id: 'c',
      first: 'satisfaction',
      second: '服务对象满意度指标',
      name: '群众满意率',
      direction: 'at-least',
      target: '80',
      aim: '',
      unit: '%',
      weight: 10,
      basis: '年度工作要点',
      query: 'satisfaction',
    },
  ],
}
const given = (id: string, over: Partial<ReportInput['results'][number]> = {}) => ({
  id,
  actual: null,
  grade: null,
  percent: null,
  done: '',
  reason: '',
  ...over,
})
const REPORT: ReportInput = {
  executed: 800_000,
  results: [given('b', { grade: 'reached', percent: 100 })],
  executionReason: '',
  findings: '',
  measures: '',
}
const enter = async () => granted(await createPlan(room, by('finance'), { year: 2026, plan: PLAN })).planId
const step = async (planId: string, login: Login, s: Step) => takeStep(room, by(login), planId, s)

describe('a project', () => {
  test('goes from targets over approval and monitoring to a closed self-evaluation, every version kept', async () => {
    const planId = await enter()
    expect(
      await step(planId, 'finance', { step: 'evaluate', expectedVersion: 1, report: REPORT }),
    ).toMatchObject({
      refused: 'performance.wrong_state',
    })
    granted(await step(planId, 'head', { step: 'approve', expectedVersion: 1 }))
    granted(await step(planId, 'finance', { step: 'monitor', expectedVersion: 2, report: REPORT }))
    // 80 % executed asks for a reason; nobody has rated yet, so the satisfaction has to be given with one.
    expect(
      await step(planId, 'finance', { step: 'evaluate', expectedVersion: 3, report: REPORT }),
    ).toMatchObject({
      refused: 'performance.missing',
      details: { missing: ['execution-reason', 'no-result c'] },
    })
    const whole: ReportInput = {
      ...REPORT,
      executionReason: '一份合同跨年付款',
      results: [...REPORT.results, given('c', { actual: '90', reason: '' })],
    }
    granted(await step(planId, 'finance', { step: 'evaluate', expectedVersion: 3, report: whole }))
    const plan = granted(await readPlan(room, by('finance'), planId))
    expect(plan).toMatchObject({ state: 'evaluated', version: 4, may: [] })
    const live = plan.evaluation!.results[0]!.live!
    expect(live).toMatchObject({
      query: 'handling-in-time',
      numerator: 3,
      denominator: 3,
      value: '100',
      from: '2026-01-01',
      to: '2026-03-30',
    })
    expect(live.statement).toBe(liveQueries().find((q) => q.name === 'handling-in-time')!.digest)
    expect(plan.scores).toMatchObject({ total: 98, execution: { rate: 80, score: 8, needsReason: true } })
    const changes = await readChanges(room, by('finance'), planId)
    expect(changes.map((c) => c.what)).toEqual(['evaluate', 'monitor', 'approve', 'create'])
    expect(changes.at(-1)!.account).toBe('finance甲')
    expect((await readBoard(room, by('finance'), 2026)).find((p) => p.planId === planId)).toMatchObject({
      total: 98,
    })
  })

  test('keeps what a query gave, whatever the cases say later', async () => {
    const planId = await enter()
    granted(await step(planId, 'head', { step: 'approve', expectedVersion: 1 }))
    granted(await step(planId, 'finance', { step: 'monitor', expectedVersion: 2, report: REPORT }))
    const before = granted(await readPlan(room, by('finance'), planId)).monitoring!.results[0]!.live!
    await m.answeredLetter()
    m.clock.set(new Date('2026-05-30T02:00:00.000Z'))
    const now = granted(await askNow(room, by('finance'), 'handling-in-time', 2026))
    expect(now.numerator).toBe(before.numerator + 1)
    expect(granted(await readPlan(room, by('finance'), planId)).monitoring!.results[0]!.live).toEqual(before)
  })

  test('whose targets are not in order is not approved', async () => {
    const wrong = { ...PLAN, weights: { ...DEFAULT_WEIGHTS, execution: 20 } }
    const { planId } = granted(await createPlan(room, by('finance'), { year: 2026, plan: wrong }))
    expect(await step(planId, 'head', { step: 'approve', expectedVersion: 1 })).toMatchObject({
      refused: 'performance.faults',
    })
    granted(await step(planId, 'finance', { step: 'save', expectedVersion: 1, plan: PLAN }))
    granted(await step(planId, 'head', { step: 'approve', expectedVersion: 2 }))
    expect(await step(planId, 'finance', { step: 'save', expectedVersion: 3, plan: PLAN })).toMatchObject({
      refused: 'performance.wrong_state',
    })
    granted(await step(planId, 'head', { step: 'reopen', expectedVersion: 3, reason: '指标有误' }))
    expect(granted(await readPlan(room, by('finance'), planId)).state).toBe('targets')
  })

  test('is approved by the head alone, and changed by one hand at a time', async () => {
    const planId = await enter()
    for (const login of ['finance', 'administrator', 'works'] as const)
      expect(await step(planId, login, { step: 'approve', expectedVersion: 1 })).toMatchObject({
        refused: 'access.denied',
      })
    expect(await step(planId, 'head', { step: 'save', expectedVersion: 1, plan: PLAN })).toMatchObject({
      refused: 'access.denied',
    })
    granted(await step(planId, 'finance', { step: 'save', expectedVersion: 1, plan: PLAN }))
    expect(await step(planId, 'finance', { step: 'save', expectedVersion: 1, plan: PLAN })).toMatchObject({
      refused: 'write.stale_version',
    })
  })

  test('of another bureau is not there', async () => {
    const planId = await enter()
    const stranger = by('finance', randomUUID(), m.other)
    expect(isRefusal(await readPlan(room, stranger, planId))).toBe(true)
    expect(await readChanges(room, stranger, planId)).toEqual([])
  })
})

test('takes its money from the accounts where it is one of their projects', async () => {
  const funds = { fiscal: 5_000, carried: 0, other: 0, adjusted: 5_000, executed: 4_900 }
  const tied: PerformanceRoom = {
    ...room,
    fundsOf: async (_tx, _b, _y, code) => (code === 'P1' ? funds : null),
  }
  const made = await createPlan(tied, by('finance'), { year: 2026, plan: { ...PLAN, projectCode: 'P1' } })
  expect(granted(await readPlan(tied, by('finance'), granted(made).planId)).plan.funds).toEqual(funds)
  expect(
    await createPlan(tied, by('finance'), { year: 2026, plan: { ...PLAN, projectCode: 'P2' } }),
  ).toMatchObject({
    refused: 'performance.unknown_project',
  })
})

describe('the queries', () => {
  test('all run, and count no petitions', async () => {
    for (const { name, statement } of liveQueries()) {
      const value = granted(await askNow(room, by('finance'), name, 2026))
      expect(value.query).toBe(name)
      expect(statement).not.toMatch(/from (contacts|matters) /)
    }
  })

  test('count text messages of the period, of shielded matters none', async () => {
    const letter = await m.answeredLetter()
    const { matterId: shielded } = await m.register('misconduct')
    for (const [matterId, state, day] of [
      [letter.matterId, 'delivered', '2026-03-03'],
      [letter.matterId, 'refused', '2026-03-03'],
      [letter.matterId, 'delivered', '2025-12-31'],
      [shielded, 'delivered', '2026-03-03'],
    ])
      await m.database.owner.query(
        `insert into notice_deliveries (bureau_id, notice_id, matter_id, template, via, state, made_at, next_at)
         values ($1, $2, $3, 'answered', 'sms', $4, $5::date + interval '12 hours', now())`,
        [m.county.bureauId, randomUUID(), matterId, state, day],
      )
    const ask = (query: 'messages-sent' | 'messages-delivered') =>
      withTx(m.database.app, { bureau: m.county.bureauId }, (tx) =>
        askLive(tx, m.county.bureauId, query, {
          from: '2026-01-01',
          to: '2026-12-31',
          today: '2026-12-31',
          now: m.clock.now(),
        }),
      )
    expect(await ask('messages-sent')).toMatchObject({ numerator: 1, denominator: null, value: '1' })
    expect(await ask('messages-delivered')).toMatchObject({ numerator: 1, denominator: 2, value: '50' })
  })
})
