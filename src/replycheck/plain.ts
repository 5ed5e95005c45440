/** Plain words: stock phrases that say nothing, by a list, and sentences too long to follow. Pure. */
import type { FindingView } from './contract.ts'
import { type Part, placeOf, placesOf, reason, sentencesOf } from './text.ts'

/** Phrases of reports that tell the reader nothing. */
const STOCK =
  '高度重视 第一时间 立即组织 迅速组织 专题研究 统筹推进 扎实推进 有序推进 稳步推进 进一步加强 进一步加大 切实加强 切实加大 切实维护 ' +
  '不断完善 不断提升 不断加强 加大力度 加强领导 落到实处 落实落细 压实责任 形成合力 齐抓共管 多措并举 全力以赴 认真贯彻 ' +
  '贯彻落实 深入推进 着力解决 努力提高 积极协调 积极探索 认真研究 全面排查 举一反三 长效机制 营造良好 人民满意 强化监管 严格按照要求'
const STOCK_PHRASES = new RegExp(STOCK.split(' ').join('|'), 'gu')
/** So many of them and a person should look. */
export const MANY_STOCK = 3
/** Characters of a sentence, from which on it is too long to follow; twice the 50 that style books of officials give. */
export const LONG = 100

export function checkPlain(parts: readonly Part[]): FindingView {
  const said = parts.filter((p) => !p.id.endsWith('.basis'))
  const stock = said.flatMap((p) => [...p.text.matchAll(STOCK_PHRASES)]).length
  const sentences = said.flatMap((part) => sentencesOf(part.text).map((s) => ({ part, s })))
  const lengths = sentences.map(({ s }) => [...s.words].length)
  const long = sentences.filter((_, i) => lengths[i]! > LONG)
  const reasons = [
    ...(stock >= MANY_STOCK ? [reason('stock', { n: stock }, placesOf(said, STOCK_PHRASES))] : []),
    ...(long.length > 0
      ? [
          reason(
            'long',
            { n: long.length, most: Math.max(...lengths) },
            long.slice(0, 3).map(({ part, s }) => placeOf(part, s)),
          ),
        ]
      : []),
  ]
  return reasons.length > 0
    ? { question: 'plain', verdict: 'look', reasons }
    : { question: 'plain', verdict: 'found', reasons: [reason('clear')] }
}
