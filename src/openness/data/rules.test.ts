import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell, Measure } from './contract.ts'
import { addUp, type Counted, csvOf, hideSmall, LEAST, leastOf, openFigures } from './rules.ts'

const one = (more: Partial<Counted>): Counted => ({
  month: '2026-03',
  measure: 'matters',
  unit: 'a',
  topic: '01',
  channel: 'web',
  value: 1,
  of: 0,
  ...more,
})
const find = (cells: readonly Cell[], period: string, by: string, code: string) =>
  cells.find((c) => c.period === period && c.by === by && c.code === code)

const counted = fc.array(
  fc.record({
    month: fc.constantFrom('2025-11', '2025-12', '2026-01', '2026-02', '2026-03'),
    measure: fc.constant<Measure>('matters'),
    unit: fc.constantFrom('a', 'b', 'c', 'd'),
    topic: fc.constantFrom('01', '02', '03'),
    channel: fc.constantFrom('web', 'visit'),
    value: fc.integer({ min: 0, max: 9 }),
    of: fc.constant(0),
  }),
  { maxLength: 40 },
)

describe('open figures', () => {
  it('are added up by month and year, over all and by each dimension', () => {
    const cells = addUp([
      one({ value: 4 }),
      one({ unit: 'b', value: 6 }),
      one({ month: '2026-04', value: 5 }),
    ])
    expect(find(cells, '2026-03', 'all', 'all')?.value).toBe(10)
    expect(find(cells, '2026', 'unit', 'a')?.value).toBe(9)
    expect(find(cells, '2026', 'topic', '01')).toMatchObject({ value: 15, of: null })
  })

  it('leave small numbers out, and one more so that nothing follows by subtraction', () => {
    const cells = openFigures([
      one({ value: 2 }),
      one({ unit: 'b', value: 8 }),
      one({ unit: 'c', value: 20 }),
    ])
    expect(find(cells, '2026-03', 'unit', 'a')?.value).toBeNull()
    expect(find(cells, '2026-03', 'unit', 'b')?.value).toBeNull()
    expect(find(cells, '2026-03', 'unit', 'c')?.value).toBe(20)
    expect(find(cells, '2026-03', 'all', 'all')?.value).toBe(30)
  })

  it('leave ratings out below five, other figures below three', () => {
    const rated = (of: number) => openFigures([one({ measure: 'satisfaction', value: 1, of })])
    expect(rated(4).every((c) => c.value === null && c.of === null)).toBe(true)
    expect(find(rated(5), '2026', 'all', 'all')).toMatchObject({ value: 1, of: 5 })
    expect(leastOf('handling')).toBe(LEAST.cases)
  })

  it('never show a number below the least, and never one that a shown sum gives away', () => {
    fc.assert(
      fc.property(counted, (rows) => {
        const whole = addUp(rows) as (Cell & { value: number })[]
        const shown = hideSmall(whole, LEAST.cases)
        const truth = new Map(whole.map((c) => [`${c.period} ${c.by} ${c.code}`, c.value]))
        const at = new Map(shown.map((c) => [`${c.period} ${c.by} ${c.code}`, c]))
        for (const c of shown) {
          if (c.value !== null) expect(c.value === 0 || c.value >= LEAST.cases).toBe(true)
        }
        const lines = new Map<string, string[]>()
        for (const c of shown) {
          const name = `${c.period} ${c.by} ${c.code}`
          const add = (total: string) => lines.set(total, [...(lines.get(total) ?? []), name])
          if (c.by !== 'all') add(`codes ${c.by}|${c.period} all all`)
          if (c.period.length > 4) add(`months ${c.by} ${c.code}|${c.period.slice(0, 4)} ${c.by} ${c.code}`)
        }
        for (const [line, parts] of lines) {
          if (at.get(line.split('|')[1]!)!.value === null) continue
          const gone = parts.filter((p) => at.get(p)!.value === null)
          if (gone.length === 0) continue
          expect(gone.length).toBeGreaterThan(1)
          expect(gone.reduce((n, p) => n + truth.get(p)!, 0)).toBeGreaterThanOrEqual(LEAST.cases)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('are written as spreadsheets read them', () => {
    expect(
      csvOf([
        ['a', 1, null],
        ['b,"c"', 0, 2],
      ]),
    ).toBe('a,1,\r\n"b,""c""",0,2\r\n')
  })
})
