/**
 * Is each thing asked answered? Judged by words: whether any telling pair of characters of a demand comes again in what is
 * said of it. An answer in other words is told as missing, one that only repeats the words as given: a person reads. Pure.
 */
import { gramsOf, type Rarity } from '../samematter/index.ts'
import type { FindingView, ReasonView } from './contract.ts'
import {
  type Asked,
  type Part,
  placeOf,
  reason,
  saidIn,
  sentencesOf,
  substanceOf,
  tellingPairs,
  tellingWords,
  type Written,
} from './text.ts'

/** Words by which a sentence asks for something. */
const ASKS =
  /[？?]|请问|能否|是否|可否|何时|什么时候|为什么|为何|如何|怎么办|多少|哪里|哪个|有没有|可不可以|请求|恳请|恳求|希望|要求|建议|盼|请.{0,14}(?:解决|查处|核实|处理|给予|回复|答复|明示|管|调查|帮)/u
/** What only asks for an answer asks nothing of its own. */
const ONLY_ASKS = /^.{0,12}(?:回复|答复|解答|重视|解决|处理|帮助|关注|盼复|谢谢|感谢).{0,6}$/u
const MOST_ASKED = 12
/** A demand with fewer telling pairs is read with the heading. */
const FEW = 4
/** Says where the letter was passed to. */
const PASSED_ON =
  /已转|(?:反映|留言|问题|来信|帖|诉求|投诉|情况|内容).{0,24}(?:转交|转至|转办|转有关|转相关|交办|交由|移交|反馈给|转给)/u
const REFERS = /^(?:同上|见上|见答复|见附件|详见.{0,8}|如上|略|无|已答复|已回复)[。.]?$/u
/** Below so many characters of substance a reply that passes the letter on says nothing else. */
const LITTLE = 60

/** Sentences of a letter that ask for something, for letters whose demands nobody itemised. */
export function askedIn(text: string): string[] {
  const asking = sentencesOf(text)
    .map((s) => s.words)
    .filter((s) => ASKS.test(s) && !ONLY_ASKS.test(s) && tellingWords(s).length >= 2)
  return [...new Set(asking)].slice(0, MOST_ASKED)
}

/** Whether any telling pair of a demand comes again; true where it has none, for nothing can be said of it then. */
function comesAgain(demand: string, heading: string, said: string, rarity: Rarity): boolean {
  const own = tellingPairs(demand, rarity)
  const pairs = own.length < FEW ? [...own, ...tellingPairs(heading, rarity)] : own
  if (pairs.length === 0) return true
  const there = new Set(gramsOf(said))
  return pairs.some((p) => there.has(p))
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
    : askedIn(`${asked.subject}\n${asked.body}`).map((text, i) => ({ demandId: `${i + 1}`, text }))
  if (demands.length === 0) return finding('none', [reason('nothing-asked')])
  const reasons: ReasonView[] = []
  const answerOf = (id: string) => written.outcomes.find((o) => o.demandId === id)?.words.trim() ?? ''
  demands.forEach((d, i) => {
    const n = i + 1
    const own = answerOf(d.demandId)
    if (itemised && written.outcomes.length > 0 && (own === '' || REFERS.test(own)))
      reasons.push(reason('no-own-answer', { n, demand: d.text }))
    const twin = demands.findIndex((o, j) => j < i && own !== '' && answerOf(o.demandId) === own)
    if (twin >= 0) reasons.push(reason('same-answer', { n, other: twin + 1 }))
    const said = saidIn([reply, { id: d.demandId, text: own }])
    if (!comesAgain(d.text, asked.subject, said, rarity)) {
      const words = tellingWords(d.text).slice(0, 5).join('、')
      reasons.push(reason('words-missing', { n, demand: d.text.slice(0, 80), words }))
    }
  })
  return reasons.length > 0
    ? finding('look', reasons)
    : finding('found', [reason('answered', { n: demands.length })])
}
