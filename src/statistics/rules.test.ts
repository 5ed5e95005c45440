import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { letter, rating } from '../../test/harness/factories.ts'
import { CITIZEN, PEOPLE } from '../../test/harness/world.ts'
import { addDays, diffDays } from '../kernel/calendar/index.ts'
import { COUNTS, RATES, STEPS } from './contract.ts'
import { DEFINITIONS } from './definitions.ts'
import { DOCS_PAGE } from './docs-page.ts'
import { factsOf } from './facts.ts'
import { figuresOf } from './figures.ts'
import {
  addMonths,
  atLeast,
  bucketEnds,
  bucketOf,
  DURATIONS,
  median,
  monthEnd,
  monthsOf,
  periodBefore,
  piecesOf,
  unusual,
  yearBefore,
} from './rules.ts'
import { withDefinitions } from './write-docs.ts'

const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2020-01-01', n))
const span = fc
  .tuple(day, fc.integer({ min: 0, max: 900 }))
  .map(([from, n]) => ({ from, to: addDays(from, n) }))

describe('periods', () => {
  test('are cut into pieces that hold each day once, and tell what lies before today', () => {
    fc.assert(
      fc.property(span, day, (s, today) => {
        const days: string[] = []
        for (const p of piecesOf(s, today)) {
          const last = p.grain === 'month' ? monthEnd(p.last) : p.last
          if (p.grain === 'month') expect([p.first.slice(8), p.last.slice(8)]).toEqual(['01', '01'])
          for (let d = p.first; d <= last; d = addDays(d, 1)) {
            expect(p.past).toBe(d < today)
            days.push(d)
          }
        }
        expect(days.sort()).toEqual(
          Array.from({ length: diffDays(s.from, s.to) + 1 }, (_, i) => addDays(s.from, i)),
        )
      }),
    )
  })

  test('are read with few rows: at most two runs of days a side of today', () => {
    expect(piecesOf({ from: '2025-01-01', to: '2026-03-31' }, '2026-03-11')).toEqual([
      { grain: 'month', first: '2025-01-01', last: '2026-02-01', past: true },
      { grain: 'day', first: '2026-03-01', last: '2026-03-10', past: true },
      { grain: 'day', first: '2026-03-11', last: '2026-03-31', past: false },
    ])
  })

  test.each([
    [
      ['2026-03-01', '2026-03-31'],
      ['2026-02-01', '2026-02-28'],
      ['2025-03-01', '2025-03-31'],
    ],
    [
      ['2026-03-01', '2026-03-11'],
      ['2026-02-01', '2026-02-11'],
      ['2025-03-01', '2025-03-11'],
    ],
    [
      ['2026-01-01', '2026-12-31'],
      ['2025-01-01', '2025-12-31'],
      ['2025-01-01', '2025-12-31'],
    ],
    [
      ['2024-02-01', '2024-02-29'],
      ['2024-01-01', '2024-01-31'],
      ['2023-02-01', '2023-02-28'],
    ],
    [
      ['2026-03-05', '2026-03-11'],
      ['2026-02-26', '2026-03-04'],
      ['2025-03-05', '2025-03-11'],
    ],
  ])('%j is compared with %j and %j', (s, before, year) => {
    const of = ([from, to]: string[]) => ({ from: from!, to: to! })
    expect(periodBefore(of(s))).toEqual(of(before))
    expect(yearBefore(of(s))).toEqual(of(year))
  })

  test('lie wholly before what they are compared with', () => {
    fc.assert(
      fc.property(span, (s) => {
        const before = periodBefore(s)
        expect(before.from <= before.to && before.to < s.from).toBe(true)
        expect(yearBefore(s).to < s.to).toBe(true)
        const months = monthsOf(s)
        expect([months[0]!.from, months.at(-1)!.to]).toEqual([s.from, s.to])
      }),
    )
    expect(addMonths('2026-01-30', 1)).toBe('2026-02-28')
    expect(addMonths('2026-02-28', 1)).toBe('2026-03-31')
  })
})

test('every number of days lies in exactly the bucket that names it', () => {
  fc.assert(
    fc.property(fc.nat(400), (days) => {
      const { least, most } = bucketEnds(bucketOf(days))
      expect(days >= least && (most === null || days <= most)).toBe(true)
    }),
  )
  expect(DURATIONS.map((d) => bucketOf(d))).toEqual(DURATIONS.map((_, i) => i))
})

