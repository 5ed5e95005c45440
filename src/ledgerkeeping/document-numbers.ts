/** 文号: numbers of documents run without gap or repetition by organ, kind and year, as the ledger has them. Pure. */
import type { IssuedPaper } from '../cases/index.ts'
import type { Found } from './findings.ts'

const NUMBER = /〔(\d{4})〕(\d+)号$/

export interface DocumentNumberRow {
  matter_id: string
  paper_id: string
  number: string
}

export interface DocumentCounter {
  unit_id: string
  kind: string
  year: number
  last_number: number
}

interface Series {
  unitId: string
  kind: string
  year: number
  used: Set<number>
}

const keyOf = (unitId: string, kind: string, year: number) => `${unitId} ${kind} ${year}`

export class DocumentNumbers {
  readonly #series = new Map<string, Series>()
  /** As approved: paper → number; number → paper. */
  readonly #numbers = new Map<string, string>()
  readonly #papers = new Map<string, { matterId: string; paperId: string }>()
  readonly #found: Found[] = []

  /** The documents that the ledger says were approved in a matter. */
  add(matterId: string, papers: readonly IssuedPaper[]): void {
    for (const { paperId, unitId, kind, number } of papers) {
      if (number === null) continue
      this.#numbers.set(`${matterId}/${paperId}`, number)
      const at = { matter: matterId, number }
      const other = this.#papers.get(number)
      if (other) {
        const details = { paperId, alsoMatter: other.matterId, alsoPaper: other.paperId }
        this.#found.push({ code: 'document-number-duplicated', ...at, details })
        continue
      }
      this.#papers.set(number, { matterId, paperId })
      const match = NUMBER.exec(number)
      if (!match) {
        this.#found.push({ code: 'document-number-malformed', ...at, details: { paperId } })
        continue
      }
      const year = Number(match[1])
      const key = keyOf(unitId, kind, year)
      const series = this.#series.get(key) ?? { unitId, kind, year, used: new Set<number>() }
      this.#series.set(key, series)
      series.used.add(Number(match[2]))
    }
  }

  /**
   * @param rows the numbers as the table of documents has them
   * @param counters last number of each organ, kind and year
   */
  findings(rows: readonly DocumentNumberRow[], counters: readonly DocumentCounter[]): Found[] {
    const found = [...this.#found]
    for (const c of counters) {
      const key = keyOf(c.unit_id, c.kind, c.year)
      const none = { unitId: c.unit_id, kind: c.kind, year: c.year, used: new Set<number>() }
      if (!this.#series.has(key)) this.#series.set(key, none)
    }
    const last = new Map(counters.map((c) => [keyOf(c.unit_id, c.kind, c.year), c.last_number]))
    for (const [key, { unitId, kind, year, used }] of [...this.#series].sort(([a], [b]) =>
      a < b ? -1 : 1,
    )) {
      const counter = last.get(key) ?? 0
      const highest = Math.max(0, ...used)
      let from = 0
      for (let n = 1; n <= Math.max(counter, highest) + 1; n++) {
        const missing = n <= Math.max(counter, highest) && !used.has(n)
        if (missing && from === 0) from = n
        if (missing || from === 0) continue
        found.push({ code: 'document-number-missing', details: { unitId, kind, year, from, to: n - 1 } })
        from = 0
      }
      if (counter < highest)
        found.push({
          code: 'document-number-counter',
          details: { unitId, kind, year, counter, lastNumber: highest },
        })
    }
    const stored = new Map(rows.map((r) => [`${r.matter_id}/${r.paper_id}`, r.number]))
    for (const place of new Set([...this.#numbers.keys(), ...stored.keys()])) {
      const [approved, now] = [this.#numbers.get(place), stored.get(place)]
      if (approved === now) continue
      const [matter, key] = place.split('/') as [string, string]
      const details = { approved: approved ?? null, stored: now ?? null }
      found.push({ code: 'document-number-differs', matter, table: 'papers', key, column: 'number', details })
    }
    return found
  }
}
