/** The whole API over two bureaus on a real database, for tests of the administration. */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import { administrationRoutes } from '../../src/administration/index.ts'
import { type BureauRoom, bureauRoutes, createBureau, createBureauRoom } from '../../src/bureau/index.ts'
import { actionRoutes, type CasesDeps, matterRoutes } from '../../src/cases/index.ts'
import { type SettableClock, settableClock } from '../../src/kernel/clock/clock.ts'
import { createKeyring, type Keyring } from '../../src/kernel/crypto/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { createHttpServer, type HttpServer, type Route } from '../../src/kernel/http/index.ts'
import { createLog } from '../../src/kernel/log/log.ts'
import { knownRules } from '../../src/main/installation.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { as, demoBureau, NOW, tokenOf } from '../routes/harness.ts'

export interface World {
  database: TestDatabase
  room: BureauRoom
  cases: CasesDeps
  server: HttpServer
  clock: SettableClock
  bureaus: Record<'qinghe' | 'lanshi', string>
  /** Requests as `<slug>.<role>`. */
  as(role: string, slug?: string): Promise<ReturnType<typeof as>>
  audited(action: string, bureau?: 'qinghe' | 'lanshi'): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export async function openWorld(): Promise<World> {
  const database = await createTestDatabase()
  const home = mkdtempSync(path.join(tmpdir(), 'huiyin-admin-'))
  chmodSync(home, 0o755)
  const clock = settableClock(NOW)
  const keyring = createKeyring(home, { now: NOW, databaseHasData: false }) as Keyring
  const room = createBureauRoom({ pool: database.app, keyring, knownRules: knownRules(), ttlMs: 0 })
  const made: string[] = []
  for (const slug of ['qinghe', 'lanshi']) {
    const result = await createBureau(room, { now: NOW }, demoBureau(slug))
    if (isRefusal(result)) throw new Error(JSON.stringify(result))
    made.push(result.bureauId)
  }
  const bureaus = { qinghe: made[0]!, lanshi: made[1]! }
  const cases: CasesDeps = {
    app: database.app,
    keyring,
    directory: room.directory,
    filesRoot: path.join(home, 'files'),
  }
  const routes: Route[] = [...bureauRoutes(room), ...matterRoutes(cases), ...actionRoutes(cases)]
  routes.push(...administrationRoutes({ bureau: room, cases, routes: () => routes }))
  const server = await createHttpServer({
    log: createLog({ level: 'silent' }),
    clock,
    authenticator: { staff: (token, now, attended) => room.sessions.current(token, now, attended) },
    routes,
    api: { title: 'Huiyin', version: 'test' },
    checkResponses: true,
  })
  const tokens = new Map<string, string>()
  return {
    database,
    room,
    cases,
    server,
    clock,
    bureaus,
    async as(role, slug = 'qinghe') {
      const login = `${slug}.${role}`
      const token = tokens.get(login) ?? (await tokenOf(server, login))
      tokens.set(login, token)
      return as(server, token)
    },
    async audited(action, bureau = 'qinghe') {
      const { rows } = await database.owner.query<{ details: Record<string, unknown> }>(
        'select details from audit_log where bureau_id = $1 and action = $2 order by audit_id',
        [bureaus[bureau], action],
      )
      return rows.map((r) => r.details)
    },
    close: async () => {
      await server.close()
      await database.drop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** A table as the browser sends it, from lines of .csv. */
export const csv = (...lines: string[]) => ({
  name: 'table.csv',
  content: Buffer.from(lines.join('\n')).toString('base64'),
})

/** Previews a table, insists that nothing is wrong with it, and imports it. */
export async function previewAndImport(
  ask: ReturnType<typeof as>,
  what: 'administration/units' | 'administration/accounts' | 'categories',
  file: { name: string; content: string },
) {
  const preview = await ask('POST', `/api/v1/${what}/preview`, file)
  expect(preview.statusCode, preview.body).toBe(200)
  expect(preview.json().counts.problems, preview.body).toBe(0)
  const done = await ask('POST', `/api/v1/${what}/import`, { file, digest: preview.json().digest })
  expect([200, 201], done.body).toContain(done.statusCode)
  return { preview: preview.json(), done: done.json() }
}

export const unique = () => randomBytes(3).toString('hex')
