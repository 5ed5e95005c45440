/** Identities (R-ID): income total = expenditure total; and statements made twice say the same (R-X-07). */
import { compare, equal, show, subtract } from '../decimal.ts'
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { inUnit } from './parts.ts'
import { slipOf } from './slips.ts'

export function checkIdentities(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) {
    totals(p, ledger)
    pair(p, ledger)
  }
  sameChanges(paragraphs, ledger)
  headedBudgets(paragraphs, ledger)
  twice(paragraphs, ledger)
}

const BOTH = /(?:收入?(?:[、和与及]|总计[、和与及])支出?总计|收支总计)(?:均|各|分别)?(?:为|是)?/g

/** 收、支总计348.72万元、316.78万元: two totals that are one by definition. */
function totals(p: ReadParagraph, ledger: Ledger): void {
  for (const m of p.text.matchAll(BOTH)) {
    const end = m.index + m[0].length
    const [a, b] = p.quantities.filter((q) => q.start >= end && q.dim === 'money').slice(0, 2)
    if (
      !a ||
      !b ||
      a.start - end > 3 ||
      !/^[、和，,与及]\s*$/.test(p.text.slice(a.end, b.start)) ||
      a.role !== 'plain' ||
      b.role !== 'plain'
    )
      continue
    const ok = equal(a.amount, b.amount)
    ledger.write(
      relation(
        'R-ID-02',
        'identity',
        span(p, { start: Math.max(0, m.index - 8) }, b),
        a.digits,
        b.digits,
        ok,
        {
          leftValue: a.value,
          rightValue: b.value,
          ...(ok
            ? {}
            : {
                severity: 'error' as const,
                note: { key: 'totals', values: { diff: show(inUnit(subtract(a.amount, b.amount), a)) } },
              }),
        },
      ),
    )
  }
}

/** 收入总计1234.56万元，支出总计1234.56万元, in one sentence. */
function pair(p: ReadParagraph, ledger: Ledger): void {
  const of = (word: string) => (q: Quantity) =>
    q.dim === 'money' &&
    q.role === 'plain' &&
    new RegExp(`(?:^|[^、和与及])${word}总计(?:均?为)?$`).test(q.label)
  const [a, b] = [p.quantities.find(of('收入')), p.quantities.find(of('支出'))]
  if (!a || !b || a.start > b.start || /[。]/.test(p.text.slice(a.end, b.start))) return
  const ok = equal(a.amount, b.amount)
  ledger.write(
    relation('R-ID-02', 'identity', span(p, a, b), a.digits, b.digits, ok, {
      leftValue: a.value,
      rightValue: b.value,
      ...(ok
        ? {}
        : {
            severity: 'error' as const,
            note: { key: 'totals', values: { diff: show(inUnit(subtract(a.amount, b.amount), a)) } },
          }),
    }),
  )
}

/** Income and expenditure that are equal change by the same. */
function sameChanges(all: readonly ReadParagraph[], ledger: Ledger): void {
  const of = (word: string) =>
    all.flatMap((p) =>
      p.quantities
        .filter((q) => q.role === 'change' && q.dim === 'money' && q.label.startsWith(word))
        .map((q) => ({ p, q })),
    )
  const [income, spent] = [of('收入'), of('支出')]
  if (income.length !== 1 || spent.length !== 1) return
  const [a, b] = [income[0]!, spent[0]!]
  const ok = equal(a.q.amount, b.q.amount)
  // Without what is carried over they need not be equal: of two that differ only a slip of the pen is told.
  if (!ok && !(a.q.sign === b.q.sign && slipOf(b.q, a.q))) return
  ledger.write(
    relation(
      'R-X-07',
      'equal',
      span(a.p, { start: a.q.start - a.q.label.length }, a.q),
      a.q.digits,
      b.q.digits,
      ok,
      {
        leftValue: a.q.value,
        rightValue: b.q.value,
        ...(ok ? {} : { severity: 'review' as const, note: { key: 'changes-differ' } }),
      },
    ),
  )
}

const HEADED = /^\s*(?:（[一二三四]）|\d[.、]|[一二三四]、)?(?:20\d\d年)?(收入|支出)预算[：，:]/

/** （一）收入预算：2020年年初预算数230.06万元…, （二）支出预算：2020年年初预算数230.06万元…: one is as much as the other. */
function headedBudgets(all: readonly ReadParagraph[], ledger: Ledger): void {
  const of = (side: string) =>
    all.flatMap((p) => {
      const q = HEADED.exec(p.text)?.[1] === side ? p.quantities.find((x) => x.dim === 'money') : undefined
      return q?.role === 'plain' && /预算数?(?:为|是)?$/.test(q.label) ? [{ p, q }] : []
    })
  const [income, spent] = [of('收入'), of('支出')]
  const [a, b] = [income[0], spent[0]]
  if (income.length !== 1 || spent.length !== 1 || !a || !b) return
  const ok = equal(a.q.amount, b.q.amount)
  ledger.write(
    relation('R-ID-01', 'identity', span(a.p, { start: 0 }, a.q), a.q.digits, b.q.digits, ok, {
      leftValue: a.q.value,
      rightValue: b.q.value,
      ...(ok
        ? {}
        : {
            severity: 'review' as const,
            note: { key: 'totals', values: { diff: show(inUnit(subtract(a.q.amount, b.q.amount), a.q)) } },
          }),
    }),
  )
}

/** What an organ is (posts, leaders, vehicles), told twice in the same words with other numbers. */
const STANDING = /编制|领导职数|在职|退休|副局长|内设机构|车辆|事业单位/

function twice(all: readonly ReadParagraph[], ledger: Ledger): void {
  const seen = new Map<string, { p: ReadParagraph; qs: Quantity[]; start: number; end: number }>()
  for (const p of all) {
    for (const m of p.text.matchAll(/[^。；]{12,160}/g)) {
      const start = m.index
      const end = start + m[0].length
      const qs = p.quantities.filter(
        (q) => q.start >= start && q.end <= end && q.dim !== '' && q.dim !== 'money' && q.dim !== 'percent',
      )
      const skeleton = m[0].replace(/\s+/g, '').replace(/[\d.,]+/g, '#')
      // Named or not at the head of the sentence, the organ is the same.
      const key = skeleton.slice(skeleton.search(STANDING)).split('；')[0]!
      if (qs.length < 2 || !STANDING.test(skeleton) || key.length < 10) continue
      const first = seen.get(key)
      if (!first) {
        seen.set(key, { p, qs, start, end })
        continue
      }
      for (const [i, q] of qs.entries()) {
        const other = first.qs[i]
        if (!other || other.dim !== q.dim) break
        const ok = compare(other.value, q.value) === 0
        if (ok && i > 0) continue
        ledger.write(
          relation('R-X-07', 'equal', span(first.p, first, first), other.digits, q.digits, ok, {
            leftValue: other.value,
            rightValue: q.value,
            ...(ok
              ? {}
              : {
                  severity: 'error' as const,
                  note: {
                    key: 'twice',
                    values: { label: q.label || q.unit, line: String(p.at[start]!.from[0]!.line) },
                  },
                }),
          }),
        )
      }
    }
  }
}
