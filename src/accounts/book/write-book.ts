/** A year as a workbook: the tables by codes in the official layouts, and the entry tables that hold what those do not show. Pure. */

import { entryTables } from '../entry-tables.ts'
import type { Accounts } from '../figures.ts'
import { type Book, bookOf, readPath } from '../keys.ts'
import { type MoneyUnit, writeFen } from '../money.ts'
import { CODED_LAYOUTS, type CodedLayout } from './layouts.ts'
import { namesOfPaths } from './names.ts'
import { ENTRY_TITLE, KEY_HEAD, UNIT_WORDS, written } from './read-entry.ts'

interface SheetRows {
  name: string
  rows: (string | number | null)[][]
}

const MONEY_WORDS: Readonly<Record<MoneyUnit, string>> = { yuan: '单位：元', wan: '单位：万元' }

/** Table programs take 31 characters, and some signs not at all. */
const sheetName = (name: string): string => name.replace(/[[\]:*?/\\“”]/g, ' ').slice(0, 31)

/** Amounts as text, so that no table program turns them into binary fractions. */
function codedSheet(a: Accounts, layout: CodedLayout, unit: MoneyUnit): SheetRows {
  const lines = layout.lines(a)
  const sum = layout.sum(a)
  const shown = layout.columns.filter(
    (c) => !c.optional || c.value(sum) !== 0 || lines.some((l) => c.value(l.line) !== 0),
  )
  const codeWord = layout.codes === 'functional' ? '功能分类科目编码' : '经济分类科目编码'
  const note =
    lines.length === 0 && layout.emptyNote
      ? [[`注：本部门${a.year}年没有${layout.emptyNote}财政拨款安排的支出，故本表为空表。`]]
      : []
  return {
    name: sheetName(layout.names[0]!),
    rows: [
      [`${a.year}年${layout.names[0]}`],
      [`部门：${a.department.name}`, null, MONEY_WORDS[unit]],
      [codeWord, '科目名称', ...shown.map((c) => c.words[0]!)],
      ['', '合计', ...shown.map((c) => writeFen(c.value(sum), unit))],
      ...lines.map((l) => [l.code, l.name, ...shown.map((c) => writeFen(c.value(l.line), unit))]),
      ...note,
    ],
  }
}

function entrySheets(a: Accounts): SheetRows[] {
  return entryTables(a).map((table) => ({
    name: sheetName(`${ENTRY_TITLE}-${table.label.zh}`),
    rows: [
      [`${a.year}年${ENTRY_TITLE}：${table.label.zh}`],
      [`部门：${a.department.name}`, null, MONEY_WORDS.yuan],
      [KEY_HEAD, '名称', ...table.columns.map((c) => c.label.zh)],
      ...table.rows.map((row) => [
        row.key,
        [row.group?.zh, row.code, row.label.zh].filter(Boolean).join(' '),
        ...table.columns.map((c) => {
          const cell = row.cells[c.id]
          return !cell || cell.value === null ? null : written(cell.value, cell.unit)
        }),
      ]),
    ],
  }))
}

export const BOOK_PARTS = ['official', 'entry', 'all'] as const
export type BookPart = (typeof BOOK_PARTS)[number]

/** The sheets of a year. `official`: the published tables by codes; `entry`: everything as it is typed; `all`: both. */
export function bookSheets(a: Accounts, part: BookPart, unit: MoneyUnit): SheetRows[] {
  const official = part === 'entry' ? [] : CODED_LAYOUTS.map((l) => codedSheet(a, l, unit))
  return [...official, ...(part === 'official' ? [] : entrySheets(a))]
}

/** Leaves the nine official tables of a book show, alone or in a sum with others that are listed. */
const SHOWN =
  /^(spend\/(budget|final)\/|economic\/(budget|final)\/general\/basic\/|income\/(budget|final)\/(general|undertaking|business|other)\/|three\/(budget|final)\/(abroad|purchase|running|reception)$|surplus\/)/

/**
 * What a published book tells beside its tables: every figure of the book that its nine official tables do not show, by its address. A
 * package that has this sheet can be read back whole. Months and the plan of spending stay inside.
 */
export function listedFigures(a: Accounts, book: Book): SheetRows {
  const label = namesOfPaths(a)
  const rows = Object.entries(a.leaves).flatMap(([path, value]) => {
    const p = readPath(path)
    if (!p || bookOf(p) !== book || p.family === 'month' || p.family === 'plan' || SHOWN.test(path)) return []
    return [[path, label(path).zh, UNIT_WORDS[p.unit], written(value, p.unit)]]
  })
  const names = a.projects
    .filter((p) => p.name !== p.code)
    .map((p) => [`project-name/${p.code}`, `项目名称 · ${p.code}`, '', p.name])
  return {
    name: '附表 说明中的数据',
    rows: [['附表：说明中的数据'], [KEY_HEAD, '名称', '单位', '数值'], ...rows, ...names],
  }
}
