/**
 * Is it copied from another reply? Texts are cut into overlapping runs of six characters (shingles, Broder 1997), without
 * greeting, opening and thanks. Sixty least hashes stand for a text (minwise hashing); four of them make a band. Texts
 * that share a band are compared in full. Pure; no word is kept in a band.
 */
import { substanceOf } from './text.ts'

const RUN = 6
/** Fewer runs than this tell nothing: short replies are alike by nature. */
export const LEAST_RUNS = 30
const BANDS = 15
const ROWS = 4
/** Share of runs in common from which a reply is told as alike. */
export const ALIKE = 0.5

/** Runs of a reply's substance, hashed to 32 bits (FNV-1a). */
export function runsOf(reply: string): Set<number> {
  const text = substanceOf(reply)
    .map((s) => s.words)
    .join('')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Script=Han}\p{L}\p{N}]/gu, '')
  const letters = [...text]
  const runs = new Set<number>()
  for (let i = 0; i + RUN <= letters.length; i++) {
    let hash = 0x811c9dc5
    for (let j = i; j < i + RUN; j++) hash = Math.imul(hash ^ letters[j]!.codePointAt(0)!, 0x01000193)
    runs.add(hash >>> 0)
  }
  return runs
}

/** 0 to 1: runs in common by runs in either (Jaccard). */
export function resemblance(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a]
  let both = 0
  for (const run of few) if (many.has(run)) both++
  const either = a.size + b.size - both
  return either === 0 ? 0 : both / either
}

/** Mixes a run under one of the sixty functions (finaliser of MurmurHash3). */
function mixed(run: number, under: number): number {
  let h = Math.imul(run ^ Math.imul(under + 1, 0x9e3779b1), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/**
 * The bands of a text, as short texts; empty where it is too short. Two texts that are alike by s share one with
 * 1 - (1 - s^4)^15: 0.62 at 0.5, 0.98 at 0.7, 0.9998 at 0.8.
 */
export function bandsOf(runs: ReadonlySet<number>): string[] {
  if (runs.size < LEAST_RUNS) return []
  const least = new Array<number>(BANDS * ROWS).fill(0xffffffff)
  for (const run of runs)
    for (let f = 0; f < least.length; f++) {
      const h = mixed(run, f)
      if (h < least[f]!) least[f] = h
    }
  return Array.from({ length: BANDS }, (_, b) => `${b}:${least.slice(b * ROWS, (b + 1) * ROWS).join('.')}`)
}
