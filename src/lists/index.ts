/** What other rooms may see of the lists. */
export { type ListItem, listMatters } from './list-matters.ts'
export { listAtRisk } from './risk/list-at-risk.ts'
export { listRoutes } from './routes.ts'
