/**
 * Year on year (R-P-03): what a figure is said to have changed by, in amount and in percent, fits the figure and what it
 * is compared with; and a sum cannot have grown by more than it is.
 */
import {
  add,
  compare,
  type Decimal,
  divide,
  isZero,
  multiply,
  show,
  subtract,
  unit,
  whole,
} from '../decimal.ts'
import { type Ledger, lastUnitOf, type ReadParagraph, relation, severityOf, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { checkGrowthAlone, checkLevel, counts, fromNothing, ofLastYear } from './growth.ts'
import { inUnit } from './parts.ts'

const HUNDRED = whole(100)

export function checkChanges(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) {
    checkLevel(p, ledger)
    if (respectively(p, ledger)) continue
    for (const c of p.quantities) {
      if (c.role === 'change' && counts(c)) checkChange(p, c, ledger)
      if (c.role === 'growth' && !changeBefore(p, c) && !changeAfter(p, c)) checkGrowthAlone(p, c, ledger)
    }
  }
}

const clauseEnd = (p: ReadParagraph, a: number, b: number) => /[。；]/.test(p.text.slice(a, b))

/** The growth said of a change: the next one, before another figure of the same kind. */
function growthAfter(p: ReadParagraph, c: Quantity): Quantity | undefined {
  const g = p.quantities.find((q) => q.start > c.end && q.depth === c.depth)
  if (g?.role === 'growth' && !clauseEnd(p, c.end, g.start)) return g
  // 降低6.94%，减少3.40万元: the percentage first.
  const before = p.quantities[p.quantities.indexOf(c) - 1]
  const own = before?.role === 'growth' && before.depth === c.depth && !clauseEnd(p, before.end, c.start)
  return own && !changeBefore(p, before) ? before : undefined
}
function changeBefore(p: ReadParagraph, g: Quantity): Quantity | undefined {
  const i = p.quantities.indexOf(g)
  const c = p.quantities[i - 1]
  return c?.role === 'change' && counts(c) && !clauseEnd(p, c.end, g.start) ? c : undefined
}

/** A change that only now follows its percentage. */
function changeAfter(p: ReadParagraph, g: Quantity): boolean {
  const c = p.quantities[p.quantities.indexOf(g) + 1]
  return c?.role === 'change' && counts(c) && growthAfter(p, c) === g
}

/** Figures that may be what changed, the nearest first: in the sentence, else leading the one before. */
function subjects(p: ReadParagraph, c: Quantity): Quantity[] {
  const sentence = p.text.lastIndexOf('。', c.start)
  const clause = Math.max(sentence, p.text.lastIndexOf('；', c.start))
  const of = (from: number, to: number) =>
    p.quantities.filter(
      (q) =>
        q.start > from &&
        q.end <= to &&
        q.dim === c.dim &&
        q.role === 'plain' &&
        !ofLastYear(q) &&
        q.depth <= c.depth,
    )
  const near = of(clause, c.start).toReversed()
  const rest = of(sentence, Math.max(clause, 0)).toReversed()
  const before = of(sentence < 0 ? -1 : p.text.lastIndexOf('。', sentence - 1), Math.max(sentence, 0))
  return [...near, ...rest, ...before]
}

function baseOf(p: ReadParagraph, c: Quantity): Quantity | undefined {
  return (
    namedBudget(p, c) ??
    p.quantities.findLast(
      (q) =>
        (q.role === 'base' || ofLastYear(q)) &&
        q.end <= c.start &&
        (q.dim === c.dim || q.dim === '') &&
        !clauseEnd(p, q.end, c.start) &&
        !p.quantities.some((x) => x.role === 'change' && x.start > q.end && x.end < c.start),
    )
  )
}

