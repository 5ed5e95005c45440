/** SQL of calls, events and operators. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { AgentState, Call, Outcome } from './contract.ts'
import type { CallFold } from './rules.ts'

export interface CallRow {
  call_id: string
  change_no: number
  direction: Call['direction']
  state: Call['state']
  fold: CallFold
  phone: Buffer | null
  phone_blind: Buffer | null
  started_at: Date
  answered_at: Date | null
  ended_at: Date | null
  agent_id: string | null
  outcome: Outcome | null
  wrap_code: string | null
  wrapped_at: Date | null
  matter_id: string | null
  article_id: string | null
  called_back_at: Date | null
  /** What was done on it, each once. */
  done: string[]
}

export const COLUMNS = `call_id, change_no, direction, state, fold, phone, phone_blind, started_at, answered_at, ended_at,
  agent_id, outcome, wrap_code, wrapped_at, matter_id, article_id, called_back_at, done`

/** Takes the next number; the bureau's calls stay locked until the transaction ends. */
export async function takeNumber(tx: Tx, bureauId: string): Promise<number> {
  const [row] = await tx.query<{ last_no: number }>(
    `insert into call_heads (bureau_id, last_no) values ($1, 1)
     on conflict (bureau_id) do update set last_no = call_heads.last_no + 1 returning last_no`,
    [bureauId],
  )
  return row!.last_no
}

export async function lastNumber(tx: Tx, bureauId: string): Promise<number> {
  const [row] = await tx.query<{ last_no: number }>('select last_no from call_heads where bureau_id = $1', [
    bureauId,
  ])
  return row?.last_no ?? 0
}

const EVENTS = `
insert into call_events (bureau_id, system_id, event_id, type, at, received_at)
select $1, $2, e.id, e.type, e.at, $4 from jsonb_to_recordset($3::jsonb) as e (id text, type text, at timestamptz)
on conflict do nothing returning event_id`

/** @returns ids of those that were not known */
export async function insertEvents(
  tx: Tx,
  bureauId: string,
  systemId: string,
  events: readonly { id: string; type: string; at: string }[],
  now: Date,
): Promise<Set<string>> {
  const few = events.map(({ id, type, at }) => ({ id, type, at }))
  const rows = await tx.query<{ event_id: string }>(EVENTS, [bureauId, systemId, JSON.stringify(few), now])
  return new Set(rows.map((r) => r.event_id))
}

/** Calls by the names the telephone system gives them. */
export function callsOf(
  tx: Tx,
  bureauId: string,
  systemId: string,
  names: readonly string[],
): Promise<(CallRow & { system_call: string })[]> {
  return tx.query(
    `select system_call, ${COLUMNS} from calls where bureau_id = $1 and system_id = $2 and system_call = any($3::text[])`,
    [bureauId, systemId, names],
  )
}

export interface CallWrite {
  callId: string
  systemCall: string
  direction: string
  state: string
  fold: CallFold
  phone: string | null
  blind: string | null
  startedAt: string
  answeredAt: string | null
  endedAt: string | null
  agentId: string | null
}

const SAVE = `
insert into calls (bureau_id, call_id, system_id, system_call, change_no, direction, state, fold, phone, phone_blind,
  started_at, answered_at, ended_at, agent_id)
select $1, c."callId", $2, c."systemCall", $3, c.direction, c.state, c.fold, decode(c.phone, 'base64'),
  decode(c.blind, 'hex'), c."startedAt", c."answeredAt", c."endedAt", c."agentId"
from jsonb_to_recordset($4::jsonb) as c ("callId" uuid, "systemCall" text, direction text, state text, fold jsonb,
  phone text, blind text, "startedAt" timestamptz, "answeredAt" timestamptz, "endedAt" timestamptz, "agentId" uuid)
on conflict (bureau_id, system_id, system_call) do update set change_no = excluded.change_no,
  direction = excluded.direction, state = excluded.state, fold = excluded.fold,
  phone = coalesce(calls.phone, excluded.phone), phone_blind = coalesce(calls.phone_blind, excluded.phone_blind),
  started_at = excluded.started_at, answered_at = excluded.answered_at, ended_at = excluded.ended_at,
  agent_id = excluded.agent_id`

