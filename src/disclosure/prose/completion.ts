/** Completion (R-P-04) and the words for it (R-P-05): 完成预算的…%, 决算数大于/小于/等于预算数, and reasons that say the opposite. */
import {
  absolute,
  add,
  compare,
  divide,
  isZero,
  multiply,
  show,
  subtract,
  unit,
  whole,
  within,
} from '../decimal.ts'
import { type Ledger, type ReadParagraph, relation, severityOf, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { roleWord } from './groups.ts'
import { rounding } from './shares.ts'

const HUNDRED = whole(100)

export function checkCompletion(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) {
    for (const q of p.quantities) {
      if (plannedBetween(p, q)) checkBetween(p, q, ledger)
      else if (q.role === 'completion') checkRate(p, q, ledger)
      else if (q.dim === 'percent' && /差异率(?:为)?$/.test(q.label)) checkDifference(p, q, ledger)
    }
    checkWords(p, ledger)
    checkReason(p, ledger)
  }
}

const sentenceOf = (p: ReadParagraph, at: number): number => p.text.lastIndexOf('。', at)

function checkRate(p: ReadParagraph, rate: Quantity, ledger: Ledger): void {
  const from = Math.max(sentenceOf(p, rate.start), p.text.lastIndexOf('；', rate.start))
  const money = p.quantities.filter(
    (q) =>
      q.start > from &&
      q.end <= rate.start &&
      q.dim === 'money' &&
      q.role === 'plain' &&
      q.depth === rate.depth,
  )
  const done =
    money.findLast((q) => roleWord(q.label) === 'outcome' || /支出|执行/.test(q.label)) ?? money.at(-1)
  const planned =
    budgetMeant(
      money.filter((q) => q !== done && isBudget(q.label)),
      rate.label,
    ) ??
    money.findLast(
      (q) => q !== done && /执行|已?支出|使用|支付/.test(done?.label ?? '') && PROVIDED.test(q.label),
    )
  if (!done || !planned) return
  const where = span(p, planned.start < done.start ? planned : done, rate)
  if (isZero(planned.amount)) {
    if (isZero(rate.value) && isZero(done.amount)) return
    ledger.write(
      relation('R-P-04', 'undefined-ratio', where, `${done.digits}/0`, rate.digits, false, {
        severity: 'review',
        note: { key: 'completion-of-nothing' },
      }),
    )
    return
  }
  writeRate(p, done, planned, rate, ledger)
}

function writeRate(
  p: ReadParagraph,
  done: Quantity,
  planned: Quantity,
  rate: Quantity,
  ledger: Ledger,
): void {
  const value = divide(multiply(HUNDRED, done.amount), planned.amount, rate.shown + 6)
  const tolerance = add(rate.half, rounding(done, planned, rate.shown))
  const severity = severityOf(value, rate.value, tolerance, unit(rate.shown))
  ledger.write(
    relation(
      'R-P-04',
      'completion',
      span(p, planned.start < done.start ? planned : done, rate),
      `pct(${done.digits},${planned.digits})`,
      rate.digits,
      severity === null,
      {
        leftValue: value,
        rightValue: rate.value,
        tolerance,
        strict: rate.half,
        ...(severity
          ? { severity, shouldBe: `${show(divide(value, whole(1), rate.shown), rate.shown)}%` }
          : {}),
        note: { key: 'completion', values: { done: done.digits, planned: planned.digits } },
      },
    ),
  )
}

/** 全年预算12.5万元: a budget also where no 数 follows the word. */
const isBudget = (label: string): boolean =>
  roleWord(label) === 'budget' ||
  (roleWord(label) === null &&
    /(?:年初|全年|调整|当年|变动|追加后|支出|收入|安排)预算(?:安排|资金|总额|额)?(?:为|是|共)?$/.test(
      label.replace(/\s/g, ''),
    ))

/** 完成预算数257288万元的41.9%: the budget stands between the outcome and the rate. */
function plannedBetween(p: ReadParagraph, rate: Quantity): Quantity | null {
  const base = p.quantities[p.quantities.indexOf(rate) - 1]
  return rate.dim === 'percent' &&
    /^的$/.test(rate.label) &&
    base?.dim === 'money' &&
    /^(?:[，,]?(?:完成|为|达到?))(?:了)?[^，。；]{0,8}预算(?:数|额|总额)?(?:的|为)?$/.test(
      base.label.replace(/\s/g, ''),
    )
    ? base
    : null
}

