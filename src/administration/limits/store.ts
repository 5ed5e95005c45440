/** SQL of clocks by rule. Open lane only: what is shown and counted here must not tell of what is shielded. */
import type { Clock } from '../../cases/index.ts'
import type { Tx } from '../../kernel/postgres/connect.ts'

export interface ClockOfMatter {
  matterId: string
  number: string
  clock: Clock
}

interface ClockRow {
  matter_id: string
  number: string
  clock: Clock
}

const toClock = (r: ClockRow): ClockOfMatter => ({ matterId: r.matter_id, number: r.number, clock: r.clock })

const LIVE = `
select m.matter_id, m.number, m.doc -> 'clocks' -> c.clock_id as clock
from clocks c join matters m on m.bureau_id = c.bureau_id and m.matter_id = c.matter_id
where c.bureau_id = $1 and c.rule_id = $2 and c.status in ('running', 'paused')
  and not m.shielded and m.secrecy <> 'matter'
order by c.nominal, m.number, c.clock_id`

export async function liveClocks(tx: Tx, bureauId: string, ruleId: string): Promise<ClockOfMatter[]> {
  return (await tx.query<ClockRow>(LIVE, [bureauId, ruleId])).map(toClock)
}

const ENDED = `
select m.matter_id, m.number, m.doc -> 'clocks' -> c.clock_id as clock
from clocks c join matters m on m.bureau_id = c.bureau_id and m.matter_id = c.matter_id
where c.bureau_id = $1 and c.rule_id = $2 and c.status = 'met' and c.started_on between $3::date and $4::date
  and not m.shielded and not m.undated and m.secrecy <> 'matter'
order by c.started_on, m.number, c.clock_id`

/** Clocks of a rule that began within the days given and ended by what they waited for. */
export async function endedClocks(
  tx: Tx,
  bureauId: string,
  ruleId: string,
  from: string,
  to: string,
): Promise<ClockOfMatter[]> {
  return (await tx.query<ClockRow>(ENDED, [bureauId, ruleId, from, to])).map(toClock)
}

const PROVISIONAL = `
select m.matter_id, m.number, m.doc -> 'clocks' -> c.clock_id as clock
from clocks c join matters m on m.bureau_id = c.bureau_id and m.matter_id = c.matter_id
where c.bureau_id = $1 and c.provisional and c.status in ('running', 'paused')
  and not m.shielded and m.secrecy <> 'matter'
order by c.nominal, m.number, c.clock_id`

export async function provisionalClocks(tx: Tx, bureauId: string): Promise<ClockOfMatter[]> {
  return (await tx.query<ClockRow>(PROVISIONAL, [bureauId])).map(toClock)
}

const WAITING = `
select m.matter_id, m.number, m.procedure, m.received_on, m.doc ->> 'acceptedOn' as accepted_on
from matters m
where m.bureau_id = $1 and m.ended_on is null and m.procedure = any ($3::text[])
  and not m.shielded and m.secrecy <> 'matter'
  and not exists (select 1 from clocks c where c.bureau_id = m.bureau_id and c.matter_id = m.matter_id
    and c.rule_id = $2 and c.status in ('running', 'paused'))
order by m.received_on, m.number`

export interface WaitingMatter {
  matterId: string
  number: string
  procedure: string
  receivedOn: string
  acceptedOn: string | null
}

/** Matters that run in one of the procedures, without a live clock of the rule. */
export async function waitingMatters(
  tx: Tx,
  bureauId: string,
  ruleId: string,
  procedures: readonly string[],
): Promise<WaitingMatter[]> {
  const rows = await tx.query<{
    matter_id: string
    number: string
    procedure: string
    received_on: string
    accepted_on: string | null
  }>(WAITING, [bureauId, ruleId, [...procedures]])
  return rows.map((r) => ({
    matterId: r.matter_id,
    number: r.number,
    procedure: r.procedure,
    receivedOn: r.received_on,
    acceptedOn: r.accepted_on,
  }))
}
