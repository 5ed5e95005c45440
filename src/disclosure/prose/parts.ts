/** Totals and parts (R-SUM): what a sentence says a whole consists of has to add up to it. */
import {
  add,
  compare,
  type Decimal,
  equal,
  multiply,
  show,
  subtract,
  total,
  whole,
  within,
} from '../decimal.ts'
import { type Ledger, lastUnitOf, type ReadParagraph, relation, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { allClasses, completeSet } from './complete-sets.ts'
import { type Group, groupsOf, roleWord } from './groups.ts'
import { slipIn, swaps } from './slips.ts'

export function checkParts(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) for (const g of groupsOf(p)) checkGroup(g, ledger)
}

function checkGroup(g: Group, ledger: Ledger): void {
  const { p, parts } = g
  const first = parts[0]!
  const last = parts[parts.length - 1]!
  const sum = total(parts.map((q) => q.amount))
  const matching = g.wholes.find((w) => within(sum, w.amount, slack(parts, w)))
  const chosen = matching ?? g.wholes.find((w) => roleWord(w.label) === roleWord(first.label)) ?? g.wholes[0]!
  const where = span(p, chosen.start < first.start ? chosen : first, last)
  const left = parts.map((q) => q.digits).join('+')
  const complete = completeSet(parts, chosen) ?? asManyAsSaid(g, chosen)
  const common = {
    leftValue: inUnit(sum, chosen),
    rightValue: chosen.value,
    tolerance: inUnit(slack(parts, chosen), chosen),
  }
  if (matching && parts.length >= 2) {
    const exact = equal(sum, chosen.amount)
    ledger.write(
      relation(
        complete ?? 'R-SUM-05',
        'sum',
        where,
        left,
        chosen.digits,
        true,
        exact ? common : { ...common, severity: 'tail', note: missOf(sum, chosen) },
      ),
    )
  } else if (complete && parts.length >= 2 && !parts.some((q) => q.about) && !chosen.about) {
    ledger.write(
      relation(complete, 'sum', where, left, chosen.digits, false, {
        ...common,
        // Areas are told roughly; who measured what is for a person to ask.
        severity: chosen.dim === '平方米' ? 'review' : 'error',
        note: missOf(sum, chosen),
      }),
    )
  }
  for (const q of parts) checkOrder(g, q, chosen, ledger)
  if (!matching && !complete) tooMany(g, sum, left, where, chosen, ledger)
  if (!matching && !complete && parts.length >= 3) nearMiss(g, chosen, sum, left, where, ledger)
  checkChanges(g, chosen, ledger)
}

/** 共2个项目，其中：甲60.00万元；乙30.00万元: as many are told as there are said to be. */
function asManyAsSaid(g: Group, w: Quantity): string | null {
  // 无因公出国（境）支出: cars and receptions are then all there is.
  const cars = g.parts.some((q) => /公务用?车/.test(q.label)) && g.parts.some((q) => /公务接待/.test(q.label))
  if (
    cars &&
    g.parts.length === 2 &&
    /(?:无|没有|未发生|未安排)因公出国/.test(g.p.text) &&
    /三公/.test(g.p.text)
  )
    return 'R-SUM-06'
  const said = /共(?:计)?\s*(\d{1,2})\s*(?:个|项)/.exec(g.p.text.slice(w.end, g.from))?.[1]
  return said !== undefined && g.parts.length >= 2 && Number(said) === g.parts.length ? 'R-SUM-07' : null
}

const missOf = (sum: Decimal, w: Quantity) => ({
  key: 'sum',
  values: { diff: show(inUnit(subtract(sum, w.amount), w)) },
})

/** A part is not larger than the whole. */
function checkOrder(g: Group, q: Quantity, w: Quantity, ledger: Ledger): void {
  const ok = compare(q.amount, add(w.amount, w.half)) <= 0
  const sure = g.wholes.every((x) => compare(q.amount, x.amount) > 0)
  ledger.write(
    relation('R-SUM-10', 'order', span(g.p, w.start < q.start ? w : q, q), q.digits, w.digits, ok, {
      leftValue: q.value,
      rightValue: inUnit(w.amount, q),
      ...(ok
        ? {}
        : {
            severity: sure && q.amount.n >= 0n && w.amount.n >= 0n ? ('error' as const) : ('review' as const),
          }),
    }),
  )
}

