import { featuresOf } from './features.ts'

/** A text as the places of its known features and their weights, of length one (Euclidean). */
export interface Vector {
  readonly at: Int32Array
  readonly value: Float32Array
}

/** Which features count, and how much each does whatever the category. */
export interface Vocabulary {
  readonly place: ReadonlyMap<string, number>
  /** Rarity times how unevenly the feature falls on the categories. */
  readonly weight: Float32Array
}

/** Texts with their features as numbers, so that training over and over keeps one copy of each name. */
export interface Corpus {
  readonly names: readonly string[]
  readonly texts: readonly { readonly feature: Int32Array; readonly count: Uint16Array }[]
}

/** A feature seen in one text alone says more about that text than about its category. */
const LEAST_TEXTS = 2
/** How much of a feature's weight its unevenness decides: at 1 a feature spread evenly would count for nothing. */
const UNEVENNESS = 0.95
/** Share added to each category before unevenness is taken, so that a feature seen twice is not taken for certain. */
const SMOOTHING = 1e-4

/** Counts the features of all texts; those too rare ever to count are left out at once. */
export function readCorpus(texts: readonly (readonly string[])[]): Corpus {
  const seen = new Map<string, number>()
  for (const words of texts) {
    for (const key of featuresOf(words).keys()) seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  const number = new Map<string, number>()
  for (const [key, of] of seen) if (of >= LEAST_TEXTS) number.set(key, number.size)
  return {
    names: [...number.keys()],
    texts: texts.map((words) => {
      const known = [...featuresOf(words)].flatMap(([key, count]) => {
        const feature = number.get(key)
        return feature === undefined ? [] : [[feature, count] as const]
      })
      return {
        feature: Int32Array.from(known, ([feature]) => feature),
        count: Uint16Array.from(known, ([, count]) => Math.min(count, 0xffff)),
      }
    }),
  }
}

/**
 * How much each feature counts, by these texts alone; 0 where it is too rare among them.
 * Weight: inverse document frequency times one minus the normalised entropy of the feature's share in each category
 * (supervised term weighting: Debole and Sebastiani, SAC 2003; entropy in place of their measures).
 * @param texts numbers of texts in the corpus; @param category of every text of the corpus, as an index below `categories`
 */
export function weigh(
  corpus: Corpus,
  texts: readonly number[],
  category: readonly number[],
  categories: number,
): Float32Array {
  const ofCategory = new Float64Array(categories)
  const seen = new Uint32Array(corpus.names.length * categories)
  for (const t of texts) {
    const c = category[t]!
    ofCategory[c]! += 1
    for (const feature of corpus.texts[t]!.feature) seen[feature * categories + c]! += 1
  }
  return Float32Array.from(corpus.names, (_, feature) => {
    const of = seen.subarray(feature * categories, (feature + 1) * categories)
    const all = of.reduce((a, b) => a + b, 0)
    if (all < LEAST_TEXTS) return 0
    const rarity = Math.log((1 + texts.length) / (1 + all)) + 1
    return rarity * (1 - UNEVENNESS * entropy(of, ofCategory))
  })
}

/**
 * How much more often each feature stands in texts of a category than in the others: the logarithm of its two shares, each
 * feature counted once a text and once more than seen (log-count ratio: Wang and Manning, ACL 2012), without its sign.
 * @returns for each category one ratio for each feature of the corpus; 0 where {@link weigh} gives 0
 */
export function ratiosOf(
  corpus: Corpus,
  texts: readonly number[],
  category: readonly number[],
  weight: Float32Array,
  categories: number,
): Float32Array[] {
  const seen = Array.from({ length: categories }, () => new Float64Array(weight.length))
  const all = new Float64Array(weight.length)
  for (const t of texts) {
    const own = seen[category[t]!]!
    for (const feature of corpus.texts[t]!.feature) {
      if (weight[feature]! <= 0) continue
      own[feature]! += 1
      all[feature]! += 1
    }
  }
  const known = weight.reduce((n, w) => n + (w > 0 ? 1 : 0), 0)
  const sum = (counts: Float64Array) => counts.reduce((a, b) => a + b, known)
  const allSeen = sum(all)
  return seen.map((own) => {
    const ownSeen = sum(own)
    const balance = Math.log(ownSeen / (allSeen - ownSeen + known))
    return Float32Array.from(weight, (w, f) =>
      w > 0 ? Math.abs(Math.log((own[f]! + 1) / (all[f]! - own[f]! + 1)) - balance) : 0,
    )
  })
}

/** Entropy of the categories' shares, from 0 (one category alone) to 1 (all alike). */
function entropy(of: Uint32Array, texts: Float64Array): number {
  const categories = of.length
  if (categories < 2) return 0
  const shares = Array.from(of, (n, c) => n / Math.max(1, texts[c]!))
  const sum = shares.reduce((a, b) => a + b, 0) + categories * SMOOTHING
  const bits = shares.reduce((h, s) => h - ((s + SMOOTHING) / sum) * Math.log((s + SMOOTHING) / sum), 0)
  return Math.min(1, bits / Math.log(categories))
}

/** One text of the corpus by these weights; places are the corpus's numbers of features. */
export function corpusVector(text: Corpus['texts'][number], weight: Float32Array): Vector {
  const kept = [...text.feature.keys()].filter((k) => weight[text.feature[k]!]! > 0)
  return ofLengthOne(
    Int32Array.from(kept, (k) => text.feature[k]!),
    Float32Array.from(kept, (k) => termWeight(text.count[k]!, weight[text.feature[k]!]!)),
  )
}

/** Any text in a vocabulary; unknown features are left out. */
export function vectorOf(features: ReadonlyMap<string, number>, vocabulary: Vocabulary): Vector {
  const known = [...features].filter(([key]) => vocabulary.place.has(key))
  const at = Int32Array.from(known, ([key]) => vocabulary.place.get(key)!)
  return ofLengthOne(
    at,
    Float32Array.from(known, ([, count], k) => termWeight(count, vocabulary.weight[at[k]!]!)),
  )
}

/** The same places, each counting alike, of length one: that a feature stands there, whatever its weight and how often. */
export const presenceOf = ({ at }: Vector): Vector => ({
  at,
  value: new Float32Array(at.length).fill(1 / Math.sqrt(at.length || 1)),
})

const termWeight = (count: number, weight: number) => (1 + Math.log(count)) * weight

function ofLengthOne(at: Int32Array, value: Float32Array): Vector {
  const length = Math.hypot(...value) || 1
  return { at, value: value.map((x) => x / length) }
}
