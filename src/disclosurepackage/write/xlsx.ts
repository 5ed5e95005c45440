/** The tables of the package as a workbook: a sheet a table, in the layout of the forms, amounts as numbers. */
import { type DocTable, type PackageDoc, tablesOf } from '../document.ts'
import { isFigure } from './docx.ts'

const AMOUNT = /^-?\d+(?:\.\d+)?$/

/**
 * @param listed the figures the text tells beside the tables, as a sheet of rows: with them the workbook can be read back into accounts
 */
export async function writeXlsx(
  doc: PackageDoc,
  listed?: { name: string; rows: readonly (readonly (string | number | null)[])[] },
): Promise<Buffer> {
  const sheets = tablesOf(doc).map((t, i) => ({
    sheet: sheetName(t, i + 1),
    columns: t.head.map((_, at) => ({ width: isFigure(t, at) ? 16 : widest(t, at) })),
    stickyRowsCount: t.unit === '' ? 2 : 3,
    data: rowsOf(t),
  }))
  if (listed)
    sheets.push({
      sheet: listed.name,
      columns: [{ width: 42 }, { width: 60 }, { width: 8 }, { width: 18 }],
      stickyRowsCount: 2,
      data: listed.rows.map((r) =>
        r.map((value) =>
          value === null || value === '' ? null : { value: String(value), type: String, format: '@' },
        ),
      ),
    })
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  return writeXlsxFile(sheets as never).toBuffer() as Promise<Buffer>
}

/** Excel takes 31 characters, and some signs not at all. */
const sheetName = (t: DocTable, n: number): string =>
  `${n} ${t.title.replace(/[“”]/g, '')}`.replace(/[\\/?*[\]:]/g, '').slice(0, 31)

const widest = (t: DocTable, at: number): number =>
  Math.min(48, Math.max(10, ...[t.head, ...t.rows].map((r) => (r[at] ?? '').length * 2 + 2)))

function rowsOf(t: DocTable): unknown[][] {
  const words = (value: string, more: object = {}) =>
    value === '' ? null : { value, type: String, format: '@', wrap: true, ...more }
  const head = t.head.map((h) =>
    words(h, { fontWeight: 'bold', backgroundColor: '#E9F1F9', align: 'center' }),
  )
  const body = t.rows.map((r) =>
    r.map((cell, at) =>
      isFigure(t, at) && AMOUNT.test(cell)
        ? { value: Number(cell), type: Number, format: formatOf(cell), align: 'right' }
        : words(cell),
    ),
  )
  return [
    [words(t.title, { fontWeight: 'bold', fontSize: 14, wrap: false })],
    ...(t.unit === '' ? [] : [[words(`单位：${t.unit}`, { wrap: false })]]),
    head,
    ...body,
    ...(t.note === '' ? [] : [[words(t.note, { wrap: false })]]),
  ]
}

const formatOf = (cell: string): string => {
  const digits = cell.split('.')[1]?.length ?? 0
  return digits === 0 ? '0' : `#,##0.${'0'.repeat(digits)}`
}
