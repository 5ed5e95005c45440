/** Plays a day of calls against the webhook, as a telephone system would post them: for trying things out and for the bench. */
import type { CallEvent } from './contract.ts'
import { signedHeaders } from './sign.ts'

export interface PlayOptions {
  /** Whole address of the webhook. */
  address: string
  systemId: string
  secret: string
  calls: number
  /** Times real speed: at 50 a day takes half an hour. */
  speed: number
  /** Extensions that answer. */
  agents: readonly string[]
  /** Different seeds make different days. */
  seed?: number
  /** Hours of the day that are played; default 24. */
  hours?: number
  now?: () => Date
  /** Told right before an event is sent. */
  onSend?: (e: CallEvent) => void
}

export interface PlayedDay {
  calls: number
  answered: number
  abandoned: number
  events: number
  /** As the server told. */
  accepted: number
  known: number
  failed: number
  seconds: number
}

/** Calls an hour of a day, as shares; nights are quiet, mornings busy. */
const SHAPE = [1, 1, 1, 1, 1, 2, 3, 5, 9, 10, 9, 7, 5, 6, 8, 8, 7, 6, 4, 3, 3, 2, 2, 1]

/** A small generator, so that the same seed plays the same day. */
function chance(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Planned {
  /** Milliseconds after the beginning of the day. */
  at: number
  event: Omit<CallEvent, 'at'>
}

/** The events of a day in the order of their time. Numbers begin with 1000, as no mobile does, each once. */
export function planDay(
  o: Pick<PlayOptions, 'calls' | 'agents' | 'seed' | 'hours'>,
  name: string,
): Planned[] {
  const random = chance(o.seed ?? 1)
  const hours = o.hours ?? 24
  const shape = SHAPE.slice(0, hours)
  const whole = shape.reduce((a, b) => a + b, 0)
  const starts = Array.from({ length: o.calls }, () => {
    let left = random() * whole
    const hour = shape.findIndex((share) => {
      left -= share
      return left < 0
    })
    return (Math.max(0, hour) + random()) * 3_600_000
  }).sort((a, b) => a - b)
  const free = new Map(o.agents.map((a) => [a, 0]))
  const out: Planned[] = []
  starts.forEach((start, i) => {
    const call = `${name}-${i}`
    let n = 0
    const tell = (at: number, event: Omit<CallEvent, 'at' | 'id' | 'call'>) =>
      out.push({ at, event: { id: `${call}-${n++}`, call, ...event } })
    const caller = `1000${String(i).padStart(7, '0')}`
    tell(start, { type: 'ringing', queue: '12345', direction: 'in', caller })
    const patience = 20_000 + random() * 90_000
    const [agent, since] = [...free].reduce((a, b) => (b[1] < a[1] ? b : a))
    const offered = Math.max(start + 400 + random() * 1500, since)
    if (offered - start > patience) {
      tell(start + patience, { type: 'abandoned' })
      return
    }
    tell(offered, { type: 'ringing', agent })
    const answered = offered + 1500 + random() * 6000
    tell(answered, { type: 'answered', agent })
    const ended = answered + 30_000 + random() * 240_000
    if (random() < 0.15) {
      const held = answered + (ended - answered) * 0.4
      tell(held, { type: 'held' })
      tell(held + 10_000, { type: 'resumed' })
    }
    tell(ended, { type: 'ended' })
    tell(ended + 500, { type: 'recording', recording: `rec/${call}.wav` })
    free.set(agent, ended + 15_000)
  })
  return out.sort((a, b) => a.at - b.at)
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Sends one event; tried again as a telephone system would, for what is known already changes nothing. */
async function send(
  o: PlayOptions,
  event: CallEvent,
  now: Date,
): Promise<{ accepted: number; known: number } | null> {
  const body = JSON.stringify(event)
  for (let tries = 0; tries < 5; tries++) {
    if (tries > 0) await sleep(200 * tries)
    try {
      const headers = signedHeaders({ systemId: o.systemId, secret: o.secret, body, now })
      const answer = await fetch(o.address, { method: 'POST', headers, body })
      if (answer.ok) return (await answer.json()) as { accepted: number; known: number }
      await answer.arrayBuffer()
      if (answer.status < 500) return null
    } catch {
      // Not reached: tried again.
    }
  }
  return null
}

/**
 * Plays the day before now, faster by `speed`, and waits until every event was answered.
 * @returns what was sent and what the server said of it
 */
export async function playDay(o: PlayOptions): Promise<PlayedDay> {
  const clock = o.now ?? (() => new Date())
  const begun = clock().getTime()
  const hours = o.hours ?? 24
  const plan = planDay(o, `sim-${begun.toString(36)}`)
  const day = begun - hours * 3_600_000 - 600_000
  const sum = { accepted: 0, known: 0, failed: 0 }
  const under = new Set<Promise<void>>()
  for (const { at, event } of plan) {
    const wait = begun + at / o.speed - clock().getTime()
    if (wait > 1) await sleep(wait)
    while (under.size >= 64) await Promise.race(under)
    const whole: CallEvent = { ...event, at: new Date(day + at).toISOString() }
    o.onSend?.(whole)
    const one = send(o, whole, clock()).then((said) => {
      if (said === null) sum.failed++
      else {
        sum.accepted += said.accepted
        sum.known += said.known
      }
      under.delete(one)
    })
    under.add(one)
  }
  await Promise.all(under)
  const of = (type: CallEvent['type']) => plan.filter((p) => p.event.type === type).length
  return {
    calls: o.calls,
    answered: of('answered'),
    abandoned: of('abandoned'),
    events: plan.length,
    ...sum,
    seconds: Math.round((clock().getTime() - begun) / 100) / 10,
  }
}
