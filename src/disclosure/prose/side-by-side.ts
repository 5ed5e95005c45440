/**
 * Figures set side by side, the first for the first and the second for the second (分别为0.72、0.02和0.54亿元，占…的56.25%、1.56%和
 * 42.19%): shares of one whole (R-P-01), and, where their names are a set that is complete, its sum.
 */
import { add, divide, isZero, multiply, show, subtract, total, unit, whole, within } from '../decimal.ts'
import { type Ledger, type ReadParagraph, relation, severityOf, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { completeSet } from './complete-sets.ts'
import { itemsOf } from './counts.ts'
import { inUnit } from './parts.ts'
import { rounding } from './shares.ts'

const BESIDE = /^\s*(?:[、，,和与及]|[、，](?:和|与|及))\s*$/

const rowsRead = new WeakMap<ReadParagraph, Quantity[][]>()

/** Two figures or more of one kind with nothing but a pause between them. */
export function rowsOf(p: ReadParagraph): readonly (readonly Quantity[])[] {
  const known = rowsRead.get(p)
  if (known) return known
  const out: Quantity[][] = []
  let open: Quantity[] = []
  for (const q of p.quantities) {
    const last = open.at(-1)
    if (last && last.dim === q.dim && q.dim !== '' && BESIDE.test(p.text.slice(last.end, q.start)))
      open.push(q)
    else {
      if (open.length >= 2) out.push(open)
      open = [q]
    }
  }
  if (open.length >= 2) out.push(open)
  rowsRead.set(p, out)
  return out
}

/** Is this figure one of a row? Then what follows speaks of the row, not of it. */
export const inRow = (p: ReadParagraph, q: Quantity): boolean => rowsOf(p).some((r) => r.includes(q))

export function checkSideBySide(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) {
    const rows = rowsOf(p)
    for (const [i, row] of rows.entries()) {
      if (row[0]!.dim === 'percent' || row[0]!.dim === 'points' || !/分别|各/.test(nameOf(p, row))) continue
      sum(p, row, ledger)
      const rates = rows[i + 1]
      if (rates && rates.length === row.length && rates[0]!.role === 'share' && near(p, row, rates))
        shares(p, row, rates, ledger)
    }
  }
}

const near = (p: ReadParagraph, a: readonly Quantity[], b: readonly Quantity[]) =>
  !/[。；]/.test(p.text.slice(a.at(-1)!.end, b[0]!.start))

/** What stands before a row since the last full stop: the names its figures belong to. */
function nameOf(p: ReadParagraph, row: readonly Quantity[]): string {
  const text = p.text.slice(0, row[0]!.start)
  const from = Math.max(
    ...['。', '；', '：', '其中，'].map((w) => text.lastIndexOf(w) + w.length * Number(text.includes(w))),
  )
  return text.slice(from)
}

const wholesBefore = (p: ReadParagraph, row: readonly Quantity[]): Quantity[] =>
  p.quantities
    .filter(
      (q) =>
        q.end <= row[0]!.start &&
        q.dim === row[0]!.dim &&
        q.role === 'plain' &&
        !isZero(q.amount) &&
        !inRow(p, q),
    )
    .toReversed()

function sum(p: ReadParagraph, row: readonly Quantity[], ledger: Ledger): void {
  const names = itemsOf(nameOf(p, row).replace(/(?:的?(?:金额|规模|支出|数))?分别.*$/, ''))
  const wholes = wholesBefore(p, row)
  if (names.length !== row.length || wholes.length === 0) return
  const parts = row.map((q, i) => ({ ...q, label: names[i]! }))
  const amount = total(row.map((q) => q.amount))
  const slack = (w: Quantity) => total([...row.map((q) => q.half), w.half])
  const fit = wholes.find((w) => within(amount, w.amount, slack(w)))
  const rule = completeSet(parts, wholes[0]!)
  if (!fit && (!rule || wholes.length > 1)) return
  const w = fit ?? wholes[0]!
  ledger.write(
    relation(
      rule ?? 'R-SUM-05',
      'sum',
      span(p, w, row.at(-1)!),
      row.map((q) => q.digits).join('+'),
      w.digits,
      !!fit,
      {
        leftValue: inUnit(amount, w),
        rightValue: w.value,
        tolerance: inUnit(slack(w), w),
        ...(fit ? {} : { severity: 'error' as const }),
        note: { key: 'sum', values: { diff: show(inUnit(subtract(amount, w.amount), w)) } },
      },
    ),
  )
}

function shares(
  p: ReadParagraph,
  row: readonly Quantity[],
  rates: readonly Quantity[],
  ledger: Ledger,
): void {
  const pairs = row.map((part, i) => ({ part, share: rates[i]! })).filter((x) => !isZero(x.part.amount))
  const judged = wholesBefore(p, row).map((w) => {
    const each = pairs.map(({ part, share }) => {
      const value = divide(multiply(whole(100), part.amount), w.amount, share.shown + 6)
      const tolerance = add(share.half, rounding(part, w, share.shown))
      return {
        part,
        share,
        value,
        tolerance,
        severity: severityOf(value, share.value, tolerance, unit(share.shown)),
      }
    })
    return { w, each, fits: each.filter((e) => e.severity === null).length }
  })
  const best = judged.toSorted((a, b) => b.fits - a.fits)[0]
  // Which whole is meant, most of the shares have to prove.
  if (!best || best.fits < 2 || best.fits < pairs.length - 1) return
  for (const e of best.each)
    ledger.write(
      relation(
        'R-P-01',
        'share',
        span(p, e.part, e.share),
        `pct(${e.part.digits},${best.w.digits})`,
        e.share.digits,
        !e.severity,
        {
          leftValue: e.value,
          rightValue: e.share.value,
          tolerance: e.tolerance,
          strict: e.share.half,
          ...(e.severity
            ? {
                severity: e.severity,
                shouldBe: `${show(divide(e.value, whole(1), e.share.shown), e.share.shown)}%`,
              }
            : {}),
          note: { key: 'share', values: { part: e.part.digits, whole: best.w.digits } },
        },
      ),
    )
}
