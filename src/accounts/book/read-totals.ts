/**
 * Reads the tables that are not by codes: totals with two sides (收支总表, 财政拨款收支总表), the three public expenses, procurement,
 * assets. What they repeat of other tables is kept as claims, to be compared once all is read. Pure.
 */

import type { Sheet } from '../../tables/index.ts'
import { cellName, textOf } from '../../tables/index.ts'
import type { Accounts, Balance, Incomes } from '../figures.ts'
import { ASSETS, type Book, FISCAL, type Fund, type Stage, type ThreeItem } from '../keys.ts'
import { ASSET_LABELS, PROCURED_LABELS } from '../labels.ts'
import { type MoneyUnit, readDecimal, readFen } from '../money.ts'
import { FAULTS, isBlank, numberText, plain, type ReadBook, type ReadOptions, say } from './found.ts'
import { roundingOf } from './units.ts'

export interface TotalsLayout {
  id: string
  names: readonly string[]
  read: (sheet: Sheet, unit: MoneyUnit, o: ReadOptions, book: ReadBook) => number
}

/** What a row of totals is called without its number: `一、一般公共服务支出`, `其中：政府性基金`. */
const bare = (text: string): string =>
  plain(text)
    .replace(/^[一二三四五六七八九十]+[、.]?(?=.{2})/, '')
    .replace(/^其中/, '')

type Of = (a: Accounts) => number

/** Labels of 收支总表 and 财政拨款收支总表 with what stands behind them; columns after the first are the funds. */
function labelsOf(b: Book, of: 'all' | 'fiscal'): Map<string, { value: Of[]; leaf?: string }> {
  const income = (key: keyof Incomes): { value: Of[] } => ({ value: [(a) => a[b].income.sum[key]] })
  const balance = (key: keyof Balance | 'left'): { value: Of[] } => {
    const value = (x: Balance) => (key === 'left' ? x.closing + x.distributed : x[key])
    return {
      value: [of, ...(of === 'fiscal' ? FISCAL : [])].map(
        (f) => (a: Accounts) => value(a[b].balance[f as Fund]),
      ),
    }
  }
  const rows: [words: string[], what: { value: Of[]; leaf?: string }][] = [
    [['财政拨款收入'], income('fiscal')],
    [
      [
        '一般公共预算资金',
        '一般公共预算财政拨款收入',
        '一般公共预算财政拨款',
        '一般公共预算拨款收入',
        '一般公共预算',
      ],
      income('general'),
    ],
    [
      [
        '政府性基金',
        '政府性基金预算',
        '政府性基金预算财政拨款收入',
        '政府性基金预算财政拨款',
        '政府性基金预算拨款收入',
      ],
      income('fund'),
    ],
    [
      [
        '国有资本经营预算',
        '国有资本经营预算财政拨款收入',
        '国有资本经营预算财政拨款',
        '国有资本经营预算拨款收入',
      ],
      income('capital'),
    ],
    [['上级补助收入'], income('superior')],
    [['事业收入'], income('undertaking')],
    [['事业单位经营收入', '经营收入'], income('business')],
    [['附属单位上缴收入'], income('affiliates')],
    [['本年收入合计'], { value: balance('income').value.slice(0, 1) }],
    [['本年支出合计'], balance('spending')],
    [
      ['使用非财政拨款结余', '使用非财政拨款结余含专用结余'],
      { ...balance('used'), leaf: `surplus/${b}/used` },
    ],
    [['结余分配'], { ...balance('distributed'), leaf: `surplus/${b}/distributed` }],
    [
      ['年初结转和结余', '年初财政拨款结转和结余', '上年结转', '上年结转和结余'],
      { value: balance('opening').value.slice(0, 1) },
    ],
    [['年末结转和结余', '年末财政拨款结转和结余'], balance('closing')],
    [['结转下年'], balance('left')],
    [['上年结转和使用非财政拨款结余'], { value: [(a) => a[b].balance[of].opening + a[b].balance[of].used] }],
    [['收入总计'], { value: balance('total').value.slice(0, 1) }],
    [['总计', '支出总计'], balance('total')],
  ]
  if (b === 'final') rows.push([['其他收入'], income('other')])
  return new Map(rows.flatMap(([words, what]) => words.map((w) => [w, what] as const)))
}

