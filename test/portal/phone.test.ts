/** A code to the phone: what it opens, what it never opens, and that nobody learns from it whether a number is known. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mattersOfPhone, phoneDigest } from '../../src/cases/index.ts'
import { createAttempts } from '../../src/kernel/access/index.ts'
import { createHttpServer, type HttpServer } from '../../src/kernel/http/index.ts'
import { createLog } from '../../src/kernel/log/log.ts'
import type { Notice } from '../../src/notices/index.ts'
import { portalErrorPage, portalRoutes } from '../../src/portal/index.ts'
import { CITIZEN, createWorld, type JobsWorld } from '../jobs/world.ts'

let w: JobsWorld
let server: HttpServer
const told: Notice[] = []
let sms = true

beforeAll(async () => {
  w = await createWorld()
})
beforeEach(async () => {
  told.length = 0
  sms = true
  await w.database.owner.query('delete from phone_codes')
  await server?.close()
  // A fresh server has seen no failed tries yet.
  server = await createHttpServer({
    log: createLog({ level: 'silent' }),
    clock: w.clock,
    authenticator: { staff: async () => null },
    routes: [],
    plugins: [
      portalRoutes({
        cases: w.deps,
        home: w.home,
        clock: w.clock,
        attempts: createAttempts(),
        telling: {
          ways: () => ({ sms, email: false }),
          tell: async (n) => void told.push(n),
          address: () => null,
        },
      }),
    ],
    api: { title: 'test', version: '0' },
    errorPage: portalErrorPage,
  })
})
afterAll(async () => {
  await server?.close()
  await w.close()
})

const PHONE = '13800000031'
const clerk = () => w.staff(w.county.units.centre!, 'clerk')
const registered = (more: object = {}) =>
  w.register(w.county.bureauId, clerk(), {
    procedure: 'petition',
    subject: '路灯不亮',
    parties: [{ role: 'petitioner', name: '测试人甲', phone: PHONE }],
    ...more,
  })

/** A browser without script: keeps cookies, follows nothing by itself. */
class Browser {
  cookies = new Map<string, string>()
  async ask(method: 'GET' | 'POST', url: string, form?: Record<string, string>) {
    const answer = await server.app.inject({
      method,
      url,
      headers: {
        cookie: [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; '),
        ...(form
          ? { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
          : {}),
      },
      ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
    })
    for (const c of answer.cookies) this.cookies.set(c.name, c.value)
    return answer
  }
  askCode = (phone: string) => this.ask('POST', '/county/follow/phone', { phone })
  enter = (code: string) => this.ask('POST', '/county/follow/phone/code', { code })
}
const codeIn = (n: Notice) => /\d{6}/.exec(n.text.zh)![0]
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a code to the phone', () => {
  it('opens the matters filed with that number for one short visit', async () => {
    const mine = await registered()
    const b = new Browser()
    expect((await b.askCode('+86 138-0000-0031')).headers.location).toBe('/county/follow/phone/code')
    expect(told).toMatchObject([{ template: 'one-time-code', to: { via: 'sms', address: PHONE } }])
    expect(told[0]!.text.zh).not.toContain(mine.number)
    expect((await b.enter(codeIn(told[0]!))).headers.location).toBe('/county/follow/phone/matters')
    const list = await b.ask('GET', '/county/follow/phone/matters')
    expect(list.body).toContain(mine.number)
    expect(list.body).toContain('路灯不亮')
    const mark = /matters\/[^"]*">(?:<input[^>]*>)?<input type="hidden" name="mark" value="([^"]+)"/.exec(
      list.body,
    )![1]!
    const open = await b.ask('POST', `/county/follow/phone/matters/${mine.number}`, { mark })
    expect(open.headers.location).toBe(`/county/my/${mine.number}`)
    const page = await b.ask('GET', `/county/my/${mine.number}`)
    expect(page.statusCode).toBe(200)
    // What cannot be taken back asks for number and code, and the code itself is never shown this way.
    expect(page.body).not.toContain(`/my/${mine.number}/withdraw`)
    expect((await b.ask('GET', `/county/my/${mine.number}/withdraw`)).statusCode).toBe(303)
    expect((await b.ask('GET', `/county/my/${mine.number}/receipt`)).body).not.toContain('hy-code')
    // Looking does not prolong the visit.
    w.clock.advance(10 * 60_000)
    expect((await b.ask('GET', `/county/my/${mine.number}`)).statusCode).toBe(200)
    w.clock.advance(6 * 60_000)
    expect((await b.ask('GET', `/county/my/${mine.number}`)).headers.location).toContain('/follow')
    expect((await b.ask('GET', '/county/follow/phone/matters')).headers.location).toContain('ended')
  })

  it('answers alike whether or not the number is known, and keeps neither number nor code in plain text', async () => {
    const known = await new Browser().askCode(PHONE)
    const unknown = await new Browser().askCode('13900000099')
    expect(unknown.statusCode).toBe(known.statusCode)
    expect(unknown.headers.location).toBe(known.headers.location)
    expect(told.map((n) => n.template)).toEqual(['one-time-code', 'one-time-code'])
    const { rows } = await w.database.owner.query('select * from phone_codes')
    expect(rows).toHaveLength(2)
    const kept = JSON.stringify(rows)
    for (const n of told) expect(kept).not.toContain(codeIn(n))
    expect(kept).not.toContain(PHONE)
    // Which of the two gets a message is decided by the sender, later.
    const matters = (p: string) =>
      mattersOfPhone(w.deps, w.county.bureauId, phoneDigest(w.deps, w.county.bureauId, p)!)
    expect((await matters(PHONE)).length).toBeGreaterThan(0)
    expect(await matters('13900000099')).toEqual([])
  })

  it('never opens reports of misconduct, matters kept secret, those of a representative, or an old number', async () => {
    const phone = '13800000041'
    const parties = [{ role: 'petitioner', name: '测试人乙', phone }]
    await registered({ procedure: 'misconduct', parties })
    await registered({ secrecy: 'name', parties })
    await registered({
      persons: 3,
      representatives: 1,
      parties: [
        { role: 'petitioner', name: '测试人丙', phone: '13800000042' },
        { role: 'representative', name: '测试人乙', phone },
      ],
    })
    const moved = await registered({ parties })
    const { correctParties } = await import('../../src/cases/index.ts')
    w.granted(
      await correctParties(w.deps, w.caller(w.county.bureauId, CITIZEN), moved.matterId, [
        { role: 'petitioner', name: '测试人乙', phone: '13800000043' },
      ]),
    )
    const of = (p: string) =>
      mattersOfPhone(w.deps, w.county.bureauId, phoneDigest(w.deps, w.county.bureauId, p)!)
    expect(await of(phone)).toEqual([])
    expect((await of('13800000043')).map((m) => m.number)).toEqual([moved.number])
    // Another bureau of the installation is another house.
    const there = phoneDigest(w.deps, w.city.bureauId, '13800000043')!
    expect(await mattersOfPhone(w.deps, w.city.bureauId, there)).toEqual([])
  })

  it('is over after five tries, ten minutes, or one use', async () => {
    const b = new Browser()
    await b.askCode(PHONE)
    const code = codeIn(told[0]!)
    for (let i = 0; i < 5; i++) expect((await b.enter(wrongFor(code))).statusCode).toBe(422)
    expect((await b.enter(code)).statusCode).toBe(422)
    const late = new Browser()
    await late.askCode(PHONE)
    w.clock.advance(10 * 60_000 + 1)
    expect((await late.enter(codeIn(told[1]!))).headers.location).toContain('ended')
    const twice = new Browser()
    await twice.askCode(PHONE)
    const other = new Browser()
    for (const [k, v] of twice.cookies) other.cookies.set(k, v)
    expect((await twice.enter(codeIn(told[2]!))).statusCode).toBe(303)
    expect((await other.enter(codeIn(told[2]!))).statusCode).toBe(422)
  })

  it('is sent to one number three times a quarter of an hour, and guessing is stopped by address as well', async () => {
    const asks = []
    for (let i = 0; i < 4; i++) asks.push((await new Browser().askCode('13800000051')).statusCode)
    expect(asks).toEqual([303, 303, 303, 429])
    expect(told).toHaveLength(3)
    const b = new Browser()
    await b.askCode('13800000052')
    const statuses = []
    for (let i = 0; i < 12; i++) statuses.push((await b.enter('000000')).statusCode)
    expect(statuses.at(-1)).toBe(429)
  })

  it('is not offered, and does not exist, where no gateway is set up', async () => {
    expect((await new Browser().ask('GET', '/county/follow')).body).toContain('/county/follow/phone')
    sms = false
    expect((await new Browser().ask('GET', '/county/follow')).body).not.toContain('/county/follow/phone')
    expect((await new Browser().ask('GET', '/county/follow/phone')).statusCode).toBe(404)
    expect((await new Browser().askCode(PHONE)).statusCode).toBe(404)
  })
})

