/**
 * `huiyin bench portal`: pages of the portal a second and their times with many matters stored, next to the same bytes
 * from the same HTTP server with nothing behind it in the same run; what each page weighs; when it is seen on a slow phone;
 * and filing. Prints figures, asserts none.
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { RUNTIME_FLAGS } from '../src/kernel/config/runtime.ts'
import { queryCode } from '../src/kernel/crypto/index.ts'
import { openInstallation } from '../src/main/installation.ts'
import { endsWithUs } from './child.ts'
import { ACTIONS } from './cycle.ts'
import { letterOf } from './desk/letters.ts'
import { type DeskPlace, homeOf, LARGE, openDeskPlace } from './desk.ts'
import { processorMs } from './effort.ts'
import { SLUG } from './people.ts'
import { environment } from './place.ts'
import { agentOf, fetchPage, keptBusy, pressed } from './portal/fetch.ts'
import { type Paint, paintsOf } from './portal/paint.ts'
import { makeReferenceTables, referenceCycle } from './reference.ts'
import { median, round, type Spread, spreadOf } from './stats.ts'

const CLIENTS = 8
const BLANK = 'blank'
const ROUNDS = 3
const SECONDS = 4
/** What a page may weigh on the first visit, everything it links included: bytes over the line. */
const MOST_BYTES = 50_000
const STATIC = path.resolve(import.meta.dirname, 'portal/static-server.ts')

interface Page {
  name: string
  path: string
  cookie: string | null
}

export interface PortalCell extends Spread {
  path: string
  pagesPerSecond: number
  /** The same bytes from the same server with nothing behind it, right after. */
  staticPerSecond: number
  /** Median over the rounds of pages a second over static ones a second. */
  ratioToStatic: number
  /** p95 over p95 of the static ones. */
  p95ToStatic: number
  /** Bytes of the page itself as sent. */
  bytes: number
  encoding: string | null
  /** Milliseconds of processor of the server process for each page, without the database; null where the system does not tell. */
  processorMs: number | null
  paint: (Paint & { toBlank: number; ofMostBytes: number }) | null
}

export interface PortalReport {
  stored: number
  clients: number
  pages: Record<string, PortalCell>
  /** `ratioToReference`: filed a second over reads with a durable write a second, straight through the driver, right after. */
  filing: Spread & { perSecond: number; ratioToReference: number; processorMs: number | null }
}

/**
 * @param o.stored matters stored; default 1,000,000
 * @param o.home folder in which loaded installations are kept and found again
 * @throws Error when a page is answered otherwise than it must be
 */
export async function benchPortal(
  o: { stored?: string; home?: string; seconds?: string; rounds?: number; paint?: boolean } = {},
): Promise<{ json: PortalReport; text: string }> {
  const stored = Number(o.stored ?? LARGE)
  const say = (line: string) => void process.stderr.write(`${line}\n`)
  // One client asks for more than any person: pages are not slowed down here.
  const place = await openDeskPlace(stored, homeOf(o.home, stored), say, { HUIYIN_PACE: 'off' })
  const agent = agentOf(CLIENTS)
  let peer: Peer | null = null
  try {
    const pages = await pagesOf(place, agent)
    const shown = new Map<string, Awaited<ReturnType<typeof fetchPage>>>()
    for (const p of pages) shown.set(p.name, await ask(agent, place.server.address, p))
    peer = await openPeer(pages, shown)
    const seconds = Number(o.seconds ?? SECONDS)
    const cells = await measure(place, peer, agent, pages, { seconds, rounds: o.rounds ?? ROUNDS })
    const filing = await measureFiling(place, agent, seconds)
    const addresses = [
      ...pages.map((p) => ({ ...p, address: place.server.address + p.path })),
      { name: BLANK, address: `${peer.address}/${BLANK}`, cookie: null },
    ]
    const paints = o.paint === false ? null : await paintsOf(addresses)
    const report: PortalReport = {
      stored,
      clients: CLIENTS,
      pages: Object.fromEntries(
        pages.map((p) => {
          const { bytes, encoding } = shown.get(p.name)!
          return [
            p.name,
            { ...cells.get(p.name)!, path: p.path, bytes, encoding, paint: paintCell(paints, p.name) },
          ]
        }),
      ),
      filing,
    }
    return { json: report, text: textOf(report) }
  } finally {
    agent.destroy()
    peer?.stop()
    await place.close()
  }
}

