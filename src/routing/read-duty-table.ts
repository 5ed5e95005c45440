/** Reads a duty list as a table (.xlsx, .csv): columns by their names, in Chinese or English. Pure. */
import { type Column, type NamedTable, readMoment, splitCell } from '../tables/index.ts'
import type { DutyFields, DutyImportResult } from './contract.ts'

type Field = keyof DutyFields

/** The words of a column in Chinese are what an export writes. */
export const DUTY_COLUMNS: readonly (Column & { id: Field })[] = [
  { id: 'title', label: { zh: '事项', en: 'title' }, required: true, also: ['职责事项', '职责'] },
  { id: 'words', label: { zh: '关键词', en: 'words' }, required: false },
  {
    id: 'categories',
    label: { zh: '内容分类', en: 'categories' },
    required: false,
    also: ['分类', 'category'],
  },
  { id: 'places', label: { zh: '地域范围', en: 'places' }, required: false, also: ['地域', '区域'] },
  { id: 'unitId', label: { zh: '责任单位', en: 'unit' }, required: true, also: ['主办单位'] },
  { id: 'coUnitIds', label: { zh: '协办单位', en: 'co-units' }, required: false, also: ['配合单位'] },
  { id: 'basis', label: { zh: '依据', en: 'basis' }, required: true, also: ['法律依据'] },
  { id: 'validFrom', label: { zh: '生效日期', en: 'valid from' }, required: false, also: ['生效'] },
  { id: 'validTo', label: { zh: '失效日期', en: 'valid to' }, required: false, also: ['失效'] },
]

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

const MAX: Readonly<Partial<Record<Field, number>>> = { title: 100, basis: 300 }

/**
 * The entries a table holds. A row with a problem is left out and told, with the cell the problem stands in; the others
 * are taken.
 */
export function readDutyTable(table: NamedTable, units: readonly NamedUnit[], today: string): ReadTable {
  const problems: ReadTable['problems'] = []
  const byName = new Map<string, string>()
  for (const u of units.filter((x) => x.active))
    for (const name of [u.code, u.name.zh, u.name.en]) byName.set(name.toLowerCase(), u.unitId)
  const entries = table.rows.flatMap(({ line, cells }): DutyFields[] => {
    const before = problems.length
    const cell = (column: Field) => cells[column] ?? ''
    const wrong = (column: Field, problem: string, value: string) => {
      const letter = table.letters[column]
      problems.push({
        row: line,
        cell: letter ? `${letter}${line}` : null,
        column: DUTY_COLUMNS.find((c) => c.id === column)!.label.zh,
        problem,
        value: value.slice(0, 100),
      })
    }
    for (const column of ['title', 'unitId', 'basis'] as const)
      if (cell(column) === '') wrong(column, 'empty', '')
    for (const [column, max] of Object.entries(MAX))
      if (cell(column as Field).length > max) wrong(column as Field, 'too-long', cell(column as Field))
    const unit = (column: Field, name: string) => {
      const found = byName.get(name.toLowerCase())
      if (!found && name !== '') wrong(column, 'unknown-unit', name)
      return found ?? ''
    }
    const day = (column: Field, otherwise: string | null) => {
      if (cell(column) === '') return otherwise
      const read = readMoment(cell(column))
      if (typeof read !== 'string') return read.day
      wrong(column, 'not-a-date', cell(column))
      return null
    }
    const words = splitCell(cell('words'), 'keep')
    const categories = splitCell(cell('categories'), 'keep')
    const long = words.find((word) => word.length > 20)
    if (long) wrong('words', 'too-long', long)
    if (words.length === 0 && categories.length === 0) wrong('words', 'nothing-to-find-it-by', '')
    const entry: DutyFields = {
      title: cell('title'),
      words,
      categories,
      places: splitCell(cell('places'), 'keep'),
      unitId: unit('unitId', cell('unitId')),
      coUnitIds: splitCell(cell('coUnitIds'), 'keep').map((name) => unit('coUnitIds', name)),
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
