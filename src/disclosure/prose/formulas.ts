/**
 * Formulas that the words of a sentence name (R-ID-05, R-D): what was carried in and what was carried over, assets less
 * debts, a rate of two counts beside it, so much a head, and so many times a price.
 */
import {
  absolute,
  add,
  compare,
  type Decimal,
  divide,
  multiply,
  show,
  subtract,
  total,
  unit,
  whole,
  within,
} from '../decimal.ts'
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { inUnit } from './parts.ts'

export function checkFormulas(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) {
    carriedOver(p, ledger)
    netAssets(p, ledger)
    rates(p, ledger)
    aHead(p, ledger)
    timesPrice(p, ledger)
  }
}

/** The only plain sum of the paragraph that these words name; none where two differ. */
function named(p: ReadParagraph, words: RegExp): Quantity | null {
  const hit = p.quantities.filter(
    (q) =>
      q.dim === 'money' &&
      q.role === 'plain' &&
      q.depth === 0 &&
      !q.about &&
      words.test(q.label.replace(/\s/g, '')),
  )
  return hit.length === 1 ? hit[0]! : null
}

function balance(
  p: ReadParagraph,
  rule: string,
  plus: readonly Quantity[],
  minus: readonly Quantity[],
  w: Quantity,
  ledger: Ledger,
): void {
  const all = [...plus, ...minus, w]
  const sum = subtract(total(plus.map((q) => q.amount)), total(minus.map((q) => q.amount)))
  const tolerance = total(all.map((q) => q.half))
  const ok = within(sum, w.amount, tolerance)
  const [first, last] = [
    all.reduce((a, b) => (b.start < a.start ? b : a)),
    all.reduce((a, b) => (b.end > a.end ? b : a)),
  ]
  ledger.write(
    relation(
      rule,
      'identity',
      span(p, first, last),
      `${plus.map((q) => q.digits).join('+')}-${minus.map((q) => q.digits).join('-')}`,
      w.digits,
      ok,
      {
        leftValue: inUnit(sum, w),
        rightValue: w.value,
        tolerance: inUnit(tolerance, w),
        ...(ok ? {} : { severity: 'review' as const }),
        note: { key: 'totals', values: { diff: show(inUnit(subtract(sum, w.amount), w)) } },
      },
    ),
  )
}

/** 年初结转…，本年收入…，本年支出…，年末结转…; what was drawn from or put into funds besides makes it another sum. */
function carriedOver(p: ReadParagraph, ledger: Ledger): void {
  if (/结余分配|使用(?:非财政|专用)|事业基金|收回|上缴/.test(p.text)) return
  const opening = named(p, /(?:年初|上年)[^，]{0,8}(?:结转|结余)[^，]{0,6}$/)
  const closing = named(p, /(?:年末|结转下年|年终)[^，]{0,8}(?:结转|结余)?[^，]{0,6}$/)
  const income = named(p, /^(?:20\d\d年)?本年收入(?:合计)?(?:为)?$/)
  const spent = named(p, /^(?:20\d\d年)?本年支出(?:合计)?(?:为)?$/)
  if (opening && closing && income && spent && opening !== closing)
    balance(p, 'R-ID-05', [opening, income], [spent], closing, ledger)
}

function netAssets(p: ReadParagraph, ledger: Ledger): void {
  const assets = named(p, /(?:^|[末底日])(?:部门|单位)?资产(?:总额|总计|合计)(?:为)?$/)
  const debts = named(p, /(?:^|[末底日])负债(?:总额|总计|合计)(?:为)?$/)
  const net = named(p, /(?:^|[末底日])净资产(?:总额|总计|合计)?(?:为)?$/)
  if (assets && debts && net) balance(p, 'R-SUM-10', [assets], [debts], net, ledger)
}

const sentence = (p: ReadParagraph, at: number) => p.text.lastIndexOf('。', at)

