/** The wall display: a window of its own, without the frame of the desk, open also to a screen nobody is signed in at. */
import { createRoute } from '@tanstack/react-router'
import { root } from '../base-routes.tsx'
import { page } from '../page.ts'

export const wall = createRoute({
  getParentRoute: () => root,
  path: '/wall',
  validateSearch: (search: Record<string, unknown>): { look?: 'light' | 'dark' } =>
    search.look === 'light' || search.look === 'dark' ? { look: search.look } : {},
  component: page(() => import('./wall.tsx'), 'WallPage'),
})
