/** What other rooms may see of the lists. */
export { CHANNEL_WORDS, CLASS_WORDS } from './export/words.ts'
export { type ListItem, listMatters } from './list-matters.ts'
export { listAtRisk } from './risk/list-at-risk.ts'
export { listRoutes } from './routes.ts'
