/** Numbers are gapless per bureau and year: none missing, none twice, the counter at the last one. Pure. */
import type { Found } from './findings.ts'

const NUMBER = /^(.+)-([A-Z]+)(\d{4})-(\d{6,})$/

export class NumberBook {
  readonly #slug: string
  /** year → number → matter */
  readonly #used = new Map<number, Map<number, string>>()
  readonly #dropped = new Map<number, Set<number>>()
  readonly #found: Found[] = []

  constructor(slug: string) {
    this.#slug = slug.toUpperCase()
  }

  #parse(number: string): { year: number; n: number } | null {
    const match = NUMBER.exec(number)
    return match && match[1] === this.#slug ? { year: Number(match[3]), n: Number(match[4]) } : null
  }

  /** A matter that is there. */
  add(number: string, matter: string): void {
    const parsed = this.#parse(number)
    if (!parsed) {
      this.#found.push({ code: 'number-malformed', matter, number })
      return
    }
    const year = this.#used.get(parsed.year) ?? new Map<number, string>()
    this.#used.set(parsed.year, year)
    const other = year.get(parsed.n)
    if (other !== undefined)
      this.#found.push({ code: 'number-duplicated', matter, number, details: { alsoMatter: other } })
    else year.set(parsed.n, matter)
  }

  /** A number whose matter was already found to be dropped: it is not named a second time. */
  dropped(number: string): void {
    const parsed = this.#parse(number)
    if (!parsed) return
    const year = this.#dropped.get(parsed.year) ?? new Set<number>()
    this.#dropped.set(parsed.year, year.add(parsed.n))
  }

  findings(counters: ReadonlyMap<number, number>): Found[] {
    const found = [...this.#found]
    const years = new Set([...this.#used.keys(), ...this.#dropped.keys(), ...counters.keys()])
    for (const year of [...years].sort((a, b) => a - b)) {
      const used = this.#used.get(year) ?? new Map<number, string>()
      const dropped = this.#dropped.get(year) ?? new Set<number>()
      const counter = counters.get(year) ?? 0
      const known = [...used.keys(), ...dropped].sort((a, b) => a - b)
      let next = 1
      const gap = (to: number) => {
        if (to >= next) found.push({ code: 'number-missing', details: { year, from: next, to } })
      }
      for (const n of known) {
        gap(n - 1)
        next = n + 1
      }
      const highest = next - 1
      gap(counter)
      if (counter < highest)
        found.push({ code: 'number-counter', details: { year, counter, lastNumber: highest } })
    }
    return found
  }
}
