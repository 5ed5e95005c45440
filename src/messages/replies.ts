/** What people answered: a person of the desk makes it a matter or a rating, or closes it; opt-outs are done already. */
import { audit, type Command, once } from '../bureau/index.ts'
import {
  type Actor,
  type Caller,
  fireAction,
  type MatterOfPhone,
  mattersOfPhone,
  type RegisterInput,
  readMatter,
  registerMatter,
} from '../cases/index.ts'
import type { Session } from '../kernel/access/index.ts'
import { deriveUuid } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { masked } from '../notices/index.ts'
import type { Reply, ReplyKind } from './contract.ts'
import { type Grade, gradeOf } from './reply-words.ts'
import { boxes, digestOf, type MessagesRoom } from './room.ts'

interface Row {
  replyId: string
  version: number
  box: Buffer
  at: Date
  campaignId: string | null
  campaign: string | null
  kind: ReplyKind
  matterId: string | null
  note: string | null
  settledAt: Date | null
}

const COLUMNS = `r.reply_id as "replyId", r.version, r.box, r.at, r.campaign_id as "campaignId", c.title as campaign, r.kind,
  r.matter_id as "matterId", r.note, r.settled_at as "settledAt"`
const FROM = `from campaign_replies r left join campaigns c on c.bureau_id = r.bureau_id and c.campaign_id = r.campaign_id`
const LIST = `
select ${COLUMNS} ${FROM} where r.bureau_id = $1 and r.kind = $2
  and ($3::timestamptz is null or (r.at, r.reply_id) < ($3, $4::uuid))
order by r.at desc, r.reply_id desc limit $5`
const ONE = `select ${COLUMNS} ${FROM} where r.bureau_id = $1 and r.reply_id = $2`
const LOCK = 'select version, kind from campaign_replies where bureau_id = $1 and reply_id = $2 for update'
const SETTLE = `
update campaign_replies set kind = $3, matter_id = $4, note = $5, settled_by = $6, settled_at = $7, version = version + 1
where bureau_id = $1 and reply_id = $2`

interface Said {
  address: string
  text: string
}

function replyOf(room: MessagesRoom, bureauId: string, r: Row): Reply & { said: Said } {
  const said = boxes(room.keyring, bureauId).open<Said>('reply', r.replyId, r.box)
  const { box: _box, ...shown } = r
  return {
    ...shown,
    said,
    at: r.at.toISOString(),
    settledAt: r.settledAt?.toISOString() ?? null,
    address: masked(said.address),
    text: said.text,
    looksLike: gradeOf(said.text),
  }
}

/** Newest first. */
export async function listReplies(
  room: MessagesRoom,
  bureauId: string,
  ask: { kind: ReplyKind; after: { at: string; id: string } | null; limit: number },
): Promise<Reply[]> {
  const values = [bureauId, ask.kind, ask.after?.at ?? null, ask.after?.id ?? null, ask.limit]
  const rows = await withTx(room.pool, { bureau: bureauId }, (tx) => tx.query<Row>(LIST, values), {
    readOnly: true,
  })
  return rows.map((r) => {
    const { said: _said, ...reply } = replyOf(room, bureauId, r)
    return reply
  })
}

async function readReply(room: MessagesRoom, bureauId: string, replyId: string) {
  const rows = await withTx(
    room.pool,
    { bureau: bureauId },
    (tx) => tx.query<Row>(ONE, [bureauId, replyId]),
    { readOnly: true },
  )
  return rows.map((r) => replyOf(room, bureauId, r))[0]
}

/** The matters of whoever answered, for a rating: of the open lane only. Looking is written down. */
export async function mattersOfReply(
  room: MessagesRoom,
  c: Command,
  replyId: string,
): Promise<MatterOfPhone[] | Refusal> {
  const { bureauId, accountId } = c.session
  const reply = await readReply(room, bureauId, replyId)
  if (!reply) return refuse('not_found')
  const digest = digestOf(room.keyring, bureauId, 'sms', reply.said.address)
  const found = await mattersOfPhone(room.cases, bureauId, digest)
  const details = { replyId, matters: found.length }
  await withTx(room.pool, { bureau: bureauId }, (tx) =>
    audit(tx, { bureauId, accountId, action: 'message.reply-matters-read', details, now: c.now }),
  )
  return found
}

