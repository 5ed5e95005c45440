/** Shares (R-P-01, R-P-02): 占…% is part by whole, and the shares of a complete list make a hundred. */
import {
  add,
  compare,
  type Decimal,
  divide,
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
import { checkShareLists } from './share-lists.ts'
import { inRow } from './side-by-side.ts'

const HUNDRED = whole(100)

export function checkShares(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  const settled = checkShareLists(paragraphs, ledger)
  for (const p of paragraphs) {
    const groups = groupsOf(p)
    const shares = p.quantities.filter((q) => q.role === 'share')
    for (const s of shares) {
      // Shares side by side are read with the figures side by side.
      if (settled.has(s) || inRow(p, s)) continue
      const part = partOf(p, s)
      if (part) checkShare(p, part, s, wholesOf(p, part, s, paragraphs, groups), ledger)
    }
    spelledOut(p, ledger)
    checkTotals(p, shares, ledger)
  }
}

/** 占本年支出合计1,249.93万元的98.77%: the whole stands between. */
function spelledOut(p: ReadParagraph, ledger: Ledger): void {
  for (const [i, s] of p.quantities.entries()) {
    const [part, base] = [p.quantities[i - 2], p.quantities[i - 1]]
    if (s.dim !== 'percent' || !/^的$/.test(s.label) || !base || !part) continue
    // The whole's name may have marks of its own: 占“三公”经费支出总额4.80万元的25.00%.
    if (!/^[，、]?(?:仅|约)?占[^，。；\d]*$/.test(p.text.slice(part.end, base.start))) continue
    if (part.dim === base.dim && part.role === 'plain')
      checkShare(p, part, s, [{ q: base, sure: true }], ledger)
  }
}

/** The figure a share is about: the last plain one before it, with no full stop or semicolon between. */
export function partOf(p: ReadParagraph, s: Quantity): Quantity | undefined {
  // 基本支出占75.00%，为1,200.00万元: the share first.
  const next = p.quantities[p.quantities.indexOf(s) + 1]
  if (
    next?.dim === 'money' &&
    /^(?:为|即|计|金额为?)$/.test(next.label) &&
    p.text.slice(s.end, next.start).replace(next.label, '').trim() === '，'
  )
    return next
  const q = p.quantities.findLast(
    (x) =>
      x.end <= s.start && x.role === 'plain' && x.dim !== 'percent' && x.dim !== '' && x.depth === s.depth,
  )
  return q && !/[。；]/.test(p.text.slice(q.end, s.start)) ? q : undefined
}

interface Base {
  q: Quantity
  /** Nobody who reads the sentence could take another figure for the whole. */
  sure: boolean
}

function wholesOf(
  p: ReadParagraph,
  part: Quantity,
  s: Quantity,
  all: readonly ReadParagraph[],
  groups: ReturnType<typeof groupsOf>,
): Base[] {
  const named = /占([^，。；]{2,24}?)(?:比例|比重)?(?:的|达|为|比)*(?:比例|比重)?(?:的|达|为)*\s*$/
    .exec(s.label)?.[1]
    ?.trim()
  if (named && !/^(?:比|总|全部)/.test(named)) {
    const own = p.quantities.filter(
      (q) => q !== part && q.dim === part.dim && q.role === 'plain' && bears(q, named),
    )
    const far = all.flatMap((x) =>
      x.quantities.filter((q) => q !== part && q.dim === part.dim && q.role === 'plain' && bears(q, named)),
    )
    return [...own.map((q) => ({ q, sure: own.length === 1 })), ...far.map((q) => ({ q, sure: false }))]
  }
  const group = groups.find((g) => g.parts.includes(part))
  const out: Base[] = []
  if (group) out.push({ q: group.wholes[0]!, sure: group.by === 'among' && group.wholes.length === 1 })
  for (const q of p.quantities) {
    if (q.end > part.start || q.dim !== part.dim || q.role !== 'plain' || out.some((o) => o.q === q)) continue
    // What has a share of its own is a brother, not the whole.
    if (compare(q.amount, part.amount) >= 0 && !hasShare(p, q)) out.push({ q, sure: false })
  }
  return out
}

const hasShare = (p: ReadParagraph, q: Quantity): boolean => {
  const next = p.quantities[p.quantities.indexOf(q) + 1]
  return next?.role === 'share' && !/[。；]/.test(p.text.slice(q.end, next.start))
}

const bears = (q: Quantity, name: string): boolean => {
  const label = q.label.replace(/\s/g, '')
  const wanted = name.replace(/\s/g, '')
  return (
    label.endsWith(wanted) ||
    label.replace(/(?:为|是|共|总额|合计|金额)+$/, '').endsWith(wanted.replace(/(?:总额|合计|金额)$/, ''))
  )
}

/** How far a percentage may be off because its own terms are rounded. */
export function rounding(part: Quantity, base: { amount: Decimal; half: Decimal }, digits: number): Decimal {
  if (isZero(base.amount)) return whole(0)
  const top = multiply(HUNDRED, add(multiply(part.half, base.amount), multiply(part.amount, base.half)))
  return divide(top, multiply(base.amount, base.amount), digits + 6)
}

function checkShare(
  p: ReadParagraph,
  part: Quantity,
  s: Quantity,
  bases: readonly Base[],
  ledger: Ledger,
): void {
  const where = span(p, part, s)
  const usable = bases.filter((b) => !isZero(b.q.amount))
  const judged = usable.map((b) => {
    const value = divide(multiply(HUNDRED, part.amount), b.q.amount, s.shown + 6)
    const tolerance = add(s.half, part.amount.n === b.q.amount.n ? whole(0) : rounding(part, b.q, s.shown))
    return { b, value, tolerance, severity: severityOf(value, s.value, tolerance, unit(s.shown)) }
  })
  const good = judged.find((j) => j.severity === null)
  // Nothing is no share of anything, whatever the whole.
  if (isZero(part.amount) && !isZero(s.value)) {
    nothing(p, part, s, ledger)
    return
  }
  if (!good && isZero(part.amount)) return
  const best = good ?? judged.find((j) => j.b.sure) ?? judged[0]
  if (!best) return
  const ok = best.severity === null
  if (!ok && !best.b.sure && best.severity === 'error' && judged.length !== 1) return
  ledger.write(
    relation('R-P-01', 'share', where, `pct(${part.digits},${best.b.q.digits})`, s.digits, ok, {
      leftValue: best.value,
      rightValue: s.value,
      tolerance: best.tolerance,
      strict: s.half,
      ...(ok
        ? {}
        : {
            severity: best.severity === 'error' && !best.b.sure ? ('review' as const) : best.severity!,
            shouldBe: `${show(divide(best.value, whole(1), s.shown), s.shown)}%`,
          }),
      note: { key: 'share', values: { part: part.digits, whole: best.b.q.digits } },
    }),
  )
}

function nothing(p: ReadParagraph, part: Quantity, s: Quantity, ledger: Ledger): void {
  ledger.write(
    relation('R-P-01', 'share', span(p, part, s), `pct(${part.digits},…)`, s.digits, false, {
      leftValue: whole(0),
      rightValue: s.value,
      severity: 'error',
      shouldBe: '0%',
      note: { key: 'share', values: { part: part.digits, whole: '…' } },
    }),
  )
}

/** Shares of one list, as long as one whole is meant: they stand in one sentence. */
function checkTotals(p: ReadParagraph, shares: readonly Quantity[], ledger: Ledger): void {
  for (const run of [...runsIn(p, shares), ...ofOneName(p, shares)]) {
    if (run.length < 2) continue
    const sum = total(run.map((s) => s.value))
    const tolerance = total(run.map((s) => s.half))
    const ok = within(sum, HUNDRED, tolerance)
    // Far from a hundred the list is not meant to be whole.
    if (!ok && !within(sum, HUNDRED, whole(1))) continue
    const shown = Math.min(...run.map((s) => s.shown))
    ledger.write(
      relation(
        'R-P-02',
        'share-total',
        span(p, run[0]!, run[run.length - 1]!),
        run.map((s) => s.digits).join('+'),
        '100',
        ok,
        {
          leftValue: sum,
          rightValue: HUNDRED,
          tolerance,
          ...(ok
            ? {}
            : {
                severity:
                  severityOf(sum, HUNDRED, tolerance, unit(shown)) === 'error'
                    ? ('error' as const)
                    : ('tail' as const),
              }),
          note: { key: 'share-total', values: { diff: show(subtract(sum, HUNDRED)) } },
        },
      ),
    )
  }
}

/** 基本支出占本年支出的66.7%，项目支出占本年支出的33.3%: of one named whole, and by their names all of it. */
function ofOneName(p: ReadParagraph, shares: readonly Quantity[]): Quantity[][] {
  const nameOf = (s: Quantity) => /占([^，。；]{2,16}?)(?:的|总额|比例|比重|为|达)*$/.exec(s.label)?.[1] ?? ''
  const out: Quantity[][] = []
  for (const s of shares) {
    const name = nameOf(s)
    if (name === '' || /^[比总]/.test(name)) continue
    const last = out.at(-1)
    const prev = last?.at(-1)
    if (prev && nameOf(prev) === name && !/。/.test(p.text.slice(prev.end, s.start))) last!.push(s)
    else out.push([s])
  }
  return out.filter(
    (run) =>
      completeSet(
        run.map((s) => ({ ...s, label: s.label.replace(/占.*$/, '') })),
        null,
      ) !== null,
  )
}

function runsIn(p: ReadParagraph, shares: readonly Quantity[]): Quantity[][] {
  const out: Quantity[][] = []
  for (const s of shares) {
    // A share of something named is of that, not one of the list.
    if (/占[^，。；]{2,}/.test(s.label.replace(/占(?:比|总|全部|的)?[比重例额]*[为达的]*$/, '占'))) continue
    const last = out[out.length - 1]
    const prev = last?.[last.length - 1]
    if (prev && prev.depth === s.depth && !/。/.test(p.text.slice(prev.end, s.start))) last!.push(s)
    else out.push([s])
  }
  return out
}
