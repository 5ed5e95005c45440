/** A document as read: paragraphs with their quantities, what it is about, and where relations are written down. */
import type { Note, Relation, RelationKind, Severity, Source } from './contract.ts'
import { absolute, compare, type Decimal, halfUnit, subtract, unit, within } from './decimal.ts'
import type { ReadLine } from './text/displaced.ts'
import { type Paragraph, paragraphsOf, quoteOf, readLines } from './text/paragraphs.ts'
import { type Quantity, quantitiesOf } from './text/quantities.ts'

export interface ReadParagraph extends Paragraph {
  quantities: readonly Quantity[]
}

export interface Facts {
  kind: 'budget' | 'final' | null
  year: number | null
  entity: string | null
}

export interface Reading {
  source: Source
  lines: readonly ReadLine[]
  paragraphs: readonly ReadParagraph[]
  facts: Facts
}

export function readDocument(source: Source): Reading {
  const lines = readLines(source.lines)
  const paragraphs = paragraphsOf(lines).map((p) => ({ ...p, quantities: quantitiesOf(p.text) }))
  return { source, lines, paragraphs, facts: factsOf(source, paragraphs) }
}

/** Kind, year and department from the title and from how often each year heads a part. */
function factsOf(source: Source, paragraphs: readonly Paragraph[]): Facts {
  const head = paragraphs
    .slice(0, 12)
    .map((p) => p.text.slice(0, 80))
    .join('\n')
  const all = paragraphs.map((p) => p.text).join('\n')
  const finals = all.match(/决算/g)?.length ?? 0
  const budgets = all.match(/预算/g)?.length ?? 0
  const kind = /决算/.test(head)
    ? 'final'
    : /预算/.test(head)
      ? 'budget'
      : finals > budgets * 0.6 && finals > 3
        ? 'final'
        : budgets > 3
          ? 'budget'
          : null
  const years = new Map<number, number>()
  // A year that something is compared with is not the document's own.
  for (const m of `${source.name}\n${head}`.matchAll(/(?<!(?:比|较|与|同|于|上|至|和)\s*)(20\d\d)\s*年/g))
    count(years, Number(m[1]), 4)
  const title = paragraphs
    .slice(0, 6)
    .find((p) => p.text.length < 60 && /20\d\d\s*年.*(?:预算|决算|三公)/.test(p.text))
  const own = title && /(20\d\d)\s*年/.exec(title.text)?.[1]
  if (own) count(years, Number(own), 8)
  for (const m of all.matchAll(/(20\d\d)年(?:度)?[^，。；\n]{0,20}(?:预算|决算|收入|支出|收、支)/g))
    count(years, Number(m[1]), 1)
  const ranked = [...years].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])
  const entity =
    /([\u4e00-\u9fff]{2,24}?(?:局|委员会|办公室|办事处|中心|委|院|厅|部))\s*(?:（本级）)?\s*20\d\d\s*年/.exec(
      head,
    )
  return { kind, year: ranked[0]?.[0] ?? null, entity: entity?.[1] ?? null }
}
const count = (m: Map<number, number>, k: number, by: number) => m.set(k, (m.get(k) ?? 0) + by)

/** Where the readers write what they found. */
export class Ledger {
  readonly relations: Relation[] = []
  readonly #seen = new Set<string>()

  /** A relation once; the same one found by two readers counts once. */
  write(r: Relation): void {
    const key = [r.kind, r.at.line, r.at.table, r.at.cell, r.left, r.right, r.quote].join('|')
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.relations.push(r)
  }
}

/** The part of a relation that says where it stands; a figure is quoted with the words before it. */
export function span(p: Paragraph, from: { start: number; label?: string }, to: { end: number }) {
  const named = from.label ? p.text.lastIndexOf(from.label, from.start) : -1
  const near = named >= 0 && from.start - named - from.label!.length <= 2
  return quoteOf(p, near ? named : from.start, to.end)
}

/**
 * How bad a miss is: within the tolerance none, below one unit of the last digit beyond it a tail, else an error.
 * @param digits digits behind the point of the stated figure
 */
export function severityOf(
  left: Decimal,
  right: Decimal,
  tolerance: Decimal,
  lastUnit: Decimal,
): Severity | null {
  if (within(left, right, tolerance)) return null
  const miss = absolute(subtract(left, right))
  return compare(miss, lastUnit) < 0 ? 'tail' : 'error'
}

export const lastUnitOf = (q: Quantity): Decimal =>
  q.dim === 'money' ? { n: q.half.n * 2n, s: q.half.s } : unit(q.shown)
export const halfOf = (digits: number): Decimal => halfUnit(digits)

export function relation(
  rule: string,
  kind: RelationKind,
  where: { quote: string; at: Relation['at']; source?: string },
  left: string,
  right: string,
  holds: boolean,
  more: Partial<Relation> & { note?: Note } = {},
): Relation {
  return { rule, kind, ...where, left, right, holds, note: { key: kind }, ...more }
}
