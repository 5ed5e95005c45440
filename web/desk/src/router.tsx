/** The addresses of the desk. Pages are loaded when they are opened. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import {
  readAccountSearch,
  readCategorySearch,
  readLimitSearch,
  readLogSearch,
  readReviewSearch,
  readUnitSearch,
} from './administration/search.ts'
import { isProblem } from './api/client.ts'
import { meQuery } from './api/queries.ts'
import { readInboxSearch } from './cases/inbox/search.ts'
import { readBatchSearch } from './exchange/search.ts'
import { Broken, Missing } from './frame/broken.tsx'
import { Shell } from './frame/shell.tsx'
import { readInstructionSearch } from './instructions/queries.ts'
import { readOversightSearch } from './oversight/search.ts'

/** When the session is over, any answer says so; the reader signs in and comes back to the same address. */
function onError(error: unknown): void {
  if (isProblem(error) && error.code === 'access.signed_out') toSignIn()
}

export const client = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    // Without a network a command fails at once and says so, instead of waiting unseen to be sent later.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      // A refusal stays one; only a broken way to the server is worth another try.
      retry: (count, error) => isProblem(error) && [0, 502, 503, 504].includes(error.status) && count < 2,
      refetchOnWindowFocus: true,
    },
  },
})

function toSignIn(): void {
  const { pathname, href } = router.state.location
  if (pathname.endsWith('/sign-in')) return
  void router
    .navigate({ to: '/sign-in', search: { to: href }, replace: true })
    .then(() => client.removeQueries({ queryKey: ['me'] }))
}

const root = createRootRouteWithContext<{ client: QueryClient }>()({
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

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } => {
    // Only an address of the desk itself: a link must not lead from the sign-in page to a foreign one.
    const to = typeof search.to === 'string' && /^\/(?![/\\])/.test(search.to) ? search.to : undefined
    return to ? { to } : {}
  },
  component: lazyRouteComponent(() => import('./bureau/sign-in.tsx'), 'SignInPage'),
})

const signedIn = createRoute({
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

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  // Addresses kept from when the list was the start page still lead to the list they meant.
  beforeLoad: ({ location }) => {
    const search = readInboxSearch(location.search)
    if (Object.keys(search).length > 0) throw redirect({ to: '/matters', search, replace: true })
  },
  component: lazyRouteComponent(() => import('./myday/my-day.tsx'), 'MyDayPage'),
})

const figure = createRoute({
  getParentRoute: () => signedIn,
  path: '/figures/$figure',
  validateSearch: (search: Record<string, unknown>): { before?: boolean } =>
    search.before === true || search.before === 'true' ? { before: true } : {},
  component: lazyRouteComponent(() => import('./myday/figure-page.tsx'), 'FigurePage'),
})

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/matters',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('./cases/inbox/inbox.tsx'), 'InboxPage'),
})

const register = createRoute({
  getParentRoute: () => signedIn,
  path: '/register',
  validateSearch: (search: Record<string, unknown>): { draft?: string } =>
    typeof search.draft === 'string' ? { draft: search.draft } : {},
  component: lazyRouteComponent(() => import('./cases/register/register.tsx'), 'RegisterPage'),
})

const matter = createRoute({
  getParentRoute: () => signedIn,
  path: '/matters/$matterId',
  validateSearch: (search: Record<string, unknown>): { do?: string; clock?: string } => ({
    ...(typeof search.do === 'string' ? { do: search.do } : {}),
    ...(typeof search.clock === 'string' ? { clock: search.clock } : {}),
  }),
  component: lazyRouteComponent(() => import('./cases/matter/matter.tsx'), 'MatterPage'),
})

const imports = createRoute({
  getParentRoute: () => signedIn,
  path: '/imports',
  component: lazyRouteComponent(() => import('./exchange/imports.tsx'), 'ImportsPage'),
})

