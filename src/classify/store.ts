/** SQL of the categories learned: letters of the open lane that have one, and the model itself. */
import type { Tx } from '../kernel/postgres/connect.ts'

export interface CategorisedRow {
  matter_id: string
  category: string
  kek_id: string
  wrapped: Buffer | null
  subject_id: string | null
}

const CATEGORISED = `
select m.matter_id, m.category, k.kek_id, k.wrapped, m.subject_id
from matters m join matter_keys k on k.bureau_id = m.bureau_id and k.matter_id = m.matter_id
where m.bureau_id = $1 and m.category is not null and not m.shielded and m.secrecy <> 'matter' and k.wrapped is not null
order by m.received_at desc limit $2`

/** The newest matters with a category; not those whose content is kept secret. */
export const listCategorised = (tx: Tx, bureauId: string, most: number): Promise<CategorisedRow[]> =>
  tx.query<CategorisedRow>(CATEGORISED, [bureauId, most])

export interface SaidRow {
  matter_id: string
  content_id: string
  kind: string
  cipher: Buffer
}

const SAID = `
select matter_id, content_id, kind, cipher from contents
where bureau_id = $1 and matter_id = any($2::uuid[]) and kind in ('subject', 'body') order by matter_id, version`

/** What these matters ask for, still encrypted. */
export const listSaid = (tx: Tx, bureauId: string, matterIds: readonly string[]): Promise<SaidRow[]> =>
  tx.query<SaidRow>(SAID, [bureauId, matterIds])

export interface ModelRow {
  learned_at: Date
  texts: number
  kek_id: string
  wrapped: Buffer
  cipher: Buffer
}

/** When the bureau last learned; undefined where it never did. */
export async function learnedAt(tx: Tx, bureauId: string): Promise<Date | undefined> {
  const rows = await tx.query<{ learned_at: Date }>(
    'select learned_at from category_models where bureau_id = $1',
    [bureauId],
  )
  return rows[0]?.learned_at
}

export async function findModel(tx: Tx, bureauId: string): Promise<ModelRow | undefined> {
  const rows = await tx.query<ModelRow>(
    'select learned_at, texts, kek_id, wrapped, cipher from category_models where bureau_id = $1',
    [bureauId],
  )
  return rows[0]
}

const SAVE = `
insert into category_models (bureau_id, learned_at, texts, kek_id, wrapped, cipher) values ($1, $2, $3, $4, $5, $6)
on conflict (bureau_id) do update set learned_at = excluded.learned_at, texts = excluded.texts,
  kek_id = excluded.kek_id, wrapped = excluded.wrapped, cipher = excluded.cipher`

export async function saveModel(tx: Tx, bureauId: string, m: ModelRow): Promise<void> {
  await tx.query(SAVE, [bureauId, m.learned_at, m.texts, m.kek_id, m.wrapped, m.cipher])
}
