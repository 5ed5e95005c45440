/**
 * Hands campaigns to their lines. One message to a person whatever is killed: a row is claimed and committed before it is
 * handed over, and settled after the answer; a claim without an answer is uncertain and waits for a person's decision. No
 * more may be uncertain than the window of a line, for no more is ever claimed.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BureauDirectory, BureauFacts } from '../bureau/index.ts'
import { plainDateIn } from '../kernel/calendar/index.ts'
import type { Clock } from '../kernel/clock/clock.ts'
import type { Keyring } from '../kernel/crypto/index.ts'
import { createSlots } from '../kernel/jobs/index.ts'
import { errorForLog, type Logger } from '../kernel/log/log.ts'
import { type Pool, withTx } from '../kernel/postgres/connect.ts'
import { quietUntil } from '../notices/index.ts'
import { filled, wholeText } from './compose.ts'
import type { Via } from './contract.ts'
import { unitsOfGroups } from './group-store.ts'
import type { Line } from './line.ts'
import {
  type ActiveCampaign,
  activeCampaigns,
  type Claimed,
  claimPeople,
  finishCampaign,
  gatherPeople,
  lostClaims,
  type Result,
  settlePeople,
} from './queue-store.ts'
import { boxes, type Person } from './room.ts'
import { type Outcome, settled } from './rules.ts'
import { MOST_SEGMENTS, segmentsOf } from './segments.ts'
import { QUIET } from './settings.ts'
import { createThrottle } from './throttle.ts'

export interface DispatcherDeps {
  worker: Pool
  /** For what the worker's role may not read: the groups. */
  app: Pool
  keyring: Keyring
  directory: BureauDirectory
  clock: Clock
  log?: Pick<Logger, 'warn' | 'error'>
  /** The ways out of a bureau, in the order in which they are tried. */
  linesOf(bureau: BureauFacts['bureau'], via: Via): readonly Line[]
  mayReach(simulated: boolean, via: Via, address: string): boolean
  /** Milliseconds a claim holds; default a minute and a half. */
  leaseMs?: number
  /** Milliseconds between looks for new work; default half a second. */
  pollMs?: number
}

const SECOND = 1000
const LEASE = 90 * SECOND
/** Of the lease, what is kept for the answer: later than this nothing is handed over any more. */
const FOR_ANSWER = 1 / 3
/** Chunks of a window that are under way at once, so that a line never waits for the database. */
const LANES = 2
/** A look is over after so long, so that a campaign that begins meanwhile does not wait for a large one. */
const LOOK = 1 * SECOND
/** Seconds of its pace that are claimed at once on a slow line. */
const AHEAD = 2

export interface Dispatcher {
  /** One look over all campaigns and lines. @returns messages that were settled, again waiting or not */
  round(): Promise<number>
  /** Gives up claims whose owner is gone. @returns how many became uncertain */
  sweep(): Promise<number>
}

