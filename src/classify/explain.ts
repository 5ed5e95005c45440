import { featuresOf, featuresOfPair, featuresOfWord } from './features.ts'
import type { Model } from './model.ts'
import { presenceOf, vectorOf } from './vocabulary.ts'

/** A word of the text and what it added to the margin between the first and the second category. */
export interface Reason {
  readonly word: string
  readonly weight: number
}

const SHOWN = 6

/**
 * The words that spoke for the first category against the second. The model is linear, so its margin is a sum over
 * features; what a pair or a character adds is given to the words it came from, in equal parts. All words together
 * with the bias make the margin: nothing is estimated.
 */
export function explain(
  words: readonly string[],
  model: Model,
  first: number,
  second: number | undefined,
): Reason[] {
  return [...contributions(words, model, first, second)]
    .filter(([, weight]) => weight > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, SHOWN)
    .map(([word, weight]) => ({ word, weight }))
}

/** What each word of the text added to the margin of the first category over the second; some took away from it. */
export function contributions(
  words: readonly string[],
  model: Model,
  first: number,
  second: number | undefined,
): Map<string, number> {
  const features = featuresOf(words)
  const text = vectorOf(features, model.vocabulary)
  const added = new Map<number, number>()
  const there = presenceOf(text)
  const ahead = (of: Model['weights'], place: number) =>
    of[first]![place]! - (second === undefined ? 0 : of[second]![place]!)
  text.at.forEach((place, k) => {
    added.set(
      place,
      ahead(model.weights, place) * text.value[k]! + ahead(model.presence, place) * there.value[k]!,
    )
  })
  const sources = sourcesOf(words)
  const byWord = new Map<string, number>()
  for (const key of features.keys()) {
    const place = model.vocabulary.place.get(key)
    const amount = place === undefined ? undefined : added.get(place)
    if (!amount) continue
    const from = sources.get(key)!
    for (const word of from) byWord.set(word, (byWord.get(word) ?? 0) + amount / from.size)
  }
  return byWord
}

/** The words each feature of the text came from. */
function sourcesOf(words: readonly string[]): Map<string, Set<string>> {
  const sources = new Map<string, Set<string>>()
  const note = (keys: readonly string[], ...of: string[]) => {
    for (const key of keys) {
      const from = sources.get(key) ?? new Set()
      sources.set(key, from)
      for (const word of of) from.add(word)
    }
  }
  words.forEach((word, at) => {
    note(featuresOfWord(word, at), word)
    if (at > 0) note(featuresOfPair(words[at - 1]!, word, at), words[at - 1]!, word)
  })
  return sources
}
