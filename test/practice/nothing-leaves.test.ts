/** Nothing of a practice ground reaches citizens or figures: every public address, every way out, every other bureau. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addUnit, createBureau } from '../../src/bureau/index.ts'
import { fireAction, identifyCitizen } from '../../src/cases/index.ts'
import { dial } from '../../src/hotline/caller.ts'
import { addSystem } from '../../src/hotline/index.ts'
import { readMine } from '../../src/hotline/my-calls.ts'
import { queryCode } from '../../src/kernel/crypto/index.ts'
import type { HttpServer } from '../../src/kernel/http/index.ts'
import { drainOutbox } from '../../src/kernel/jobs/index.ts'
import { createLog } from '../../src/kernel/log/log.ts'
import { sealAllBureaus } from '../../src/ledgerkeeping/index.ts'
import type { Installation } from '../../src/main/installation.ts'
import { messagesOf } from '../../src/main/messaging.ts'
import { startNotices } from '../../src/main/notices.ts'
import { buildServer, jobHandlers, jobsOf } from '../../src/main/server.ts'
import { createBell } from '../../src/notifications/index.ts'
import { beginTask } from '../../src/practice/index.ts'
import { codeOf, granted } from '../harness/world.ts'
import { createPracticeWorld, type PracticeWorld, SOLUTIONS } from './world.ts'

let w: PracticeWorld
let server: HttpServer
let gateway: Server
let i: Installation
const sent: string[] = []
const SLUG = 'county-lx'

/** How many rows each table holds of every bureau but the ground. */
async function elsewhere(): Promise<Record<string, number>> {
  const { rows } = await w.m.database.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'bureau_id'`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of rows)
    counts[name] = await w.m.count(`select count(*) from ${name} where bureau_id <> $1`, [w.bureauId])
  return counts
}

beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      sent.push(body)
      response.end('{}')
    })
  })
  await new Promise<void>((ready) => gateway.listen(0, '127.0.0.1', ready))
  w = await createPracticeWorld()
  const log = createLog({ level: 'silent' })
  const { port } = gateway.address() as AddressInfo
  i = {
    config: { home: w.m.home, host: '127.0.0.1', port: 0 },
    log,
    clock: w.m.clock,
    database: { ...w.m.database, replica: w.m.database.app },
    keyring: w.m.keyring,
    bureau: w.m.room,
    cases: w.m.deps,
    notices: {
      email: null,
      // A gateway stands behind it, and the numbers are even among those that may be reached.
      sms: { url: `http://127.0.0.1:${port}/`, body: { to: '{phone}', text: '{text}' }, taken: undefined },
      smpp: [],
      senders: {},
      allow: [
        '13900000001',
        ...Array.from({ length: 100 }, (_, n) => `1990000${String(n).padStart(4, '0')}`),
      ],
    },
    notifications: { cases: w.m.deps, bell: createBell(w.m.database.app, log) },
    line: createBell(w.m.database.app, log),
    close: async () => {},
  } as unknown as Installation
  server = await buildServer(i)
}, 60_000)

afterAll(async () => {
  await server.close()
  i.notifications.bell.stop()
  i.line.stop()
  gateway.close()
  await w.m.close()
})

test('filling and learning write nothing in any other bureau, and tell nobody', async () => {
  await w.m.register('letter-box', { parties: [{ role: 'petitioner', phone: '13900000001' }] })
  const drain = () =>
    drainOutbox({
      worker: w.m.database.worker,
      handlers: jobHandlers(jobsOf(i, 'http://portal.invalid')),
      clock: w.m.clock,
      log: i.log,
    })
  await drain()
  const before = await elsewhere()
  expect(await w.fill()).toBe(true)
  const clerk = await w.learner('clerk')
  await SOLUTIONS['register-letter']!(w, clerk, [])
  w.m.clock.set(new Date(w.m.clock.now().getTime() + 60_000))
  const { done } = await drain()
  expect(done).toBeGreaterThan(10)
  expect(await elsewhere()).toEqual(before)
  const deliveries = 'select count(*) from notice_deliveries where bureau_id = $1'
  expect(await w.m.count(deliveries, [w.bureauId])).toBe(0)
  // The gateway works: the real bureau's notice goes through it, and nothing else does.
  const sender = startNotices(i, null)
  await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(1)
  await sender.stop()
  expect(sent.join()).toContain('13900000001')
  const facts = (await w.m.room.directory.byId(w.bureauId))!
  for (const via of ['sms', 'email'] as const) expect(messagesOf(i).linesOf(facts.bureau, via)).toEqual([])
}, 60_000)

test('its telephones dial nobody', async () => {
  const by = { bureauId: w.bureauId, accountId: null, now: w.m.clock.now() }
  const { port } = gateway.address() as AddressInfo
  granted(await addSystem(w.room.hotline, by, { name: '话机', dialUrl: `http://127.0.0.1:${port}/dial` }))
  const operator = await w.learner('operator')
  granted(await beginTask(w.room, w.command(operator), 'hotline-order'))
  const mine = await readMine(w.room.hotline, operator, w.m.clock.now())
  expect([mine.calls.length, mine.canDial]).toEqual([1, false])
  const called = await dial(w.room.hotline, w.command(operator), mine.calls[0]!.callId, '8001')
  expect(codeOf(called)).toBe('hotline.dial_not_set')
})

