/** Percentages without their amount: from two figures of the sentence, from whole numbers, or 持平 (R-P-03, R-P-05). */

import type { Decimal } from '../decimal.ts'
import { absolute, add, compare, divide, isZero, multiply, show, subtract, unit, whole } from '../decimal.ts'
import { type Ledger, type ReadParagraph, relation, severityOf, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { inUnit } from './parts.ts'

const HUNDRED = whole(100)

/** 上年支出4.00万元: last year's figure, said beside this year's without 比. */
export const ofLastYear = (q: Quantity): boolean =>
  q.role === 'plain' &&
  /^(?:而|其中)?(?:上年|去年|上一年度?)(?:度|同期)?(?:实际)?(?:决算|预算|支出|收入|执行|完成|拨款|安排)?(?:数|额)?(?:为|是)?$/.test(
    q.label.replace(/\s/g, ''),
  )

/** Money and counts; no percentages. */
export const counts = (q: Quantity): boolean => q.dim !== '' && q.dim !== 'percent' && q.dim !== 'points'

/** 比2022年预算执行数增加77.70%: two figures of the sentence, and the percent between them. */
export function checkGrowthAlone(p: ReadParagraph, g: Quantity, ledger: Ledger): void {
  const sentence = p.text.lastIndexOf('。', g.start)
  const before = p.quantities.filter(
    (q) => q.start > sentence && q.end <= g.start && counts(q) && q.depth <= g.depth,
  )
  const year = /(?:比|较|与)\s*(20\d\d)年/.exec(
    p.text.slice(Math.max(sentence, 0), g.start).split('，').at(-1) ?? '',
  )?.[1]
  const money = before.filter((q) => q.role === 'plain' || q.role === 'base')
  const base =
    money.findLast((q) => q.role === 'base' || ofLastYear(q)) ??
    (year ? money.findLast((q) => mentions(p, q, year)) : undefined)
  const current = money.filter(
    (q) => q !== base && q.dim === base?.dim && q.role === 'plain' && !ofLastYear(q),
  )
  if (base && current.length > 0) {
    judgeGrowth(p, base, current.toReversed(), g, ledger)
    return
  }
  feasible(p, before, g, ledger)
}

/** The year stands in the words before the figure, with no other figure between. */
const mentions = (p: ReadParagraph, q: Quantity, year: string): boolean => {
  const from = p.quantities.filter((x) => x.end <= q.start).at(-1)?.end ?? 0
  return p.text.slice(from, q.start).includes(`${year}年`)
}

function judgeGrowth(
  p: ReadParagraph,
  base: Quantity,
  now: readonly Quantity[],
  g: Quantity,
  ledger: Ledger,
): void {
  const last = now[0]!
  if (isZero(base.amount)) {
    if (!isZero(last.amount)) fromNothing(p, last, g, ledger)
    return
  }
  const judged = now.map((q) => {
    const value = divide(
      multiply(HUNDRED, multiply(subtract(q.amount, base.amount), whole(g.sign))),
      base.amount,
      g.shown + 6,
    )
    const spread = divide(
      multiply(HUNDRED, add(multiply(q.half, base.amount), multiply(q.amount, base.half))),
      multiply(base.amount, base.amount),
      g.shown + 6,
    )
    const tolerance = add(g.half, absolute(spread))
    return { q, value, tolerance, severity: severityOf(value, g.value, tolerance, unit(g.shown)) }
  })
  const best = judged.find((j) => j.severity === null) ?? judged[0]!
  ledger.write(
    relation(
      'R-P-03',
      'yoy',
      span(p, best.q.start < base.start ? best.q : base, g),
      `pct(${best.q.digits}-${base.digits},${base.digits})`,
      g.digits,
      best.severity === null,
      {
        leftValue: best.value,
        rightValue: g.value,
        tolerance: best.tolerance,
        strict: g.half,
        ...(best.severity === null
          ? {}
          : {
              severity: best.severity,
              shouldBe: `${show(divide(best.value, whole(1), g.shown), g.shown)}%`,
            }),
        note: { key: 'yoy', values: { prior: base.digits } },
      },
    ),
  )
}

/** Counts of which only now and the percent are given: is there a whole number it can have been? */
function feasible(p: ReadParagraph, before: readonly Quantity[], g: Quantity, ledger: Ledger): void {
  const words = ['批次', '人次']
  const word = words.find((w) => g.label.includes(w))
  const clause = p.text.lastIndexOf('。', g.start)
  const q = before.findLast(
    (x) =>
      x.role === 'plain' &&
      x.start > clause &&
      x.value.s === 0 &&
      (word ? x.dim.startsWith(word.slice(0, word === '批次' ? 1 : 2)) : true),
  )
  // A month or a day is no count that could have been another.
  if (!q || q.dim === 'money' || /^[月日年岁分天]$/.test(q.dim) || q.value.n <= 0n) return
  const n = feasiblePrior(q.value.n, g)
  ledger.write(
    relation(
      'R-P-03',
      'feasible-yoy',
      span(p, q, g),
      `n: |n-${q.digits}|/n=${g.digits}%`,
      n ? `n in ${n[0]}..${n[1]}` : '∅',
      n !== null,
      {
        ...(n === null ? { severity: 'review' as const } : {}),
        note: { key: n ? 'feasible-yoy' : 'infeasible-yoy' },
      },
    ),
  )
}

/** Whole numbers that would give the percent said, cut off or rounded; null when there is none. */
export function feasiblePrior(
  now: bigint,
  g: { value: Decimal; sign: 1 | -1; shown: number },
): [bigint, bigint] | null {
  const scale = 10n ** BigInt(g.shown)
  const pct = g.value.n * 10n ** BigInt(g.shown - g.value.s)
  const hundred = 100n * scale
  const ok = (n: bigint): boolean => {
    const moved = g.sign === 1 ? now - n : n - now
    // |100·moved/n - pct| < 1 unit: rounded or cut off.
    return moved >= 0n && hundred * moved > (pct - 1n) * n && hundred * moved < (pct + 1n) * n
  }
  const divisor = g.sign === 1 ? hundred + pct : hundred - pct
  if (divisor <= 0n) return [now + 1n, now * 1000n + 1n]
  const middle = (now * hundred) / divisor
  const reach = middle / 50n + 40n
  let low: bigint | null = null
  let high: bigint | null = null
  for (let n = middle - reach > 0n ? middle - reach : 1n; n <= middle + reach; n++) {
    if (!ok(n)) continue
    low ??= n
    high = n
  }
  return low === null || high === null ? null : [low, high]
}

export function fromNothing(p: ReadParagraph, c: Quantity, g: Quantity, ledger: Ledger): void {
  ledger.write(
    relation('R-P-04', 'undefined-ratio', span(p, c, g), `${c.digits}/0`, g.digits, false, {
      severity: 'review',
      note: { key: 'undefined-ratio' },
    }),
  )
}

/** 2022年当年预算执行数为15.00万元，2023年预算安排15.00万元，比2022年预算执行数持平: said to be the same, it is. */
export function checkLevel(p: ReadParagraph, ledger: Ledger): void {
  levelWith(p, ledger)
  levelWithLast(p, ledger)
  for (const m of p.text.matchAll(/(?:比|较|与)\s*(20\d\d)年[^，。；\d]{0,16}(基本)?持平/g)) {
    const sentence = p.text.lastIndexOf('。', m.index)
    const money = p.quantities.filter(
      (q) => q.start > sentence && q.end <= m.index && q.dim === 'money' && q.role === 'plain',
    )
    const base = money.findLast((q) => mentions(p, q, m[1]!))
    const now = money.findLast((q) => q !== base)
    if (!base || !now || now.start < base.start) continue
    level(p, now, base, { end: m.index + m[0].length }, m[2] !== undefined, ledger)
  }
}

/** 2023年预算6.00万元，2022年为6.00万元，与上年持平: both figures of the sentence, one of them last year's by its name. */
function levelWithLast(p: ReadParagraph, ledger: Ledger): void {
  for (const m of p.text.matchAll(
    /(?:与|和|同|较|比)(?:上年|去年|上一年)(?:度|同期)?(?:数)?(基本)?(?:持平|相同|一致)/g,
  )) {
    const sentence = p.text.lastIndexOf('。', m.index)
    const two = p.quantities.filter(
      (q) => q.start > sentence && q.end <= m.index && q.dim === 'money' && q.role === 'plain',
    )
    const [now, base] = two
    if (two.length !== 2 || !now || !base || !(ofLastYear(base) || yearAfter(p, base, now))) continue
    level(p, now, base, { end: m.index + m[0].length }, m[1] !== undefined, ledger)
  }
}

/** 2022年为…, after a figure of 2023. */
function yearAfter(p: ReadParagraph, base: Quantity, now: Quantity): boolean {
  const own = /^(20\d\d)年(?:度)?(?:决算|预算|支出|收入)?数?(?:为|是)?$/.exec(
    base.label.replace(/\s/g, ''),
  )?.[1]
  return own !== undefined && mentions(p, now, String(Number(own) + 1))
}

/** 2.50万元，与2022年预算2.60万元持平: the figure it is compared with stands before the word. */
function levelWith(p: ReadParagraph, ledger: Ledger): void {
  for (const base of p.quantities) {
    if (base.role !== 'base' || base.dim !== 'money' || !/^\s*(?:基本)?持平/.test(p.text.slice(base.end)))
      continue
    const now = p.quantities.findLast(
      (q) => q.end <= base.start && q.dim === 'money' && q.role === 'plain' && q.depth === base.depth,
    )
    if (!now || /[。；]/.test(p.text.slice(now.end, base.start)) || now.about || base.about) continue
    level(p, now, base, { end: base.end + 2 }, p.text.startsWith('基本', base.end), ledger)
  }
}

/** Two figures said to be the same. */
function level(
  p: ReadParagraph,
  now: Quantity,
  base: Quantity,
  to: { end: number },
  roughly: boolean,
  ledger: Ledger,
): void {
  const miss = absolute(subtract(now.amount, base.amount))
  const ok = compare(miss, add(now.half, base.half)) <= 0 || roughly
  const first = now.start < base.start ? now : base
  ledger.write(
    relation('R-P-05', 'direction', span(p, first, to), `${now.digits} : ${base.digits}`, '持平', ok, {
      leftValue: now.value,
      rightValue: inUnit(base.amount, now),
      ...(ok ? {} : { severity: compare(multiply(miss, whole(100)), base.amount) > 0 ? 'error' : 'review' }),
      note: { key: 'direction' },
    }),
  )
}
