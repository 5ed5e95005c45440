/**
 * `huiyin bench insight`: training and classification, the search for same matters and the dashboard with many matters
 * stored, next to PostgreSQL's own full-text search for the same text in the same run. Prints figures, asserts none.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { propose, type Sample, train, wordsOf, wordsOfTokens } from '../src/classify/index.ts'
import { letterOf } from './desk/letters.ts'
import { read, type Scene } from './desk/reads.ts'
import { type DeskPlace, homeOf, openDeskPlace, sceneOf } from './desk.ts'
import { askPlain, MOST_MS } from './insight/plain.ts'
import { type Built, prepare } from './insight/prepare.ts'
import { removeHome } from './place.ts'
import { median, round, type Spread, spreadOf } from './stats.ts'

const SIZES = [10_000, 100_000, 1_000_000]
const ASKED = 120
/** The plain query of any pair reads most letters: asked this often it tells enough. */
const ASKED_PLAIN = 12
const LABELLED = path.resolve(import.meta.dirname, '../../shared/data/labelled-tokens.jsonl')
/** Letters the loader makes, where no labelled ones are at hand. */
const MADE = 6000

export interface InsightReport {
  learning: {
    letters: number
    /** `labelled`: real ones of the shared data; `made`: of the loader. */
    from: 'labelled' | 'made'
    /** By the clock, and of the processor. */
    trainingSeconds: number
    trainingProcessorSeconds: number
    classifiedPerSecond: number
  }
  sizes: {
    stored: number
    built: Built
    /** Milliseconds of the whole answer over HTTP: candidates, opened, compared, logged. */
    candidates: Spread
    /** Rows of the index of words read for one text. */
    rowsRead: number
    /** Milliseconds of the plain queries for the same texts, and the median of the search over theirs. */
    plain: {
      heading: Spread & { ratio: number }
      any: Spread & { ratio: number; cutOff: number }
    }
    dashboard: Record<string, Spread>
  }[]
}

/**
 * @param o.sizes numbers of matters, smallest first; default 10,000, 100,000 and 1,000,000
 * @param o.home folder in which loaded installations are kept and found again, one a size (the same as of `bench desk`)
 * @param o.asked how often each question is asked
 */
export async function benchInsight(
  o: { sizes?: string; home?: string; labelled?: string; asked?: number } = {},
): Promise<{ json: InsightReport; text: string }> {
  const sizes = o.sizes ? o.sizes.split(',').map(Number) : SIZES
  if (sizes.some((n) => !Number.isInteger(n) || n < 1)) throw new Error('--sizes: 1,2,3')
  const say = (line: string) => void process.stderr.write(`${line}\n`)
  const learning = learn(o.labelled ?? LABELLED)
  const report: InsightReport = { learning, sizes: [] }
  for (const stored of sizes) {
    const kept = homeOf(o.home, stored)
    const home = kept ?? mkdtempSync(path.join(tmpdir(), 'huiyin-bench-'))
    let place: DeskPlace | null = null
    try {
      const built = await prepare(home, stored, say)
      place = await openDeskPlace(stored, home, say)
      report.sizes.push({ stored, built, ...(await measure(place, o.asked ?? ASKED, say)) })
    } finally {
      await place?.close()
      if (kept === null) removeHome(home)
    }
  }
  return { json: report, text: textOf(report) }
}

function learn(file: string): InsightReport['learning'] {
  const real = existsSync(file)
  const samples: Sample[] = real
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => {
          const { tokens, level1 } = JSON.parse(line) as { tokens: string; level1: string }
          return { words: wordsOfTokens(tokens), category: level1 }
        })
    : Array.from({ length: MADE }, (_, n) => {
        const { subject, body, category } = letterOf(n + 1)
        return { words: wordsOf(`${subject}\n${body}`), category }
      })
  const held = samples.filter((_, i) => i % 3 === 0)
  const cpu = process.cpuUsage()
  const begun = performance.now()
  const model = train(samples.filter((_, i) => i % 3 !== 0))
  const trainingSeconds = (performance.now() - begun) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const asked = performance.now()
  for (const { words } of held) propose(model, words)
  return {
    letters: samples.length - held.length,
    from: real ? 'labelled' : 'made',
    trainingSeconds: round(trainingSeconds, 1),
    trainingProcessorSeconds: round((user + system) / 1e6, 1),
    classifiedPerSecond: Math.round(held.length / ((performance.now() - asked) / 1000)),
  }
}

