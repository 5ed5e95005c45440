/** What was sent, waits and failed, a page at a time, with addresses masked; and one that failed waits again. */
import { audit, type Command, once } from '../bureau/index.ts'
import type { Keyring } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Pool, type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { NoticeGroup, NoticeLine } from './contract.ts'
import type { TriedWay } from './delivery-store.ts'
import type { Via, Words } from './notice.ts'
import { openBoxed } from './outgoing.ts'
import { programHappening } from './templates.ts'

/** What is sent about no happening of a matter. */
const NO_MATTER: Readonly<Record<string, Words>> = {
  'one-time-code': { zh: '验证码', en: 'One-time code' },
  receipt: { zh: '回执', en: 'Receipt' },
}

/** An address as far as it may be shown: enough to be known again by whoever knows it. */
export function masked(address: string): string {
  const at = address.lastIndexOf('@')
  if (at > 0) return `${address[0]}***${address.slice(at)}`
  const few = address.length <= 6
  const [head, tail] = few ? [0, 1] : [3, 2]
  return address.slice(0, head) + '*'.repeat(address.length - head - tail) + address.slice(-tail)
}

interface Row {
  notice_id: string
  via: Via
  template: string | null
  state: NoticeLine['state']
  made_at: Date
  next_at: Date
  attempts: number
  settled_at: Date | null
  last_error: string | null
  tried: TriedWay[]
  box: Buffer | null
  retryable: boolean
}

const LIST = `select * from notice_list($1, $2, $3, $4, $5, $6)`
const RETRY = `select notice_retry($1, $2, $3) as done`
const CURSOR = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

export interface ListedNotices {
  items: NoticeLine[]
  next: string | null
}

export interface NoticeQuestion {
  group: NoticeGroup
  via?: Via | undefined
  /** What an earlier page gave as `next`; anything else begins at the newest. */
  after?: string | undefined
  /** 1 to 200. */
  limit: number
}

/** Newest first. */
export async function listNotices(
  room: { app: Pool; keyring: Keyring },
  bureauId: string,
  ask: NoticeQuestion,
): Promise<ListedNotices> {
  const [, ms, id] = CURSOR.exec(ask.after ?? '') ?? []
  const before = ms ? new Date(Number(ms)) : null
  const values = [bureauId, ask.group, ask.via ?? null, before, id ?? null, ask.limit + 1]
  const found = await withTx(room.app, { bureau: bureauId }, (tx: Tx) => tx.query<Row>(LIST, values), {
    readOnly: true,
  })
  const rows = found.slice(0, ask.limit)
  const last = found.length > ask.limit ? rows.at(-1)! : null
  return {
    items: rows.map((r) => lineOf(room.keyring, bureauId, r)),
    next: last && `${last.made_at.getTime()}_${last.notice_id}`,
  }
}

function lineOf(keyring: Keyring, bureauId: string, r: Row): NoticeLine {
  const ways = r.box ? openBoxed(keyring, { bureauId, noticeId: r.notice_id }, r.box).ways : []
  const way = ways[r.tried.length] ?? ways.at(-1)
  return {
    noticeId: r.notice_id,
    via: r.via,
    template: r.template,
    what: r.template === null ? null : (NO_MATTER[r.template] ?? programHappening(r.template)),
    state: r.state,
    address: way ? masked(way.address) : null,
    madeAt: r.made_at.toISOString(),
    nextAt: r.state === 'waiting' ? r.next_at.toISOString() : null,
    attempts: r.attempts,
    settledAt: r.settled_at?.toISOString() ?? null,
    code: r.last_error,
    tried: r.tried,
    retryable: r.retryable,
  }
}

/** @returns refusal `notice.not_retryable` for one that was sent, refused for good or is waiting already */
export function retryNotice(
  app: Pool,
  command: Command,
  noticeId: string,
): Promise<{ noticeId: string } | Refusal> {
  const { bureauId, accountId } = command.session
  return once(app, command, ['notice-retry', noticeId], async (tx) => {
    const [row] = await tx.query<{ done: boolean }>(RETRY, [bureauId, noticeId, command.now])
    if (!row?.done) return refuse('notice.not_retryable')
    const details = { noticeId }
    await audit(tx, { bureauId, accountId, action: 'notice.retried', details, now: command.now })
    return { noticeId }
  })
}
