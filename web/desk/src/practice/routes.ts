/** The address of the practice ground. */
import { createRoute } from '@tanstack/react-router'
import { signedIn } from '../base-routes.tsx'
import { page } from '../page.ts'

export const practice = createRoute({
  getParentRoute: () => signedIn,
  path: '/practice',
  validateSearch: (search: Record<string, unknown>): { task?: string } =>
    typeof search.task === 'string' ? { task: search.task } : {},
  component: page(() => import('./practice.tsx'), 'PracticePage'),
})
