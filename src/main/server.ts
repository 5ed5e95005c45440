/** Wires the server: API, desk, portal, jobs, seals. The only place where rooms meet. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'
import { accountsRoutes } from '../accounts/index.ts'
import { administrationRoutes } from '../administration/index.ts'
import { bureauRoutes } from '../bureau/index.ts'
import {
  actionRoutes,
  type CaseJobsDeps,
  caseJobHandlers,
  fileRoutes,
  identifyCitizen,
  matterRoutes,
  noticeListRoutes,
  publicRoutes,
  referenceRoutes,
  reviewRoutes,
  startSweeper,
} from '../cases/index.ts'
import { classifyRoutes } from '../classify/index.ts'
import { DEMO_BUREAUS } from '../demo/index.ts'
import { disclosureRoutes } from '../disclosuredesk/index.ts'
import { packageRoutes } from '../disclosurepackage/index.ts'
import { citizenDocumentRoutes, documentFileRoutes, documentRoutes } from '../documents/index.ts'
import { draftFileRoutes, draftRoutes } from '../drafts/index.ts'
import { batchRoutes, exchangeRoutes, startImports, uploadRoutes } from '../exchange/index.ts'
import { hookRoutes, hotlineRoutes, startKeeping } from '../hotline/index.ts'
import { instructionRoutes } from '../instructions/index.ts'
import { type Attempts, type Authenticator, createAttempts } from '../kernel/access/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { createHttpServer, type HttpServer, type Route, type ServerOptions } from '../kernel/http/index.ts'
import { type JobHandlers, startRelay } from '../kernel/jobs/index.ts'
import { errorForLog } from '../kernel/log/log.ts'
import { knowledgeRoutes, startReminding } from '../knowledge/index.ts'
import { ledgerRoutes, sealAllBureaus } from '../ledgerkeeping/index.ts'
import { listRoutes } from '../lists/index.ts'
import { messageRoutes } from '../messages/index.ts'
import { myDayRoutes } from '../myday/index.ts'
import { noticeRoutes } from '../notices/index.ts'
import { notificationRoutes } from '../notifications/index.ts'
import { open311Plugin, open311Routes } from '../open311/index.ts'
import { type OpennessRoom, opennessRoutes, startOpenData } from '../openness/index.ts'
import { type OversightRoom, oversightRoutes, startDrawing, thresholdsOf } from '../oversight/index.ts'
import { createPace, type Pace } from '../pace/index.ts'
import { fundsFromAccounts, performanceRoutes } from '../performance/index.ts'
import { portalErrorPage, portalRoutes } from '../portal/index.ts'
import { practiceRoutes } from '../practice/index.ts'
import { type ReceptionRoom, receptionRoutes, startErasing } from '../reception/index.ts'
import { replyCheckRoutes } from '../replycheck/index.ts'
import { reportRoutes } from '../reports/index.ts'
import { rosterRoutes } from '../roster/index.ts'
import { categoryWords, routingJobHandlers, routingRoutes } from '../routing/index.ts'
import { sameMatterRoutes } from '../samematter/index.ts'
import { scopeRoutes } from '../scope/index.ts'
import { keptMatters, keptRates, statisticsRoutes } from '../statistics/index.ts'
import { templateRoutes } from '../templates/index.ts'
import { topicRoutes } from '../topics/index.ts'
import { wallRoutes } from '../wall/index.ts'
import { startFollowing } from './feed.ts'
import { startGathering } from './gathering.ts'
import { callsAlong, hotlineOf, knowledgeOf } from './hotline.ts'
import type { Installation } from './installation.ts'
import { startLearning } from './learning.ts'
import { listen } from './listen.ts'
import { messagesOf, noticeLine, openLines, startMessaging } from './messaging.ts'
import { noticesOf, noticesRoomOf, portalNotices, startNotices } from './notices.ts'
import { practiceOf, startPractising } from './practice.ts'

const PROJECT = path.resolve(import.meta.dirname, '../..')
const DESK = path.join(PROJECT, 'dist', 'desk')
export const API = { title: 'Huiyin 回音', version: '0.1.0' }

/** Number of a matter: bureau, letter and year, running number. The bureau stands in it. */
const NUMBER = /^([A-Z][A-Z0-9-]{1,30})-[A-Z]\d{4}-\d{6}$/