/** Each part fits into the whole, and all together do not: either one is wrong, or the list names something twice. */
function tooMany(
  g: Group,
  sum: Decimal,
  left: string,
  where: ReturnType<typeof span>,
  w: Quantity,
  ledger: Ledger,
): void {
  const { parts } = g
  if (parts.length < 2 || parts.some((q) => q.about || q.amount.n < 0n)) return
  if (g.wholes.some((x) => compare(sum, add(x.amount, slack(parts, x))) <= 0)) return
  if (g.wholes.some((x) => parts.some((q) => compare(q.amount, add(x.amount, x.half)) > 0))) return
  ledger.write(
    relation('R-SUM-10', 'sum', where, left, w.digits, false, {
      leftValue: inUnit(sum, w),
      rightValue: w.value,
      tolerance: inUnit(slack(parts, w), w),
      severity: 'review',
      note: missOf(sum, w),
    }),
  )
}

/** Three parts or more that miss the whole by a slip of a digit: two neighbours changed places, or one digit is another. */
function nearMiss(
  g: Group,
  w: Quantity,
  sum: Decimal,
  left: string,
  where: ReturnType<typeof span>,
  ledger: Ledger,
): void {
  const diff = subtract(sum, w.amount)
  const slip = slipIn(g.parts, w, diff)
  // A part left out on purpose may look like a slip too, unless the list is announced as whole or digits changed places.
  const announced = g.whole || allClasses(g.parts) || (/项目/.test(w.label) && g.parts.length >= 3)
  if (!slip || !(announced || swaps(slip, diff, slip === w))) return
  ledger.write(
    relation('R-SUM-05', 'sum', where, left, w.digits, false, {
      leftValue: inUnit(sum, w),
      rightValue: w.value,
      severity: 'review',
      note: { key: 'sum-slip', values: { diff: show(inUnit(diff, w)) } },
    }),
  )
}

/** What the parts changed by makes what the whole changed by (R-SUM-11); said only where it holds, for parts may be left out. */
function checkChanges(g: Group, w: Quantity, ledger: Ledger): void {
  const { p, parts } = g
  const change = (q: Quantity, until: number) =>
    p.quantities.find((c) => c.role === 'change' && c.dim === q.dim && c.start > q.end && c.end <= until)
  const ofWhole = change(w, parts[0]!.start)
  if (!ofWhole) return
  const ofParts = parts
    .map((q, i) => change(q, parts[i + 1]?.start ?? p.text.length))
    .filter((c) => c !== undefined)
  if (ofParts.length < 2) return
  const signed = total(ofParts.map((c) => multiply(c.amount, whole(c.sign * ofWhole.sign))))
  if (!equal(signed, ofWhole.amount)) return
  ledger.write(
    relation(
      'R-SUM-11',
      'sum',
      span(p, ofWhole, ofWhole),
      ofParts.map((c) => c.digits).join('+'),
      ofWhole.digits,
      true,
      {
        leftValue: inUnit(signed, ofWhole),
        rightValue: ofWhole.value,
      },
    ),
  )
}

/** Half a unit of the last digit shown for each term and for the whole. */
const slack = (parts: readonly Quantity[], w: Quantity): Decimal =>
  total([...parts.map((q) => q.half), w.half])

/** An amount in the unit that the figure is stated in. */
export function inUnit(amount: Decimal, q: Quantity): Decimal {
  if (q.dim !== 'money') return amount
  const factor = lastUnitOf(q)
  // Units of money are powers of ten: moving the point is exact.
  const power = factor.n.toString().length - 1 - factor.s + q.shown
  return power >= 0 ? { n: amount.n, s: amount.s + power } : amount
}
