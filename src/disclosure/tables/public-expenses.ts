/** The table of the three public expenses (三公经费): its columns read by their order, its sums, and the text beside it. */
import {
  add,
  compare,
  type Decimal,
  divide,
  equal,
  multiply,
  show,
  subtract,
  total,
  whole,
  within,
} from '../decimal.ts'
import { roleWord } from '../prose/groups.ts'
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import type { ReadLine } from '../text/displaced.ts'
import { type Figure, figure, halfOfFigure } from './figure.ts'

type Concept = 'total' | 'abroad' | 'cars' | 'buy' | 'run' | 'reception'

const SAID: readonly [Concept, RegExp][] = [
  ['abroad', /因公出国（?境?）?(?:费|经费)?/],
  ['cars', /公务用?车(?:购置|用车购置)(?:费)?(?:及|和)运行(?:维护)?费/],
  ['buy', /公务用?车(?:用车)?购置费?/],
  ['run', /公务用?车(?:用车)?运行(?:维护)?费/],
  ['reception', /公务接待费/],
]
const NAMES: Readonly<Record<Concept, string>> = {
  total: '合计',
  abroad: '因公出国（境）费',
  cars: '公务用车购置及运行费',
  buy: '公务用车购置费',
  run: '公务用车运行费',
  reception: '公务接待费',
}
const FACTORS: Readonly<Record<string, Decimal>> = { 元: whole(1), 万元: whole(10_000) }

interface Found {
  figures: Readonly<Record<Concept, Figure>>
  factor: Decimal
  line: number
  source: string
  title: string
  /** What was planned, or what was spent; a table of one row says it by its title. */
  measure: 'budget' | 'outcome'
}

export function checkPublicExpenses(
  lines: readonly ReadLine[],
  paragraphs: readonly ReadParagraph[],
  ledger: Ledger,
): void {
  const all = tablesIn(lines)
  for (const t of all) {
    sums(t, ledger)
    if (t.factor.n > 0n && t.measure === 'outcome') againstText(t, paragraphs, ledger)
  }
  completions(all, paragraphs, ledger)
}

/** 公务接待费支出1.15万元，完成年初预算的95.83%: what was planned stands in the table alone. */
function completions(all: readonly Found[], paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  const one = (measure: Found['measure']) => {
    const hit = all.filter((t) => t.measure === measure && t.factor.n > 0n)
    return hit.length === 1 ? hit[0]! : null
  }
  const [planned, done] = [one('budget'), one('outcome')]
  if (!planned || !done) return
  for (const p of paragraphs)
    for (const [i, rate] of p.quantities.entries()) {
      const q = p.quantities[i - 1]
      if (rate.role !== 'completion' || q?.dim !== 'money' || q.role !== 'plain' || q.depth !== rate.depth)
        continue
      const concept = conceptOf(q.label)
      if (!concept || roleWord(q.label) === 'budget' || /[。；]/.test(p.text.slice(q.end, rate.start)))
        continue
      const [b, d] = [planned.figures[concept], done.figures[concept]]
      const [plan, spent] = [multiply(b.value, planned.factor), multiply(d.value, done.factor)]
      // The sentence speaks of what the table shows, or of something else.
      if (plan.n <= 0n || !within(q.amount, spent, add(q.half, multiply(halfOfFigure(d), done.factor))))
        continue
      const value = divide(multiply(whole(100), spent), plan, rate.shown + 6)
      const tolerance = add(
        rate.half,
        divide(
          multiply(
            whole(100),
            add(multiply(halfOfFigure(d), done.factor), multiply(halfOfFigure(b), planned.factor)),
          ),
          plan,
          rate.shown + 6,
        ),
      )
      const ok = within(value, rate.value, tolerance)
      ledger.write(
        relation('R-P-04', 'completion', span(p, q, rate), `pct(${d.digits},${b.digits})`, rate.digits, ok, {
          leftValue: value,
          rightValue: rate.value,
          tolerance,
          strict: rate.half,
          ...(ok
            ? {}
            : {
                severity: 'review' as const,
                shouldBe: `${show(divide(value, whole(1), rate.shown), rate.shown)}%`,
              }),
          note: { key: 'completion', values: { done: d.digits, planned: b.digits } },
        }),
      )
    }
}

