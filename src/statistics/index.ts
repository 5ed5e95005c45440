/** Statistics (统计): figures kept as the feed is followed, their definitions, and the check against the ledger. */

export type { CountCode, Figures, RateCode, Statistics, StatisticsQuery, StatisticsRow } from './contract.ts'
export {
  defining,
  definitionSheet,
  label,
  percent,
  rateCells,
  rateHeads,
  takenRate,
  withTable,
} from './defined.ts'
export { DEFINITIONS } from './definitions.ts'
export { DOCS_PAGE, syncPage } from './docs-page.ts'
export { countAll, FOLLOWER, statisticsFollower } from './follow.ts'
export { keptMatters, keptRates } from './kept-rates.ts'
export { type Reader, readStatistics, type StatisticsRoom } from './read.ts'
export { rebuildStatistics } from './rebuild.ts'
export { statisticsRoutes } from './routes.ts'
export { monthEnd, periodBefore, yearBefore } from './rules.ts'
export { branchNames, readStanding, type Standing } from './standing.ts'
export { type StatisticsFinding, type StatisticsReport, verifyStatistics } from './verify.ts'
