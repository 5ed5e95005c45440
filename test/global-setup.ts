/**
 * One server per test run: the embedded one in a home of its own, or that of `DATABASE_URL` (its role needs CREATEDB
 * and CREATEROLE). Leaves nothing behind.
 */
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { readConfig } from '../src/kernel/config/config.ts'
import { createPool, openDatabase, type Pool, targetUrl } from '../src/kernel/postgres/connect.ts'
import { migrate } from '../src/kernel/postgres/migrate.ts'
import { OWNER_ROLE } from '../src/kernel/postgres/roles.ts'
import { databaseSecrets } from '../src/kernel/postgres/secrets.ts'
import { addressOf, type TestServer } from './harness/database.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(path.join(tmpdir(), 'huiyin-test-'))
  // As root the server runs as another account, which has to pass through.
  chmodSync(home, 0o755)
  const config = { ...readConfig({ ...process.env, HUIYIN_HOME: home }), home }
  if (config.databaseUrl !== null) writeLastingSecrets(home, config.databaseUrl)
  try {
    const database = await openDatabase(config, { unsafe: true })
    const secrets = databaseSecrets(home)
    const template = `huiyin_template_${randomBytes(6).toString('hex')}`
    const server: TestServer = database.embedded
      ? {
          adminUrl: targetUrl({
            host: database.embedded.host,
            port: database.embedded.port,
            user: 'postgres',
            password: secrets.superuser,
            database: 'postgres',
          }),
          template,
          passwords: secrets,
          ownerRole: OWNER_ROLE,
        }
      : outsideServer(database.urls, template)
    const admin = createPool(server.adminUrl, { max: 1 })
    await makeTemplate(admin, server)
    project.provide('database', server)
    return async () => {
      await admin.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`).finally(() => admin.end())
      await database.close()
      rmSync(home, { recursive: true, force: true })
    }
  } catch (error) {
    rmSync(home, { recursive: true, force: true })
    throw error
  }
}

/** Roles belong to a whole server and outlive a run: the next run has to know their passwords. */
function writeLastingSecrets(home: string, databaseUrl: string): void {
  const password = (name: string): string =>
    createHash('sha256').update(`${name} of ${databaseUrl}`).digest('base64url')
  const secrets = Object.fromEntries(
    ['superuser', 'owner', 'app', 'worker'].map((name) => [name, password(name)]),
  )
  mkdirSync(path.join(home, 'keys'), { mode: 0o700 })
  writeFileSync(path.join(home, 'keys/database.json'), JSON.stringify(secrets), { mode: 0o600 })
}

async function makeTemplate(admin: Pool, server: TestServer): Promise<void> {
  await admin.query(
    `CREATE DATABASE ${server.template} OWNER ${server.ownerRole} TEMPLATE template0 ENCODING 'UTF8'`,
  )
  const { owner } = server.passwords
  const pool = createPool(addressOf(server.adminUrl, server.template, server.ownerRole, owner), { max: 1 })
  try {
    await migrate(pool)
  } finally {
    await pool.end()
  }
}

function outsideServer(urls: { owner: string; app: string; worker: string }, template: string): TestServer {
  const credentials = (address: string): { user: string; password: string } => {
    const url = new URL(address)
    const from = (name: 'user' | 'password', other: string): string =>
      url.searchParams.get(name) ?? decodeURIComponent(other)
    return { user: from('user', url.username), password: from('password', url.password) }
  }
  const owner = credentials(urls.owner)
  return {
    adminUrl: urls.owner,
    template,
    passwords: {
      owner: owner.password,
      app: credentials(urls.app).password,
      worker: credentials(urls.worker).password,
    },
    ownerRole: owner.user,
  }
}
