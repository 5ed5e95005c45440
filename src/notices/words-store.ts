/** SQL of a bureau's own words of notices. The highest version holds; an empty pair goes back to the program's words. */
import { type Pool, type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { Words } from './notice.ts'

const CURRENT = `
select distinct on (template) template, text_zh, text_en from notice_words
where bureau_id = $1 order by template, version desc`

/** The words that hold now, by template; templates without an entry use the program's. */
export async function currentWords(tx: Tx, bureauId: string): Promise<Map<string, Words>> {
  const rows = await tx.query<{ template: string; text_zh: string; text_en: string }>(CURRENT, [bureauId])
  return new Map(
    rows.filter((r) => r.text_zh !== '').map((r) => [r.template, { zh: r.text_zh, en: r.text_en }]),
  )
}

const CURRENT_OF = `
select text_zh, text_en from notice_words
where bureau_id = $1 and template = $2 order by version desc limit 1`

/** A bureau's words for one message, or null: the program's hold. */
export async function ownWordsOf(pool: Pool, bureauId: string, template: string): Promise<Words | null> {
  const [row] = await withTx(
    pool,
    { bureau: bureauId },
    (tx) => tx.query<{ text_zh: string; text_en: string }>(CURRENT_OF, [bureauId, template]),
    { readOnly: true },
  )
  return row && row.text_zh !== '' ? { zh: row.text_zh, en: row.text_en } : null
}

export interface OwnWords {
  template: string
  version: number
  words: Words
  savedAt: string
  accountId: string
}

const LIST = `
select template, version, text_zh, text_en, saved_at, account_id from notice_words
where bureau_id = $1 order by template, version desc`

/** Every version of every template, newest first. */
export async function listOwnWords(tx: Tx, bureauId: string): Promise<OwnWords[]> {
  const rows = await tx.query<{
    template: string
    version: number
    text_zh: string
    text_en: string
    saved_at: Date
    account_id: string
  }>(LIST, [bureauId])
  return rows.map((r) => ({
    template: r.template,
    version: r.version,
    words: { zh: r.text_zh, en: r.text_en },
    savedAt: r.saved_at.toISOString(),
    accountId: r.account_id,
  }))
}

const INSERT = `
insert into notice_words (bureau_id, template, version, text_zh, text_en, saved_at, account_id)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning version`

/** @returns false when somebody else has just saved that version */
export async function insertOwnWords(
  tx: Tx,
  bureauId: string,
  w: { template: string; version: number; words: Words; now: Date; accountId: string },
): Promise<boolean> {
  const values = [bureauId, w.template, w.version, w.words.zh, w.words.en, w.now, w.accountId]
  return (await tx.query(INSERT, values)).length > 0
}