export async function saveCalls(
  tx: Tx,
  bureauId: string,
  systemId: string,
  no: number,
  calls: readonly CallWrite[],
): Promise<void> {
  if (calls.length > 0) await tx.query(SAVE, [bureauId, systemId, no, JSON.stringify(calls)])
}

export interface AgentRow {
  account_id: string
  name: string
  extension: string
  state: AgentState
  since: Date
  call_id: string | null
}

const AGENT = `select g.account_id, a.name, g.extension, g.state, g.since, g.call_id from call_agents g
join accounts a on a.bureau_id = g.bureau_id and a.account_id = g.account_id where g.bureau_id = $1`

export function agentsAt(tx: Tx, bureauId: string, extensions: readonly string[]): Promise<AgentRow[]> {
  return extensions.length === 0
    ? Promise.resolve([])
    : tx.query(`${AGENT} and g.extension = any($2::text[]) and g.state <> 'away' order by g.since`, [
        bureauId,
        extensions,
      ])
}

export const agentOf = async (tx: Tx, bureauId: string, accountId: string): Promise<AgentRow | undefined> =>
  (await tx.query<AgentRow>(`${AGENT} and g.account_id = $2`, [bureauId, accountId]))[0]

export const listAgents = (tx: Tx, bureauId: string): Promise<AgentRow[]> =>
  tx.query<AgentRow>(`${AGENT} and g.state <> 'away' order by g.extension, g.since`, [bureauId])

/** @param callId what they speak on; null keeps nothing */
export async function saveAgent(
  tx: Tx,
  bureauId: string,
  a: { accountId: string; extension: string; state: AgentState; callId: string | null; since: Date },
  no: number,
): Promise<void> {
  await tx.query(
    `insert into call_agents (bureau_id, account_id, extension, state, since, call_id, change_no)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (bureau_id, account_id) do update set extension = excluded.extension, state = excluded.state,
       since = case when call_agents.state = excluded.state then call_agents.since else excluded.since end,
       call_id = excluded.call_id, change_no = excluded.change_no`,
    [bureauId, a.accountId, a.extension, a.state, a.since, a.callId, no],
  )
}

/** Whoever sat there before has left: an extension rings one person. */
export async function leaveExtension(
  tx: Tx,
  bureauId: string,
  extension: string,
  except: string,
  no: number,
): Promise<void> {
  await tx.query(
    `update call_agents set state = 'away', call_id = null, change_no = $4
     where bureau_id = $1 and extension = $2 and account_id <> $3 and state <> 'away'`,
    [bureauId, extension, except, no],
  )
}

export const callById = async (tx: Tx, bureauId: string, callId: string): Promise<CallRow | undefined> =>
  (
    await tx.query<CallRow>(`select ${COLUMNS} from calls where bureau_id = $1 and call_id = $2`, [
      bureauId,
      callId,
    ])
  )[0]

/** Calls of one operator that are not wrapped up, newest first. */
export const callsOfAgent = (tx: Tx, bureauId: string, accountId: string): Promise<CallRow[]> =>
  tx.query<CallRow>(
    `select ${COLUMNS} from calls where bureau_id = $1 and agent_id = $2 and wrapped_at is null
       and state <> 'abandoned' order by change_no desc limit 30`,
    [bureauId, accountId],
  )

/** Who waits. A call that began before `since` has an end that was never told, and waits no more. */
export async function queueNow(
  tx: Tx,
  bureauId: string,
  since: Date,
): Promise<{ waiting: number; since: Date | null }> {
  const [row] = await tx.query<{ waiting: number; since: Date | null }>(
    `select count(*)::integer as waiting, min(started_at) as since from calls
     where bureau_id = $1 and state in ('waiting', 'ringing') and direction = 'in' and started_at > $2`,
    [bureauId, since],
  )
  return row!
}