function checkBetween(p: ReadParagraph, rate: Quantity, ledger: Ledger): void {
  const planned = plannedBetween(p, rate)!
  const done = p.quantities[p.quantities.indexOf(planned) - 1]
  if (!done || done.dim !== 'money' || done.role !== 'plain' || isZero(planned.amount)) return
  if (/[。；]/.test(p.text.slice(done.end, planned.start))) return
  writeRate(p, done, planned, rate, ledger)
}

/** A budget by another name: 涉及资金, 安排资金. */
const PROVIDED = /(?:涉及|安排|下达|到位)[^，。；]{0,12}$|预算(?:资金|总额|金额)(?:为|共)?$/

/** 预决算差异率: outcome less budget, by budget; its sign may stand before the figure or be left out. */
function checkDifference(p: ReadParagraph, rate: Quantity, ledger: Ledger): void {
  const from = sentenceOf(p, rate.start)
  const money = p.quantities.filter(
    (q) => q.start > from && q.end <= rate.start && q.dim === 'money' && q.role === 'plain',
  )
  const done = money.findLast((q) => roleWord(q.label) === 'outcome')
  const planned = money.findLast((q) => q !== done && roleWord(q.label) === 'budget')
  if (!done || !planned || isZero(planned.amount)) return
  const value = divide(
    multiply(HUNDRED, subtract(done.amount, planned.amount)),
    planned.amount,
    rate.shown + 6,
  )
  const tolerance = add(rate.half, rounding(done, planned, rate.shown))
  const signed = rate.value.n < 0n
  const severity = severityOf(signed ? value : absolute(value), rate.value, tolerance, unit(rate.shown))
  ledger.write(
    relation(
      'R-P-04',
      'completion',
      span(p, planned.start < done.start ? planned : done, rate),
      `pct(${done.digits}-${planned.digits},${planned.digits})`,
      rate.digits,
      severity === null,
      {
        leftValue: value,
        rightValue: rate.value,
        tolerance,
        ...(severity
          ? { severity, shouldBe: `${show(divide(value, whole(1), rate.shown), rate.shown)}%` }
          : {}),
        note: { key: 'completion', values: { done: done.digits, planned: planned.digits } },
      },
    ),
  )
}

/** Of several budgets the one the words name: 年初 or 调整 or 全年; else the last before the outcome. */
function budgetMeant(budgets: readonly Quantity[], words: string): Quantity | undefined {
  const kind = /年初|调整|全年/.exec(words)?.[0]
  return (kind && budgets.findLast((q) => q.label.includes(kind))) || budgets.at(-1)
}

const WORDS =
  /(?:(?:决算|执行)数?|(?<=[，。；]|^)实际支出数?)(?:略)?(大于|高于|超过|小于|低于|等于|与|和|同)(?:年初|调整|全年)?预算数?(基本)?(持平|一致|相等|相同)?/g

function checkWords(p: ReadParagraph, ledger: Ledger): void {
  for (const m of p.text.matchAll(WORDS)) {
    const same = m[1] === '等于' || m[3] !== undefined
    if (!same && /与|和|同/.test(m[1]!)) continue
    const money = p.quantities.filter((q) => q.end <= m.index && q.dim === 'money' && q.role === 'plain')
    const planned = budgetMeant(
      money.filter((q) => roleWord(q.label) === 'budget'),
      m[0],
    )
    const done =
      money.findLast((q) => roleWord(q.label) === 'outcome') ?? onlyOther(p, money, planned, m.index)
    const rate = p.quantities.findLast((q) => q.end <= m.index && q.role === 'completion')
    // Two sentences at most: further away the words are about something else.
    const near = (q: Quantity | undefined) =>
      q && (p.text.slice(q.end, m.index).match(/[。；]/g)?.length ?? 0) <= 1
    const sign =
      near(done) && near(planned)
        ? compare(done!.amount, planned!.amount)
        : near(rate)
          ? compare(rate!.value, HUNDRED)
          : null
    if (sign === null) continue
    const close =
      near(done) && near(planned) && !isZero(planned!.amount)
        ? within(done!.amount, planned!.amount, divide(planned!.amount, whole(m[2] ? 20 : 200), 2))
        : sign === 0
    const ok = same
      ? sign === 0 || (m[2] !== undefined && close)
      : /大于|高于|超过/.test(m[1]!)
        ? sign > 0
        : sign < 0
    // Said to be equal and rounded to the same figure is no contradiction that figures could show.
    const first = near(done) && near(planned) ? (done!.start < planned!.start ? done! : planned!) : rate!
    ledger.write(
      relation(
        'R-P-05',
        'direction',
        span(p, first, { end: m.index + m[0].length }),
        m[0],
        near(done) && near(planned) ? `${done!.digits} : ${planned!.digits}` : `${rate!.digits}%`,
        ok,
        {
          ...(ok ? {} : { severity: 'error' as const }),
          note: { key: 'direction' },
        },
      ),
    )
  }
}

