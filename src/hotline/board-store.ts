/** SQL of the board and the figures: counts of calls and acts, and how soon other media are seen to. */
import type { Tx } from '../kernel/postgres/connect.ts'
import { type CallRow, COLUMNS } from './store.ts'

export interface CountRow {
  slot: string
  calls: number
  answered: number
  in15: number
  abandoned: number
  called_back: number
  at_once: number
  orders: number
  linked: number
  handed_on: number
  outgoing: number
  wait_s: string | null
  talk_s: string | null
}

/** @param slot SQL of what is counted together; a constant of this file, never anything given */
const counts = (slot: string) => `
select ${slot} as slot,
  count(*) filter (where direction = 'in' and state in ('talking', 'held', 'ended', 'abandoned'))::integer as calls,
  count(*) filter (where direction = 'in' and answered_at is not null)::integer as answered,
  count(*) filter (where direction = 'in' and answered_at - started_at <= interval '15 seconds')::integer as in15,
  count(*) filter (where state = 'abandoned')::integer as abandoned,
  count(*) filter (where called_back_at is not null)::integer as called_back,
  count(*) filter (where outcome = 'answered')::integer as at_once,
  count(*) filter (where outcome = 'order')::integer as orders,
  count(*) filter (where outcome = 'linked')::integer as linked,
  count(*) filter (where outcome = 'transferred')::integer as handed_on,
  count(*) filter (where direction = 'out')::integer as outgoing,
  avg(extract(epoch from answered_at - started_at)) filter (where direction = 'in') as wait_s,
  avg(extract(epoch from ended_at - answered_at)) as talk_s
from calls where bureau_id = $1 and started_at >= $2 and started_at < $3 group by 1 order by 1`

const ALL = counts(`'all'`)
const BY_HOUR = counts(`extract(hour from started_at at time zone $4)::integer::text`)
const BY_DAY = counts(`to_char(started_at at time zone $4, 'YYYY-MM-DD')`)

export const countAll = async (tx: Tx, b: string, from: Date, to: Date): Promise<CountRow | undefined> =>
  (await tx.query<CountRow>(ALL, [b, from, to]))[0]

export const countByHour = (tx: Tx, b: string, from: Date, to: Date, zone: string): Promise<CountRow[]> =>
  tx.query(BY_HOUR, [b, from, to, zone])

export const countByDay = (tx: Tx, b: string, from: Date, to: Date, zone: string): Promise<CountRow[]> =>
  tx.query(BY_DAY, [b, from, to, zone])

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
