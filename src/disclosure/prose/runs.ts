/** Sums told without 其中: a total that leads (共7708件，已办7529件，正在办理179件) or closes (局长1人，副局长2人，共3人) its parts. */
import { add, equal, total } from '../decimal.ts'
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { inUnit } from './parts.ts'

const TOTAL = /共|总|合计|编制|全年|受理|收到/

/** Only what adds up is said here: parts of a total that is not announced may be left out on purpose. */
export function checkRuns(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) {
    for (const run of runsOf(p)) {
      for (const [i, t] of run.entries()) {
        if (!TOTAL.test(t.label) || t.value.n === 0n) continue
        const after = upTo(t, run.slice(i + 1))
        if (after) say(p, t, after, ledger)
        const before = upTo(t, run.slice(0, i).toReversed())
        if (before) say(p, t, before.toReversed(), ledger)
      }
    }
    posts(p, ledger)
    quarters(p, ledger)
  }
}

/** Plain figures of one kind that follow each other in a sentence, at one depth of brackets. */
function runsOf(p: ReadParagraph): Quantity[][] {
  const byKind = new Map<string, Quantity[]>()
  for (const q of p.quantities) {
    if (q.role !== 'plain' || q.dim === '' || q.dim === 'percent' || q.dim === 'points') continue
    const sentence = p.text.slice(0, q.start).split('。').length
    const key = `${sentence}|${q.dim}|${q.depth}`
    byKind.set(key, [...(byKind.get(key) ?? []), q])
  }
  return [...byKind.values()].filter((r) => r.length >= 3)
}

/** The fewest of these, two or more, that make the total. */
function upTo(t: Quantity, parts: readonly Quantity[]): Quantity[] | null {
  let sum = { n: 0n, s: 0 }
  for (const [i, q] of parts.entries()) {
    sum = add(sum, q.amount)
    if (i >= 1 && equal(sum, t.amount)) return parts.slice(0, i + 1)
  }
  return null
}

function say(p: ReadParagraph, t: Quantity, parts: readonly Quantity[], ledger: Ledger): void {
  const first = parts[0]!.start < t.start ? parts[0]! : t
  const last = parts.at(-1)!.start > t.start ? parts.at(-1)! : t
  ledger.write(
    relation('R-SUM-10', 'sum', span(p, first, last), parts.map((q) => q.digits).join('+'), t.digits, true, {
      leftValue: inUnit(total(parts.map((q) => q.amount)), t),
      rightValue: t.value,
    }),
  )
}

/** In post, not more than there are posts (R-Q-02); more is for a person to look at: seconded staff are counted so. */
function posts(p: ReadParagraph, ledger: Ledger): void {
  const all = p.quantities.filter((q) => /^[名人个]$/.test(q.dim) && q.role === 'plain')
  const planned = all.find((q) =>
    /(?:总编制|核定编制|编制总?数|编制)$/.test(q.label.replace(/[为共计有]+$/, '')),
  )
  const inPost = all.find((q) => /在职|在编/.test(q.label) && q.start > (planned?.start ?? 0))
  if (!planned || !inPost) return
  const ok = inPost.value.n <= planned.value.n
  ledger.write(
    relation('R-Q-02', 'order', span(p, inPost, inPost), inPost.digits, planned.digits, ok, {
      leftValue: inPost.value,
      rightValue: planned.value,
      ...(ok ? {} : { severity: 'review' as const, note: { key: 'more-than-posts' } }),
    }),
  )
}

/** The plan of four quarters makes a sum that stands elsewhere too. */
function quarters(p: ReadParagraph, ledger: Ledger): void {
  const four = p.quantities.filter((q) => q.dim === 'money' && /第[一二三四]季度/.test(q.label))
  if (four.length !== 4) return
  const sum = total(four.map((q) => q.amount))
  ledger.write(
    relation(
      'R-SUM-07',
      'sum',
      span(p, four[0]!, four[3]!),
      four.map((q) => q.digits).join('+'),
      'total',
      true,
      {
        leftValue: inUnit(sum, four[0]!),
        rightValue: inUnit(sum, four[0]!),
      },
    ),
  )
}
