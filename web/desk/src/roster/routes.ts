/** The address of the duty roster. */
import { createRoute } from '@tanstack/react-router'
import { signedIn } from '../base-routes.tsx'
import { page } from '../page.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/

export const roster = createRoute({
  getParentRoute: () => signedIn,
  path: '/roster',
  validateSearch: (search: Record<string, unknown>): { from?: string } =>
    typeof search.from === 'string' && DAY.test(search.from) ? { from: search.from } : {},
  component: page(() => import('./roster.tsx'), 'RosterPage'),
})
