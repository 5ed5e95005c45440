import type { Vector } from './vocabulary.ts'

/** Cost of an error against the size of the weights; chosen by cross-validation on real letters (docs/insight.md). */
const COST = 2
/** Passes over the texts; most categories settle before. */
const PASSES = 12
/** Settled: no text would change its share by more than this. */
const TOLERANCE = 0.1

/**
 * Weights that tell one category from all others: a linear support vector machine with squared loss, trained in the dual
 * one text at a time (Hsieh, Chang, Lin, Keerthi and Sundararajan, ICML 2008, algorithm 1).
 * @param texts the training texts; @param of whether each belongs to the category; @param size features in the vocabulary
 * @param random numbers in [0, 1): order of the texts in each pass; the same numbers give the same weights
 * @returns one weight for each feature and, last, the bias
 */
export function trainLinear(
  texts: readonly Vector[],
  of: readonly boolean[],
  size: number,
  random: () => number,
): Float32Array {
  const weights = new Float32Array(size + 1)
  const share = new Float64Array(texts.length)
  const softness = 1 / (2 * COST)
  // The bias counts as one feature more.
  const curvature = texts.map((t) => t.value.reduce((sum, x) => sum + x * x, 1) + softness)
  const order = Array.from(texts, (_, i) => i)
  for (let pass = 0; pass < PASSES; pass++) {
    shuffle(order, random)
    let largest = 0
    for (const i of order) {
      const { at, value } = texts[i]!
      const sign = of[i] ? 1 : -1
      const slope = sign * scoreOf(weights, texts[i]!) - 1 + softness * share[i]!
      const step = share[i] === 0 ? Math.min(slope, 0) : slope
      if (Math.abs(step) < 1e-12) continue
      largest = Math.max(largest, Math.abs(step))
      const before = share[i]!
      share[i] = Math.max(before - slope / curvature[i]!, 0)
      const change = sign * (share[i]! - before)
      for (let k = 0; k < at.length; k++) weights[at[k]!]! += change * value[k]!
      weights[size]! += change
    }
    if (largest < TOLERANCE) break
  }
  return weights
}

/** How far on the category's side the text lies; weights as {@link trainLinear} gives them, bias last. */
export function scoreOf(weights: ArrayLike<number>, text: Vector): number {
  const { at, value } = text
  let score = weights[weights.length - 1]!
  for (let k = 0; k < at.length; k++) score += weights[at[k]!]! * value[k]!
  return score
}

/** Puts the list into an order the random numbers decide (Fisher and Yates). */
export function shuffle(list: number[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const x = list[i]!
    list[i] = list[j]!
    list[j] = x
  }
}

/** Numbers in [0, 1) that follow from the seed alone (mulberry32), so that training twice gives the same model. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