/** 支出0万元，预算0万元，决算数等于预算数: one figure beside the budget in the sentence can only be the outcome. */
function onlyOther(
  p: ReadParagraph,
  money: readonly Quantity[],
  planned: Quantity | undefined,
  at: number,
): Quantity | undefined {
  const from = sentenceOf(p, at - 1)
  const own = money.filter((q) => q.start > from && q !== planned)
  return planned && planned.start > from && own.length === 1 && /支出|执行|使用/.test(own[0]!.label)
    ? own[0]
    : undefined
}

const MOVED =
  /(增加|增长|上升|减少|下降|降低)(?:了)?\s*[\d.,]+\s*(?:%|万元|元)[^。；]{0,24}[。，；]\s*(?:主要)?(?:变动|增加|减少|下降|增长)?(?:的)?(?:主要)?原因(?:是|为|主要是|系)?[：，]?\s*([^。；]{2,40}?)(增加|增长|上升|减少|下降|降低)\s*[。；]/g

/** 比上年增加12.00万元，减少的主要原因是…: all changes of the sentence went the one way, the reason is asked for the other. */
function otherWay(p: ReadParagraph, ledger: Ledger): void {
  for (const m of p.text.matchAll(/(增加|增长|上升|减少|下降|降低)的?(?:主要|具体)?原因/g)) {
    const before = p.text.slice(0, m.index)
    const from = /[，。]$/.test(before) ? sentenceOf(p, m.index - 2) : sentenceOf(p, m.index)
    const moved = p.quantities.filter(
      (q) => q.start > from && q.end <= m.index && (q.role === 'change' || q.role === 'growth'),
    )
    const sign = /增加|增长|上升/.test(m[1]!) ? 1 : -1
    if (moved.length === 0 || new Set(moved.map((q) => q.sign)).size !== 1) continue
    const ok = moved[0]!.sign === sign
    ledger.write(
      relation(
        'R-P-05',
        'direction',
        span(p, moved[0]!, { end: m.index + m[0].length }),
        moved[0]!.label,
        m[0],
        ok,
        { ...(ok ? {} : { severity: 'review' as const }), note: { key: 'reason-other-way' } },
      ),
    )
  }
}

/** A reason that only says the item itself went the other way: 减少2.98%。主要原因是：…经费增加. */
function checkReason(p: ReadParagraph, ledger: Ledger): void {
  otherWay(p, ledger)
  for (const m of p.text.matchAll(MOVED)) {
    const down = (w: string) => /减少|下降|降低/.test(w)
    const subject = m[2]!.replace(/(?:经费|支出|预算|费用)$/, '').trim()
    const before = p.text.slice(Math.max(0, m.index - 260), m.index)
    // The item's own name as the reason; other reasons can well go the other way.
    if (subject.length < 2 || !before.includes(subject)) continue
    const ok = down(m[1]!) === down(m[3]!)
    ledger.write(
      relation(
        'R-P-05',
        'direction',
        span(p, { start: m.index }, { end: m.index + m[0].length }),
        m[1]!,
        `${m[2]}${m[3]}`,
        ok,
        {
          ...(ok ? {} : { severity: 'error' as const, shouldBe: `${m[2]}${down(m[1]!) ? '减少' : '增加'}` }),
          note: { key: 'reason-says-opposite' },
        },
      ),
    )
  }
}
