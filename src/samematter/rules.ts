/**
 * When two letters tell of one thing: they share rare pairs of characters (a road, an estate, a firm, what broke).
 * Pairs are told apart by how many matters of the bureau hold them, and those of the heading count twice. Matter to matter;
 * who wrote plays no part. Pure.
 */
import { diffDays, type PlainDate } from '../kernel/calendar/index.ts'
import { type Named, namedIn } from './reasons.ts'

/** Words of every letter to an office; what they are made of tells nothing of the matter. */
const COMMON =
  '我们 你们 他们 大家 您好 你好 尊敬 领导 书记 市长 县长 区长 局长 主任 同志 贵局 有关 部门 相关 单位 政府 群众 百姓 ' +
  '居民 村民 市民 业主 反映 请求 希望 恳请 要求 诉求 投诉 举报 咨询 建议 问题 情况 解决 处理 回复 答复 说明 原因 核实 ' +
  '落实 尽快 及时 现在 目前 一直 已经 没有 不能 无法 可以 应该 因为 所以 但是 而且 如果 这个 那个 什么 怎么 为什 么时 ' +
  '时候 多次 至今 非常 严重 影响 生活 谢谢 感谢 此致 敬礼 办理 工作 人员 进行 关于'
const STOPS: ReadonlySet<string> = new Set(
  COMMON.split(' ').flatMap((word) => pairsOf(word).filter((p) => p.length === 2)),
)
/** Longest text looked at, in characters: what a letter is about stands in its beginning. */
const MOST_TEXT = 6_000
/** More digits than this in a row are a telephone, an account or an identity number: never kept, in no form. */
const MOST_DIGITS = 5

function pairsOf(run: string): string[] {
  const letters = [...run]
  if (letters.length === 1) return []
  return letters.slice(1).map((c, i) => letters[i]! + c)
}

/**
 * What a text says, as pairs of Chinese characters and whole words of other scripts, each once, in their order.
 * Numbers of more than five digits are left out.
 */
export function gramsOf(text: string): string[] {
  const normal = text.normalize('NFKC').toLowerCase().slice(0, MOST_TEXT)
  const out = new Set<string>()
  for (const [run] of normal.matchAll(/\p{Script=Han}+|[a-z0-9]+/gu)) {
    if (/\p{Script=Han}/u.test(run)) for (const pair of pairsOf(run)) out.add(pair)
    else if (run.length > 1 && !new RegExp(`\\d{${MOST_DIGITS + 1}}`).test(run)) out.add(run)
  }
  for (const stop of STOPS) out.delete(stop)
  return [...out]
}

/** How much a pair tells: much when few of the bureau's matters hold it. */
export function weightOf(matters: number, all: number): number {
  return Math.log(1 + (all + 1) / (matters + 0.5))
}

/** How rare a pair is among the matters of a bureau, or a sample of them. */
export interface Rarity {
  /** Matters the counts are made of. */
  all: number
  heldBy(gram: string): number
}

/** A pair that stands in more than this share of all matters tells nothing of one of them. */
const COMMON_SHARE = 0.1
/** In a small bureau one hot topic may be a tenth of all letters: so many must hold a pair before it counts for nothing. */
const COMMON_LEAST = 100
/** Words of the heading say what it is about. */
const HEADING = 2
const LONGEST_HEADING = 120
/**
 * A pair no other matter holds says how far two letters differ while a bureau knows few letters; once it knows many, it is
 * a slip of the pen or the writer's own way of telling. At so many matters it counts half.
 */
const LONE_HALF = 150

/** What a text tells, each pair with its weight. */
export interface Told {
  weights: ReadonlyMap<string, number>
  /** Sum of squared weights of what other matters hold too. */
  known: number
  /** Pairs only this text holds, so far as is known: they join the length where the other text turns out to hold them. */
  lone: ReadonlySet<string>
  normal: string
}

/**
 * Weighs a text.
 * @param text its first line is the heading, where it is a short one
 * @param held counts the text itself (it is stored) or not (it is being typed)
 */
