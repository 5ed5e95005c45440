/** What the events of a call come to, in whatever order they arrive. Pure. */
import type { Call, CallEvent } from './contract.ts'

/** Seconds in which a call is to be answered (GB/T 33358-2016, known from the press). */
export const ANSWER_WITHIN_S = 15
/** Seconds the clock of a telephone system may differ from ours, and how long a signature holds. */
export const REPLAY_WINDOW_S = 300
/** How late an event may tell of something: a system that was cut off sends what it has kept. */
export const OLDEST_EVENT_DAYS = 7
/** A call that began longer ago is over, though its end was never told. */
export const STALE_MS = 12 * 3_600_000
/** Unless the bureau has its own. */
export const WRAP_CODES = [
  { code: 'inquiry', zh: '咨询', en: 'Question' },
  { code: 'request', zh: '求助', en: 'Request for help' },
  { code: 'complaint', zh: '投诉', en: 'Complaint' },
  { code: 'suggestion', zh: '建议', en: 'Suggestion' },
  { code: 'progress', zh: '查询进度', en: 'Asks how far it is' },
  { code: 'urge', zh: '催办', en: 'Urges' },
  { code: 'thanks', zh: '表扬感谢', en: 'Thanks' },
  { code: 'emergency', zh: '转紧急电话', en: 'Emergency number' },
  { code: 'elsewhere', zh: '不属受理范围', en: 'Belongs elsewhere' },
  { code: 'silent', zh: '无声、误拨', en: 'Silent or misdialled' },
] as const

interface Dated<T> {
  at: string
  value: T
}

/** Facts of a call, each independent of the order in which the events came. Instants as `toISOString` writes them. */
export interface CallFold {
  direction: 'in' | 'out'
  startedAt: string
  answeredAt: string | null
  endedAt: string | null
  abandonedAt: string | null
  queue: Dated<string> | null
  /** Who is rung or speaks: the latest event decides, at the same instant who answered. */
  agent: (Dated<string> & { answered: boolean }) | null
  hold: Dated<boolean> | null
  recording: Dated<string> | null
}

const first = (a: string | null, b: string): string => (a === null || b < a ? b : a)

/** The later of two; at the same instant the greater value, so that the order of arrival does not matter. */
function later<T extends string | boolean>(a: Dated<T> | null, b: Dated<T>): Dated<T> {
  if (a === null || b.at > a.at || (b.at === a.at && b.value > a.value)) return b
  return a
}

function agentOf(a: CallFold['agent'], e: CallEvent, at: string): CallFold['agent'] {
  if (e.agent === undefined || (e.type !== 'ringing' && e.type !== 'answered')) return a
  const b = { at, value: e.agent, answered: e.type === 'answered' }
  const rank = (x: typeof b) => `${x.at} ${x.answered ? 1 : 0} ${x.value}`
  return a === null || rank(b) > rank(a) ? b : a
}

/** @param before null for the first event of a call that arrives, whichever that is */
export function foldEvent(before: CallFold | null, e: CallEvent): CallFold {
  const at = new Date(e.at).toISOString()
  const f: CallFold = before ?? {
    direction: 'in',
    startedAt: at,
    answeredAt: null,
    endedAt: null,
    abandonedAt: null,
    queue: null,
    agent: null,
    hold: null,
    recording: null,
  }
  return {
    direction: e.direction === 'out' ? 'out' : f.direction,
    // A recording is told of afterwards; nothing else begins before the call does.
    startedAt: first(f.startedAt, at),
    answeredAt: e.type === 'answered' ? first(f.answeredAt, at) : f.answeredAt,
    endedAt: e.type === 'ended' ? first(f.endedAt, at) : f.endedAt,
    abandonedAt: e.type === 'abandoned' ? first(f.abandonedAt, at) : f.abandonedAt,
    queue: e.queue ? later(f.queue, { at, value: e.queue }) : f.queue,
    agent: agentOf(f.agent, e, at),
    hold:
      e.type === 'held' || e.type === 'resumed' ? later(f.hold, { at, value: e.type === 'held' }) : f.hold,
    recording: e.recording ? later(f.recording, { at, value: e.recording }) : f.recording,
  }
}

/** Where a call stands. Over without an answer is abandoned, except where we called and nobody was there. */
export function stateOf(f: CallFold): Call['state'] {
  if (f.endedAt !== null || f.abandonedAt !== null)
    return f.answeredAt === null && f.direction === 'in' ? 'abandoned' : 'ended'
  if (f.answeredAt !== null) return f.hold?.value ? 'held' : 'talking'
  return f.agent === null ? 'waiting' : 'ringing'
}

/** When it was over; null while it goes on. */
export const overAt = (f: CallFold): string | null =>
  f.endedAt === null || f.abandonedAt === null
    ? (f.endedAt ?? f.abandonedAt)
    : first(f.endedAt, f.abandonedAt)

/** The middle of a number is nobody's business but who speaks with its owner: `138****0000`. */
export function masked(phone: string): string {
  if (phone.length <= 4) return '****'
  return `${phone.slice(0, phone.length - 8 > 0 ? phone.length - 8 : 0)}****${phone.slice(-4)}`
}
