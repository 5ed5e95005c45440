/** How well articles fit what is typed: from the index alone, then by their words. Pure. */
import { BLOCK, bitsOf, placesDown } from '../search/index.ts'
import type { ArticleFields } from './contract.ts'
import { normalise } from './terms.ts'

export interface Posting {
  term: string
  block: number
  docs: Uint8Array
}

export interface Scored {
  docNo: number
  score: number
}

/** How much a term tells: the fewer articles hold it, the more. */
export const rarity = (articles: number, holding: number): number =>
  Math.log(1 + articles / Math.max(1, holding))

/**
 * The articles that hold most of what is asked for, best first.
 * @param weights of the terms asked for
 * @param articles in the index
 * @param most how many are given back
 * @returns those, and of each term found how many articles hold it
 */
export function best(
  postings: readonly Posting[],
  weights: ReadonlyMap<string, number>,
  articles: number,
  most: number,
): { found: Scored[]; holding: Map<string, number> } {
  const heldBy = new Map<string, number>()
  const blocks = new Map<number, Float32Array>()
  for (const [term, rows] of Map.groupBy(postings, (p) => p.term)) {
    const places = rows.map((r) => ({ block: r.block, held: placesDown(bitsOf(r.docs)) }))
    const holding = places.reduce((n, p) => n + p.held.length, 0)
    heldBy.set(term, holding)
    const worth = (weights.get(term) ?? 0) * rarity(articles, holding)
    for (const { block, held } of places) {
      let scores = blocks.get(block)
      if (!scores) {
        scores = new Float32Array(BLOCK)
        blocks.set(block, scores)
      }
      for (const place of held) scores[place]! += worth
    }
  }
  const all: Scored[] = []
  let least = 0
  for (const [block, scores] of blocks)
    for (let place = 0; place < BLOCK; place++) {
      const score = scores[place]!
      if (score <= least) continue
      all.push({ docNo: block * BLOCK + place, score })
      if (all.length < 8 * most) continue
      all.sort((a, b) => b.score - a.score)
      all.length = most
      least = all.at(-1)!.score
    }
  return { found: all.sort((a, b) => b.score - a.score).slice(0, most), holding: heldBy }
}

/** What of a score is left out as noise: an article far behind the best only shares a common word with what was typed. */
const FAR_BEHIND = 0.35

/** The order people see: by words found, the exact words first, what helped before what did not. */
export function ranked<T extends { fields: ArticleFields; score: number; helped: number; notHelped: number }>(
  found: readonly T[],
  typed: string,
): T[] {
  const asked = normalise(typed).replace(/[\s\p{P}]/gu, '')
  const plain = (text: string) => normalise(text).replace(/[\s\p{P}]/gu, '')
  const top = Math.max(0, ...found.map((f) => f.score))
  const worth = (f: T) => {
    const names = [f.fields.question, ...f.fields.alsoAsked].map(plain)
    const exact = names.includes(asked)
      ? 1
      : names.some((n) => asked.length > 1 && n.includes(asked))
        ? 0.5
        : 0
    return f.score + top * exact + Math.log1p(f.helped) - 0.5 * Math.log1p(f.notHelped)
  }
  return found
    .filter((f) => f.score >= FAR_BEHIND * top)
    .map((f) => ({ f, worth: worth(f) }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ f }) => f)
}

/** Characters of an answer shown under its question. */
const SNIPPET = 120

/** The piece of the answer in which most of what was typed stands, or its beginning. */
export function snippetOf(answer: string, typed: string): string {
  const flat = answer.replace(/\s+/g, ' ').trim()
  if (flat.length <= SNIPPET) return flat
  const chars = new Set(normalise(typed).match(/[\p{L}\p{N}]/gu) ?? [])
  const isHit = [...flat].map((c) => (chars.has(normalise(c)) ? 1 : 0))
  let here = isHit.slice(0, SNIPPET).reduce<number>((n, x) => n + x, 0)
  let most = here
  let from = 0
  for (let i = 1; i + SNIPPET <= isHit.length; i++) {
    here += isHit[i + SNIPPET - 1]! - isHit[i - 1]!
    if (here > most + 2) [most, from] = [here, i]
  }
  const piece = [...flat].slice(from, from + SNIPPET).join('')
  return `${from > 0 ? '…' : ''}${piece}${from + SNIPPET < isHit.length ? '…' : ''}`
}
