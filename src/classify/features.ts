/**
 * What a classifier sees of a text: words, pairs of neighbouring words, the characters and pairs of characters within a word,
 * and once more the words the text begins with, since people put what it is about first. Characters make up for a segmenter
 * that cuts the same name now one way and now another.
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
 * `d` pair of characters, `^` word of the heading.
 */
export function featuresOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  words.forEach((word, at) => {
    add(`w${word}`)
    if (at > 0) add(`p${words[at - 1]} ${word}`)
    if (at < HEADING_WORDS) add(`^${word}`)
    const characters = [...word]
    characters.forEach((character, i) => {
      add(`c${character}`)
      if (i > 0) add(`d${characters[i - 1]}${character}`)
    })
  })
  return counts
}
