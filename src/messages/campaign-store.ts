/** SQL of campaigns, their tests and their figures, as the desk sees them. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Campaign, CampaignFields, CampaignLine, Counts, RecipientLine, Via } from './contract.ts'
import type { CampaignState } from './rules.ts'

export interface KeptCampaign {
  campaignId: string
  version: number
  title: string
  via: Via
  body: string
  variables: Record<string, string>
  signature: string
  groupIds: string[]
  sendAt: Date | null
  state: CampaignState
  people: number
  gathered: boolean
  madeBy: string
  submittedBy: string | null
  approvedBy: string | null
  note: string | null
  madeAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

const COLUMNS = `campaign_id as "campaignId", version, title, via, body, variables, signature, group_ids as "groupIds",
  send_at as "sendAt", state, people, gathered, made_by as "madeBy", submitted_by as "submittedBy",
  approved_by as "approvedBy", note, made_at as "madeAt", started_at as "startedAt", finished_at as "finishedAt"`

export async function readCampaign(
  tx: Tx,
  bureauId: string,
  campaignId: string,
  lock = false,
): Promise<KeptCampaign | undefined> {
  const sql = `select ${COLUMNS} from campaigns where bureau_id = $1 and campaign_id = $2 and parent_id is null`
  return (await tx.query<KeptCampaign>(lock ? `${sql} for update` : sql, [bureauId, campaignId]))[0]
}

const INSERT = `
insert into campaigns (bureau_id, campaign_id, parent_id, version, title, via, body, variables, signature, group_ids, state,
  send_at, made_by, made_at, people, gathered, started_at)
values ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9::uuid[], $10, $11, $12, $13, $14, $15, $16)`

export async function insertCampaign(
  tx: Tx,
  bureauId: string,
  c: CampaignFields & { campaignId: string; signature: string },
  by: { accountId: string; now: Date },
  test: { parentId: string; people: number } | null = null,
): Promise<void> {
  await tx.query(INSERT, [
    bureauId,
    c.campaignId,
    test?.parentId ?? null,
    c.title,
    c.via,
    c.body,
    JSON.stringify(c.variables),
    c.signature,
    c.groupIds,
    test ? 'running' : 'draft',
    test ? null : c.sendAt,
    by.accountId,
    by.now,
    test?.people ?? 0,
    test !== null,
    test ? by.now : null,
  ])
}

const CHANGE = `
update campaigns set version = version + 1, title = $3, via = $4, body = $5, variables = $6, group_ids = $7::uuid[], send_at = $8,
  signature = $9
where bureau_id = $1 and campaign_id = $2`

export async function changeFields(
  tx: Tx,
  bureauId: string,
  id: string,
  c: CampaignFields & { signature: string },
): Promise<void> {
  const variables = JSON.stringify(c.variables)
  const values = [bureauId, id, c.title, c.via, c.body, variables, c.groupIds, c.sendAt, c.signature]
  await tx.query(CHANGE, values)
}

const STEP = `
update campaigns set version = version + 1, state = $3, people = coalesce($4, people), note = $5,
  submitted_by = coalesce($6, submitted_by), approved_by = coalesce($7, approved_by),
  finished_at = case when $3 = 'cancelled' then $8::timestamptz else finished_at end
where bureau_id = $1 and campaign_id = $2 returning version`

export async function stepTo(
  tx: Tx,
  bureauId: string,
  id: string,
  s: {
    state: CampaignState
    people: number | null
    note: string | null
    submittedBy: string | null
    approvedBy: string | null
    now: Date
  },
): Promise<number> {
  const values = [bureauId, id, s.state, s.people, s.note, s.submittedBy, s.approvedBy, s.now]
  return (await tx.query<{ version: number }>(STEP, values))[0]!.version
}

const SUMS = `sum(sent)::int as sent, sum(delivered)::int as delivered, sum(undelivered)::int as undelivered,
  sum(refused)::int as refused, sum(failed)::int as failed, sum(uncertain)::int as uncertain,
  sum(opted_out)::int as "optedOut", sum(segments)::int as segments, sum(cost_fen)::bigint as "costFen"`

export type UnitCounts = Counts & { unitId: string }

/** Figures of a campaign by township. */
export const countsOf = (tx: Tx, bureauId: string, campaignId: string): Promise<UnitCounts[]> =>
  tx.query<UnitCounts>(
    `select unit_id as "unitId", ${SUMS} from campaign_tallies where bureau_id = $1 and campaign_id = $2
     group by unit_id order by unit_id`,
    [bureauId, campaignId],
  )

/** Figures of months by township, tests with them: they cost the same. */
export const countsByMonth = (
  tx: Tx,
  bureauId: string,
  from: string,
  to: string,
): Promise<(UnitCounts & { month: string })[]> =>
  tx.query<UnitCounts & { month: string }>(
    `select month, unit_id as "unitId", ${SUMS} from campaign_tallies
     where bureau_id = $1 and month between $2 and $3 group by month, unit_id order by month desc, unit_id`,
    [bureauId, from, to],
  )

const LIST = `
select c.campaign_id as "campaignId", c.title, c.via, c.state, c.people, c.send_at as "sendAt", c.made_at as "madeAt",
  coalesce(t.sent, 0)::int as sent, coalesce(t.delivered, 0)::int as delivered, coalesce(t.uncertain, 0)::int as uncertain
from (select * from campaigns where bureau_id = $1 and parent_id is null
        and ($2::timestamptz is null or (made_at, campaign_id) < ($2, $3::uuid))
      order by made_at desc, campaign_id desc limit $4) c
left join lateral (select sum(sent) as sent, sum(delivered) as delivered, sum(uncertain) as uncertain from campaign_tallies t
  where t.bureau_id = $1 and t.campaign_id = c.campaign_id) t on true
order by c.made_at desc, c.campaign_id desc`

