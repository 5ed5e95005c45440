/** The addresses of the figures. */
import { createRoute } from '@tanstack/react-router'
import { signedIn } from '../base-routes.tsx'
import { page } from '../page.ts'
import { readListSearch, readStatisticsSearch } from './queries.ts'

export const statistics = createRoute({
  getParentRoute: () => signedIn,
  path: '/statistics',
  validateSearch: readStatisticsSearch,
  component: page(() => import('./statistics.tsx'), 'StatisticsPage'),
})

export const statisticsList = createRoute({
  getParentRoute: () => signedIn,
  path: '/statistics/list',
  validateSearch: readListSearch,
  component: page(() => import('./list.tsx'), 'StatisticsListPage'),
})
