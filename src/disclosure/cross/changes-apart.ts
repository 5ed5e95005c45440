/**
 * Changes told apart from what changed (R-P-03): 与2025年度相比，本年收入增加60.49万元，增长24.90%, the income itself in a paragraph
 * before. Said only where one figure of the document bears the name.
 */
import { add, compare, divide, equal, multiply, show, subtract, unit, whole } from '../decimal.ts'
import { roleWord } from '../prose/groups.ts'
import { inUnit } from '../prose/parts.ts'
import { type Ledger, type ReadParagraph, relation, severityOf, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'

const HUNDRED = whole(100)
const MOVED = /(?:总体|合计|总额)?(?:均|各|分别)?(?:增加|减少|增长|下降|上升|降低|提高)了?$/
const FORM = /(?:财政拨款)?(?:支出)?(?:决算|预算)(?:支出)?(?:数|总额)?$/
const nameOf = (label: string): string =>
  label
    .replace(/[\s“”（）]/g, '')
    .replace(/^(?:与|比|较)?(?:上年|去年|20\d\d年(?:度)?)(?:决算|预算)?(?:数)?(?:相比)?/, '')
    .replace(/^(?:20\d\d年(?:度)?|其中|本部门|本单位|我单位|全年)+/, '')
    .replace(MOVED, '')
    .replace(FORM, '')
const plainName = (label: string): string =>
  nameOf(label.replace(/(?:共计|合计|总额|总计|共|为|是|达)+$/, '')).replace(/(?:合计|总计|总额)$/, '')

export function checkChangesApart(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  const told = figuresByName(paragraphs)
  for (const p of paragraphs)
    for (const [i, c] of p.quantities.entries()) {
      const g = p.quantities[i + 1]
      if (c.role !== 'change' || c.dim !== 'money' || g?.role !== 'growth' || g.depth !== c.depth) continue
      if (/[。；]/.test(p.text.slice(c.end, g.start)) || g.sign !== c.sign || alone(p, c)) continue
      const name = nameOf(c.label)
      const now = name.length >= 3 ? told.get(name) : undefined
      if (now) judge(p, now, c, g, ledger)
    }
}

/** Another figure of money stands in the sentence: then it is read there. */
function alone(p: ReadParagraph, c: Quantity): boolean {
  const from = p.text.lastIndexOf('。', c.start)
  return p.quantities.some(
    (q) =>
      q.start > from && q.end <= c.start && q.dim === 'money' && (q.role === 'plain' || q.role === 'base'),
  )
}

/** Names that one value alone is said of; budgets and other years are other values. */
function figuresByName(paragraphs: readonly ReadParagraph[]): Map<string, Quantity> {
  const out = new Map<string, Quantity | null>()
  for (const p of paragraphs)
    for (const q of p.quantities) {
      if (q.dim !== 'money' || q.role !== 'plain' || q.about || roleWord(q.label) === 'budget') continue
      if (/上年|去年|同期|年初|调整/.test(q.label)) continue
      const name = plainName(q.label)
      const known = out.get(name)
      if (known === undefined) out.set(name, q)
      else if (known && !equal(known.amount, q.amount)) out.set(name, null)
    }
  return new Map([...out].filter((x): x is [string, Quantity] => x[1] !== null))
}

function judge(p: ReadParagraph, now: Quantity, c: Quantity, g: Quantity, ledger: Ledger): void {
  const prior = subtract(now.amount, multiply(c.amount, whole(c.sign)))
  if (prior.n <= 0n) return
  const value = divide(multiply(HUNDRED, c.amount), prior, g.shown + 6)
  const spread = divide(
    multiply(HUNDRED, add(multiply(c.half, prior), multiply(c.amount, add(now.half, c.half)))),
    multiply(prior, prior),
    g.shown + 6,
  )
  const tolerance = add(g.half, spread)
  const severity = severityOf(value, g.value, tolerance, unit(g.shown))
  // Far off the name means something else.
  if (severity === 'error' && compare(spread, whole(5)) > 0) return
  ledger.write(
    relation('R-P-03', 'yoy', span(p, c, g), `yoy(${now.digits},${c.digits})`, g.digits, severity === null, {
      leftValue: multiply(value, whole(c.sign)),
      rightValue: multiply(g.value, whole(g.sign)),
      tolerance,
      strict: g.half,
      ...(severity
        ? {
            severity: severity === 'error' ? ('review' as const) : severity,
            shouldBe: `${show(divide(value, whole(1), g.shown), g.shown)}%`,
          }
        : {}),
      note: { key: 'yoy', values: { prior: show(inUnit(prior, c)) } },
    }),
  )
}
