/**
 * Hands waiting notices to their gateways. A try may happen twice after a kill; the gateway knows the notice by its id. A
 * gateway that is away is left alone for a while, and nothing is lost meanwhile: rows wait, with growing pauses, for three
 * days before they are given up, and even then an operator can send them again.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../kernel/clock/clock.ts'
import type { Keyring } from '../kernel/crypto/index.ts'
import { errorForLog, type Logger } from '../kernel/log/log.ts'
import type { Pool } from '../kernel/postgres/connect.ts'
import { type Claimed, claimDeliveries, type Settled, settleDelivery } from './delivery-store.ts'
import { type Gateway, GatewayError, type Message, type Via } from './notice.ts'
import { type Boxed, openBoxed } from './outgoing.ts'
import { type QuietHours, quietUntil } from './quiet-hours.ts'

export interface SenderDeps {
  worker: Pool
  keyring: Keyring
  gateways: readonly Gateway[]
  clock: Clock
  log?: Pick<Logger, 'warn' | 'error'>
  /**
   * Asked right before sending; false: nothing is sent and nothing remains. For messages that go out only if somebody is
   * known under the address, which whoever asked for them must not learn from the time it took.
   */
  wanted?(of: { bureauId: string; template: string; via: Via; address: string }): Promise<boolean>
  /** A notice that reached nobody by any way: the unit that handles the matter has to tell otherwise. */
  onUnreached?(of: { bureauId: string; matterId: string; noticeId: string; at: Date }): Promise<void>
  /** Hours in which no text message goes out, by the clock of its bureau; absent: there are none. */
  quiet?: { hours: QuietHours; zoneOf(bureauId: string): Promise<string> } | undefined
  /** Rows taken at once. Default 20. */
  batch?: number
}

const SECOND = 1000
const MINUTE = 60 * SECOND
/** Longer than any timeout of a gateway with a batch in front of it. */
export const LEASE = 5 * MINUTE
const LONGEST_PAUSE = 60 * MINUTE
/** With the pauses some three days. */
const MOST_TRIES = 80
const AWAY_PAUSE = 30 * SECOND
/** Good for nothing later: whoever asked for a code has gone on by then. */
const SHORT_LIVED: ReadonlySet<string> = new Set(['one-time-code'])
const SHORT_LIFE = 10 * MINUTE

/** Pause before the next try in milliseconds: half a minute, doubled each time, at most an hour. */
export const pauseAfter = (attempts: number): number =>
  Math.min(30 * SECOND * 2 ** Math.max(0, attempts - 1), LONGEST_PAUSE)

export interface SendRound {
  sent: number
  again: number
  refused: number
}

