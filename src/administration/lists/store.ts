/** SQL of code lists and categories. */
import type { Tx } from '../../kernel/postgres/connect.ts'
import type { Category, Words } from '../contract.ts'

export interface StoredCode {
  list: string
  code: string
  name: Words
  position: number
  validFrom: string
  validTo: string | null
  version: number
}

interface CodeRow {
  list: string
  code: string
  name_zh: string
  name_en: string
  position: number
  valid_from: string
  valid_to: string | null
  version: number
}

const CODES = `
select list, code, name_zh, name_en, position, valid_from, valid_to, version from code_items
where bureau_id = $1 order by list, position, code`

export async function listCodeItems(tx: Tx, bureauId: string): Promise<StoredCode[]> {
  return (await tx.query<CodeRow>(CODES, [bureauId])).map((r) => ({
    list: r.list,
    code: r.code,
    name: { zh: r.name_zh, en: r.name_en },
    position: r.position,
    validFrom: r.valid_from,
    validTo: r.valid_to,
    version: r.version,
  }))
}

const SAVE_CODE = `
insert into code_items as had (bureau_id, list, code, name_zh, name_en, position, valid_from, valid_to, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (bureau_id, list, code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
  position = excluded.position, valid_from = excluded.valid_from, valid_to = excluded.valid_to, version = excluded.version
where had.version = excluded.version - 1
returning code`

/** Writes version 1 of a new row, or the next version of one. @returns false when another version stands there */
export async function saveCodeItem(tx: Tx, bureauId: string, c: StoredCode): Promise<boolean> {
  const rows = await tx.query(SAVE_CODE, [
    bureauId,
    c.list,
    c.code,
    c.name.zh,
    c.name.en,
    c.position,
    c.validFrom,
    c.validTo,
    c.version,
  ])
  return rows.length > 0
}

interface CategoryRow {
  code: string
  parent_code: string | null
  name_zh: string
  name_en: string
  retired_on: string | null
  version: number
}

const CATEGORIES = `
select code, parent_code, name_zh, name_en, retired_on, version from categories where bureau_id = $1 order by code`

export async function listCategories(tx: Tx, bureauId: string): Promise<Category[]> {
  return (await tx.query<CategoryRow>(CATEGORIES, [bureauId])).map((r) => ({
    code: r.code,
    parentCode: r.parent_code,
    level: r.code.length / 2,
    name: { zh: r.name_zh, en: r.name_en },
    retiredOn: r.retired_on,
    version: r.version,
  }))
}

/** Two administrators may not give the same next code. Held to the end of the transaction. */
export async function lockCategories(tx: Tx, bureauId: string): Promise<Category[]> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('categories:' || $1, 0))", [bureauId])
  return listCategories(tx, bureauId)
}

const INSERT_CATEGORIES = `
insert into categories (bureau_id, code, parent_code, name_zh, name_en)
select $1, c.code, nullif(left(c.code, length(c.code) - 2), ''), c.zh, c.en
from jsonb_to_recordset($2::jsonb) as c(code text, zh text, en text) order by length(c.code), c.code`

export async function insertCategories(
  tx: Tx,
  bureauId: string,
  categories: readonly { code: string; name: Words }[],
): Promise<void> {
  if (categories.length === 0) return
  const rows = categories.map(({ code, name }) => ({ code, ...name }))
  await tx.query(INSERT_CATEGORIES, [bureauId, JSON.stringify(rows)])
}

const UPDATE_CATEGORY = `
update categories set name_zh = $3, name_en = $4, retired_on = $5, version = version + 1
where bureau_id = $1 and code = $2 and version = $6 returning code`

/** @returns false when another version stands there */
export async function updateCategory(
  tx: Tx,
  bureauId: string,
  c: Pick<Category, 'code' | 'name' | 'retiredOn'>,
  expectedVersion: number,
): Promise<boolean> {
  const values = [bureauId, c.code, c.name.zh, c.name.en, c.retiredOn, expectedVersion]
  return (await tx.query(UPDATE_CATEGORY, values)).length > 0
}

// Open lane only: a count must not tell of what is shielded.
const USED = `
select category, count(*)::integer as n from matters
where bureau_id = $1 and category is not null and not shielded group by category`

/** How many matters name each category. */
export async function countByCategory(tx: Tx, bureauId: string): Promise<Map<string, number>> {
  const rows = await tx.query<{ category: string; n: number }>(USED, [bureauId])
  return new Map(rows.map((r) => [r.category, r.n]))
}
