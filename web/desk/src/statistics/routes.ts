/** The address of the figures. */
import { createRoute } from '@tanstack/react-router'
import { signedIn } from '../base-routes.tsx'
import { page } from '../page.ts'
import { readStatisticsSearch } from './queries.ts'

export const statistics = createRoute({
  getParentRoute: () => signedIn,
  path: '/statistics',
  validateSearch: readStatisticsSearch,
  component: page(() => import('./statistics.tsx'), 'StatisticsPage'),
})
