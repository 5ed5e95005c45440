/** The table of the three public expenses (三公经费): its columns read by their order, its sums, and the text beside it. */
import {
  add,
  compare,
  type Decimal,
  equal,
  multiply,
  show,
  subtract,
  total,
  whole,
  within,
} from '../decimal.ts'
import { roleWord } from '../prose/groups.ts'
import { type Ledger, type ReadParagraph, relation } from '../reading.ts'
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
}

export function checkPublicExpenses(
  lines: readonly ReadLine[],
  paragraphs: readonly ReadParagraph[],
  ledger: Ledger,
): void {
  for (const t of tablesIn(lines)) {
    sums(t, ledger)
    if (t.factor.n > 0n) againstText(t, paragraphs, ledger)
  }
}

/** Header words and then six figures, however the cells are broken into lines. */
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
    for (const l of lines.slice(i + 1, i + 40)) {
      const text = l.text.replace(/\|/g, ' ').trim()
      if (/。|，.*，/.test(text)) break
      const unit = /单位\s*：\s*(万元|元)/.exec(text)?.[1]
      if (unit) factor = FACTORS[unit]!
      if (/^-?[\d,.]+(?:\s+-?[\d,.]+)*$/.test(text)) {
        if (first === 0) first = l.from[0]!.line
        source.push(l.from.map((f) => f.text).join('\n'))
        for (const d of text.split(/\s+/)) if (/^-?[\d,]+(?:\.\d+)?$/.test(d)) figures.push(figure(d))
      } else if (figures.length > 0) break
      else header += ` ${text}`
    }
    const named = figures.length >= 6 && figures.length <= 8 ? named6(header, figures) : null
    if (named)
      out.push({
        figures: named,
        factor,
        line: first,
        source: source.join('\n'),
        title: title.replace(/\s+/g, ''),
      })
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
