/** What one operator's screen shows, and the stream that keeps it so. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { once } from '../bureau/index.ts'
import type { Session } from '../kernel/access/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Pool, type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { AgentState, Call, Mine } from './contract.ts'
import type { Command, HotlineRoom } from './room.ts'
import { STALE_MS } from './rules.ts'
import {
  agentOf,
  type CallRow,
  callsOfAgent,
  lastNumber,
  leaveExtension,
  listAgents,
  queueNow,
  saveAgent,
  takeNumber,
} from './store.ts'
import { findDialler } from './system-store.ts'
import { agentView, callView } from './view.ts'

type Who = Pick<Session, 'bureauId' | 'accountId'>

/** Oldest first; of two that began together the one that changed first. */
const inTime = (a: CallRow, b: CallRow): number =>
  a.started_at.getTime() - b.started_at.getTime() || a.change_no - b.change_no

async function read(tx: Tx, { bureauId, accountId }: Who, now: Date) {
  // The last number first: what becomes visible later has a higher one and is read next time.
  const at = await lastNumber(tx, bureauId)
  const [agent, calls, queue] = await Promise.all([
    agentOf(tx, bureauId, accountId),
    callsOfAgent(tx, bureauId, accountId),
    queueNow(tx, bureauId, new Date(now.getTime() - STALE_MS)),
  ])
  return {
    agent: agent && agent.state !== 'away' ? agentView(agent) : null,
    calls: calls.toSorted(inTime),
    at,
    waiting: queue.waiting,
    waitingSince: queue.since?.toISOString() ?? null,
  }
}

export function readMine(room: HotlineRoom, who: Who, now: Date): Promise<Mine> {
  return withTx(
    room.cases.app,
    { bureau: who.bureauId },
    async (tx) => {
      const [{ at: _, ...mine }, dialler] = await Promise.all([
        read(tx, who, now),
        findDialler(tx, who.bureauId),
      ])
      const calls = mine.calls.map((c) => callView(room, who.bureauId, c, true))
      return { ...mine, calls, canDial: dialler !== undefined }
    },
    { readOnly: true },
  )
}

/**
 * Sits down at an extension, or changes one's state. Whoever sat there before has left: a telephone rings one person.
 * @returns refusal `hotline.no_extension` for who has none yet and names none
 */
export async function setAgent(
  room: HotlineRoom,
  command: Command,
  given: { extension?: string; state: AgentState },
): Promise<{ state: AgentState } | Refusal> {
  const { bureauId, accountId } = command.session
  const done = await once(room.cases.app, command, ['hotline-agent', given], async (tx) => {
    const no = await takeNumber(tx, bureauId)
    const before = await agentOf(tx, bureauId, accountId)
    const extension = given.extension ?? before?.extension
    if (!extension) return refuse('hotline.no_extension', { field: 'extension' })
    await leaveExtension(tx, bureauId, extension, accountId, no)
    const agent = { accountId, extension, state: given.state, callId: null, since: command.now }
    await saveAgent(tx, bureauId, agent, no)
    return { state: given.state }
  })
  room.bell.ring(bureauId)
  return done
}

/** Looks again by itself: what another process of the server took rings once a second, and a wait may be missed. */
const LOOK_AGAIN_MS = 20_000

/** What the stream of the bell carries of the hotline. */
export type LineEvent =
  | { event: 'call'; data: Call }
  /** `open`: ids of the calls that are mine and not wrapped up; any other has gone. */
  | { event: 'line'; data: Omit<Mine, 'calls' | 'canDial'> & { open: string[] } }

interface Following {
  signal: AbortSignal
  send: (e: LineEvent) => boolean
  now: () => Date
}

/** Looks that have not begun yet, by database and bureau. */
const gathering = new WeakMap<Pool, Map<string, Promise<ReadonlySet<string>>>>()

/**
 * Accounts of a bureau that sit at an extension. Every page of the desk asks whenever a call changes anywhere in the bureau:
 * those woken together share one look, which begins when all of them have asked and so tells each what woke it.
 */
function sitting({ cases }: HotlineRoom, bureauId: string): Promise<ReadonlySet<string>> {
  const looks = gathering.get(cases.app) ?? new Map<string, Promise<ReadonlySet<string>>>()
  gathering.set(cases.app, looks)
  const look =
    looks.get(bureauId) ??
    nextTurn().then(async () => {
      looks.delete(bureauId)
      const agents = await withTx(cases.app, { bureau: bureauId }, (tx) => listAgents(tx, bureauId), {
        readOnly: true,
      })
      return new Set(agents.map((a) => a.account_id))
    })
  looks.set(bureauId, look)
  return look
}

/** Waits until the account sits at an extension, or the signal aborts. */
async function onDuty(room: HotlineRoom, { bureauId, accountId }: Who, o: Following): Promise<void> {
  const listener = room.bell.listen({ bureauId, accountId })
  try {
    while (!o.signal.aborted) {
      if ((await sitting(room, bureauId)).has(accountId)) return
      await listener.next(LOOK_AGAIN_MS, o.signal)
    }
  } finally {
    listener.close()
  }
}

/** Tells of the line until the account has left its extension and has no call open any more, or the signal aborts. */
async function onLine(room: HotlineRoom, who: Who, o: Following): Promise<void> {
  const listener = room.bell.listen(who)
  try {
    let position: number | undefined
    let told = ''
    while (!o.signal.aborted) {
      const { calls, at, ...line } = await withTx(
        room.cases.app,
        { bureau: who.bureauId },
        (tx) => read(tx, who, o.now()),
        { readOnly: true },
      )
      const from = position ?? at
      const news = calls.filter((c) => c.change_no > from)
      for (const c of news.toSorted((a, b) => a.change_no - b.change_no))
        o.send({ event: 'call', data: callView(room, who.bureauId, c, true) })
      position = Math.max(from, at, ...news.map((c) => c.change_no))
      const shown = { ...line, open: calls.map((c) => c.call_id) }
      const now = JSON.stringify(shown)
      if (now !== told) {
        told = now
        o.send({ event: 'line', data: shown })
      }
      if (!line.agent && calls.length === 0) return
      await listener.next(LOOK_AGAIN_MS, o.signal)
    }
  } finally {
    listener.close()
  }
}

/**
 * For the stream of the bell, on every page of the desk: nothing until the account sits at an extension, then from now on
 * each change of its calls in the order of its number, and the state of queue and operator whenever that changes, until
 * they have left. Where the browser was away, the first `line` says how it stands.
 */
export async function followOnDuty(
  room: HotlineRoom,
  session: Pick<Session, 'bureauId' | 'accountId' | 'roles'>,
  o: Following,
): Promise<void> {
  if (!session.roles.some((r) => r === 'operator' || r === 'clerk')) return
  while (!o.signal.aborted) {
    await onDuty(room, session, o)
    if (!o.signal.aborted) await onLine(room, session, o)
  }
}
