/** Data of charts left in the text: names, then as many figures, parted by tabs, perhaps for one year after another. */

import type { SourceLine } from '../contract.ts'
import {
  compare,
  type Decimal,
  decimal,
  equal,
  multiply,
  subtract,
  total,
  whole,
  within,
} from '../decimal.ts'
import { halfOf, type Ledger, type ReadParagraph, relation } from '../reading.ts'

interface Series {
  title: string
  labels: string[]
  digits: string[]
  line: SourceLine
}

export function chartSeries(lines: readonly SourceLine[]): Series[] {
  const out: Series[] = []
  for (const line of lines) {
    const cells = line.text
      .split('\t')
      .map((c) => c.trim())
      .filter((c) => c !== '' && c !== '"')
    if (cells.length < 3) continue
    let names: string[] = []
    for (let i = 0; i < cells.length; ) {
      if (!/^-?[\d,]+(?:\.\d+)?%?$/.test(cells[i]!)) {
        names.push(cells[i++]!)
        continue
      }
      const numbers: string[] = []
      while (i < cells.length && /^-?[\d,]+(?:\.\d+)?%?$/.test(cells[i]!))
        numbers.push(cells[i++]!.replace(/[,%]/g, ''))
      // The first name is the series', where there is one more name than figures.
      const labels = names.slice(-numbers.length)
      const title = names.slice(0, names.length - labels.length).join(' ')
      if (labels.length === numbers.length && labels.every((l) => /[\u4e00-\u9fff]/.test(l)))
        out.push({ title, labels, digits: numbers, line })
      names = []
    }
  }
  return out
}

const bare = (s: string) => s.replace(/[\s（）()类“”"]/g, '').replace(/支出$|收入$/, '')

export function checkCharts(
  lines: readonly SourceLine[],
  paragraphs: readonly ReadParagraph[],
  year: number | null,
  ledger: Ledger,
): void {
  const money = paragraphs.flatMap((p) =>
    p.quantities.filter((q) => q.dim === 'money' && q.role === 'plain').map((q) => ({ p, q })),
  )
  const shares = paragraphs.flatMap((p) => p.quantities.filter((q) => q.role === 'share'))
  const priors = paragraphs.flatMap(priorAmounts)
  for (const s of chartSeries(lines)) {
    const at = { line: s.line.line }
    const write = (digits: string, right: string, l: Decimal, r: Decimal, kind: 'equal' | 'sum' = 'equal') =>
      ledger.write(
        relation('R-X-05', kind, { quote: s.line.text.trim(), at }, digits, right, true, {
          leftValue: l,
          rightValue: r,
        }),
      )
    const values = s.digits.map((d) => decimal(d))
    const past = year !== null && s.title.includes(String(year - 1))
    for (const [i, v] of values.entries()) {
      const label = bare(s.labels[i]!)
      const told = money.find(
        ({ q }) =>
          equal(q.value, v) &&
          !isSmall(v) &&
          (past || bare(q.label).includes(label.slice(0, 4)) || label.includes(bare(q.label).slice(-4))),
      )
      if (told && !past) write(told.q.digits, s.digits[i]!, told.q.value, v)
      const prior = past ? priors.find((x) => equal(x.value, v)) : undefined
      if (prior) write(prior.said, s.digits[i]!, prior.value, v)
      const ratio = shares.find(
        (q) => compare(v, whole(1)) <= 0 && !isSmall(v) && equal(multiply(v, whole(100)), q.value),
      )
      if (ratio) write(`${s.digits[i]}*100`, ratio.digits, multiply(v, whole(100)), ratio.value)
    }
    const sum = total(values)
    const slack = total(values.map((v) => halfOf(v.s)))
    const w =
      s.labels.length >= 3
        ? money.find(({ q }) => !isSmall(q.value) && within(q.value, sum, slack))
        : undefined
    if (w) write(s.digits.join('+'), w.q.digits, sum, w.q.value, 'sum')
  }
}

const isSmall = (d: Decimal): boolean => d.n === 0n

/** What a figure was the year before, from what it is said to have changed by. */
export function priorAmounts(p: ReadParagraph): { value: Decimal; said: string }[] {
  const out: { value: Decimal; said: string }[] = []
  const plain = p.quantities.filter((q) => q.dim === 'money' && q.role === 'plain')
  const moved = p.quantities.filter(
    (q) => q.dim === 'money' && (q.role === 'change' || /^[、，和]?$/.test(q.label)),
  )
  for (const q of plain)
    for (const c of moved) {
      if (c.start <= q.start || c.unit !== q.unit) continue
      out.push({
        value: subtract(q.value, multiply(c.value, whole(c.sign))),
        said: `${q.digits}${c.sign < 0 ? '+' : '-'}${c.digits}`,
      })
    }
  return out
}
