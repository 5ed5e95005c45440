/** SQL of the practice ground: the job that fills it, who has begun and done which task, what a learner did. */
import type { MatterDoc } from '../cases/index.ts'
import type { Pool, Tx } from '../kernel/postgres/connect.ts'

export type GroundState = 'clearing' | 'filling' | 'ready'

export interface Ground {
  bureauId: string
  round: number
  state: GroundState
  done: number
  total: number
  askedAt: Date
  readyAt: Date | null
  /** Code of what went wrong when it was last tried; it is tried again. */
  failed: string | null
}

interface GroundRow {
  bureau_id: string
  round: number
  state: GroundState
  done: number
  total: number
  asked_at: Date
  ready_at: Date | null
  failed: string | null
}

const COLUMNS = 'bureau_id, round, state, done, total, asked_at, ready_at, failed'

const toGround = (r: GroundRow): Ground => ({
  bureauId: r.bureau_id,
  round: r.round,
  state: r.state,
  done: r.done,
  total: r.total,
  askedAt: r.asked_at,
  readyAt: r.ready_at,
  failed: r.failed,
})

// The job ------------------------------------------------------------------------------------------------------

export async function findGround(tx: Tx, bureauId: string): Promise<Ground | null> {
  const [row] = await tx.query<GroundRow>(`select ${COLUMNS} from practice_grounds where bureau_id = $1`, [
    bureauId,
  ])
  return row ? toGround(row) : null
}

/** Asks for the first filling. Nothing if it was asked for before. */
export async function insertGround(tx: Tx, bureauId: string, homeId: string, now: Date): Promise<void> {
  await tx.query(
    `insert into practice_grounds (bureau_id, home_bureau_id, state, asked_at) values ($1, $2, 'filling', $3)
     on conflict do nothing`,
    [bureauId, homeId, now],
  )
}

/** Asks for a reset. @returns false while one is under way */
export async function askReset(tx: Tx, bureauId: string, now: Date): Promise<boolean> {
  const rows = await tx.query(
    `update practice_grounds set state = 'clearing', round = round + 1, done = 0, asked_at = $2, failed = null
     where bureau_id = $1 and state = 'ready' returning 1 as one`,
    [bureauId, now],
  )
  return rows.length > 0
}

/** Grounds with work left, whoever they belong to. */
export async function waitingGrounds(worker: Pool): Promise<string[]> {
  const { rows } = await worker.query<{ bureau_id: string }>(
    "select bureau_id from practice_grounds where state <> 'ready' order by asked_at",
  )
  return rows.map((r) => r.bureau_id)
}

/** Takes the job for a while; null when another process has it or nothing is left to do. */
export async function claimGround(
  worker: Pool,
  bureauId: string,
  now: Date,
  until: Date,
): Promise<Ground | null> {
  const { rows } = await worker.query<GroundRow>(
    `update practice_grounds set claimed_until = $3
     where bureau_id = $1 and state <> 'ready' and (claimed_until is null or claimed_until <= $2) returning ${COLUMNS}`,
    [bureauId, now, until],
  )
  return rows[0] ? toGround(rows[0]) : null
}

/** Says how far the job is, and keeps it. */
export async function noteProgress(
  worker: Pool,
  g: Pick<Ground, 'bureauId' | 'state' | 'done' | 'total'>,
  until: Date,
): Promise<void> {
  await worker.query(
    `update practice_grounds set state = $2, done = $3, total = $4, claimed_until = $5, failed = null where bureau_id = $1`,
    [g.bureauId, g.state, g.done, g.total, until],
  )
}

export async function noteReady(worker: Pool, bureauId: string, now: Date): Promise<void> {
  await worker.query(
    `update practice_grounds set state = 'ready', done = total, ready_at = $2, claimed_until = null, failed = null
     where bureau_id = $1`,
    [bureauId, now],
  )
}

/** Keeps the reason and lets the next look try again. */
export async function noteFailed(worker: Pool, bureauId: string, code: string): Promise<void> {
  await worker.query('update practice_grounds set failed = $2, claimed_until = null where bureau_id = $1', [
    bureauId,
    code,
  ])
}

/** Clears it in one transaction; the database refuses any bureau that is no practice ground. @returns rows cleared */
export async function clearGround(worker: Pool, bureauId: string): Promise<number> {
  const { rows } = await worker.query<{ n: string }>('select practice_clear($1) as n', [bureauId])
  return Number(rows[0]!.n)
}

// Partners -----------------------------------------------------------------------------------------------------

export interface Partner {
  accountId: string
  login: string
  name: string
  unitId: string
  roles: string[]
}

/** Accounts that act on the other side of a task. They have no sign-in: nobody can use them. */
export async function savePartner(tx: Tx, bureauId: string, p: Partner, now: Date): Promise<void> {
  await tx.query(
    `insert into accounts (bureau_id, account_id, login, name, unit_id, roles, active, created_at)
     values ($1, $2, $3, $4, $5, $6, true, $7) on conflict do nothing`,
    [bureauId, p.accountId, p.login, p.name, p.unitId, p.roles, now],
  )
}

// Attempts -----------------------------------------------------------------------------------------------------

