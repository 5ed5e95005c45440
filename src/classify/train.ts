import { calibrate, marginFor, type Tried } from './confidence.ts'
import { numbersFrom, shuffle, trainLinear } from './linear.ts'
import { learnMixing, mixed, mixInto, type Scored, scoresOf } from './mixing.ts'
import type { Model } from './model.ts'
import {
  type Corpus,
  corpusVector,
  presenceOf,
  ratiosOf,
  readCorpus,
  type Vector,
  weigh,
} from './vocabulary.ts'

/** A text with the category a person gave it. */
export interface Sample {
  readonly words: readonly string[]
  readonly category: string
}

/** Parts the texts are cut into to learn what a margin is worth: trained on the others, tried on one. */
const PARTS = 3
/** A proposal is made where it was right this often; below it a clerk does better to look without advice. */
const PRECISION = 0.98
const SEED = 20_260_101

/**
 * Learns from texts whose category is known. The same samples in the same order give the same model.
 * @param samples two categories at least; a category with fewer than `PARTS` texts is learned but seldom proposed
 * @param precision share of right proposals below which the model keeps silent, from 0 to 1
 */
export function train(samples: readonly Sample[], precision = PRECISION): Model {
  const categories = [...new Set(samples.map((s) => s.category))].sort()
  const number = new Map(categories.map((c, i) => [c, i]))
  const category = samples.map((s) => number.get(s.category)!)
  const corpus = readCorpus(samples.map((s) => s.words))
  const all = samples.map((_, i) => i)
  const scored = tryOut(corpus, all, category, categories.length)
  const mixing = learnMixing(scored, categories.length)
  // The mixing was learned from the same texts, but has a hundred numbers to thousands of them.
  const tried = scored.map((s) => triedOf(mixed(mixing, s.scores), s.category))
  const { weight, ...machines } = learn(corpus, all, category, categories.length)
  const { weights, presence } = mixInto(mixing, machines.weights, machines.presence)
  return {
    categories,
    vocabulary: { place: new Map(corpus.names.map((name, i) => [name, i])), weight },
    weights,
    presence,
    calibration: calibrate(tried),
    speaksFrom: marginFor(precision, tried),
    precision,
    texts: samples.length,
  }
}

interface Learned {
  readonly weight: Float32Array
  readonly weights: readonly Float32Array[]
  readonly presence: readonly Float32Array[]
}

/** Two linear models of the same features, whose scores are mixed: one by rarity and how often, one by log-count ratios. */
function learn(
  corpus: Corpus,
  texts: readonly number[],
  category: readonly number[],
  categories: number,
): Learned {
  const weight = weigh(corpus, texts, category, categories)
  const vectors = texts.map((t) => corpusVector(corpus.texts[t]!, weight))
  const of = Array.from({ length: categories }, (_, c) => texts.map((t) => category[t] === c))
  const weights = of.map((own, c) => trainLinear(vectors, own, weight.length, numbersFrom(SEED + c)))
  const there = vectors.map(presenceOf)
  const presence = ratiosOf(corpus, texts, category, weight, categories).map((ratio, c) => {
    const scaled = there.map((v) => times(v, ratio))
    const learned = trainLinear(scaled, of[c]!, weight.length, numbersFrom(SEED + c))
    // Put into the weights, the ratios need not be kept: what is told of a text is that a feature stands there.
    return learned.map((w, f) => (f < ratio.length ? w * ratio[f]! : w))
  })
  return { weight, weights, presence }
}

const times = ({ at, value }: Vector, by: Float32Array): Vector => ({
  at,
  value: value.map((x, k) => x * by[at[k]!]!),
})

/** Scores of every text by machines that were not trained on it. */
function tryOut(
  corpus: Corpus,
  texts: readonly number[],
  category: readonly number[],
  categories: number,
): Scored[] {
  const order = [...texts]
  shuffle(order, numbersFrom(SEED))
  return Array.from({ length: PARTS }, (_, part) => part).flatMap((part) => {
    const rest = order.filter((_, i) => i % PARTS !== part)
    const { weight, weights, presence } = learn(corpus, rest, category, categories)
    return order
      .filter((_, i) => i % PARTS === part)
      .map((t) => {
        const vector = corpusVector(corpus.texts[t]!, weight)
        return { scores: scoresOf(weights, presence, vector, presenceOf(vector)), category: category[t]! }
      })
  })
}

function triedOf(scores: readonly number[], category: number): Tried {
  const [first = 0, second = first] = [...scores].sort((a, b) => b - a)
  return { margin: first - second, right: scores.indexOf(first) === category }
}
