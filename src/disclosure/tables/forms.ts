/** Forms of tables: a code bears one name in a document (R-C-01), and a table left empty says why (R-E-02). */

import { type Ledger, relation } from '../reading.ts'
import type { ReadLine } from '../text/displaced.ts'
import type { Row, TextTable } from './text-tables.ts'

export function checkForms(tables: readonly TextTable[], lines: readonly ReadLine[], ledger: Ledger): void {
  names(tables, ledger)
  empty(lines, ledger)
}

const bare = (name: string) => name.replace(/[\s（）()“”]/g, '')

/** Names cut by the width of a column are not other names: one may be the beginning or the end of the other. */
const same = (a: string, b: string) => a.includes(b) || b.includes(a)

function names(tables: readonly TextTable[], ledger: Ledger): void {
  const seen = new Map<string, { name: string; r: Row; t: TextTable; times: number }>()
  for (const t of tables)
    for (const r of t.rows) {
      const name = bare(r.name)
      if (r.code.length < 5 || name.length < 3 || !/^[\u4e00-\u9fff]+$/.test(name)) continue
      // Functional and economic classes number apart: 301 is never a function.
      const first = seen.get(r.code)
      if (!first) seen.set(r.code, { name, r, t, times: 1 })
      else if (same(first.name, name)) first.times++
      else
        ledger.write(
          relation(
            'R-C-01',
            'code',
            { quote: `[${t.title}] ${r.text}`, at: { line: r.line.line, table: t.title, ...r.line.place } },
            name,
            first.name,
            false,
            { severity: 'review', note: { key: 'code-name', values: { code: r.code, name: first.name } } },
          ),
        )
    }
}

const TITLE = /^[^，。；]{4,50}表$/
const SAYS_WHY = /注[：:]|说明|本表无|空表|无数据|没有|未安排|无.{0,20}(?:预算|收入|支出|安排)/

/** A title with its unit, and then neither a figure nor a word why, before the next title. */
function empty(lines: readonly ReadLine[], ledger: Ledger): void {
  let open: { line: ReadLine; unit: boolean; filled: boolean } | null = null
  const settle = () => {
    if (open?.unit && !open.filled)
      ledger.write(
        relation(
          'R-E-02',
          'coverage',
          { quote: open.line.text.trim(), at: { line: open.line.from[0]!.line } },
          '0',
          '≥1',
          false,
          { severity: 'review', note: { key: 'empty-table' } },
        ),
      )
  }
  for (const l of lines) {
    const text = l.text.replace(/\|/g, ' ').trim()
    if (TITLE.test(text) && !/^[\d一二三四五六七八九十]+[.、]/.test(text)) {
      settle()
      open = { line: l, unit: false, filled: false }
      continue
    }
    if (!open) continue
    if (/单位\s*：/.test(text)) open.unit = true
    else if (
      SAYS_WHY.test(text) ||
      /(?:^|\s)-?[\d,]+\.\d+|(?:^|\s)\d{1,3}(?:,\d{3})+|(?:^|\s)\d+(?:\s|$)/.test(text)
    )
      open.filled = true
    else if (/^第[一二三四五六]部分/.test(text)) {
      settle()
      open = null
    }
  }
  settle()
}
