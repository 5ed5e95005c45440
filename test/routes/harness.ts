/** A server with two bureaus on a real database, and the walk over all routes that any composition of rooms can use. */
import { randomBytes } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import {
  type BureauRoom,
  bureauRoutes,
  createBureau,
  createBureauRoom,
  type NewBureau,
} from '../../src/bureau/index.ts'
import { ROLES, type RoleName } from '../../src/kernel/access/index.ts'
import { type SettableClock, settableClock } from '../../src/kernel/clock/clock.ts'
import { DEFAULT_SUITE } from '../../src/kernel/crypto/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { createHttpServer, type HttpServer } from '../../src/kernel/http/index.ts'
import { createLog } from '../../src/kernel/log/log.ts'
import { knownRules } from '../../src/main/installation.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'

export const PASSWORD = 'demo-pass-2026'
export const NOW = new Date('2026-03-05T01:00:00Z')

export interface Scene {
  database: TestDatabase
  room: BureauRoom
  server: HttpServer
  clock: SettableClock
  bureaus: Record<'qinghe' | 'lanshi', string>
  close(): Promise<void>
}

/** A synthetic bureau with one account for each role, `<slug>.<role>`. */
export function demoBureau(slug: string, more: Partial<NewBureau> = {}): NewBureau {
  const roles = ROLES.map((role) => ({
    login: `${slug}.${role}`,
    name: role,
    unitCode: role === 'handler' || role === 'unit-head' ? 'town-1' : 'centre',
    roles: [role],
    password: PASSWORD,
  }))
  return {
    slug,
    name: { zh: `${slug}信访局`, en: `${slug} bureau` },
    units: [
      {
        code: 'centre',
        name: { zh: '受理中心', en: 'Centre' },
        kind: 'bureau',
        seats: ['centre', 'supervisor'],
        children: [{ code: 'town-1', name: { zh: '一镇', en: 'Town 1' }, kind: 'township' }],
      },
    ],
    accounts: roles,
    ...more,
  }
}

export async function openScene(): Promise<Scene> {
  const database = await createTestDatabase()
  const clock = settableClock(NOW)
  const keyring = { suite: DEFAULT_SUITE, installationKey: randomBytes(32) }
  const room = createBureauRoom({ pool: database.app, keyring, knownRules: knownRules() })
  const made: string[] = []
  for (const slug of ['qinghe', 'lanshi']) {
    const result = await createBureau(room, { now: NOW }, demoBureau(slug))
    if (isRefusal(result)) throw new Error(JSON.stringify(result))
    made.push(result.bureauId)
  }
  const server = await createHttpServer({
    log: createLog({ level: 'silent' }),
    clock,
    authenticator: { staff: (token, now, attended) => room.sessions.current(token, now, attended) },
    routes: bureauRoutes(room),
    api: { title: 'Huiyin', version: 'test' },
    checkResponses: true,
  })
  return {
    database,
    room,
    server,
    clock,
    bureaus: { qinghe: made[0]!, lanshi: made[1]! },
    close: async () => {
      await server.close()
      await database.drop()
    },
  }
}

let keys = 0
/** An idempotency key nobody used yet. */
export function freshKey(): string {
  return `test-key-${++keys}`
}

/** Signs in and gives the bearer token. */
export async function tokenOf(server: HttpServer, login: string, password = PASSWORD): Promise<string> {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { login, password, as: 'token' },
  })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json().token
}

/** One request as an account. */
export function as(server: HttpServer, token: string) {
  return (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> =>
    server.app.inject({
      method,
      url,
      ...(payload === undefined ? {} : { payload }),
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'GET' ? {} : { 'idempotency-key': freshKey() }),
        ...headers,
      },
    })
}

/**
 * Walks every route of a server: without proof of who is asking each but the public ones answers 401; with an account
 * that has none of the roles named, 403; with one that has, neither.
 * @param tokenFor a token of an account with this one role
 * @returns how many routes were walked
 */
export async function walkRoutes(
  server: HttpServer,
  tokenFor: (role: RoleName) => Promise<string>,
): Promise<number> {
  for (const { method, url, access } of server.routes) {
    const name = `${method} ${url}`
    const ask = (authorization?: string) =>
      server.app.inject({
        method: method as 'GET',
        url: url.replace(/:\w+/g, '0190d3a0-0000-7000-8000-0000000000ff').replace('*', 'x'),
        headers: authorization ? { authorization } : {},
      })
    const nobody = await ask()
    if (access === 'public') {
      // Public pages answer with HTML or lead on; only problems of the API are JSON.
      const isJson = String(nobody.headers['content-type']).includes('json')
      const code = isJson ? (nobody.json()?.code ?? '') : ''
      expect(code, name).not.toMatch(/^access\.(signed_out|denied|matter)/)
      continue
    }
    expect(nobody.statusCode, name).toBe(401)
    expect(nobody.json().code, name).toBe(
      access === 'citizen' ? 'access.matter_not_opened' : 'access.signed_out',
    )
    expect((await ask(`Bearer ${randomBytes(32).toString('base64url')}`)).statusCode, name).toBe(401)
    if (typeof access === 'string') continue
    for (const role of ROLES) {
      const answer = await ask(`Bearer ${await tokenFor(role)}`)
      if (access.roles.includes(role))
        expect([401, 403], `${name} as ${role}`).not.toContain(answer.statusCode)
      else expect(answer.statusCode, `${name} as ${role}`).toBe(403)
    }
  }
  return server.routes.length
}
