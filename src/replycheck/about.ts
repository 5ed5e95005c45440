/**
 * Is the reply about the letter? By what both say that few letters of the bureau say, the heading first. Words in common are
 * no promise that the letter was understood, and a reply in other words may be a good one. Pure.
 */
import { gramsOf, type Rarity } from '../samematter/index.ts'
import type { FindingView } from './contract.ts'
import { type Asked, type Part, placesOfWords, reason, saidIn, tellingPairs, tellingWords } from './text.ts'

/** So many telling pairs in common, or such a share of the heading's: chosen on real replies, docs/insight.md. */
export const ENOUGH = 4
export const HEADING_SHARE = 0.12

export function checkAbout(asked: Asked, parts: readonly Part[], rarity: Rarity): FindingView {
  const letter = [asked.subject, asked.body, ...asked.demands.map((d) => d.text)].join('\n')
  const [ofHeading, ofLetter] = [tellingPairs(asked.subject, rarity), tellingPairs(letter, rarity)]
  const words = parts.filter((p) => !p.id.endsWith('.basis'))
  const finding = (verdict: FindingView['verdict'], r: FindingView['reasons'][number]): FindingView => ({
    question: 'about',
    verdict,
    reasons: [r],
  })
  if (ofLetter.length === 0) return finding('none', reason('nothing-to-compare'))
  const said = saidIn(words)
  const there = new Set(gramsOf(said))
  const shared = ofLetter.filter((p) => there.has(p))
  const heading = ofHeading.filter((p) => there.has(p)).length / Math.max(1, ofHeading.length)
  const telling = tellingWords(letter)
  const inBoth = telling.filter((w) => said.includes(w))
  if (shared.length >= Math.min(ENOUGH, ofLetter.length) || heading >= HEADING_SHARE) {
    const told = (inBoth.length > 0 ? inBoth : shared).slice(0, 5)
    return finding('found', reason('shared', { words: told.join('、') }, placesOfWords(words, told)))
  }
  const whole = words
    .map((p) => p.text)
    .join('\n')
    .normalize('NFKC')
  const opened = telling.filter((w) => whole.includes(w) && !said.includes(w))
  const values = { words: telling.slice(0, 5).join('、') }
  return finding(
    'look',
    opened.length > inBoth.length
      ? reason('only-opening', values, placesOfWords(words, opened))
      : reason('few-shared', values, placesOfWords(words, inBoth)),
  )
}
