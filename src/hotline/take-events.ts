/** Takes events of a telephone system: proved by their signature, each once, in whatever order they come. */
import { uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { CallEvent } from './contract.ts'
import { CallCounts } from './figures/counts.ts'
import { addCallCounts, countedOf } from './figures/store.ts'
import { type HotlineRoom, open, phoneBlind, seal } from './room.ts'
import { type CallFold, foldEvent, OLDEST_EVENT_DAYS, overAt, REPLAY_WINDOW_S, stateOf } from './rules.ts'
import { isFresh, signatureHolds } from './sign.ts'
import {
  type AgentRow,
  agentsAt,
  type CallRow,
  type CallWrite,
  callsOf,
  insertEvents,
  saveAgent,
  saveCalls,
  takeNumber,
} from './store.ts'
import { findSystem } from './system-store.ts'

/** What a request proves itself by. */
export interface Signed {
  bureauId: string
  systemId: string
  timestamp: string
  signature: string
  body: Buffer
  now: Date
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** @returns the id of the system, or `hotline.outside_window`, `hotline.signature_wrong` */
export async function proveSystem(room: HotlineRoom, s: Signed): Promise<string | Refusal> {
  if (!isFresh(s.timestamp, s.now)) return refuse('hotline.outside_window')
  const wrong = refuse('hotline.signature_wrong')
  if (!UUID.test(s.systemId)) return wrong
  const system = await withTx(
    room.cases.app,
    { bureau: s.bureauId },
    (tx) => findSystem(tx, s.bureauId, s.systemId),
    { readOnly: true },
  )
  if (!system) return wrong
  const secret = open(room, s.bureauId, 'secret', system.system_id, system.secret)
  return signatureHolds(secret, s.timestamp, s.body, s.signature) ? system.system_id : wrong
}

/** What is wrong with an event, or undefined. */
function faultOf(e: CallEvent, now: Date): Refusal | undefined {
  if (e.type === 'agent') {
    if (!e.agent) return refuse('input.required', { field: 'agent' })
    if (!e.state) return refuse('input.required', { field: 'state' })
  } else if (!e.call) return refuse('input.required', { field: 'call' })
  const age = now.getTime() - Date.parse(e.at)
  if (Number.isNaN(age)) return refuse('input.invalid_date', { field: 'at' })
  if (age < -REPLAY_WINDOW_S * 1000) return refuse('input.date_in_future', { field: 'at' })
  if (age > OLDEST_EVENT_DAYS * 86_400_000) return refuse('input.out_of_range', { field: 'at' })
  if (e.type === 'recording' && !e.recording) return refuse('input.required', { field: 'recording' })
  return undefined
}

/** How many were new and how many known already. */
export interface Taken {
  accepted: number
  known: number
}

/** @param systemId as `proveSystem` gave it; a fault in one event refuses the whole request */
export async function takeEvents(
  room: HotlineRoom,
  bureauId: string,
  systemId: string,
  events: readonly CallEvent[],
  now: Date,
): Promise<Taken | Refusal> {
  for (const e of events) {
    const fault = faultOf(e, now)
    if (fault) return fault
  }
  const facts = await room.cases.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const { taken, rung } = await withTx(room.cases.app, { bureau: bureauId }, (tx) =>
    take(tx, room, facts.bureau, systemId, events, now),
  )
  for (const accountId of rung) room.bell.ring(bureauId, accountId)
  return taken
}

interface Done {
  taken: Taken
  /** Accounts whose screens have something new. */
  rung: Set<string>
}

async function take(
  tx: Tx,
  room: HotlineRoom,
  { bureauId, zone }: { bureauId: string; zone: string },
  systemId: string,
  events: readonly CallEvent[],
  now: Date,
): Promise<Done> {
  const names = [...new Set(events.flatMap((e) => (e.call ? [e.call] : [])))]
  const extensions = [...new Set(events.flatMap((e) => (e.agent ? [e.agent] : [])))]
  // The number first: it is the lock under which the rest is read.
  const [no, fresh, rows, agents] = await Promise.all([
    takeNumber(tx, bureauId),
    insertEvents(tx, bureauId, systemId, events, now),
    callsOf(tx, bureauId, systemId, names),
    agentsAt(tx, bureauId, extensions),
  ])
  const rung = new Set<string>()
  const writes = new Map<string, CallWrite>()
  const known = new Map(rows.map((r) => [r.system_call, r]))
  const sitting = new Map(agents.map((a) => [a.extension, a]))
  const moves = new Map<string, AgentRow>()
  const seen = new Set<string>()
  for (const e of events) {
    // Twice in one request is twice as well.
    if (!fresh.has(e.id) || seen.has(e.id)) continue
    seen.add(e.id)
    const agent = e.agent ? sitting.get(e.agent) : undefined
    if (e.type === 'agent') {
      if (agent) moves.set(agent.account_id, { ...agent, state: e.state!, since: new Date(e.at) })
      continue
    }
    const before = writes.get(e.call!)
    const row = known.get(e.call!)
    const fold = foldEvent(before?.fold ?? row?.fold ?? null, e)
    const callId = before?.callId ?? row?.call_id ?? uuidv7(now)
    const had = before?.agentId ?? row?.agent_id ?? null
    const agentId = (fold.agent && sitting.get(fold.agent.value)?.account_id) ?? had
    for (const id of [had, agentId]) if (id) rung.add(id)
    writes.set(e.call!, {
      ...writeOf(fold),
      callId,
      systemCall: e.call!,
      agentId,
      ...phoneOf(room, bureauId, callId, e.caller, before),
    })
    if (e.type === 'answered' && agent)
      moves.set(agent.account_id, { ...agent, state: 'on-call', since: new Date(e.at), call_id: callId })
  }
  await saveCalls(tx, bureauId, systemId, no, [...writes.values()])
  await addCallCounts(tx, bureauId, changeOf(zone, known, writes))
  await moveAgents(tx, bureauId, { no, now }, moves, [...writes.values()], rung)
  return { taken: { accepted: seen.size, known: events.length - seen.size }, rung }
}

/** What the changed calls were counted as is taken away, what they are now is added. */
function changeOf(
  zone: string,
  known: ReadonlyMap<string, CallRow>,
  writes: ReadonlyMap<string, CallWrite>,
): CallCounts {
  const counts = new CallCounts(zone)
  for (const [name, w] of writes) {
    const row = known.get(name)
    if (row) counts.add(countedOf(row), -1)
    counts.add({
      direction: w.fold.direction,
      state: stateOf(w.fold),
      startedAt: new Date(w.startedAt),
      answeredAt: w.answeredAt === null ? null : new Date(w.answeredAt),
      endedAt: w.endedAt === null ? null : new Date(w.endedAt),
      calledBack: (row?.called_back_at ?? null) !== null,
      done: row?.done ?? [],
    })
  }
  return counts
}

const writeOf = (fold: CallFold) => ({
  fold,
  direction: fold.direction,
  state: stateOf(fold),
  startedAt: fold.startedAt,
  answeredAt: fold.answeredAt,
  endedAt: overAt(fold),
})

function phoneOf(
  room: HotlineRoom,
  bureauId: string,
  callId: string,
  caller: string | undefined,
  before: CallWrite | undefined,
) {
  const blind = caller ? phoneBlind(room, bureauId, caller) : null
  if (!caller || !blind) return { phone: before?.phone ?? null, blind: before?.blind ?? null }
  return {
    phone: seal(room, bureauId, 'phone', callId, caller.trim()).toString('base64'),
    blind: blind.toString('hex'),
  }
}

/** Who answered is on the call; when it is over they have it to wrap up. */
async function moveAgents(
  tx: Tx,
  bureauId: string,
  { no, now }: { no: number; now: Date },
  moves: Map<string, AgentRow>,
  calls: readonly CallWrite[],
  rung: Set<string>,
): Promise<void> {
  const over = calls.filter((c) => c.agentId && c.endedAt !== null && c.state === 'ended')
  if (over.length > 0)
    await tx.query(
      `update call_agents set state = 'wrap-up', since = $4, change_no = $3
       where bureau_id = $1 and call_id = any($2::uuid[]) and state = 'on-call'`,
      [bureauId, over.map((c) => c.callId), no, now],
    )
  const ended = new Set(over.map((c) => c.callId))
  for (const a of moves.values()) {
    rung.add(a.account_id)
    const state = a.call_id && a.state === 'on-call' && ended.has(a.call_id) ? 'wrap-up' : a.state
    await saveAgent(
      tx,
      bureauId,
      { accountId: a.account_id, extension: a.extension, state, callId: a.call_id, since: a.since },
      no,
    )
  }
}
