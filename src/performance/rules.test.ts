/** Scores: what holds for all figures, and the edges of nothing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Indicator, PlanBody, Report, Result } from './contract.ts'
import {
  DEFAULT_WEIGHTS,
  executionRate,
  faultsOf,
  fraction,
  millionths,
  missingIn,
  scoreOf,
  scoresOf,
} from './rules.ts'

const indicator = (over: Partial<Indicator> = {}): Indicator => ({
  id: 'a',
  first: 'output',
  second: '数量指标',
  name: '接待场次',
  direction: 'at-least',
  target: '100',
  aim: '',
  unit: '场',
  weight: 50,
  basis: '年度工作计划',
  query: null,
  ...over,
})
const result = (actual: string | null, over: Partial<Result> = {}): Result => ({
  id: 'a',
  actual,
  grade: null,
  percent: null,
  done: '',
  reason: '',
  live: null,
  ...over,
})
const plan = (over: Partial<PlanBody> = {}): PlanBody => ({
  name: '群众工作经费',
  projectCode: null,
  department: '示例局',
  unit: '示例局',
  aim: '按期办理群众诉求',
  funds: { fiscal: 10_000, carried: 0, other: 0, adjusted: 10_000, executed: 0 },
  weights: DEFAULT_WEIGHTS,
  indicators: [
    indicator(),
    indicator({
      id: 'b',
      first: 'effect',
      second: '社会效益指标',
      name: '办理效果',
      direction: 'grade',
      target: null,
      aim: '良好',
      weight: 30,
    }),
    indicator({
      id: 'c',
      first: 'satisfaction',
      second: '服务对象满意度指标',
      name: '满意度',
      target: '90',
      unit: '%',
      weight: 10,
    }),
  ],
  ...over,
})
const report = (over: Partial<Report> = {}): Report => ({
  on: '2026-12-31',
  executed: 10_000,
  results: [
    result('100'),
    result(null, { id: 'b', grade: 'reached', percent: 100 }),
    result('95', { id: 'c' }),
  ],
  executionReason: '',
  findings: '',
  measures: '',
  ...over,
})

const amount = fc
  .integer({ min: 0, max: 10_000_000 })
  .map((n) => (n % 100 === 0 ? String(n / 100) : (n / 100).toFixed(2)))
const direction = fc.constantFrom('at-least', 'at-most', 'equal')

describe('a score', () => {
  test('is never below nothing nor above its weight, and full exactly where the target is met', () => {
    fc.assert(
      fc.property(direction, amount, amount, fc.integer({ min: 0, max: 200 }), (d, target, actual, half) => {
        const i = indicator({ direction: d, target, weight: half / 2 })
        const { score, met } = scoreOf(i, result(actual))
        const [t, a] = [Number(target), Number(actual)]
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(i.weight)
        expect(met).toBe(d === 'at-least' ? a >= t : d === 'at-most' ? a <= t : a === t)
        if (met) expect(score).toBe(i.weight)
      }),
    )
  })

  test('follows actual over target, or target over actual, to half a hundredth', () => {
    fc.assert(
      fc.property(fc.constantFrom('at-least', 'at-most'), amount, amount, (d, target, actual) => {
        const [t, a] = [Number(target), Number(actual)]
        fc.pre(t > 0 && a > 0)
        const { score } = scoreOf(indicator({ direction: d, target }), result(actual))
        const share = d === 'at-least' ? a / t : t / a
        expect(Math.abs(score! - 50 * Math.min(1, share))).toBeLessThanOrEqual(0.005_000_001)
      }),
    )
  })

  test('grows with more where at least is asked, and falls where at most is', () => {
    fc.assert(
      fc.property(amount, amount, amount, (target, x, y) => {
        const [less, more] = Number(x) <= Number(y) ? [x, y] : [y, x]
        const of = (d: 'at-least' | 'at-most', actual: string) =>
          scoreOf(indicator({ direction: d, target }), result(actual)).score!
        expect(of('at-least', less)).toBeLessThanOrEqual(of('at-least', more))
        expect(of('at-most', less)).toBeGreaterThanOrEqual(of('at-most', more))
      }),
    )
  })

  test.each([
    ['at-least', '0', '0', 50],
    ['at-least', '0', '7', 50],
    ['at-least', '7', '0', 0],
    ['at-most', '0', '0', 50],
    ['at-most', '0', '7', 0],
    ['at-most', '7', '0', 50],
    ['equal', '0', '0', 50],
    ['equal', '0', '7', 0],
    ['equal', '7', '0', 0],
    ['at-least', '98', '49', 25],
    ['at-most', '5', '10', 25],
  ] as const)('of %s %s with %s is %d', (d, target, actual, score) => {
    expect(scoreOf(indicator({ direction: d, target }), result(actual)).score).toBe(score)
  })

  test('of a grade is its per cent, within the band of the grade', () => {
    const i = indicator({ direction: 'grade', target: null, aim: '良好' })
    expect(scoreOf(i, result(null, { grade: 'partly', percent: 60 })).score).toBe(30)
    expect(scoreOf(i, result(null, { grade: 'partly', percent: 90 })).score).toBeNull()
    expect(scoreOf(i, result(null)).score).toBeNull()
  })

  test('of a linked indicator is that of the query, whatever was given', () => {
    const live = {
      query: 'handling-in-time' as const,
      statement: 'x',
      from: '2026-01-01',
      to: '2026-12-31',
      asOf: '2026-12-31T00:00:00.000Z',
      numerator: 1,
      denominator: 2,
      value: '50',
    }
    expect(scoreOf(indicator(), result('100', { live })).score).toBe(25)
    expect(
      scoreOf(indicator(), result('100', { live: { ...live, denominator: 0, value: null } })).score,
    ).toBe(50)
  })
})

describe('the sheet', () => {
  test('adds to a hundred where all is reached, and names no reason', () => {
    expect(scoresOf(plan(), report()).total).toBe(100)
    expect(missingIn(plan(), report())).toEqual([])
  })

  test('is the sum of what it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12_000 }), amount, amount, (executed, a, c) => {
        const sheet = scoresOf(
          plan(),
          report({
            executed,
            results: [
              result(a),
              result(null, { id: 'b', grade: 'reached', percent: 85 }),
              result(c, { id: 'c' }),
            ],
          }),
        )
        const sum = sheet.indicators.reduce((s, i) => s + i.score!, sheet.execution.score)
        expect(sheet.total).toBeCloseTo(sum, 6)
        expect(sheet.total).toBeLessThanOrEqual(100)
      }),
    )
  })

  test('asks for a reason below 90 per cent of execution, and not at 90', () => {
    const at = (executed: number) => scoresOf(plan(), report({ executed })).execution
    expect(at(8_999)).toMatchObject({ rate: 89.99, score: 9, needsReason: true })
    expect(at(9_000)).toMatchObject({ rate: 90, score: 9, needsReason: false })
    expect(missingIn(plan(), report({ executed: 8_000 })).map((f) => f.key)).toEqual(['execution-reason'])
    expect(missingIn(plan(), report({ executed: 8_000, executionReason: '合同跨年' }))).toEqual([])
  })

  test('without a budget has no rate: nothing spent is all done, money spent is not', () => {
    const none = plan({ funds: { fiscal: 0, carried: 0, other: 0, adjusted: 0, executed: 0 } })
    expect(executionRate(0, 0)).toBeNull()
    expect(scoresOf(none, report({ executed: 0 })).execution).toMatchObject({
      rate: null,
      score: 10,
      needsReason: false,
    })
    expect(scoresOf(none, report({ executed: 5 })).execution).toMatchObject({
      rate: null,
      score: 0,
      needsReason: true,
    })
  })

  test('has no sum while a result is missing, and says which', () => {
    const open = report({ results: [result('100')] })
    expect(scoresOf(plan(), open).total).toBeNull()
    expect(missingIn(plan(), open).map((f) => `${f.key} ${f.indicator}`)).toEqual([
      'no-result b',
      'no-result c',
    ])
  })
})

describe('targets', () => {
  test('in order have no fault', () => {
    expect(faultsOf(plan())).toEqual([])
  })

  test.each([
    ['weights-not-100', plan({ weights: { ...DEFAULT_WEIGHTS, effect: 20 } })],
    ['level-weight', plan({ indicators: plan().indicators.slice(0, 2) })],
    [
      'second-level',
      plan({ indicators: [indicator({ second: '社会效益指标' }), ...plan().indicators.slice(1)] }),
    ],
    ['no-target', plan({ indicators: [indicator({ target: null }), ...plan().indicators.slice(1)] })],
    ['direction', plan({ indicators: [indicator({ name: '答复差错率' }), ...plan().indicators.slice(1)] })],
    ['same-name', plan({ indicators: [indicator({ name: '满意度' }), ...plan().indicators.slice(1)] })],
  ])('with %s are told so', (key, wrong) => {
    expect(faultsOf(wrong).map((f) => f.key)).toContain(key)
  })

  test('may give costs a weight of their own', () => {
    const own = plan({
      weights: { execution: 10, cost: 20, output: 30, effect: 30, satisfaction: 10 },
      indicators: [
        indicator({
          id: 'x',
          first: 'cost',
          second: '经济成本指标',
          name: '每场成本',
          direction: 'at-most',
          weight: 20,
        }),
        indicator({ weight: 30 }),
        ...plan().indicators.slice(1),
      ],
    })
    expect(faultsOf(own)).toEqual([])
  })
})

test('decimals are exact', () => {
  expect(millionths('0.1') + millionths('0.2')).toBe(millionths('0.3'))
  expect(fraction('at-least', millionths('0.3'), millionths('0.1'))).toEqual({ n: 100_000n, d: 300_000n })
})
