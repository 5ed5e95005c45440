import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gather, measure } from './evaluate.ts'
import { ASKED, areOne, choose, JOIN, nearness } from './grouping.ts'
import { HALF_DAYS, heatOn, warmthOf, weightOfPersons } from './heat.ts'

describe('a letter', () => {
  test('joins the topic it is nearest to, and stands alone where none is near', () => {
    const far = { group: 'far', size: 5, scores: [JOIN] }
    const near = { group: 'near', size: 2, scores: [JOIN, JOIN] }
    expect(choose([far, near])).toEqual({ join: 'near', maybeSame: [] })
    expect(choose([far])).toBeNull()
    expect(choose([])).toBeNull()
  })

  test('that is like one member of a large topic only is not in it', () => {
    expect(nearness({ group: 1, size: 10, scores: [0.4] })).toBeCloseTo(0.4 / ASKED)
    expect(nearness({ group: 1, size: 1, scores: [0.4] })).toBeCloseTo(0.4)
  })

  test('near two topics tells that they may be one, which their letters decide', () => {
    const both = [
      { group: 'a', size: 1, scores: [0.5] },
      { group: 'b', size: 1, scores: [0.4] },
    ]
    expect(choose(both)).toEqual({ join: 'a', maybeSame: ['b'] })
    expect(areOne([0.3, 0.2])).toBe(true)
    expect(areOne([0.3, 0, 0, 0])).toBe(false)
    expect(areOne([])).toBe(false)
  })
})

describe('heat', () => {
  test('halves in a fortnight, and counts persons by their logarithm', () => {
    const of = (day: string) => heatOn(warmthOf('2026-03-01', 1), day)
    expect(of('2026-03-01')).toBeCloseTo(1, 9)
    expect(of('2026-03-15')).toBeCloseTo(0.5, 9)
    expect(HALF_DAYS).toBe(14)
    expect(weightOfPersons(1)).toBe(1)
    expect(weightOfPersons(50)).toBeLessThan(5)
  })

  test('kept as warmth, orders topics the same on every day', () => {
    const day = fc
      .integer({ min: 0, max: 4000 })
      .map((n) => new Date(Date.UTC(2022, 0, 1 + n)).toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, day, day, fc.integer({ min: 1, max: 900 }), (a, b, today, persons) => {
        const [x, y] = [warmthOf(a, persons), warmthOf(b, 1)]
        expect(heatOn(x, today) > heatOn(y, today)).toBe(x > y)
      }),
    )
  })
})

test('letters of one thing are gathered, others stay alone, and the measure tells both', () => {
  const letter = (id: string, day: number, text: string) => ({
    id,
    text,
    receivedOn: `2026-03-${String(day).padStart(2, '0')}`,
    persons: 1,
  })
  const letters = [
    letter('1', 1, '青松小区旁建搅拌站\n青松小区东门外新建搅拌站，夜里噪声大，粉尘飘进家里。'),
    letter('2', 2, '搅拌站噪声\n我住青松小区，东门外的搅拌站夜里噪声很大，粉尘也多。'),
    letter('3', 3, '拖欠工资\n在金桥工地做木工五个月，包工头拖欠工资两万元。'),
    letter('4', 4, '青松小区搅拌站何时搬走\n搅拌站的粉尘飘进青松小区，孩子咳嗽，夜里噪声睡不着。'),
    letter('5', 5, '公交站太远\n南湖公园附近没有公交站，老人走很远。'),
  ]
  const gathered = gather(letters)
  const sets = gathered.groups.map((g) => g.map((i) => gathered.letters[i]!.id))
  expect(sets).toContainEqual(['1', '2', '4'])
  expect(sets).toHaveLength(3)
  const report = measure(gathered, [{ topic: 'plant', members: ['1', '2', '4'], unsure: [] }])
  expect(report.clusters).toEqual({ precision: 1, recall: 1 })
  expect(report.hottest).toMatchObject([{ letters: 3, persons: 3, from: '2026-03-01', to: '2026-03-04' }])
  const wrong = measure(gathered, [{ topic: 'plant', members: ['1', '3'], unsure: ['2'] }])
  expect(wrong.clusters).toEqual({ precision: 0, recall: 0 })
})
