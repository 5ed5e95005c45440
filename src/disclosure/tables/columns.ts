/** Figures of rows whose columns are known, set under each other: an empty cell of a column of figures is nought. */
import { plainLine } from '../text/normalise.ts'
import { type Figure, figure } from './figure.ts'
import type { Row } from './text-tables.ts'

const FIGURE = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/
const CODE = /^\d{2,3}$|^\d{5}$|^\d{7}$/
const EMPTY = /^[-—–/]*$/
/** The word for the sum may stand over the codes, where its cell is merged with the name's. */
const TOTAL = /^(?:合计|总计|本年支出合计|本年收入合计)$/
const NOTHING: Figure = figure('0')

const plain = (cell: string): string => plainLine(cell).replace(/\s/g, '')

/** @returns the rows; those of a table with names on both sides, or without known columns, as they came */
export function byColumns(rows: readonly Row[]): Row[] {
  const known = rows.filter((r) => r.line.cells && r.figures.length > 0)
  const width = known[0]?.line.cells?.length
  if (!width || known.length < 3 || known.some((r) => r.line.cells!.length !== width)) return [...rows]
  const grid = new Map(known.map((r) => [r, r.line.cells!.map(plain)] as const))
  const names = Array.from({ length: width }, (_, c) =>
    [...grid.values()].some((cells) => /[\u4e00-\u9fff]/.test(cells[c]!) && !TOTAL.test(cells[c]!)),
  )
  const name = names.indexOf(true)
  if (name < 0 || names.lastIndexOf(true) !== name) return [...rows]
  const columns = names
    .map((_, c) => c)
    .filter((c) => c > name && [...grid.values()].some((cells) => FIGURE.test(cells[c]!)))
  const sound = [...grid.values()].every(
    (cells) =>
      columns.every((c) => FIGURE.test(cells[c]!) || EMPTY.test(cells[c]!)) &&
      cells.slice(0, name).every((x) => EMPTY.test(x) || CODE.test(x) || TOTAL.test(x)),
  )
  if (!sound) return [...rows]
  return rows.map((r) => {
    const cells = grid.get(r)
    return cells
      ? { ...r, figures: columns.map((c) => (EMPTY.test(cells[c]!) ? NOTHING : figure(cells[c]!))) }
      : r
  })
}
