/** The addresses of finance. Department and year stand in each, so that a link leads to the same figures. */
import { createRoute, redirect } from '@tanstack/react-router'
import { signedIn } from '../base-routes.tsx'
import { page } from '../page.ts'
import { readEntrySearch, readFinanceSearch, readOverviewSearch, readPackageSearch } from './search.ts'

const finance = createRoute({
  getParentRoute: () => signedIn,
  path: '/finance',
  validateSearch: readFinanceSearch,
  beforeLoad: ({ location, search }) => {
    if (/\/finance\/?$/.test(location.pathname))
      throw redirect({ to: '/finance/overview', search, replace: true })
  },
  component: page(() => import('./layout.tsx'), 'FinanceLayout'),
})

const overview = createRoute({
  getParentRoute: () => finance,
  path: '/overview',
  validateSearch: readOverviewSearch,
  component: page(() => import('./overview.tsx'), 'FinanceOverviewPage'),
})

const entry = createRoute({
  getParentRoute: () => finance,
  path: '/entry',
  validateSearch: readEntrySearch,
  component: page(() => import('./entry.tsx'), 'FinanceEntryPage'),
})

const imports = createRoute({
  getParentRoute: () => finance,
  path: '/import',
  validateSearch: readFinanceSearch,
  component: page(() => import('./import.tsx'), 'FinanceImportPage'),
})

const codes = createRoute({
  getParentRoute: () => finance,
  path: '/codes',
  validateSearch: readFinanceSearch,
  component: page(() => import('./codes.tsx'), 'FinanceCodesPage'),
})

const changes = createRoute({
  getParentRoute: () => finance,
  path: '/changes',
  validateSearch: readFinanceSearch,
  component: page(() => import('./changes.tsx'), 'FinanceChangesPage'),
})

const performance = createRoute({
  getParentRoute: () => finance,
  path: '/performance',
  validateSearch: readFinanceSearch,
  component: page(() => import('./performance/board.tsx'), 'PerformancePage'),
})

const disclosurePackage = createRoute({
  getParentRoute: () => finance,
  path: '/package',
  validateSearch: readPackageSearch,
  component: page(() => import('./package/assistant.tsx'), 'PackagePage'),
})

export const financeTree = finance.addChildren([
  overview,
  entry,
  imports,
  codes,
  changes,
  performance,
  disclosurePackage,
])
