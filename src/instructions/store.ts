/** SQL of instructions and urgent reports. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { RecordKind, RecordState } from './contract.ts'

export interface RecordRow {
  record_id: string
  kind: RecordKind
  state: RecordState
  version: number
  title_cipher: Buffer
  office: string | null
  made_on: string | null
  due_on: string | null
  unit_id: string | null
  noticed_at: Date | null
  first_reported_at: Date | null
  opened_at: Date
  ended_at: Date | null
}

const COLUMNS = `record_id, kind, state, version, title_cipher, office, made_on, due_on, unit_id, noticed_at,
  first_reported_at, opened_at, ended_at`

export interface ListAsk {
  kinds: readonly RecordKind[]
  ended: boolean
  overdueOn: string | null
  unitId: string | null
  matterId: string | null
  limit: number
}

const LIST = `
select ${COLUMNS} from instructions i
where bureau_id = $1 and kind = any($2) and (ended_at is not null) = $3
  and ($4::date is null or due_on < $4) and ($5::uuid is null or unit_id = $5)
  and ($6::uuid is null or exists (select 1 from instruction_matters im
    where im.bureau_id = i.bureau_id and im.record_id = i.record_id and im.matter_id = $6))
order by case when $3 then null else due_on end nulls last, opened_at desc limit $7`

/** Those that run, due first; those that ended, the latest first. */
export function listRecords(tx: Tx, bureauId: string, a: ListAsk): Promise<RecordRow[]> {
  return tx.query<RecordRow>(LIST, [bureauId, a.kinds, a.ended, a.overdueOn, a.unitId, a.matterId, a.limit])
}

const OF_MATTER = `
select ${COLUMNS} from instructions i
join instruction_matters im using (bureau_id, record_id)
where i.bureau_id = $1 and im.matter_id = $2 order by opened_at desc limit 100`

/** All tied to a matter, running or ended. */
export function recordsOfMatter(tx: Tx, bureauId: string, matterId: string): Promise<RecordRow[]> {
  return tx.query<RecordRow>(OF_MATTER, [bureauId, matterId])
}

export async function findRecord(
  tx: Tx,
  bureauId: string,
  recordId: string,
  lock = false,
): Promise<RecordRow | undefined> {
  const rows = await tx.query<RecordRow>(
    `select ${COLUMNS} from instructions where bureau_id = $1 and record_id = $2${lock ? ' for update' : ''}`,
    [bureauId, recordId],
  )
  return rows[0]
}

export async function insertRecord(tx: Tx, bureauId: string, r: Omit<RecordRow, 'version'>): Promise<void> {
  await tx.query(
    `insert into instructions (bureau_id, record_id, kind, state, version, title_cipher, office, made_on, due_on,
       unit_id, noticed_at, first_reported_at, opened_at, ended_at)
     values ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      bureauId,
      r.record_id,
      r.kind,
      r.state,
      r.title_cipher,
      r.office,
      r.made_on,
      r.due_on,
      r.unit_id,
      r.noticed_at,
      r.first_reported_at,
      r.opened_at,
      r.ended_at,
    ],
  )
}

/** Writes where the record stands after a step. */
export async function updateRecord(tx: Tx, bureauId: string, r: RecordRow): Promise<void> {
  await tx.query(
    `update instructions set state = $3, version = $4, due_on = $5, unit_id = $6, first_reported_at = $7, ended_at = $8
     where bureau_id = $1 and record_id = $2`,
    [bureauId, r.record_id, r.state, r.version, r.due_on, r.unit_id, r.first_reported_at, r.ended_at],
  )
}

export interface StepFacts {
  unitId?: string
  dueOn?: string | null
  matter?: string
  recipient?: string
  recipientName?: string
  way?: string
  reportedAt?: string
}

export interface StepWrite {
  recordId: string
  version: number
  at: Date
  accountId: string
  unitId: string
  what: string
  facts: StepFacts
  cipher: Buffer | null
}

export async function insertStep(tx: Tx, bureauId: string, s: StepWrite): Promise<void> {
  await tx.query(
    `insert into instruction_steps (bureau_id, record_id, version, at, account_id, unit_id, what, facts, cipher)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [bureauId, s.recordId, s.version, s.at, s.accountId, s.unitId, s.what, JSON.stringify(s.facts), s.cipher],
  )
}

export interface StepRow {
  version: number
  at: Date
  name: string | null
  unit_id: string
  what: string
  facts: StepFacts
  cipher: Buffer | null
}

export function listSteps(tx: Tx, bureauId: string, recordId: string): Promise<StepRow[]> {
  return tx.query<StepRow>(
    `select s.version, s.at, a.name, s.unit_id, s.what, s.facts, s.cipher from instruction_steps s
     left join accounts a on a.bureau_id = s.bureau_id and a.account_id = s.account_id
     where s.bureau_id = $1 and s.record_id = $2 order by s.version`,
    [bureauId, recordId],
  )
}

export interface TiedMatter {
  matter_id: string
  number: string
  shielded: boolean
  shield_units: string[]
  doc: unknown
}

/** Matters tied to a record; a record whose matters are not all in sight is not in sight itself. */
export function tiedMatters(tx: Tx, bureauId: string, recordId: string): Promise<TiedMatter[]> {
  return tx.query<TiedMatter>(
    `select m.matter_id, m.number, m.shielded, m.shield_units, m.doc from instruction_matters im
     join matters m on m.bureau_id = im.bureau_id and m.matter_id = im.matter_id
     where im.bureau_id = $1 and im.record_id = $2 order by m.number`,
    [bureauId, recordId],
  )
}

export async function matterByNumber(
  tx: Tx,
  bureauId: string,
  number: string,
): Promise<TiedMatter | undefined> {
  const rows = await tx.query<TiedMatter>(
    'select matter_id, number, shielded, shield_units, doc from matters where bureau_id = $1 and number = $2',
    [bureauId, number],
  )
  return rows[0]
}

export async function tieMatter(tx: Tx, bureauId: string, recordId: string, matterId: string): Promise<void> {
  await tx.query(
    `insert into instruction_matters (bureau_id, record_id, matter_id) values ($1, $2, $3) on conflict do nothing`,
    [bureauId, recordId, matterId],
  )
}
