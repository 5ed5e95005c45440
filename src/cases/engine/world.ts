/**
 * What the engine may know besides the matter: one reading of the clock, the calendar, the bureau's settings and
 * units, and where new identifiers and salts come from. All passed in, so that rules stay pure and replay is exact.
 */
import type { WorkCalendar } from '../../kernel/calendar/index.ts'
import type { BusinessHours, LocalSetting, PlainDate } from '../clocks/contract.ts'
import type { ContentKind, RoleName } from '../procedures/format.ts'
import type { EventDraft } from './events.ts'

export interface Actor {
  kind: 'account' | 'citizen' | 'system'
  id: string | null
  unitId: string | null
  roles: readonly RoleName[]
}

export const SYSTEM: Actor = { kind: 'system', id: null, unitId: null, roles: [] }
export const CITIZEN: Actor = { kind: 'citizen', id: null, unitId: null, roles: [] }

export interface UnitInfo {
  unitId: string
  parentId: string | null
  code: string
  name: { zh: string; en: string }
  kind: string
  seats: readonly string[]
  superiorBureauId: string | null
  superiorUnitId: string | null
  active: boolean
}

export interface Mint {
  id(): string
  salt(): Uint8Array
  /** Salted commitment of a text, lower hex. */
  commit(salt: Uint8Array, text: string): string
}

export interface World {
  bureauId: string
  today: PlainDate
  now: string
  calendar: WorkCalendar
  settings: readonly LocalSetting[]
  hours: BusinessHours | undefined
  units: ReadonlyMap<string, UnitInfo>
  mint: Mint
}

/** Words to be kept: encrypted with their salt under the matter's key. */
export interface NewContent {
  contentId: string
  kind: ContentKind
  text: string
  salt: Uint8Array
  commitment: string
}

/** An effect outside the matter, done by a job under the key of the event that decided it. */
export interface OutboxDraft {
  topic:
    | 'open-linked-matter'
    | 'confirm-transfer'
    | 'notify-citizen'
    | 'review-decided'
    | 'review-withdrawn'
    /** Something happened that may call for supervision (`procedures/triggers.ts`). */
    | 'check-triggers'
    /** A dispute over who handles was decided: a precedent. */
    | 'who-decided'
  payload: Record<string, unknown>
  /** Index of the deciding event among this command's drafts. */
  event: number
}

/** What a command decided: all of it is written in one transaction, or none. */
export interface Decision<Doc> {
  doc: Doc
  before: Doc | null
  drafts: EventDraft[]
  contents: NewContent[]
  outbox: OutboxDraft[]
}
