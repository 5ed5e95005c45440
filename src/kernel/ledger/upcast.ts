import type { LedgerEvent } from './event.ts'

/** Lifts the data of one schema version to the next. Pure: the same data always give the same result. */
export type Upcaster = (data: unknown) => unknown

/** An event type: the schema version written today, and how each older one is lifted by one step. */
export interface EventType {
  readonly type: string
  readonly current: number
  /** `from[1]` lifts version 1 to 2, and so on up to `current`. */
  readonly from?: Readonly<Record<number, Upcaster>>
}

/** The ledger holds an event of a type this release does not know; folding on would lose a step of a matter. */
export class UnknownEventTypeError extends Error {
  override readonly name = 'UnknownEventTypeError'
  readonly type: string
  readonly eventId: string
  constructor(event: Pick<LedgerEvent, 'type' | 'eventId'>) {
    super(`event ${event.eventId} is of the unknown type "${event.type}"`)
    this.type = event.type
    this.eventId = event.eventId
  }
}

/** The ledger holds an event in a schema version this release does not know: it was written by a newer one. */
export class UnknownSchemaVersionError extends Error {
  override readonly name = 'UnknownSchemaVersionError'
  readonly type: string
  readonly schemaVersion: number
  readonly eventId: string
  constructor(event: Pick<LedgerEvent, 'type' | 'eventId' | 'schemaVersion'>) {
    super(
      `event ${event.eventId} of type "${event.type}" has the unknown schema version ${event.schemaVersion}`,
    )
    this.type = event.type
    this.schemaVersion = event.schemaVersion
    this.eventId = event.eventId
  }
}

/** What a fold asks: events as written in, events of today's schema out. */
export interface UpcastRegistry {
  /**
   * The event with its data in today's schema version. Its `hash` stays that of the event as written, so chains are
   * verified over stored events, never over lifted ones. Throws UnknownEventTypeError, UnknownSchemaVersionError.
   */
  upcast(event: LedgerEvent): LedgerEvent
  /** Schema version to write for a type; throws UnknownEventTypeError. */
  currentVersion(type: string): number
  readonly types: readonly string[]
}

/** Makes the registry. Throws TypeError when a type is declared twice or a step between versions is missing. */
export function upcastRegistry(declared: readonly EventType[]): UpcastRegistry {
  const byType = new Map<string, EventType>()
  for (const eventType of declared) {
    const { type, current, from = {} } = eventType
    if (byType.has(type)) throw new TypeError(`event type "${type}" is declared twice`)
    if (!Number.isSafeInteger(current) || current < 1) throw new TypeError(`"${type}": versions begin at 1`)
    for (let version = 1; version < current; version++) {
      if (!from[version]) throw new TypeError(`"${type}": no upcaster from version ${version}`)
    }
    byType.set(type, eventType)
  }
  return {
    types: [...byType.keys()],
    currentVersion(type) {
      const known = byType.get(type)
      if (!known) throw new UnknownEventTypeError({ type, eventId: '(new)' })
      return known.current
    },
    upcast(event) {
      const known = byType.get(event.type)
      if (!known) throw new UnknownEventTypeError(event)
      const { schemaVersion } = event
      if (!Number.isSafeInteger(schemaVersion) || schemaVersion < 1 || schemaVersion > known.current) {
        throw new UnknownSchemaVersionError(event)
      }
      if (schemaVersion === known.current) return event
      let data = event.data
      for (let version = schemaVersion; version < known.current; version++) data = known.from![version]!(data)
      return { ...event, schemaVersion: known.current, data }
    },
  }
}
