/** What the composition root may use of the portal. */
export { portalErrorPage } from './error-page.ts'
export { portalRoutes } from './routes.ts'
export type { PortalDeps } from './site.ts'
