/**
 * `huiyin bench desk`: what a page of the desk takes with many matters stored, next to the same with 10,000 in the same
 * run, and next to a plain select by primary key over the same driver. Prints figures, asserts none.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createPool, type Pool } from '../src/kernel/postgres/connect.ts'
import { openInstallation } from '../src/main/installation.ts'
import { loadDesk } from './desk/load.ts'
import { ACCOUNTS, READS, read, type Scene, signIn } from './desk/reads.ts'
import { HttpClient } from './http-client.ts'
import { SLUG } from './people.ts'
import { environment, removeHome, type Server, startServer } from './place.ts'
import { median, percentile, round } from './stats.ts'

const SMALL = 10_000
export const LARGE = 1_000_000
/** Of each read; an export of all its rows would measure something else and is no read. */
const TIMES = 60
const ROUNDS = 5
const REFERENCE = 'select number, state, next_due from matters where bureau_id = $1 and matter_id = $2'

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
  loaded: { stored: number; seconds: number; home: string }[]
  reference: { stored: number; p50: number; p95: number }[]
  reads: Record<string, DeskCell[]>
}

/** A loaded folder with its server running. */
export interface DeskPlace {
  home: string
  stored: number
  seconds: number
  bureauId: string
  server: Server
  /** The driver straight to the same database, as the owner of the schema. */
  owner: Pool
  close(): Promise<void>
}

/**
 * @param home folder that is kept and used again when it holds as many; null: a folder in the temporary one, removed
 * @param more settings of the server
 */
export async function openDeskPlace(
  stored: number,
  home: string | null,
  say: (line: string) => void,
  more: Readonly<Record<string, string>> = {},
): Promise<DeskPlace> {
  const folder = home ?? mkdtempSync(path.join(tmpdir(), 'huiyin-bench-'))
  const env = environment(folder)
  const { seconds } = await loadDesk(folder, stored, say)
  const i = await openInstallation({ env, logToStderr: true, applicationName: 'huiyin-bench' })
  const owner = createPool(i.database.urls.owner, { max: 2, applicationName: 'huiyin-bench' })
  let server: Server | null = null
  let closing: Promise<void> | null = null
  const end = async () => {
    await server?.stop()
    await owner.end()
    await i.close()
    if (home === null) removeHome(folder)
  }
  const close = () => {
    closing ??= end()
    return closing
  }
  try {
    const bureau = await i.bureau.directory.bySlug(SLUG)
    server = await startServer({ ...env, ...more }, [])
    await settled(owner, say)
    return { home: folder, stored, seconds, bureauId: bureau!.bureau.bureauId, server, owner, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Reminders that fall due today are sent when the server comes up, as on any morning; they are waited for. */
async function settled(owner: Pool, say: (line: string) => void): Promise<void> {
  const left = async () =>
    (await owner.query<{ n: number }>('select count(*)::int as n from outbox where done_at is null')).rows[0]!
      .n
  const MOST_S = 120
  await sleep(2000)
  for (let s = 2; s < MOST_S; s += 2) {
    const n = await left()
    if (n === 0) return
    if (s % 20 === 0) say(`${n} reminders of the day still to be sent`)
    await sleep(2000)
  }
}

class Desk {
  readonly place: DeskPlace
  readonly #scene: Scene
  readonly times: Record<string, number[]>

  private constructor(place: DeskPlace, scene: Scene) {
    this.place = place
    this.#scene = scene
    this.times = Object.fromEntries([...READS.map((r) => r.name), 'reference'].map((r) => [r, []]))
  }

  static async open(place: DeskPlace): Promise<Desk> {
    return new Desk(place, await sceneOf(place))
  }

  /** Each read some times, in turns, and the reference beside it. */
  async round(times = TIMES / ROUNDS): Promise<void> {
    for (let n = 0; n < times; n++) {
      for (const r of READS) await this.#timed(r.name, () => r.ask(this.#scene, n))
      const { matterId } = this.#scene.matters[(n * 37) % this.#scene.matters.length]!
      await this.#timed('reference', () =>
        this.place.owner.query({
          name: 'desk-reference',
          text: REFERENCE,
          values: [this.place.bureauId, matterId],
        }),
      )
    }
  }

  async #timed(name: string, work: () => Promise<unknown>): Promise<void> {
    const begun = performance.now()
    await work()
    this.times[name]!.push(performance.now() - begun)
  }

  close(): void {
    this.#scene.http.close()
  }
}

/** Signs in, and looks for matters spread over all of it, a page far down and a unit. */
export async function sceneOf(place: DeskPlace): Promise<Scene> {
  const http = await HttpClient.open(place.server.address)
  const tokens = {} as Scene['tokens']
  for (const as of Object.keys(ACCOUNTS) as (keyof typeof ACCOUNTS)[])
    tokens[as] = await signIn(http, ACCOUNTS[as])
  const matters: Scene['matters'] = []
  const last = new Date()
  type Page = { items: { matterId: string; number: string; subject: string | null }[]; next: string | null }
  let deep = ''
  for (let back = 0; back < 1000; back += 10) {
    const day = dayBefore(last, back)
    const page = (await read(
      http,
      tokens.supervisor,
      `/api/v1/lists?list=all&receivedTo=${day}&limit=5`,
    )) as Page
    matters.push(...page.items.filter((i) => i.subject !== null))
    if (back === 500) deep = page.next ?? ''
  }
  const { rows } = await place.owner.query<{ unit_id: string }>(
    `select unit_id from units where bureau_id = $1 and code = 'unit1'`,
    [place.bureauId],
  )
  const month = new Date(Date.UTC(last.getUTCFullYear(), Math.floor(last.getUTCMonth() / 3) * 3, 1))
  const from = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() - 3, 1))
  return {
    http,
    tokens,
    matters,
    deep,
    quarter: { from: plain(from), to: dayBefore(month, 1) },
    unitId: rows[0]!.unit_id,
    longAgo: dayBefore(last, 700),
    today: plain(last),
    soon: dayBefore(last, -7),
    stored: place.stored,
  }
}

