/** The accounts of departments: figures by code, fund and stage, with source and history; what is derived from them. */
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
export { addDepartment, openYear } from './departments.ts'
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
export * from './keys.ts'
export * from './labels.ts'
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
export { accountsRoutes } from './routes.ts'
export { type FigureChange, writeFigures } from './save-figures.ts'
export { fundOfSource } from './stage.ts'
export { readControls, saveFigures } from './verbs.ts'
