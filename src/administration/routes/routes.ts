/** Every route of the administration. */
import type { Route } from '../../kernel/http/index.ts'
import type { AdministrationDeps } from '../deps.ts'
import { accountRoutes } from './account-routes.ts'
import { auditRoutes } from './audit-routes.ts'
import { keepingRoutes } from './keeping-routes.ts'
import { limitRoutes } from './limit-routes.ts'
import { listRoutes } from './list-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { unitRoutes } from './unit-routes.ts'

export function administrationRoutes(deps: AdministrationDeps): Route[] {
  return [
    ...unitRoutes(deps),
    ...accountRoutes(deps),
    ...signInRoutes(deps),
    ...listRoutes(deps),
    ...limitRoutes(deps),
    ...keepingRoutes(deps),
    ...auditRoutes(deps),
  ]
}
