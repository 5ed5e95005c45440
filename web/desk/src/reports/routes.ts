/** The addresses of the reports. */
import { createRoute } from '@tanstack/react-router'
import { signedIn } from '../base-routes.tsx'
import { page } from '../page.ts'
import { readReportSearch } from './queries.ts'

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports',
  component: page(() => import('./reports.tsx'), 'ReportsPage'),
})

const fresh = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/new',
  validateSearch: readReportSearch,
  component: page(() => import('./new-report.tsx'), 'NewReportPage'),
})

const one = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/$reportId',
  component: page(() => import('./report.tsx'), 'ReportPage'),
})

export const reports = [list, fresh, one] as const