/** 决算比年初预算增加20.00万元: the budget said before in the sentence. */
function namedBudget(p: ReadParagraph, c: Quantity): Quantity | undefined {
  const kind = /^(?:支出)?决算数?(?:比|较)(年初|全年|调整)预算数?(?:增加|减少|多|少)了?$/.exec(c.label)?.[1]
  const from = p.text.lastIndexOf('。', c.start)
  const hit = kind
    ? p.quantities.filter(
        (q) =>
          q.start > from &&
          q.end <= c.start &&
          q.dim === c.dim &&
          q.role === 'plain' &&
          q.label.includes(`${kind}预算`),
      )
    : []
  return hit.length === 1 ? hit[0] : undefined
}

const asMoneyOf = (q: Quantity, like: Quantity): Quantity =>
  q.dim === like.dim
    ? q
    : {
        ...q,
        dim: like.dim,
        amount: multiply(q.value, factorOf(like)),
        half: multiply(q.half, factorOf(like)),
      }
const factorOf = (q: Quantity): Decimal => (q.dim !== 'money' ? whole(1) : { n: q.half.n / 5n, s: 0 })

function checkChange(p: ReadParagraph, c: Quantity, ledger: Ledger): void {
  const now = subjects(p, c)
  const stated = baseOf(p, c)
  const base = stated && asMoneyOf(stated, c)
  const g = growthAfter(p, c)
  if (stated && stated.dim === '' && stated.shown > 0 && c.dim === 'money')
    ledger.write(
      relation('R-P-06', 'unit', span(p, stated, c), stated.digits, `${stated.digits}${c.unit}`, false, {
        severity: 'review',
        note: { key: 'unit-missing' },
      }),
    )
  if (base) checkDifference(p, now, base, c, ledger)
  if (g) {
    if (g.sign !== c.sign) contradiction(p, c, g, ledger)
    checkGrowth(p, now, base, c, g, ledger)
  }
  const subject = now[0]
  if (
    subject &&
    !base &&
    c.sign === 1 &&
    compare(c.amount, add(subject.amount, add(subject.half, c.half))) > 0
  )
    tooMuch(p, now, c, ledger)
}

/** Before, changed by so much, is now. */
function checkDifference(
  p: ReadParagraph,
  now: readonly Quantity[],
  base: Quantity,
  c: Quantity,
  ledger: Ledger,
): void {
  const after = add(base.amount, multiply(c.amount, whole(c.sign)))
  const tolerance = add(add(base.half, c.half), c.half)
  const fits = now.find((q) => severityOf(after, q.amount, tolerance, lastUnitOf(c)) === null)
  const q = fits ?? now[0]
  if (!q) return
  const severity = fits ? null : severityOf(after, q.amount, tolerance, lastUnitOf(c))
  ledger.write(
    relation(
      'R-P-03',
      'equal',
      span(p, q, c),
      `${base.digits}${c.sign < 0 ? '-' : '+'}${c.digits}`,
      q.digits,
      !severity,
      {
        leftValue: inUnit(after, c),
        rightValue: inUnit(q.amount, c),
        ...(severity
          ? { severity, note: { key: 'difference', values: { after: show(inUnit(after, c)) } } }
          : {}),
      },
    ),
  )
}

