/** What other rooms may see of documents (文书). */
export { documentFileRoutes } from './file-routes.ts'
export type { DocumentsDeps } from './open-paper.ts'
export { documentRoutes } from './routes.ts'
