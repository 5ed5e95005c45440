/** SQL of the index of replies: bands of digests by reply, open lane only. No word is kept. */
import type { MatterDoc } from '../cases/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'

export interface NewReply {
  matterId: string
  contentId: string
  /** Signed 64-bit numbers in decimal digits. */
  bands: readonly string[]
}

/** Keeps the bands of new replies; those that are there already are left as they are. */
export async function saveBands(tx: Tx, bureauId: string, replies: readonly NewReply[]): Promise<void> {
  const rows = replies.flatMap((r) => r.bands.map((band) => ({ ...r, band })))
  if (rows.length === 0) return
  await tx.query(
    `insert into reply_bands (bureau_id, band, content_id, matter_id)
     select $1, x.band, x.content_id, x.matter_id
     from unnest($2::bigint[], $3::uuid[], $4::uuid[]) as x(band, content_id, matter_id)
     on conflict do nothing`,
    [bureauId, rows.map((r) => r.band), rows.map((r) => r.contentId), rows.map((r) => r.matterId)],
  )
}

export interface ReplyRow {
  matter_id: string
  content_id: string
  cipher: Buffer
  kek_id: string
  wrapped: Buffer
}

const OPEN = `from contents c
join matters m on m.bureau_id = c.bureau_id and m.matter_id = c.matter_id and not m.shielded
  and m.secrecy <> 'matter' and m.end_kind is distinct from 'cancelled'
join matter_keys k on k.bureau_id = c.bureau_id and k.matter_id = c.matter_id and k.wrapped is not null`

/** Replies to be kept, still encrypted; those of shielded, secret, cancelled and erased matters are left out. */
export const readReplies = (
  tx: Tx,
  bureauId: string,
  of: readonly { matterId: string; contentId: string }[],
): Promise<ReplyRow[]> =>
  tx.query<ReplyRow>(
    `select c.matter_id, c.content_id, c.cipher, k.kek_id, k.wrapped ${OPEN}
     join unnest($2::uuid[], $3::uuid[]) as x(matter_id, content_id)
       on x.matter_id = c.matter_id and x.content_id = c.content_id
     where c.bureau_id = $1`,
    [bureauId, of.map((r) => r.matterId), of.map((r) => r.contentId)],
  )

/**
 * Of each band the newest replies that hold it, at most `perBand` (ids grow with time); of all of them those of other
 * matters that share most bands, at most `most`.
 */
const SHARING = `
select n.matter_id, n.content_id
from unnest($2::bigint[]) as x(band)
cross join lateral (
  select r.matter_id, r.content_id from reply_bands r
  where r.bureau_id = $1 and r.band = x.band order by r.content_id desc limit $4) n
where n.matter_id <> $3
group by n.matter_id, n.content_id order by count(*) desc, n.content_id desc limit $5`

export const repliesSharing = (
  tx: Tx,
  bureauId: string,
  a: { bands: readonly string[]; except: string; perBand: number; most: number },
): Promise<{ matter_id: string; content_id: string }[]> =>
  tx.query(SHARING, [bureauId, a.bands, a.except, a.perBand, a.most])

/** What is needed to say whether somebody may open these matters. */
export const readDocs = (
  tx: Tx,
  bureauId: string,
  matterIds: readonly string[],
): Promise<{ matter_id: string; number: string; doc: MatterDoc }[]> =>
  tx.query(
    `select matter_id, number, doc from matters where bureau_id = $1 and matter_id = any($2::uuid[]) and not shielded`,
    [bureauId, matterIds],
  )
