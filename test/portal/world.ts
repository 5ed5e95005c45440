/** A portal on a real database, and a browser without script that walks it by forms alone. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createBureau, createBureauRoom } from '../../src/bureau/index.ts'
import type { CasesDeps } from '../../src/cases/index.ts'
import { addDemoMap, DEMO_BUREAUS } from '../../src/demo/index.ts'
import { createAttempts } from '../../src/kernel/access/index.ts'
import { type SettableClock, settableClock } from '../../src/kernel/clock/clock.ts'
import { createKeyring } from '../../src/kernel/crypto/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { createHttpServer, type HttpServer } from '../../src/kernel/http/index.ts'
import { createLog } from '../../src/kernel/log/log.ts'
import { createPace, type PaceSettings } from '../../src/pace/index.ts'
import { portalErrorPage, portalRoutes } from '../../src/portal/index.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'

export interface PortalWorld {
  home: string
  database: TestDatabase
  server: HttpServer
  cases: CasesDeps
  clock: SettableClock
  bureauId: string
  /** Ids by code, of the demo county. */
  units: Map<string, string>
  /** Lines of the log. */
  logged: string[]
  close(): Promise<void>
}

/** @param pace limits on how fast pages may be used; none without */
export async function openPortal(pace?: PaceSettings): Promise<PortalWorld> {
  const home = mkdtempSync(path.join(tmpdir(), 'huiyin-portal-'))
  const database = await createTestDatabase()
  const clock = settableClock(new Date('2026-08-03T02:00:00.000Z'))
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
  const filesRoot = path.join(home, 'files')
  const cases = { app: database.app, keyring, directory: room.directory, filesRoot }
  await addDemoMap({ owner: database.owner, cases }, clock.now())
  const facts = (await room.directory.bySlug('demo'))!
  const units = new Map([...facts.units.values()].map((u) => [u.code, u.unitId]))
  const logged: string[] = []
  const attempts = createAttempts()
  const server = await createHttpServer({
    log: createLog({
      level: 'info',
      destination: { write: (line: string) => void logged.push(line) } as never,
    }),
    clock,
    authenticator: { staff: async () => null },
    routes: [],
    plugins: [portalRoutes({ cases, home, clock, attempts, ...(pace ? { pace: createPace(pace) } : {}) })],
    api: { title: 'test', version: '0' },
    errorPage: portalErrorPage,
  })
  return {
    home,
    database,
    server,
    cases,
    clock,
    bureauId: facts.bureau.bureauId,
    units,
    logged,
    close: async () => {
      await server.close()
      await database.drop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** A picture of one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

export interface Answer {
  status: number
  html: string
  /** Tags taken out. */
  text: string
  url: string
  headers: Record<string, unknown>
}

/** A browser without script: cookies, redirects, forms. Every address it visits is kept. */
export class Phone {
  readonly #server: () => HttpServer
  readonly cookies = new Map<string, string>()
  readonly visited: string[] = []
  lang = 'zh-CN'
  address = '10.0.0.1'

  constructor(server: () => HttpServer) {
    this.#server = server
  }

  async ask(method: 'GET' | 'POST', url: string, payload?: string | Buffer, type?: string): Promise<Answer> {
    this.visited.push(url)
    const answer = await this.#server().app.inject({
      method,
      url,
      remoteAddress: this.address,
      headers: {
        accept: 'text/html',
        'accept-language': this.lang,
        cookie: [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; '),
        ...(method === 'POST' ? { 'sec-fetch-site': 'same-origin' } : {}),
        ...(type ? { 'content-type': type } : {}),
      },
      payload,
    })
    for (const c of answer.cookies) {
      if (c.maxAge === 0 || (c.expires && c.expires.getTime() === 0)) this.cookies.delete(c.name)
      else this.cookies.set(c.name, c.value)
    }
    const to = answer.headers.location
    if (typeof to === 'string' && answer.statusCode < 400) return this.ask('GET', to.split('#')[0]!)
    const html = answer.body
    return {
      status: answer.statusCode,
      html,
      text: html.replace(/<[^>]+>/g, ' '),
      url,
      headers: answer.headers,
    }
  }

  get = (url: string) => this.ask('GET', url)

  post(url: string, form: Record<string, string | string[]>): Promise<Answer> {
    const body = new URLSearchParams(Object.entries(form).flatMap(([k, v]) => [v].flat().map((x) => [k, x])))
    return this.ask('POST', url, body.toString(), 'application/x-www-form-urlencoded')
  }

  upload(
    url: string,
    form: Record<string, string>,
    files: [name: string, content: Buffer][],
  ): Promise<Answer> {
    const edge = `edge-${randomUUID()}`
    const parts: Buffer[] = Object.entries(form).map(([k, v]) =>
      Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="${k}"\r\n\r\n${v}\r\n`),
    )
    for (const [name, content] of files) {
      parts.push(
        Buffer.from(
          `--${edge}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
        ),
        content,
        Buffer.from('\r\n'),
      )
    }
    parts.push(Buffer.from(`--${edge}--\r\n`))
    return this.ask('POST', url, Buffer.concat(parts), `multipart/form-data; boundary=${edge}`)
  }

  /** Fills in everything up to the check. */
  async fillIn(kind: string, more: Record<string, string> = {}): Promise<Answer> {
    await this.post('/demo/tell-us/kind', { kind })
    if (kind === 'misconduct') await this.post('/demo/tell-us/shield', { unit: more.unit ?? '' })
    if (kind === 'letter-box') await this.post('/demo/tell-us/box', { box: 'head' })
    await this.post('/demo/tell-us/what', {
      // Each its own: the same sent twice would be asked about.
      body: more.body ?? `我们巷子里的路灯坏了。${randomUUID()}`,
    })
    await this.post('/demo/tell-us/title', { subject: '路灯不亮' })
    await this.post('/demo/tell-us/ask', { demand: ['修好路灯', '说明原因'] })
    await this.post('/demo/tell-us/where', { place: '一号巷' })
    await this.upload('/demo/tell-us/files', { next: '1' }, [])
    await this.post('/demo/tell-us/who', { who: 'self' })
    const contact = { name: '测试人甲', phone: more.phone ?? '13800000001', address: '一号巷二号' }
    const shown = await this.post('/demo/tell-us/you', contact)
    return kind === 'misconduct' ? shown : this.post('/demo/tell-us/secrecy', { secrecy: 'none' })
  }
}