export interface Attempt {
  task: string
  turn: number
  begunAt: Date
  matters: string[]
  passedAt: Date | null
}

interface AttemptRow {
  task: string
  turn: number
  begun_at: Date
  matters: string[]
  passed_at: Date | null
}

const toAttempt = (r: AttemptRow): Attempt => ({
  task: r.task,
  turn: r.turn,
  begunAt: r.begun_at,
  matters: r.matters,
  passedAt: r.passed_at,
})

/** One's own, by task. */
export async function listAttempts(
  tx: Tx,
  bureauId: string,
  accountId: string,
): Promise<Map<string, Attempt>> {
  const rows = await tx.query<AttemptRow>(
    'select task, turn, begun_at, matters, passed_at from practice_attempts where bureau_id = $1 and account_id = $2',
    [bureauId, accountId],
  )
  return new Map(rows.map((r) => [r.task, toAttempt(r)]))
}

/** Begins a task, or begins it anew. What was passed stays passed. @returns the turn */
export async function beginAttempt(
  tx: Tx,
  bureauId: string,
  accountId: string,
  task: string,
  now: Date,
): Promise<number> {
  const [row] = await tx.query<{ turn: number }>(
    `insert into practice_attempts as had (bureau_id, account_id, task, turn, begun_at, matters)
     values ($1, $2, $3, 1, $4, '{}')
     on conflict (bureau_id, account_id, task) do update set turn = had.turn + 1, begun_at = $4, matters = '{}'
     returning turn`,
    [bureauId, accountId, task, now],
  )
  return row!.turn
}

export async function keepMatters(
  tx: Tx,
  at: { bureauId: string; accountId: string; task: string; turn: number },
  matters: readonly string[],
): Promise<void> {
  await tx.query(
    `update practice_attempts set matters = $5::uuid[]
     where bureau_id = $1 and account_id = $2 and task = $3 and turn = $4`,
    [at.bureauId, at.accountId, at.task, at.turn, matters],
  )
}

export async function notePassed(
  tx: Tx,
  bureauId: string,
  accountId: string,
  task: string,
  now: Date,
): Promise<void> {
  await tx.query(
    `update practice_attempts set passed_at = $4
     where bureau_id = $1 and account_id = $2 and task = $3 and passed_at is null`,
    [bureauId, accountId, task, now],
  )
}

/** How many have begun and done each task; who they are is not in it. */
export async function countAttempts(
  tx: Tx,
  ground: string,
): Promise<Map<string, { begun: number; passed: number }>> {
  const rows = await tx.query<{ task: string; begun: string; passed: string }>(
    'select task, begun, passed from practice_counts($1)',
    [ground],
  )
  return new Map(rows.map((r) => [r.task, { begun: Number(r.begun), passed: Number(r.passed) }]))
}

/** Roles of the people who can sign in or enter; partners of the program are none. */
export async function rolesOfLearners(tx: Tx, bureauId: string): Promise<string[][]> {
  const rows = await tx.query<{ roles: string[] }>(
    "select roles from accounts where bureau_id = $1 and active and login not like 'partner.%'",
    [bureauId],
  )
  return rows.map((r) => r.roles)
}

// What a learner did -------------------------------------------------------------------------------------------

/** Matters the account has changed since then, the newest first: along the keys of its commands. */
export async function mattersTouched(
  tx: Tx,
  bureauId: string,
  accountId: string,
  since: Date,
): Promise<string[]> {
  const rows = await tx.query<{ matter_id: string }>(
    `select response->>'matterId' as matter_id from commands
     where bureau_id = $1 and principal = $2 and at >= $3 and response ? 'matterId'
     group by 1 order by max(at) desc limit 200`,
    [bureauId, accountId, since],
  )
  return rows.map((r) => r.matter_id)
}

export async function docsOf(
  tx: Tx,
  bureauId: string,
  matterIds: readonly string[],
): Promise<Map<string, MatterDoc>> {
  const rows = await tx.query<{ matter_id: string; doc: MatterDoc }>(
    'select matter_id, doc from matters where bureau_id = $1 and matter_id = any($2::uuid[])',
    [bureauId, matterIds],
  )
  return new Map(rows.map((r) => [r.matter_id, r.doc]))
}

export interface ActRow {
  matter_id: string
  type: string
  data: unknown
}

export function actsOf(
  tx: Tx,
  bureauId: string,
  matterIds: readonly string[],
  accountId: string,
  since: Date,
): Promise<ActRow[]> {
  return tx.query<ActRow>(
    `select matter_id, type, data from events
     where bureau_id = $1 and matter_id = any($2::uuid[]) and actor->>'id' = $3 and recorded_at >= $4
     order by matter_id, version`,
    [bureauId, matterIds, accountId, since],
  )
}

export async function openedOf(
  tx: Tx,
  bureauId: string,
  matterIds: readonly string[],
  accountId: string,
): Promise<string[]> {
  const rows = await tx.query<{ matter_id: string }>(
    `select distinct matter_id from access_log
     where bureau_id = $1 and matter_id = any($2::uuid[]) and account_id = $3 and what = 'matter'`,
    [bureauId, matterIds, accountId],
  )
  return rows.map((r) => r.matter_id)
}
