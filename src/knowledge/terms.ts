/**
 * Terms of the index of knowledge and of what is typed. Questions are indexed by pairs of characters, of syllables and of
 * initials, answers by pairs of characters: so a wrong character of the same sound, pinyin typed instead of characters, and
 * initials alone all find what is meant, and one wrong or missing character leaves the other pairs. Pure.
 */
import { pinyin } from 'pinyin-pro'
import type { ArticleFields } from './contract.ts'
import { SYLLABLES } from './syllables.ts'

const RUNS = /[\p{Script=Han}〇]+|[\p{Script=Latin}\p{N}]+/gu
const HAN = /^[\p{Script=Han}〇]/u
/** Words of other scripts are found by their beginnings from two letters on, up to so many. */
const MOST_PREFIX = 12

export const normalise = (text: string): string => text.normalize('NFKC').toLowerCase()

const runsOf = (text: string): string[] => normalise(text).match(RUNS) ?? []

/** Sounds that many speakers and typists do not tell apart are one: zh and z, ch and c, sh and s, ng and n. */
export const sound = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/ng$/, 'n')
    .replace(/v/g, 'u')

const syllablesOf = (run: string): string[] =>
  pinyin(run, { toneType: 'none', type: 'array', nonZh: 'removed', v: true }).map(sound)

function pairs(items: readonly string[], join: string): string[] {
  return items.slice(1).map((next, i) => items[i]! + join + next)
}

/** A piece of typed pinyin: a syllable, or the beginning of one. */
interface Typed {
  text: string
  whole: boolean
}

/**
 * Letters as pinyin: cut into the fewest pieces, whole syllables before beginnings of one (`shebk` → she·b·k).
 * @returns pieces in their order; always some, for a single letter is a beginning
 */
export function cutPinyin(letters: string): Typed[] {
  const best: { cost: number; from: number; whole: boolean }[] = [{ cost: 0, from: 0, whole: true }]
  for (let end = 1; end <= letters.length; end++) {
    let found = { cost: Number.POSITIVE_INFINITY, from: 0, whole: false }
    for (let from = Math.max(0, end - 6); from < end; from++) {
      const piece = letters.slice(from, end)
      const whole = SYLLABLES.has(sound(piece))
      if (!whole && !/^(?:[zcs]h|[a-z])$/.test(piece)) continue
      const cost = best[from]!.cost + (whole ? 1 : 1.6 * piece.length)
      if (cost < found.cost) found = { cost, from, whole }
    }
    best.push(found)
  }
  const out: Typed[] = []
  for (let end = letters.length; end > 0; end = best[end]!.from)
    out.unshift({ text: sound(letters.slice(best[end]!.from, end)), whole: best[end]!.whole })
  return out
}

/** Every term of an article, each once. */
export function termsOfArticle(fields: ArticleFields): Set<string> {
  const terms = new Set<string>()
  const add = (kind: string, all: readonly string[]) => {
    for (const term of all) terms.add(kind + term)
  }
  for (const said of [fields.question, ...fields.alsoAsked, ...fields.tags]) {
    for (const run of runsOf(said)) {
      if (!HAN.test(run)) {
        for (let n = 2; n <= Math.min(run.length, MOST_PREFIX); n++) terms.add(`t${run.slice(0, n)}`)
        continue
      }
      const sounds = syllablesOf(run)
      add('t', pairs([...run], ''))
      add('s', [...run])
      add('p', pairs(sounds, '-'))
      add('y', sounds)
      add(
        'i',
        pairs(
          sounds.map((s) => s[0]!),
          '',
        ),
      )
    }
  }
  for (const run of runsOf([fields.answer, fields.conditions, fields.materials].join('\n')))
    add('b', HAN.test(run) ? pairs([...run], '') : run.length > 1 ? [run.slice(0, MOST_PREFIX)] : [])
  return terms
}

/** How much a kind of term says about what is looked for. */
const WEIGHT: Readonly<Record<string, number>> = { t: 3, s: 2, p: 1.5, y: 1, i: 0.8, b: 1 }
/** At most so many terms of what is typed are looked up. */
const MOST_TERMS = 160

/** The terms that what was typed asks for, each with its weight. */
export function termsOfQuery(typed: string): Map<string, number> {
  const out = new Map<string, number>()
  const add = (kind: string, all: readonly string[]) => {
    for (const term of all) if (out.size < MOST_TERMS) out.set(kind + term, WEIGHT[kind]!)
  }
  for (const run of runsOf(typed)) {
    if (HAN.test(run)) {
      const chars = [...run]
      if (chars.length === 1) add('s', chars)
      add('t', pairs(chars, ''))
      add('p', pairs(syllablesOf(run), '-'))
      add('b', pairs(chars, ''))
      continue
    }
    if (run.length > 1) add('t', [run.slice(0, MOST_PREFIX)])
    if (run.length > 1) add('b', [run.slice(0, MOST_PREFIX)])
    if (/^[a-z]+$/.test(run)) addPinyin(run, add)
  }
  return out
}

function addPinyin(run: string, add: (kind: string, all: readonly string[]) => void): void {
  const pieces = cutPinyin(run)
  for (const [i, piece] of pieces.entries()) {
    const before = pieces[i - 1]
    if (!before) continue
    if (before.whole && piece.whole) add('p', [`${before.text}-${piece.text}`])
    else add('i', [before.text[0]! + piece.text[0]!])
  }
  if (pieces.length === 1 && pieces[0]!.whole) add('y', [pieces[0]!.text])
  // `sbkbb` may be initials of five characters as well as a misspelt word.
  if (run.length >= 2 && run.length <= 10) add('i', pairs([...run], ''))
}
