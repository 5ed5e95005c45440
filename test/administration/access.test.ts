/** Every route of the administration: who may, and nobody else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RoleName } from '../../src/kernel/access/index.ts'
import { tokenOf, walkRoutes } from '../routes/harness.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('every route is closed to who proves nothing, and to roles it does not name', async () => {
  const tokens = new Map<RoleName, string>()
  const walked = await walkRoutes(world.server, async (role) => {
    const known = tokens.get(role) ?? (await tokenOf(world.server, `qinghe.${role}`))
    tokens.set(role, known)
    return known
  })
  expect(walked).toBeGreaterThan(50)
})

test('who may do what is what was agreed', () => {
  const said = world.server.routes
    .filter(({ url }) => /^\/api\/v1\/(administration|code-lists|categories)/.test(url))
    .map(({ method, url, access }) => {
      const who = typeof access === 'string' ? access : [...access.roles].sort().join(', ')
      return `${method} ${url.slice('/api/v1'.length)}: ${who}`
    })
  expect(said.sort()).toMatchInlineSnapshot(`
    [
      "GET /administration/access-samples/:sampleId: administrator, auditor",
      "GET /administration/access-samples: administrator, auditor",
      "GET /administration/access/export: administrator, auditor",
      "GET /administration/access: administrator, auditor",
      "GET /administration/accounts/template: administrator",
      "GET /administration/accounts: administrator, auditor",
      "GET /administration/audit/export: administrator, auditor",
      "GET /administration/audit: administrator, auditor",
      "GET /administration/calendar: administrator, auditor",
      "GET /administration/categories/use: administrator",
      "GET /administration/messages: administrator, auditor",
      "GET /administration/retention/matters: administrator, auditor",
      "GET /administration/retention: administrator, auditor",
      "GET /administration/roles: administrator, auditor",
      "GET /administration/rules/:ruleId/rehearsal/export: administrator, auditor, bureau-head, supervisor",
      "GET /administration/rules/:ruleId/rehearsal: administrator, auditor, bureau-head, supervisor",
      "GET /administration/rules: administrator, auditor, bureau-head, supervisor",
      "GET /administration/sign-in-rules: administrator, auditor",
      "GET /administration/units/:id/blockers: administrator",
      "GET /administration/units/export: administrator, auditor",
      "GET /administration/units: administrator, auditor",
      "GET /categories: signed-in",
      "GET /code-lists: signed-in",
      "PATCH /administration/units/:id: administrator",
      "PATCH /categories/:code: administrator",
      "POST /administration/access-samples: administrator, auditor",
      "POST /administration/accounts/:id/end-sessions: administrator",
      "POST /administration/accounts/:id/reset-password: administrator",
      "POST /administration/accounts/:id/reset-second-factor: administrator",
      "POST /administration/accounts/:id/unlock: administrator",
      "POST /administration/accounts/import: administrator",
      "POST /administration/accounts/preview: administrator",
      "POST /administration/accounts: administrator",
      "POST /administration/calendar/notice/preview: administrator",
      "POST /administration/calendar/notice: administrator",
      "POST /administration/messages/:template/preview: administrator",
      "POST /administration/retention/erase: administrator",
      "POST /administration/retention: administrator",
      "POST /administration/rules/preview: administrator",
      "POST /administration/units/import: administrator",
      "POST /administration/units/preview: administrator",
      "POST /categories/import: administrator",
      "POST /categories/preview: administrator",
      "POST /categories: administrator",
      "PUT /administration/access-samples/:sampleId/:accessId: administrator, auditor",
      "PUT /administration/messages/:template: administrator",
      "PUT /administration/sign-in-rules: administrator",
      "PUT /code-lists/:list/:code: administrator",
    ]
  `)
})

test('roles are shown with what the program lets them do', async () => {
  const auditor = await world.as('auditor')
  const { items } = (await auditor('GET', '/api/v1/administration/roles')).json()
  const of = (role: string) => items.find((r: { role: string }) => r.role === role)
  const urls = (role: string) =>
    of(role).rights.map((r: { method: string; url: string }) => `${r.method} ${r.url}`)
  expect(urls('administrator')).toContain('POST /api/v1/units')
  expect(urls('clerk')).not.toContain('POST /api/v1/units')
  expect(of('clerk')).toMatchObject({ accounts: 1, label: { zh: '登记员' } })
  const steps = of('handler').steps.flatMap((s: { items: { seat: string }[] }) => s.items)
  expect(steps.length).toBeGreaterThan(5)
  expect(new Set(steps.map((s: { seat: string }) => s.seat))).toContain('handler')
  expect(of('finance').steps).toEqual([])
})
