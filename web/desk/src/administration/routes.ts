/** The addresses of the administration. */
import { createRoute, redirect } from '@tanstack/react-router'
import { signedIn } from '../base-routes.tsx'
import { page } from '../page.ts'
import {
  readAccountSearch,
  readCategorySearch,
  readLimitSearch,
  readLogSearch,
  readNoticeSearch,
  readReviewSearch,
  readUnitSearch,
} from './search.ts'

const administration = createRoute({
  getParentRoute: () => signedIn,
  path: '/administration',
  beforeLoad: ({ location }) => {
    if (/\/administration\/?$/.test(location.pathname)) {
      throw redirect({ to: '/administration/units', replace: true })
    }
  },
  component: page(() => import('./layout.tsx'), 'AdministrationLayout'),
})

const admUnits = createRoute({
  getParentRoute: () => administration,
  path: '/units',
  validateSearch: readUnitSearch,
  component: page(() => import('./units.tsx'), 'UnitsPage'),
})

const admAccounts = createRoute({
  getParentRoute: () => administration,
  path: '/accounts',
  validateSearch: readAccountSearch,
  component: page(() => import('./accounts.tsx'), 'AccountsPage'),
})

const admSignIn = createRoute({
  getParentRoute: () => administration,
  path: '/sign-in',
  component: page(() => import('./sign-in-rules.tsx'), 'SignInRulesPage'),
})

const admRoles = createRoute({
  getParentRoute: () => administration,
  path: '/roles',
  component: page(() => import('./roles.tsx'), 'RolesPage'),
})

const admLimits = createRoute({
  getParentRoute: () => administration,
  path: '/limits',
  validateSearch: readLimitSearch,
  component: page(() => import('./limits.tsx'), 'LimitsPage'),
})

const admCalendar = createRoute({
  getParentRoute: () => administration,
  path: '/calendar',
  component: page(() => import('./calendar.tsx'), 'CalendarPage'),
})

const admCategories = createRoute({
  getParentRoute: () => administration,
  path: '/categories',
  validateSearch: readCategorySearch,
  component: page(() => import('./categories.tsx'), 'CategoriesPage'),
})

const admCodes = createRoute({
  getParentRoute: () => administration,
  path: '/codes',
  component: page(() => import('./codes.tsx'), 'CodesPage'),
})

const admMessages = createRoute({
  getParentRoute: () => administration,
  path: '/messages',
  component: page(() => import('./messages.tsx'), 'MessagesPage'),
})

const admTemplates = createRoute({
  getParentRoute: () => administration,
  path: '/templates',
  component: page(() => import('./templates.tsx'), 'TemplatesPage'),
})

const admNotices = createRoute({
  getParentRoute: () => administration,
  path: '/notices',
  validateSearch: readNoticeSearch,
  component: page(() => import('./notices.tsx'), 'NoticesPage'),
})

const admTelephone = createRoute({
  getParentRoute: () => administration,
  path: '/telephone',
  component: page(() => import('./telephone.tsx'), 'TelephonePage'),
})

const admOpen311 = createRoute({
  getParentRoute: () => administration,
  path: '/open311',
  component: page(() => import('./open311.tsx'), 'Open311Page'),
})

const admWall = createRoute({
  getParentRoute: () => administration,
  path: '/wall',
  component: page(() => import('../wall/keys.tsx'), 'WallKeysPage'),
})

const admRetention = createRoute({
  getParentRoute: () => administration,
  path: '/retention',
  component: page(() => import('./retention.tsx'), 'RetentionPage'),
})

const admAudit = createRoute({
  getParentRoute: () => administration,
  path: '/audit',
  validateSearch: readLogSearch,
  component: page(() => import('./logs.tsx'), 'AuditPage'),
})

const admLooks = createRoute({
  getParentRoute: () => administration,
  path: '/looks',
  validateSearch: readLogSearch,
  component: page(() => import('./logs.tsx'), 'LooksPage'),
})

const admReview = createRoute({
  getParentRoute: () => administration,
  path: '/review',
  validateSearch: readReviewSearch,
  component: page(() => import('./review.tsx'), 'ReviewPage'),
})

export const administrationTree = administration.addChildren([
  admUnits,
  admAccounts,
  admSignIn,
  admRoles,
  admLimits,
  admCalendar,
  admCategories,
  admCodes,
  admMessages,
  admTemplates,
  admNotices,
  admTelephone,
  admOpen311,
  admWall,
  admRetention,
  admAudit,
  admLooks,
  admReview,
])