/** The side of income has one figure a label, the side of expenditure one, or four by fund. */
function twoSided(b: Book, of: 'all' | 'fiscal'): TotalsLayout['read'] {
  return (sheet, unit, o, book) => {
    const labels = labelsOf(b, of)
    const spent = new Map(
      [...o.codes.functional]
        .filter(([code]) => code.length === 3)
        .map(([code, name]) => [plain(name), code]),
    )
    const texts: string[] = []
    const found: {
      at: number
      line: number
      text: string
      value: number
      expected: Of
      what: string
      leaf?: string
    }[] = []
    for (const [r, row] of sheet.rows.entries()) {
      for (const [c, cell] of row.entries()) {
        const words = typeof cell === 'string' ? bare(cell) : ''
        const code = spent.get(words)
        const known =
          labels.get(words) ?? (code === undefined ? undefined : { value: bySpending(b, of, code) })
        if (!known) continue
        for (const [n, expected] of known.value.entries()) {
          const at =
            c +
            1 +
            n +
            (/^(栏次|行次|\d{1,2})$/.test(textOf(row[c + 1])) && isRowNumber(sheet, c + 1) ? 1 : 0)
          const text = numberText(row[at])
          if (isBlank(text)) continue
          const value = readFen(text, unit)
          if (typeof value !== 'number') {
            // The next label to the right: this side has one figure only.
            if (n > 0) break
            if (/[\d０-９]/.test(text) || at < row.length - 1)
              say(book, { sheet: sheet.name, cell: cellName(at, r + 1), value: text }, FAULTS[value]())
            break
          }
          texts.push(text)
          found.push({
            at,
            line: r + 1,
            text,
            value,
            expected,
            what: plain(textOf(cell)),
            ...('leaf' in known && known.leaf && n === 0 ? { leaf: known.leaf } : {}),
          })
        }
      }
    }
    const half = roundingOf(texts, unit)
    let figures = 0
    for (const f of found) {
      const cell = cellName(f.at, f.line)
      if (f.leaf !== undefined) {
        figures++
        // The table prints a zero where nothing was entered; to the accounts it is nothing.
        if (f.value !== 0) book.leaves.push({ path: f.leaf, value: f.value, sheet: sheet.name, cell })
        book.scopes.push(f.leaf)
      } else {
        book.claims.push({
          value: f.value,
          expected: f.expected,
          what: f.what,
          // A sum of many leaves, each of them rounded in its own table.
          tolerance: half * 40,
          sheet: sheet.name,
          cell,
          text: f.text,
        })
      }
    }
    return figures
  }
}

/** 行次: a column that counts 1, 2, 3 … and holds no figures. */
function isRowNumber(sheet: Sheet, at: number): boolean {
  return sheet.rows.slice(0, 8).some((row) => /^(行次|栏次)$/.test(plain(textOf(row[at]))))
}

function bySpending(b: Book, of: 'all' | 'fiscal', code: string): Of[] {
  const whole: Of = (a) => a[b].spending.lines.find((l) => l.code === code)?.amounts.total ?? 0
  if (of === 'all') return [whole]
  const byFund = FISCAL.map(
    (f): Of =>
      (a) =>
        a[b].spending.byFund[f].lines.find((l) => l.code === code)?.amounts.total ?? 0,
  )
  return [(a) => byFund.reduce((n, x) => n + x(a), 0), ...byFund]
}

const THREE_COLUMNS: readonly [words: RegExp, item: ThreeItem | 'cars' | 'total' | 'organ-cost'][] = [
  [/^机关运行经费/, 'organ-cost'],
  [/三公经费合计$|^合计$|^小计合计$/, 'total'],
  [/因公出国/, 'abroad'],
  [/公务接待/, 'reception'],
  [/小计$/, 'cars'],
  [/购置费$/, 'purchase'],
  [/运行(维护)?费$/, 'running'],
]

/**
 * “三公”经费: columns by item. The stage is told by the row (年初预算数, 决算数), by a heading above (预算数 | 决算数), or it is the budget.
 */
function threePublic(b: Book): TotalsLayout['read'] {
  return (sheet, unit, _o, book) => {
    const words = sheet.rows.map((row) => row.map((c) => plain(textOf(c))))
    const top = words.findIndex((w) => w.some((x) => /因公出国/.test(x)))
    if (top < 0) {
      say(book, { sheet: sheet.name, cell: 'A1' }, FAULTS['no-heading']('因公出国（境）费'))
      return 0
    }
    const isFigures = (w: readonly string[]) =>
      !w.includes('栏次') && w.filter((x) => /^-?[\d,]*\.?\d+$/.test(x)).length >= 3 && !counting(w)
    const line = words.findIndex((w, i) => i > top && isFigures(w))
    const last = line < 0 ? words.length : line
    const width = Math.max(...words.map((w) => w.length))
    let group: Stage = b
    const texts: string[] = []
    const read: {
      path: string | null
      item: string
      stage: Stage
      value: number
      text: string
      cell: string
    }[] = []
    const columns = Array.from({ length: width }, (_, c) => {
      const above = words.slice(Math.max(0, top - 1), last).map((w) => w[c] ?? '')
      if (above.some((w) => /^(年初)?预算数$/.test(w))) group = 'budget'
      else if (above.some((w) => /^决算数$|支出数$/.test(w))) group = 'final'
      const deepest = above.findLast((w) => w !== '' && !/^\d+$/.test(w)) ?? ''
      return { stage: group, item: THREE_COLUMNS.find(([is]) => is.test(deepest))?.[1] }
    })
    for (const [r, w] of words.entries()) {
      if (r < last || !isFigures(w)) continue
      const name = w.find((x) => x !== '') ?? ''
      const own: Stage | 'adjusted' | null = /调整预算/.test(name)
        ? 'adjusted'
        : /预算/.test(name)
          ? 'budget'
          : /决算|支出数/.test(name)
            ? 'final'
            : null
      if (own === 'adjusted') continue
      for (const [c, { stage, item }] of columns.entries()) {
        const text = numberText(sheet.rows[r]![c])
        if (!item || isBlank(text)) continue
        const value = readFen(text, unit)
        const cell = cellName(c, r + 1)
        if (typeof value !== 'number') {
          say(book, { sheet: sheet.name, cell, value: text }, FAULTS[value]())
          continue
        }
        texts.push(text)
        const of = own ?? stage
        const leaf =
          item === 'organ-cost'
            ? `organ-cost/${of}`
            : item === 'cars' || item === 'total'
              ? null
              : `three/${of}/${item}`
        read.push({ path: leaf, item, stage: of, value, text, cell })
      }
    }
    const half = roundingOf(texts, unit)
    for (const x of read) {
      const { value, text, cell } = x
      if (x.path !== null) book.leaves.push({ path: x.path, value, sheet: sheet.name, cell })
      else
        book.claims.push({
          value,
          expected: (a) => a[x.stage as Book].threePublic[x.item as 'cars' | 'total'],
          what: x.item === 'cars' ? '公务用车购置及运行费小计' : '“三公”经费合计',
          tolerance: half * 6,
          sheet: sheet.name,
          cell,
          text,
        })
    }
    return read.filter((x) => x.path !== null).length
  }
}

