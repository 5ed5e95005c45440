/** Oversight (督办、回访): what is late and supervised, figures of units, bulletins, follow-up by telephone. */
export { drawDue, startDrawing } from './draw-sample.ts'
export { type CountRow, type Period, RATE_CASES, rateParams } from './figures-store.ts'
export type { KeptMatters, KeptRates, OversightRoom } from './room.ts'
export { oversightRoutes } from './routes.ts'
export { FIGURE_RULES, interval } from './rules.ts'
export { thresholdsOf } from './settings.ts'