/** First paint next to that of a page of one word under the same throttle, and bytes next to what a page may weigh. */
function paintCell(paints: Record<string, Paint> | null, name: string): PortalCell['paint'] {
  const paint = paints?.[name]
  const blank = paints?.[BLANK]
  if (!paint || !blank) return null
  return {
    ...paint,
    toBlank: round(paint.firstPaintMs / blank.firstPaintMs, 2),
    ofMostBytes: round(paint.bytes / MOST_BYTES, 2),
  }
}

/** The pages, and the session of one matter that was answered. */
async function pagesOf(place: DeskPlace, agent: Agent): Promise<Page[]> {
  const { rows } = await place.owner.query<{ matter_id: string; number: string }>(
    `select matter_id, number from matters
     where bureau_id = $1 and ended_on is not null and not shielded and secrecy = 'none'
     order by bureau_id, ended_on desc, matter_id limit 1`,
    [place.bureauId],
  )
  const mine = rows[0]!
  const i = await openInstallation({ env: environment(place.home), logToStderr: true })
  const code = queryCode(i.cases.keyring.codeKey, mine.matter_id)
  await i.close()
  const form = new URLSearchParams({ number: mine.number, code }).toString()
  const opened = await fetchPage(agent, `${place.server.address}/${SLUG}/follow`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: place.server.address },
    body: form,
  })
  const cookie = opened.cookies.map((c) => c.split(';')[0]).join('; ')
  if (!cookie) throw new Error(`the matter did not open: ${opened.status}`)
  const page = (name: string, at: string, with_: string | null = null): Page => ({
    name,
    path: `/${SLUG}${at}`,
    cookie: with_,
  })
  return [
    page('home', '/'),
    page('tell us', '/tell-us'),
    page('tell us: first question', '/tell-us/kind'),
    page('follow', '/follow'),
    page('one matter', `/my/${mine.number}`, cookie),
    page('published', '/published'),
    page('check a receipt', '/check-receipt'),
  ]
}

const ask = async (agent: Agent, address: string, p: Page) => {
  const answer = await fetchPage(agent, address + p.path, p.cookie ? { headers: { cookie: p.cookie } } : {})
  if (answer.status !== 200)
    throw new Error(`${p.path} answered ${answer.status}: ${answer.body.toString('utf8').slice(0, 300)}`)
  return answer
}

interface Peer {
  address: string
  stop(): void
}