const NUMBERS = /^-?[\d,.]+(?:\s+-?[\d,.]+)*$/
/** 年初预算数 4.20 0.00 3.00 0.00 3.00 1.20. */
const NAMED_ROW = /^(?:年初|全年)?(预算|决算)数?((?:\s+-?[\d,]+(?:\.\d+)?){6})$/

/** Header words and then six figures, however the cells are broken into lines; twelve where the budget stands beside. */
function tablesIn(lines: readonly ReadLine[]): Found[] {
  const out: Found[] = []
  for (let i = 0; i < lines.length; i++) {
    const title = lines[i]!.text.trim()
    if (!/三公/.test(title) || !/表/.test(title) || /[，。；]/.test(title)) continue
    let header = ''
    let factor: Decimal = { n: 0n, s: 0 }
    const figures: Figure[] = []
    let first = 0
    const source: string[] = []
    const put = (of: readonly Figure[], measure: Found['measure'], line: number, text: string) => {
      const named = of.length >= 6 && of.length <= 8 ? named6(header, of) : null
      if (named)
        out.push({ figures: named, factor, line, source: text, title: title.replace(/\s+/g, ''), measure })
    }
    for (const l of lines.slice(i + 1, i + 40)) {
      const text = l.text.replace(/\|/g, ' ').trim()
      if (/。|，.*，/.test(text)) break
      const unit = /单位\s*：\s*(万元|元)/.exec(text)?.[1]
      if (unit) factor = FACTORS[unit]!
      const row = NAMED_ROW.exec(text)
      const given = l.from.map((f) => f.text).join('\n')
      if (row) {
        const of = row[2]!.trim().split(/\s+/).map(figure)
        put(of, row[1] === '预算' ? 'budget' : 'outcome', l.from[0]!.line, given)
      } else if (NUMBERS.test(text)) {
        // 1 2 3 4 5 6 7 8 9 10 11 12 numbers the columns.
        const pieces = text.split(/\s+/)
        if (pieces.length >= 6 && pieces.every((d, k) => d === String(k + 1))) continue
        if (first === 0) first = l.from[0]!.line
        source.push(given)
        for (const d of pieces) if (/^-?[\d,]+(?:\.\d+)?$/.test(d)) figures.push(figure(d))
      } else if (figures.length > 0) break
      else header += ` ${text}`
    }
    const text = source.join('\n')
    if (figures.length === 12 && /预算/.test(header)) {
      put(figures.slice(0, 6), 'budget', first, text)
      put(figures.slice(6), 'outcome', first, text)
    } else put(figures, 'outcome', first, text)
  }
  return out
}

/** Which column is which, from the order of the names; null unless the sums confirm it. */
function named6(header: string, f: readonly Figure[]): Record<Concept, Figure> | null {
  const plain = header.replace(/\s/g, '')
  const carsFirst = plain.search(/车购置(?:费)?(?:及|和)运行/) < plain.indexOf('接待')
  const leaves = plain.slice(Math.max(plain.indexOf('小计'), 0))
  const buyFirst = leaves.search(/购置费/) <= leaves.search(/(?<!及|和)运行/)
  for (const order of carsFirst ? [true, false] : [false, true]) {
    const [cars, a, b, reception] = order ? [f[2]!, f[3]!, f[4]!, f[5]!] : [f[3]!, f[4]!, f[5]!, f[2]!]
    const all = { total: f[0]!, abroad: f[1]!, cars, buy: buyFirst ? a : b, run: buyFirst ? b : a, reception }
    if (holds([all.abroad, all.cars, all.reception], all.total) && holds([all.buy, all.run], all.cars))
      return all
  }
  return byHeader(plain, f, carsFirst, buyFirst)
}