const draftsOf = (i: Installation) => ({ cases: i.cases, home: i.config.home })
const oversightOf = (i: Installation): OversightRoom => ({
  pool: i.database.app,
  directory: i.bureau.directory,
  kept: keptRates,
  keptMatters,
})

const opennessOf = (i: Installation): OpennessRoom => ({ cases: i.cases })

const receptionOf = (i: Installation): ReceptionRoom => ({
  cases: i.cases,
  pool: i.database.app,
  directory: i.bureau.directory,
  keyring: i.keyring,
  notices: noticesOf(i),
})

/** Every route of the API, in one list for server, documentation and tests. */
export function apiRoutes(i: Installation): Route[] {
  return [
    ...bureauRoutes(i.bureau),
    ...matterRoutes(i.cases),
    ...actionRoutes(i.cases),
    ...publicRoutes(i.cases),
    ...referenceRoutes(i.cases),
    ...reviewRoutes(i.cases),
    ...oversightRoutes(oversightOf(i)),
    ...opennessRoutes(opennessOf(i)),
    ...performanceRoutes({ pool: i.database.app, directory: i.bureau.directory, fundsOf: fundsFromAccounts }),
    ...statisticsRoutes({ pool: i.database.app, directory: i.bureau.directory }),
    ...wallRoutes({ pool: i.database.app, directory: i.bureau.directory }, i.wall),
    ...reportRoutes({ pool: i.database.app, directory: i.bureau.directory }),
    ...packageRoutes({ pool: i.database.app, directory: i.bureau.directory }),
    ...receptionRoutes(receptionOf(i)),
    ...disclosureRoutes({ pool: i.database.app }),
    ...accountsRoutes({ pool: i.database.app, directory: i.bureau.directory }),
    ...knowledgeRoutes(knowledgeOf(i)),
    ...hotlineRoutes(hotlineOf(i)),
    ...rosterRoutes({ pool: i.database.app, directory: i.bureau.directory, keyring: i.keyring }),
    ...routingRoutes({ pool: i.database.app, directory: i.bureau.directory, cases: i.cases }),
    ...listRoutes(i.cases),
    ...documentRoutes({ cases: i.cases }),
    ...citizenDocumentRoutes(i.cases),
    ...ledgerRoutes({ cases: i.cases, home: i.config.home }),
    ...draftRoutes(draftsOf(i)),
    ...templateRoutes(i.bureau),
    ...sameMatterRoutes(i.cases),
    ...topicRoutes(i.cases),
    ...replyCheckRoutes(i.cases),
    ...classifyRoutes({ cases: i.cases, categories: categoryWords }),
    ...instructionRoutes({ pool: i.database.app, directory: i.bureau.directory, keyring: i.keyring }),
    ...scopeRoutes(),
    ...batchRoutes(i),
    ...exchangeRoutes(i),
    ...notificationRoutes(i.notifications, callsAlong(i)),
    ...administrationRoutes({ bureau: i.bureau, cases: i.cases, routes: () => apiRoutes(i) }),
    ...myDayRoutes(i.cases),
    ...noticeRoutes(noticesRoomOf(i)),
    ...messageRoutes(messagesOf(i)),
    ...noticeListRoutes(i.cases),
    ...open311Routes(i.cases),
    ...practiceRoutes(practiceOf(i)),
  ]
}

