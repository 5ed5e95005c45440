/**
 * Named things in words: what ends like the name of an estate, a road, a firm, a school. They are told as reasons; for the
 * likeness itself they were tried as features of their own and added nothing to the pairs of characters. Pure.
 */
export const NAMED_KINDS = ['estate', 'road', 'firm', 'school', 'place'] as const
export type NamedKind = (typeof NAMED_KINDS)[number]

export interface Named {
  kind: NamedKind
  words: string
}

/** Endings, the longer before the shorter. An ending that is a whole word of its own needs a name before it. */
const ENDINGS: readonly (readonly [NamedKind, string])[] = [
  ['estate', '小区 花园 家园 公寓 新城 之城 新村 苑 庭 府 湾 郡'],
  ['road', '大道 公路 路 街 巷 桥'],
  ['firm', '公司 集团 工厂 合作社 搅拌站 加油站 厂'],
  ['school', '幼儿园 小学 中学 学校 学院 大学'],
  ['place', '公园 广场 市场 医院 大厦 社区 街道 水库 车站 村 镇 乡 园'],
]
/** Words that end alike and name nothing. */
const NOTHING =
  /(?:道|马|公|铁|修|走|出|网|思|套|线|一|高速|十字)路$|(?:农|全|本|我|同|各)村$|政府$|(?:校|家|乐)园$|(?:物业|我们|本|整个|这个|全|该|各|居民|住宅)(?:小区|学校|社区|公司)$/u
const LONGEST = 10
/** Characters before the ending, at least: an ending by itself names nothing. */
const LEAST_NAME = 2
const MOST = 3

/** Named things in runs of words both letters share; each once, at most three. */
export function namedIn(runs: readonly string[]): Named[] {
  const found = new Map<string, NamedKind>()
  for (const run of runs) {
    for (const [kind, endings] of ENDINGS) {
      const ending = endings.split(' ').find((e) => run.includes(e))
      if (!ending) continue
      const at = run.lastIndexOf(ending)
      const words = [...run.slice(0, at + ending.length)].slice(-LONGEST).join('')
      if ([...words].length >= [...ending].length + LEAST_NAME && !NOTHING.test(words) && !found.has(words))
        found.set(words, kind)
    }
  }
  return [...found].slice(0, MOST).map(([words, kind]) => ({ words, kind }))
}
