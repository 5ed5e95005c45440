/**
 * Is each thing asked answered? Judged by words: whether any telling pair of characters of a demand comes again in what is
 * said of it, and whether the kind of answer it wants is there (`wants.ts`). A person reads. Pure.
 */
import { gramsOf, type Rarity } from '../samematter/index.ts'
import { checkAbout } from './about.ts'
import { askedOf } from './asks.ts'
import type { FindingView, ReasonView } from './contract.ts'
import {
  type Asked,
  type Part,
  placeOf,
  reason,
  sentencesOf,
  substanceOf,
  tellingPairs,
  tellingWords,
  type Written,
} from './text.ts'
import { leftOpen } from './wants.ts'

/** A demand with fewer telling pairs is read with the heading. */
const FEW = 4
/** A sentence is about a demand where it holds this share of what the likest sentence holds. */
const NEAREST = 0.6
/** Says where the letter was passed to. */
const PASSED_ON =
  /已转|(?:反映|留言|问题|来信|帖|诉求|投诉|情况|内容).{0,24}(?:转交|转至|转办|转有关|转相关|交办|交由|移交|反馈给|转给)/u
const REFERS = /^(?:同上|见上|见答复|见附件|详见.{0,8}|如上|略|无|已答复|已回复)[。.]?$/u
/** Below so many characters of substance a reply that passes the letter on says nothing else. */
const LITTLE = 60

/** A demand's telling pairs; of a demand with few those of the heading too. */
function pairsOf(demand: string, heading: string, rarity: Rarity): string[] {
  const own = tellingPairs(demand, rarity)
  return own.length < FEW ? [...own, ...tellingPairs(heading, rarity)] : own
}

/** The sentences that hold most of the pairs; none where none holds any. */
function nearestOf(pairs: readonly string[], sentences: readonly string[]): string[] {
  const held = sentences.map((s) => {
    const there = new Set(gramsOf(s))
    return pairs.filter((p) => there.has(p)).length
  })
  const most = Math.max(0, ...held)
  return sentences.filter((_, i) => held[i]! > 0 && held[i]! >= most * NEAREST)
}

/** Whether a reply does no more than pass the letter on. */
export function onlyPassesOn(reply: string): boolean {
  if (!sentencesOf(reply).some((s) => PASSED_ON.test(s.words))) return false
  const rest = substanceOf(reply).filter((s) => !PASSED_ON.test(s.words))
  return rest.reduce((sum, s) => sum + [...s.words].length, 0) < LITTLE
}

export function checkDemands(
  asked: Asked,
  written: Written,
  parts: readonly Part[],
  rarity: Rarity,
): FindingView {
  const finding = (verdict: FindingView['verdict'], reasons: ReasonView[]): FindingView => ({
    question: 'demands',
    verdict,
    reasons,
  })
  const reply = parts[0]!
  const all = [reply, ...parts.slice(1).filter((p) => !p.id.endsWith('.basis'))]
  if (onlyPassesOn(all.map((p) => p.text).join('\n'))) {
    const at = sentencesOf(reply.text).filter((s) => PASSED_ON.test(s.words))
    return finding('look', [
      reason(
        'passed-on',
        {},
        at.slice(0, 2).map((s) => placeOf(reply, s)),
      ),
    ])
  }
  const itemised = asked.demands.length > 0
  const demands = itemised
    ? asked.demands
    : askedOf(asked.subject, asked.body).map((text, i) => ({ demandId: `${i + 1}`, text }))
  if (demands.length === 0) return finding('none', [reason('nothing-asked')])
  const reasons: ReasonView[] = []
  const sentences = substanceOf(reply.text.normalize('NFKC')).map((s) => s.words)
  const aboutIt = checkAbout(asked, parts, rarity).verdict === 'found'
  const answerOf = (id: string) => written.outcomes.find((o) => o.demandId === id)?.words.trim() ?? ''
  demands.forEach((d, i) => {
    const n = i + 1
    const own = answerOf(d.demandId)
    if (itemised && written.outcomes.length > 0 && (own === '' || REFERS.test(own)))
      reasons.push(reason('no-own-answer', { n, demand: d.text }))
    const twin = demands.findIndex((o, j) => j < i && own !== '' && answerOf(o.demandId) === own)
    if (twin >= 0) reasons.push(reason('same-answer', { n, other: twin + 1 }))
    const told = { n, demand: d.text.slice(0, 80) }
    const said = [...sentences, ...substanceOf(own.normalize('NFKC')).map((s) => s.words)]
    const pairs = pairsOf(d.text, asked.subject, rarity)
    const near = nearestOf(pairs, said)
    // The one thing asked may be answered in other words, where the reply is about the letter.
    const spokenOf = near.length > 0 || pairs.length === 0 || (demands.length === 1 && aboutIt)
    if (!spokenOf)
      reasons.push(reason('words-missing', { ...told, words: tellingWords(d.text).slice(0, 5).join('、') }))
    for (const want of leftOpen(d.text, near, said)) reasons.push(reason(`${want}-missing`, told))
  })
  return reasons.length > 0
    ? finding('look', reasons)
    : finding('found', [reason('answered', { n: demands.length })])
}
