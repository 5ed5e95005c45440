/** Statistics (统计): figures kept as the feed is followed, their definitions, and the check against the ledger. */
export { countAll, rebuildStatistics, statisticsFollower } from './follow.ts'
export { keptRates } from './kept-rates.ts'
export { statisticsRoutes } from './routes.ts'
export { type StatisticsFinding, type StatisticsReport, verifyStatistics } from './verify.ts'
