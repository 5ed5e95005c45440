/** What other rooms may see of the closed loop. */

export { addContact, addWords, correctParties, messagePerson } from './add-to-matter.ts'
export { agreeOnlineService, receiveOnline } from './agree-online-service.ts'
export { approvePaper, deliverPaper, sealPaper } from './approve-paper.ts'
export { attachFile, MAX_FILE_BYTES, MEDIA_TYPES, openFile } from './attach-file.ts'
export { cancelMistake } from './cancel-mistake.ts'
export {
  type Clock,
  type ClockRule,
  computeDue,
  type Derivation,
  metInTime,
  overdueForOrgan,
  RULE_TABLE,
  recompute,
  ruleInForce,
} from './clocks/index.ts'
export { consentToPublish } from './consent-to-publish.ts'
export { openContent } from './content.ts'
export { correctClass } from './correct-class.ts'
export { takesPart } from './engine/add.ts'
export { handlesMatters, unitInSight } from './engine/authorise.ts'
export { neverPublished } from './engine/consent.ts'
export { type IssuedPaper, type MatterDoc, mainOf, type Proceeding, paperOfDocument } from './engine/doc.ts'
export type { ContentRef, EventData } from './engine/events.ts'
export type { PartyInput } from './engine/open-matter.ts'
export {
  issuedByStep,
  maySign,
  type PaperApproval,
  type PendingDocument,
  pendingDocuments,
} from './engine/papers.ts'
export { CHILD_TABLES, type ChildTable, project } from './engine/project.ts'
export { isReported } from './engine/read-input.ts'
export { DEFAULT_THRESHOLDS, type Thresholds } from './engine/triggers.ts'
export { draftOf, foldEvents } from './engine/upcasters.ts'
export type { World } from './engine/world.ts'
export { type Actor, CITIZEN, type Mint, SYSTEM } from './engine/world.ts'
export { type Erasure, eraseMatter } from './erase-content.ts'
export { fileOrder } from './file-order.ts'
export { fireAction } from './fire-action.ts'
export {
  type CaseJobsDeps,
  caseJobHandlers,
  recomputeProvisional,
  startSweeper,
  sweepDue,
  tellUnreached,
} from './jobs/index.ts'
export { INBOX_ROW, inboxItem, listInbox } from './list-inbox.ts'
export { openProceeding } from './open-proceeding.ts'
export type { Procedure } from './procedures/format.ts'
export {
  checkProcedures,
  labelOfState,
  PROCEDURES,
  procedureOf,
  TRIGGERS,
  type TriggerRule,
  triggerOf,
} from './procedures/index.ts'
export { DOCUMENT_LABELS, END_LABELS, SEAT_LABELS } from './procedures/labels.ts'
export { type MatterOfPhone, mattersOfPhone, phoneDigest } from './read-by-phone.ts'
export { chainOf, readChain } from './read-chain.ts'
export { type RoutingFacts, readForRouting } from './read-for-routing.ts'
export {
  discloseParties,
  explainClock,
  findSummary,
  identifyCitizen,
  type Looker,
  lookUp,
  openMatter,
  readForCitizen,
  readMatter,
} from './read-matter.ts'
export { findMatter, type InboxRow, logAccess } from './read-store.ts'
export { type RegisterInput, registerMatter } from './register-matter.ts'
export { codeSince, renewCode } from './renew-code.ts'
export { actionRoutes } from './routes/actions.ts'
export { fileNameOf, fileRoutes } from './routes/files.ts'
export { matterRoutes } from './routes/matters.ts'
export { noticeListRoutes } from './routes/notices.ts'
export { publicRoutes } from './routes/public.ts'
export { referenceRoutes } from './routes/reference.ts'
export { reviewRoutes } from './routes/reviews.ts'
export { InboxItem as InboxItemSchema } from './routes/schemas.ts'
export { callerOf, citizenCaller, lookerOf } from './routes/who.ts'
export { type Caller, type CasesDeps, type CommandResult, keyOf, randomMint, worldOf } from './run.ts'
export type { CitizenView, InboxItem, MatterView } from './views/contract.ts'
export { mayDisclose, mayOpenMatter } from './views/may-see.ts'
export { Reader } from './views/reader.ts'
