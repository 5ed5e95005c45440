/** Workbooks: each sheet a table, each row a line. */
import type { SourceLine } from '../contract.ts'

export async function linesOfXlsx(bytes: Buffer): Promise<SourceLine[]> {
  const { default: readSheets } = await import('read-excel-file/node')
  const out: SourceLine[] = []
  for (const sheet of await readSheets(bytes, { trim: true })) {
    const rows = sheet.data as unknown[][]
    const head = rows.slice(0, 3).flat().map(textOf).join('')
    // A sheet is often named after its table, and its first row often bears the name.
    if (!/表/.test(head.slice(0, 60)))
      out.push({ text: /表$/.test(sheet.sheet) ? sheet.sheet : `${sheet.sheet}表`, line: out.length + 1 })
    for (const [r, row] of rows.entries()) {
      const filled = row.map((c, i) => ({ text: textOf(c), i })).filter((c) => c.text !== '')
      const first = filled[0]
      if (!first) continue
      out.push({
        text: filled.map((c) => c.text).join(' '),
        line: out.length + 1,
        place: { table: sheet.sheet, cell: `${columnName(first.i)}${r + 1}` },
        ...(filled.length > 1 ? { cells: row.map(textOf) } : {}),
      })
    }
  }
  return out
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  // What the sheet computed in binary is shown as people see it: six digits behind the point are more than any form has.
  if (typeof cell === 'number') return String(Number(cell.toFixed(6)))
  return String(cell).replace(/\s+/g, ' ').trim()
}

export function columnName(i: number): string {
  let name = ''
  for (let n = i + 1; n > 0; n = Math.floor((n - 1) / 26))
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}
