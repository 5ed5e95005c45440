/** What other rooms may see of openness. */
export type { PublishedItem, PublishedPage, Shown } from './contract.ts'
export {
  findPublished,
  latestPublished,
  PAGE as PUBLISHED_PAGE,
  readPublished,
  similarPublished,
} from './published/find.ts'
export { actOnPublication } from './publishing/act.ts'
export { type ConsentView, readConsent, saveConsent } from './publishing/consent.ts'
export { listForDesk, previewOf, readForDesk } from './publishing/read.ts'
export { EDITORS } from './publishing/rules.ts'
export type { OpennessRoom } from './room.ts'
export { opennessRoutes } from './routes.ts'
