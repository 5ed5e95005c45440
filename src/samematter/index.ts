/** What other rooms may see of same matters. */
export type { PossibleMatterView, PossibleView } from './contract.ts'
export { findPossible } from './find-possible.ts'
export { sameMatterRoutes } from './routes.ts'
