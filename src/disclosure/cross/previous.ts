/** This year's document against last year's (R-X-11): the figure before the change is the figure published then. */
import { type Decimal, multiply, show, subtract, total, whole, within } from '../decimal.ts'
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
  /本年收入合计$/,
  /本年支出合计$/,
  /收入支出总计$/,
]

export function checkAgainstPrevious(now: Reading, before: Reading, ledger: Ledger): void {
  const { year } = now.facts
  // Another kind of document counts differently; a document of another year says nothing of last year.
  if (year === null || before.facts.year !== year - 1 || now.facts.kind !== before.facts.kind) return
  for (const subject of SUBJECTS) {
    const then = figures(before, subject)
    if (new Set(then.map((q) => show(q.amount))).size !== 1) continue
    for (const p of now.paragraphs) {
      for (const q of p.quantities) {
        if (!says(q, subject)) continue
        const c = changeOf(p, q)
        if (c) compareWith(p, q, c, then[0]!, ledger)
      }
    }
  }
}

const words = (q: Quantity) =>
  q.label
    .replace(/\s/g, '')
    .replace(/(?:为|均为|是|共|共计)+$/, '')
    .replace(/^.*?(?:局|委员会|办公室|办事处|中心|部门)(?=.)/, '')
const says = (q: Quantity, subject: RegExp) =>
  q.dim === 'money' && q.role === 'plain' && subject.test(words(q))
const figures = (r: Reading, subject: RegExp): Quantity[] =>
  r.paragraphs.flatMap((p) => p.quantities.filter((q) => says(q, subject)))

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