const actorOf = (s: Session): Actor => ({
  kind: 'account',
  id: s.accountId,
  unitId: s.unitId,
  roles: s.roles,
})

/** The same command again finds what it did. */
const callerOf = (c: Command, what: string): Caller => ({
  bureauId: c.session.bureauId,
  actor: actorOf(c.session),
  principal: c.session.accountId,
  idempotencyKey: `${what}:${c.idempotencyKey}`.slice(0, 200),
  occurredAt: c.now,
  recordedAt: c.now,
})

export type Decision =
  | { as: 'matter'; procedure: string; subject: string; category: string | null }
  | { as: 'rating'; matterId: string; grade: Grade }
  | { as: 'closed'; note: string }

/**
 * Settles a reply by what a person decided. What it becomes is made first, under an id that follows from the reply: cut off
 * in between, the same decision again finds it.
 * @returns refusal `message.reply_settled`, `message.no_rating_asked`, and what the step itself refuses
 */
export async function settleReply(
  room: MessagesRoom,
  c: Command,
  replyId: string,
  decision: Decision & { expectedVersion: number },
): Promise<{ replyId: string; matterId: string | null } | Refusal> {
  const { bureauId, accountId } = c.session
  const reply = await readReply(room, bureauId, replyId)
  if (!reply) return refuse('not_found')
  if (reply.kind === 'open' && reply.version !== decision.expectedVersion)
    return refuse('write.stale_version')
  // Settled already: the same command again is answered as the first time, another is refused below.
  const made =
    reply.kind === 'open' ? await carryOut(room, c, reply.said, replyId, decision) : { matterId: null }
  if (isRefusal(made)) return made
  return once(room.pool, c, ['settle-reply', replyId, decision], async (tx: Tx) => {
    const [row] = await tx.query<{ version: number; kind: ReplyKind }>(LOCK, [bureauId, replyId])
    if (row?.kind !== 'open') return refuse('message.reply_settled')
    const note = decision.as === 'closed' ? decision.note : null
    await tx.query(SETTLE, [bureauId, replyId, decision.as, made.matterId, note, accountId, c.now])
    const details = { replyId, as: decision.as }
    await audit(tx, { bureauId, accountId, action: 'message.reply-settled', details, now: c.now })
    return { replyId, matterId: made.matterId }
  })
}

async function carryOut(
  room: MessagesRoom,
  c: Command,
  said: Said,
  replyId: string,
  d: Decision,
): Promise<{ matterId: string | null } | Refusal> {
  if (d.as === 'closed') return { matterId: null }
  if (d.as === 'matter') {
    const input: RegisterInput = {
      procedure: d.procedure,
      channel: 'sms',
      subject: d.subject,
      category: d.category,
      body: said.text,
      parties: [{ role: 'petitioner', phone: said.address }],
      matterId: deriveUuid(room.keyring.installationKey, 'message-reply', c.session.bureauId, replyId),
      sourceKey: `message-reply:${replyId}`,
    }
    const done = await registerMatter(room.cases, callerOf(c, 'reply'), input)
    return isRefusal(done) ? done : { matterId: done.matterId }
  }
  const theirs = digestOf(room.keyring, c.session.bureauId, 'sms', said.address)
  const own = await mattersOfPhone(room.cases, c.session.bureauId, theirs)
  if (!own.some((m) => m.matterId === d.matterId)) return refuse('message.no_rating_asked')
  const looker = { bureauId: c.session.bureauId, actor: actorOf(c.session), now: c.now }
  const view = await readMatter(room.cases, looker, d.matterId)
  if (isRefusal(view)) return view
  const asked = view.proceedings.find((p) => p.procedure === 'follow-up' && p.state === 'awaiting-rating')
  if (!asked) return refuse('message.no_rating_asked')
  const done = await fireAction(room.cases, callerOf(c, 'reply'), {
    matterId: d.matterId,
    proceedingId: asked.proceedingId,
    action: 'record-rating',
    input: { rating: { bureau: d.grade, unit: d.grade, solved: {} }, words: said.text },
  })
  return isRefusal(done) ? done : { matterId: d.matterId }
}