async function measure(
  place: DeskPlace,
  asked: number,
  say: (line: string) => void,
): Promise<Omit<InsightReport['sizes'][number], 'stored' | 'built'>> {
  const scene = await sceneOf(place)
  try {
    // Half of them stored, half of them new, spread over all there is.
    const texts = Array.from({ length: asked }, (_, k) =>
      k % 2 === 0 ? 1 + ((k * 7919) % place.stored) : place.stored + 1 + k * 31,
    )
    for (const n of texts.slice(0, 12)) await askSame(scene, n)
    const before = await rowsRead(place)
    const candidates: number[] = []
    for (const n of texts) candidates.push(await timed(() => askSame(scene, n)))
    const rows = ((await rowsRead(place)) - before) / texts.length
    say(`${place.stored}: same matters asked`)
    const heading: number[] = []
    const any: number[] = []
    for (const n of texts.slice(0, 2)) await askPlain(place.owner, n, 'heading')
    for (const n of texts) heading.push(await askPlain(place.owner, n, 'heading'))
    for (const n of texts.slice(0, ASKED_PLAIN)) any.push(await askPlain(place.owner, n, 'any'))
    say(`${place.stored}: plain queries asked`)
    const own = median(candidates)
    return {
      candidates: spreadOf(candidates),
      rowsRead: Math.round(rows),
      plain: {
        heading: { ...spreadOf(heading), ratio: round(own / median(heading), 2) },
        any: {
          ...spreadOf(any),
          ratio: round(own / median(any), 2),
          cutOff: any.filter((ms) => ms >= MOST_MS).length,
        },
      },
      dashboard: await dashboards(scene, asked),
    }
  } finally {
    scene.http.close()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

async function askSame(s: Scene, n: number): Promise<void> {
  const { subject, body } = letterOf(n)
  const headers = { authorization: `Bearer ${s.tokens.clerk}`, 'idempotency-key': randomUUID() }
  const answer = await s.http.request('POST', '/api/v1/same-matters', headers, {
    text: `${subject}\n${body}`,
  })
  if (answer.status !== 200)
    throw new Error(`same-matters answered ${answer.status}: ${answer.body.slice(0, 300)}`)
}

/** Rows of the postings fetched so far; sessions tell what they fetched about a second late. */
async function rowsRead(place: DeskPlace): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 2500))
  const { rows } = await place.owner.query<{ n: string }>(
    `select idx_tup_fetch as n from pg_stat_user_tables where relname = 'search_postings'`,
  )
  return Number(rows[0]!.n)
}

async function dashboards(s: Scene, asked: number): Promise<Record<string, Spread>> {
  const year = s.today.slice(0, 4)
  const of = (from: string, to: string, by: string) => `/api/v1/statistics?from=${from}&to=${to}&group=${by}`
  const looks: Record<string, [keyof Scene['tokens'], string]> = {
    'quarter by unit': ['supervisor', of(s.quarter.from, s.quarter.to, 'unit')],
    'year by category': ['supervisor', of(`${year}-01-01`, s.today, 'category')],
    'year by channel': ['supervisor', of(`${year}-01-01`, s.today, 'channel')],
    'year of one unit': ['handler', of(`${year}-01-01`, s.today, 'category')],
  }
  const found: Record<string, Spread> = {}
  for (const [name, [as, address]] of Object.entries(looks)) {
    const times: number[] = []
    for (let k = -3; k < asked; k++) {
      const ms = await timed(() => read(s.http, s.tokens[as], address))
      if (k >= 0) times.push(ms)
    }
    found[name] = spreadOf(times)
  }
  return found
}

function textOf(r: InsightReport): string {
  const l = r.learning
  const spread = (s: Spread) => `p50 ${s.p50} ms, p95 ${s.p95} ms`
  return [
    `learned from ${l.letters} letters (${l.from}) in ${l.trainingSeconds} s (processor ${l.trainingProcessorSeconds} s); ${l.classifiedPerSecond} classified a second`,
    ...r.sizes.flatMap((s) => [
      `${s.stored} stored (built now: terms ${s.built.terms} s, figures ${s.built.figures} s, plain table ${s.built.plain} s)`,
      `  same matters: ${spread(s.candidates)}, ${s.rowsRead} rows of the index read`,
      `  plain full text, heading: ${spread(s.plain.heading)}, ratio ${s.plain.heading.ratio}`,
      `  plain full text, any pair: ${spread(s.plain.any)}, ratio ${s.plain.any.ratio}${s.plain.any.cutOff > 0 ? `, ${s.plain.any.cutOff} cut off at ${MOST_MS / 1000} s` : ''}`,
      ...Object.entries(s.dashboard).map(([name, d]) => `  dashboard, ${name}: ${spread(d)}`),
    ]),
  ].join('\n')
}
