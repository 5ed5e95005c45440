/**
 * `huiyin bench desk`: what a page of the desk takes with many matters stored, next to the same with 10,000 in the same
 * run, and next to a plain select by primary key over the same driver. Prints figures, asserts none.
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { HttpClient } from './http-client.ts'
import { PASSWORD } from './people.ts'
import { openPlace, type Place } from './place.ts'
import { median, percentile, round } from './stats.ts'

const CLI = path.resolve(import.meta.dirname, '../src/main/cli.ts')
const SMALL = 10_000
const LARGE = 1_000_000
const TIMES = 60
const ROUNDS = 5

const READS = ['inbox', 'sent', 'all', 'channel', 'count', 'word', 'phone', 'name', 'matter'] as const
type ReadName = (typeof READS)[number]

export interface DeskCell {
  stored: number
  /** Milliseconds. */
  p50: number
  p95: number
  /** p95 over that of the smaller size; null for the smaller itself. */
  ratioToSmall: number | null
  /** Median over that of a select by primary key in the same round. */
  ratioToReference: number
}

export interface DeskReport {
  stored: number[]
  loaded: string
  reference: { stored: number; p50: number; p95: number }[]
  reads: Record<ReadName, DeskCell[]>
}

/** Builds the index of words, as the command of an operator does. */
function reindex(home: string): Promise<void> {
  const { DATABASE_URL: _url, DATABASE_APP_URL: _app, DATABASE_WORKER_URL: _worker, ...rest } = process.env
  const child = spawn(process.execPath, [CLI, 'reindex', '--json'], {
    env: { ...rest, HUIYIN_HOME: home },
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the index of words ended with ${code}`)),
    )
  })
}

class Desk {
  readonly place: Place
  readonly #http: HttpClient
  readonly #headers: Record<string, string>
  readonly #ids: string[]
  readonly times: Record<ReadName | 'reference', number[]>

  private constructor(place: Place, http: HttpClient, token: string, ids: string[]) {
    this.place = place
    this.#http = http
    this.#headers = { authorization: `Bearer ${token}` }
    this.#ids = ids
    this.times = Object.fromEntries([...READS, 'reference'].map((r) => [r, []])) as unknown as Desk['times']
  }

  static async open(place: Place): Promise<Desk> {
    const http = await HttpClient.open(place.address)
    const credentials = { login: place.people.clerks[0], password: PASSWORD, as: 'token' }
    const answer = await http.request('POST', '/api/v1/session', {}, credentials)
    const { token } = JSON.parse(answer.body) as { token: string }
    // Spread over the whole of it: every so-many-th number.
    const step = Math.max(1, Math.floor(place.stored / 200))
    const { rows } = await place.reference.query<{ matter_id: string }>(
      `select m.matter_id from generate_series(1, $2::int, $3::int) n
       join matters m on m.bureau_id = $1 and m.number = 'BENCH-L' || extract(year from now())::text || '-' || lpad(n::text, 6, '0')`,
      [place.people.bureauId, place.stored, step],
    )
    if (rows.length === 0) throw new Error('no stored matter was found by its number')
    const ids = rows.map((r) => r.matter_id)
    return new Desk(place, http, token, ids)
  }

  /** Each read some times, in turns, and the reference beside it. */
  async round(): Promise<void> {
    for (let n = 0; n < TIMES / ROUNDS; n++) {
      for (const read of READS) await this.#timed(read, () => this.#read(read, n))
      await this.#timed('reference', () =>
        this.place.reference.query({
          name: 'desk-reference',
          text: 'select number, state, next_due from matters where bureau_id = $1 and matter_id = $2',
          values: [this.place.people.bureauId, this.#id(n)],
        }),
      )
    }
  }

  #id(n: number): string {
    return this.#ids[(n * 37) % this.#ids.length]!
  }

  async #timed(name: ReadName | 'reference', work: () => Promise<unknown>): Promise<void> {
    const begun = performance.now()
    await work()
    this.times[name].push(performance.now() - begun)
  }

  async #read(read: ReadName, n: number): Promise<void> {
    const lookUp = (kind: string, value: string) =>
      this.#ask('POST', '/api/v1/look-ups', { kind, value, reason: '基准测试' })
    // Of a hundred letters the last ten are open; the look-up finds open ones.
    const open = Math.max(1, Math.floor((((n + 1) * 7919) % this.place.stored) / 100) * 100 + 95)
    switch (read) {
      case 'inbox':
      case 'sent':
      case 'all':
        return this.#ask('GET', `/api/v1/lists?list=${read}`)
      case 'channel':
        return this.#ask('GET', '/api/v1/lists?list=all&channel=fax-mail')
      case 'count':
        return this.#ask('GET', '/api/v1/lists/count?list=all')
      case 'word':
        return this.#ask('GET', `/api/v1/lists?list=all&q=${encodeURIComponent('噪声扰民')}`)
      case 'phone':
        return lookUp('phone', `139${String(open).padStart(8, '0')}`)
      case 'name':
        return lookUp('name', `测试来信人${open}`)
      case 'matter':
        return this.#ask('GET', `/api/v1/matters/${this.#id(n)}`)
    }
  }

  async #ask(method: 'GET' | 'POST', address: string, body?: unknown): Promise<void> {
    const headers = method === 'GET' ? this.#headers : { ...this.#headers, 'idempotency-key': randomUUID() }
    const answer = await this.#http.request(method, address, headers, body)
    if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}: ${answer.body}`)
  }

  close(): void {
    this.#http.close()
  }
}

const sorted = (times: readonly number[]) => times.toSorted((a, b) => a - b)
const p95 = (times: readonly number[]) => percentile(sorted(times), 0.95)

/**
 * @param o.stored size of the larger installation; default 1,000,000. It is filled by the engine itself, 2.5 to 4 ms a
 *   matter on two quiet cores: a million takes the better part of an hour and some 15 GB of disk
 * @throws Error when a page is answered otherwise than it must be
 */
export async function benchDesk(
  o: { stored?: string; small?: number } = {},
): Promise<{ json: DeskReport; text: string }> {
  const large = Number(o.stored ?? LARGE)
  const small = Math.min(o.small ?? SMALL, large)
  const say = (line: string) => void process.stderr.write(`${line}\n`)
  const places: Place[] = []
  const desks: Desk[] = []
  try {
    for (const stored of small < large ? [small, large] : [large]) {
      const place = await openPlace({ stored, say })
      places.push(place)
      await reindex(place.home)
      await place.reference.query('vacuum analyze')
      say(`${stored}: index of words built`)
    }
    // Only now: a server ends connections that lie idle while the next size is loaded.
    for (const place of places) desks.push(await Desk.open(place))
    for (const d of desks) await d.round()
    // Compilers and caches are warm now; what was measured so far is not counted.
    for (const d of desks) for (const name of [...READS, 'reference'] as const) d.times[name] = []
    for (let n = 0; n < ROUNDS; n++) for (const d of desks) await d.round()
    const report = reportOf(desks)
    return { json: report, text: textOf(report) }
  } finally {
    for (const d of desks) d.close()
    for (const place of places) await place.close()
  }
}

function reportOf(desks: readonly Desk[]): DeskReport {
  const first = desks[0]!
  const cells = (read: ReadName): DeskCell[] =>
    desks.map((d) => ({
      stored: d.place.stored,
      p50: round(median(d.times[read]), 2),
      p95: round(p95(d.times[read]), 2),
      ratioToSmall: d === first ? null : round(p95(d.times[read]) / p95(first.times[read]), 2),
      ratioToReference: round(median(d.times[read]) / median(d.times.reference), 1),
    }))
  return {
    stored: desks.map((d) => d.place.stored),
    loaded: 'every matter through engine, ledger and encryption; nine of ten answered; index of words built',
    reference: desks.map((d) => ({
      stored: d.place.stored,
      p50: round(median(d.times.reference), 2),
      p95: round(p95(d.times.reference), 2),
    })),
    reads: Object.fromEntries(READS.map((r) => [r, cells(r)])) as Record<ReadName, DeskCell[]>,
  }
}

function textOf(r: DeskReport): string {
  const lines = ['page      stored     p50 ms    p95 ms    to small  to reference']
  for (const read of READS) {
    for (const c of r.reads[read]) {
      lines.push(
        [
          read.padEnd(9),
          String(c.stored).padEnd(10),
          String(c.p50).padEnd(9),
          String(c.p95).padEnd(9),
          String(c.ratioToSmall ?? '-').padEnd(9),
          c.ratioToReference,
        ].join(' '),
      )
    }
  }
  for (const c of r.reference) lines.push(`reference ${String(c.stored).padEnd(10)} ${c.p50} / ${c.p95} ms`)
  return `${lines.join('\n')}\n`
}
