/** What other rooms may see of drafts. */
export type { DraftSummaryView, DraftView } from './contract.ts'
export { type DraftsDeps, dropDraft, readDraft, readDrafts, saveDraft } from './drafts.ts'
export { addPage, finishDraft } from './pages.ts'
export { draftFileRoutes, draftRoutes } from './routes.ts'