/** Change by what was before makes the percent said. */
function checkGrowth(
  p: ReadParagraph,
  now: readonly Quantity[],
  base: Quantity | undefined,
  c: Quantity,
  g: Quantity,
  ledger: Ledger,
): void {
  const priors: { q: Quantity; prior: Decimal; half: Decimal }[] = [
    ...(base ? [{ q: base, prior: base.amount, half: base.half }] : []),
    // Nothing cannot be what is left after a fall to something else's percentage.
    ...now
      .filter((q, i) => i === 0 || !isZero(q.amount))
      .map((q) => ({
        q,
        prior: subtract(q.amount, multiply(c.amount, whole(c.sign))),
        half: add(q.half, c.half),
      })),
  ]
  const judged = priors
    .filter((x) => x.prior.n > 0n)
    .map((x) => {
      const value = divide(multiply(HUNDRED, c.amount), x.prior, g.shown + 6)
      const spread = divide(
        multiply(HUNDRED, add(multiply(c.half, x.prior), multiply(c.amount, x.half))),
        multiply(x.prior, x.prior),
        g.shown + 6,
      )
      const tolerance = add(g.half, spread)
      return { ...x, value, tolerance, severity: severityOf(value, g.value, tolerance, unit(g.shown)) }
    })
  const best = judged.find((j) => j.severity === null) ?? judged[0]
  if (!best) {
    if (priors[0] && isZero(priors[0].prior) && !isZero(c.amount)) fromNothing(p, c, g, ledger)
    return
  }
  ledger.write(
    relation(
      'R-P-03',
      'yoy',
      span(p, best.q.start < c.start ? best.q : c, g.end > c.end ? g : c),
      `yoy(${best.q.digits},${c.sign < 0 ? '-' : ''}${c.digits})`,
      g.digits,
      best.severity === null,
      {
        leftValue: multiply(best.value, whole(c.sign)),
        rightValue: multiply(g.value, whole(g.sign)),
        tolerance: best.tolerance,
        strict: g.half,
        ...(best.severity === null
          ? {}
          : {
              // Whose figure it is must be beyond doubt for an error.
              severity:
                best.severity === 'error' && clauseEnd(p, best.q.end, c.start)
                  ? ('review' as const)
                  : best.severity,
              shouldBe: `${show(divide(best.value, whole(1), g.shown), g.shown)}%`,
            }),
        note: { key: 'yoy', values: { prior: show(inUnit(best.prior, c)) } },
      },
    ),
  )
}

function contradiction(p: ReadParagraph, c: Quantity, g: Quantity, ledger: Ledger): void {
  ledger.write(
    relation('R-P-05', 'direction', span(p, c, g), c.label, g.label, false, {
      severity: 'error',
      note: { key: 'direction-two-words' },
    }),
  )
}

function tooMuch(p: ReadParagraph, now: readonly Quantity[], c: Quantity, ledger: Ledger): void {
  const q = now[0]!
  const sure = !clauseEnd(p, q.end, c.start)
  // …住房保障支出28.75万元；支出比上年增加140.4万元 goes on about the total: a figure it may be said of is enough.
  if (!sure && now.some((x) => compare(x.amount, c.amount) >= 0)) return
  ledger.write(
    relation(
      'R-P-03',
      'copy',
      span(p, q, c),
      `${q.digits}, +${c.digits}`,
      `${q.digits}-${c.digits} < 0`,
      false,
      {
        leftValue: inUnit(q.amount, c),
        rightValue: c.value,
        severity: sure ? 'error' : 'review',
        note: { key: 'grown-by-more-than-it-is' },
        ...(isZero(q.amount) ? { shouldBe: '0' } : {}),
      },
    ),
  )
}

/** 分别增加76.41万元、89.04万元，分别增长28.06%和39.10%: the first with the first, the second with the second. */
function respectively(p: ReadParagraph, ledger: Ledger): boolean {
  const found = /(?:分别|各)(增加|减少|增长|下降)/.exec(p.text)
  if (!found) return false
  const start = found.index
  const sign = /减少|下降/.test(found[1]!) ? -1 : 1
  const stop = p.text.indexOf('。', start) < 0 ? p.text.length : p.text.indexOf('。', start)
  const from = p.text.lastIndexOf('。', p.text.lastIndexOf('。', start) - 1)
  const after = p.quantities.filter((q) => q.start > start && q.end <= stop)
  const moved = after.filter(counts)
  const grown = after.filter((q) => q.dim === 'percent')
  const dim = moved[0]?.dim
  const now = p.quantities.filter(
    (q) => q.start > from && q.end <= start && q.dim === dim && q.role === 'plain',
  )
  const n = moved.length
  if (n < 2 || now.length < n) return false
  const subject = now.slice(-n)
  for (let i = 0; i < n; i++) {
    const c = { ...moved[i]!, role: 'change' as const, sign: sign as 1 | -1 }
    const g = grown.length === n ? { ...grown[i]!, role: 'growth' as const, sign: sign as 1 | -1 } : undefined
    if (g) checkGrowth(p, [subject[i]!], undefined, c, g, ledger)
  }
  return true
}