async function openPeer(
  pages: readonly Page[],
  shown: ReadonlyMap<string, Awaited<ReturnType<typeof fetchPage>>>,
): Promise<Peer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'huiyin-bench-portal-'))
  const file = path.join(folder, 'pages.json')
  const kept = pages.map(({ name, path: at }) => {
    const { encoding, body } = shown.get(name)!
    return { path: at, encoding, base64: body.toString('base64') }
  })
  writeFileSync(file, JSON.stringify(kept))
  const child = spawn(process.execPath, [...RUNTIME_FLAGS, STATIC, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  endsWithUs(child)
  const address = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the server of static pages ended with ${code}`)))
    createInterface({ input: child.stdout! }).once('line', resolve)
  })
  return {
    address,
    stop: () => {
      child.kill('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Measured = Omit<PortalCell, 'path' | 'bytes' | 'encoding' | 'paint'>

/** Rounds in turns: each page, then its bytes from the other server. The first round warms up and is not counted. */
async function measure(
  place: DeskPlace,
  peer: Peer,
  agent: Agent,
  pages: readonly Page[],
  o: { seconds: number; rounds: number },
): Promise<Map<string, Measured>> {
  const taken = new Map(
    pages.map((p) => [p.name, { own: [] as number[][], other: [] as number[][], effort: 0 }]),
  )
  for (let n = 0; n <= o.rounds; n++) {
    for (const p of pages) {
      const of = taken.get(p.name)!
      const before = processorMs(place.server.pid)
      const own = await pressed(CLIENTS, o.seconds, () => ask(agent, place.server.address, p), 200)
      const after = processorMs(place.server.pid)
      const other = await pressed(
        CLIENTS,
        o.seconds,
        () => ask(agent, peer.address, { ...p, cookie: null }),
        200,
      )
      if (n === 0) continue
      of.own.push(own)
      of.other.push(other)
      of.effort += before === null || after === null ? Number.NaN : after - before
    }
  }
  return new Map(
    pages.map((p) => {
      const { own, other, effort } = taken.get(p.name)!
      const rate = (times: readonly number[]) => times.length / o.seconds
      const perSecond = own.map(rate)
      const otherPerSecond = other.map(rate)
      const spread = spreadOf(own.flat())
      const count = own.reduce((sum, times) => sum + times.length, 0)
      return [
        p.name,
        {
          ...spread,
          pagesPerSecond: round(median(perSecond), 1),
          staticPerSecond: round(median(otherPerSecond), 1),
          ratioToStatic: round(median(perSecond.map((v, i) => v / otherPerSecond[i]!)), 3),
          p95ToStatic: round(spread.p95 / spreadOf(other.flat()).p95, 2),
          processorMs: Number.isNaN(effort) ? null : round(effort / count, 2),
        },
      ]
    }),
  )
}

/** Letters filed as the portal's last step files them, each by somebody else. */
async function measureFiling(
  place: DeskPlace,
  agent: Agent,
  seconds: number,
): Promise<PortalReport['filing']> {
  const file = (n: number) => {
    const { subject, body, place: where, demands, name, phone } = letterOf(10_000_000 + n)
    const letter = {
      procedure: 'letter-box',
      subject,
      body,
      place: where,
      demands: demands.slice(0, 2),
      parties: [{ role: 'petitioner', name, phone }],
    }
    return fetchPage(agent, `${place.server.address}/api/v1/public/${SLUG}/matters`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(letter),
    })
  }
  await pressed(CLIENTS, Math.min(seconds, 2), file, 201)
  const before = processorMs(place.server.pid)
  const times = await pressed(CLIENTS, seconds, (n) => file(n + 100_000), 201)
  const after = processorMs(place.server.pid)
  await makeReferenceTables(place.owner)
  const reference = await keptBusy(CLIENTS, seconds, () => referenceCycle(place.owner))
  return {
    ...spreadOf(times),
    perSecond: round(times.length / seconds, 1),
    ratioToReference: round(times.length / (reference.length * ACTIONS.length), 3),
    processorMs: before === null || after === null ? null : round((after - before) / times.length, 2),
  }
}

function textOf(r: PortalReport): string {
  const lines = [
    `${r.stored} matters stored, ${r.clients} clients`,
    `${'page'.padEnd(26)} pages/s  static/s ratio  p50 / p95 ms (to static)  bytes   first paint on a slow phone (to a blank page)`,
  ]
  for (const [name, c] of Object.entries(r.pages)) {
    lines.push(
      [
        name.padEnd(26),
        String(c.pagesPerSecond).padEnd(8),
        String(c.staticPerSecond).padEnd(8),
        String(c.ratioToStatic).padEnd(6),
        `${c.p50} / ${c.p95} (${c.p95ToStatic})`.padEnd(25),
        `${c.bytes} ${c.encoding ?? ''}`.padEnd(9),
        c.paint
          ? `${c.paint.firstPaintMs} ms (${c.paint.toBlank}), ${c.paint.bytes} bytes (${c.paint.ofMostBytes} of ${MOST_BYTES}) in ${c.paint.requests}`
          : '-',
      ].join(' '),
    )
  }
  const { perSecond, ratioToReference, p50, p95, processorMs: ms } = r.filing
  lines.push(
    `filing ${perSecond} a second (${ratioToReference} of reads with a durable write), p50 / p95 ${p50} / ${p95} ms, ${ms ?? '-'} ms of processor each`,
  )
  return `${lines.join('\n')}\n`
}
