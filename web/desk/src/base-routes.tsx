/** What every address of the desk lies under: the whole window, the sign-in page, the frame of who is signed in. */
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { isProblem } from './api/client.ts'
import { meQuery } from './api/queries.ts'
import { Broken, Missing } from './frame/broken.tsx'
import { Shell } from './frame/shell.tsx'
import { firstPage } from './page.ts'

export const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  // Without a frame around them these are the whole page.
  notFoundComponent: () => (
    <main>
      <Missing />
    </main>
  ),
  errorComponent: ({ error }) => (
    <main>
      <Broken error={error} />
    </main>
  ),
})

export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } => {
    // Only an address of the desk itself: a link must not lead from the sign-in page to a foreign one.
    const to = typeof search.to === 'string' && /^\/(?![/\\])/.test(search.to) ? search.to : undefined
    return to ? { to } : {}
  },
  component: firstPage(() => import('./bureau/sign-in.tsx'), 'SignInPage'),
})

export const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.client.ensureQueryData(meQuery)
    } catch (error) {
      if (isProblem(error) && error.status === 401) {
        throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.href } })
      }
      throw error
    }
  },
  component: Shell,
  errorComponent: Broken,
})
