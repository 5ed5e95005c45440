/** Tables as people make them in WPS and Excel: read within limits, shown before they are carried out, written harmless. */
export * from './cells.ts'
export { type Column, headingRow, type NamedTable, readColumns, type TableRow } from './columns.ts'
export {
  ApplyTableSchema,
  type Cell,
  type Sheet,
  type TableFile,
  TableFileSchema,
  type TablePreview,
  TablePreviewSchema,
} from './contract.ts'
export { MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS } from './limits.ts'
export { isOldWorkbook, isOle, renewed } from './old-office.ts'
export { type CellProblem, digestOf, type PlannedRow, previewOf, wrong } from './preview.ts'
export { parseSheet, readSheet, readSheets } from './read-sheet.ts'
export { readTable } from './read-table.ts'
export {
  CSV_TYPE,
  type SheetOut,
  type TableFormat,
  tableFile,
  writeCsv,
  writeXlsx,
  XLSX_TYPE,
} from './write-table.ts'
export { isZip, type ZipFault, zipFault } from './zip.ts'
