/** The accounts of departments: figures by code, fund and stage, with source and history; what is derived from them. */
export { planImport } from './book/plan.ts'
export { BOOK_PARTS, type BookPart, bookSheets, listedFigures } from './book/write-book.ts'
export {
  type CodeLists,
  type CodeName,
  isLeaf,
  levelOf,
  lineOf,
  nameOf,
  OPERATING_CLASSES,
  PERSONNEL_CLASSES,
  parentOf,
  partOfBasic,
} from './codes.ts'
export { type Control, controlsOf } from './controls.ts'
export { addDepartment, ensureCodes, openYear } from './departments.ts'
export type {
  Accounts,
  AccountsInput,
  Balance,
  CodeLine,
  DepartmentKind,
  EconomicSum,
  Incomes,
  Leaves,
  MonthLine,
  Natures,
  ProjectLine,
  StageFigures,
  ThreePublic,
  View,
} from './figures.ts'
export { VIEWS } from './figures.ts'
export { type ImportDone, importBook, previewImport } from './import-book.ts'
export * from './keys.ts'
export * from './labels.ts'
export { CODE_COLUMNS, loadCodes, MOST_CODES, planCodes, previewCodes } from './load-codes.ts'
export { accountsOf } from './model.ts'
export {
  growth,
  MONEY_UNITS,
  type MoneyUnit,
  readDecimal,
  readFen,
  share,
  showFen,
  showPercent,
  writeDecimal,
  writeFen,
} from './money.ts'
export { type DepartmentListed, loadAccounts, readAccounts, readDepartments } from './read-accounts.ts'
export { releaseBook } from './release.ts'
export type { AccountsRoom, By } from './room.ts'
export { roundedAccounts } from './rounded.ts'
export { accountsRoutes } from './routes.ts'
export { type FigureChange, writeFigures } from './save-figures.ts'
export { fundOfSource } from './stage.ts'
export { readChanges, readCodes, readControls, readHistory, saveFigures } from './verbs.ts'
