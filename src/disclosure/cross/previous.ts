/** This year's document against last year's (R-X-11): the figure before the change is the figure published then. */
import { type Decimal, multiply, show, subtract, total, whole, within } from '../decimal.ts'
import { ofLastYear } from '../prose/growth.ts'
import { inUnit } from '../prose/parts.ts'
import { type Ledger, type Reading, type ReadParagraph, relation, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'

/** Totals whose words mean the same in each year's document. */
const SUBJECTS: readonly RegExp[] = [
  /收入预算$/,
  /^支出预算$/,
  /财政拨款收入(?:预算)?$/,
  /财政拨款支出预算$/,
  /一般公共预算(?:财政)?拨款支出(?:预算)?$/,
  /机关运行经费(?:支出|预算|财政拨款预算)?$/,
  /政府采购(?:预算|支出)?(?:总额|金额)?$/,
  /(?:本年)?收入(?:合计|总计)$/,
  /(?:本年)?支出(?:合计|总计)$/,
  /收入支出总计$|收支总计$/,
  /三公”?经费(?:财政拨款)?(?:支出)?$/,
  /(?<!国内|国外|外事)公务接待费(?:支出)?$/,
  /公务用车运行(?:维护)?费(?:支出)?$/,
  /公务用车购置及运行(?:维护)?费(?:支出)?$/,
  /因公出国(?:（境）)?(?:费用?|经费)(?:支出)?$/,
  /会议费(?:支出)?$/,
  /培训费(?:支出)?$/,
]

export function checkAgainstPrevious(now: Reading, before: Reading, ledger: Ledger): void {
  const { year } = now.facts
  if (year === null) return
  if (before.facts.year === year && before.facts.kind === 'budget' && now.facts.kind === 'final') {
    againstBudget(now, before, ledger)
    return
  }
  // Another kind of document counts differently; a document of another year says nothing of last year.
  if (before.facts.year !== year - 1 || now.facts.kind !== before.facts.kind) return
  for (const subject of SUBJECTS) {
    const then = figures(before, subject)
    if (new Set(then.map((q) => show(q.amount))).size !== 1) continue
    for (const p of now.paragraphs) {
      for (const q of p.quantities) {
        if (!says(p, q, subject)) continue
        const c = changeOf(p, q)
        if (c) compareWith(p, q, c, then[0]!, ledger)
        const last = lastOf(p, q)
        if (last) told(p, last, then[0]!, 'R-X-11', ledger)
      }
    }
  }
}

/** What final accounts call the budget of the beginning of the year, against that budget as it was published (R-X-12). */
function againstBudget(now: Reading, before: Reading, ledger: Ledger): void {
  for (const subject of SUBJECTS) {
    const then = figures(before, subject)
    if (new Set(then.map((q) => show(q.amount))).size !== 1) continue
    for (const p of now.paragraphs)
      for (const q of p.quantities) {
        const planned = /(?:年初|支出)?预算(?:安排)?数?(?:为|是)?$/.exec(q.label.replace(/\s/g, ''))
        // The budget as adjusted is another figure.
        if (!planned || /调整|全年/.test(q.label) || !says(p, q, subject)) continue
        told(p, q, then[0]!, 'R-X-12', ledger)
      }
  }
}

/** 上年为30.00万元, right after this year's figure. */
function lastOf(p: ReadParagraph, q: Quantity): Quantity | undefined {
  const next = p.quantities[p.quantities.indexOf(q) + 1]
  return next && ofLastYear(next) && next.dim === 'money' && !/[。；]/.test(p.text.slice(q.end, next.start))
    ? next
    : undefined
}

function told(p: ReadParagraph, q: Quantity, then: Quantity, rule: string, ledger: Ledger): void {
  const ok = within(q.amount, then.amount, total([q.half, then.half]))
  ledger.write(
    relation(rule, 'cross-year', span(p, q, q), q.digits, then.digits, ok, {
      leftValue: q.value,
      rightValue: inUnit(then.amount, q),
      ...(ok
        ? {}
        : {
            severity: 'review' as const,
            note: {
              key: rule === 'R-X-12' ? 'budget-published' : 'prior-year',
              values: { prior: show(q.value), before: show(inUnit(then.amount, q)) },
            },
          }),
    }),
  )
}

const words = (p: ReadParagraph, q: Quantity) =>
  // “三公”经费: the mark of quotation ends what the label shows.
  (/三公”\s*$/.test(p.text.slice(0, p.text.lastIndexOf(q.label, q.start))) ? `三公${q.label}` : q.label)
    .replace(/\s/g, '')
    .replace(/(?:为|均为|是|共|共计)+$/, '')
    .replace(/(?<=费|支出|收入|经费)(?:年初)?(?:支出)?(?:预算|决算)(?:安排)?数?$/, '')
    .replace(/^.*?(?:局|委员会|办公室|办事处|中心|部门)(?=.)/, '')
const says = (p: ReadParagraph, q: Quantity, subject: RegExp) =>
  q.dim === 'money' && q.role === 'plain' && subject.test(words(p, q))
const figures = (r: Reading, subject: RegExp): Quantity[] =>
  r.paragraphs.flatMap((p) => p.quantities.filter((q) => says(p, q, subject)))

/** The change said of this figure: the next one, before another figure of its kind and before the sentence ends. */
function changeOf(p: ReadParagraph, q: Quantity): Quantity | undefined {
  const next = p.quantities.find((x) => x.start > q.end && x.dim === 'money')
  return next?.role === 'change' && !/[。；]/.test(p.text.slice(q.end, next.start)) ? next : undefined
}

function compareWith(p: ReadParagraph, q: Quantity, c: Quantity, then: Quantity, ledger: Ledger): void {
  const prior: Decimal = subtract(q.amount, multiply(c.amount, whole(c.sign)))
  const ok = within(prior, then.amount, total([q.half, c.half, then.half]))
  ledger.write(
    relation(
      'R-X-11',
      'cross-year',
      span(p, q, c),
      `${q.digits}${c.sign < 0 ? '+' : '-'}${c.digits}`,
      then.digits,
      ok,
      {
        leftValue: inUnit(prior, q),
        rightValue: inUnit(then.amount, q),
        ...(ok
          ? {}
          : {
              severity: 'review' as const,
              note: {
                key: 'prior-year',
                values: { prior: show(inUnit(prior, q)), before: show(inUnit(then.amount, q)) },
              },
            }),
      },
    ),
  )
}
