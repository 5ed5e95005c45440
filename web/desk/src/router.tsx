/** The addresses of the desk. Pages are loaded when they are opened. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { administrationTree } from './administration/routes.ts'
import { isProblem } from './api/client.ts'
import { root, signedIn, signIn } from './base-routes.tsx'
import { readInboxSearch } from './cases/inbox/search.ts'
import { readBatchSearch } from './exchange/search.ts'
import { financeTree } from './finance/routes.ts'
import { Broken, Missing, MissingPage } from './frame/broken.tsx'
import { hotline } from './hotline/routes.ts'
import { hotTopic, hotTopics } from './insight/routes.ts'
import { readInstructionSearch } from './instructions/queries.ts'
import { knowledge } from './knowledge/routes.ts'
import { messages } from './messages/routes.ts'
import { openness } from './openness/routes.ts'
import { readOversightSearch, readUnitSearch } from './oversight/search.ts'
import { firstPage, page } from './page.ts'
import { practice } from './practice/routes.ts'
import { reception } from './reception/routes.ts'
import { reports } from './reports/routes.ts'
import { frozenFile, newReview } from './review/routes.ts'
import { roster } from './roster/routes.ts'
import { statistics, statisticsList } from './statistics/routes.ts'
import { wall } from './wall/routes.ts'

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

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  // Addresses kept from when the list was the start page still lead to the list they meant.
  beforeLoad: ({ location }) => {
    const search = readInboxSearch(location.search)
    if (Object.keys(search).length > 0) throw redirect({ to: '/matters', search, replace: true })
  },
  component: firstPage(() => import('./myday/my-day.tsx'), 'MyDayPage'),
})

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: page(() => import('./account/account.tsx'), 'AccountPage'),
})

const figure = createRoute({
  getParentRoute: () => signedIn,
  path: '/figures/$figure',
  validateSearch: (search: Record<string, unknown>): { before?: boolean } =>
    search.before === true || search.before === 'true' ? { before: true } : {},
  component: page(() => import('./myday/figure-page.tsx'), 'FigurePage'),
})

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/matters',
  validateSearch: readInboxSearch,
  component: page(() => import('./cases/inbox/inbox.tsx'), 'InboxPage'),
})

const register = createRoute({
  getParentRoute: () => signedIn,
  path: '/register',
  validateSearch: (search: Record<string, unknown>): { draft?: string } =>
    typeof search.draft === 'string' ? { draft: search.draft } : {},
  component: page(() => import('./cases/register/register.tsx'), 'RegisterPage'),
})

const matter = createRoute({
  getParentRoute: () => signedIn,
  path: '/matters/$matterId',
  validateSearch: (search: Record<string, unknown>): { do?: string; clock?: string } => ({
    ...(typeof search.do === 'string' ? { do: search.do } : {}),
    ...(typeof search.clock === 'string' ? { clock: search.clock } : {}),
  }),
  component: page(() => import('./cases/matter/matter.tsx'), 'MatterPage'),
})

const imports = createRoute({
  getParentRoute: () => signedIn,
  path: '/imports',
  component: page(() => import('./exchange/imports.tsx'), 'ImportsPage'),
})

const importBatch = createRoute({
  getParentRoute: () => signedIn,
  path: '/imports/$batchId',
  validateSearch: readBatchSearch,
  component: page(() => import('./exchange/batch.tsx'), 'BatchPage'),
})

const exchange = createRoute({
  getParentRoute: () => signedIn,
  path: '/exchange',
  component: page(() => import('./exchange/exchange.tsx'), 'ExchangePage'),
})

const exchangeSource = createRoute({
  getParentRoute: () => signedIn,
  path: '/exchange/$sourceId',
  component: page(() => import('./exchange/source.tsx'), 'SourcePage'),
})

const exchangeReturn = createRoute({
  getParentRoute: () => signedIn,
  path: '/exchange/$sourceId/returns/$returnId',
  component: page(() => import('./exchange/return.tsx'), 'ReturnPage'),
})

const oversight = createRoute({
  getParentRoute: () => signedIn,
  path: '/oversight',
  validateSearch: readOversightSearch,
  // Figures of a unit stood on this page before each unit had its own.
  beforeLoad: ({ search: { unit, from, to, figure } }) => {
    if (unit)
      throw redirect({
        to: '/oversight/units/$unitId',
        params: { unitId: unit },
        search: readUnitSearch({ from, to, figure }),
        replace: true,
      })
  },
  component: page(() => import('./oversight/oversight.tsx'), 'OversightPage'),
})

const oversightUnit = createRoute({
  getParentRoute: () => signedIn,
  path: '/oversight/units/$unitId',
  validateSearch: readUnitSearch,
  component: page(() => import('./oversight/unit.tsx'), 'UnitPage'),
})

const followUp = createRoute({
  getParentRoute: () => signedIn,
  path: '/follow-up',
  validateSearch: (search: Record<string, unknown>): { period?: string } =>
    typeof search.period === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(search.period)
      ? { period: search.period }
      : {},
  component: page(() => import('./oversight/follow-up.tsx'), 'FollowUpPage'),
})

const duties = createRoute({
  getParentRoute: () => signedIn,
  path: '/duties',
  validateSearch: (
    search: Record<string, unknown>,
  ): { q?: string; ended?: boolean; tab?: 'list' | 'precedents' } => ({
    // An address gives a number, such as that of an article, as a number.
    ...(['string', 'number'].includes(typeof search.q) ? { q: String(search.q) } : {}),
    ...(search.ended === true ? { ended: true } : {}),
    ...(search.tab === 'precedents' ? { tab: 'precedents' } : {}),
  }),
  component: page(() => import('./routing/duties.tsx'), 'DutiesPage'),
})

const paper = createRoute({
  getParentRoute: () => signedIn,
  path: '/matters/$matterId/papers/$paperId',
  component: page(() => import('./documents/paper.tsx'), 'PaperDocumentPage'),
})

const papers = createRoute({
  getParentRoute: () => signedIn,
  path: '/documents',
  validateSearch: (search: Record<string, unknown>): { state?: 'draft' | 'submitted' | 'approved' } =>
    search.state === 'draft' || search.state === 'submitted' || search.state === 'approved'
      ? { state: search.state }
      : {},
  component: page(() => import('./documents/waiting.tsx'), 'WaitingPapersPage'),
})

const paperNumbers = createRoute({
  getParentRoute: () => signedIn,
  path: '/documents/numbers',
  validateSearch: (search: Record<string, unknown>): { unit?: string } =>
    typeof search.unit === 'string' ? { unit: search.unit } : {},
  component: page(() => import('./documents/numbers.tsx'), 'NumbersPage'),
})

const instructions = createRoute({
  getParentRoute: () => signedIn,
  path: '/instructions',
  validateSearch: readInstructionSearch,
  component: page(() => import('./instructions/list.tsx'), 'InstructionsPage'),
})

const newInstruction = createRoute({
  getParentRoute: () => signedIn,
  path: '/instructions/new',
  validateSearch: (search: Record<string, unknown>): { kind?: 'urgent-report'; matter?: string } => ({
    ...(search.kind === 'urgent-report' ? { kind: 'urgent-report' as const } : {}),
    ...(typeof search.matter === 'string' ? { matter: search.matter } : {}),
  }),
  component: page(() => import('./instructions/new.tsx'), 'NewInstructionPage'),
})

const instruction = createRoute({
  getParentRoute: () => signedIn,
  path: '/instructions/$recordId',
  component: page(() => import('./instructions/detail.tsx'), 'InstructionPage'),
})

type CheckerSearch = { severity?: 'error' | 'tail' | 'review' }
const readCheckerSearch = ({ severity }: Record<string, unknown>): CheckerSearch =>
  severity === 'error' || severity === 'tail' || severity === 'review' ? { severity } : {}

const checker = createRoute({
  getParentRoute: () => signedIn,
  path: '/finance/checker',
  validateSearch: readCheckerSearch,
  component: page(() => import('./finance/checker/checker.tsx'), 'CheckerPage'),
})

const keptCheck = createRoute({
  getParentRoute: () => signedIn,
  path: '/finance/checker/$checkId',
  validateSearch: readCheckerSearch,
  component: page(() => import('./finance/checker/kept.tsx'), 'KeptCheckPage'),
})

/** Whatever is no address of ours stays within the frame, with the menu beside it. */
const nowhere = createRoute({ getParentRoute: () => signedIn, path: '$', component: MissingPage })

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    wall,
    signedIn.addChildren([
      administrationTree,
      financeTree,
      nowhere,
      home,
      account,
      figure,
      inbox,
      register,
      matter,
      frozenFile,
      newReview,
      instructions,
      newInstruction,
      instruction,
      imports,
      importBatch,
      exchange,
      exchangeSource,
      exchangeReturn,
      oversight,
      oversightUnit,
      statistics,
      statisticsList,
      ...reports,
      hotTopics,
      hotTopic,
      followUp,
      duties,
      ...knowledge,
      ...messages,
      ...hotline,
      roster,
      practice,
      paper,
      papers,
      paperNumbers,
      ...openness,
      ...reception,
      checker,
      keptCheck,
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
