import { algorithmOf, type HashName } from '../crypto/index.ts'
import { eventHashFits, genesisHash, hashEvent, isInstant, type LedgerEvent } from './event.ts'
import type { Finding } from './finding.ts'

/** Where a matter's chain ends now. `recordedAt` is null before its first event. */
export interface ChainHead {
  readonly bureauId: string
  readonly matterId: string
  readonly version: number
  readonly hash: string
  readonly recordedAt: string | null
}

/** An event as decided, before it has a place in the chain. */
export type EventDraft = Omit<LedgerEvent, 'bureauId' | 'matterId' | 'version' | 'prevHash' | 'hash'>

const MOVE_SEARCH = 64

/** The head of a matter that has no event yet. */
export function emptyHead(bureauId: string, matterId: string, hash: HashName = 'sha256'): ChainHead {
  return { bureauId, matterId, version: 0, hash: genesisHash(bureauId, matterId, hash), recordedAt: null }
}

/** The head after these events; `events` is what `appendEvents` gave, in order. */
export function headAfter(head: ChainHead, events: readonly LedgerEvent[]): ChainHead {
  const last = events.at(-1)
  return last
    ? {
        bureauId: last.bureauId,
        matterId: last.matterId,
        version: last.version,
        hash: last.hash,
        recordedAt: last.recordedAt,
      }
    : head
}

/**
 * Gives drafts their versions, links and hashes.
 *
 * A machine's clock may be set back; recorded time may not go back. An event is therefore recorded no earlier than
 * the one before it and than `notBefore` (the bureau's last seal: what is written after a seal must not look as if
 * the seal had left it out). Throws TypeError for times in another form, CanonicalError for data without one.
 */
export function appendEvents(
  head: ChainHead,
  drafts: readonly EventDraft[],
  options: { hash?: HashName; notBefore?: string } = {},
): LedgerEvent[] {
  const { hash = 'sha256', notBefore } = options
  const events: LedgerEvent[] = []
  let { version, hash: prevHash, recordedAt: last } = head
  if (notBefore !== undefined && (last === null || notBefore > last)) last = notBefore
  for (const draft of drafts) {
    if (!isInstant(draft.occurredAt)) throw new TypeError(`occurredAt "${draft.occurredAt}" is no instant`)
    if (!isInstant(draft.recordedAt)) throw new TypeError(`recordedAt "${draft.recordedAt}" is no instant`)
    // Instants of one form compare as text.
    const recordedAt: string = last !== null && draft.recordedAt < last ? last : draft.recordedAt
    version += 1
    const unhashed = {
      bureauId: head.bureauId,
      matterId: head.matterId,
      version,
      eventId: draft.eventId,
      type: draft.type,
      schemaVersion: draft.schemaVersion,
      occurredAt: draft.occurredAt,
      recordedAt,
      actor: draft.actor,
      procedure: draft.procedure,
      procedureVersion: draft.procedureVersion,
      data: draft.data,
      prevHash,
    }
    const event: LedgerEvent = { ...unhashed, hash: hashEvent(unhashed, hash) }
    events.push(event)
    prevHash = event.hash
    last = recordedAt
  }
  return events
}

/**
 * Checks all events of one matter, in the order the store gives them. Finds every alteration that was not followed
 * by rebuilding all later hashes (those are found by `compareWithSeal`) and names the event it was done to, not the
 * neighbours that no longer fit it. With `head` (from the projection), events missing at the end and a last event
 * that was changed and hashed again are found too.
 */
export function verifyChain(
  events: readonly LedgerEvent[],
  of: { bureauId: string; matterId: string },
  head?: { version: number; hash: string },
): Finding[] {
  const findings: Finding[] = []
  const add = (code: Finding['code'], event: LedgerEvent, details?: Record<string, unknown>) =>
    findings.push({
      code,
      ...of,
      version: event.version,
      eventId: event.eventId,
      ...(details && { details }),
    })

  /** Events already named: what does not fit because of them is not named again. */
  const blamed = new Set<LedgerEvent>()
  let highest = 0
  for (const event of events) {
    if (event.bureauId !== of.bureauId || event.matterId !== of.matterId) {
      add('event-foreign', event, { belongsTo: `${event.bureauId}/${event.matterId}` })
      blamed.add(event)
    }
    if (event.version < highest) {
      add('event-reordered', event, { readAfter: highest })
    }
    highest = Math.max(highest, event.version)
    if (eventHashFits(event)) continue
    blamed.add(event)
    const wasVersion = originalVersion(event)
    if (wasVersion === undefined) add('event-changed', event)
    else add('event-reordered', event, { wasVersion })
  }

  const ordered = events.toSorted((a, b) => a.version - b.version)
  let previous: LedgerEvent | undefined
  for (const event of ordered) {
    const expected = (previous?.version ?? 0) + 1
    if (event.version > expected) {
      findings.push({
        code: 'event-missing',
        ...of,
        version: expected,
        details: { from: expected, to: event.version - 1 },
      })
    } else if (event.version < expected) {
      add('event-duplicated', event)
    } else if (!blamed.has(event) && !(previous && blamed.has(previous))) {
      checkLink(event, previous, of, add)
    }
    previous = event
  }
  if (head) checkHead(ordered, head, of, blamed, findings)
  return findings
}

function checkLink(
  event: LedgerEvent,
  previous: LedgerEvent | undefined,
  of: { bureauId: string; matterId: string },
  add: (code: Finding['code'], event: LedgerEvent, details?: Record<string, unknown>) => void,
): void {
  const algorithm = algorithmOf(event.prevHash)
  const expected = previous?.hash ?? (algorithm && genesisHash(of.bureauId, of.matterId, algorithm))
  if (event.prevHash !== expected) add('link-broken', event, { linkedTo: event.prevHash })
  if (previous && event.recordedAt < previous.recordedAt) {
    add('event-back-dated', event, { recordedAt: event.recordedAt, before: previous.recordedAt })
  }
}

function checkHead(
  ordered: readonly LedgerEvent[],
  head: { version: number; hash: string },
  of: { bureauId: string; matterId: string },
  blamed: ReadonlySet<LedgerEvent>,
  findings: Finding[],
): void {
  const last = ordered.at(-1)
  if (!last) {
    if (head.version > 0)
      findings.push({ code: 'matter-dropped', ...of, details: { versions: head.version } })
    return
  }
  if (last.version < head.version) {
    findings.push({
      code: 'chain-shortened',
      ...of,
      version: last.version + 1,
      details: { lastVersion: last.version, headVersion: head.version },
    })
  }
  for (const event of ordered) {
    if (event.version !== head.version || event.hash === head.hash || blamed.has(event)) continue
    findings.push({
      code: 'event-changed',
      ...of,
      version: event.version,
      eventId: event.eventId,
      details: { headHash: head.hash },
    })
  }
}

/**
 * The version an event was written as, if its hash fits with another version and so tells that the event was only
 * moved. The search is bounded; an event moved further is reported as changed.
 */
function originalVersion(event: LedgerEvent): number | undefined {
  const from = Math.max(1, event.version - MOVE_SEARCH)
  for (let version = from; version <= event.version + MOVE_SEARCH; version++) {
    if (version !== event.version && eventHashFits({ ...event, version })) return version
  }
  return undefined
}
