/** SQL of articles, their history and their use. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { ArticleFields, HistoryRow, State, Use, Uses } from './contract.ts'
import { type KeptArticle, shownFields, type What } from './rules.ts'

interface Row {
  article_id: string
  number: number
  version: number
  state: State
  draft: ArticleFields | null
  drafted_by: string | null
  published: ArticleFields | null
  published_at: Date | null
  doc_no: number | null
  changed_at: Date
}

const COLUMNS = `article_id, number, version, state, draft, drafted_by, published, published_at, doc_no, changed_at`

const toArticle = (r: Row): KeptArticle => ({
  articleId: r.article_id,
  number: r.number,
  version: r.version,
  state: r.state,
  draft: r.draft,
  draftedBy: r.drafted_by,
  published: r.published,
  publishedAt: r.published_at,
  docNo: r.doc_no,
  changedAt: r.changed_at,
})

const TAKE_NUMBERS = `
insert into knowledge_numbers (bureau_id, next_number, next_doc) values ($1, 1 + $2, $3)
on conflict (bureau_id) do update set next_number = knowledge_numbers.next_number + $2,
  next_doc = knowledge_numbers.next_doc + $3
returning next_number - $2 as number, next_doc - $3 as doc`

/** Takes running numbers and places in the index; holds the bureau's lock of both until the transaction ends. */
export async function takeNumbers(
  tx: Tx,
  bureauId: string,
  articles: number,
  places: number,
): Promise<{ number: number; doc: number }> {
  const [row] = await tx.query<{ number: number; doc: number }>(TAKE_NUMBERS, [bureauId, articles, places])
  return row!
}

/** How many places the index has. */
export async function placesTaken(tx: Tx, bureauId: string): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    'select next_doc as n from knowledge_numbers where bureau_id = $1',
    [bureauId],
  )
  return rows[0]?.n ?? 0
}

const ONE = `select ${COLUMNS} from knowledge_articles where bureau_id = $1 and article_id = $2`

export async function readArticle(tx: Tx, bureauId: string, id: string): Promise<KeptArticle | undefined> {
  return (await tx.query<Row>(ONE, [bureauId, id])).map(toArticle)[0]
}

const SOME = `
select ${COLUMNS} from knowledge_articles where bureau_id = $1 and article_id = any($2::uuid[])
order by article_id for update`

export async function lockArticles(tx: Tx, bureauId: string, ids: readonly string[]): Promise<KeptArticle[]> {
  return (await tx.query<Row>(SOME, [bureauId, ids])).map(toArticle)
}

const BY_DOC = `select ${COLUMNS} from knowledge_articles where bureau_id = $1 and doc_no = any($2::integer[])`

export async function articlesAt(tx: Tx, bureauId: string, docs: readonly number[]): Promise<KeptArticle[]> {
  return (await tx.query<Row>(BY_DOC, [bureauId, docs])).map(toArticle)
}

/** Questions of a bureau as they are written now, so that an import finds what it brings again. */
export async function questionsOf(
  tx: Tx,
  bureauId: string,
  questions: readonly string[],
): Promise<KeptArticle[]> {
  const rows = await tx.query<Row>(
    `select ${COLUMNS} from knowledge_articles where bureau_id = $1 and question = any($2::text[]) for update`,
    [bureauId, questions],
  )
  return rows.map(toArticle)
}

const SAVE = `
with x as (select * from json_to_recordset($2::json) as x(article_id uuid, number integer, version integer, state text,
  draft jsonb, drafted_by uuid, published jsonb, published_at timestamptz, published_by uuid, doc_no integer,
  question text, unit_id uuid, category text, is_public boolean, valid_from date, valid_to date, review_on date,
  changed_at timestamptz, account_id uuid, what text, note text, fields jsonb)),
kept as (
  insert into knowledge_history (bureau_id, article_id, version, at, account_id, what, note, fields)
  select $1, article_id, version, changed_at, account_id, what, note, fields from x)
insert into knowledge_articles (bureau_id, article_id, number, version, state, draft, drafted_by, published, published_at,
  published_by, doc_no, question, unit_id, category, is_public, valid_from, valid_to, review_on, changed_at)
select $1, article_id, number, version, state, draft, drafted_by, published, published_at, published_by, doc_no, question,
  unit_id, category, is_public, valid_from, valid_to, review_on, changed_at from x
on conflict (bureau_id, article_id) do update set version = excluded.version, state = excluded.state,
  draft = excluded.draft, drafted_by = excluded.drafted_by, published = excluded.published,
  published_at = coalesce(excluded.published_at, knowledge_articles.published_at),
  published_by = coalesce(excluded.published_by, knowledge_articles.published_by), doc_no = excluded.doc_no,
  question = excluded.question, unit_id = excluded.unit_id, category = excluded.category, is_public = excluded.is_public,
  valid_from = excluded.valid_from, valid_to = excluded.valid_to, review_on = excluded.review_on,
  changed_at = excluded.changed_at`

export interface ArticleWrite {
  article: KeptArticle
  what: What
  note: string | null
}

