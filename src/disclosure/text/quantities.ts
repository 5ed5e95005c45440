/** Quantities (数量) in running text: number, unit, the words before it, and the part it plays in its sentence. */
import { type Decimal, decimal, multiply, whole, ZERO } from '../decimal.ts'

/** share 占, growth 增长/下降 (percent), change 增加/减少 (amount), base 比…, completion 完成…: what a figure is said to be. */
export type Role = 'plain' | 'share' | 'growth' | 'change' | 'base' | 'completion'

export interface Quantity {
  start: number
  /** End of the number with its unit. */
  end: number
  digits: string
  value: Decimal
  /** Digits behind the point, as shown. */
  shown: number
  unit: string
  /** money, percent, points, or the counting word; empty where no unit stands. */
  dim: string
  /** Money in yuan; other quantities as they are. */
  amount: Decimal
  /** Half of the last digit shown, in the measure of `amount`; none for what is counted. */
  half: Decimal
  /** Words before it since the last pause. */
  label: string
  role: Role
  /** Of a change or growth: -1 where it goes down. */
  sign: 1 | -1
  /** 余, 多, 约, 以上: not meant exactly. */
  about: boolean
  /** How many brackets are open. */
  depth: number
}

const MONEY: Readonly<Record<string, Decimal>> = {
  元: whole(1),
  万元: whole(10_000),
  亿元: whole(100_000_000),
}
const UNITS =
  '亿元|万元|元|%|个百分点|百分点|人次|批次|批|台/套|台（套）|台套|平方米|公里|万条|' +
  '人|名|件|辆|台|套|个|家|项|次|户|条|天|张|起|宗|份|篇|期|场|架|艘|吨|部|处|所|间|组|岁|分(?![别之项类析钟])|年|月|日'
const QUANTITY = new RegExp(
  `([-+]?)(\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(\\.\\d+)?\\s*(余|多|来)?\\s*(${UNITS})?`,
  'g',
)
const MEASURED = /^(?:|%|个?百分点|平方米|公里|吨)$/
const DELIMITER = /[，。；、：！？“”《》（）]/
const UP =
  /(?:增加|增长|上升|提高|增幅|上涨|增[收支资拨]|增|多支出|多|高)(?:了|为|达|约|率为|额为|数为|的?比例为|幅度为)*$/
const DOWN =
  /(?:减少|下降|降低|降幅|减幅|压减|缩减|调减|核减|减[收支]|少支出|减|少|低)(?:了|为|达|约|率为|额为|数为|的?比例为|幅度为)*$/
const BASE = /(?:比|较|与|同|于)(?:上年|去年|上一年|20\d\d年|年初|预算)[^，。；]*$/
const SHARE = /占[^，。；]*$/
const DONE = /(?:完成|执行率|完成率|使用率|支付率|支出率|(?:支付|支出|执行|预算|资金)进度|预算的)[^，。；]*$/