/** @param stopping nothing more is claimed once it is aborted */
export function createDispatcher(deps: DispatcherDeps, stopping?: AbortSignal): Dispatcher {
  const lease = deps.leaseMs ?? LEASE
  const slots = new Map<string, ReturnType<typeof createSlots>>()
  const slotsOf = (line: Line) => {
    const found = slots.get(line.name) ?? createSlots(LANES)
    slots.set(line.name, found)
    return found
  }
  const throttles = new Map<string, ReturnType<typeof createThrottle>>()
  const throttleOf = (line: Line) => {
    const found = throttles.get(line.name) ?? createThrottle(line.perSecond)
    throttles.set(line.name, found)
    return found
  }

  const monthOf = (facts: BureauFacts, now: Date) => plainDateIn(facts.bureau.zone, now.getTime()).slice(0, 7)

  /** Groups and facts of a campaign's bureau, read once a look. */
  async function prepare(c: ActiveCampaign): Promise<void> {
    const unitOf = await withTx(
      deps.app,
      { bureau: c.bureauId },
      (tx) => unitsOfGroups(tx, c.bureauId, c.groupIds),
      { readOnly: true },
    )
    await gatherPeople(deps.worker, c, unitOf, deps.clock.now())
  }

  async function handOne(
    c: ActiveCampaign,
    facts: BureauFacts,
    line: Line,
    row: Claimed,
    place: { at: number; gateways: number; until: number; open: ReturnType<typeof boxes>['open'] },
  ): Promise<Result> {
    let segments: number | null = null
    const result = (outcome: Outcome, opted = false): Result => {
      const s = settled(outcome, {
        attempts: row.attempts,
        at: place.at,
        gateways: place.gateways,
        now: deps.clock.now(),
      })
      return {
        ...s,
        state: opted ? 'opted-out' : s.state,
        digest: row.digest,
        segments,
        costFen: segments === null ? null : segments * line.costFen,
      }
    }
    if (row.optedOut) return result({ kind: 'refused', code: 'opted-out' }, true)
    if (!row.box) return result({ kind: 'refused', code: 'contact-gone' })
    const person = place.open<Person>(c.parentId ? 'test' : 'contact', row.digest, row.box)
    if (!deps.mayReach(facts.bureau.simulated, c.via, person.address) && line.name !== 'file')
      return result({ kind: 'refused', code: 'not-allowed' })
    const text = textFor(c, facts, row.unitId, person)
    const cut = segmentsOf(text)
    if (cut.parts.length > MOST_SEGMENTS) return result({ kind: 'refused', code: 'too-long' })
    segments = c.via === 'sms' ? cut.parts.length : 1
    await throttleOf(line)(segments)
    // Handed over too late it could be taken for lost before its answer came.
    if (performance.now() > place.until) return result({ kind: 'later', code: 'too-late', away: true })
    return result(
      await line.hand({
        messageId: row.messageId,
        bureau: facts.bureau.slug,
        campaignId: c.campaignId,
        address: person.address,
        text,
        signature: c.signature,
        segments: cut.parts,
        ucs2: cut.alphabet === 'ucs2',
      }),
    )
  }

  /** Claims a chunk for a line, hands it over and settles it. @returns how many were claimed */
  async function chunk(
    c: ActiveCampaign,
    facts: BureauFacts,
    line: Line,
    place: { at: number; gateways: number; hops: readonly number[] },
  ): Promise<number> {
    const now = deps.clock.now()
    const began = performance.now()
    const claim = randomUUID()
    const pace = line.perSecond === null ? line.window : Math.ceil(line.perSecond * AHEAD)
    const limit = Math.max(1, Math.min(Math.floor(line.window / LANES), pace))
    const until = new Date(now.getTime() + lease)
    const rows: Claimed[] = []
    for (const hop of place.hops) {
      const ask = { hop, now, until, limit: limit - rows.length, claim, gateway: line.name }
      if (ask.limit > 0) rows.push(...(await claimPeople(deps.worker, c, ask)))
    }
    if (rows.length === 0) return 0
    const { open } = boxes(deps.keyring, c.bureauId)
    const latest = began + lease * (1 - FOR_ANSWER)
    const results = await Promise.all(
      rows.map((row) =>
        handOne(c, facts, line, row, { ...place, until: latest, open }).catch((error: unknown): Result => {
          deps.log?.error({ err: errorForLog(error), messageId: row.messageId }, 'message not handed over')
          const s = settled({ kind: 'uncertain', code: 'fault' }, { ...place, attempts: row.attempts, now })
          return { ...s, digest: row.digest, segments: null, costFen: null }
        }),
      ),
    )
    await keepTrying(() =>
      settlePeople(deps.worker, c, claim, results, {
        now: deps.clock.now(),
        month: monthOf(facts, deps.clock.now()),
      }),
    )
    return rows.length
  }

  /** What a gateway said must be written down, also when the database is away for a moment. */
  async function keepTrying(write: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries++)
      try {
        return await write()
      } catch (error) {
        if (tries === 30) throw error
        deps.log?.warn({ err: errorForLog(error) }, 'what became of messages not written yet')
        await sleep(SECOND)
      }
  }

  async function work(c: ActiveCampaign): Promise<number> {
    const facts = await deps.directory.byId(c.bureauId)
    if (!facts) return 0
    if (c.state !== 'running') {
      await prepare(c)
      return 1
    }
    const now = deps.clock.now()
    const lines = deps.linesOf(facts.bureau, c.via)
    // A test is awaited by who asked for it; a letter in a mailbox wakes nobody.
    const isQuiet = (hours: ActiveCampaign['quiet']) =>
      c.parentId === null && c.via === 'sms' && quietUntil(now, hours, facts.bureau.zone) !== null
    if (isQuiet(c.quiet)) return 0
    const counts = await Promise.all(
      lines.flatMap((line, at) => {
        if (line.isAway() || isQuiet(line.quiet)) return []
        const hops = [at]
        // What waits for a line that is away goes this way meanwhile.
        for (let k = at - 1; k >= 0 && lines[k]!.isAway(); k--) hops.push(k)
        const place = { at, gateways: lines.length, hops }
        return Array.from({ length: LANES }, async () => {
          const began = performance.now()
          let done = 0
          for (;;) {
            if (stopping?.aborted) return done
            // One slot is half a window, whichever campaign takes it: no more is ever under way.
            const n = await slotsOf(line)(() => chunk(c, facts, line, place))
            done += n
            if (n === 0 || line.isAway() || performance.now() - began > LOOK) return done
          }
        })
      }),
    )
    const done = counts.reduce((n, k) => n + k, 0)
    if (done === 0 && !stopping?.aborted) await finishCampaign(deps.worker, c, now)
    return done
  }

  return {
    async round() {
      const active = await activeCampaigns(deps.worker, deps.clock.now(), QUIET)
      const done = await Promise.all(
        active.map((c) =>
          work(c).catch((error: unknown) => {
            deps.log?.error({ err: errorForLog(error), campaignId: c.campaignId }, 'campaign not worked on')
            return 0
          }),
        ),
      )
      return done.reduce((n, k) => n + k, 0)
    },
    async sweep() {
      const now = deps.clock.now()
      const lost = await lostClaims(deps.worker, now)
      for (const one of Map.groupBy(lost, (l) => `${l.campaignId} ${l.claim}`).values()) {
        const { bureauId, campaignId, claim } = one[0]!
        const facts = await deps.directory.byId(bureauId)
        if (!facts) continue
        const results = one.map(({ digest }) => ({
          ...settled({ kind: 'uncertain', code: 'no-answer' }, { attempts: 0, at: 0, gateways: 1, now }),
          digest,
          segments: null,
          costFen: null,
        }))
        await settlePeople(deps.worker, { bureauId, campaignId }, claim, results, {
          now,
          month: monthOf(facts, now),
        })
      }
      return lost.length
    },
  }
}

