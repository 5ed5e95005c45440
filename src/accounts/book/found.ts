/** What reading a workbook gives, and what its readers share. Pure. */

import type { Cell, Sheet } from '../../tables/index.ts'
import { textOf } from '../../tables/index.ts'
import type { CodeLists } from '../codes.ts'
import type { Accounts } from '../figures.ts'
import type { Label } from '../labels.ts'
import type { MoneyUnit } from '../money.ts'

/** What is wrong with a cell, and what to do about it. `warning`: it may be imported as it is. */
export interface Finding {
  sheet: string
  /** As the sheet names it, `C5`. */
  cell: string
  /** As it stands there. */
  value: string
  severity: 'error' | 'warning'
  words: Label
  remedy: Label
}

/** A figure as a file has it. */
export interface ReadLeaf {
  path: string
  value: number
  sheet: string
  cell: string
}

/** A cell that holds more than one leaf: what is left of it after the others is `path`. */
export interface ReadSum extends ReadLeaf {
  less: string[]
  /** By how much it may miss because the table is rounded, in fen. */
  tolerance: number
  /** Something below this path has to be told in the file or the accounts, else nobody can say what is left. */
  needs?: string
}

/** A cell that must be what the accounts make of it, once all is imported. */
export interface Claim {
  value: number
  expected: (a: Accounts) => number
  what: string
  tolerance: number
  sheet: string
  cell: string
  text: string
}

export interface ReadBook {
  /** Tables that were recognised, by sheet. */
  tables: { sheet: string; name: string; unit: MoneyUnit; figures: number }[]
  /** Sheets that are none of the tables known. */
  unknown: string[]
  leaves: ReadLeaf[]
  sums: ReadSum[]
  names: { path: string; words: string; sheet: string; cell: string }[]
  claims: Claim[]
  /** What each table is the whole of: leaves below these that it does not name are nothing. */
  scopes: string[]
  findings: Finding[]
}

export interface ReadOptions {
  accounts: Accounts
  codes: CodeLists
  /** For tables that name no unit; null: that is an error. */
  unit: MoneyUnit | null
}

/** Words as they are compared: without blanks, quotation marks, brackets and the year before them. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s“”"'（）()、:：《》]/gu, '')
    .replace(/^\d{4}年(度)?/, '')

/** A number of a sheet as people see it there: fifteen digits, so that binary fractions do not show. */
export function numberText(cell: Cell | undefined): string {
  if (typeof cell !== 'number') return textOf(cell)
  if (Number.isInteger(cell)) return textOf(cell)
  const text = cell.toPrecision(15)
  return /e/i.test(text) ? text : text.replace(/0+$/, '').replace(/\.$/, '')
}

/** Cells that say "nothing" in words. */
export const isBlank = (text: string): boolean => /^[-—–－/]*$/.test(text)

const l = (zh: string, en: string): Label => ({ zh, en })

