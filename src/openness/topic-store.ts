/** What matters are about, as the public reads it: the first level of the bureau's tree of categories. */
import type { Tx } from '../kernel/postgres/connect.ts'

export interface Topic {
  code: string
  name: { zh: string; en: string }
}

/** Matters without a category, or with one of an older tree. */
export const NO_TOPIC: Topic = { code: 'none', name: { zh: '未分类', en: 'Not classified' } }

/** The topic of a category: its first two digits. */
export const topicOf = (category: string | null): string | null => /^\d{2}/.exec(category ?? '')?.[0] ?? null

/** The bureau's topics, in the order of their codes; ended ones too, for old matters name them. */
export async function listTopics(tx: Tx, bureauId: string): Promise<Topic[]> {
  const rows = await tx.query<{ code: string; name_zh: string; name_en: string }>(
    'select code, name_zh, name_en from categories where bureau_id = $1 and parent_code is null order by position, code',
    [bureauId],
  )
  return rows.map((r) => ({ code: r.code, name: { zh: r.name_zh, en: r.name_en } }))
}
