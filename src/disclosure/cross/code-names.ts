/** Codes against the names the classification gives them (R-C-01): only a name that is known for another code is told. */
import { codesNamed, namesOf } from '../../codelists/index.ts'
import { type Facts, type Ledger, type ReadParagraph, relation, span } from '../reading.ts'

const BARE = (name: string) => name.replace(/\s/g, '').replace(/（[款类项]）$/, '')
/** 2210201 住房公积金; 行政运行（项）（2010301）; 2010301行政运行支出. */
const BESIDE: readonly { pattern: RegExp; code: number; name: number }[] = [
  {
    pattern:
      /(?<![\d.])(\d{7}|3\d{4})\s*(?:[-—]\s*)?([\u4e00-\u9fff][\u4e00-\u9fff（）、]{1,28})(?=[\s\d|，。：；]|$)/g,
    code: 1,
    name: 2,
  },
  { pattern: /([\u4e00-\u9fff]{2,28})（项）\s*（?(\d{7})(?!\d)/g, code: 2, name: 1 },
]
const CLASS = /([\u4e00-\u9fff]{2,20})（类）/g

export function checkCodeNames(paragraphs: readonly ReadParagraph[], facts: Facts, ledger: Ledger): void {
  for (const p of paragraphs) {
    for (const b of BESIDE)
      for (const m of p.text.matchAll(b.pattern)) nameOfCode(p, m, m[b.code]!, m[b.name]!, ledger)
    if (facts.year !== null) for (const m of p.text.matchAll(CLASS)) nameOfYear(p, m, facts.year, ledger)
  }
}

function nameOfCode(p: ReadParagraph, m: RegExpExecArray, code: string, said: string, ledger: Ledger): void {
  const names = namesOf(code).map((n) => n.name)
  const name = BARE(said)
  const tail = (n: string) => name === n || name === n.replace(/支出$/, '') || name.endsWith(`）${n}`)
  if (names.length === 0) return
  const where = () => span(p, { start: m.index }, { end: m.index + m[0].length })
  if (names.some(tail)) {
    ledger.write(relation('R-C-01', 'code', where(), code, name, true))
    return
  }
  const other = codesNamed(name).find(
    (c) => c.code.length === code.length && c.code.startsWith(code.slice(0, 3)),
  )
  if (!other) return
  ledger.write(
    relation('R-C-01', 'code', where(), `${code} ${name}`, `${code} ${names[0]}`, false, {
      severity: 'review',
      note: { key: 'code-listed', values: { code, name: names[0]!, other: other.code } },
    }),
  )
}

/** 医疗卫生与计划生育支出（类） in a document of 2023: the name of earlier years. */
function nameOfYear(p: ReadParagraph, m: RegExpExecArray, year: number, ledger: Ledger): void {
  const known = codesNamed(m[1]!.endsWith('支出') ? m[1]! : `${m[1]}支出`).filter((c) => c.code.length === 3)
  const last = known[0]
  if (!last || known.some((c) => year >= c.from && year <= c.to)) return
  // Two years of grace: outcomes are compared with what was planned under the old name.
  if (year <= last.to + 2 && year >= last.from - 2) return
  const now = namesOf(last.code).find((n) => year >= n.from && year <= n.to)
  if (!now) return
  ledger.write(
    relation(
      'R-C-01',
      'code',
      span(p, { start: m.index }, { end: m.index + m[0].length }),
      m[1]!,
      now.name,
      false,
      {
        severity: 'review',
        note: { key: 'code-year', values: { name: now.name, year: String(year) } },
      },
    ),
  )
}
