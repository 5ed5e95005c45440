/**
 * Which unit a replayed letter goes to (转办). A plain rule, not a claim about who handled it then: the source does not
 * say. The unit or place named in the subject, else the subject's topic, else the same of the body, else the unit for
 * everything else. Pure and the same at every run.
 */
import type { UnitInfo } from '../bureau/index.ts'
import { TOPICS } from './default-bureau.ts'

export interface Routed {
  unitId: string
  /** The words that decided, for the remark on the assignment; null when nothing did. */
  because: string | null
}

export class Router {
  readonly #named: { name: string; unitId: string }[]
  readonly #topics: { word: string; unitId: string }[]
  readonly #otherwise: string

  constructor(units: Iterable<UnitInfo>, centreId: string) {
    const handling = [...units]
      .filter((u) => u.active && u.seats.length === 0 && u.kind !== 'bureau')
      .sort((a, b) => (a.code < b.code ? -1 : 1))
    const byCode = new Map(handling.map((u) => [u.code, u.unitId]))
    this.#named = handling
      .filter((u) => u.name.zh.length >= 2)
      .map((u) => ({ name: u.name.zh, unitId: u.unitId }))
    this.#topics = Object.entries(TOPICS).flatMap(([code, words]) => {
      const unitId = byCode.get(code)
      return unitId ? words.map((word) => ({ word, unitId })) : []
    })
    this.#otherwise = byCode.get('general') ?? centreId
  }

  /** All units that it may choose. */
  get unitIds(): string[] {
    return [...new Set([...this.#named, ...this.#topics].map((u) => u.unitId)), this.#otherwise]
  }

  route(subject: string | null, body: string): Routed {
    for (const text of [subject ?? '', body]) {
      const found = first(text, this.#named, (u) => u.name) ?? first(text, this.#topics, (t) => t.word)
      if (found) return found
    }
    return { unitId: this.#otherwise, because: null }
  }
}

/** The earliest word in the text; of two at the same place the longer. */
function first<T extends { unitId: string }>(
  text: string,
  list: readonly T[],
  wordOf: (item: T) => string,
): Routed | null {
  let best: Routed | null = null
  let bestAt = Number.POSITIVE_INFINITY
  for (const item of list) {
    const word = wordOf(item)
    const at = text.indexOf(word)
    if (at < 0 || at > bestAt || (at === bestAt && word.length <= best!.because!.length)) continue
    best = { unitId: item.unitId, because: word }
    bestAt = at
  }
  return best
}
