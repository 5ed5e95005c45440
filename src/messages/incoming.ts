/** What comes back through a line: receipts and replies. Runs as the worker, over all bureaus. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { BureauDirectory } from '../bureau/index.ts'
import { plainDateIn } from '../kernel/calendar/index.ts'
import type { Clock } from '../kernel/clock/clock.ts'
import { deriveUuid, type Keyring } from '../kernel/crypto/index.ts'
import type { Pool } from '../kernel/postgres/connect.ts'
import { optOut } from './opt-out.ts'
import { isOptOut } from './reply-words.ts'
import { addressIn, boxes, digestOf } from './room.ts'
import type { Receipt } from './smpp-answers.ts'

export interface IncomingDeps {
  worker: Pool
  keyring: Keyring
  directory: BureauDirectory
  clock: Clock
  /** Bureau that owns a number people answer to, by slug; null: any. */
  bureauOfNumber(line: string, to: string): string | null
  /** A receipt for a single notice. @returns whether it was one */
  noticeReceipt(line: string, r: Receipt): Promise<boolean>
}

const FIND = `
select bureau_id as "bureauId", campaign_id as "campaignId", encode(digest, 'hex') as digest
from campaign_recipients where gateway = $1 and reference = $2 limit 1`

// A receipt proves that a message was taken: one that was uncertain is so no longer.
const APPLY = `
with was as (
  select digest, state, unit_id, segments, cost_fen, to_char(sent_at at time zone $7, 'YYYY-MM') as month
  from campaign_recipients where bureau_id = $1 and campaign_id = $2 and digest = decode($3, 'hex')
    and state in ('sent', 'uncertain') for update),
done as (
  update campaign_recipients r set state = $4, code = $5, settled_at = $6, claim = null, reference = coalesce(r.reference, $8)
  from was where r.bureau_id = $1 and r.campaign_id = $2 and r.digest = was.digest
  returning was.state as was, was.unit_id, was.month, was.segments, was.cost_fen)
insert into campaign_tallies (bureau_id, campaign_id, month, unit_id, sent, delivered, undelivered, uncertain, segments, cost_fen)
select $1, $2, month, unit_id, (was = 'uncertain')::int, ($4 = 'delivered')::int, ($4 = 'undelivered')::int,
  -(was = 'uncertain')::int, case when was = 'uncertain' then coalesce(segments, 0) else 0 end,
  case when was = 'uncertain' then coalesce(cost_fen, 0) else 0 end
from done
on conflict (bureau_id, campaign_id, month, unit_id) do update set sent = campaign_tallies.sent + excluded.sent,
  delivered = campaign_tallies.delivered + excluded.delivered, undelivered = campaign_tallies.undelivered + excluded.undelivered,
  uncertain = campaign_tallies.uncertain + excluded.uncertain, segments = campaign_tallies.segments + excluded.segments,
  cost_fen = campaign_tallies.cost_fen + excluded.cost_fen`

// Only one message to this number is in doubt on this line: the receipt can be of no other.
const IN_DOUBT = `
select campaign_id as "campaignId", state from campaign_recipients
where bureau_id = $1 and digest = decode($2, 'hex') and gateway = $3 and state in ('sending', 'uncertain') and reference is null
limit 2`

const KEEP = `
insert into campaign_receipts (bureau_id, gateway, reference, delivered, code, at, digest)
values ($1, $2, $3, $4, $5, $6, decode($7, 'hex')) on conflict do nothing`

/** Pauses in milliseconds before a receipt is put by because our own note of the answer is not written yet. */
const PATIENCE: readonly number[] = [100, 300, 600]

/** Keeps a receipt; repeated it changes nothing. */
export async function takeReceipt(deps: IncomingDeps, line: string, r: Receipt): Promise<void> {
  for (const pause of PATIENCE) {
    if (await tryReceipt(deps, line, r, false)) return
    await sleep(pause)
  }
  await tryReceipt(deps, line, r, true)
}

/** @param keep put it by where it comes too early. @returns whether nothing more is to be done */
async function tryReceipt(deps: IncomingDeps, line: string, r: Receipt, keep: boolean): Promise<boolean> {
  const now = deps.clock.now()
  const found = (
    await deps.worker.query<{ bureauId: string; campaignId: string; digest: string }>({
      name: 'find-receipt',
      text: FIND,
      values: [line, r.reference],
    })
  ).rows[0]
  if (found) {
    await apply(deps, { ...found, receipt: r, now })
    return true
  }
  if (await deps.noticeReceipt(line, r)) return true
  const address = addressIn('sms', r.address)
  if (address === null) return true
  for (const { bureauId } of await deps.directory.all()) {
    const digest = digestOf(deps.keyring, bureauId, 'sms', address)
    const rows = (
      await deps.worker.query<{ campaignId: string; state: string }>(IN_DOUBT, [bureauId, digest, line])
    ).rows
    if (rows.length !== 1) continue
    if (rows[0]!.state === 'uncertain')
      await apply(deps, { bureauId, campaignId: rows[0]!.campaignId, digest, receipt: r, now })
    else if (keep)
      await deps.worker.query(KEEP, [bureauId, line, r.reference, r.delivered, r.code, now, digest])
    else return false
    return true
  }
  // A single notice may not be written down as sent yet either. What is known to nobody by then is not ours.
  return keep
}