export function createSender(deps: SenderDeps) {
  const byVia = new Map(deps.gateways.map((g) => [g.via as Via, g]))
  const awayUntil = new Map<Via, Date>()

  const isAway = (via: Via) => (awayUntil.get(via)?.getTime() ?? 0) > deps.clock.now().getTime()
  /** Taken, and meanwhile its gateway was found to be away. */
  const postponed = (row: Claimed): Settled => ({
    state: 'waiting',
    via: row.via,
    nextAt: awayUntil.get(row.via)!,
    settledAt: null,
    reference: null,
    lastError: 'gateway away',
    tried: row.tried,
    keepBox: true,
  })

  /** Nobody is woken: it waits for the morning. A code somebody asked for this minute is awaited. */
  async function quietFor(row: Claimed): Promise<Settled | null> {
    if (!deps.quiet || row.via !== 'sms' || SHORT_LIVED.has(row.template)) return null
    const { hours, zoneOf } = deps.quiet
    const nextAt = quietUntil(deps.clock.now(), hours, await zoneOf(row.bureau_id))
    if (!nextAt) return null
    const { via, tried } = row
    return {
      state: 'waiting',
      via,
      nextAt,
      settledAt: null,
      reference: null,
      lastError: 'quiet hours',
      tried,
      keepBox: true,
    }
  }

  /** @returns what the row becomes; throws only what is no fault of the gateway */
  async function tryOne(row: Claimed, boxed: Boxed, gateway: Gateway): Promise<Settled> {
    // One way for each that was refused before.
    const [way, next] = boxed.ways.slice(row.tried.length)
    const now = deps.clock.now()
    const at = { bureauId: row.bureau_id, template: row.template, via: row.via, address: way!.address }
    const settled = (s: Partial<Settled> & Pick<Settled, 'state'>): Settled => ({
      via: row.via,
      nextAt: now,
      settledAt: now,
      reference: null,
      lastError: null,
      tried: row.tried,
      keepBox: false,
      ...s,
    })
    if (deps.wanted && !(await deps.wanted(at))) return settled({ state: 'not-needed' })
    const { sender, from, text } = boxed
    const message: Message = {
      id: row.notice_id,
      template: row.template,
      address: way!.address,
      sender,
      from,
      text,
    }
    try {
      const outcome = await gateway.send(message)
      if (outcome.sent) return settled({ state: 'sent', reference: outcome.reference })
      const tried = [...row.tried, { via: row.via, code: outcome.refused, at: now.toISOString() }]
      // The next way is another address: the tries begin anew there.
      if (next) return settled({ state: 'waiting', via: next.via, settledAt: null, tried, keepBox: true })
      return settled({ state: 'refused', lastError: outcome.refused, tried: row.tried })
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
      if (error.away) awayUntil.set(row.via, new Date(now.getTime() + AWAY_PAUSE))
      deps.log?.warn(
        { via: row.via, noticeId: row.notice_id, reason: error.message },
        'notice to be sent again',
      )
      return settled(again(row, error.message, now))
    }
  }

  function again(row: Claimed, reason: string, now: Date): Partial<Settled> & Pick<Settled, 'state'> {
    const short = SHORT_LIVED.has(row.template)
    const nextAt = new Date(now.getTime() + pauseAfter(row.attempts))
    const late = short && nextAt.getTime() - row.made_at.getTime() > SHORT_LIFE
    if (late || row.attempts >= MOST_TRIES) return { state: 'given-up', lastError: reason, keepBox: !short }
    return { state: 'waiting', nextAt, settledAt: null, lastError: reason, keepBox: true }
  }

  async function handle(row: Claimed): Promise<Settled['state']> {
    const gateway = byVia.get(row.via)!
    const place = { bureauId: row.bureau_id, noticeId: row.notice_id }
    const boxed = openBoxed(deps.keyring, place, row.box)
    const later = isAway(row.via) ? postponed(row) : await quietFor(row)
    const result = later ?? (await tryOne(row, boxed, gateway))
    await settleDelivery(deps.worker, row, result)
    if ((result.state === 'refused' || result.state === 'given-up') && row.matter_id) {
      await deps.onUnreached?.({
        bureauId: row.bureau_id,
        matterId: row.matter_id,
        noticeId: row.notice_id,
        at: result.nextAt,
      })
    }
    return result.state
  }

  return {
    /** One round over what is due now. */
    async sendDue(): Promise<SendRound> {
      const now = deps.clock.now()
      const vias = [...byVia.keys()].filter((via) => !isAway(via))
      const round: SendRound = { sent: 0, again: 0, refused: 0 }
      if (vias.length === 0) return round
      const until = new Date(now.getTime() + LEASE)
      const rows = await claimDeliveries(deps.worker, { now, until, vias, limit: deps.batch ?? 20 })
      const queue = rows[Symbol.iterator]()
      const lane = async () => {
        for (const row of queue) {
          try {
            const state = await handle(row)
            if (state === 'sent') round.sent++
            else if (state === 'waiting') round.again++
            else round.refused++
          } catch (error) {
            // The row comes back when its lease is over.
            deps.log?.error(
              { err: errorForLog(error), noticeId: row.notice_id },
              'notice could not be handled',
            )
            round.again++
          }
        }
      }
      await Promise.all(Array.from({ length: 4 }, lane))
      return round
    },
    close: () => Promise.all(deps.gateways.map((g) => g.close())).then(() => undefined),
  }
}

export interface RunningSender {
  /** Takes no more, waits for what is on the way, closes the gateways. */
  stop(): Promise<void>
}

/** Sends by itself, looking each second for what is due. Several processes may run one each. */
export function startSender(deps: SenderDeps, pollMs = SECOND): RunningSender {
  const sender = createSender(deps)
  const stopping = new AbortController()
  const loop = async () => {
    while (!stopping.signal.aborted) {
      const round = await sender.sendDue().catch((error: unknown) => {
        // The database is away: the rows are still there at the next look.
        deps.log?.error({ err: errorForLog(error) }, 'notices not reached')
        return null
      })
      if (!round || round.sent + round.again + round.refused === 0)
        await sleep(pollMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
    await sender.close()
  }
  const running = loop()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