describe('a receipt that is asked for', () => {
  it('goes where the person can be reached, without the code unless this browser was shown it, and not twice a day', async () => {
    const mine = await registered()
    const b = new Browser()
    await b.ask('POST', '/county/follow', { number: mine.number, code: mine.code })
    const address = `/county/my/${mine.number}/receipt`
    const page = (await b.ask('GET', address)).body
    expect(page).toContain('138****0031')
    const mark = /name="mark" value="([^"]+)"/.exec(page)![1]!
    // No mail gateway stands here, and a foreign page has no mark.
    expect((await b.ask('POST', address, { mark, way: 'email' })).statusCode).toBe(422)
    expect((await b.ask('POST', address, { mark: 'x.y', way: 'sms' })).statusCode).toBe(422)
    expect(told).toEqual([])
    for (let i = 0; i < 2; i++)
      expect((await b.ask('POST', address, { mark, way: 'sms', withCode: 'yes' })).headers.location).toBe(
        `${address}?sent=1`,
      )
    expect(told).toMatchObject([
      { template: 'receipt', to: { via: 'sms', address: PHONE } },
      { id: told[0]!.id },
    ])
    for (const words of Object.values(told[0]!.text)) {
      expect(words).toContain(mine.number)
      expect(words.replaceAll('-', '')).not.toContain(mine.code.replaceAll('-', ''))
    }
    sms = false
    expect((await b.ask('POST', address, { mark, way: 'sms' })).statusCode).toBe(422)
    expect(told).toHaveLength(2)
  })
})
