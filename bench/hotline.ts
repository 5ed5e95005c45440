/**
 * `huiyin bench hotline`: a day of a city's calls and orders, faster than it was, through the signed webhook to operators
 * who listen as browsers do; how soon each call comes up, and whether any is lost. Beside it, at the same time, a bare
 * server that only passes an event on: what the machine allows. Prints figures, asserts none.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { createBureau } from '../src/bureau/index.ts'
import { addSystem, playDay } from '../src/hotline/index.ts'
import { RUNTIME_FLAGS } from '../src/kernel/config/runtime.ts'
import { isRefusal } from '../src/kernel/errors/index.ts'
import { openInstallation } from '../src/main/installation.ts'
import { endsWithUs } from './child.ts'
import { PASSWORD, SLUG } from './people.ts'
import { environment, removeHome, startServer } from './place.ts'
import { round, type Spread, spreadOf } from './stats.ts'

const CALLS = 20_000
const SPEED = 50
const HOURS = 24
/** Every so many calls become an order: 8,000 of 20,000. */
const ORDER_EVERY = 2.5
const OPERATORS = 90
const ECHO_EVERY_MS = 250
/** What the server tells browsers to wait before they come back. */
const COMES_BACK_MS = 3000

export interface HotlineReport {
  calls: number
  speed: number
  seconds: number
  events: { sent: number; taken: number; refused: number }
  /** Rings of an operator's telephone, and how many came up; milliseconds from sending the event to the screen. */
  popUps: Spread & { rung: number; shown: number; lost: number; late: number }
  /** How often the line to an operator broke and was taken up again. */
  breaks: number
  orders: { made: number; refused: number }
  /** The same through a bare server, and how many times longer ours takes at the 95th percentile. */
  echo: Spread & { toEcho: number }
}

/** Reads server-sent events of an answer until it ends. */
async function listen(answer: Response, take: (event: string, data: string) => void): Promise<void> {
  const decoder = new TextDecoder()
  let left = ''
  for await (const bytes of answer.body as unknown as AsyncIterable<Uint8Array>) {
    left += decoder.decode(bytes, { stream: true })
    const blocks = left.split('\n\n')
    left = blocks.pop()!
    for (const block of blocks) {
      const of = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
      const data = of('data')
      if (data !== undefined) take(of('event') ?? 'message', data)
    }
  }
}

interface Heard {
  callId: string
  phone: string | null
  state: string
}