const importBatch = createRoute({
  getParentRoute: () => signedIn,
  path: '/imports/$batchId',
  validateSearch: readBatchSearch,
  component: lazyRouteComponent(() => import('./exchange/batch.tsx'), 'BatchPage'),
})

const exchange = createRoute({
  getParentRoute: () => signedIn,
  path: '/exchange',
  component: lazyRouteComponent(() => import('./exchange/exchange.tsx'), 'ExchangePage'),
})

const exchangeSource = createRoute({
  getParentRoute: () => signedIn,
  path: '/exchange/$sourceId',
  component: lazyRouteComponent(() => import('./exchange/source.tsx'), 'SourcePage'),
})

const exchangeReturn = createRoute({
  getParentRoute: () => signedIn,
  path: '/exchange/$sourceId/returns/$returnId',
  component: lazyRouteComponent(() => import('./exchange/return.tsx'), 'ReturnPage'),
})

const oversight = createRoute({
  getParentRoute: () => signedIn,
  path: '/oversight',
  validateSearch: readOversightSearch,
  component: lazyRouteComponent(() => import('./oversight/oversight.tsx'), 'OversightPage'),
})

const followUp = createRoute({
  getParentRoute: () => signedIn,
  path: '/follow-up',
  validateSearch: (search: Record<string, unknown>): { period?: string } =>
    typeof search.period === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(search.period)
      ? { period: search.period }
      : {},
  component: lazyRouteComponent(() => import('./oversight/follow-up.tsx'), 'FollowUpPage'),
})

const duties = createRoute({
  getParentRoute: () => signedIn,
  path: '/duties',
  validateSearch: (
    search: Record<string, unknown>,
  ): { q?: string; ended?: boolean; tab?: 'list' | 'precedents' } => ({
    ...(typeof search.q === 'string' ? { q: search.q } : {}),
    ...(search.ended === true ? { ended: true } : {}),
    ...(search.tab === 'precedents' ? { tab: 'precedents' } : {}),
  }),
  component: lazyRouteComponent(() => import('./routing/duties.tsx'), 'DutiesPage'),
})

const paper = createRoute({
  getParentRoute: () => signedIn,
  path: '/matters/$matterId/papers/$paperId',
  component: lazyRouteComponent(() => import('./documents/paper.tsx'), 'PaperDocumentPage'),
})

const papers = createRoute({
  getParentRoute: () => signedIn,
  path: '/documents',
  validateSearch: (search: Record<string, unknown>): { state?: 'draft' | 'submitted' | 'approved' } =>
    search.state === 'draft' || search.state === 'submitted' || search.state === 'approved'
      ? { state: search.state }
      : {},
  component: lazyRouteComponent(() => import('./documents/waiting.tsx'), 'WaitingPapersPage'),
})

const paperNumbers = createRoute({
  getParentRoute: () => signedIn,
  path: '/documents/numbers',
  validateSearch: (search: Record<string, unknown>): { unit?: string } =>
    typeof search.unit === 'string' ? { unit: search.unit } : {},
  component: lazyRouteComponent(() => import('./documents/numbers.tsx'), 'NumbersPage'),
})

const administration = createRoute({
  getParentRoute: () => signedIn,
  path: '/administration',
  beforeLoad: ({ location }) => {
    if (/\/administration\/?$/.test(location.pathname)) {
      throw redirect({ to: '/administration/units', replace: true })
    }
  },
  component: lazyRouteComponent(() => import('./administration/layout.tsx'), 'AdministrationLayout'),
})

const admUnits = createRoute({
  getParentRoute: () => administration,
  path: '/units',
  validateSearch: readUnitSearch,
  component: lazyRouteComponent(() => import('./administration/units.tsx'), 'UnitsPage'),
})

const admAccounts = createRoute({
  getParentRoute: () => administration,
  path: '/accounts',
  validateSearch: readAccountSearch,
  component: lazyRouteComponent(() => import('./administration/accounts.tsx'), 'AccountsPage'),
})

