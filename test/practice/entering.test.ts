/** How people come into a practice ground: staff from their own session, newcomers by a table of sixty-four. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administrationRoutes } from '../../src/administration/index.ts'
import { bureauRoutes } from '../../src/bureau/index.ts'
import { DEFAULT_SIGN_IN_RULES } from '../../src/bureau/rules.ts'
import { createHttpServer, type HttpServer, type Route, SESSION_COOKIE } from '../../src/kernel/http/index.ts'
import { createLog } from '../../src/kernel/log/log.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { practiceRoutes } from '../../src/practice/index.ts'
import { csv } from '../administration/world.ts'
import type { Login } from '../harness/mini-bureau.ts'
import { as } from '../routes/harness.ts'
import { createPracticeWorld, type PracticeWorld } from './world.ts'

let w: PracticeWorld
let server: HttpServer

beforeAll(async () => {
  w = await createPracticeWorld()
  await w.fill()
  const routes: Route[] = [...bureauRoutes(w.room.bureau), ...practiceRoutes(w.room)]
  routes.push(...administrationRoutes({ bureau: w.room.bureau, cases: w.room.cases, routes: () => routes }))
  server = await createHttpServer({
    log: createLog({ level: 'silent' }),
    clock: w.m.clock,
    authenticator: { staff: (token, now, attended) => w.room.bureau.sessions.current(token, now, attended) },
    routes,
    api: { title: 'Huiyin', version: 'test' },
    checkResponses: true,
  })
}, 60_000)
afterAll(async () => {
  await server.close()
  await w.m.close()
})

/** Somebody of the county, signed in there. */
async function atHome(login: Login): Promise<string> {
  const who = {
    bureauId: w.m.county.bureauId,
    accountId: w.m.county.ids[login],
    rules: DEFAULT_SIGN_IN_RULES,
  }
  const opened = await withTx(w.m.database.app, { bureau: who.bureauId }, (tx) =>
    w.room.bureau.sessions.open(tx, who, w.m.clock.now()),
  )
  return opened.token
}

async function enter(token: string): Promise<string> {
  const answer = await as(server, token)('POST', '/api/v1/practice/entrance')
  expect(answer.statusCode, answer.body).toBe(201)
  const cookie = String(answer.headers['set-cookie'])
  return new RegExp(`${SESSION_COOKIE}=([^;]+)`).exec(cookie)![1]!
}

test('staff enter with the roles they have; the session of their own bureau ends', async () => {
  const home = await atHome('works')
  const token = await enter(home)
  expect((await as(server, home)('GET', '/api/v1/me')).statusCode).toBe(401)
  const me = (await as(server, token)('GET', '/api/v1/me')).json()
  expect([me.bureau.practice, me.roles, me.unit.name.zh]).toEqual([
    true,
    ['handler'],
    expect.stringContaining('练习'),
  ])
  // The same account the next time, with what it has done.
  expect((await as(server, await enter(await atHome('works')))('GET', '/api/v1/me')).json().accountId).toBe(
    me.accountId,
  )
  const reset = await as(server, token)('POST', '/api/v1/practice/reset')
  expect(reset.json().code).toBe('access.denied')
  expect((await as(server, token)('GET', '/api/v1/practice/counts')).json().code).toBe('access.denied')
})

test('the first entrance at two pages at once gives both the same account', async () => {
  const homes = [await atHome('water'), await atHome('water')]
  // Held until both have seen that there is no account and want to write it.
  const gate = await w.m.database.owner.connect()
  await gate.query('begin; lock table accounts in share mode')
  const entering = Promise.all(homes.map(enter))
  // The databases of other tests lie on the same server, and their tables have the same numbers.
  const waiting = `select 1 from pg_locks where relation = 'accounts'::regclass and not granted
    and database = (select oid from pg_database where datname = current_database())`
  while ((await gate.query(waiting)).rowCount !== 2) await sleep(10)
  await gate.query('rollback')
  gate.release()
  const ids = await Promise.all(
    (await entering).map(async (token) => (await as(server, token)('GET', '/api/v1/me')).json().accountId),
  )
  expect(ids[0]).toEqual(expect.any(String))
  expect(ids[1]).toBe(ids[0])
})

test('who has a name to sign in with that the ground has given to another is told so', async () => {
  const { units } = w
  await w.m.database.owner.query(
    'insert into accounts (bureau_id, account_id, login, name, unit_id, roles) values ($1, $2, $3, $3, $4, $5)',
    [w.bureauId, randomUUID(), 'county.town', [...units.values()][0], ['handler']],
  )
  const home = await atHome('town')
  const answer = await as(server, home)('POST', '/api/v1/practice/entrance')
  expect(answer.json().code).toBe('bureau.login_taken')
  // The session of the own bureau goes on.
  expect((await as(server, home)('GET', '/api/v1/me')).statusCode).toBe(200)
})

test('an administrator of the ground neither opens nor resets it from within', async () => {
  const ask = as(server, await enter(await atHome('administrator')))
  expect((await ask('POST', '/api/v1/practice')).json().code).toBe('practice.within')
  expect((await ask('POST', '/api/v1/practice/reset')).json().code).toBe('practice.not_open')
})

test('sixty-four new accounts come from one table, sign in, and have the tasks of their roles', async () => {
  const ask = as(server, await enter(await atHome('administrator')))
  const roles = [
    ['登记员', 'xfj'],
    ['话务员', 'rx'],
    ['经办人', 'cgj'],
    ['督查员', 'dcs'],
  ] as const
  const rows = Array.from({ length: 64 }, (_, i) => {
    const [role, unit] = roles[i % roles.length]!
    return `xinren${i + 1},新人${i + 1},${unit},${role}`
  })
  const file = csv('账号,姓名,单位代码,角色', ...rows)
  const preview = await ask('POST', '/api/v1/administration/accounts/preview', file)
  expect(preview.json().counts?.problems, preview.body).toBe(0)
  const done = await ask('POST', '/api/v1/administration/accounts/import', {
    file,
    digest: preview.json().digest,
  })
  expect([200, 201], done.body).toContain(done.statusCode)
  const { items } = done.json()
  expect(items.length).toBe(64)
  const [first] = items
  const signedIn = await server.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: {
      login: first.login,
      password: first.password,
      next: 'lianxi-changdi-1',
      as: 'token',
    },
  })
  expect(signedIn.statusCode, signedIn.body).toBe(201)
  const tasks = (await as(server, signedIn.json().token)('GET', '/api/v1/practice/tasks')).json().items
  expect(new Set(tasks.map((t: { role: string }) => t.role))).toEqual(new Set(['clerk']))
}, 60_000)
