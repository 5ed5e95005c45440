/** An opt-out holds at once: for what is sent later, and for all that waits already. */
import type { Pool, Tx } from '../kernel/postgres/connect.ts'

const NOTE = `
insert into opt_outs (bureau_id, digest, at, source, account_id) values ($1, decode($2, 'hex'), $3, $4, $5)
on conflict do nothing`

// Their rows go at once; one that is claimed this moment is on its way already.
const DROP = `
with gone as (
  update campaign_recipients set state = 'opted-out', code = 'opted-out', settled_at = $3
  where bureau_id = $1 and digest = decode($2, 'hex') and state = 'waiting'
  returning campaign_id, unit_id)
insert into campaign_tallies (bureau_id, campaign_id, month, unit_id, opted_out)
select $1, campaign_id, $4, unit_id, count(*) from gone group by campaign_id, unit_id order by campaign_id, unit_id
on conflict (bureau_id, campaign_id, month, unit_id) do update
  set opted_out = campaign_tallies.opted_out + excluded.opted_out`

type Runs = { query(sql: string, values: unknown[]): Promise<unknown> }

/**
 * Takes a person out of everything that is sent from now on.
 * @param on worker pool or transaction
 * @param o.month `2026-11` in the bureau's zone
 */
export async function optOut(
  on: Pool | Tx,
  o: {
    bureauId: string
    digest: string
    now: Date
    month: string
    source: 'reply' | 'desk'
    accountId: string | null
  },
): Promise<void> {
  const run = on as Runs
  await run.query(NOTE, [o.bureauId, o.digest, o.now, o.source, o.accountId])
  await run.query(DROP, [o.bureauId, o.digest, o.now, o.month])
}
