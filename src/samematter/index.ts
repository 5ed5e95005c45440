/** What other rooms may see of same matters. */
export type { PossibleMatterView, PossibleView } from './contract.ts'
export { findPossible } from './find-possible.ts'
export { wordsOf } from './open-words.ts'
export { NAMED_KINDS, type Named } from './reasons.ts'
export { sameMatterRoutes } from './routes.ts'
export {
  gramsOf,
  inTime,
  LIKELY,
  type Likeness,
  likeness,
  type Rarity,
  type Reasons,
  reasonsOf,
  type Told,
  tell,
} from './rules.ts'
export { logLooks, readSaid, type Said } from './store.ts'
