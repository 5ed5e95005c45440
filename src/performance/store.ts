/** SQL of project performance. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Change, PlanBody, PlanState, Report } from './contract.ts'

export interface PlanRecord {
  plan_id: string
  year: number
  version: number
  state: PlanState
  plan: PlanBody
  monitoring: Report | null
  evaluation: Report | null
}

const COLUMNS = 'plan_id, year, version, state, plan, monitoring, evaluation'

/** Plans of a year, or of all, in the order they were entered; at most 500. */
export function listPlans(tx: Tx, bureauId: string, year: number | null): Promise<PlanRecord[]> {
  return tx.query<PlanRecord>(
    `select ${COLUMNS} from performance_plans
     where bureau_id = $1 and ($2::int is null or year = $2) order by year desc, plan_id limit 500`,
    [bureauId, year],
  )
}

export async function findPlan(
  tx: Tx,
  bureauId: string,
  planId: string,
  lock = false,
): Promise<PlanRecord | undefined> {
  const rows = await tx.query<PlanRecord>(
    `select ${COLUMNS} from performance_plans where bureau_id = $1 and plan_id = $2${lock ? ' for update' : ''}`,
    [bureauId, planId],
  )
  return rows[0]
}

export interface Made {
  at: Date
  accountId: string
  what: Change['what']
  reason: string
}

const HISTORY = `
insert into performance_changes (bureau_id, plan_id, version, at, account_id, what, reason, plan, monitoring, evaluation)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

/** Writes a plan, new or changed, and its version into the history. */
export async function keepPlan(tx: Tx, bureauId: string, p: PlanRecord, made: Made): Promise<void> {
  const doc = [JSON.stringify(p.plan), json(p.monitoring), json(p.evaluation)]
  await tx.query(
    `insert into performance_plans (bureau_id, plan_id, year, version, state, plan, monitoring, evaluation)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (bureau_id, plan_id) do update set version = excluded.version, state = excluded.state,
       plan = excluded.plan, monitoring = excluded.monitoring, evaluation = excluded.evaluation`,
    [bureauId, p.plan_id, p.year, p.version, p.state, ...doc],
  )
  await tx.query(HISTORY, [
    bureauId,
    p.plan_id,
    p.version,
    made.at,
    made.accountId,
    made.what,
    made.reason,
    ...doc,
  ])
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

export interface ChangeRow {
  version: number
  at: Date
  name: string
  what: Change['what']
  reason: string
  plan: PlanBody
  monitoring: Report | null
  evaluation: Report | null
}

/** Every version, the newest first; at most 200. */
export function listChanges(tx: Tx, bureauId: string, planId: string): Promise<ChangeRow[]> {
  return tx.query<ChangeRow>(
    `select c.version, c.at, a.name, c.what, c.reason, c.plan, c.monitoring, c.evaluation
     from performance_changes c join accounts a on a.bureau_id = c.bureau_id and a.account_id = c.account_id
     where c.bureau_id = $1 and c.plan_id = $2 order by c.version desc limit 200`,
    [bureauId, planId],
  )
}
