/**
 * `huiyin bench lifecycle`: how many whole cycles of a matter a second the server carries over HTTP, with everything
 * real, next to a fixed reference on the same database server in the same run. Prints figures, asserts none.
 */
import { ACTIONS, type ActionName, CycleClient, noTimes, type Times } from './cycle.ts'
import type { Effort } from './effort.ts'
import { openPlace, type Place } from './place.ts'
import { referenceCycle } from './reference.ts'
import { median, round, type Spread, spreadOf } from './stats.ts'

const SIZES = [10_000, 100_000]
const CLIENTS = [8, 32]
const ROUNDS = 5
const SECONDS = 4
/** Seconds before the first round: a server that has run for a morning has its hot code compiled, a new one has not. */
const WARM_UP_SECONDS = 15
/** The figure in front is taken here: more clients than connections, the usual load of a busy morning. */
const MAIN_CLIENTS = 32

interface Round {
  effort: CycleEffort | null
  cyclesPerSecond: number
  referencePerSecond: number
  ratio: number
}

/**
 * Milliseconds of processor a cycle takes, and the kilobytes of log the database writes for it. Unlike times on the clock
 * these hardly move with what else the machine does. What follows the feed falls into the round it runs in.
 */
export interface CycleEffort extends Effort {
  clientMs: number
  walKB: number
}

/** All rounds of one number of clients at one size. */
export interface Cell extends Spread {
  clients: number
  stored: number
  cyclesPerSecond: number
  /** Lowest and highest of the rounds: what the machine's noise does. */
  range: [number, number]
  referencePerSecond: number
  /** Median of the ratios of each round to the reference run beside it. */
  ratioToReference: number
  /** Medians of the rounds; null where the system does not tell. */
  effort: CycleEffort | null
  actions: Record<ActionName, Spread>
}

export interface LifecycleReport extends Spread {
  cyclesPerSecond: number
  memoryMB: number
  ratioToReference: number
  /** Throughput at the largest size over that at the smallest; null with one size. */
  ratioOfSizes: number | null
  clients: number
  stored: number
  rounds: number
  secondsPerRound: number
  cells: Cell[]
}

export interface LifecycleOptions {
  /** Matters stored beforehand; one size instead of the two. */
  stored?: string
  /** Seconds a round; default 4. */
  seconds?: string
  /** For tests: fewer rounds. */
  rounds?: number
  /** For profiling: arguments for the server's runtime. */
  execArgv?: readonly string[]
}

function positive(name: string, text: string | undefined, whole: boolean): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!(value > 0) || (whole && !Number.isInteger(value)))
    throw new Error(`--${name} ${text}: a positive number is needed`)
  return value
}

/** Runs `step` on each of `clients` lanes until the time is over; every cycle begun is finished and counted. */
async function runLanes(
  clients: number,
  seconds: number,
  step: (lane: number) => Promise<void>,
): Promise<number> {
  const begun = performance.now()
  const until = begun + seconds * 1000
  let done = 0
  const lane = async (n: number) => {
    while (performance.now() < until) {
      await step(n)
      done++
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, n) => lane(n)))
  return done / ((performance.now() - begun) / 1000)
}

/** One place with its clients signed in and what was measured there. */
class Bench {
  readonly place: Place
  readonly #lanes: CycleClient[] = []
  readonly #rounds = new Map<number, Round[]>()
  readonly #times = new Map<number, Times>()
  #letters: number
  memoryMB = 0

  constructor(place: Place) {
    this.place = place
    this.#letters = place.stored
  }

  async signIn(): Promise<void> {
    const { address, people } = this.place
    for (let n = 0; n < Math.max(...CLIENTS); n++)
      this.#lanes.push(await CycleClient.open(address, people, n))
  }

  async #cycles(clients: number, seconds: number, times: Times): Promise<number> {
    const rate = await runLanes(clients, seconds, (n) => this.#lanes[n]!.run(++this.#letters, times))
    this.memoryMB = Math.max(this.memoryMB, this.place.memoryMB())
    return rate
  }

