/** A piece of a letter around what was looked for. Pure. */
import { normalise } from './terms.ts'

export interface Piece {
  text: string
  hit: boolean
}

/** Characters shown before the first hit, and in all. */
const BEFORE = 14
const LENGTH = 64

/** A number of a person or a telephone is not shown by the way: all but its first three and last two digits are masked. */
const masked = (text: string): string =>
  text.replace(/\d{7,}[\dXx]?/g, (n) => `${n.slice(0, 3)}${'*'.repeat(n.length - 5)}${n.slice(-2)}`)

/** Whether a text holds every one of the words. Both normalised. */
export const holdsAll = (text: string, words: readonly string[]): boolean =>
  words.every((w) => text.includes(w))

/**
 * The piece of the first text that holds a word, with all hits marked. Spelling is that of the letter where full-width
 * forms take as many characters as the common ones.
 * @returns null when none of the texts holds a word
 */
export function snippetOf(texts: readonly string[], words: readonly string[]): Piece[] | null {
  for (const raw of texts) {
    const flat = masked(raw.replace(/\s+/g, ' '))
    const found = normalise(flat)
    const text = found.length === flat.length ? flat : found
    const at = words.map((w) => found.indexOf(w)).filter((i) => i >= 0)
    if (at.length === 0) continue
    const first = Math.min(...at)
    const from = Math.max(0, first - BEFORE)
    const to = Math.min(text.length, from + LENGTH)
    const pieces = cutAt(text, found, from, to, words)
    if (from > 0) pieces.unshift({ text: '…', hit: false })
    if (to < text.length) pieces.push({ text: '…', hit: false })
    return pieces
  }
  return null
}

function cutAt(text: string, found: string, from: number, to: number, words: readonly string[]): Piece[] {
  const marked = new Uint8Array(to - from)
  for (const w of words) {
    for (
      let i = found.indexOf(w, Math.max(0, from - w.length));
      i >= 0 && i < to;
      i = found.indexOf(w, i + 1)
    ) {
      marked.fill(1, Math.max(0, i - from), Math.min(to, i + w.length) - from)
    }
  }
  const pieces: Piece[] = []
  for (let i = 0; i < marked.length; ) {
    let end = i
    while (end < marked.length && marked[end] === marked[i]) end++
    pieces.push({ text: text.slice(from + i, from + end), hit: marked[i] === 1 })
    i = end
  }
  return pieces
}
