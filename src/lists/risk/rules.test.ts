import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RiskFacts, riskOf, type Times } from './rules.ts'

const NONE: Times = []
const facts = (more: Partial<RiskFacts> = {}): RiskFacts => ({
  state: 'handling',
  elapsed: 5,
  allowed: 15,
  left: 7,
  times: { unitCategory: NONE, unitProcedure: NONE, bureauProcedure: NONE },
  before: 0,
  pace: 0,
  ...more,
})
/** `slow` of twenty matters took twenty days, the others eight. */
const past = (slow: number): Times => [
  { days: 8, ended: 20 - slow },
  { days: 20, ended: slow },
]
const times = (unitCategory: Times, unitProcedure: Times = NONE, bureauProcedure: Times = NONE) => ({
  times: { unitCategory, unitProcedure, bureauProcedure },
})

describe('the estimate of what will be late', () => {
  it('says nothing where nothing speaks for it', () => {
    expect(riskOf(facts())).toBeNull()
    expect(riskOf(facts(times(past(4))))).toBeNull()
  })

  it.each([
    [4, null],
    [5, 'medium'],
    [9, 'medium'],
    [10, 'high'],
  ])('takes %i of twenty like matters that were too slow as %s', (slow, grade) => {
    expect(riskOf(facts(times(past(slow))))?.grade ?? null).toBe(grade)
  })

  it('compares only with matters that were still open after as many days', () => {
    const risk = riskOf(facts({ elapsed: 10, ...times(past(8)) }))
    expect(risk).toEqual({
      grade: 'high',
      reasons: [{ kind: 'history', like: 8, longer: 8, elapsed: 10, allowed: 15, of: 'unit-category' }],
    })
    // Seven are too few to say anything.
    expect(riskOf(facts({ elapsed: 10, ...times(past(7)) }))).toBeNull()
  })

  it('goes from category to procedure to bureau where there are too few', () => {
    const few: Times = [{ days: 20, ended: 19 }]
    expect(riskOf(facts(times(few, past(10))))?.reasons).toMatchObject([{ of: 'unit-procedure' }])
    expect(riskOf(facts(times(few, few, past(10))))?.reasons).toMatchObject([{ of: 'bureau-procedure' }])
  })

  it('reckons how many working days the work before it takes', () => {
    expect(riskOf(facts({ before: 13, pace: 80 }))).toBeNull()
    expect(riskOf(facts({ before: 15, pace: 80 }))).toEqual({
      grade: 'medium',
      reasons: [{ kind: 'load', before: 15, pace: 2, needed: 8, left: 7 }],
    })
    expect(riskOf(facts({ before: 27, pace: 80 }))?.grade).toBe('high')
    expect(riskOf(facts({ before: 50, pace: 7 }))).toBeNull()
  })

  it('notices what nobody has taken up', () => {
    expect(riskOf(facts({ state: 'dispatched', left: 4 }))).toBeNull()
    expect(riskOf(facts({ state: 'dispatched', left: 3 }))?.grade).toBe('medium')
    expect(riskOf(facts({ state: 'registered', left: 1 }))?.grade).toBe('high')
    expect(riskOf(facts({ state: 'handling', left: 1 }))).toBeNull()
  })

  it('never thinks less of a matter for having less time', () => {
    const grade = (f: RiskFacts) => ({ high: 2, medium: 1, none: 0 })[riskOf(f)?.grade ?? 'none']
    const rows = fc.array(fc.record({ days: fc.nat(60), ended: fc.nat(40) }), { maxLength: 12 })
    fc.assert(
      fc.property(
        rows,
        fc.nat(30),
        fc.nat(30),
        fc.nat(40),
        fc.nat(80),
        fc.nat(20),
        (t, elapsed, allowed, before, pace, left) => {
          const f = facts({ elapsed, allowed, before, pace, left, state: 'dispatched', ...times(t) })
          const shorter = { ...f, allowed: Math.max(0, allowed - 3), left: Math.max(0, left - 2) }
          expect(grade(shorter)).toBeGreaterThanOrEqual(grade(f))
        },
      ),
    )
  })
})