  #reference(clients: number, seconds: number): Promise<number> {
    return runLanes(clients, seconds, () => referenceCycle(this.place.reference))
  }

  /** Compilers and caches get warm; nothing is counted. */
  async warmUp(seconds: number): Promise<void> {
    await this.#cycles(Math.min(...CLIENTS), seconds, noTimes())
    await this.#reference(Math.min(...CLIENTS), seconds / 2)
  }

  async round(clients: number, seconds: number): Promise<Round> {
    const times = this.#times.get(clients) ?? noTimes()
    this.#times.set(clients, times)
    const done = times.cycles.length
    const before = await this.#spent()
    const cyclesPerSecond = await this.#cycles(clients, seconds, times)
    const effort = since(before, await this.#spent(), times.cycles.length - done)
    const referencePerSecond = await this.#reference(clients, seconds / 2)
    const ratio = cyclesPerSecond / referencePerSecond
    const measured = { cyclesPerSecond, referencePerSecond, ratio, effort }
    this.#rounds.set(clients, [...(this.#rounds.get(clients) ?? []), measured])
    return measured
  }

  async #spent(): Promise<CycleEffort | null> {
    const effort = this.place.effort()
    if (!effort) return null
    const { rows } = await this.place.reference.query<{ kb: number }>(
      "select (pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') / 1024)::float8 as kb",
    )
    const { user, system } = process.cpuUsage()
    return { ...effort, clientMs: (user + system) / 1000, walKB: rows[0]!.kb }
  }

  cell(clients: number): Cell {
    const rounds = this.#rounds.get(clients) ?? []
    const times = this.#times.get(clients) ?? noTimes()
    const rates = rounds.map((r) => r.cyclesPerSecond)
    return {
      clients,
      stored: this.place.stored,
      cyclesPerSecond: round(median(rates), 1),
      range: [round(Math.min(...rates), 1), round(Math.max(...rates), 1)],
      referencePerSecond: round(median(rounds.map((r) => r.referencePerSecond)), 1),
      ratioToReference: round(median(rounds.map((r) => r.ratio)), 3),
      effort: medianEffort(rounds.flatMap((r) => r.effort ?? [])),
      ...spreadOf(times.cycles),
      actions: Object.fromEntries(ACTIONS.map((a) => [a, spreadOf(times.actions[a])])) as Record<
        ActionName,
        Spread
      >,
    }
  }

  async close(): Promise<void> {
    for (const lane of this.#lanes) lane.close()
    await this.place.close()
  }
}

const FIGURES = ['serverMs', 'databaseMs', 'clientMs', 'walKB'] as const

function since(before: CycleEffort | null, after: CycleEffort | null, cycles: number): CycleEffort | null {
  if (!before || !after) return null
  return Object.fromEntries(
    FIGURES.map((f) => [f, (after[f] - before[f]) / cycles]),
  ) as unknown as CycleEffort
}

function medianEffort(rounds: readonly CycleEffort[]): CycleEffort | null {
  if (rounds.length === 0) return null
  const middle = (f: (typeof FIGURES)[number]) => [f, round(median(rounds.map((r) => r[f])), 2)]
  return Object.fromEntries(FIGURES.map(middle)) as unknown as CycleEffort
}

/**
 * Runs the benchmark in throw-away installations below the temporary folder. Each size has a database and a server of
 * its own; sizes take turns within every round, so that whatever else the machine does falls on both alike.
 * @throws Error for options that are no numbers, or when any step is answered otherwise than it must be
 */
