import { type Calibration, confidenceAt } from './confidence.ts'
import { explain, type Reason } from './explain.ts'
import { featuresOf } from './features.ts'
import { scoreOf } from './linear.ts'
import { presenceOf, type Vocabulary, vectorOf } from './vocabulary.ts'

/** What was learned: plain data, no reference to any letter it was learned from. */
export interface Model {
  readonly categories: readonly string[]
  readonly vocabulary: Vocabulary
  /** For each category one weight for each feature and, last, the bias. */
  readonly weights: readonly Float32Array[]
  /** The same for the presence of each feature; both scores are added. */
  readonly presence: readonly Float32Array[]
  readonly calibration: Calibration
  /** Margin below which the model keeps silent; null where it never reached the wanted precision and so never speaks. */
  readonly speaksFrom: number | null
  /** Precision the margin above was chosen for, from 0 to 1. */
  readonly precision: number
  /** Texts it was trained on. */
  readonly texts: number
}

/** What the model says of a text. Advice: a person decides. */
export interface Proposal {
  readonly category: string
  /** Probability that this is the category a clerk would give, learned from texts not trained on. */
  readonly confidence: number
  /** Score of the first category less that of the second. */
  readonly margin: number
  /** True where the model keeps silent: its confidence is below what was asked of it. */
  readonly abstains: boolean
  /** The words that decided between the first and the second category, strongest first. */
  readonly because: readonly Reason[]
  /** The other categories, nearest first. */
  readonly others: readonly string[]
}

/** Proposes a category for a text. @param words from {@link wordsOf} or {@link wordsOfTokens} */
export function propose(model: Model, words: readonly string[]): Proposal {
  const text = vectorOf(featuresOf(words), model.vocabulary)
  const there = presenceOf(text)
  const scoreAt = (i: number) => scoreOf(model.weights[i]!, text) + scoreOf(model.presence[i]!, there)
  const order = model.categories
    .map((category, i) => ({ category, i, score: scoreAt(i) }))
    .sort((a, b) => b.score - a.score)
  const first = order[0]
  if (!first) throw new Error('a model knows one category at least')
  const second = order[1]
  const margin = second ? first.score - second.score : 0
  return {
    category: first.category,
    confidence: confidenceAt(margin, model.calibration),
    margin,
    abstains: text.at.length === 0 || model.speaksFrom === null || margin < model.speaksFrom,
    because: explain(words, model, first.i, second?.i),
    others: order.slice(1).map((o) => o.category),
  }
}