async function apply(
  deps: IncomingDeps,
  o: { bureauId: string; campaignId: string; digest: string; receipt: Receipt; now: Date },
): Promise<void> {
  const zone = (await deps.directory.byId(o.bureauId))?.bureau.zone
  if (!zone) return
  const { delivered, code, reference } = o.receipt
  const state = delivered ? 'delivered' : 'undelivered'
  const values = [o.bureauId, o.campaignId, o.digest, state, code, o.now, zone, reference]
  await deps.worker.query({ name: 'apply-receipt', text: APPLY, values })
}

const KEPT = `
select k.bureau_id as "bureauId", k.gateway, k.reference, k.delivered, k.code, encode(k.digest, 'hex') as digest,
  (select r.campaign_id from campaign_recipients r where r.bureau_id = k.bureau_id and r.digest = k.digest
     and r.gateway = k.gateway and (r.reference = k.reference or r.reference is null and r.state = 'uncertain')
   order by r.reference nulls last, r.sent_at desc limit 1) as "campaignId", k.at
from campaign_receipts k where k.at < $1 order by k.at limit 500`
const DROP = `delete from campaign_receipts where bureau_id = $1 and gateway = $2 and reference = $3`
const DAY = 86_400_000
/** Time our own note of an answer may take. */
const SOON = 2000

/** Applies receipts that came before the answer they belong to was written; those of nobody go after three days. */
export async function applyKeptReceipts(deps: IncomingDeps): Promise<number> {
  const now = deps.clock.now()
  type Row = {
    bureauId: string
    gateway: string
    reference: string
    delivered: boolean
    code: string | null
    digest: string
    campaignId: string | null
    at: Date
  }
  const { rows } = await deps.worker.query<Row>(KEPT, [new Date(now.getTime() - SOON)])
  let applied = 0
  for (const r of rows) {
    if (r.campaignId === null && now.getTime() - r.at.getTime() < 3 * DAY) continue
    if (r.campaignId !== null) {
      await apply(deps, { ...r, campaignId: r.campaignId, receipt: { ...r, address: '' }, now })
      applied++
    }
    await deps.worker.query(DROP, [r.bureauId, r.gateway, r.reference])
  }
  return applied
}

const LATEST = `
select campaign_id as "campaignId", sent_at as "sentAt" from campaign_recipients
where bureau_id = $1 and digest = decode($2, 'hex') and sent_at is not null
order by sent_at desc limit 1`
const KEEP_REPLY = `
insert into campaign_replies (bureau_id, reply_id, digest, box, at, campaign_id, kind, version, settled_at)
values ($1, $2, decode($3, 'hex'), $4, $5, $6, $7, 1, $8) on conflict do nothing`

/**
 * Keeps what somebody answered; an opt-out is carried out at once. It belongs to the bureau whose number was answered, or
 * that wrote to this person last.
 */
export async function takeReply(
  deps: IncomingDeps,
  line: string,
  m: { from: string; to: string; text: string },
): Promise<void> {
  const address = addressIn('sms', m.from)
  if (address === null) return
  const now = deps.clock.now()
  const all = await deps.directory.all()
  const living = all.filter((b) => !b.simulated)
  // Where only one bureau really works here, every reply is its own.
  const owner = deps.bureauOfNumber(line, m.to) ?? (living.length === 1 ? living[0]!.slug : null)
  let to: { bureauId: string; zone: string; digest: string; campaignId: string | null; at: number } | null =
    null
  for (const { bureauId, slug, zone } of all) {
    if (owner !== null && owner !== slug) continue
    const digest = digestOf(deps.keyring, bureauId, 'sms', address)
    const last = (await deps.worker.query<{ campaignId: string; sentAt: Date }>(LATEST, [bureauId, digest]))
      .rows[0]
    const at = last?.sentAt.getTime() ?? (owner === slug ? 0 : -1)
    if (at >= 0 && (to === null || at > to.at))
      to = { bureauId, zone, digest, campaignId: last?.campaignId ?? null, at }
  }
  // From somebody nobody wrote to, at a number of no bureau: there is nobody who could read it.
  if (to === null) return
  const { bureauId, zone, digest, campaignId } = to
  // Sent again because our answer was lost, it is the same reply; so is the same word twice on one day.
  const day = plainDateIn(zone, now.getTime())
  const replyId = deriveUuid(deps.keyring.installationKey, 'message-reply', bureauId, digest, day, m.text)
  const optsOut = isOptOut(m.text)
  const box = boxes(deps.keyring, bureauId).seal('reply', replyId, { address, text: m.text.slice(0, 2000) })
  const kind = optsOut ? 'opt-out' : 'open'
  if (optsOut) {
    await optOut(deps.worker, {
      bureauId,
      digest,
      now,
      month: day.slice(0, 7),
      source: 'reply',
      accountId: null,
    })
  }
  const values = [bureauId, replyId, digest, box, now, campaignId, kind, optsOut ? now : null]
  await deps.worker.query(KEEP_REPLY, values)
}