export async function benchLifecycle(
  o: LifecycleOptions = {},
): Promise<{ json: LifecycleReport; text: string }> {
  const stored = positive('stored', o.stored, true)
  const seconds = positive('seconds', o.seconds, false) ?? SECONDS
  const rounds = o.rounds ?? ROUNDS
  const say = (line: string) => void process.stderr.write(`${line}\n`)
  const benches: Bench[] = []
  try {
    for (const size of stored ? [stored] : SIZES)
      benches.push(new Bench(await openPlace({ stored: size, say, execArgv: o.execArgv })))
    // Only now: the server ends connections that lie idle for a minute, and loading the next size takes longer.
    for (const b of benches) await b.signIn()
    const warmUp = o.rounds ? seconds : WARM_UP_SECONDS
    for (const b of benches) await b.warmUp(warmUp)
    for (let n = 1; n <= rounds; n++) {
      for (const clients of CLIENTS) {
        for (const b of benches) {
          const r = await b.round(clients, seconds)
          const rate = `${r.cyclesPerSecond.toFixed(1)} cycles/s, reference ${r.referencePerSecond.toFixed(1)}`
          say(`round ${n}, ${clients} clients, ${b.place.stored} stored: ${rate}`)
        }
      }
    }
    const report = reportOf(benches, rounds, seconds)
    return { json: report, text: textOf(report) }
  } finally {
    for (const b of benches) await b.close()
  }
}

function reportOf(benches: readonly Bench[], rounds: number, secondsPerRound: number): LifecycleReport {
  const cells = benches.flatMap((b) => CLIENTS.map((clients) => b.cell(clients)))
  const main = cells.filter((c) => c.clients === MAIN_CLIENTS)
  const smallest = main[0]!
  const largest = main.at(-1)!
  const { cyclesPerSecond, p50, p95, p99, ratioToReference, stored } = largest
  return {
    cyclesPerSecond,
    p50,
    p95,
    p99,
    memoryMB: Math.round(Math.max(...benches.map((b) => b.memoryMB))),
    ratioToReference,
    ratioOfSizes: main.length > 1 ? round(cyclesPerSecond / smallest.cyclesPerSecond, 3) : null,
    clients: MAIN_CLIENTS,
    stored,
    rounds,
    secondsPerRound,
    cells,
  }
}

function textOf(r: LifecycleReport): string {
  const lines = [
    `${r.cyclesPerSecond} 周期/秒 cycles/s  (${r.clients} 客户端 clients, ${r.stored} 件 stored)`,
    `p50 ${r.p50} ms   p95 ${r.p95} ms   p99 ${r.p99} ms   内存 memory ${r.memoryMB} MB`,
    `对基准 to reference ${r.ratioToReference}   大小库之比 of sizes ${r.ratioOfSizes ?? '-'}`,
    '',
    'stored   clients  cycles/s  (range)            reference  ratio   p50      p95      p99 ms',
  ]
  for (const c of r.cells) {
    lines.push(
      [
        String(c.stored).padEnd(8),
        String(c.clients).padEnd(8),
        String(c.cyclesPerSecond).padEnd(9),
        `(${c.range[0]} - ${c.range[1]})`.padEnd(18),
        String(c.referencePerSecond).padEnd(10),
        String(c.ratioToReference).padEnd(7),
        String(c.p50).padEnd(8),
        String(c.p95).padEnd(8),
        c.p99,
      ].join(' '),
    )
  }
  for (const { stored, clients, effort } of r.cells) {
    if (!effort) continue
    const { serverMs, databaseMs, clientMs, walKB } = effort
    lines.push(
      '',
      `${stored} stored, ${clients} clients, a cycle: processor ms server ${serverMs}, database ${databaseMs}, ` +
        `clients ${clientMs}; log ${walKB} KB`,
    )
  }
  for (const c of r.cells) {
    const each = ACTIONS.map((a) => `${a} ${c.actions[a].p50}/${c.actions[a].p99}`).join('  ')
    lines.push('', `${c.stored} stored, ${c.clients} clients, p50/p99 ms: ${each}`)
  }
  return `${lines.join('\n')}\n`
}
