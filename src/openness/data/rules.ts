/** From counted cases to open figures: months and years, by unit, topic and channel, and small numbers left out. Pure. */
import type { Cell, Dimension, Measure } from './contract.ts'
import { isRate } from './contract.ts'

/** One counted group of cases. */
export interface Counted {
  month: string
  measure: Measure
  unit: string
  topic: string
  channel: string
  value: number
  of: number
}

/**
 * A number below this is not shown: one or two matters in a month may be known to neighbours. What rests on ratings is
 * left out below five, since a unit must not learn who rated what.
 */
export const LEAST = { cases: 3, ratings: 5 } as const
const RESTS_ON_RATINGS: ReadonlySet<Measure> = new Set(['participation', 'satisfaction', 'solved'])
export const leastOf = (m: Measure): number => (RESTS_ON_RATINGS.has(m) ? LEAST.ratings : LEAST.cases)

const key = (period: string, by: Dimension, code: string) => `${period}\u0000${by}\u0000${code}`

/** Adds up what was counted: each month and each year, over all and by each dimension. Pure, in the order found. */
export function addUp(counted: readonly Counted[]): Cell[] {
  const cells = new Map<string, Cell & { value: number; of: number }>()
  for (const c of counted) {
    for (const period of [c.month, c.month.slice(0, 4)]) {
      const places: [Dimension, string][] = [
        ['all', 'all'],
        ['unit', c.unit],
        ['topic', c.topic],
        ['channel', c.channel],
      ]
      for (const [by, code] of places) {
        const at = `${c.measure}\u0000${key(period, by, code)}`
        const cell = cells.get(at) ?? { period, by, code, measure: c.measure, value: 0, of: 0 }
        cell.value += c.value
        cell.of += c.of
        cells.set(at, cell)
      }
    }
  }
  return [...cells.values()].map((c) => (isRate(c.measure) ? c : { ...c, of: null }))
}

type Known = Cell & { value: number }
const sizeOf = (c: Known): number => (isRate(c.measure) ? (c.of ?? 0) : c.value)

interface Line {
  total: Known
  parts: Known[]
}

/** The sums a reader could subtract from: a period over its codes, a year over its months. */
function linesOf(cells: readonly Known[]): Line[] {
  const at = new Map(cells.map((c) => [key(c.period, c.by, c.code), c]))
  const lines = new Map<string, Line>()
  const add = (total: Known | undefined, name: string, part: Known) => {
    if (!total) return
    const line = lines.get(name) ?? { total, parts: [] }
    line.parts.push(part)
    lines.set(name, line)
  }
  for (const c of cells) {
    if (c.by !== 'all') add(at.get(key(c.period, 'all', 'all')), `codes ${c.period} ${c.by}`, c)
    if (c.period.length > 4)
      add(
        at.get(key(c.period.slice(0, 4), c.by, c.code)),
        `months ${c.period.slice(0, 4)} ${c.by} ${c.code}`,
        c,
      )
  }
  return [...lines.values()]
}

/**
 * Leaves small numbers out, and as many others that no small one follows by subtraction: in every sum whose total is
 * shown either nothing is left out, or at least two numbers that together reach the least size. Zero is shown.
 */
export function hideSmall(cells: readonly Known[], least: number): Cell[] {
  const hidden = new Set(cells.filter((c) => sizeOf(c) > 0 && sizeOf(c) < least))
  const lines = linesOf(cells)
  for (let changed = true; changed; ) {
    changed = false
    for (const { total, parts } of lines) {
      if (hidden.has(total)) continue
      const gone = parts.filter((p) => hidden.has(p))
      if (gone.length === 0) continue
      if (gone.length > 1 && gone.reduce((n, p) => n + sizeOf(p), 0) >= least) continue
      const next = parts
        .filter((p) => !hidden.has(p) && sizeOf(p) > 0)
        .sort((a, b) => sizeOf(a) - sizeOf(b) || (a.period + a.code < b.period + b.code ? -1 : 1))[0]
      hidden.add(next ?? total)
      changed = true
    }
  }
  return cells.map((c) => (hidden.has(c) ? { ...c, value: null, of: null } : c))
}

/** All open figures out of what was counted, measure by measure. */
export function openFigures(counted: readonly Counted[]): Cell[] {
  const byMeasure = Map.groupBy(addUp(counted) as Known[], (c) => c.measure)
  return [...byMeasure].flatMap(([measure, cells]) => hideSmall(cells, leastOf(measure)))
}

const quoted = (s: string) => (/[",\n]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s)

/** Lines of a CSV file (RFC 4180), with the line ends spreadsheets expect. */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((r) => `${r.map((v) => (v === null ? '' : quoted(String(v)))).join(',')}\r\n`).join('')