/** The desk: files of the build, and its page for every address below /desk/ that names no file. */
function deskPlugin(): FastifyPluginAsync {
  return async (app) => {
    const config = { access: 'public' as const, csp: 'desk' as const }
    app.get('/desk', { config }, (_request, reply) => reply.redirect('/desk/'))
    if (!existsSync(path.join(DESK, 'index.html'))) return
    const page = readFileSync(path.join(DESK, 'index.html'))
    await app.register(fastifyStatic, {
      root: DESK,
      serve: false,
      immutable: true,
      maxAge: '365d',
      // Packed by the build; who cannot read that is given the file itself.
      preCompressed: true,
    })
    app.get<{ Params: { '*': string } }>('/desk/*', { config }, (request, reply) => {
      const file = request.params['*']
      // Built files carry a hash in their names; the page that names them is asked for each time.
      if (file.startsWith('assets/')) return reply.sendFile(file)
      if (file !== '' && file !== 'index.html' && existsSync(path.join(DESK, path.normalize(`/${file}`)))) {
        return reply.sendFile(file, { maxAge: 3_600_000, immutable: false })
      }
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
    })
  }
}

export interface RunningServer {
  address: string
  http: HttpServer
  stop(): Promise<void>
}

/** Opens a matter by number and code. Failures count against the address, with those of the portal. */
function citizenBy(i: Installation, attempts: Attempts): NonNullable<Authenticator['citizen']> {
  const tooMany = (address: string, now: Date): Refusal | null => {
    const minutes = attempts.waitMinutes(address, now)
    if (minutes === 0) return null
    return refuse('access.too_many_codes', { details: { minutes, retryAfter: minutes * 60 } })
  }
  return async ({ number, code }, now, address) => {
    const refused = tooMany(address, now)
    if (refused) return refused
    const slug = NUMBER.exec(number.trim().toUpperCase())?.[1]?.toLowerCase()
    const found = slug
      ? await identifyCitizen(i.cases, slug, number, code)
      : refuse('access.matter_not_opened')
    // Of guesses sent at once only as many are answered as of those sent in turn.
    const meanwhile = tooMany(address, now)
    if (meanwhile) return meanwhile
    if (isRefusal(found)) {
      attempts.failed(address, now)
      return null
    }
    return { bureauId: found.facts.bureau.bureauId, matterId: found.matterId, number }
  }
}

/** The same limits for programs as for pages: a program is told how long to wait instead of being slowed down. */
function apiPace(pace: Pace): NonNullable<ServerOptions['tooFast']> {
  return (request, now) => {
    const { retryAfter } = pace.page(request.ip, now)
    const { bureau } = (request.params ?? {}) as { bureau?: string }
    if (retryAfter > 0 || request.method !== 'POST' || bureau === undefined) return retryAfter
    return pace.send(request.ip, bureau, new Date(0), now).seconds
  }
}

/** Builds the HTTP server without listening. */
export function buildServer(i: Installation): Promise<HttpServer> {
  const attempts = createAttempts()
  const pace = i.config.pace ? createPace(i.config.pace) : undefined
  return createHttpServer({
    log: i.log,
    clock: i.clock,
    authenticator: {
      staff: (token, now, attended) => i.bureau.sessions.current(token, now, attended),
      citizen: citizenBy(i, attempts),
    },
    routes: apiRoutes(i),
    plugins: [
      fileRoutes(i.cases),
      draftFileRoutes(draftsOf(i)),
      uploadRoutes(i),
      documentFileRoutes({ cases: i.cases }),
      open311Plugin({ cases: i.cases, clock: i.clock, publicUrl: i.config.publicUrl }),
      hookRoutes(hotlineOf(i), i.clock),
      deskPlugin(),
      portalRoutes({
        cases: i.cases,
        home: i.config.home,
        clock: i.clock,
        attempts,
        pace,
        telling: portalNotices(i),
        notices: noticesOf(i),
      }),
    ],
    ...(pace ? { tooFast: apiPace(pace) } : {}),
    ...(i.config.trustProxy ? { trustProxy: i.config.trustProxy } : {}),
    api: API,
    errorPage: portalErrorPage,
    health: async () => {
      await i.database.app.query('select 1')
      return { database: 'ok' }
    },
  })
}

/** What runs by itself beside the server: the relay, the sweeps of due work, the daily seal. */
export function jobsOf(i: Installation, address: string): CaseJobsDeps {
  return {
    ...i.cases,
    clock: i.clock,
    notices: noticesOf(i),
    thresholds: (bureauId) => thresholdsOf(oversightOf(i), bureauId, i.clock.now()),
    portalAddress: (slug) => `${i.config.publicUrl ?? address}/${slug}/follow`,
    tellAddress: (slug) => `${i.config.publicUrl ?? address}/${slug}/tell-us`,
  }
}

