/** What other rooms may see of the hints at other routes. */
export type { ScopeHintView } from './contract.ts'
export { scopeRoutes } from './routes.ts'
