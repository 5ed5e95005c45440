/** The addresses of review. */
import { createRoute } from '@tanstack/react-router'
import { signedIn } from '../base-routes.tsx'
import { page } from '../page.ts'

export const newReview = createRoute({
  getParentRoute: () => signedIn,
  path: '/reviews/new',
  validateSearch: (search: Record<string, unknown>): { kind?: 'here' | 'outside' } =>
    search.kind === 'outside' ? { kind: 'outside' } : {},
  component: page(() => import('./new-request.tsx'), 'NewReviewPage'),
})

export const frozenFile = createRoute({
  getParentRoute: () => signedIn,
  path: '/matters/$matterId/file',
  component: page(() => import('./file-page.tsx'), 'FilePage'),
})
