import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RoleName } from '../../src/kernel/access/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { as, openScene, type Scene, tokenOf, walkRoutes } from './harness.ts'

let scene: Scene
const tokens = new Map<RoleName, string>()
const tokenFor = async (role: RoleName): Promise<string> => {
  const known = tokens.get(role) ?? (await tokenOf(scene.server, `qinghe.${role}`))
  tokens.set(role, known)
  return known
}

beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.close())

test('every route is closed to who proves nothing, and to roles it does not name', async () => {
  expect(await walkRoutes(scene.server, tokenFor)).toBeGreaterThan(15)
})

test('who may do what is what was agreed', () => {
  const said = scene.server.routes
    .filter(({ url }) => !/^\/api\/v1\/(openapi|health)/.test(url))
    .map(({ method, url, access }) => {
      const who = typeof access === 'string' ? access : [...access.roles].sort().join(', ')
      return `${method} ${url.slice('/api/v1'.length)}: ${who}`
    })
  expect(said.sort()).toEqual([
    'DELETE /session: signed-in',
    'GET /accounts: administrator, auditor',
    'GET /audit: administrator, auditor',
    'GET /bureaus: public',
    'GET /calendar-overrides: signed-in',
    'GET /me/second-factor/proposal: signed-in',
    'GET /me: signed-in',
    'GET /settings: signed-in',
    'GET /units: signed-in',
    'PATCH /accounts/:id: administrator',
    'POST /accounts: administrator',
    'POST /calendar-overrides: administrator',
    'POST /me/recovery-codes: signed-in',
    'POST /me/second-factor/removal: signed-in',
    'POST /session/second-factor-proposal: public',
    'POST /session: public',
    'POST /settings: administrator',
    'POST /units: administrator',
    'PUT /me/password: signed-in',
    'PUT /me/second-factor: signed-in',
  ])
})

describe('the second wall: an account of one bureau and the other', () => {
  test('sees its own only, through the API', async () => {
    const admin = as(scene.server, await tokenFor('administrator'))
    const logins = (await admin('GET', '/api/v1/accounts?limit=200'))
      .json()
      .items.map((a: { login: string }) => a.login)
    expect(logins).toHaveLength(11)
    expect(logins.every((login: string) => login.startsWith('qinghe.'))).toBe(true)
  })

  test('sees and changes nothing there, even with a query of its own', async () => {
    const { qinghe, lanshi } = scene.bureaus
    const seen = await withTx(scene.database.app, { bureau: qinghe }, async (tx) => {
      const count = async (table: string, bureau: string): Promise<number> =>
        (
          await tx.query<{ n: number }>(
            `SELECT count(*) AS n FROM ${table} WHERE bureau_id = $1`,
            [bureau],
            null,
          )
        )[0]!.n
      const changed = await tx.query(
        'UPDATE accounts SET active = false WHERE bureau_id = $1 RETURNING 1 AS one',
        [lanshi],
      )
      return {
        own: await count('accounts', qinghe),
        theirs: [
          await count('accounts', lanshi),
          await count('units', lanshi),
          await count('audit_log', lanshi),
        ],
        changed: changed.length,
      }
    })
    expect(seen).toEqual({ own: 11, theirs: [0, 0, 0], changed: 0 })
    const write = withTx(scene.database.app, { bureau: qinghe }, (tx) =>
      tx.query(
        "INSERT INTO audit_log (bureau_id, audit_id, at, action, details) VALUES ($1, gen_random_uuid(), now(), 'x', '{}')",
        [lanshi],
      ),
    )
    await expect(write).rejects.toMatchObject({ code: '42501' })
    const none = await withTx(scene.database.app, { bureau: null }, (tx) =>
      tx.query('SELECT 1 FROM accounts'),
    )
    expect(none).toEqual([])
  })

  test('cannot change an account there by its id', async () => {
    const admin = as(scene.server, await tokenFor('administrator'))
    const other = as(scene.server, await tokenOf(scene.server, 'lanshi.administrator'))
    const theirs = (await other('GET', '/api/v1/accounts')).json().items[0].accountId
    const answer = await admin('PATCH', `/api/v1/accounts/${theirs}`, { active: false })
    expect(answer.statusCode).toBe(404)
    expect(answer.json().code).toBe('bureau.unknown_account')
  })

  test('the audit log cannot be changed or cleared', async () => {
    const { qinghe } = scene.bureaus
    for (const sql of ['DELETE FROM audit_log', "UPDATE audit_log SET action = 'x'"]) {
      const act = withTx(scene.database.app, { bureau: qinghe }, (tx) => tx.query(sql))
      await expect(act).rejects.toMatchObject({ code: '42501' })
    }
  })
})