test('a transfer out of it is refused, and so is a review by a bureau outside', async () => {
  const clerk = await w.learner('clerk')
  const [matterId] = granted(await beginTask(w.room, w.command(clerk), 'assign')).matters
  const real = await w.m.count('select count(*) from matters where bureau_id <> $1', [w.bureauId])
  granted(
    await fireAction(
      w.m.deps,
      {
        ...w.m.as('clerk'),
        bureauId: w.bureauId,
        actor: { kind: 'account', id: clerk.accountId, unitId: clerk.unitId, roles: clerk.roles },
      },
      {
        matterId: matterId!,
        proceedingId: 'main',
        action: 'transfer',
        input: { bureau: w.m.other.bureauId },
      },
    ),
  )
  await drainOutbox({
    worker: w.m.database.worker,
    handlers: jobHandlers(jobsOf(i, 'http://portal.invalid')),
    clock: w.m.clock,
    log: i.log,
  })
  expect(await w.m.count('select count(*) from matters where bureau_id <> $1', [w.bureauId])).toBe(real)
  expect((await w.m.load(matterId!)).proceedings.main!.state).toBe('registered')
  const unit = { code: 'neu', name: { zh: '新单位', en: 'New' }, kind: 'office' }
  const above = (bureauSlug: string, unitCode: string) => ({
    ...unit,
    code: `neu-${bureauSlug}`,
    superior: { bureauSlug, unitCode },
  })
  const administrator = await w.learner('administrator')
  expect(codeOf(await addUnit(w.m.room, w.command(administrator), above('county', 'review')))).toBe(
    'bureau.unknown_superior',
  )
  expect(codeOf(await addUnit(w.m.room, w.command(administrator), above(SLUG, 'fcfh')))).toBeNull()
  const outside = { ...administrator, bureauId: w.m.county.bureauId, accountId: w.m.county.ids.administrator }
  expect(codeOf(await addUnit(w.m.room, w.command(outside), above(SLUG, 'fcfh')))).toBe(
    'bureau.unknown_superior',
  )
})

test('no public address knows it, nor anything in it', async () => {
  const { rows } = await w.m.database.owner.query<{ matter_id: string; number: string }>(
    'select matter_id, number from matters where bureau_id = $1 limit 1',
    [w.bureauId],
  )
  const { matter_id: matterId, number } = rows[0]!
  const code = queryCode(w.m.keyring.codeKey, matterId)
  expect(codeOf(await identifyCitizen(w.m.deps, SLUG, number, code))).toBe('not_found')
  const fill = (url: string, slug: string) =>
    url.replace(/:(\w+)(\([^)]*\))?/g, (_, name: string) =>
      name === 'bureau' || name === 'slug' ? slug : name.toLowerCase().includes('number') ? number : matterId,
    )
  let found = 0
  const walked = new Set<string>()
  // From an address of its own each: too many wrong codes from one would be answered before the bureau is looked for.
  let asked = 0
  const remoteAddress = () => `10.0.${Math.trunc(++asked / 250)}.${1 + (asked % 250)}`
  for (const { method, url, access } of server.routes) {
    if (access !== 'public' && access !== 'citizen') continue
    const ask = (slug: string) =>
      server.app.inject({
        method: method as 'GET',
        remoteAddress: remoteAddress(),
        url: `${fill(url, slug).replace('*', 'x')}${method === 'GET' ? `?number=${number}&q=${encodeURIComponent('练习')}&jurisdiction_id=${slug}` : ''}`,
        headers: {
          authorization: `Matter ${number}:${code}`,
          'idempotency-key': 'walk-the-public-addresses',
        },
        ...(method === 'GET' || method === 'HEAD' ? {} : { payload: {} }),
      })
    const answer = await ask(SLUG)
    const name = `${method} ${url}`
    walked.add(name)
    expect(answer.statusCode, name).not.toBe(429)
    if (access === 'citizen') expect(answer.statusCode, name).toBe(401)
    expect(answer.body, name).not.toMatch(/练习场（|练习·|〔练习/)
    if (/:(bureau|slug)\b/.test(url)) {
      expect(answer.statusCode, name).toBeGreaterThanOrEqual(400)
      if (method === 'GET' && (await ask('county')).statusCode === 200) found++
    }
  }
  // The walk finds what there is: the same addresses answer for the real bureau.
  expect(walked.size).toBeGreaterThan(60)
  expect(found).toBeGreaterThan(15)
  const bureaus = await server.app.inject({ url: '/api/v1/bureaus' })
  expect(bureaus.json().items.map((b: { slug: string }) => b.slug)).toEqual(['county', 'other'])
  const follow = await server.app.inject({
    url: '/api/v1/public/matter',
    remoteAddress: remoteAddress(),
    headers: { authorization: `Matter ${number}:${code}` },
  })
  expect(follow.statusCode).toBe(401)
})

test('it is neither sealed nor gone round by what works for real bureaus', async () => {
  const keeping = { app: w.m.database.app, keyring: w.m.keyring, home: w.m.home }
  const sealed = await sealAllBureaus(keeping, w.m.clock.now())
  expect(sealed.map((s) => s.bureau)).toEqual(['county', 'other'])
  expect((await w.m.room.directory.all()).map((b) => b.slug)).toEqual(['county', 'other'])
  expect(await w.m.room.directory.bySlug(SLUG)).toBeNull()
  // Its name is taken all the same.
  const taken = { slug: SLUG, name: { zh: '甲', en: 'A' }, units: [], accounts: [] }
  expect(codeOf(await createBureau(w.m.room, { now: w.m.clock.now() }, taken))).toBe('bureau.slug_invalid')
})
