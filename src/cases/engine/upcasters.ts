/**
 * Every event type with the schema version written today, and how data of older versions are lifted. Upcasters are
 * pure: chains are verified over events as stored, folds read them lifted. Each type and version keeps a golden event
 * in `test/golden/events`, which must fold for ever.
 */

import { plainDateIn } from '../../kernel/calendar/index.ts'
import { type LedgerEvent, type Upcaster, upcastRegistry } from '../../kernel/ledger/index.ts'
import type { MatterDoc } from './doc.ts'
import { EVENT_VERSIONS, type EventDraft, type EventType } from './events.ts'
import { evolve } from './fold.ts'

/** A clock of version 1 carries the words of its rule whole. It keeps them: they are what was said then. */
const WORDS_STAY: Readonly<Record<number, Upcaster>> = { 1: (data) => data }

/** `UPCASTERS['matter.noted'] = { 1: (data) => … }` lifts version 1 of that type to 2. */
const UPCASTERS: Partial<Record<EventType, Readonly<Record<number, Upcaster>>>> = {
  'matter.registered': WORDS_STAY,
  'matter.classified': WORDS_STAY,
  'matter.cancelled': WORDS_STAY,
  'proceeding.opened': WORDS_STAY,
  'proceeding.stepped': WORDS_STAY,
  'clocks.recomputed': WORDS_STAY,
}

export const EVENT_REGISTRY = upcastRegistry(
  (Object.entries(EVENT_VERSIONS) as [EventType, number][]).map(([type, current]) => ({
    type,
    current,
    from: UPCASTERS[type],
  })),
)

/** A stored event as the fold reads it. Throws UnknownEventTypeError, UnknownSchemaVersionError. */
export function draftOf(event: LedgerEvent): EventDraft {
  const { type, data, procedure, procedureVersion } = EVENT_REGISTRY.upcast(event)
  return { type, data, procedure, procedureVersion } as EventDraft
}

/**
 * The state of a matter from its stored events, in order of version.
 * @param zone of the bureau: the day of an event is that of its occurrence there
 * @throws the errors of `draftOf`, and Error when the first event is no registration or a step has no proceeding.
 */
export function foldEvents(events: readonly LedgerEvent[], zone: string): MatterDoc | null {
  let doc: MatterDoc | null = null
  for (const event of events) {
    doc = evolve(doc, draftOf(event), {
      bureauId: event.bureauId,
      matterId: event.matterId,
      version: event.version,
      on: plainDateIn(zone, event.occurredAt),
    })
  }
  return doc
}