const plain = (d: Date) => d.toISOString().slice(0, 10)
const dayBefore = (d: Date, days: number) => plain(new Date(d.getTime() - days * 86_400_000))
const sorted = (times: readonly number[]) => times.toSorted((a, b) => a - b)
const p95 = (times: readonly number[]) => percentile(sorted(times), 0.95)

/** Folder of one size below the one that was given. */
export const homeOf = (home: string | undefined, stored: number): string | null =>
  home === undefined ? null : path.join(home, String(stored))

/**
 * @param o.stored size of the larger installation; default 1,000,000, which takes some 25 minutes of two processors to
 *   load and 30 GB of disk
 * @param o.home folder in which loaded installations are kept and found again, one a size
 * @throws Error when a page is answered otherwise than it must be
 */
export async function benchDesk(
  o: { stored?: string; small?: number; home?: string; times?: number } = {},
): Promise<{ json: DeskReport; text: string }> {
  const large = Number(o.stored ?? LARGE)
  const small = Math.min(o.small ?? SMALL, large)
  const say = (line: string) => void process.stderr.write(`${line}\n`)
  const places: DeskPlace[] = []
  const desks: Desk[] = []
  try {
    for (const stored of small < large ? [small, large] : [large])
      places.push(await openDeskPlace(stored, homeOf(o.home, stored), say))
    // Only now: a server ends connections that lie idle while the next size is loaded.
    for (const place of places) desks.push(await Desk.open(place))
    for (const d of desks) await d.round(o.times)
    // Compilers and caches are warm now; what was measured so far is not counted.
    for (const d of desks) for (const name of Object.keys(d.times)) d.times[name] = []
    for (let n = 0; n < ROUNDS; n++) for (const d of desks) await d.round(o.times)
    const report = reportOf(desks)
    return { json: report, text: textOf(report) }
  } finally {
    for (const d of desks) d.close()
    for (const place of places) await place.close()
  }
}

function reportOf(desks: readonly Desk[]): DeskReport {
  const first = desks[0]!
  const cells = (name: string): DeskCell[] =>
    desks.map((d) => ({
      stored: d.place.stored,
      p50: round(median(d.times[name]!), 2),
      p95: round(p95(d.times[name]!), 2),
      ratioToSmall: d === first ? null : round(p95(d.times[name]!) / p95(first.times[name]!), 2),
      ratioToReference: round(median(d.times[name]!) / median(d.times.reference!), 1),
    }))
  return {
    stored: desks.map((d) => d.place.stored),
    loaded: desks.map(({ place: { stored, seconds, home } }) => ({ stored, seconds, home })),
    reference: desks.map((d) => ({
      stored: d.place.stored,
      p50: round(median(d.times.reference!), 2),
      p95: round(p95(d.times.reference!), 2),
    })),
    reads: Object.fromEntries(READS.map((r) => [r.name, cells(r.name)])),
  }
}

function textOf(r: DeskReport): string {
  const lines = [`${'page'.padEnd(26)} stored     p50 ms    p95 ms    to small  to reference`]
  for (const { name } of READS) {
    for (const c of r.reads[name]!) {
      lines.push(
        [
          name.padEnd(26),
          String(c.stored).padEnd(10),
          String(c.p50).padEnd(9),
          String(c.p95).padEnd(9),
          String(c.ratioToSmall ?? '-').padEnd(9),
          c.ratioToReference,
        ].join(' '),
      )
    }
  }
  for (const c of r.reference)
    lines.push(`${'reference'.padEnd(26)} ${String(c.stored).padEnd(10)} ${c.p50} / ${c.p95} ms`)
  return `${lines.join('\n')}\n`
}