export function quantitiesOf(text: string): Quantity[] {
  const out: Quantity[] = []
  const depths = bracketDepths(text)
  let lastEnd = 0
  for (const m of text.matchAll(QUANTITY)) {
    const [all, minus, int, fraction = '', more, named = ''] = m
    const before = text[m.index - 1] ?? ''
    // Part of a name or a code: A4, W-07, 2010301 without a unit is read as a number with no unit.
    if (/[A-Za-z\d.]/.test(before)) continue
    // Years name a time and codes a subject; neither is a quantity.
    if (named === '年' && /^(?:19|20)\d\d$/.test(int!)) continue
    if (named === '' && !fraction && /^\d{5,}$/.test(int!)) continue
    const start = m.index
    let signed = minus ?? ''
    // A dash between numbers is a range, not a minus.
    if (signed && /[\d元%]/.test(before)) signed = ''
    const value = decimal(`${signed}${int!.replace(/,/g, '')}${fraction}`)
    const shown = Math.max(0, fraction.length - 1)
    const factor = MONEY[named || inheritedUnit(text, m.index + all.length, int! + fraction)]
    const dim = factor ? 'money' : named === '%' ? 'percent' : /百分点$/.test(named) ? 'points' : named
    const amount = factor ? multiply(value, factor) : value
    // What is counted is counted whole; what is measured is rounded to the last digit shown.
    const counted = !factor && shown === 0 && !MEASURED.test(named)
    // A bare 0 beside 4.80 says nothing was spent, not less than half.
    const half =
      counted || (int === '0' && !fraction) ? ZERO : multiply({ n: 5n, s: shown + 1 }, factor ?? whole(1))
    const label = labelBefore(text, start, lastEnd)
    const end = start + all.trimEnd().length
    // 单价50万元以上 is a limit that things are sorted by, not a sum.
    if (
      /单价|单项/.test(label) ||
      (dim === 'money' && /^\s*（?含?）?(?:以上|以下|及以上)/.test(text.slice(end, end + 6)))
    ) {
      lastEnd = end
      continue
    }
    const { role, sign: said } = roleOf(label, dim)
    // 增长-10%: it goes down by ten; what follows reads sign and size apart.
    const turned = signed === '-' && (role === 'growth' || role === 'change')
    const sign = turned && said === 1 ? -1 : said
    out.push({
      start,
      end,
      digits: `${int}${fraction}`,
      value: turned ? negate(value) : value,
      shown,
      unit: factor && named === '' ? inheritedUnit(text, m.index + all.length, int! + fraction) : named,
      dim,
      amount: turned ? negate(amount) : amount,
      half,
      label,
      role,
      sign,
      about:
        more !== undefined ||
        /^\s*(?:余|多|以上|以下|左右)/.test(text.slice(end, end + 3)) ||
        /约\s*$/.test(label),
      depth: depths[start] ?? 0,
    })
    lastEnd = end
  }
  return out
}

/** 0.72、0.02和0.54亿元, 分别为20.5、15万元: figures set side by side share the unit of the last. */
const SIDE_BY_SIDE = /^\s*(?:[、，,和与及]\s*(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s*)+(亿元|万元|元)/

function inheritedUnit(text: string, end: number, digits: string): string {
  // Whole numbers side by side may be months, numbers of items, anything.
  return digits.includes('.') ? (SIDE_BY_SIDE.exec(text.slice(end, end + 80))?.[1] ?? '') : ''
}

const negate = (d: Decimal): Decimal => ({ n: -d.n, s: d.s })

function labelBefore(text: string, start: number, lastEnd: number): string {
  let from = start
  while (from > lastEnd && !DELIMITER.test(text[from - 1]!)) from--
  // A bracket belongs to the name before it: 因公出国（境）费, （类）.
  for (let k = 0; k < 6 && from > lastEnd && text[from - 1] === '）'; k++) {
    const open = text.lastIndexOf('（', from - 1)
    if (open < lastEnd || from - open > 12) break
    from = open
    while (from > lastEnd && !DELIMITER.test(text[from - 1]!)) from--
  }
  return text.slice(from, start).trim()
}

function roleOf(label: string, dim: string): { role: Role; sign: 1 | -1 } {
  const tail = label.replace(/\s+/g, '')
  const sign = DOWN.test(tail) ? -1 : 1
  const moved = sign === -1 || UP.test(tail)
  if (dim === 'percent') {
    if (moved) return { role: 'growth', sign }
    if (SHARE.test(tail)) return { role: 'share', sign: 1 }
    if (DONE.test(tail)) return { role: 'completion', sign: 1 }
    return { role: 'plain', sign: 1 }
  }
  if (moved) return { role: 'change', sign }
  if (BASE.test(tail) && !/(?:预算|决算|支出|收入|经费)(?:数|安排)?为$/.test(tail))
    return { role: 'base', sign: 1 }
  return { role: 'plain', sign: 1 }
}

export function bracketDepths(text: string): Uint8Array {
  const out = new Uint8Array(text.length)
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '）') depth = Math.max(0, depth - 1)
    out[i] = depth
    if (text[i] === '（') depth++
  }
  return out
}

/** A label without the words that only introduce: 其中, 分别为, 支出决算为. */
export const bareLabel = (label: string): string =>
  label
    .replace(/\s+/g, '')
    .replace(/^(?:其中|包括|分别是|分别为|一是|二是|三是|四是|五是|和|及|与|\d+[.、])+/, '')
    .replace(
      /(?:预算数|决算数|支出预算|支出决算|年初预算|预算|决算|支出|收入|金额|资金|安排|数|共计|合计|总额|为|是|共|约|达)*$/,
      '',
    )
