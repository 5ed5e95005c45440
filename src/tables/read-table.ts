/** A file as the browser sends it, read by columns that are known. */
import { isRefusal, type Refusal } from '../kernel/errors/refusal.ts'
import { type Column, type NamedTable, readColumns } from './columns.ts'
import type { TableFile } from './contract.ts'
import { readSheet } from './read-sheet.ts'

/** Refuses what `readSheet` and `readColumns` refuse. */
export async function readTable(
  file: TableFile,
  columns: readonly Column[],
  mostRows?: number,
): Promise<NamedTable | Refusal> {
  const sheet = await readSheet(file.name, Buffer.from(file.content, 'base64'))
  return isRefusal(sheet) ? sheet : readColumns(sheet, columns, mostRows)
}
