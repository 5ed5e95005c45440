/** SQL of the queue: the row of a person is the queue. Runs as the worker, over all bureaus. */
import type { Pool } from '../kernel/postgres/connect.ts'
import type { Via } from './contract.ts'
import type { CampaignState, Settled } from './rules.ts'

export interface ActiveCampaign {
  bureauId: string
  campaignId: string
  parentId: string | null
  state: CampaignState
  via: Via
  body: string
  variables: Record<string, string>
  signature: string
  groupIds: string[]
  quiet: { from: string; to: string } | null
}

const ACTIVE = `
select c.bureau_id as "bureauId", c.campaign_id as "campaignId", c.parent_id as "parentId", c.state, c.via, c.body, c.variables,
  c.signature, c.group_ids as "groupIds", s.quiet_from, s.quiet_to
from campaigns c left join campaign_settings s on s.bureau_id = c.bureau_id
where c.state in ('preparing', 'running') or c.state = 'scheduled' and (c.send_at is null or c.send_at <= $1)
order by c.made_at, c.campaign_id`

/** What is to be worked on now. Without settings of the bureau the quiet hours are those of the program. */
export async function activeCampaigns(
  worker: Pool,
  now: Date,
  otherwise: { from: string; to: string },
): Promise<ActiveCampaign[]> {
  type Row = Omit<ActiveCampaign, 'quiet'> & { quiet_from: string | null; quiet_to: string | null }
  const { rows } = await worker.query<Row>(ACTIVE, [now])
  return rows.map(({ quiet_from, quiet_to, ...c }) => ({
    ...c,
    quiet: quiet_from === null ? otherwise : { from: quiet_from, to: quiet_to! },
  }))
}

const PREPARE = `
update campaigns set state = 'preparing', started_at = coalesce(started_at, $3), version = version + 1
where bureau_id = $1 and campaign_id = $2 and state = 'scheduled'`

// Twice the same person in two groups is one row: the key is the digest.
const GATHER = `
insert into campaign_recipients (bureau_id, campaign_id, digest, message_id, group_id, unit_id, state, next_at)
select k.bureau_id, $2, k.digest, gen_random_uuid(), k.group_id, $5, 'waiting', $6
from group_contacts k
where k.bureau_id = $1 and k.group_id = $3 and k.via = $4 and ($7::bytea is null or k.digest > $7)
  and not exists (select 1 from opt_outs o where o.bureau_id = k.bureau_id and o.digest = k.digest)
order by k.digest limit $8
on conflict do nothing`
const LAST_OF_SLICE = `
with slice as (
  select k.digest from group_contacts k where k.bureau_id = $1 and k.group_id = $2 and k.via = $3
    and ($4::bytea is null or k.digest > $4) and not exists (
      select 1 from opt_outs o where o.bureau_id = k.bureau_id and o.digest = k.digest)
  order by k.digest limit $5)
select (select digest from slice order by digest desc limit 1) as digest, count(*)::int as n from slice`
const GATHERED = `
update campaigns set state = 'running', gathered = true, version = version + 1,
  people = (select count(*) from campaign_recipients r where r.bureau_id = $1 and r.campaign_id = $2)
where bureau_id = $1 and campaign_id = $2 and state = 'preparing'`

interface Slice {
  digest: Buffer | null
  n: number
}

/** Rows a statement writes, so that no transaction stays open for long. */
const SLICE = 5000

/**
 * Writes a row for each person of the groups, in slices; begun anew after a crash, it writes none twice.
 * @param unitOf the township of a group
 */
export async function gatherPeople(
  worker: Pool,
  c: ActiveCampaign,
  unitOf: ReadonlyMap<string, string>,
  now: Date,
): Promise<void> {
  await worker.query(PREPARE, [c.bureauId, c.campaignId, now])
  for (const groupId of c.groupIds) {
    const unitId = unitOf.get(groupId)
    if (!unitId) continue
    let after: Buffer | null = null
    for (;;) {
      const ask: unknown[] = [c.bureauId, groupId, c.via, after, SLICE]
      const slice: { rows: Slice[] } = await worker.query<Slice>(LAST_OF_SLICE, ask)
      const { digest, n } = slice.rows[0]!
      if (n === 0) break
      await worker.query(GATHER, [c.bureauId, c.campaignId, groupId, c.via, unitId, now, after, SLICE])
      if (n < SLICE) break
      after = digest
    }
  }
  await worker.query(GATHERED, [c.bureauId, c.campaignId])
}

export interface Claimed {
  digest: string
  messageId: string
  attempts: number
  unitId: string
  groupId: string | null
  /** The number of the contact, or of a test; null when the contact is gone. */
  box: Buffer | null
  optedOut: boolean
}

// The state of the campaign is read in the same statement: one that was stopped gives nothing more. Rows are taken by an
// array of their keys, so that the plan goes by the key however little is known yet of a table that was filled just now.
const CLAIM = `
with due as (
  select r.digest from campaign_recipients r
  where r.bureau_id = $1 and r.campaign_id = $2 and r.state = 'waiting' and r.hop = $3::smallint and r.next_at <= $4
    and exists (select 1 from campaigns c where c.bureau_id = $1 and c.campaign_id = $2 and c.state = 'running')
  order by r.hop, r.next_at, r.digest limit $5 for update skip locked),
claimed as (
  update campaign_recipients r set state = 'sending', claim = $6, claimed_until = $7, gateway = $8, attempts = r.attempts + 1
  where r.bureau_id = $1 and r.campaign_id = $2 and r.digest = any(array(select digest from due))
  returning r.digest, r.message_id, r.attempts, r.unit_id, r.group_id, r.box)
select encode(d.digest, 'hex') as digest, d.message_id as "messageId", d.attempts::int, d.unit_id as "unitId", d.group_id as "groupId",
  coalesce(d.box, (select k.box from group_contacts k
    where k.bureau_id = $1 and k.group_id = d.group_id and k.digest = d.digest)) as box,
  exists (select 1 from opt_outs o where o.bureau_id = $1 and o.digest = d.digest) as "optedOut"
from claimed d`

