/** The addresses of the hotline. */
import { createRoute } from '@tanstack/react-router'
import { signedIn } from '../base-routes.tsx'
import { page } from '../page.ts'

const desk = createRoute({
  getParentRoute: () => signedIn,
  path: '/hotline',
  // The call that is opened from another page.
  validateSearch: (search: Record<string, unknown>): { call?: string } =>
    typeof search.call === 'string' && /^[0-9a-f-]{36}$/.test(search.call) ? { call: search.call } : {},
  component: page(() => import('./hotline.tsx'), 'HotlinePage'),
})

export interface BoardSearch {
  tab?: 'figures'
  from?: string
  to?: string
}
const DAY = /^\d{4}-\d{2}-\d{2}$/
const dayOf = (value: unknown) => (typeof value === 'string' && DAY.test(value) ? value : undefined)

const board = createRoute({
  getParentRoute: () => signedIn,
  path: '/hotline/board',
  validateSearch: (search: Record<string, unknown>): BoardSearch => ({
    ...(search.tab === 'figures' ? { tab: 'figures' } : {}),
    ...(dayOf(search.from) ? { from: dayOf(search.from) } : {}),
    ...(dayOf(search.to) ? { to: dayOf(search.to) } : {}),
  }),
  component: page(() => import('./board.tsx'), 'BoardPage'),
})

export const hotline = [desk, board] as const