/** Writes articles and a line of history for each. */
export async function saveArticles(
  tx: Tx,
  bureauId: string,
  accountId: string,
  at: Date,
  writes: readonly ArticleWrite[],
): Promise<void> {
  const rows = writes.map(({ article: a, what, note }) => {
    const shown = shownFields(a)
    return {
      article_id: a.articleId,
      number: a.number,
      version: a.version,
      state: a.state,
      draft: a.draft,
      drafted_by: a.draftedBy,
      published: a.published,
      published_at: what === 'published' ? at : null,
      published_by: what === 'published' ? accountId : null,
      doc_no: a.docNo,
      question: shown.question,
      unit_id: shown.unitId,
      category: shown.category,
      is_public: shown.public,
      valid_from: shown.validFrom,
      valid_to: shown.validTo,
      review_on: shown.reviewOn,
      changed_at: at,
      account_id: accountId,
      what,
      note,
      fields: what === 'published' || what === 'confirmed' ? a.published : (a.draft ?? a.published),
    }
  })
  for (let from = 0; from < rows.length; from += 500)
    await tx.query(SAVE, [bureauId, JSON.stringify(rows.slice(from, from + 500))])
}

const HISTORY = `
select h.version, h.at, h.what, h.note, h.fields, a.name from knowledge_history h
left join accounts a on a.bureau_id = h.bureau_id and a.account_id = h.account_id
where h.bureau_id = $1 and h.article_id = $2 order by h.version desc limit 200`

export async function readHistory(tx: Tx, bureauId: string, id: string): Promise<HistoryRow[]> {
  type R = {
    version: number
    at: Date
    what: What
    note: string | null
    fields: ArticleFields
    name: string | null
  }
  const rows = await tx.query<R>(HISTORY, [bureauId, id])
  return rows.map(({ version, at, what, note, fields, name }) => ({
    version,
    at: at.toISOString(),
    by: name,
    what,
    note,
    fields,
  }))
}

export interface ListAsk {
  state: State | 'current' | 'ended' | 'review' | null
  unitId: string | null
  /** A code of the tree of categories, two characters a level; found with all below it. */
  category: string | null
  isPublic: boolean | null
  today: string
  after: { at: string; id: string } | null
  limit: number
}

const LIST = `
select ${COLUMNS} from knowledge_articles
where bureau_id = $1 and ($2::uuid is null or unit_id = $2) and ($3::text is null or category like $3 || '%')
  and ($4::boolean is null or is_public = $4)
  and case $5::text
    when 'current' then published is not null and valid_from <= $6 and (valid_to is null or valid_to >= $6)
    when 'ended' then published is not null and valid_to < $6
    when 'review' then published is not null and review_on <= $6
    when 'all' then true
    else state = $5 end
  and ($7::timestamptz is null or (changed_at, article_id) < ($7, $8::uuid))
order by changed_at desc, article_id desc limit $9`

export async function listArticles(tx: Tx, bureauId: string, ask: ListAsk): Promise<KeptArticle[]> {
  const { unitId, category, isPublic, today, after, limit } = ask
  const more = [after?.at ?? null, after?.id ?? null, limit]
  const rows = await tx.query<Row>(LIST, [
    bureauId,
    unitId,
    category,
    isPublic,
    ask.state ?? 'all',
    today,
    ...more,
  ])
  return rows.map(toArticle)
}

const USE = `
insert into knowledge_uses (bureau_id, article_id, day, kind, place, times)
select $1, article_id, $3, $4, $5, 1 from knowledge_articles where bureau_id = $1 and article_id = $2 and published is not null
on conflict (bureau_id, article_id, day, kind, place) do update set times = knowledge_uses.times + 1 returning times`

/** Counts a use of an article that is published. @returns whether there is one */
export async function countUse(
  tx: Tx,
  bureauId: string,
  articleId: string,
  use: { day: string; kind: Use; place: 'desk' | 'portal' },
): Promise<boolean> {
  return (await tx.query(USE, [bureauId, articleId, use.day, use.kind, use.place])).length > 0
}

const USED = `
select article_id, kind, sum(times)::integer as times from knowledge_uses
where bureau_id = $1 and article_id = any($2::uuid[]) and day >= $3 group by article_id, kind`

const NONE: Readonly<Uses> = { read: 0, answered: 0, quoted: 0, helped: 0, notHelped: 0 }

/** How often each was used since a day. */
export async function usesOf(
  tx: Tx,
  bureauId: string,
  ids: readonly string[],
  since: string,
): Promise<Map<string, Uses>> {
  const rows = await tx.query<{ article_id: string; kind: Use; times: number }>(USED, [bureauId, ids, since])
  const out = new Map<string, Uses>(ids.map((id) => [id, { ...NONE }]))
  for (const r of rows) out.get(r.article_id)![r.kind === 'not-helped' ? 'notHelped' : r.kind] += r.times
  return out
}

const TO_REMIND = `
update knowledge_articles set reminded_for = review_on
where bureau_id = $1 and published is not null and review_on <= $2 and reminded_for is distinct from review_on
returning article_id, question, unit_id, review_on`

/** Published articles to be looked at by a day, each given back once for each such day. */
export function takeToRemind(
  tx: Tx,
  bureauId: string,
  until: string,
): Promise<{ article_id: string; question: string; unit_id: string; review_on: string }[]> {
  return tx.query(TO_REMIND, [bureauId, until])
}

/** Forms of articles by who made them; a walk over the history of one bureau, so only where that is short. */
export async function formsBy(
  tx: Tx,
  who: { bureauId: string; accountId: string },
  since: Date,
): Promise<{ articleId: string; what: string; answer: string; basis: string }[]> {
  const rows = await tx.query<{ article_id: string; what: string; fields: ArticleFields }>(
    `select article_id, what, fields from knowledge_history
     where bureau_id = $1 and account_id = $2 and at >= $3 order by at desc, version desc limit 200`,
    [who.bureauId, who.accountId, since],
  )
  return rows
    .map((r) => ({ articleId: r.article_id, what: r.what, answer: r.fields.answer, basis: r.fields.basis }))
    .reverse()
}
