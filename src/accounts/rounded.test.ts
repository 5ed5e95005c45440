import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountsOf } from './model.ts'
import { givenOut, roundedAccounts } from './rounded.ts'

const CODES = {
  functional: new Map([
    ['2010301', '行政运行'],
    ['2010308', '信访事务'],
    ['2080505', '养老保险'],
  ]),
  economic: new Map([
    ['30101', '基本工资'],
    ['30201', '办公费'],
    ['30302', '退休费'],
  ]),
}
const of = (leaves: Record<string, number>) =>
  accountsOf({
    department: {
      departmentId: '00000000-0000-7000-8000-000000000001',
      code: '101',
      name: '演示局',
      kind: 'administrative',
    },
    year: 2025,
    version: 1,
    books: { budget: 'open', final: 'open' },
    leaves: new Map(Object.entries(leaves)),
    projectNames: new Map([['P1', '信访救助']]),
    codes: CODES,
  })

/** A year in which everything is spent but what is carried over, told by items, economic codes and projects. */
const years = fc
  .record({
    basic: fc.tuple(fc.integer({ min: 1, max: 9e8 }), fc.integer({ min: 1, max: 9e8 })),
    project: fc.integer({ min: 1, max: 9e8 }),
    first: fc.double({ min: 0, max: 1, noNaN: true }),
    second: fc.double({ min: 0, max: 1, noNaN: true }),
    opening: fc.integer({ min: 0, max: 5e7 }),
    closing: fc.integer({ min: 0, max: 5e7 }),
  })
  .map(({ basic, project, first, second, opening, closing }) => {
    const whole = basic[0] + basic[1]
    const a = Math.floor(whole * first)
    const b = Math.floor((whole - a) * second)
    return {
      'spend/final/general/basic/2010301': basic[0],
      'spend/final/general/basic/2080505': basic[1],
      'spend/final/general/project/2010301': project,
      'economic/final/general/basic/30101': a,
      'economic/final/general/basic/30201': b,
      'economic/final/general/basic/30302': whole - a - b,
      'project/final/P1/general/2010301': project,
      'opening/final/general/2010301': opening,
      'income/final/general/2010301': basic[0] + project + closing - opening + 5e8,
      'income/final/general/2080505': basic[1],
    }
  })

describe('accounts shown with two digits', () => {
  test('still add up, and nothing moves by more than a unit', () => {
    fc.assert(
      fc.property(years, (leaves) => {
        const exact = of(leaves)
        const shown = roundedAccounts(exact, 2)
        for (const [path, fen] of Object.entries(shown.leaves)) {
          expect(Number.isInteger(fen / 10_000)).toBe(true)
          expect(Math.abs(fen - leaves[path as keyof typeof leaves])).toBeLessThanOrEqual(
            /^(?:opening|economic)/.test(path) ? 30_000 : 10_000,
          )
        }
        expect(shown.final.basic.all.sum.total).toBe(shown.final.spending.sum.basic)
        expect(shown.projects[0]!.final).toBe(shown.final.spending.sum.project)
        const [was, is] = [exact.final.balance.general.closing, shown.final.balance.general.closing]
        expect(Math.abs(is - was)).toBeLessThanOrEqual(20_000)
      }),
      { numRuns: 500 },
    )
  })

  test('are the same where two digits already say all', () => {
    const leaves = {
      'spend/final/general/basic/2010301': 1_230_000,
      'income/final/general/2010301': 1_230_000,
    }
    expect(roundedAccounts(of(leaves), 2).leaves).toEqual(of(leaves).leaves)
  })

  test('give missing units to the parts that lost most', () => {
    expect(givenOut([33, 33, 34], 10, 10)).toEqual([3, 3, 4])
    expect(givenOut([15, 25, 60], 10, 10)).toEqual([2, 2, 6])
    expect(givenOut([], 0, 10)).toEqual([])
  })
})
