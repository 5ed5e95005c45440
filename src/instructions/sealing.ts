/** Steps of instructions as seals list them: each by a hash of all it holds, made from the row whenever it is asked for. */
import { taggedHash } from '../kernel/crypto/index.ts'
import { canonicalJson } from '../kernel/ledger/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'

interface StepRow {
  record_id: string
  version: number
  at: string
  account_id: string
  unit_id: string
  what: string
  facts: unknown
  cipher: Buffer | null
  record_version: number
  kind: string
  office: string | null
  made_on: string | null
  noticed_at: string | null
  opened_at: string
  title_cipher: Buffer
}

export interface SealedStep {
  recordId: string
  version: number
  /** When it was taken, as stored. */
  at: string
  hash: string
  /** Version the record says it stands at. */
  recordVersion: number
}

// Times as text with all their digits: a microsecond added in the database must not vanish in a rounded value.
const time = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
const STEPS = `
select s.record_id, s.version, ${time('s.at')} as at, s.account_id, s.unit_id, s.what, s.facts, s.cipher,
  i.version as record_version, i.kind, i.office, i.made_on::text as made_on, ${time('i.noticed_at')} as noticed_at,
  ${time('i.opened_at')} as opened_at, i.title_cipher
from instruction_steps s
join instructions i on i.bureau_id = s.bureau_id and i.record_id = s.record_id
where s.bureau_id = $1`

const HASH = 'sha256'
const ofBytes = (bytes: Buffer): string =>
  taggedHash(HASH, 'huiyin/instruction-words/v1', bytes.toString('base64'))

/** With the first step goes what the record itself says and no later step changes: kind, office, days and title. */
function sealedStep(bureauId: string, r: StepRow): SealedStep {
  const record =
    r.version === 1
      ? {
          kind: r.kind,
          office: r.office,
          madeOn: r.made_on,
          noticedAt: r.noticed_at,
          openedAt: r.opened_at,
          title: ofBytes(r.title_cipher),
        }
      : null
  const { record_id: recordId, version, at, account_id: accountId, unit_id: unitId, what, facts } = r
  const words = r.cipher && ofBytes(r.cipher)
  const text = canonicalJson({
    bureauId,
    recordId,
    version,
    at,
    accountId,
    unitId,
    what,
    facts,
    words,
    record,
  })
  const hash = taggedHash(HASH, 'huiyin/instruction-step/v1', text)
  return { recordId, version, at, hash, recordVersion: r.record_version }
}

/** Steps that no seal lists, at most `limit`. */
export async function unsealedSteps(tx: Tx, bureauId: string, limit: number): Promise<SealedStep[]> {
  const rows = await tx.query<StepRow>(
    `${STEPS} and s.version > i.sealed_version order by s.record_id, s.version limit $2`,
    [bureauId, limit],
  )
  return rows.map((r) => sealedStep(bureauId, r))
}

/** Writes how far each record is sealed. */
export async function markSealed(tx: Tx, bureauId: string, steps: readonly SealedStep[]): Promise<void> {
  const last = new Map(steps.map((s) => [s.recordId, s.version]))
  if (last.size === 0) return
  await tx.query(
    `update instructions i set sealed_version = s.version
     from unnest($2::uuid[], $3::integer[]) as s(record_id, version)
     where i.bureau_id = $1 and i.record_id = s.record_id`,
    [bureauId, [...last.keys()], [...last.values()]],
  )
}

/** All steps of some records after an id, whole records in their order, for verification. */
export async function stepsOfRecords(
  tx: Tx,
  bureauId: string,
  after: string,
  records: number,
): Promise<SealedStep[]> {
  const rows = await tx.query<StepRow>(
    `${STEPS} and s.record_id in (
       select record_id from instructions where bureau_id = $1 and record_id > $2 order by record_id limit $3)
     order by s.record_id, s.version`,
    [bureauId, after, records],
  )
  return rows.map((r) => sealedStep(bureauId, r))
}

/** Keeps the sealer out until the transaction ends, as writers of events do, so that no seal misses a step half written. */
export async function keepSealerOut(tx: Tx, bureauId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock_shared(7411, hashtext($1::text))', [bureauId])
}