/** Takes persons of a campaign that wait for the gateway at place `hop`, committed before anybody is told anything. */
export async function claimPeople(
  worker: Pool,
  c: { bureauId: string; campaignId: string },
  ask: { hop: number; now: Date; until: Date; limit: number; claim: string; gateway: string },
): Promise<Claimed[]> {
  const values = [c.bureauId, c.campaignId, ask.hop, ask.now, ask.limit, ask.claim, ask.until, ask.gateway]
  return (await worker.query<Claimed>({ name: 'claim-people', text: CLAIM, values })).rows
}

export interface Result extends Settled {
  digest: string
  segments: number | null
  costFen: number | null
}

const TALLY_COLUMNS = `sent, refused, failed, uncertain, opted_out, segments, cost_fen`
const TALLY_ADD = TALLY_COLUMNS.split(', ')
  .map((name) => `${name} = campaign_tallies.${name} + excluded.${name}`)
  .join(', ')

// Also of a claim that was meanwhile given up as uncertain: who knows the answer may still say it, as long as nobody
// decided otherwise. Units in their order, so that two settlements never wait for each other in a ring.
const SETTLE = `
with x as (
  select decode(digest, 'hex') as digest, state, code, reference, hop, "nextAt" as next_at, undo, segments, "costFen" as cost_fen
  from json_to_recordset($3) as x(digest text, state text, code text, reference text, hop smallint, "nextAt" timestamptz,
    undo boolean, segments smallint, "costFen" integer)),
before as (
  select r.digest, r.state from campaign_recipients r join x on x.digest = r.digest
  where r.bureau_id = $1 and r.campaign_id = $2 and r.digest = any($7::bytea[]) and r.claim = $4
    and r.state in ('sending', 'uncertain')
  order by r.digest for update of r),
done as (
  update campaign_recipients r set state = x.state, code = x.code, reference = x.reference, hop = x.hop, next_at = x.next_at,
    attempts = r.attempts - case when x.undo then 1 else 0 end,
    segments = x.segments, cost_fen = x.cost_fen, claimed_until = null,
    claim = case when x.state = 'uncertain' then r.claim end,
    sent_at = case when x.state in ('sent', 'uncertain') then $5::timestamptz end,
    settled_at = case when x.state <> 'waiting' then $5::timestamptz end,
    box = case when x.state in ('waiting', 'uncertain') or r.group_id is null then r.box end
  from x, before b
  where r.bureau_id = $1 and r.campaign_id = $2 and r.digest = any($7::bytea[]) and r.digest = x.digest and b.digest = x.digest
  returning r.unit_id, b.state as was, r.state, r.segments, r.cost_fen)
insert into campaign_tallies (bureau_id, campaign_id, month, unit_id, ${TALLY_COLUMNS})
select $1, $2, $6, unit_id, count(*) filter (where state = 'sent'), count(*) filter (where state = 'refused'),
  count(*) filter (where state = 'failed'),
  count(*) filter (where state = 'uncertain') - count(*) filter (where was = 'uncertain'),
  count(*) filter (where state = 'opted-out'),
  coalesce(sum(segments) filter (where state = 'sent'), 0), coalesce(sum(cost_fen) filter (where state = 'sent'), 0)
from done group by unit_id order by unit_id
on conflict (bureau_id, campaign_id, month, unit_id) do update set ${TALLY_ADD}`

/** Writes down what became of claimed persons. @param month `2026-11` in the bureau's zone */
export async function settlePeople(
  worker: Pool,
  c: { bureauId: string; campaignId: string },
  claim: string,
  results: readonly Result[],
  at: { now: Date; month: string },
): Promise<void> {
  if (results.length === 0) return
  const keys = results.map((r) => Buffer.from(r.digest, 'hex'))
  const values = [c.bureauId, c.campaignId, JSON.stringify(results), claim, at.now, at.month, keys]
  await worker.query({ name: 'settle-people', text: SETTLE, values })
}

const LOST = `
select bureau_id as "bureauId", campaign_id as "campaignId", claim, encode(digest, 'hex') as digest
from campaign_recipients where state = 'sending' and claimed_until < $1 order by claimed_until limit 1000`

/** Claims whose owner gave no answer in time: the process was killed, or the line cut in the middle. */
export async function lostClaims(
  worker: Pool,
  before: Date,
): Promise<{ bureauId: string; campaignId: string; claim: string; digest: string }[]> {
  return (
    await worker.query<{ bureauId: string; campaignId: string; claim: string; digest: string }>(LOST, [
      before,
    ])
  ).rows
}

const FINISH = `
update campaigns set state = 'finished', finished_at = $3, version = version + 1
where bureau_id = $1 and campaign_id = $2 and state = 'running' and not exists (
  select 1 from campaign_recipients r where r.bureau_id = $1 and r.campaign_id = $2 and r.state = 'waiting')
  and not exists (
  select 1 from campaign_recipients r where r.bureau_id = $1 and r.campaign_id = $2 and r.state = 'sending')`

/** Ends a campaign of which nothing waits and nothing is under way. @returns whether it ended now */
export async function finishCampaign(
  worker: Pool,
  c: { bureauId: string; campaignId: string },
  now: Date,
): Promise<boolean> {
  return (await worker.query(FINISH, [c.bureauId, c.campaignId, now])).rowCount === 1
}