/** 受理1280件，办结1216件，办结率95%: the count that bears the name of the rate, by the one it is taken of. */
function rates(p: ReadParagraph, ledger: Ledger): void {
  for (const r of p.quantities) {
    const stem =
      r.dim === 'percent' && r.role === 'plain'
        ? /([\u4e00-\u9fff]{2})率(?:为|达到?|是)?$/.exec(r.label)?.[1]
        : undefined
    if (!stem) continue
    const from = Math.max(sentence(p, r.start), p.text.lastIndexOf('；', r.start))
    const before = p.quantities.filter(
      (q) =>
        q.start > from &&
        q.end <= r.start &&
        q.role === 'plain' &&
        /^[件人次户宗条起份个]|人次|批次/.test(q.dim) &&
        q.depth === r.depth &&
        !q.about,
    )
    const part = before.at(-1)
    if (!part?.label.endsWith(stem) && !new RegExp(`${stem}(?:的|了|数)?$`).test(part?.label ?? '')) continue
    const wholes = before.filter(
      (q) => q !== part && q.dim === part!.dim && q.value.n > 0n && compare(q.value, part!.value) >= 0,
    )
    if (wholes.length === 0) continue
    const judged = wholes.map((w) => ({
      w,
      value: divide(multiply(whole(100), part!.value), w.value, r.shown + 6),
    }))
    // A rate may be cut off instead of rounded.
    const fit = judged.find((j) => within(j.value, r.value, unit(r.shown)))
    if (!fit && wholes.length > 1) continue
    const j = fit ?? judged[0]!
    ledger.write(
      relation('R-P-01', 'share', span(p, j.w, r), `pct(${part!.digits},${j.w.digits})`, r.digits, !!fit, {
        leftValue: j.value,
        rightValue: r.value,
        tolerance: unit(r.shown),
        ...(fit
          ? {}
          : {
              severity: 'review' as const,
              shouldBe: `${show(divide(j.value, whole(1), r.shown), r.shown)}%`,
            }),
        note: { key: 'share', values: { part: part!.digits, whole: j.w.digits } },
      }),
    )
  }
}

/** 25批次、200人次，人均100元: what was spent, by the persons; said only where one sum of the paragraph can be meant. */
function aHead(p: ReadParagraph, ledger: Ledger): void {
  for (const q of p.quantities) {
    if (q.dim !== 'money' || !/人均(?:消费|支出|费用|接待费用?)?(?:为|约)?$/.test(q.label)) continue
    const heads = p.quantities.findLast(
      (x) => x.end <= q.start && (x.dim === '人次' || x.dim === '人') && x.value.n > 0n,
    )
    if (!heads || q.start - heads.end > 30) continue
    const sums = p.quantities.filter(
      (x) =>
        x.end <= q.start &&
        x.dim === 'money' &&
        x.role === 'plain' &&
        x.value.n > 0n &&
        !/人均|预算/.test(x.label),
    )
    const judged = sums.map((w) => {
      const value = divide(w.amount, heads.value, 6)
      return { w, value, slack: add(q.half, add(q.half, divide(w.half, heads.value, 6))) }
    })
    const fit = judged.find((j) => within(j.value, q.amount, j.slack))
    if (fit) write(p, fit.w, q, `${fit.w.digits}/${heads.digits}`, q, fit.value, true, ledger)
    else if (new Set(sums.map((w) => show(w.amount))).size === 1 && !q.about)
      write(p, judged[0]!.w, q, `${judged[0]!.w.digits}/${heads.digits}`, q, judged[0]!.value, false, ledger)
  }
}

/** 268名代表，每人2400元，计643200元. */
function timesPrice(p: ReadParagraph, ledger: Ledger): void {
  for (const [i, w] of p.quantities.entries()) {
    const [n, price] = [p.quantities[i - 2], p.quantities[i - 1]]
    if (
      w.dim !== 'money' ||
      !/^(?:，|,)?(?:共?计|合计|共)(?:需|为)?$/.test(w.label) ||
      !n ||
      price?.dim !== 'money'
    )
      continue
    if (
      !/(?:人均|每[人名次户辆台个月]|单价|标准)(?:为|按)?$/.test(price.label.replace(/年$/, '')) ||
      !/^[人名次户辆台个批]/.test(n.dim)
    )
      continue
    if (/[。；]/.test(p.text.slice(n.end, w.start)) || n.about || price.about || w.about) continue
    const value = multiply(n.value, price.amount)
    const ok = within(value, w.amount, add(w.half, multiply(price.half, n.value)))
    write(p, n, w, `${n.digits}*${price.digits}`, w, value, ok, ledger)
  }
}

function write(
  p: ReadParagraph,
  from: Quantity,
  to: Quantity,
  left: string,
  said: Quantity,
  value: Decimal,
  ok: boolean,
  ledger: Ledger,
): void {
  ledger.write(
    relation('R-D', 'derived', span(p, from, to), left, said.digits, ok, {
      leftValue: inUnit(value, said),
      rightValue: said.value,
      ...(ok ? {} : { severity: 'review' as const }),
      note: { key: 'sum', values: { diff: show(inUnit(absolute(subtract(value, said.amount)), said)) } },
    }),
  )
}