describe('a warning', () => {
  test('follows the chance of Poisson', () => {
    expect(atLeast(1, 2)).toBeCloseTo(1 - Math.exp(-2), 12)
    expect(atLeast(3, 1)).toBeCloseTo(0.0803, 4)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.double({ min: 0.5, max: 40, noNaN: true }), (n, e) => {
        expect(atLeast(n + 1, e)).toBeLessThanOrEqual(atLeast(n, e))
        expect(atLeast(n, e + 1)).toBeGreaterThanOrEqual(atLeast(n, e) - 1e-12)
      }),
    )
  })

  test('is told of what stands out from the middle of eight weeks, and of nothing else', () => {
    expect(unusual(4, [0, 0, 0, 0, 0, 0, 0, 0])).toBeNull()
    expect(unusual(5, [0, 0, 0, 0, 0, 0, 0, 0])).toMatchObject({ expected: 0.5 })
    expect(unusual(11, [3, 2, 4, 3, 2, 3, 4, 3])).toMatchObject({ expected: 3 })
    expect(unusual(8, [3, 2, 4, 3, 2, 3, 4, 3])).toBeNull()
    // One wave before does not hide the next.
    expect(unusual(11, [3, 2, 40, 3, 2, 3, 4, 3])).not.toBeNull()
    expect(median([4, 1, 3])).toBe(3)
  })
})

test('the docs hold the definitions as they are', () => {
  const page = readFileSync(DOCS_PAGE, 'utf8')
  expect(page).toBe(withDefinitions(page))
})

describe('figures', () => {
  test('have a definition each, in both languages, and rates say of what', () => {
    const codes = [...COUNTS, ...RATES, ...STEPS.map((s) => `step-${s}`)]
    expect(DEFINITIONS.map((d) => d.code).sort()).toEqual([...codes].sort())
    for (const d of DEFINITIONS) {
      for (const words of [d.name, d.definition, d.source, d.numerator, d.denominator])
        if (words) expect(words.zh && words.en, d.code).toBeTruthy()
      expect(d.numerator !== null, d.code).toBe(d.kind === 'rate')
    }
  })

  test('give a rate with what it is made of and an interval that holds it', () => {
    const f = figuresOf(
      { accepted_in_time: 3, accepted_late: 1, accept_due: 1, persons: 9, group_persons: 6 },
      { from: '2026-01-01', to: '2026-01-31' },
      true,
    )
    expect(f.rates[0]).toMatchObject({ code: 'acceptance', numerator: 3, denominator: 5 })
    expect(f.rates[0]!.low).toBeLessThan(60)
    expect(f.rates[0]!.high).toBeGreaterThan(60)
    expect(f.rates[1]).toMatchObject({ numerator: 0, denominator: 0, low: null, high: null })
    expect(f.counts.find((c) => c.code === 'single_persons')!.value).toBe(3)
    expect(figuresOf({}, { from: '2026-01-01', to: '2026-01-31' }, false).rates.map((r) => r.code)).toEqual([
      'acceptance',
      'handling',
      'response',
    ])
  })
})

test('whether a reply is true to fact counts alike from the page and from the telephone, and not where nothing was said', () => {
  const rated = (step: 'rate' | 'record-rating', said: Record<string, unknown>) => {
    const story = letter('2026-03-02', 'answered')
    const actor = step === 'rate' ? CITIZEN : PEOPLE.clerk
    story.fire(actor, step, { ...rating(story.doc, 'satisfied'), ...said }, story.latest('follow-up'))
    const { truth_said = 0, truthful = 0 } = factsOf(story.doc)!.facts.find((f) => f.m.ratings === 1)!.m
    return [truthful, truth_said]
  }
  for (const step of ['rate', 'record-rating'] as const) {
    expect(rated(step, { truthful: 'yes' })).toEqual([1, 1])
    expect(rated(step, { truthful: 'no' })).toEqual([0, 1])
    expect(rated(step, { truthful: 'unsaid' })).toEqual([0, 0])
    expect(rated(step, {})).toEqual([0, 0])
  }
})
