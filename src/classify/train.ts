import { calibrate, marginFor, type Tried } from './confidence.ts'
import { numbersFrom, scoreOf, shuffle, trainLinear } from './linear.ts'
import type { Model } from './model.ts'
import { type Corpus, corpusVector, readCorpus, weigh } from './vocabulary.ts'

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
  const tried = tryOut(corpus, all, category, categories.length)
  const { weight, weights } = learn(corpus, all, category, categories.length)
  return {
    categories,
    vocabulary: { place: new Map(corpus.names.map((name, i) => [name, i])), weight },
    weights,
    calibration: calibrate(tried),
    speaksFrom: marginFor(precision, tried),
    precision,
    texts: samples.length,
  }
}

interface Learned {
  readonly weight: Float32Array
  readonly weights: readonly Float32Array[]
}

function learn(
  corpus: Corpus,
  texts: readonly number[],
  category: readonly number[],
  categories: number,
): Learned {
  const weight = weigh(corpus, texts, category, categories)
  const vectors = texts.map((t) => corpusVector(corpus.texts[t]!, weight))
  const weights = Array.from({ length: categories }, (_, c) =>
    trainLinear(
      vectors,
      texts.map((t) => category[t] === c),
      weight.length,
      numbersFrom(SEED + c),
    ),
  )
  return { weight, weights }
}

/** Proposals for every text by a model that was not trained on it. */
function tryOut(
  corpus: Corpus,
  texts: readonly number[],
  category: readonly number[],
  categories: number,
): Tried[] {
  const order = [...texts]
  shuffle(order, numbersFrom(SEED))
  return Array.from({ length: PARTS }, (_, part) => part).flatMap((part) => {
    const rest = order.filter((_, i) => i % PARTS !== part)
    const { weight, weights } = learn(corpus, rest, category, categories)
    return order
      .filter((_, i) => i % PARTS === part)
      .map((t) => {
        const vector = corpusVector(corpus.texts[t]!, weight)
        const scores = weights.map((w) => scoreOf(w, vector))
        const [first = 0, second = first] = [...scores].sort((a, b) => b - a)
        return { margin: first - second, right: scores.indexOf(first) === category[t] }
      })
  })
}