export interface CallChange {
  outcome?: Outcome
  matterId?: string
  articleId?: string
  wrapCode?: string
  calledBack?: boolean
  /** All that was done on it by now. */
  done?: readonly string[]
}

const CHANGE = `
update calls set change_no = $3, outcome = coalesce($4, outcome), matter_id = coalesce($5, matter_id),
  article_id = coalesce($6, article_id), wrap_code = coalesce($7, wrap_code),
  wrapped_at = case when $7::text is null then wrapped_at else $8::timestamptz end,
  called_back_at = case when $9::boolean then $8::timestamptz else called_back_at end, done = coalesce($10::text[], done)
where bureau_id = $1 and call_id = $2`

export async function changeCall(
  tx: Tx,
  bureauId: string,
  callId: string,
  no: number,
  c: CallChange,
  now: Date,
): Promise<void> {
  const { outcome = null, matterId = null, articleId = null, wrapCode = null, calledBack = false } = c
  const { done = null } = c
  await tx.query(CHANGE, [
    bureauId,
    callId,
    no,
    outcome,
    matterId,
    articleId,
    wrapCode,
    now,
    calledBack,
    done,
  ])
}

export async function insertAct(
  tx: Tx,
  a: {
    bureauId: string
    actId: string
    callId: string
    at: Date
    accountId: string
    kind: string
    details: Record<string, unknown>
  },
): Promise<void> {
  await tx.query(
    `insert into call_acts (bureau_id, act_id, call_id, at, account_id, kind, details)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [a.bureauId, a.actId, a.callId, a.at, a.accountId, a.kind, a.details],
  )
}

export const actsOf = (
  tx: Tx,
  bureauId: string,
  callId: string,
): Promise<{ at: Date; kind: string; details: Record<string, unknown> }[]> =>
  tx.query(
    'select at, kind, details from call_acts where bureau_id = $1 and call_id = $2 order by at, act_id',
    [bureauId, callId],
  )

export async function saveScribble(
  tx: Tx,
  s: { bureauId: string; callId: string; accountId: string; box: Buffer; now: Date },
): Promise<void> {
  await tx.query(
    `insert into call_scribbles (bureau_id, call_id, account_id, box, at) values ($1, $2, $3, $4, $5)
     on conflict (bureau_id, call_id, account_id) do update set box = excluded.box, at = excluded.at`,
    [s.bureauId, s.callId, s.accountId, s.box, s.now],
  )
}

export const findScribble = async (
  tx: Tx,
  bureauId: string,
  callId: string,
  accountId: string,
): Promise<Buffer | undefined> =>
  (
    await tx.query<{ box: Buffer }>(
      'select box from call_scribbles where bureau_id = $1 and call_id = $2 and account_id = $3',
      [bureauId, callId, accountId],
    )
  )[0]?.box

export async function dropScribble(
  tx: Tx,
  bureauId: string,
  callId: string,
  accountId: string,
): Promise<void> {
  await tx.query('delete from call_scribbles where bureau_id = $1 and call_id = $2 and account_id = $3', [
    bureauId,
    callId,
    accountId,
  ])
}

/** Takes away what has had its time: event ids, numbers of old calls, notes nobody finished. */
export async function forget(
  tx: Tx,
  bureauId: string,
  before: { events: Date; phones: Date; scribbles: Date },
): Promise<number> {
  const [, phones] = await Promise.all([
    tx.query('delete from call_events where bureau_id = $1 and received_at < $2', [bureauId, before.events]),
    tx.query(
      `update calls set phone = null, phone_blind = null
       where bureau_id = $1 and started_at < $2 and phone is not null returning call_id`,
      [bureauId, before.phones],
    ),
    tx.query('delete from call_scribbles where bureau_id = $1 and at < $2', [bureauId, before.scribbles]),
  ])
  return phones.length
}
