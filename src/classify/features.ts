/**
 * What a classifier sees of a text: words, pairs of neighbouring words, the characters and pairs of characters within a word,
 * and once more the words the text begins with, by themselves, in pairs and in pairs of characters, since people put what it
 * is about first. Characters make up for a segmenter that cuts the same name now one way and now another.
 */

/** Words a text begins with that count a second time as its heading. */
const HEADING_WORDS = 10

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * Words of a text as a person wrote it, in order, without punctuation.
 * @param text any text; Chinese is cut by the dictionary of ICU, everything else at its spaces
 */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  for (const part of segmenter.segment(text.normalize('NFKC'))) {
    if (part.isWordLike) words.push(part.segment)
  }
  return words
}

/** Words of a text that was segmented before: they stand between spaces. */
export function wordsOfTokens(tokens: string): string[] {
  return tokens.split(/\s+/u).filter(Boolean)
}

/**
 * How often each feature occurs. The first character of a key says its kind: `w` word, `p` pair of words, `c` character,
 * `d` pair of characters; of the heading `^` word, `q` pair of words, `e` pair of characters.
 */
export function featuresOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  words.forEach((word, at) => {
    for (const key of featuresOfWord(word, at)) add(key)
    if (at > 0) for (const key of featuresOfPair(words[at - 1]!, word, at)) add(key)
  })
  return counts
}

/** Features of a word by itself, each as often as it occurs. @param at its place in the text, from 0 */
export function featuresOfWord(word: string, at: number): string[] {
  const heading = at < HEADING_WORDS
  const characters = [...word]
  const pairs = characters.slice(1).map((character, i) => `${characters[i]}${character}`)
  return [
    `w${word}`,
    ...(heading ? [`^${word}`] : []),
    ...characters.map((character) => `c${character}`),
    ...pairs.map((pair) => `d${pair}`),
    ...(heading ? pairs.map((pair) => `e${pair}`) : []),
  ]
}

/** Features of two neighbouring words. @param at place of the second */
export const featuresOfPair = (before: string, word: string, at: number): string[] =>
  at < HEADING_WORDS ? [`p${before} ${word}`, `q${before} ${word}`] : [`p${before} ${word}`]