/** Which room takes which topic of the outbox. */
export function jobHandlers(jobs: CaseJobsDeps): JobHandlers {
  return { ...caseJobHandlers(jobs), ...routingJobHandlers(jobs) }
}

const HOUR = 3_600_000

/**
 * Listens and starts all that runs by itself.
 * @throws OperatorError `start.port_taken`, `start.cannot_listen`; the installation stays open
 */
export async function startServer(i: Installation): Promise<RunningServer> {
  const http = await buildServer(i)
  const address = await listen(http, i).catch(async (error: unknown) => {
    await http.close()
    throw error
  })
  const jobs = jobsOf(i, address)
  const relay = startRelay({
    worker: i.database.worker,
    handlers: jobHandlers(jobs),
    clock: i.clock,
    log: i.log,
  })
  const sweeper = startSweeper(jobs, { log: i.log, relay, bureaus: () => sweptBureaus(i) })
  const lines = openLines(i)
  const sending = startNotices(i, noticeLine(lines))
  const messaging = startMessaging(i, lines)
  const imports = startImports(i, { worker: i.database.worker, log: i.log })
  const practising = startPractising(i)
  const following = startFollowing(i)
  const learning = startLearning(i)
  const gathering = startGathering(i)
  const drawing = startDrawing(oversightOf(i), {
    now: () => i.clock.now(),
    bureaus: () => sweptBureaus(i),
    onError: (error) => i.log.error({ err: errorForLog(error) }, 'a sample could not be drawn'),
  })
  const days = {
    now: () => i.clock.now(),
    bureaus: async () => (await i.bureau.directory.all()).map((b) => b.bureauId),
  }
  const openData = startOpenData(opennessOf(i), {
    ...days,
    onError: (error) => i.log.error({ err: errorForLog(error) }, 'open data could not be made'),
  })
  const erasing = startErasing(receptionOf(i), {
    ...days,
    onError: (error) => i.log.error({ err: errorForLog(error) }, 'old bookings could not be erased'),
  })
  const reminding = startReminding(knowledgeOf(i), {
    ...days,
    onError: (error) => i.log.error({ err: errorForLog(error) }, 'reviews of articles could not be told'),
  })
  const keeping = startKeeping(hotlineOf(i), {
    ...days,
    onError: (error) => i.log.error({ err: errorForLog(error) }, 'old calls could not be cleared'),
  })
  const sealing = setInterval(() => void seal(i), HOUR)
  sealing.unref()
  return {
    address,
    http,
    stop: async () => {
      clearInterval(sealing)
      await http.close()
      await Promise.all(
        [
          sweeper,
          relay,
          following,
          learning,
          gathering,
          imports,
          practising,
          sending,
          messaging,
          drawing,
          openData,
          erasing,
          reminding,
          keeping,
        ].map((runs) => runs.stop()),
      )
      await i.close()
    },
  }
}

async function seal(i: Installation): Promise<void> {
  try {
    const { home, sealCopy } = i.config
    const results = await sealAllBureaus(
      { app: i.cases.app, keyring: i.keyring, home, sealCopy },
      i.clock.now(),
    )
    for (const { bureau, failed } of results) {
      for (const { folder, reason } of failed)
        i.log.error({ bureau, folder, reason }, 'a seal could not be copied')
    }
  } catch (error) {
    i.log.error({ err: errorForLog(error) }, 'sealing failed')
  }
}

/** Living bureaus, and the demo's: it is simulated so that its past could be told, but its days go on with ours. */
async function sweptBureaus(i: Installation): Promise<string[]> {
  const demo = new Set(DEMO_BUREAUS.map((b) => b.slug))
  const all = await i.bureau.directory.all()
  return all.filter((b) => !b.simulated || demo.has(b.slug)).map((b) => b.bureauId)
}
