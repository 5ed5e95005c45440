/**
 * Real databases for tests. `test/global-setup.ts` makes one server and one migrated template per run; each test file
 * clones the template, which takes some 50 ms.
 */
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { createPool, type Pool } from '../../src/kernel/postgres/connect.ts'

export interface TestServer {
  /** A role that may create databases and roles, connected to a database that is not the template. */
  adminUrl: string
  /** Name of the migrated template. */
  template: string
  passwords: { owner: string; app: string; worker: string }
  /** The role that owns the schema. */
  ownerRole: string
}

declare module 'vitest' {
  interface ProvidedContext {
    database: TestServer
  }
}

export interface TestDatabase {
  name: string
  owner: Pool
  app: Pool
  worker: Pool
  ownerUrl: string
  appUrl: string
  workerUrl: string
  /** Ends the pools and drops the database, also when something else is still connected. */
  drop(): Promise<void>
}

/** The address of another database of the same server, as another role. */
export function addressOf(adminUrl: string, database: string, user: string, password: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  url.searchParams.set('user', user)
  url.searchParams.set('password', password)
  return url.href
}

/**
 * A database of its own for a test file, cloned from the migrated template.
 * @param options.empty without schema, for tests of the migrator itself
 */
export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = inject('database')
  const name = `huiyin_test_${randomBytes(6).toString('hex')}`
  const admin = createPool(server.adminUrl, { max: 1 })
  const template = options.empty ? 'template0' : server.template
  try {
    await admin.query(
      `CREATE DATABASE ${name} OWNER ${server.ownerRole} TEMPLATE ${template} STRATEGY file_copy`,
    )
  } finally {
    await admin.end()
  }
  const { owner, app, worker } = server.passwords
  const ownerUrl = addressOf(server.adminUrl, name, server.ownerRole, owner)
  const appUrl = addressOf(server.adminUrl, name, 'huiyin_app', app)
  const workerUrl = addressOf(server.adminUrl, name, 'huiyin_worker', worker)
  const pools = {
    owner: createPool(ownerUrl, { max: 4 }),
    app: createPool(appUrl, { max: 8 }),
    worker: createPool(workerUrl, { max: 2 }),
  }
  const drop = async (): Promise<void> => {
    await Promise.all(Object.values(pools).map((pool) => (pool.ending ? undefined : pool.end())))
    const again = createPool(server.adminUrl, { max: 1 })
    try {
      await again.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    } finally {
      await again.end()
    }
  }
  return { name, ...pools, ownerUrl, appUrl, workerUrl, drop }
}
