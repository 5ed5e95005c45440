/** A row as the bell shows it. */
import { type CasesDeps, keyOf, openContent, procedureOf } from '../cases/index.ts'
import { DecryptionError } from '../kernel/crypto/index.ts'
import type { Kind, Notification } from './contract.ts'
import type { MarkRow, Row } from './store.ts'

type Facts = NonNullable<Awaited<ReturnType<CasesDeps['directory']['byId']>>>

/** Whether an account has read a row: its own exception first, then how far it has read; a muted kind asks nothing. */
const isRead = (r: Row, mark: MarkRow): boolean =>
  r.marked ?? (Number(r.no) <= Number(mark.read_to) || mark.muted.includes(r.kind as Kind))

export function present(deps: CasesDeps, facts: Facts, r: Row, mark: MarkRow): Notification {
  const discreet = r.shielded === true || r.secrecy !== 'none'
  return {
    no: Number(r.no),
    kind: r.kind,
    at: r.at.toISOString(),
    read: isRead(r, mark),
    matter:
      r.matter_id && r.number && r.procedure
        ? {
            matterId: r.matter_id,
            number: r.number,
            subject: discreet ? null : subjectOf(deps, facts.bureau.bureauId, r),
            ...labelsOf(r.procedure, r.state ?? ''),
          }
        : null,
    by:
      discreet || !r.actor_kind
        ? null
        : {
            kind: r.actor_kind,
            unit: r.actor_unit_id ? (facts.units.get(r.actor_unit_id)?.name ?? null) : null,
          },
    link: r.link,
    words: r.words,
  }
}

function labelsOf(procedure: string, state: string) {
  const table = procedureOf(procedure)
  const label = table.states.find((s) => s.id === state)?.label ?? { zh: state, en: state }
  return { procedureLabel: table.label, stateLabel: label }
}

function subjectOf(deps: CasesDeps, bureauId: string, r: Row): string | null {
  if (!r.cipher || !r.subject_id || !r.kek_id || !r.matter_id) return null
  const key = keyOf(deps, bureauId, r.matter_id, { kekId: r.kek_id, wrapped: r.wrapped })
  if (!key) return null
  try {
    return openContent(key, { bureauId, matterId: r.matter_id, contentId: r.subject_id }, r.cipher).text
  } catch (error) {
    // Altered bytes are for `huiyin verify` to report; the rest of the list is shown.
    if (error instanceof DecryptionError) return null
    throw error
  }
}