export function tell(text: string, rarity: Rarity, held: 'stored' | 'typed' = 'stored'): Told {
  const [first = '', ...rest] = text.split('\n')
  const heading = new Set(first.length <= LONGEST_HEADING && rest.length > 0 ? gramsOf(first) : [])
  const common = Math.max(COMMON_LEAST, rarity.all * COMMON_SHARE)
  const own = held === 'stored' ? 1 : 0
  const weights = new Map<string, number>()
  const lone = new Set<string>()
  const less = LONE_HALF / (LONE_HALF + rarity.all)
  let known = 0
  for (const gram of gramsOf(text)) {
    const by = rarity.heldBy(gram)
    if (by > common) continue
    const weight = weightOf(by, rarity.all) * (heading.has(gram) ? HEADING : 1)
    weights.set(gram, weight)
    if (by > own) known += weight ** 2
    else {
      lone.add(gram)
      known += weight ** 2 * less
    }
  }
  return { weights, known, lone, normal: text.normalize('NFKC').toLowerCase().slice(0, MOST_TEXT) }
}

/** What two letters have in common, for a person to judge. */
export interface Likeness {
  /** 0 to 1: the cosine of the two weighed texts. */
  score: number
  shared: ReadonlySet<string>
}

/** From here on two letters are shown as possibly the same. Measured on real letters: docs/insight.md. */
export const LIKELY = 0.087
/** So many pairs at least: one name of a town in common is no same matter. */
const LEAST_SHARED = 4
const MOST_SHOWN = 4

/** Compares two weighed texts. */
export function likeness(a: Told, b: Told): Likeness {
  const [few, many] = a.weights.size <= b.weights.size ? [a, b] : [b, a]
  const shared = new Set<string>()
  let [product, mine, theirs] = [0, few.known, many.known]
  for (const [gram, weight] of few.weights) {
    const other = many.weights.get(gram)
    if (other === undefined) continue
    shared.add(gram)
    product += weight * other
    if (few.lone.has(gram)) mine += weight ** 2
    if (many.lone.has(gram)) theirs += other ** 2
  }
  const length = Math.sqrt(mine * theirs)
  return { score: shared.size < LEAST_SHARED || length === 0 ? 0 : Math.min(1, product / length), shared }
}

/** After so many days a likeness counts half: of what was years ago, somebody else writes. */
const HALF_DAYS = 730

/** A likeness, less the further apart in time the two came. */
export const inTime = (score: number, a: PlainDate, b: PlainDate): number =>
  score * 0.5 ** (Math.abs(diffDays(a, b)) / HALF_DAYS)

export interface Reasons {
  /** What both say, in the words of the first, the most telling first. */
  shared: string[]
  /** Estates, roads, firms and other named things both speak of. */
  named: Named[]
}

/** Why two letters are alike. */
export function reasonsOf(a: Told, shared: ReadonlySet<string>): Reasons {
  const runs = phrases(a.normal, shared, (gram) => a.weights.get(gram) ?? 0)
  return { shared: runs.slice(0, MOST_SHOWN), named: namedIn(runs) }
}

/** Runs of pairs that follow each other, put together again, so that a person reads what is alike. */
function phrases(normal: string, shared: ReadonlySet<string>, weight: (gram: string) => number): string[] {
  const found = new Map<string, number>()
  for (const [run] of normal.matchAll(/\p{Script=Han}+|[a-z0-9]+/gu)) {
    if (shared.has(run)) found.set(run, weight(run))
    const letters = [...run]
    let from = 0
    let worth = 0
    for (let i = 1; i <= letters.length; i++) {
      const pair = i < letters.length ? letters[i - 1]! + letters[i]! : ''
      if (shared.has(pair)) {
        worth += weight(pair)
        continue
      }
      if (worth > 0) found.set(letters.slice(from, i).join(''), worth)
      from = i
      worth = 0
    }
  }
  return [...found].sort((x, y) => y[1] - x[1]).map(([words]) => words)
}
