/** What other rooms may see of documents (文书). */
export { citizenDocumentRoutes } from './citizen-routes.ts'
export { documentFileRoutes } from './file-routes.ts'
export {
  type CitizenDocument,
  type CitizenFile,
  type CitizenLook,
  documentsForCitizen,
  openDocumentForCitizen,
} from './for-citizen.ts'
export { type OnlineServiceView, onlineServiceForCitizen, type WaitingDocument } from './online.ts'
export type { DocumentsDeps } from './open-paper.ts'
export { documentRoutes } from './routes.ts'
