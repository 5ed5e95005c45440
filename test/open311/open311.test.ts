/** GeoReport v2 over a real server and database: what is filed becomes an order, and only public facts are read. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBureau, createBureauRoom } from '../../src/bureau/index.ts'
import { type CasesDeps, CITIZEN, readForCitizen, registerMatter } from '../../src/cases/index.ts'
import { DEMO_BUREAUS } from '../../src/demo/organs.ts'
import { settableClock } from '../../src/kernel/clock/clock.ts'
import { createKeyring } from '../../src/kernel/crypto/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { createHttpServer, type HttpServer } from '../../src/kernel/http/index.ts'
import { createLog } from '../../src/kernel/log/log.ts'
import { issueKey, open311Plugin, revoke } from '../../src/open311/index.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'

let home: string
let database: TestDatabase
let server: HttpServer
let cases: CasesDeps
let bureauId: string
let key: string
let keyId: string
const clock = settableClock(new Date('2026-08-03T02:00:00.000Z'))
const AT = '/open311/demo/v2'

const get = (url: string, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'GET', url, headers: { 'accept-language': 'en', ...headers } })
const post = (
  form: Record<string, string | string[]>,
  format = 'json',
  headers: Record<string, string> = {},
) => {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) for (const v of [value].flat()) body.append(name, v)
  return server.app.inject({
    method: 'POST',
    url: `${AT}/requests.${format}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en', ...headers },
    payload: body.toString(),
  })
}
const WORDS = '巷口的井盖破了，我住在隔壁二号。'
const filing = () => ({
  api_key: key,
  service_code: 'general',
  lat: '39.9',
  long: '116.4',
  description: WORDS,
  first_name: '某',
  last_name: '测试人',
  phone: '13800000009',
  device_id: 'device-0001',
})

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'huiyin-open311-'))
  database = await createTestDatabase()
  const keyring = createKeyring(home, { now: clock.now(), databaseHasData: false })
  if (isRefusal(keyring)) throw new Error(keyring.refused)
  const room = createBureauRoom({ pool: database.app, keyring, ttlMs: 0 })
  for (const b of DEMO_BUREAUS) {
    const made = await createBureau(
      room,
      { now: clock.now() },
      { slug: b.slug, name: b.name, units: b.units, accounts: [], superiorBureauSlug: b.superiorSlug },
    )
    if (isRefusal(made)) throw new Error(made.refused)
  }
  cases = { app: database.app, keyring, directory: room.directory, filesRoot: path.join(home, 'files') }
  bureauId = (await room.directory.bySlug('demo'))!.bureau.bureauId
  const made = await issueKey(
    { pool: database.app },
    { bureauId, accountId: null, now: clock.now() },
    '测试客户端',
  )
  if (isRefusal(made)) throw new Error(made.refused)
  ;({ key, keyId } = made)
  server = await createHttpServer({
    log: createLog({ level: 'silent' }),
    clock,
    authenticator: { staff: async () => null, citizen: async () => null },
    routes: [],
    plugins: [open311Plugin({ cases, clock, publicUrl: 'https://example.invalid' })],
    api: { title: 'test', version: '1' },
    health: async () => ({}),
  })
})
afterAll(async () => {
  await server?.close()
  await database?.drop()
  rmSync(home, { recursive: true, force: true })
})

describe('discovery and services', () => {
  it('name every endpoint alike in both formats, under the media types of the specification', async () => {
    const json = await get('/open311/discovery.json')
    const xml = await get('/open311/discovery.xml')
    expect(json.headers['content-type']).toBe('application/json')
    expect(xml.headers['content-type']).toBe('text/xml')
    expect(XMLValidator.validate(xml.body)).toBe(true)
    const tree = new XMLParser().parse(xml.body).discovery
    expect(tree.endpoints.endpoint.map((e: { url: string }) => e.url)).toEqual(
      json.json().endpoints.map((e: { url: string }) => e.url),
    )
    expect(tree.endpoints.endpoint[0].formats.format).toEqual(['text/xml', 'application/json'])
    expect((await get('/open311/demo/discovery.json')).json().endpoints).toHaveLength(1)
    expect((await get('/open311/nowhere/discovery.xml')).statusCode).toBe(404)
  })

  it('ask what the bureau has set for a category, and hide what it does not offer', async () => {
    await database.owner.query(
      `insert into categories (bureau_id, code, parent_code, name_zh, name_en) values
       ($1, '01', null, '城乡建设', 'Town and country'), ($1, '0101', '01', '道路照明', 'Street lights'),
       ($1, '0102', '01', '道路破损', 'Broken roads')`,
      [bureauId],
    )
    const attribute = (code: string, datatype: string, required: boolean, values: unknown[] = []) => ({
      code,
      datatype,
      required,
      variable: true,
      description: { zh: `问题${code}`, en: `Question ${code}` },
      values,
    })
    const values = [
      { key: 'dark', name: { zh: '不亮', en: 'Dark' } },
      { key: 'flicker', name: { zh: '闪烁', en: 'Flickers' } },
    ]
    const attributes = [attribute('what', 'multivaluelist', true, values), attribute('pole', 'number', false)]
    await database.owner.query(
      `insert into open311_services values ($1, '0101', true, 'batch', 'light', $2, 1), ($1, '0102', false, 'realtime', '', '[]', 1)`,
      [bureauId, JSON.stringify(attributes)],
    )
    const services = (await get(`${AT}/services.json`)).json()
    expect(services.map((s: { service_code: string }) => s.service_code)).toEqual(['0101', 'general'])
    expect(services[0]).toMatchObject({ metadata: true, type: 'batch', group: 'Town and country' })
    const definition = (await get(`${AT}/services/0101.xml`)).body
    const tree = new XMLParser({ parseTagValue: false }).parse(definition).service_definition
    expect(tree.attributes.attribute[0].values.value).toHaveLength(2)
    expect((await get(`${AT}/services/0102.json`)).json()).toEqual([
      { code: 404, description: 'service_code was not found' },
    ])

    const bad = await post({
      ...filing(),
      service_code: '0101',
      'attribute[pole]': 'x',
      'attribute[odd]': '1',
    })
    expect(bad.statusCode).toBe(400)
    expect(bad.json().map((e: { description: string }) => e.description)).toEqual([
      'attribute[what] is required',
      'attribute[pole] is not a valid number',
      'attribute[odd] is no attribute of this service',
    ])
    const answers = {
      service_code: '0101',
      'attribute[what][]': ['dark', 'flicker'],
      'attribute[pole]': '12',
    }
    const [{ token, service_request_id }] = (await post({ ...filing(), ...answers })).json()
    expect(service_request_id).toBeUndefined()
    const [found] = (await get(`${AT}/tokens/${token}.json`)).json()
    expect(found.service_request_id).toMatch(/^DEMO-R2026-/)
    expect((await get(`${AT}/tokens/nothing.xml`)).statusCode).toBe(404)
  })
})

describe('a request', () => {
  it('becomes an order with its words and its person encrypted, once for a key of its own', async () => {
    const once = { 'idempotency-key': 'client-request-0001' }
    const media = { media_url: 'https://pictures.invalid/a.jpg' }
    const first = await post({ ...filing(), ...media }, 'json', once)
    expect(first.statusCode).toBe(201)
    const [{ service_request_id: number, service_notice }] = first.json()
    expect((await post({ ...filing(), ...media }, 'json', once)).json()[0].service_request_id).toBe(number)
    expect(service_notice).toContain('https://example.invalid/demo/follow')
    const { rows } = await database.owner.query('select * from matters where number = $1', [number])
    expect(rows[0]).toMatchObject({ procedure: 'hotline-order', channel: 'web' })
    const view = await readForCitizen(
      cases,
      { bureauId, actor: CITIZEN, now: clock.now() },
      rows[0].matter_id,
    )
    if (isRefusal(view)) throw new Error(view.refused)
    expect(view.body).toContain(WORDS)
    expect(view.body).toContain('https://pictures.invalid/a.jpg')
    const stored = await database.owner.query(
      `select string_agg(t::text, ' ') as all from (select m::text as t from matters m union all select e::text from events e
       union all select r::text from open311_requests r) x`,
    )
    expect(stored.rows[0].all).not.toMatch(/井盖|13800000009|device-0001|pictures\.invalid/)
  })

  it('needs a key in force, a service and a place, and says so in the format asked for', async () => {
    const say = async (form: Record<string, string>) => {
      const r = await post(form)
      return [r.statusCode, r.json()[0].description]
    }
    const { api_key: _key, ...nobody } = filing()
    expect(await say(nobody)).toEqual([403, 'api_key was not provided'])
    expect(await say({ ...filing(), api_key: 'hy311_wrong' })).toEqual([403, 'api_key is not valid here'])
    expect(await say({ ...filing(), service_code: '' })).toEqual([400, 'service_code was not provided'])
    expect(await say({ ...filing(), jurisdiction_id: 'elsewhere' })).toEqual([
      404,
      'jurisdiction_id was not found',
    ])
    expect((await say({ ...filing(), lat: '', long: '' }))[0]).toBe(400)
    expect((await say({ ...filing(), lat: '91' }))[0]).toBe(400)
    expect((await say({ ...filing(), media_url: 'file:///etc/passwd' }))[0]).toBe(400)
    const xml = await post(nobody, 'xml')
    expect(new XMLParser().parse(xml.body).errors.error).toEqual({
      code: 403,
      description: 'api_key was not provided',
    })
    const other = { ...filing() }
    await revoke({ pool: database.app }, { bureauId, accountId: null, now: clock.now() }, keyId)
    expect(await say(other)).toEqual([403, 'api_key is not valid here'])
    const { rows } = await database.owner.query(
      `select action, details::text from audit_log where bureau_id = $1 and action like 'open311%' order by at, action`,
      [bureauId],
    )
    expect(rows.map((r) => r.action)).toEqual(['open311.key-issued', 'open311.key-revoked'])
    expect(JSON.stringify(rows)).not.toContain(key)
    const digests = await database.owner.query("select encode(digest, 'escape') as d from open311_keys")
    expect(JSON.stringify(digests.rows)).not.toContain(key)
  })

  it('is read as public facts alone; what came another way is not there at all', async () => {
    const caller = { bureauId, actor: CITIZEN, principal: 'public', idempotencyKey: 'petition-1' }
    const at = { occurredAt: clock.now(), recordedAt: clock.now() }
    for (const procedure of ['petition', 'misconduct']) {
      const made = await registerMatter(
        cases,
        { ...caller, ...at, idempotencyKey: `other-${procedure}` },
        { procedure, channel: 'web', body: '与此无关的信件' },
      )
      expect(isRefusal(made)).toBe(false)
    }
    const list = (await get(`${AT}/requests.json?extensions=true`)).json()
    expect(list.length).toBeGreaterThan(0)
    for (const r of list) {
      expect(r.service_request_id).toMatch(/^DEMO-R2026-/)
      expect(r).toMatchObject({ status: 'open', lat: null, long: null, address: null, media_url: null })
      expect(r.extended_attributes.x_huiyin).toMatchObject({ procedure: 'hotline-order', published: false })
    }
    expect(JSON.stringify(list)).not.toMatch(/井盖|测试人|13800000009|无关/)
    const { rows } = await database.owner.query(
      `select number from matters where procedure = 'misconduct' and bureau_id = $1`,
      [bureauId],
    )
    expect((await get(`${AT}/requests/${rows[0].number}.json`)).statusCode).toBe(404)
    const one = (await get(`${AT}/requests/${list[0].service_request_id}.xml`)).body
    expect(new XMLParser().parse(one).service_requests.request.service_request_id).toBe(
      list[0].service_request_id,
    )
  })

  it('is found by code, state, time and number, in pages, within the limits of the specification', async () => {
    const numbers = async (query: string) =>
      (await get(`${AT}/requests.json?${query}`))
        .json()
        .map((r: { service_request_id: string }) => r.service_request_id)
    const all = await numbers('')
    expect(await numbers('service_code=0101')).toHaveLength(1)
    expect(await numbers('status=closed')).toEqual([])
    expect(await numbers('status=open,closed')).toEqual(all)
    expect(await numbers(`service_request_id=${all.at(-1)}&status=closed`)).toEqual([all.at(-1)])
    expect(await numbers('page_size=1&page=2')).toEqual([all[1]])
    expect(await numbers('start_date=2026-01-01T00:00:00Z&end_date=2026-02-01T00:00:00Z')).toEqual([])
    for (const wrong of [
      'status=done',
      'start_date=yesterday',
      'start_date=2026-01-01T00:00:00Z&end_date=2026-08-01T00:00:00Z',
      'page_size=1001',
    ])
      expect((await get(`${AT}/requests.xml?${wrong}`)).statusCode, wrong).toBe(400)
  })

  it('may be read by pages of other sites, and not without end', async () => {
    const from = { origin: 'https://map.invalid', 'sec-fetch-site': 'cross-site' }
    expect((await get(`${AT}/services.json`, from)).headers['access-control-allow-origin']).toBe('*')
    let last = 200
    for (let i = 0; i < 310 && last === 200; i++) last = (await get(`${AT}/services.json`)).statusCode
    expect(last).toBe(429)
  })
})
