/**
 * When two letters tell of one thing: they share rare pairs of characters (a road, an estate, a firm, what broke).
 * Pairs are told apart by how many matters of the bureau hold them. Matter to matter; who wrote plays no part. Pure.
 */

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

export interface Likeness {
  /** 0 to 1: the cosine of the two sets of pairs, each pair by its weight. */
  score: number
  /** What both say, in the words of the first text, longest first. */
  shared: string[]
}

/** Below this two letters merely come from one county. */
export const LIKELY = 0.18
/** So many pairs at least: one name of a town in common is no same matter. */
const LEAST_SHARED = 4
const MOST_SHOWN = 4

/**
 * Compares two texts.
 * @param weight of a pair; squared weights make the cosine
 */
export function likeness(a: string, b: string, weight: (gram: string) => number): Likeness {
  const [left, right] = [gramsOf(a), new Set(gramsOf(b))]
  const norm = (grams: Iterable<string>) => {
    let sum = 0
    for (const g of grams) sum += weight(g) ** 2
    return sum
  }
  const shared = new Set(left.filter((g) => right.has(g)))
  const product = Math.sqrt(norm(left) * norm(right))
  const score = shared.size < LEAST_SHARED || product === 0 ? 0 : norm(shared) / product
  return { score, shared: phrases(a, shared, weight) }
}

/** Runs of pairs that follow each other, put together again, so that a person reads what is alike. */
function phrases(text: string, shared: ReadonlySet<string>, weight: (gram: string) => number): string[] {
  const found = new Map<string, number>()
  const normal = text.normalize('NFKC').toLowerCase().slice(0, MOST_TEXT)
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
  return [...found]
    .sort((x, y) => y[1] - x[1])
    .slice(0, MOST_SHOWN)
    .map(([words]) => words)
}