/** One operator: signed in, at an extension, listening; makes orders and wraps up as calls go on. */
class Operator {
  readonly #address: string
  readonly #ending = new AbortController()
  #cookie = ''
  /** How often the line broke. */
  breaks = 0
  readonly extension: string
  readonly #on: (call: Heard, operator: Operator) => void
  constructor(address: string, extension: string, on: (call: Heard, operator: Operator) => void) {
    this.#address = address
    this.extension = extension
    this.#on = on
  }
  async send(method: string, at: string, body?: unknown): Promise<Response> {
    return fetch(`${this.#address}/api/v1${at}`, {
      method,
      headers: {
        cookie: this.#cookie,
        'idempotency-key': randomUUID(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  }
  async sitDown(login: string): Promise<void> {
    const answer = await this.send('POST', '/session', { login, password: PASSWORD })
    this.#cookie = answer.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; ')
    const sat = await this.send('PUT', '/hotline/mine', { extension: this.extension, state: 'ready' })
    if (!answer.ok || !sat.ok) throw new Error(`${login}: ${answer.status} ${sat.status} ${await sat.text()}`)
    await new Promise<void>((ready) => void this.#follow(ready))
  }
  /** Comes back as a browser does when the line breaks, and then asks what it missed. */
  async #follow(ready: () => void): Promise<void> {
    const { signal } = this.#ending
    for (let times = 0; !signal.aborted; times++) {
      try {
        const stream = await fetch(`${this.#address}/api/v1/notifications/stream`, {
          headers: { cookie: this.#cookie, accept: 'text/event-stream' },
          signal,
        })
        if (times > 0) await this.#catchUp()
        ready()
        await listen(stream, (event, data) => {
          if (event === 'call') this.#on(JSON.parse(data) as Heard, this)
        })
      } catch {
        // Broken or refused: once more.
      }
      if (signal.aborted) return
      this.breaks++
      await new Promise((resolve) => setTimeout(resolve, COMES_BACK_MS))
    }
  }
  async #catchUp(): Promise<void> {
    const mine = await this.send('GET', '/hotline/mine')
    if (!mine.ok) return
    for (const call of ((await mine.json()) as { calls: Heard[] }).calls) this.#on(call, this)
  }
  leave(): void {
    this.#ending.abort()
  }
}

/** A server that passes on what is posted to who listens, and does nothing else. */
const BARE = `
const http = require('node:http'); let out = null
http.createServer((q, r) => {
  if (q.method === 'GET') { r.writeHead(200, { 'content-type': 'text/event-stream' }); r.write('data: 0\\n\\n'); out = r; return }
  let body = ''; q.on('data', (d) => { body += d }); q.on('end', () => { out.write('data: ' + body + '\\n\\n'); r.end('{}') })
}).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`

async function startEcho(): Promise<{ times: number[]; stop: () => void }> {
  const child: ChildProcess = spawn(process.execPath, [...RUNTIME_FLAGS, '-e', BARE], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  endsWithUs(child)
  const port = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    createInterface({ input: child.stdout! }).once('line', resolve)
  })
  const address = `http://127.0.0.1:${port}/`
  const sent = new Map<string, number>()
  const times: number[] = []
  const ending = new AbortController()
  void listen(await fetch(address, { signal: ending.signal }), (_, id) => {
    const at = sent.get(id)
    if (at !== undefined) times.push(performance.now() - at)
  }).catch(() => {})
  let n = 0
  const timer = setInterval(() => {
    const id = String(++n)
    sent.set(id, performance.now())
    void fetch(address, { method: 'POST', body: id }).then(
      (r) => r.arrayBuffer(),
      () => {},
    )
  }, ECHO_EVERY_MS)
  return {
    times,
    stop: () => {
      clearInterval(timer)
      ending.abort()
      child.kill()
    },
  }
}

/** @param o calls of the day, 20,000 unless told; times real speed, 50; hours of the day, 24; operators, 90 */
export async function benchHotline(
  o: { calls?: string; speed?: string; hours?: string; operators?: string } = {},
): Promise<{ json: HotlineReport; text: string }> {
  const [calls, speed] = [Number(o.calls ?? CALLS), Number(o.speed ?? SPEED)]
  const hours = Number(o.hours ?? HOURS)
  const range = Array.from({ length: Number(o.operators ?? OPERATORS) }, (_, i) => i)
  const login = (i: number) => `bench.operator${i}`
  const home = mkdtempSync(path.join(tmpdir(), 'huiyin-bench-'))
  const env = environment(home)
  const i = await openInstallation({ env, logToStderr: true, applicationName: 'huiyin-bench' })
  let server: Awaited<ReturnType<typeof startServer>> | null = null
  let echo: Awaited<ReturnType<typeof startEcho>> | null = null
  const operators: Operator[] = []
  try {
    const now = new Date()
    const made = await createBureau(
      i.bureau,
      { now },
      {
        slug: SLUG,
        name: { zh: '基准测试热线', en: 'Benchmark hotline' },
        units: [
          {
            code: 'centre',
            name: { zh: '热线中心', en: 'Centre' },
            kind: 'bureau',
            seats: ['centre', 'supervisor'],
          },
          { code: 'works', name: { zh: '承办单位', en: 'Works' }, kind: 'department' },
        ],
        accounts: range.map((n) => ({
          login: login(n),
          name: `测试话务员${n}`,
          unitCode: 'centre',
          roles: ['operator' as const],
          password: PASSWORD,
        })),
      },
    )
    if (isRefusal(made))
      throw new Error(`the benchmark bureau was refused: ${made.refused} ${made.field ?? ''}`)
    const { bureauId } = made
    const key = await addSystem(
      { cases: i.cases },
      { bureauId, accountId: null, now },
      { name: 'bench', dialUrl: null },
    )
    if (isRefusal(key)) throw new Error(key.refused)
    const facts = (await i.bureau.directory.byId(bureauId))!
    const unitId = [...facts.units.values()].find((u) => u.kind === 'department')!.unitId

    server = await startServer(env, [])
    const rung = new Map<string, number>()
    const shown: number[] = []
    const seen = new Set<string>()
    const orders = { made: 0, refused: 0 }
    const busy = new Set<Promise<unknown>>()
    const later = (work: Promise<unknown>) => {
      busy.add(work)
      void work.finally(() => busy.delete(work))
    }
    let answered = 0
    const ordered = new Set<string>()
    const wrapped = new Set<string>()
    const onCall = (call: Heard, operator: Operator): void => {
      const { callId, phone, state } = call
      const at = phone ? rung.get(phone) : undefined
      if (at !== undefined && !seen.has(phone!)) {
        seen.add(phone!)
        shown.push(performance.now() - at)
      }
      if ((state === 'talking' || state === 'held') && !ordered.has(callId)) {
        ordered.add(callId)
        if (Math.floor(++answered / ORDER_EVERY) > Math.floor((answered - 1) / ORDER_EVERY))
          later(order(operator, callId))
      }
      if (state === 'ended' && !wrapped.has(callId)) {
        wrapped.add(callId)
        later(
          operator
            .send('POST', `/hotline/calls/${callId}/wrap-up`, { code: 'request' })
            .then((r) => r.arrayBuffer()),
        )
      }
    }
    const order = async (operator: Operator, callId: string): Promise<void> => {
      const body = {
        words: `基准测试：路灯不亮，第${answered}通。`,
        subject: null,
        place: '人民路',
        category: null,
        kind: 'help',
        urgency: 'general',
        secrecy: 'none',
        name: null,
        phone: null,
        demands: [],
        unitId,
      }
      const answer = await operator.send('POST', `/hotline/calls/${callId}/orders`, body)
      await answer.arrayBuffer()
      if (answer.ok) orders.made++
      else orders.refused++
    }
    for (const n of range) {
      const operator = new Operator(server.address, String(8001 + n), onCall)
      await operator.sitDown(login(n))
      operators.push(operator)
    }
    echo = await startEcho()
    const callers = new Map<string, string>()
    const played = await playDay({
      address: `${server.address}/hooks/v1/calls/${SLUG}`,
      ...key,
      calls,
      speed,
      hours,
      agents: operators.map((p) => p.extension),
      onSend: (e) => {
        if (e.caller) callers.set(e.call!, e.caller)
        if (e.type === 'ringing' && e.agent) rung.set(callers.get(e.call!)!, performance.now())
      },
    })
    await new Promise((resolve) => setTimeout(resolve, 3000))
    await Promise.all(busy)
    const popUps = spreadOf(shown)
    const echoed = spreadOf(echo.times)
    const report: HotlineReport = {
      calls,
      speed,
      seconds: played.seconds,
      events: { sent: played.events, taken: played.accepted, refused: played.failed },
      popUps: {
        ...popUps,
        rung: rung.size,
        shown: shown.length,
        lost: rung.size - shown.length,
        late: shown.filter((ms) => ms > 1000).length,
      },
      breaks: operators.reduce((n, p) => n + p.breaks, 0),
      orders,
      echo: { ...echoed, toEcho: round(popUps.p95 / echoed.p95, 2) },
    }
    return { json: report, text: textOf(report) }
  } finally {
    for (const operator of operators) operator.leave()
    echo?.stop()
    await server?.stop()
    await i.close()
    removeHome(home)
  }
}

function textOf(r: HotlineReport): string {
  const { popUps: p, echo: e, events, orders } = r
  return [
    `${r.calls} calls at ${r.speed} times real speed in ${r.seconds} s`,
    `events sent ${events.sent}, taken ${events.taken}, refused ${events.refused}`,
    `pop-ups: rung ${p.rung}, shown ${p.shown}, lost ${p.lost}, later than 1 s ${p.late}`,
    `  p50 ${p.p50} ms, p95 ${p.p95} ms, p99 ${p.p99} ms`,
    `lines broken and taken up again: ${r.breaks}`,
    `  a bare server: p50 ${e.p50} ms, p95 ${e.p95} ms; ours takes ${e.toEcho} times as long at p95`,
    `orders made ${orders.made}, refused ${orders.refused}`,
  ].join('\n')
}
