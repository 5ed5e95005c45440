/** What screens and API see of a matter. Written apart from the stored shape; nothing is shown by default. */
import type { Clock, ClockRuleId, Derivation } from '../clocks/contract.ts'
import type { Channel, Contact, MatterClass, MatterLink, OutcomeResult, Rating } from '../engine/doc.ts'
import type { PlacePoint } from '../engine/open-matter.ts'
import type { ClockChange } from '../engine/preview.ts'
import type { DocumentKind, InputField, Label, Procedure, RoleName, Seat } from '../procedures/format.ts'

export interface UnitRef {
  unitId: string
  name: Label
}

/** One entry of an action menu, straight from the table. */
export interface ActionView {
  id: string
  label: Label
  consequence: Label
  input: InputField[]
  primary: boolean
}

export interface ClockView extends Omit<Clock, 'basis'> {
  name: Label
  basis: Label
  overdue: boolean
  /** A citizen's right still open today. */
  open: boolean
}

export interface ProceedingView {
  proceedingId: string
  procedure: string
  label: Label
  state: string
  stateLabel: Label
  responsible: UnitRef
  openedOn: string
  endedOn: string | null
  end: string | null
  nextDue: string | null
  documentId: string | null
  values: Record<string, string | number | boolean>
  texts: { field: string; text: string | null }[]
  actions: ActionView[]
}

export interface DemandView {
  demandId: string
  text: string | null
  outcome: {
    result: OutcomeResult
    /** In the words of the matter's procedure: 采纳 of a suggestion, 支持 of a claim. */
    label: Label
    words: string | null
    basis: string | null
    on: string
  } | null
}

export interface DocumentView {
  documentId: string
  kind: DocumentKind
  unit: UnitRef
  issuedOn: string
  servedOn: string | null
  method: string | null
  texts: string[]
}

export interface TimelineEntry {
  version: number
  type: string
  occurredAt: string
  recordedAt: string
  actor: { kind: 'account' | 'citizen' | 'system'; name: string | null; unit: UnitRef | null }
  proceedingId: string | null
  procedure: Label | null
  action: string | null
  label: Label
  from: Label | null
  to: Label | null
  texts: { field: string; kind: string; text: string | null }[]
  clocks: { clockId: string; name: Label; status: Clock['status']; nominal: string }[]
  hash: string
}

/** What became of one notice to the person: no address, no words. */
export interface NoticeView {
  template: string
  via: 'sms' | 'email' | 'post'
  state: 'waiting' | 'sent' | 'delivered' | 'refused' | 'given-up' | 'not-needed'
  madeAt: string
  settledAt: string | null
  code: string | null
  tried: { via: 'sms' | 'email' | 'post'; code: string; at: string }[]
}

export interface PartyView {
  role: 'petitioner' | 'representative' | 'agent'
  /** Masked unless disclosed: 张** , 138****5678. */
  name: string | null
  phone: string | null
  address: string | null
  idNumber: string | null
  email: string | null
  /** Of an agent: how related to the person whose matter it is. */
  relation: string | null
}

export interface AttachmentView {
  attachmentId: string
  name: string | null
  mediaType: string
  size: number
  on: string
}

/** Said on the telephone, `truthful` also in a rating of one's own; null where it was not asked or not said. */
export interface CalledBack {
  connected: boolean | null
  contacted: boolean | null
  truthful: boolean | null
}

export interface MatterView {
  matterId: string
  number: string
  version: number
  bureau: { slug: string; name: Label }
  procedure: string
  procedureLabel: Label
  channel: Channel
  class: MatterClass
  category: string | null
  lane: 'open' | 'shielded'
  secrecy: 'none' | 'name' | 'matter'
  state: string
  stateLabel: Label
  end: string | null
  receivedOn: string
  receivedAt: string
  undated: boolean
  subject: string | null
  body: string | null
  place: string | null
  /** Where the person pressed on the bureau's map. */
  point: PlacePoint | null
  demands: DemandView[]
  contacts: Contact[]
  seats: Partial<Record<Seat, UnitRef>>
  parties: PartyView[]
  /** Whether this account may ask to see the parties in full (a reason is logged). */
  canDisclose: boolean
  /** Whether this account may issue a new query code. */
  canRenewCode: boolean
  /** Whether this account may write to the person now. */
  canWrite: boolean
  proceedings: ProceedingView[]
  clocks: ClockView[]
  documents: DocumentView[]
  attachments: AttachmentView[]
  links: MatterLink[]
  /** What the person said, with what only a call-back tells. */
  ratings: (Rating & CalledBack)[]
  timeline: TimelineEntry[]
  /** Attached procedures this account may open now. */
  openable: { procedure: string; label: Label; input: InputField[] }[]
  erased: { on: string; decision: string } | null
  /** The sealed copy a review is decided on. */
  file: unknown
}

export interface InboxItem {
  matterId: string
  proceedingId: string
  number: string
  subject: string | null
  procedure: string
  procedureLabel: Label
  mainProcedure: string
  state: string
  stateLabel: Label
  responsible: UnitRef
  handler: UnitRef | null
  channel: Channel
  class: MatterClass
  receivedOn: string
  nextDue: string | null
  provisional: boolean
  /** Working days until due; negative when past. */
  daysLeft: number | null
  overdue: boolean
  end: string | null
  version: number
}

