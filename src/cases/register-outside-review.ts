/**
 * Registers a review or re-review of an opinion given outside the installation: by its number, its organ and the day it
 * reached the person. The unit that registers it decides it; papers are attached as they were handed in.
 */
import { createHash } from 'node:crypto'
import { instantOfLocal } from '../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { OutsideOpinion } from './engine/review-request.ts'
import { type RegisterInput, registerMatter } from './register-matter.ts'
import type { Caller, CasesDeps, CommandResult } from './run.ts'

export type OutsideReview = Pick<RegisterInput, 'body' | 'channel'> &
  Partial<
    Pick<RegisterInput, 'subject' | 'demands' | 'parties' | 'persons' | 'representatives' | 'secrecy'>
  > & {
    procedure: 'review' | 're-review'
    outside: OutsideOpinion
  }

/** The same opinion, however its number was spaced. */
function keyOf(procedure: string, o: OutsideOpinion): string {
  const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
  const digest = createHash('sha256')
    .update(`${plain(o.organ)}|${plain(o.number)}`)
    .digest('base64url')
  return `outside:${procedure}:${digest}`
}

/** Requests about one opinion that may follow each other: each earlier one was withdrawn. */
const MOST = 5

/** @returns refusals of the registration, and `review.known_outside` for an opinion asked about already */
export async function registerOutsideReview(
  deps: CasesDeps,
  caller: Caller,
  r: OutsideReview,
): Promise<(CommandResult & { code: string }) | Refusal> {
  const facts = await deps.directory.byId(caller.bureauId)
  if (!facts) return refuse('not_found')
  const base = keyOf(r.procedure, r.outside)
  const keys = Array.from({ length: MOST }, (_, i) => (i === 0 ? base : `${base}:${i + 1}`))
  const earlier = await withTx(deps.app, { bureau: caller.bureauId, system: true }, (tx) =>
    findAbout(tx, caller, keys),
  )
  // The same command again gets its first answer, by the key it was written under.
  const answered = earlier.find((m) => m.mine)
  const open = earlier.find((m) => m.end_kind !== 'withdrawn')
  const sourceKey = answered?.source_key ?? keys[earlier.length]
  if (!answered && (open || !sourceKey))
    return refuse('review.known_outside', { details: { number: (open ?? earlier.at(-1))!.number } })
  const noon = instantOfLocal(r.outside.askedOn, 12 * 60, facts.bureau.zone)
  const now = caller.occurredAt.toISOString()
  return registerMatter(deps, caller, { ...r, sourceKey, receivedAt: noon < now ? noon : now })
}

interface About {
  number: string
  source_key: string
  end_kind: string | null
  /** Registered by this very command. */
  mine: boolean
}

const ABOUT = `
select m.number, m.source_key, m.end_kind, c.idempotency_key is not null as mine
from matters m
left join commands c on c.bureau_id = m.bureau_id and c.principal = $3 and c.idempotency_key = $4
  and c.response ->> 'matterId' = m.matter_id::text
where m.bureau_id = $1 and m.source_key = any($2::text[])
order by m.number`

const findAbout = (tx: Tx, c: Caller, keys: readonly string[]) =>
  tx.query<About>(ABOUT, [c.bureauId, keys, c.principal, c.idempotencyKey])
