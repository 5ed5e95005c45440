/** Import of messages from elsewhere. What the composition root may use. */
export type { ImportDeps, ImportOutput, ImportReport } from './contract.ts'
export { IMPORT_USAGE, runImport } from './run-import.ts'