export interface ChainLink {
  procedure: string
  procedureLabel: Label
  bureau: { slug: string; name: Label }
  /** Unit that decides here. */
  unit: Label | null
  number: string
  /** Set where the reader may open the page. */
  matterId: string | null
  here: boolean
  stateLabel: Label
  receivedOn: string
  endedOn: string | null
  end: string | null
  /** upheld, changed, revoked; once served. */
  result: string | null
  servedOn: string | null
  /** Last day by count of the limit that runs, to decide or to answer. */
  due: string | null
  paused: boolean
  /** Whether the request came after the window; null where it was never asked. */
  late: boolean | null
  /** Window to ask the next level up. */
  window: { lastDay: string; open: boolean } | null
}

export interface FileCheck {
  /** The event up to which the file was copied still stands in its ledger with that hash. */
  intact: boolean
  /** What happened there afterwards and is not on the file. */
  since: { on: string; label: Label }[]
}

export interface Chain {
  links: ChainLink[]
  /** A re-review has decided and did not send the matter back: the same facts and reasons are not taken again (R22 36¶3). */
  finished: boolean
  /** Of a review: the file it decides on, against the ledger it was copied from. */
  file: FileCheck | null
}

/** The citizen's own page: what was asked, where it is, who has it, by when and why that day. */
export interface CitizenChainLink {
  procedure: string
  procedureLabel: Label
  bureau: Label
  unit: Label | null
  number: string
  here: boolean
  stateLabel: Label
  receivedOn: string
  result: string | null
  servedOn: string | null
  due: string | null
  paused: boolean
}

export interface CitizenView {
  number: string
  bureau: { slug: string; name: Label }
  procedure: string
  procedureLabel: Label
  receivedOn: string
  subject: string | null
  body: string | null
  demands: DemandView[]
  state: Label
  /** Kind sentence for where it is now. */
  explanation: Label
  /** Who has it; null in a shielded lane. */
  holder: Label | null
  ended: boolean
  end: string | null
  due: {
    day: string
    nominal: string
    provisional: boolean
    clockId: string
    name: Label
    derivation: Derivation
  } | null
  /** The story so far, in plain words; `own` is what the person did. */
  steps: { on: string; label: Label; explanation: Label | null; own: boolean }[]
  /**
   * What is still to come on the usual way: who does it, and the limits it must meet, by day where the clock runs
   * already, else from the step of that index.
   */
  toCome: {
    id: string
    state: string
    label: Label
    who: Label | null
    seat: Seat
    limits: { ruleId: ClockRuleId; day: string | null; after: number }[]
    end: boolean
  }[]
  /** What was written to and fro. No name of an account; in a shielded lane no unit. */
  messages: { at: string; from: 'person' | 'office'; unit: Label | null; text: string; asks: boolean }[]
  /** A unit has asked something and waits for an answer. No clock stands for that. */
  asked: boolean
  /** The rating asked for: where it stands, the person's last day for it, or the centre's to decide on it. */
  judging: {
    state: Label
    explanation: Label
    day: string | null
    derivation: Derivation | null
    open: boolean
  } | null
  /** What an unsatisfied person goes on to after the answer. */
  remedy: Procedure['remedy']
  /** The clock stands, where a rule allows it: why, and what ends it. */
  pause: { reason: Label; endsBy: Label } | null
  documents: {
    documentId: string
    kind: DocumentKind
    issuedOn: string
    servedOn: string | null
    texts: string[]
  }[]
  attachments: AttachmentView[]
  actions: (ActionView & { proceedingId: string })[]
  /** The right to ask for review: its last day, when one is open. */
  right: { name: Label; lastDay: string; derivation: Derivation } | null
  /** Who would decide a review: the next level up, where it is in this installation. */
  decides: Label | null
  /** A hearing the person is asked to. */
  hearing: { on: string; notice: string | null } | null
  /** What a reviewer asks to be completed, and the last day for it. */
  correcting: { words: string | null; lastDay: string | null } | null
  /** No longer accepted: the re-review opinion (organ, number, date) that ended the procedure, and why it is the same matter. */
  finished: { opinion: string | null; reason: string | null } | null
  /** Opinion, review and re-review, first to last; null where no review was asked for. */
  chain: { links: CitizenChainLink[]; finished: boolean } | null
  /** Without the unit: in a shielded lane not even its id leaves the house. */
  ratings: (Pick<Rating, 'bureau' | 'unit' | 'solved' | 'partly' | 'on'> &
    Pick<CalledBack, 'truthful'> & { words: string | null })[]
  access: { at: string; what: string; reason: string; unit: Label | null; roles: RoleName[] }[]
  links: { kind: MatterLink['kind']; number: string | null }[]
  version: number
}

/** What the server says a step would do. */
export interface EffectsView {
  clocks: {
    change: ClockChange
    clockId: string
    name: Label
    owner: 'citizen' | 'organ'
    right: boolean
    unit: UnitRef | null
    /** Last day as it would be, and as it is now. */
    nominal: string
    before: string | null
    /** A field not filled in yet decides this day or unit. */
    open: boolean
  }[]
  documents: { kind: DocumentKind; unit: UnitRef | null }[]
  opened: { procedure: string; label: Label; unit: UnitRef | null }[]
  ended: { procedure: string; label: Label }[]
  state: { label: Label; unit: UnitRef | null; changed: boolean }
  end: string | null
  linkedMatter: Label | null
  notified: boolean
  assumed: string[]
}

export type {
  DocumentKind,
  EndKind,
  InputField,
  Label,
  Procedure,
  RoleName,
  Seat,
} from '../procedures/format.ts'
