/** What the server says, in its own contract types; the desk has no shapes of its own for what both sides know. */

import type {
  InboxItem,
  Label,
  MatterView,
  PartyView,
  Procedure,
  RoleName,
  TimelineEntry,
  UnitRef,
} from '../../../../src/cases/views/contract.ts'

import type { ListExtra, PageOf } from '../../../../src/lists/contract.ts'

export type { Category, CodeList } from '../../../../src/administration/contract.ts'
export type {
  BatchItem,
  BatchOutcome,
  BatchVerb,
  ExportState,
  ListCount,
  ListId,
  ListQuery,
  Progress,
  Risk,
  RiskReason,
  SavedView,
  Shared,
  Sort,
} from '../../../../src/lists/contract.ts'

export type ListItem = InboxItem & ListExtra
export type ListPage = PageOf<ListItem>

export type { Clock, Derivation, DerivationStep, SourceMark } from '../../../../src/cases/clocks/contract.ts'
export type {
  ActionView,
  AttachmentView,
  ClockView,
  DemandView,
  DocumentKind,
  DocumentView,
  EndKind,
  InboxItem,
  InputField,
  Label,
  MatterView,
  PartyView,
  Procedure,
  ProceedingView,
  RoleName,
  Seat,
  TimelineEntry,
  UnitRef,
} from '../../../../src/cases/views/contract.ts'

export type Channel = MatterView['channel']
export type MatterClass = MatterView['class']
export type Secrecy = MatterView['secrecy']
export type Contact = MatterView['contacts'][number]
export type ExternalReference = NonNullable<Contact['external']>
export type Outcome = NonNullable<MatterView['demands'][number]['outcome']>
export type OutcomeResult = Outcome['result']
export type Rating = MatterView['ratings'][number]
export type MatterLink = MatterView['links'][number]
export type Openable = MatterView['openable'][number]
export type PartyRole = PartyView['role']
export type Grade = Rating['bureau']
export type TimelineActor = TimelineEntry['actor']
export type InboxPage = { items: InboxItem[]; next: string | null }

/** Who is signed in, and the bureau's own day: what is due today is never decided by the clock of this computer. */
export interface Me {
  accountId: string
  login: string
  name: string
  roles: RoleName[]
  secondFactor: boolean
  secondFactorNeeded: boolean
  recoveryCodesLeft: number
  /** How long the bureau keeps an unattended session open. */
  idleMinutes: number
  unit: { unitId: string; name: Label }
  bureau: { slug: string; name: Label; simulated: boolean; practice: boolean; zone: string }
  /** ISO instant of the server's clock; in a simulated bureau the bureau's own. */
  now: string
  today: string
}

export type Transition = Procedure['transitions'][number]

export interface Unit {
  unitId: string
  parentId: string | null
  code: string | null
  name: Label
  kind: string
  seats: string[]
  active: boolean
}

export interface Bureau {
  bureauId?: string
  slug: string
  name: Label
}

/** Where a matter stands, as quick find shows it. */
export interface MatterSummary {
  matterId: string
  number: string
  procedure: string
  state: string
  responsible: UnitRef
  receivedOn: string
  nextDue: string | null
  endedOn: string | null
  end: string | null
}

export interface Registered {
  matterId: string
  number: string
  version: number
  state: string
  end: string | null
  code: string
}

export interface AccessEntry {
  at: string
  what: string
  reason: string
  unitId: string | null
  /** Held at the time. */
  roles: RoleName[]
  accountId: string | null
}

/** RFC 9457, in the reader's language. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
  field?: string
  details?: Record<string, unknown>
  instance?: string
}
