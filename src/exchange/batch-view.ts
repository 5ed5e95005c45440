/** A batch as its unit sees it. */
import type { Keyring } from '../kernel/crypto/index.ts'
import { type Lang, problemOf } from '../kernel/errors/index.ts'
import type { BatchRow } from './batch-store.ts'
import { choicesOf } from './check-row.ts'
import type { BatchKind, BatchView, FieldView } from './contract.ts'
import { type Asker, importProcedures } from './deps.ts'
import { fieldsOf } from './fields.ts'
import { openName } from './sealed.ts'

export function batchView(keyring: Keyring, bureauId: string, b: BatchRow, lang: Lang): BatchView {
  const why = b.stopped_code ? problemOf({ refused: b.stopped_code }, lang, b.batch_id) : null
  return {
    batchId: b.batch_id,
    kind: b.kind,
    system: b.system || null,
    fileName: openName(keyring, bureauId, b),
    state: b.state,
    version: b.version,
    createdAt: b.created_at.toISOString(),
    createdBy: b.created_by,
    doneAt: b.done_at?.toISOString() ?? null,
    rows: b.rows_total,
    progress: b.rows_done,
    made: b.made,
    known: b.known,
    changed: b.changed,
    bad: b.bad,
    stopped: why && { code: why.code, title: why.title, remedy: why.detail },
    cancelled: b.state === 'cancelled' ? { cancelled: b.cancelled, kept: b.kept } : null,
    fileKept: b.wrapped !== null,
  }
}

/** The fields of a kind of table, with the choices this account has. */
export function fieldViews(kind: BatchKind, roles: Asker['roles']): FieldView[] {
  const procedures = importProcedures(roles)
  return fieldsOf(kind).map((f) => ({
    id: f.id,
    label: f.label,
    help: f.help,
    required: f.required ?? false,
    example: f.example,
    choices: choicesOf(f.id, procedures)?.map(({ value, label }) => ({ value, label })) ?? null,
  }))
}