/** Newest first. */
export async function listCampaigns(
  tx: Tx,
  bureauId: string,
  after: { at: string; id: string } | null,
  limit: number,
): Promise<CampaignLine[]> {
  type Row = Omit<CampaignLine, 'sendAt' | 'madeAt'> & { sendAt: Date | null; madeAt: Date }
  const rows = await tx.query<Row>(LIST, [bureauId, after?.at ?? null, after?.id ?? null, limit])
  return rows.map((r) => ({
    ...r,
    sendAt: r.sendAt?.toISOString() ?? null,
    madeAt: r.madeAt.toISOString(),
  }))
}

export type TestRow = Omit<Campaign['tests'][number], 'address' | 'at'> & {
  digest: string
  box: Buffer
  at: Date | null
}

export const testsOf = (tx: Tx, bureauId: string, campaignId: string): Promise<TestRow[]> =>
  tx.query<TestRow>(
    `select encode(r.digest, 'hex') as digest, r.box, r.state, r.code, r.gateway, r.segments, r.settled_at as at
     from campaigns c join campaign_recipients r on r.bureau_id = c.bureau_id and r.campaign_id = c.campaign_id
     where c.bureau_id = $1 and c.parent_id = $2 order by c.made_at desc, r.digest limit 10`,
    [bureauId, campaignId],
  )

export async function insertTests(
  tx: Tx,
  bureauId: string,
  campaignId: string,
  unitId: string,
  people: readonly { digest: string; messageId: string; box: Buffer }[],
  now: Date,
): Promise<void> {
  for (const p of people)
    await tx.query(
      `insert into campaign_recipients (bureau_id, campaign_id, digest, message_id, unit_id, state, next_at, box)
       values ($1, $2, decode($3, 'hex'), $4, $5, 'waiting', $6, $7)`,
      [bureauId, campaignId, p.digest, p.messageId, unitId, now, p.box],
    )
}

export type RecipientRow = Omit<RecipientLine, 'address' | 'at' | 'key'> & {
  digest: string
  at: Date | null
  box: Buffer | null
}

export const recipientsIn = (
  tx: Tx,
  bureauId: string,
  campaignId: string,
  state: string,
  after: string,
  limit: number,
): Promise<RecipientRow[]> =>
  tx.query<RecipientRow>(
    `select encode(r.digest, 'hex') as digest, r.unit_id as "unitId", r.state, r.code, r.gateway, r.attempts::int,
       r.settled_at as at, k.box
     from campaign_recipients r
     left join group_contacts k on k.bureau_id = r.bureau_id and k.group_id = r.group_id and k.digest = r.digest
     where r.bureau_id = $1 and r.campaign_id = $2 and r.state = $3 and ($4 = '' or r.digest > decode($4, 'hex'))
     order by r.digest limit $5`,
    [bureauId, campaignId, state, after, limit],
  )

const DECIDE = `
with was as (
  select digest, unit_id, to_char(sent_at at time zone $6, 'YYYY-MM') as month, segments, cost_fen from campaign_recipients
  where bureau_id = $1 and campaign_id = $2 and state = 'uncertain' and ($3::text[] is null or digest in
    (select decode(d, 'hex') from unnest($3::text[]) d))
  order by digest for update),
done as (
  update campaign_recipients r set claim = null, code = 'decided', state = case when $4 then 'waiting' else 'sent' end,
    next_at = $5, attempts = case when $4 then 0 else r.attempts end, hop = case when $4 then 0 else r.hop end,
    sent_at = case when $4 then null else r.sent_at end, settled_at = case when $4 then null else $5::timestamptz end
  from was where r.bureau_id = $1 and r.campaign_id = $2 and r.digest = was.digest
  returning was.unit_id, was.month, was.segments, was.cost_fen),
tallied as (
  insert into campaign_tallies (bureau_id, campaign_id, month, unit_id, uncertain, sent, segments, cost_fen)
  select $1, $2, month, unit_id, -count(*), case when $4 then 0 else count(*) end,
    case when $4 then 0 else coalesce(sum(segments), 0) end, case when $4 then 0 else coalesce(sum(cost_fen), 0) end
  from done group by month, unit_id order by month, unit_id
  on conflict (bureau_id, campaign_id, month, unit_id) do update set uncertain = campaign_tallies.uncertain + excluded.uncertain,
    sent = campaign_tallies.sent + excluded.sent, segments = campaign_tallies.segments + excluded.segments,
    cost_fen = campaign_tallies.cost_fen + excluded.cost_fen)
select count(*)::int as n from done`
const REOPEN = `
update campaigns set state = 'running', finished_at = null, version = version + 1
where bureau_id = $1 and campaign_id = $2 and state = 'finished'`

/** A person's word on what is uncertain. @param digests null: all. @returns how many were meant */
export async function decideUncertain(
  tx: Tx,
  bureauId: string,
  campaignId: string,
  o: { digests: readonly string[] | null; again: boolean; now: Date; zone: string },
): Promise<number> {
  const values = [bureauId, campaignId, o.digests, o.again, o.now, o.zone]
  const [row] = await tx.query<{ n: number }>(DECIDE, values)
  if (o.again && row!.n > 0) await tx.query(REOPEN, [bureauId, campaignId])
  return row!.n
}
