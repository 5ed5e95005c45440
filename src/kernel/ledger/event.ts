import { algorithmOf, type HashName, taggedHash } from '../crypto/index.ts'
import { canonicalJson } from './canonical.ts'

/**
 * One recorded step of one matter. `data` holds references and salted commitments only, never letters or personal
 * data: the chain must stay verifiable after a matter's content has been erased.
 */
export interface LedgerEvent {
  bureauId: string
  matterId: string
  /** 1, 2, 3 … within the matter, without a gap. */
  version: number
  eventId: string
  type: string
  schemaVersion: number
  /** When it happened; in a replay, the time of the source. ISO 8601 in UTC with milliseconds. */
  occurredAt: string
  /** When it was written here; never goes back within a matter. Same form. */
  recordedAt: string
  actor: LedgerActor
  procedure: string
  procedureVersion: number
  data: unknown
  /** Hash of the event before, or the genesis hash of the matter. */
  prevHash: string
  /** `algorithm:lower hex` over everything above. */
  hash: string
}

export interface LedgerActor {
  kind: 'account' | 'citizen' | 'system'
  id: string | null
  unitId: string | null
}

export type UnhashedEvent = Omit<LedgerEvent, 'hash'>

/**
 * Hash of an event over its canonical JSON, under a domain tag. Only the fields of the envelope count, so that
 * columns a store keeps beside them don't matter; actor and data count whole. Throws CanonicalError when `data` has no canonical form.
 */
export function hashEvent(event: UnhashedEvent, hash: HashName = 'sha256'): string {
  return taggedHash(
    hash,
    'huiyin/event/v1',
    canonicalJson({
      bureauId: event.bureauId,
      matterId: event.matterId,
      version: event.version,
      eventId: event.eventId,
      type: event.type,
      schemaVersion: event.schemaVersion,
      occurredAt: event.occurredAt,
      recordedAt: event.recordedAt,
      actor: event.actor,
      procedure: event.procedure,
      procedureVersion: event.procedureVersion,
      data: event.data,
      prevHash: event.prevHash,
    }),
  )
}

/** What the first event of a matter is linked to: a chain cannot be passed off as another matter's. */
export function genesisHash(bureauId: string, matterId: string, hash: HashName = 'sha256'): string {
  return taggedHash(hash, 'huiyin/genesis/v1', canonicalJson([bureauId, matterId]))
}

/** Whether an event's own hash fits its fields. False, never an error, for anything malformed. */
export function eventHashFits(event: LedgerEvent): boolean {
  const hash = algorithmOf(event.hash)
  if (!hash) return false
  try {
    return hashEvent(event, hash) === event.hash
  } catch {
    return false
  }
}

/** Whether a text is an instant in the one form the ledger writes: 2026-08-03T01:02:03.456Z. */
export function isInstant(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text)) return false
  const date = new Date(text)
  return !Number.isNaN(date.getTime()) && date.toISOString() === text
}