/** Six figures under a header that names all six, one of the two sums right: the other is wrong. */
function byHeader(
  header: string,
  f: readonly Figure[],
  carsFirst: boolean,
  buyFirst: boolean,
): Record<Concept, Figure> | null {
  if (f.length !== 6 || !/出国/.test(header) || !/小计/.test(header) || !/接待/.test(header)) return null
  const [cars, a, b, reception] = carsFirst ? [f[2]!, f[3]!, f[4]!, f[5]!] : [f[3]!, f[4]!, f[5]!, f[2]!]
  const all = { total: f[0]!, abroad: f[1]!, cars, buy: buyFirst ? a : b, run: buyFirst ? b : a, reception }
  const outer = holds([all.abroad, all.cars, all.reception], all.total) && all.total.value.n > 0n
  const inner = holds([all.buy, all.run], all.cars) && all.cars.value.n > 0n
  return outer || inner ? all : null
}

const slack = (f: readonly Figure[]) => total(f.map(halfOfFigure))
const holds = (parts: readonly Figure[], w: Figure): boolean =>
  within(total(parts.map((x) => x.value)), w.value, slack([...parts, w]))

function sums(t: Found, ledger: Ledger): void {
  const f = t.figures
  for (const [parts, w] of [
    [[f.abroad, f.cars, f.reception], f.total],
    [[f.buy, f.run], f.cars],
  ] as const) {
    const ok = holds(parts, w)
    const sum = total(parts.map((x) => x.value))
    ledger.write(
      relation(
        'R-SUM-06',
        'sum',
        { quote: t.source, at: { line: t.line, table: t.title } },
        parts.map((x) => x.digits).join('+'),
        w.digits,
        ok,
        {
          leftValue: sum,
          rightValue: w.value,
          ...(ok ? {} : { severity: 'error' as const }),
          note: { key: 'sum', values: { diff: show(subtract(sum, w.value)) } },
        },
      ),
    )
  }
}

/** Each column against what the text says of it; of two columns that changed places both are named. */
function againstText(t: Found, paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const [concept, words] of SAID) {
    const column = t.figures[concept]
    const amount = multiply(column.value, t.factor)
    const said = paragraphs.flatMap((p) =>
      p.quantities.filter(
        (q) =>
          q.dim === 'money' &&
          q.role === 'plain' &&
          roleWord(q.label) !== 'budget' &&
          conceptOf(q.label) === concept,
      ),
    )
    if (said.length === 0 || !words) continue
    const fit = said.find((q) =>
      within(q.amount, amount, add(q.half, multiply(halfOfFigure(column), t.factor))),
    )
    const q = fit ?? said[0]!
    const others = new Set(said.map((x) => show(x.amount)))
    // Two different figures in the text itself are another finding.
    if (!fit && others.size > 1) continue
    ledger.write(
      relation(
        'R-X-05',
        fit ? 'equal' : 'table-text',
        { quote: t.source, at: { line: t.line, table: t.title, cell: NAMES[concept] } },
        column.digits,
        q.digits,
        fit !== undefined,
        {
          leftValue: column.value,
          rightValue: q.value,
          ...(fit
            ? {}
            : {
                severity: 'error' as const,
                note: {
                  key: 'column',
                  values: { column: NAMES[concept], swapped: swappedWith(t, concept, q.amount) },
                },
              }),
        },
      ),
    )
  }
}

function swappedWith(t: Found, concept: Concept, amount: Decimal): string {
  const other = (Object.keys(t.figures) as Concept[]).find(
    (c) =>
      c !== concept &&
      equal(multiply(t.figures[c].value, t.factor), amount) &&
      compare(amount, { n: 0n, s: 0 }) > 0,
  )
  return other ? NAMES[other] : ''
}

export function conceptOf(label: string): Concept | null {
  const plain = label.replace(/\s/g, '')
  return SAID.find(([, r]) => r.test(plain))?.[0] ?? null
}
