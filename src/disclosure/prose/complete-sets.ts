/** Sets that are complete by their definition: who names these parts of this whole names the whole of it. */
import type { Quantity } from '../text/quantities.ts'

interface CompleteSet {
  rule: string
  parts: readonly RegExp[]
  /** How many of them make the set recognisable. */
  least: number
  /** One that has to be among them: 其他 closes a list. */
  closes?: RegExp
  /** What the whole has to be called. */
  whole?: RegExp
}

const SETS: readonly CompleteSet[] = [
  { rule: 'R-SUM-01', parts: [/基本支出/, /项目支出/, /上缴上级/, /经营支出/, /附属单位补助/], least: 2 },
  { rule: 'R-SUM-02', parts: [/人员(?:经费|支出)/, /公用(?:经费|支出)/], least: 2 },
  { rule: 'R-SUM-09', parts: [/货物/, /工程/, /服务/], least: 3 },
  {
    rule: 'R-SUM-06',
    parts: [/因公出国/, /公务用?车购置(?:费?及|和)运行|公务用车(?!购置|运行)/, /公务接待/],
    least: 3,
  },
  // A department that buys no car names its running cost alone.
  {
    rule: 'R-SUM-06',
    parts: [/因公出国/, /公务用?车(?:运行|使用)/, /公务接待/],
    least: 3,
    whole: /三公|经费/,
  },
  { rule: 'R-SUM-06', parts: [/因公出国/, /车购置费?$/, /车运行(?:维护)?费?$/, /公务接待/], least: 4 },
  { rule: 'R-SUM-06', parts: [/车购置/, /车.{0,4}运行/], least: 2 },
  { rule: 'R-Q-02', parts: [/行政/, /事业|参公/, /工勤|机关工勤|后勤/], least: 3 },
  {
    rule: 'R-SUM-10',
    parts: [
      /房屋/,
      /车辆/,
      /土地/,
      /设备|专用设备/,
      /家具/,
      /文物|陈列品/,
      /图书/,
      /无形资产/,
      /在建工程/,
      /流动资产/,
      /(?<!其他)固定资产/,
      /其他(?:固定)?资产/,
    ],
    least: 3,
    closes: /其他(?:固定)?资产/,
    whole: /资产/,
  },
  { rule: 'R-SUM-10', parts: [/地上(?:建筑)?面积/, /地下(?:建筑)?面积/], least: 2 },
  { rule: 'R-SUM-10', parts: [/(?<!不)计容(?:建筑)?面积/, /不计容(?:建筑)?面积/], least: 2 },
  { rule: 'R-SUM-06', parts: [/国内/, /外事|国\(?（?境）?\)?外/], least: 2 },
  {
    rule: 'R-ID-03',
    parts: [
      /本年(?:一般公共预算)?(?:财政拨款)?收入(?:合计)?/,
      /使用(?:非财政拨款结余|专用结余)|用事业基金/,
      /(?:年初|上年).{0,8}结转/,
    ],
    least: 2,
    closes: /本年(?:一般公共预算)?(?:财政拨款)?收入/,
    whole: /收入(?:预算)?(?:总计|合计|总额)/,
  },
  {
    rule: 'R-ID-04',
    parts: [
      /本年(?:一般公共预算)?(?:财政拨款)?支出(?:合计)?/,
      /结余分配/,
      /年末.{0,8}结转|年终结转|结转下年/,
    ],
    least: 2,
    closes: /本年(?:一般公共预算)?(?:财政拨款)?支出/,
    whole: /支出(?:预算)?(?:总计|合计|总额)/,
  },
  { rule: 'R-Q-02', parts: [/(?<!离)退休/, /离休/], least: 2, whole: /离退休/ },
  {
    rule: 'R-Q-02',
    parts: [/在职/, /离休|离退休/, /(?<!离)退休/],
    least: 2,
    closes: /退休/,
    whole: /实有人|人员总数|总人数|年末(?:实有)?人/,
  },
  {
    rule: 'R-SUM-10',
    parts: [
      /领导(?:干部)?用车|负责人用车/,
      /机要通信/,
      /应急保障/,
      /执法执勤/,
      /特种专业/,
      /离退休干部/,
      /(?:一般)?公务用车/,
      /其他用车/,
    ],
    least: 3,
    closes: /其他用车/,
    whole: /车/,
  },
  {
    rule: 'R-SUM-05',
    parts: [
      /(?:财政|公共预算)拨款/,
      /政府性基金/,
      /国有资本经营/,
      /财政专户|非税/,
      /上级补助/,
      /(?<!经营)事业收入/,
      /经营收入/,
      /附属单位上缴/,
      /其他收入/,
      /上年结转/,
    ],
    least: 3,
    closes: /其他收入/,
    whole: /收入/,
  },
]

/** Functional classes (类) by the names they have borne since 2016. */
const CLASSES =
  /(?:一般公共服务|外交|国防|公共安全|教育|科学技术|文化(?:旅游)?体育与传媒|社会保障和就业|(?:卫生健康|医疗卫生与计划生育)|节能环保|城乡社区|农林水|交通运输|资源勘探(?:信息|工业信息)?等?|商业服务业等?|金融|援助其他地区|(?:国土|自然)?(?:资源)?海洋气象等?|住房保障|粮油物资储备|灾害防治及应急管理|预备费|其他|债务还本|债务付息|转移性)(?:支出)?(?:（\d{3}）)?(?:（类）)?(?:支出)?$/

/** Three or more classes of spending, and nothing else: who tells them tells them all, unless words say otherwise. */
export const allClasses = (parts: readonly Quantity[]): boolean =>
  parts.length >= 3 && parts.every((q) => CLASSES.test(bareName(q.label)))

const bareName = (label: string): string =>
  label
    .replace(/\s/g, '')
    .replace(/(?:支出)?(?:预算|决算)?数?为?$/, '')
    .replace(/^(?:\d{1,2}[.、]|（.{1,3}）)/, '')

/** @returns the rule of the set these parts are, or null: every part belongs to it, and none twice */
export function completeSet(parts: readonly Quantity[], whole: Quantity | null): string | null {
  for (const set of SETS) {
    const hit = set.parts.filter((r) => parts.some((q) => r.test(q.label)))
    if (hit.length < set.least || !parts.every((q) => set.parts.some((r) => r.test(q.label)))) continue
    if (set.closes && !parts.some((q) => set.closes!.test(q.label))) continue
    if (set.whole && !(whole && set.whole.test(whole.label))) continue
    // A sum and one of its own parts side by side: 财政拨款收入…，一般公共预算拨款收入….
    if (
      set.closes &&
      parts.some((q) => /财政拨款/.test(q.label) && !/公共|基金|资本/.test(q.label)) &&
      parts.some((q) => /公共预算/.test(q.label))
    )
      continue
    return set.rule
  }
  return null
}
