/**
 * Lists in which each part bears its share (R-P-01, R-P-02): in one sentence or a paragraph each. They share one whole;
 * which figure that is, the shares themselves prove, and then the odd one out is wrong.
 */
import {
  add,
  type Decimal,
  divide,
  equal,
  isZero,
  multiply,
  show,
  subtract,
  total,
  unit,
  whole,
  within,
} from '../decimal.ts'
import { type Ledger, type ReadParagraph, relation, severityOf, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { completeSet } from './complete-sets.ts'
import { groupsOf } from './groups.ts'
import { inUnit } from './parts.ts'
import { partOf, rounding } from './shares.ts'
import { inRow } from './side-by-side.ts'
import { slipIn } from './slips.ts'

const HUNDRED = whole(100)

interface Entry {
  p: ReadParagraph
  part: Quantity
  share: Quantity
}
interface Whole {
  amount: Decimal
  half: Decimal
  digits: string
}

/** @returns the shares that are judged here, so that nobody judges them again */
export function checkShareLists(paragraphs: readonly ReadParagraph[], ledger: Ledger): ReadonlySet<Quantity> {
  const settled = new Set<Quantity>()
  for (const list of listsIn(paragraphs)) {
    const found = wholeOf(list, paragraphs)
    if (!found) continue
    for (const e of list) {
      settled.add(e.share)
      judge(e, found.w, found.sure, ledger)
    }
    makesHundred(list, found.w, found.sure, paragraphs, ledger)
  }
  return settled
}

/** 占其 names nothing; 占“三公”经费的 may name the same whole for each of the list. */
const named = (s: Quantity): string => /占([^，。；]*?)(?:的|总额|比例|比重|为|达)*$/.exec(s.label)?.[1] ?? ''

function listsIn(paragraphs: readonly ReadParagraph[]): Entry[][] {
  const out: Entry[][] = []
  let open: Entry[] = []
  const close = () => {
    if (open.length >= 2) out.push(open)
    open = []
  }
  for (const p of paragraphs) {
    const own: Entry[] = []
    for (const share of p.quantities) {
      if (share.role !== 'share' || inRow(p, share)) continue
      const part = partOf(p, share)
      if (part && !own.some((e) => e.part === part)) own.push({ p, part, share })
    }
    for (const [i, e] of own.entries()) {
      const last = open.at(-1)
      const goesOn =
        last &&
        last.part.dim === e.part.dim &&
        last.part.depth === e.part.depth &&
        named(last.share) === named(e.share) &&
        (last.p === p
          ? !/。/.test(p.text.slice(last.share.end, e.part.start)) && !among(p, last.share.end, e.part.start)
          : i === 0 && p.index === last.p.index + 1 && own.length === 1 && leads(e) && leads(last))
      if (!goesOn) close()
      open.push(e)
    }
    if (own.length === 0) close()
  }
  close()
  return out
}

const among = (p: ReadParagraph, from: number, to: number) => /其中/.test(p.text.slice(from, to))
/** An item of its own: its figure comes first and near the head of its paragraph. */
const leads = (e: Entry): boolean =>
  e.p.quantities.find((q) => q.dim === e.part.dim) === e.part && e.part.start <= 48

/** The figure that most shares of the list are taken of: said before the list, or what its parts add up to. */
function wholeOf(list: readonly Entry[], all: readonly ReadParagraph[]): { w: Whole; sure: boolean } | null {
  const first = list[0]!
  const said = all
    .slice(Math.max(0, first.p.index - 4), first.p.index + 1)
    .flatMap((p) => p.quantities.filter((q) => p !== first.p || q.start < first.part.start))
    .filter((q) => q.dim === first.part.dim && q.role === 'plain')
    .toReversed()
  const sum = total(list.map((e) => e.part.amount))
  // Three shares or more tell their whole wherever it stands.
  const anywhere =
    list.length >= 3
      ? all.flatMap((p) =>
          p.quantities.filter(
            (q) =>
              q.dim === first.part.dim &&
              q.role === 'plain' &&
              !said.includes(q) &&
              !list.some((e) => e.part === q),
          ),
        )
      : []
  const candidates: Whole[] = [
    ...said,
    ...anywhere,
    { amount: sum, half: total(list.map((e) => e.part.half)), digits: show(inUnit(sum, first.part)) },
  ].filter((w) => w.amount.n > 0n)
  const judged = candidates.map((w) => ({ w, n: list.filter((e) => telling(e) && fits(e, w)).length }))
  const best = judged.toSorted((a, b) => b.n - a.n)[0]
  const telltale = list.filter(telling).length
  if (best && best.n === telltale - 1 && telltale >= 2) {
    // The parts make a sum that is said somewhere: the odd one out is a share.
    if (equal(best.w.amount, sum) && saidOf(sum, list, all)) return { w: best.w, sure: true }
    // The shares make a hundred of it: the odd one out is a part, or the list is of something else.
    if (
      telltale === 2 &&
      said.some((q) => q === best.w) &&
      within(total(list.map((e) => e.share.value)), HUNDRED, total(list.map((e) => e.share.half)))
    )
      return slipIn(
        list.map((e) => e.part),
        best.w as Quantity,
        subtract(sum, best.w.amount),
      )
        ? { w: best.w, sure: false }
        : null
  }
  if (best && best.n === 1 && ofItself(list, best.w, sum)) return { w: best.w, sure: true }
  if (!best || best.n < 2 || best.n < telltale * 0.6) return null
  return { w: best.w, sure: best.n >= 3 || best.n === telltale }
}

/** Some sentence of the document, apart from the list, names this sum. */
const saidOf = (sum: Decimal, list: readonly Entry[], all: readonly ReadParagraph[]): boolean =>
  all.some((p) =>
    p.quantities.some(
      (q) =>
        q.dim === list[0]!.part.dim &&
        q.role === 'plain' &&
        equal(q.amount, sum) &&
        !list.some((e) => e.part === q),
    ),
  )

/** Basic and project spending, staff and running: by their names they make up their own whole. */
const ofItself = (list: readonly Entry[], w: Whole, sum: Decimal): boolean =>
  equal(w.amount, sum) &&
  completeSet(
    list.map((e) => e.part),
    null,
  ) !== null

/** Nothing is nought per cent of anything. */
const telling = (e: Entry): boolean => !isZero(e.part.amount) && !isZero(e.share.value)

const rateOf = (e: Entry, w: Whole) => divide(multiply(HUNDRED, e.part.amount), w.amount, e.share.shown + 6)
const allowed = (e: Entry, w: Whole) =>
  add(e.share.half, equal(e.part.amount, w.amount) ? whole(0) : rounding(e.part, w, e.share.shown))
const fits = (e: Entry, w: Whole) =>
  severityOf(rateOf(e, w), e.share.value, allowed(e, w), unit(e.share.shown)) !== 'error'

function judge(e: Entry, w: Whole, sure: boolean, ledger: Ledger): void {
  const value = rateOf(e, w)
  const tolerance = allowed(e, w)
  const severity = severityOf(value, e.share.value, tolerance, unit(e.share.shown))
  ledger.write(
    relation(
      'R-P-01',
      'share',
      span(e.p, e.part, e.share),
      `pct(${e.part.digits},${w.digits})`,
      e.share.digits,
      severity === null,
      {
        leftValue: value,
        rightValue: e.share.value,
        tolerance,
        strict: e.share.half,
        ...(severity === null
          ? {}
          : {
              severity: severity === 'error' && !sure ? ('review' as const) : severity,
              shouldBe: `${show(divide(value, whole(1), e.share.shown), e.share.shown)}%`,
            }),
        note: { key: 'share', values: { part: e.part.digits, whole: w.digits } },
      },
    ),
  )
}

/** Shares that make a hundred are those of a whole list: its parts make the whole, and the other way about. */
function makesHundred(
  list: readonly Entry[],
  w: Whole,
  sure: boolean,
  all: readonly ReadParagraph[],
  ledger: Ledger,
): void {
  const shares = total(list.map((e) => e.share.value))
  const slack = total(list.map((e) => e.share.half))
  const sum = total(list.map((e) => e.part.amount))
  const room = total([...list.map((e) => e.part.half), w.half])
  if (!within(shares, HUNDRED, slack) || !sure) return
  if (within(sum, w.amount, room)) {
    statedWhole(list, sum, all, ledger)
    return
  }
  const [first, last] = [list[0]!, list.at(-1)!]
  const severity = severityOf(sum, w.amount, room, { n: first.part.half.n * 2n, s: first.part.half.s })
  ledger.write(
    relation(
      'R-SUM-05',
      'sum',
      first.p === last.p ? span(first.p, first.part, last.share) : span(last.p, last.part, last.share),
      list.map((e) => e.part.digits).join('+'),
      w.digits,
      false,
      {
        leftValue: inUnit(sum, first.part),
        rightValue: inUnit(w.amount, first.part),
        tolerance: inUnit(room, first.part),
        ...(severity ? { severity } : {}),
        note: { key: 'sum', values: { diff: show(inUnit(subtract(sum, w.amount), first.part)) } },
      },
    ),
  )
}

const OPENS = /(?:其中|如下|以下(?:几个)?方面|包括)[：:]\s*$/

/** The whole that 其中 before the list names, against the sum of a list whose shares make a hundred. */
function statedWhole(
  list: readonly Entry[],
  sum: Decimal,
  all: readonly ReadParagraph[],
  ledger: Ledger,
): void {
  const first = list[0]!
  const group = groupsOf(first.p).find(
    (g) => g.by === 'among' && list.every((e) => e.p !== first.p || g.parts.includes(e.part)),
  )
  const before = all[first.p.index - 1]
  const opening =
    list.at(-1)!.p !== first.p && before && OPENS.test(before.text)
      ? before.quantities.filter((q) => q.dim === first.part.dim && q.role === 'plain').slice(0, 1)
      : []
  const wholes = [...(group?.wholes ?? []), ...opening].filter((q) => !list.some((e) => e.part === q))
  const parts = list.map((e) => e.part)
  const room = (w: Quantity) => total([...parts.map((q) => q.half), w.half])
  const w = wholes[0]
  if (!w || wholes.some((x) => within(sum, x.amount, room(x)))) return
  const slip = slipIn(parts, w, subtract(sum, w.amount))
  const at =
    first.p === list.at(-1)!.p && group
      ? span(first.p, w, list.at(-1)!.share)
      : span(first.p, first.part, first.share)
  ledger.write(
    relation('R-SUM-05', 'sum', at, parts.map((q) => q.digits).join('+'), w.digits, false, {
      leftValue: inUnit(sum, w),
      rightValue: w.value,
      tolerance: inUnit(room(w), w),
      // Shares that make a hundred of the parts prove the parts; a whole that a single digit mends is a slip of the pen.
      severity: slip && wholes.length === 1 ? 'error' : 'review',
      note: { key: 'sum', values: { diff: show(inUnit(subtract(sum, w.amount), w)) } },
    }),
  )
}
