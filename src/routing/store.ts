/** SQL of duty list and precedents. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { DutyEntry, DutyFields, DutyHistoryRow, Precedent } from './contract.ts'

interface EntryRow {
  entry_id: string
  title: string
  words: string[]
  categories: string[]
  places: string[]
  unit_id: string
  co_unit_ids: string[]
  basis: string
  valid_from: string
  valid_to: string | null
  version: number
  changed_at: Date
}

const ENTRY_COLUMNS = `entry_id, title, words, categories, places, unit_id, co_unit_ids, basis, valid_from, valid_to,
  version, changed_at`

const toEntry = (r: EntryRow): DutyEntry => ({
  entryId: r.entry_id,
  title: r.title,
  words: r.words,
  categories: r.categories,
  places: r.places,
  unitId: r.unit_id,
  coUnitIds: r.co_unit_ids,
  basis: r.basis,
  validFrom: r.valid_from,
  validTo: r.valid_to,
  version: r.version,
  changedAt: r.changed_at.toISOString(),
})

const ENTRIES = `select ${ENTRY_COLUMNS} from duty_entries where bureau_id = $1 order by title, entry_id`

/** The whole list of a bureau, ended entries too: some hundred rows. */
export async function listEntries(tx: Tx, bureauId: string): Promise<DutyEntry[]> {
  return (await tx.query<EntryRow>(ENTRIES, [bureauId])).map(toEntry)
}

const ONE_ENTRY = `select ${ENTRY_COLUMNS} from duty_entries where bureau_id = $1 and entry_id = $2 for update`

export async function lockEntry(tx: Tx, bureauId: string, entryId: string): Promise<DutyEntry | undefined> {
  return (await tx.query<EntryRow>(ONE_ENTRY, [bureauId, entryId])).map(toEntry)[0]
}

const SAVE_ENTRY = `
with kept as (
  insert into duty_history (bureau_id, entry_id, version, at, account_id, what, entry)
  values ($1, $2, $12, $13, $14, $15, $16))
insert into duty_entries (bureau_id, entry_id, title, words, categories, places, unit_id, co_unit_ids, basis,
  valid_from, valid_to, version, changed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
on conflict (bureau_id, entry_id) do update set title = excluded.title, words = excluded.words,
  categories = excluded.categories, places = excluded.places, unit_id = excluded.unit_id,
  co_unit_ids = excluded.co_unit_ids, basis = excluded.basis, valid_from = excluded.valid_from,
  valid_to = excluded.valid_to, version = excluded.version, changed_at = excluded.changed_at`

export interface EntryWrite {
  bureauId: string
  entryId: string
  fields: DutyFields
  version: number
  at: Date
  accountId: string
  what: 'added' | 'changed' | 'ended' | 'imported'
}

/** Writes an entry and its line of history together. */
export async function saveEntry(tx: Tx, w: EntryWrite): Promise<void> {
  const f = w.fields
  const { title, words, categories, places, unitId, coUnitIds, basis, validFrom, validTo } = f
  const entry = { title, words, categories, places, unitId, coUnitIds, basis, validFrom, validTo }
  await tx.query(SAVE_ENTRY, [
    w.bureauId,
    w.entryId,
    title,
    words,
    categories,
    places,
    unitId,
    coUnitIds,
    basis,
    validFrom,
    validTo,
    w.version,
    w.at,
    w.accountId,
    w.what,
    JSON.stringify(entry),
  ])
}

const HISTORY = `
select h.version, h.at, h.what, h.entry, a.name from duty_history h
left join accounts a on a.bureau_id = h.bureau_id and a.account_id = h.account_id
where h.bureau_id = $1 and h.entry_id = $2 order by h.version desc`

export async function listHistory(tx: Tx, bureauId: string, entryId: string): Promise<DutyHistoryRow[]> {
  type Row = { version: number; at: Date; what: string; entry: DutyFields; name: string | null }
  const rows = await tx.query<Row>(HISTORY, [bureauId, entryId])
  return rows.map((r) => ({
    version: r.version,
    at: r.at.toISOString(),
    by: r.name,
    what: r.what,
    entry: r.entry,
  }))
}

interface PrecedentRow {
  precedent_id: string
  matter_id: string | null
  number: string | null
  decided: Precedent['decided']
  decided_on: string
  unit_id: string | null
  not_unit_id: string | null
  category: string | null
  facts: string | null
  reason: string | null
  version: number
}

const PRECEDENT_COLUMNS = `precedent_id, matter_id, number, decided, decided_on, unit_id, not_unit_id, category, facts,
  reason, version`

const toPrecedent = (r: PrecedentRow): Precedent => ({
  precedentId: r.precedent_id,
  matterId: r.matter_id,
  number: r.number,
  decided: r.decided,
  decidedOn: r.decided_on,
  unitId: r.unit_id,
  notUnitId: r.not_unit_id,
  category: r.category,
  facts: r.facts,
  reason: r.reason,
  version: r.version,
})

/** Newest first. Some hundred a year; beyond two thousand the oldest no longer speak for today's duties. */
const PRECEDENTS = `
select ${PRECEDENT_COLUMNS} from precedents where bureau_id = $1 order by decided_on desc, precedent_id limit 2000`

export async function listPrecedents(tx: Tx, bureauId: string): Promise<Precedent[]> {
  return (await tx.query<PrecedentRow>(PRECEDENTS, [bureauId])).map(toPrecedent)
}

const ONE_PRECEDENT = `
select ${PRECEDENT_COLUMNS} from precedents where bureau_id = $1 and precedent_id = $2 for update`

export async function lockPrecedent(tx: Tx, bureauId: string, id: string): Promise<Precedent | undefined> {
  return (await tx.query<PrecedentRow>(ONE_PRECEDENT, [bureauId, id])).map(toPrecedent)[0]
}

const SAVE_PRECEDENT = `
insert into precedents (bureau_id, precedent_id, matter_id, number, decided, decided_on, unit_id, not_unit_id, category,
  facts, reason, version, changed_at, changed_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
on conflict (bureau_id, precedent_id) do update set unit_id = excluded.unit_id, category = excluded.category,
  facts = excluded.facts, reason = excluded.reason, version = excluded.version, changed_at = excluded.changed_at,
  changed_by = excluded.changed_by where precedents.version < excluded.version`

/** Writes a new precedent or a newer form of it; a form already there is left as it is. */
export async function savePrecedent(
  tx: Tx,
  bureauId: string,
  p: Precedent,
  at: Date,
  accountId: string | null,
): Promise<void> {
  await tx.query(SAVE_PRECEDENT, [
    bureauId,
    p.precedentId,
    p.matterId,
    p.number,
    p.decided,
    p.decidedOn,
    p.unitId,
    p.notUnitId,
    p.category,
    p.facts,
    p.reason,
    p.version,
    at,
    accountId,
  ])
}

/** Matters of the open lane that ended with an answer, the newest first. */
export const answeredMatters = async (tx: Tx, bureauId: string, most: number): Promise<string[]> =>
  (
    await tx.query<{ matter_id: string }>(
      `select matter_id from matters
       where bureau_id = $1 and end_kind = 'answered' and not shielded and secrecy <> 'matter'
       order by received_at desc limit $2`,
      [bureauId, most],
    )
  ).map((r) => r.matter_id)