/** The text one person reads. */
export function textFor(
  c: Pick<ActiveCampaign, 'body' | 'variables' | 'signature' | 'via'>,
  facts: Pick<BureauFacts, 'units' | 'bureau'>,
  unitId: string,
  person: Person,
): string {
  const body = filled(c.body, {
    ...c.variables,
    name: person.name,
    township: facts.units.get(unitId)?.name.zh ?? '',
    bureau: facts.bureau.name.zh,
  })
  return wholeText(c.signature, body)
}

/** Works by itself until it is stopped; then it hands over no more and waits for the answers to what is under way. */
export function startDispatcher(deps: DispatcherDeps): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const dispatcher = createDispatcher(deps, stopping.signal)
  const pause = (ms: number) => sleep(ms, undefined, { signal: stopping.signal }).catch(() => {})
  const loop = async () => {
    let swept = 0
    while (!stopping.signal.aborted) {
      try {
        if (performance.now() - swept > 5 * SECOND || swept === 0) {
          swept = performance.now()
          await dispatcher.sweep()
        }
        if ((await dispatcher.round()) === 0) await pause(deps.pollMs ?? SECOND / 2)
      } catch (error) {
        deps.log?.error({ err: errorForLog(error) }, 'campaigns not reached')
        await pause(SECOND)
      }
    }
  }
  const running = loop()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
