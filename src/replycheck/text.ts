/** Parts, sentences and telling words of a reply and of the letter it answers. Pure. */
import { gramsOf, type Rarity } from '../samematter/index.ts'
import type { PlaceView, ReasonView } from './contract.ts'

/** A piece of a reply: the letter itself, or the words or basis given to one demand. */
export interface Part {
  /** `reply`, `q1`, `q1.basis`. */
  id: string
  text: string
}

/** What is looked at. */
export interface Asked {
  subject: string
  body: string
  /** Each thing asked, as it was itemised; empty where nobody did. */
  demands: readonly { demandId: string; text: string }[]
}

export interface Written {
  reply: string
  outcomes: readonly { demandId: string; words: string; basis: string }[]
}

export const partsOf = (w: Written): Part[] => [
  { id: 'reply', text: w.reply },
  ...w.outcomes.flatMap((o) => [
    { id: o.demandId, text: o.words },
    { id: `${o.demandId}.basis`, text: o.basis },
  ]),
]

export interface Sentence {
  from: number
  to: number
  words: string
}

/** Sentences with their places. 如下： ends one too, so that an opening stands apart from what it opens. */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = []
  for (const m of text.matchAll(
    /(?:(?!如下[:：])[^。！？!?；;\n])+(?:如下[:：]|[。！？!?；;]+)?|如下[:：]/gu,
  )) {
    const words = m[0].trim()
    if (words === '') continue
    const from = m.index + m[0].indexOf(words)
    found.push({ from, to: from + words.length, words })
  }
  return found
}

const place = (part: Part, from: number, to: number): PlaceView => ({
  part: part.id,
  from,
  to,
  words: part.text.slice(from, to),
})

/** Most places told with one reason. */
const MOST_PLACES = 5

/** Where a pattern (with the flag g) stands, at most five places in all. */
export function placesOf(parts: readonly Part[], pattern: RegExp): PlaceView[] {
  return parts
    .flatMap((part) =>
      [...part.text.matchAll(pattern)].map((m) => place(part, m.index, m.index + m[0].length)),
    )
    .slice(0, MOST_PLACES)
}

/** First place of each of some words, at most five. */
export function placesOfWords(parts: readonly Part[], words: readonly string[]): PlaceView[] {
  return words
    .flatMap((word) => {
      for (const part of parts) {
        const at = part.text.indexOf(word)
        if (at >= 0) return [place(part, at, at + word.length)]
      }
      return []
    })
    .slice(0, MOST_PLACES)
}

export const placeOf = (part: Part, s: Sentence): PlaceView => place(part, s.from, s.to)

export const reason = (
  code: string,
  values: ReasonView['values'] = {},
  places: PlaceView[] = [],
): ReasonView => ({ code, values, places })

/** Words of every letter to an office, and of every reply: what they share says nothing of the matter. */
const EMPTY = new Set(
  (
    '我们 你们 他们 大家 您好 你好 尊敬 领导 书记 市长 县长 区长 局长 主任 同志 贵局 我局 有关 部门 相关 单位 政府 群众 百姓 老百姓 ' +
    '居民 村民 市民 业主 网友 反映 请求 希望 恳请 要求 诉求 投诉 举报 咨询 建议 问题 情况 事项 解决 处理 回复 答复 说明 原因 核实 ' +
    '落实 尽快 及时 现在 目前 一直 已经 没有 不能 无法 可以 应该 因为 所以 但是 而且 如果 这个 那个 什么 怎么 为什么 何时 时候 ' +
    '多次 至今 非常 严重 影响 生活 谢谢 感谢 此致 敬礼 办理 工作 人员 进行 关于 请问 是否 能否 有没有 自己 这样 那样 一个 一些 ' +
    '本人 我县 我市 这些 那些 还是 就是 不是 都是 只有 其他 然后 以及 或者 为了 由于 根据 按照 予以 以上 以下 如下 留言 收悉 ' +
    '来信 支持 理解 监督 关心 关注 回音 盼复 麻烦 知道 需要 时间 地方 东西 这里 那里 今年 去年 明年 每天 方面 一下 有人 不知 希望能 我是 我在 我家 我的 是在 叫了 一名 能够 事情 以前 之前 所有 之后 后来 不要 真的 真正 收到 增加 这是 不知道 我想 想问 想要 是不是 您们 我校 我局 本来 以来 所以 可是 竟然 居然 特别 最后 结果 进展 再次 强烈 急切 盼望 各级 给予 帮忙 帮助 情形 现象 里面 那里 附近 调查 领导们 重视 高度 具体 关注 投诉人 来说 一直 以及 任何 出现 导致 造成 得到 作为 今天 昨天 明天 上述 对于 无法 不会 不到 起来 出来 下来 上来 过来 一点 大量 部分 非常 十分 广大 人民 国家 社会 发展 建设 管理'
  ).split(' '),
)

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Words that tell what a text is about, each once, in their order: two characters and more, no numbers, no formula. */
export function tellingWords(text: string): string[] {
  const words = new Set<string>()
  for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFKC'))) {
    if (!isWordLike || [...segment].length < 2 || EMPTY.has(segment)) continue
    // Numbers, and the letters that stand for places in masked texts.
    if (/^[\d.,%*]+$|^[A-Z]\d*$/.test(segment)) continue
    words.add(segment)
  }
  return [...words]
}

/** A pair of characters that stands in more of a bureau's letters than this tells nothing of one of them. */
const COMMON_SHARE = 0.05
/** In a small bureau one topic may be many of all letters. */
const COMMON_LEAST = 20

/** Telling pairs of characters of a text: those few of the bureau's letters hold. They need no cutting into words. */
export function tellingPairs(text: string, rarity: Rarity): string[] {
  const common = Math.max(COMMON_LEAST, rarity.all * COMMON_SHARE)
  // A letter with a number stands for a place in masked texts.
  return gramsOf(text).filter((g) => rarity.heldBy(g) <= common && !/^[a-z]\d*$/.test(g))
}

/** An opening that only says the letter was received, and what it was about. */
const OPENING = /收悉|知悉|已阅|来信内容|如下[:：]?$|现将.{0,20}回复|答复如下/u
/** Sentences that greet, thank, or name the day and the office. */
const FRAME =
  /^(?:尊敬的.{0,20}|.{0,16}(?:您好|你好)[！!，,。:：]?|.{0,12}(?:感谢|谢谢).{0,40}|此致|敬礼|特此(?:回复|答复|说明).?|\d{4}年\d{1,2}月\d{1,2}日.?)$/u

/** The sentences that say something: without greeting, opening, thanks and date. */
export const substanceOf = (text: string): Sentence[] =>
  sentencesOf(text).filter(({ words }) => !OPENING.test(words) && !FRAME.test(words))

/** What the parts say beside the formulas, as one text. */
export const saidIn = (parts: readonly Part[]): string =>
  parts
    .map((p) =>
      substanceOf(p.text)
        .map((s) => s.words)
        .join('\n'),
    )
    .join('\n')
    .normalize('NFKC')
