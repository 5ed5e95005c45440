/** Reads a duty list as a table (.xlsx, .csv): columns by their names, in Chinese or English. Pure. */
import type { DutyFields, DutyImportResult } from './contract.ts'

type Column = keyof DutyFields

/** Names a column may have; the first is what an export writes. */
export const COLUMNS: Readonly<Record<Column, readonly string[]>> = {
  title: ['事项', '职责事项', '职责', 'title'],
  words: ['关键词', 'words'],
  categories: ['内容分类', '分类', 'categories', 'category'],
  places: ['地域范围', '地域', '区域', 'places'],
  unitId: ['责任单位', '主办单位', 'unit'],
  coUnitIds: ['协办单位', '配合单位', 'co-units'],
  basis: ['依据', '法律依据', 'basis'],
  validFrom: ['生效日期', '生效', 'valid from'],
  validTo: ['失效日期', '失效', 'valid to'],
}

export interface NamedUnit {
  unitId: string
  code: string
  name: { zh: string; en: string }
  active: boolean
}

export interface ReadTable {
  entries: DutyFields[]
  problems: DutyImportResult['problems']
}

const split = (cell: string): string[] => [
  ...new Set(
    cell
      .split(/[、,，;；|\n]/u)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
]

/** `2026年3月1日`, `2026/3/1`, `2026-03-01` as a plain date, or null. */
export function readDay(cell: string): string | null {
  const [, y, m, d] =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:T.*)?$/u.exec(cell.trim()) ?? []
  if (!y) return null
  const day = `${y}-${m!.padStart(2, '0')}-${d!.padStart(2, '0')}`
  const at = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? null : day
}

const MAX: Readonly<Partial<Record<Column, number>>> = { title: 100, basis: 300 }

/**
 * Rows of a table whose first row names its columns. A row with a problem is left out and told, with its place as a
 * spreadsheet counts it; the others are taken.
 */
export function readDutyTable(
  rows: readonly (readonly string[])[],
  units: readonly NamedUnit[],
  today: string,
): ReadTable {
  const [head = [], ...body] = rows
  const problems: ReadTable['problems'] = []
  const place = new Map<Column, number>()
  head.forEach((cell, i) => {
    const name = cell.trim().toLowerCase()
    for (const [column, names] of Object.entries(COLUMNS))
      if (names.some((n) => n.toLowerCase() === name) && !place.has(column as Column))
        place.set(column as Column, i)
  })
  for (const column of ['title', 'unitId', 'basis'] as const)
    if (!place.has(column))
      problems.push({ row: 1, column: COLUMNS[column][0]!, problem: 'column-missing', value: '' })
  if (problems.length > 0) return { entries: [], problems }
  const byName = new Map<string, string>()
  for (const u of units.filter((x) => x.active))
    for (const name of [u.code, u.name.zh, u.name.en]) byName.set(name.toLowerCase(), u.unitId)
  const entries = body.flatMap((cells, i): DutyFields[] => {
    if (cells.every((c) => c.trim() === '')) return []
    const row = i + 2
    const before = problems.length
    const cell = (column: Column) => (cells[place.get(column) ?? -1] ?? '').trim()
    const wrong = (column: Column, problem: string, value: string) =>
      problems.push({ row, column: COLUMNS[column][0]!, problem, value: value.slice(0, 100) })
    for (const column of ['title', 'unitId', 'basis'] as const)
      if (cell(column) === '') wrong(column, 'empty', '')
    for (const [column, max] of Object.entries(MAX))
      if (cell(column as Column).length > max) wrong(column as Column, 'too-long', cell(column as Column))
    const unit = (column: Column, name: string) => {
      const found = byName.get(name.toLowerCase())
      if (!found && name !== '') wrong(column, 'unknown-unit', name)
      return found ?? ''
    }
    const day = (column: Column, otherwise: string | null) => {
      if (cell(column) === '') return otherwise
      const read = readDay(cell(column))
      if (!read) wrong(column, 'not-a-date', cell(column))
      return read
    }
    const words = split(cell('words'))
    const categories = split(cell('categories'))
    const long = words.find((word) => word.length > 20)
    if (long) wrong('words', 'too-long', long)
    if (words.length === 0 && categories.length === 0) wrong('words', 'nothing-to-find-it-by', '')
    const entry: DutyFields = {
      title: cell('title'),
      words,
      categories,
      places: split(cell('places')),
      unitId: unit('unitId', cell('unitId')),
      coUnitIds: split(cell('coUnitIds')).map((name) => unit('coUnitIds', name)),
      basis: cell('basis'),
      validFrom: day('validFrom', today) ?? today,
      validTo: day('validTo', null),
    }
    if (entry.validTo !== null && entry.validTo < entry.validFrom)
      wrong('validTo', 'ends-before-it-begins', entry.validTo)
    return problems.length === before ? [entry] : []
  })
  return { entries, problems }
}
