/** Reports (报告): the monthly and the yearly one, made of the figures, saved, approved and kept. */
export type { ReportDoc, Wanted } from './contract.ts'
export { reportOf } from './reports.ts'
export { reportRoutes } from './routes.ts'
