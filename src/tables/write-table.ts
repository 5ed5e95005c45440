/** Writes tables that open in any table program and do nothing there: what looks like a formula is text. */
import { stringify } from 'csv-stringify/sync'
import { guarded } from './cells.ts'

export interface SheetOut {
  name: string
  /** The first row are headings. */
  rows: readonly (readonly (string | number | null)[])[]
  /** Width of each column in characters; else as its words need. */
  widths?: readonly number[]
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV_TYPE = 'text/csv; charset=utf-8'

/** UTF-8 with a mark, without which Excel reads Chinese as something else; lines end as RFC 4180 says. */
export function writeCsv(rows: SheetOut['rows']): Buffer {
  const cells = rows.map((row) => row.map((c) => (typeof c === 'string' ? guarded(c) : c)))
  return Buffer.from(`\ufeff${stringify(cells as unknown[][], { record_delimiter: '\r\n' })}`)
}

/** Texts are cells of type text, which no program runs; headings are bold and stay in sight. */
export async function writeXlsx(sheets: readonly SheetOut[]): Promise<Buffer> {
  const out = sheets.map(({ name, rows, widths }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: (rows[0] ?? []).map((_, i) => ({ width: widths?.[i] ?? widthOf(rows, i) })),
    data: rows.map((row, r) =>
      row.map((value) => {
        if (value === null || value === '') return null
        if (typeof value === 'number') return { value, type: Number }
        const text = {
          value: clean(value),
          type: String,
          format: '@',
          wrap: true,
          alignVertical: 'top' as const,
        }
        return r === 0 ? { ...text, fontWeight: 'bold' as const, backgroundColor: '#E9F1F9' } : text
      }),
    ),
  }))
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  return writeXlsxFile(out as never).toBuffer() as Promise<Buffer>
}

/** Excel takes at most this many characters in a cell, and XML 1.0 has no place for controls. */
const LONGEST_CELL = 32_767
const clean = (text: string): string =>
  text
    .slice(0, LONGEST_CELL)
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
    .toWellFormed()

/** Rows looked at for the width of a column. */
const MEASURED = 200

/** A Chinese character is as wide as two letters. */
const widthOf = (rows: SheetOut['rows'], at: number): number =>
  Math.min(
    48,
    Math.max(
      10,
      ...rows.slice(0, MEASURED).map((row) => {
        const text = String(row[at] ?? '')
        return text.length + (text.match(/[\u2e80-\uffef]/gu)?.length ?? 0) + 2
      }),
    ),
  )

export type TableFormat = 'csv' | 'xlsx'

/**
 * A table as the answer of a route, to be kept by no cache.
 * @param name of the file, plain ASCII, without ending
 */
export async function tableFile(
  format: TableFormat,
  name: string,
  sheet: SheetOut,
): Promise<{ body: Uint8Array; headers: Record<string, string> }> {
  return {
    body: format === 'csv' ? writeCsv(sheet.rows) : await writeXlsx([sheet]),
    headers: {
      'content-type': format === 'csv' ? CSV_TYPE : XLSX_TYPE,
      'content-disposition': `attachment; filename="${name}.${format}"`,
      'cache-control': 'private, no-store',
    },
  }
}
