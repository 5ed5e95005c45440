/** What other rooms may see of the hints at other routes. */
export {
  addMonths,
  type CitizenLimit,
  type CitizenRoute,
  citizenRoutes,
  type Danger,
  dangersIn,
} from './citizen.ts'
export type { ScopeHintView } from './contract.ts'
export { scopeRoutes } from './routes.ts'
