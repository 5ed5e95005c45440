/** SQL of the board: calls that are open or missed, and how soon other media are seen to. */
import type { Tx } from '../kernel/postgres/connect.ts'
import { type CallRow, COLUMNS } from './store.ts'

/** Calls that began within some time after an instant. */
export const callsOfHour = (tx: Tx, bureauId: string, from: Date, ms: number): Promise<CallRow[]> =>
  tx.query(`select ${COLUMNS} from calls where bureau_id = $1 and started_at > $2 and started_at < $3`, [
    bureauId,
    from,
    new Date(from.getTime() + ms),
  ])

/** @param since a call that began before has an end that was never told */
export const openCalls = (tx: Tx, bureauId: string, since: Date): Promise<CallRow[]> =>
  tx.query(
    `select ${COLUMNS} from calls where bureau_id = $1 and state in ('waiting', 'ringing', 'talking', 'held')
       and started_at > $2 order by started_at limit 300`,
    [bureauId, since],
  )

/** Missed and not called back. Who was answered on a later call of the same number needs no calling back. */
export const missedCalls = (tx: Tx, bureauId: string, since: Date): Promise<CallRow[]> =>
  tx.query(
    `select ${COLUMNS} from calls c where bureau_id = $1 and state = 'abandoned' and called_back_at is null
       and started_at >= $2 and phone is not null
       and not exists (select 1 from calls l where l.bureau_id = $1 and l.phone_blind = c.phone_blind
         and l.started_at > c.started_at and l.answered_at is not null)
     order by started_at desc limit 100`,
    [bureauId, since],
  )

/**
 * What came by other media in a day and how much of it somebody of the bureau saw to in time. Counted are those that
 * people sent themselves; what staff register has been seen to already. Those whose time still runs are left out.
 */
const MEDIA = `
select count(*) filter (where seen <= received_at + $5::interval)::integer as met,
  count(*) filter (where seen is not null or received_at + $5::interval <= $4)::integer as of
from (
  select m.received_at, (select min(e.occurred_at) from events e
    where e.bureau_id = m.bureau_id and e.matter_id = m.matter_id and e.actor ->> 'kind' = 'account') as seen
  from matters m
  where m.bureau_id = $1 and m.received_at >= $3 and m.received_at <= $4 and m.channel = any($2::text[])
    and exists (select 1 from events o where o.bureau_id = m.bureau_id and o.matter_id = m.matter_id
      and o.version = 1 and o.actor ->> 'kind' <> 'account')) came`

export async function mediaSeen(
  tx: Tx,
  bureauId: string,
  channels: readonly string[],
  from: Date,
  to: Date,
  within: string,
): Promise<{ met: number; of: number }> {
  const [row] = await tx.query<{ met: number; of: number }>(MEDIA, [bureauId, channels, from, to, within])
  return row!
}

/** How many wait, since when the first of them, and how many are spoken with. */
export async function linesNow(
  tx: Tx,
  bureauId: string,
  since: Date,
): Promise<{ waiting: number; since: Date | null; talking: number }> {
  const [row] = await tx.query<{ waiting: number; since: Date | null; talking: number }>(
    `select count(*) filter (where state in ('waiting', 'ringing') and direction = 'in')::integer as waiting,
       min(started_at) filter (where state in ('waiting', 'ringing') and direction = 'in') as since,
       count(*) filter (where state in ('talking', 'held'))::integer as talking
     from calls where bureau_id = $1 and state in ('waiting', 'ringing', 'talking', 'held') and started_at > $2`,
    [bureauId, since],
  )
  return row!
}
