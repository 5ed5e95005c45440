/** The addresses of reception days and of sponsored matters. */
import { createRoute } from '@tanstack/react-router'
import { signedIn } from '../base-routes.tsx'
import { page } from '../page.ts'

const days = createRoute({
  getParentRoute: () => signedIn,
  path: '/reception',
  // `new`, or the day that is being changed; past days only when asked for.
  validateSearch: (search: Record<string, unknown>): { edit?: string; past?: boolean } => ({
    ...(typeof search.edit === 'string' ? { edit: search.edit } : {}),
    ...(search.past === true ? { past: true } : {}),
  }),
  component: page(() => import('./days.tsx'), 'ReceptionDaysPage'),
})

const window_ = createRoute({
  getParentRoute: () => signedIn,
  path: '/reception/$dayId',
  component: page(() => import('./window.tsx'), 'ReceptionWindowPage'),
})

const sponsored = createRoute({
  getParentRoute: () => signedIn,
  path: '/sponsored',
  validateSearch: (
    search: Record<string, unknown>,
  ): { kind?: 'reception'; ended?: boolean; new?: boolean; matter?: string } => ({
    ...(search.kind === 'reception' ? { kind: 'reception' } : {}),
    ...(search.ended === true ? { ended: true } : {}),
    ...(search.new === true ? { new: true } : {}),
    ...(typeof search.matter === 'string' ? { matter: search.matter } : {}),
  }),
  component: page(() => import('./follow-ups.tsx'), 'FollowUpsPage'),
})

const followUp = createRoute({
  getParentRoute: () => signedIn,
  path: '/sponsored/$followUpId',
  component: page(() => import('./follow-up.tsx'), 'LeaderFollowUpPage'),
})

export const reception = [days, window_, sponsored, followUp] as const
