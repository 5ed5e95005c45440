/** Only the finance role changes, only it and the bureau's head see, and only the head releases: every route of the four rooms, walked as every role. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { accountsRoutes } from '../../src/accounts/index.ts'
import { bureauRoutes } from '../../src/bureau/index.ts'
import { disclosureRoutes } from '../../src/disclosuredesk/index.ts'
import { packageRoutes } from '../../src/disclosurepackage/index.ts'
import type { RoleName } from '../../src/kernel/access/index.ts'
import { createHttpServer, type HttpServer } from '../../src/kernel/http/index.ts'
import { createLog } from '../../src/kernel/log/log.ts'
import { performanceRoutes } from '../../src/performance/index.ts'
import { openScene, type Scene, tokenOf, walkRoutes } from '../routes/harness.ts'

vi.setConfig({ testTimeout: 120_000 })

let scene: Scene
let server: HttpServer

beforeAll(async () => {
  scene = await openScene()
  const { room, database } = scene
  const of = { pool: database.app, directory: room.directory }
  server = await createHttpServer({
    log: createLog({ level: 'silent' }),
    clock: scene.clock,
    authenticator: { staff: (token, now, attended) => room.sessions.current(token, now, attended) },
    routes: [
      ...bureauRoutes(room),
      ...accountsRoutes(of),
      ...performanceRoutes(of),
      ...packageRoutes(of),
      ...disclosureRoutes({ pool: database.app }),
    ],
    api: { title: 'Huiyin', version: 'test' },
    checkResponses: true,
  })
})
afterAll(async () => {
  await server.close()
  await scene.close()
})

const FINANCE = /^\/api\/v1\/(?:finance|performance|disclosure-)/

test('every route is closed to who proves nothing, and to roles it does not name', async () => {
  const tokens = new Map<RoleName, string>()
  const walked = await walkRoutes(server, async (role) => {
    const known = tokens.get(role) ?? (await tokenOf(server, `qinghe.${role}`))
    tokens.set(role, known)
    return known
  })
  expect(walked).toBeGreaterThan(50)
})

describe('who may', () => {
  const routes = () => server.routes.filter(({ url }) => FINANCE.test(url))
  const rolesOf = (access: (typeof server.routes)[number]['access']) =>
    typeof access === 'string' ? [access] : [...access.roles].sort()

  test('read figures, plans and packages: finance and the head; the published ones everybody', () => {
    const others = routes()
      .filter(({ method, access }) => method === 'GET' && rolesOf(access).join() !== 'bureau-head,finance')
      .map(({ method, url, access }) => `${method} ${url}: ${rolesOf(access)}`)
    expect(others).toEqual([])
    const open = server.routes.filter(({ url }) => /\/public\/:bureau\/finance/.test(url))
    expect(open.map(({ method, access }) => `${method} ${rolesOf(access)}`)).toEqual([
      'GET public',
      'GET public',
    ])
  })

  test('change: finance alone, but for steps that are the head’s and checks that keep nothing', () => {
    const said = routes()
      .filter(({ method }) => method !== 'GET')
      .filter(({ access }) => rolesOf(access).join() !== 'finance')
      .map(({ method, url, access }) => `${method} ${url}: ${rolesOf(access)}`)
    expect(said.sort()).toEqual([
      'DELETE /api/v1/disclosure-checks/kept/:checkId: bureau-head,finance',
      'POST /api/v1/disclosure-checks/kept: bureau-head,finance',
      'POST /api/v1/disclosure-checks/report: administrator,auditor,bureau-head,finance,supervisor',
      'POST /api/v1/disclosure-checks: administrator,auditor,bureau-head,finance,supervisor',
      // Each step says itself whose it is: finance writes and submits, the head returns and releases.
      'POST /api/v1/finance/departments/:departmentId/years/:year/release: bureau-head',
      'POST /api/v1/finance/packages/:packageId/steps: bureau-head,finance',
      'POST /api/v1/performance/plans/:planId/steps: bureau-head,finance',
    ])
  })
})
