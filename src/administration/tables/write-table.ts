/** Writes a table as people open it: .xlsx, or .csv in UTF-8 with its mark, which Excel needs. */
import { stringify } from 'csv-stringify/sync'
import writeExcelFile from 'write-excel-file/node'

export type TableFormat = 'csv' | 'xlsx'

const TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Headers of a download. @param name plain ASCII, without ending */
export function tableHeaders(format: TableFormat, name: string): Record<string, string> {
  return {
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename="${name}.${format}"`,
    'cache-control': 'private, no-store',
  }
}

/** The bytes of a table. A cell that a spreadsheet would run as a formula is made harmless. */
export async function writeTable(
  format: TableFormat,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Uint8Array> {
  if (format === 'csv') {
    return Buffer.from(
      stringify(
        [head, ...rows].map((r) => [...r]),
        { bom: true, escape_formulas: true },
      ),
    )
  }
  // Typed as text, a cell is never a formula.
  const cell = (value: string) => ({ value, type: String as StringConstructor })
  const data = [
    head.map((value) => ({ ...cell(value), fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map((value) => (value === '' ? null : cell(value)))),
  ]
  const columns = head.map((_, i) => ({
    width: Math.min(48, Math.max(10, ...[head, ...rows].map((r) => widthOf(r[i] ?? '')))),
  }))
  return writeExcelFile(data, { columns }).toBuffer()
}

/** A Chinese character is as wide as two letters. */
const widthOf = (text: string): number =>
  [...text].reduce((n, c) => n + (/[\u2e80-\uffef]/.test(c) ? 2 : 1), 2)
