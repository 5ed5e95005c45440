/** Sums told without 其中: a total that leads (共7708件，已办7529件，正在办理179件) or closes (局长1人，副局长2人，共3人) its parts. */
import { add, equal, show, subtract, total, within } from '../decimal.ts'
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { numberOf } from './numbering.ts'
import { inUnit } from './parts.ts'
import { slipIn } from './slips.ts'

const TOTAL = /共|总|合计|编制|全年|受理|收到/

/** Only what adds up is said here: parts of a total that is not announced may be left out on purpose. */
export function checkRuns(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) {
    for (const run of runsOf(p)) {
      for (const [i, t] of run.entries()) {
        if (!TOTAL.test(t.label) || t.value.n === 0n) continue
        const after = upTo(t, run.slice(i + 1))
        if (after) say(p, t, after, ledger)
        else if (p.text[t.end] === '：' && /合计|共计|总额|总计/.test(t.label))
          listed(p, t, run.slice(i + 1), ledger)
        const before = upTo(t, run.slice(0, i).toReversed())
        if (before) say(p, t, before.toReversed(), ledger)
        else if (!after) closing(p, t, run.slice(0, i), ledger)
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

/** 行政编制20人，事业编制8人，共计30人: all that leads up to a bare 共计, where one digit explains the miss. */
function closing(p: ReadParagraph, t: Quantity, before: readonly Quantity[], ledger: Ledger): void {
  const said =
    /^(?:以上)?([两二三四五六七八九]项)?(?:总计|共计|合计|共|总分|自评总分)(?:支出|得分)?(?:为)?$/.exec(
      t.label,
    )
  if (!said || t.about) return
  const from = Math.max(p.text.lastIndexOf('；', t.start), p.text.lastIndexOf('：', t.start))
  const parts = before.filter((q) => q.start > from)
  if (parts.length < 2 || parts.some((q) => q.about) || /其中/.test(p.text.slice(parts[0]!.start, t.start)))
    return
  // 三项合计: said of as many as were told, there is nothing left out.
  const all = said[1] !== undefined && numberOf(said[1][0]!.replace('两', '二')) === parts.length
  slipped(p, t, parts, ledger, all)
}

/** 项目支出合计200.00万元：甲…；乙…；丙…。: what a colon opens is all of it. */
function listed(p: ReadParagraph, t: Quantity, after: readonly Quantity[], ledger: Ledger): void {
  if (
    after.length >= 3 &&
    !after.some((q) => q.about) &&
    !/其中/.test(p.text.slice(t.end, after.at(-1)!.end))
  )
    slipped(p, t, after, ledger)
}

/** Parts that miss their total, told where one digit of one figure explains it, or where they are said to be all. */
function slipped(
  p: ReadParagraph,
  t: Quantity,
  parts: readonly Quantity[],
  ledger: Ledger,
  all = false,
): void {
  const diff = subtract(total(parts.map((q) => q.amount)), t.amount)
  const room = total([...parts, t].map((q) => q.half))
  if (within(diff, { n: 0n, s: 0 }, room) || !(all || slipIn(parts, t, diff))) return
  ledger.write(
    relation(
      'R-SUM-10',
      'sum',
      span(p, parts[0]!.start < t.start ? parts[0]! : t, parts.at(-1)!.end > t.end ? parts.at(-1)! : t),
      parts.map((q) => q.digits).join('+'),
      t.digits,
      false,
      {
        leftValue: inUnit(total(parts.map((q) => q.amount)), t),
        rightValue: t.value,
        severity: all ? 'error' : 'review',
        note: { key: 'sum', values: { diff: show(inUnit(diff, t)) } },
      },
    ),
  )
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
  // 行政编制20名，事业编制8名: each kind by itself is not all the posts.
  if (
    all.filter((q) => /编制/.test(q.label) && q.start < inPost.start).length > 1 &&
    !/总编制|核定|编制总?数/.test(planned.label)
  )
    return
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
  const four = p.quantities.filter((q) => q.dim === 'money' && /[一二三四]季度/.test(q.label))
  if (four.length !== 4) return
  const year = p.quantities.find(
    (q) => q.dim === 'money' && q.start > four[3]!.end && /全年/.test(q.label) && q.role === 'plain',
  )
  if (year) slipped(p, year, four, ledger)
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