/** Every fault a cell can have. Words say what is wrong, the remedy what to do. */
export const FAULTS = {
  'not-a-number': () => ({
    words: l('不是数字', 'Is no number'),
    remedy: l('改成数字；没有数的留空。', 'Make it a number; leave it empty where there is none.'),
  }),
  'finer-than-fen': () => ({
    words: l('比分还小，无法精确记账', 'Is finer than a fen'),
    remedy: l(
      '核对金额，最多到分（万元为六位小数）。',
      'Check the amount: no finer than a fen (six digits of ten thousand yuan).',
    ),
  }),
  'too-large': () => ({
    words: l('数太大', 'Is too large'),
    remedy: l('核对单位是元还是万元。', 'Check whether the unit is yuan or ten thousand yuan.'),
  }),
  negative: () => ({
    words: l('这里不能是负数', 'Cannot be below zero here'),
    remedy: l('减少预算填在“年中调整”。', 'Enter a cut of the budget as adjustment.'),
  }),
  'share-over': () => ({
    words: l('比例超过100%', 'Exceeds 100 %'),
    remedy: l('填到该月底累计的比例。', 'Enter the cumulative share by the end of that month.'),
  }),
  'no-unit': () => ({
    words: l(
      '表中没有写明单位是元还是万元',
      'The table does not say whether amounts are yuan or ten thousand yuan',
    ),
    remedy: l(
      '在表头写明“单位：万元”，或导入时选择单位。',
      'Write 单位：万元 above the table, or choose the unit for the import.',
    ),
  }),
  'no-heading': (heading: string) => ({
    words: l(`没有找到表头“${heading}”`, `The heading ${heading} was not found`),
    remedy: l('核对表头是否为公开表格的名称，列名不要改写。', 'Use the headings of the official table.'),
  }),
  'other-year': (told: string, year: number) => ({
    words: l(
      `表头写的是 ${told} 年，正在导入的是 ${year} 年`,
      `The heading says ${told}, the import is into ${year}`,
    ),
    remedy: l(
      '换成本年度的文件，或在上方改选年度。',
      'Take the file of this year, or choose the other year above.',
    ),
  }),
  'other-department': (told: string, name: string) => ({
    words: l(
      `表中写的部门是“${told}”，正在导入的是“${name}”`,
      `The table is of ${told}, the import is into ${name}`,
    ),
    remedy: l('确认没有拿错文件。', 'Make sure it is the right file.'),
  }),
  'no-code': (code: string, year: number) => ({
    words: l(`${year} 年科目表中没有 ${code}`, `${code} is not among the codes of ${year}`),
    remedy: l(
      '改正科目编码，或先在“科目”页导入该年度的科目表。',
      'Mend the code, or load the list of that year on the page of codes.',
    ),
  }),
  'code-twice': (code: string) => ({
    words: l(`科目 ${code} 出现了两次`, `Code ${code} stands there twice`),
    remedy: l('合并成一行。', 'Make it one row.'),
  }),
  'no-items': (code: string) => ({
    words: l(`${code} 没有列到末级科目，无法记账`, `${code} is not given down to its lowest items`),
    remedy: l('补上末级科目的各行。', 'Add the rows of its lowest items.'),
  }),
  'not-the-sum': (left: string, of: Label, right: string) => ({
    words: l(
      `${left} 元不等于${of.zh}之和 ${right} 元`,
      `${left} yuan is not the sum of ${of.en}, ${right} yuan`,
    ),
    remedy: l('核对这一格和它的各组成部分。', 'Check this cell and its parts.'),
  }),
  'not-derived': (what: string, left: string, right: string) => ({
    words: l(
      `${what}为 ${left} 元，按明细算应为 ${right} 元`,
      `${what}: ${left} yuan, but ${right} yuan by the details`,
    ),
    remedy: l('核对这一格，或核对各明细表。', 'Check this cell, or the detailed tables.'),
  }),
  'funds-unknown': () => ({
    words: l('只有支出总表，分不清资金来源', 'Funds cannot be told by this table alone'),
    remedy: l(
      '把一般公共预算支出表放在同一个文件里。',
      'Bring the table of the general public budget in the same file.',
    ),
  }),
  'parts-unknown': () => ({
    words: l(
      '这张表把几种资金或基本、项目支出合在一起，分不开',
      'This table puts funds, or basic and project expenditure, together; they cannot be told apart',
    ),
    remedy: l(
      '把一般公共预算财政拨款支出决算表和基本支出决算表放在同一个文件里。',
      'Bring the table of the general public budget and that of basic expenditure in the same file.',
    ),
  }),
  'less-than-parts': (fen: string) => ({
    words: l(`总表的数比其中各项之和少 ${fen} 元`, `Is ${fen} yuan less than its parts`),
    remedy: l('核对总表和各资金的表。', 'Check this table and those of the funds.'),
  }),
  'differs-from': (sheet: string, cell: string) => ({
    words: l(
      `与“${sheet}”表 ${cell} 的同一项数据不一致`,
      `Differs from the same figure in ${sheet}, ${cell}`,
    ),
    remedy: l('两处改成一致。', 'Make both the same.'),
  }),
  'no-figure': (key: string) => ({
    words: l(`没有这样的数据项：${key}`, `There is no such figure: ${key}`),
    remedy: l(
      '从系统导出的表格填写，不要改第一列。',
      'Fill in the exported table and leave its first column as it is.',
    ),
  }),
  released: (book: Label) => ({
    words: l(`${book.zh}已经审定，不能修改`, `The ${book.en} is released and cannot be changed`),
    remedy: l('请局领导写明理由重新开启。', 'The head opens it again with a reason.'),
  }),
} as const satisfies Record<string, (...args: never[]) => { words: Label; remedy: Label }>

/** Notes a fault of a cell. */
export const say = (
  book: Pick<ReadBook, 'findings'>,
  at: { sheet: string; cell: string; value?: string },
  fault: { words: Label; remedy: Label },
  severity: Finding['severity'] = 'error',
): void => {
  book.findings.push({ sheet: at.sheet, cell: at.cell, value: at.value ?? '', severity, ...fault })
}

/** The year in the first lines of a sheet, and the department it names. */
export function headingTold(
  sheet: Sheet,
  o: ReadOptions,
  book: ReadBook,
  name: (at: number, line: number) => string,
): void {
  const { year, department } = o.accounts
  for (const [r, row] of sheet.rows.slice(0, 6).entries())
    for (const [c, value] of row.entries()) {
      const text = textOf(value)
      const at = { sheet: sheet.name, cell: name(c, r + 1), value: text }
      const told = r < 2 ? /^(\d{4})\s*年/.exec(text)?.[1] : undefined
      if (told !== undefined && Number(told) !== year) say(book, at, FAULTS['other-year'](told, year))
      const whose = /^(?:编制)?(?:部门|单位)(?:名称)?\s*[:：]\s*(\S+)$/.exec(text)?.[1]
      if (whose !== undefined && !/^(万?元|人民币)/.test(whose) && plain(whose) !== plain(department.name))
        say(book, at, FAULTS['other-department'](whose, department.name), 'warning')
    }
}