/** `1 2 3 4 …`, the numbers of the columns. */
const counting = (words: readonly string[]): boolean => {
  const numbers = words.filter((w) => w !== '').map(Number)
  return numbers.length > 2 && numbers.every((n, i) => i === 0 || n === numbers[i - 1]! + 1)
}

/** Rows by their words: procurement by kind, assets by class. */
function byWords(
  rows: readonly { words: string[]; paths: Readonly<Record<string, string>> }[],
  heads: Readonly<Record<string, readonly string[]>>,
): TotalsLayout['read'] {
  return (sheet, unit, _o, book) => {
    const words = sheet.rows.map((row) => row.map((c) => plain(textOf(c))))
    const top = words.findIndex((w) => Object.values(heads).some((h) => h.some((x) => w.includes(x))))
    const at = Object.entries(heads).map(
      ([id, h]) => [id, (words[top] ?? []).findIndex((w) => h.includes(w))] as const,
    )
    let figures = 0
    for (const [r, w] of words.entries()) {
      if (top < 0 || r <= top) continue
      const known = rows.find((x) => x.words.some((y) => plain(y) === bare(w.find((z) => z !== '') ?? '')))
      if (!known) continue
      for (const [id, c] of at) {
        const text = numberText(sheet.rows[r]![c])
        const path = known.paths[id]
        if (c < 0 || path === undefined || isBlank(text)) continue
        const value = id === 'count' ? readDecimal(text, 0) : readFen(text, unit)
        const cell = cellName(c, r + 1)
        if (typeof value !== 'number') say(book, { sheet: sheet.name, cell, value: text }, FAULTS[value]())
        else {
          figures++
          book.leaves.push({ path, value, sheet: sheet.name, cell })
        }
      }
    }
    return figures
  }
}

const procurement = byWords(
  (['goods', 'works', 'services'] as const).map((k) => ({
    words: [PROCURED_LABELS[k].zh, PROCURED_LABELS[k].zh.replace('政府采购', '')],
    paths: { amount: `procure/budget/${k}` },
  })),
  { amount: ['预算数', '金额', '采购预算'] },
)
const assets = byWords(
  ASSETS.map((k) => ({
    words: [ASSET_LABELS[k].zh],
    paths: { count: `asset/${k}/count`, value: `asset/${k}/value` },
  })),
  { count: ['数量'], value: ['价值', '账面价值', '价值万元'] },
)

export const TOTALS_LAYOUTS: readonly TotalsLayout[] = [
  {
    id: 'BUD1',
    names: ['部门收支预算总表', '收支预算总表', '部门收支总表', '收支总表', '部门收支总体情况表'],
    read: twoSided('budget', 'all'),
  },
  {
    id: 'BUD4',
    names: ['部门财政拨款收支预算总表', '财政拨款收支预算总表', '财政拨款收支总表', '财政拨款收支总体情况表'],
    read: twoSided('budget', 'fiscal'),
  },
  {
    id: 'BUD9',
    names: [
      '部门三公经费和机关运行经费预算表',
      '一般公共预算三公经费支出表',
      '三公经费预算表',
      '财政拨款三公经费支出表',
    ],
    read: threePublic('budget'),
  },
  { id: 'BUD12', names: ['政府采购预算表'], read: procurement },
  { id: 'FIN1', names: ['收入支出决算总表'], read: twoSided('final', 'all') },
  { id: 'FIN4', names: ['财政拨款收入支出决算总表'], read: twoSided('final', 'fiscal') },
  {
    id: 'FIN7',
    names: ['财政拨款三公经费支出决算表', '一般公共预算财政拨款三公经费支出决算表', '三公经费支出决算表'],
    read: threePublic('final'),
  },
  { id: 'FIN14', names: ['国有资产占用情况表'], read: assets },
]