const admRoles = createRoute({
  getParentRoute: () => administration,
  path: '/roles',
  component: lazyRouteComponent(() => import('./administration/roles.tsx'), 'RolesPage'),
})

const admLimits = createRoute({
  getParentRoute: () => administration,
  path: '/limits',
  validateSearch: readLimitSearch,
  component: lazyRouteComponent(() => import('./administration/limits.tsx'), 'LimitsPage'),
})

const admCalendar = createRoute({
  getParentRoute: () => administration,
  path: '/calendar',
  component: lazyRouteComponent(() => import('./administration/calendar.tsx'), 'CalendarPage'),
})

const admCategories = createRoute({
  getParentRoute: () => administration,
  path: '/categories',
  validateSearch: readCategorySearch,
  component: lazyRouteComponent(() => import('./administration/categories.tsx'), 'CategoriesPage'),
})

const admCodes = createRoute({
  getParentRoute: () => administration,
  path: '/codes',
  component: lazyRouteComponent(() => import('./administration/codes.tsx'), 'CodesPage'),
})

const admMessages = createRoute({
  getParentRoute: () => administration,
  path: '/messages',
  component: lazyRouteComponent(() => import('./administration/messages.tsx'), 'MessagesPage'),
})

const admRetention = createRoute({
  getParentRoute: () => administration,
  path: '/retention',
  component: lazyRouteComponent(() => import('./administration/retention.tsx'), 'RetentionPage'),
})

const admAudit = createRoute({
  getParentRoute: () => administration,
  path: '/audit',
  validateSearch: readLogSearch,
  component: lazyRouteComponent(() => import('./administration/logs.tsx'), 'AuditPage'),
})

const admLooks = createRoute({
  getParentRoute: () => administration,
  path: '/looks',
  validateSearch: readLogSearch,
  component: lazyRouteComponent(() => import('./administration/logs.tsx'), 'LooksPage'),
})

const admReview = createRoute({
  getParentRoute: () => administration,
  path: '/review',
  validateSearch: readReviewSearch,
  component: lazyRouteComponent(() => import('./administration/review.tsx'), 'ReviewPage'),
})

const administrationTree = administration.addChildren([
  admUnits,
  admAccounts,
  admRoles,
  admLimits,
  admCalendar,
  admCategories,
  admCodes,
  admMessages,
  admRetention,
  admAudit,
  admLooks,
  admReview,
])

const instructions = createRoute({
  getParentRoute: () => signedIn,
  path: '/instructions',
  validateSearch: readInstructionSearch,
  component: lazyRouteComponent(() => import('./instructions/list.tsx'), 'InstructionsPage'),
})

const newInstruction = createRoute({
  getParentRoute: () => signedIn,
  path: '/instructions/new',
  validateSearch: (search: Record<string, unknown>): { kind?: 'urgent-report'; matter?: string } => ({
    ...(search.kind === 'urgent-report' ? { kind: 'urgent-report' as const } : {}),
    ...(typeof search.matter === 'string' ? { matter: search.matter } : {}),
  }),
  component: lazyRouteComponent(() => import('./instructions/new.tsx'), 'NewInstructionPage'),
})

const instruction = createRoute({
  getParentRoute: () => signedIn,
  path: '/instructions/$recordId',
  component: lazyRouteComponent(() => import('./instructions/detail.tsx'), 'InstructionPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signedIn.addChildren([
      administrationTree,
      home,
      figure,
      inbox,
      register,
      matter,
      instructions,
      newInstruction,
      instruction,
      imports,
      importBatch,
      exchange,
      exchangeSource,
      exchangeReturn,
      oversight,
      followUp,
      duties,
      paper,
      papers,
      paperNumbers,
    ]),
  ]),
  basepath: '/desk',
  context: { client },
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: Broken,
  defaultNotFoundComponent: Missing,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
