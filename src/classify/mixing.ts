import { scoreOf } from './linear.ts'
import type { Vector } from './vocabulary.ts'

/** Weights of one machine: for each category one for each feature and, last, the bias. */
export type Weights = readonly Float32Array[]

/** Scores both machines gave a text neither was trained on: those of the first for each category, then of the second. */
export interface Scored {
  readonly scores: readonly number[]
  /** The category a person gave it. */
  readonly category: number
}

/** For each category what each of the scores counts for it and, last, what is added. */
export type Mixing = readonly Float64Array[]

/**
 * What a category's own score of either machine counts before anything is learned: the second half as much, as nested
 * validation chose (docs/insight.md).
 */
const OWN = [3, 1.5]
/** How dear it is to leave that beginning, so that few texts do not lead far from it. */
const ANCHOR = 0.03
const STEPS = 200
const STEP = 0.15
/** Share of the last step that is kept in the next. */
const MOMENTUM = 0.9

/**
 * Learns how the scores of all categories go together, since each machine learned its categories one by one: what speaks for
 * one may count for or against another. Multinomial logistic regression, by gradient steps with momentum; the same texts give
 * the same mixing (stacking: Wolpert, Neural Networks 1992; Ting and Witten, JAIR 1999).
 */
export function learnMixing(texts: readonly Scored[], categories: number): Mixing {
  const size = 2 * categories
  const start = Array.from({ length: categories }, (_, c) =>
    Float64Array.from({ length: size + 1 }, (_, k) =>
      k < size && k % categories === c ? OWN[Math.floor(k / categories)]! : 0,
    ),
  )
  const mixing = start.map((row) => row.slice())
  const speed = start.map(() => new Float64Array(size + 1))
  for (let step = 0; step < STEPS; step++) {
    const slope = mixing.map((row, c) => row.map((x, k) => (k < size ? ANCHOR * (x - start[c]![k]!) : 0)))
    for (const { scores, category } of texts) {
      const chance = shares(mixed(mixing, scores))
      for (let c = 0; c < categories; c++) {
        const off = (chance[c]! - (c === category ? 1 : 0)) / texts.length
        const own = slope[c]!
        for (let k = 0; k < size; k++) own[k]! += off * scores[k]!
        own[size]! += off
      }
    }
    mixing.forEach((row, c) => {
      for (let k = 0; k <= size; k++) {
        speed[c]![k] = MOMENTUM * speed[c]![k]! - STEP * slope[c]![k]!
        row[k]! += speed[c]![k]!
      }
    })
  }
  return mixing
}

/** Scores of a text by both machines. @param text its features as the first weighs them @param there their presence */
export const scoresOf = (weights: Weights, presence: Weights, text: Vector, there: Vector): number[] => [
  ...weights.map((w) => scoreOf(w, text)),
  ...presence.map((w) => scoreOf(w, there)),
]

/** The score of each category once all are mixed. */
export const mixed = (mixing: Mixing, scores: readonly number[]): number[] =>
  mixing.map((row) => scores.reduce((sum, score, k) => sum + row[k]! * score, row[scores.length]!))

/** Both machines with the mixing put into their weights: the sum of their scores is the mixed score, still word by word. */
export function mixInto(
  mixing: Mixing,
  weights: Weights,
  presence: Weights,
): { weights: Float32Array[]; presence: Float32Array[] } {
  const categories = weights.length
  const sumOf = (machine: Weights, row: Float64Array, from: number) => {
    const out = new Float32Array(machine[0]?.length ?? 0)
    machine.forEach((own, k) => {
      const share = row[from + k]!
      for (let f = 0; f < out.length; f++) out[f]! += share * own[f]!
    })
    return out
  }
  return {
    weights: mixing.map((row) => {
      const out = sumOf(weights, row, 0)
      out[out.length - 1]! += row[2 * categories]!
      return out
    }),
    presence: mixing.map((row) => sumOf(presence, row, categories)),
  }
}

/** Scores as chances that add up to one. */
function shares(scores: readonly number[]): number[] {
  const most = Math.max(...scores)
  const parts = scores.map((s) => Math.exp(s - most))
  const all = parts.reduce((a, b) => a + b, 0)
  return parts.map((p) => p / all)
}
