/**
 * The table format of a procedure (程序). A procedure is data: states, transitions, who may, required input, guards,
 * what clocks start, stop or pause, what documents fall due, labels in zh and en. Engine, menus, the exhaustive
 * check and the diagrams in the docs all read these tables; nothing about a single procedure is written anywhere else.
 */
import type { RoleName } from '../../kernel/access/roles.ts'
import type { ClockOwner, ClockRuleId } from '../clocks/contract.ts'

export interface Label {
  zh: string
  en: string
}

export type { RoleName } from '../../kernel/access/roles.ts'

/**
 * A seat is a part that exactly one unit plays; the matter (or the proceeding) binds seats to units.
 * centre: the unit of the bureau that took the matter in (信访局 intake or 12345 centre). handler: 主办 unit.
 * supervisor: the bureau's supervision unit. reviewer: the unit that decides a review. target: the unit an attached
 * proceeding is addressed to (督办对象, 协办单位, the unit that serves a document). opener: the unit that opened an
 * attached proceeding.
 */
export type Seat = 'centre' | 'handler' | 'supervisor' | 'reviewer' | 'target' | 'opener'

/** How a main procedure may end; each kind has its own guard (`END_GUARDS`). */
export type MatterEnd =
  | 'answered'
  | 'not-accepted'
  | 'referred'
  | 'transferred'
  | 'withdrawn'
  | 'undeliverable'
/** How an attached procedure may end. */
export type AttachedEnd = 'done' | 'refused' | 'lapsed' | 'undeliverable' | 'cancelled'
export type EndKind = MatterEnd | AttachedEnd

export interface StateDef {
  id: string
  label: Label
  /** What the person who asked is told while the matter is here. Never names a unit of a shielded lane. */
  citizen: Label
  /** The one unit responsible while in this state. Ends keep it, for the record. */
  responsible: Seat
  /** A listed pause: the clocks named may rest here; says why and what ends it. */
  pause?: { rules: ClockRuleId[]; reason: Label; endsBy: string }
  end?: EndKind
}

/** Who may fire a transition: one of the roles in the unit on that seat, the citizen by own act, or the system. */
export type Who =
  | { roles: RoleName[]; seat: Seat }
  /** Roles anywhere in the bureau (the supervisor may assign on anybody's behalf, say). */
  | { roles: RoleName[]; anywhere: true }
  | { citizen: true }
  | { system: true }

/**
 * text: free words, kept encrypted as content, only a commitment enters the ledger. outcomes: one outcome with basis
 * for each demand. unit: a unit of the bureau. bureau: another bureau of the installation. rating: the bureau and the
 * unit each rated, and for each demand whether it is solved. reference: an attachment of the matter.
 */
export type InputKind =
  | 'text'
  | 'unit'
  | 'bureau'
  | 'choice'
  | 'date'
  | 'days'
  | 'yes'
  | 'outcomes'
  | 'rating'
  | 'reference'

export interface InputField {
  name: string
  kind: InputKind
  label: Label
  required: boolean
  help?: Label
  /** For choice; for outcomes the same four results in the words of this procedure. */
  options?: { value: string; label: Label }[]
  /** For text: what kind of content it is stored as. */
  contentKind?: ContentKind
  /** date: today or later. Other dates are of what has happened. */
  future?: true
  /** text: the proceeding keeps it by its name, for documents and screens. */
  keep?: true
  /** Filled by the program alone; people are not asked and may not give it. */
  byProgram?: true
}

export type ContentKind =
  | 'body'
  | 'demand'
  | 'subject'
  | 'place'
  | 'point'
  | 'party'
  | 'reply'
  | 'opinion'
  | 'notice'
  | 'reason'
  | 'note'
  | 'added-information'
  | 'message'
  | 'outcome'
  | 'rating-words'
  | 'file'
  | 'attachment-name'
  | 'service-detail'
  | 'paper'

/** Named pure predicates of the engine; `engine/guards.ts` holds one function for each. */
export type GuardId =
  | 'every-demand-has-outcome'
  | 'reply-served'
  | 'notice-served'
  | 'within-objection-window'
  | 'unit-not-designated'
  | 'unit-not-reported'
  | 'unit-is-not-current-handler'
  | 'extension-within-cap'
  | 'citizen-own-act'
  | 'withdrawal-evidence'
  | 'window-open-or-reason'
  | 'linked-matter-exists'
  | 'no-open-contribution'
  | 'service-failed'
  | 'portal-service-allowed'
  | 'redo-allowed'
  | 'reason-and-route'
  | 'asked-in-writing-and-checked'
  /** The person agreed to be served on the page, or can be reached nowhere else. */
  | 'online-service-agreed'
  /** The sealed version of the document lies ready to be opened. */
  | 'sealed-version'
  /** The rating recorded in this follow-up has no 不满意 and no demand left unsolved; its opposite. */
  | 'rating-satisfied'
  | 'rating-unsatisfied'
  /** No review (or re-review) of this answer has been asked for yet; one that was withdrawn does not count. */
  | 'review-not-requested'
  /** The matter has come once and is tied to no other about the same thing (simple procedure). */
  | 'first-time'
  /** The open ground of the simple procedure is not taken without words. */
  | 'ground-explained'
  /** Days to handle it again are set with a revocation, and with nothing else. */
  | 'redo-days-with-revocation'
  /** No hearing is open, so that nothing is decided before it is concluded. */
  | 'no-open-hearing'
  /** The conclusion on a suggestion agrees with the results of its items. */
  | 'adoption-fits-outcomes'
  /** The matter itself has ended, so that a final report can be made. */
  | 'matter-ended'
  /** The matter is an order of the hotline. */
  | 'is-order'
  /** The call-back is over: rated, lapsed or decided on, or it was never called for. */
  | 'call-back-over'
  /** Nothing else hangs open on the matter: no service, contribution, supervision or later contact to be looked at. */
  | 'nothing-open'
  /** Neither archived nor being filed. */
  | 'not-archived'

export type ClockEffect =
  /**
   * Starts at the event; `fromReceipt` counts from the day the matter was received instead, `asOf` from the day the
   * clock of that rule started (a procedure that changes in mid-course). `limit` says who sets the length of this case
   * (指定办理期限): `days` = the input of that name, `sender` = that input, or else the day the sender wrote on its letter,
   * `redo` = the days whoever revoked has set, or else the rule's own.
   */
  | {
      start: ClockRuleId
      owner: ClockOwner
      fromReceipt?: true
      right?: true
      asOf?: ClockRuleId
      limit?: 'days' | 'sender' | 'redo'
      /** Only where the step was given this value: a limit by what was chosen, beside those that always run. */
      when?: { input: string; is: string }
    }
  | { stop: ClockRuleId; as: 'met' | 'stopped' }
  | { pause: ClockRuleId }
  | { resume: ClockRuleId }
  /** Extends by the approved days of this proceeding (input `days`); on the main proceeding's clock. */
  | { extend: ClockRuleId }

export type DocumentKind =
  | 'acceptance-notice'
  | 'non-acceptance-notice'
  | 'referral-notice'
  | 'extension-notice'
  | 'handling-opinion'
  | 'review-opinion'
  | 're-review-opinion'
  | 'revocation-notice'
  | 'reply'
  | 'transfer-letter'
  | 'assignment-letter'
  | 'supervision-letter'
  | 'transfer-notice'
  | 'correction-notice'
  | 'hearing-notice'

/** Opens a procedure of its own hanging on the matter, or a linked matter in the bureau that must decide. */
export type Opens =
  | { attach: string; targetSeat?: Seat; targetInput?: string; document?: DocumentKind }
  | { matter: string; at: 'next-level-up' | 'input-bureau' }

export interface Transition {
  id: string
  label: Label
  from: string[]
  /** `=` stays in the state it was fired from. */
  to: string
  who: Who[]
  input: InputField[]
  /** Plain values that the step itself stands for, kept with those given. */
  fixed?: Record<string, string | number | boolean>
  guards: GuardId[]
  clocks: ClockEffect[]
  /** Seats this step binds: from an input of kind unit, or the unit of who acts; `clear` frees it. */
  seats?: { seat: Seat; from: 'input' | 'actor' | 'clear' | 'opener'; input?: string }[]
  /** Documents this step issues; each is served by the attached `service` procedure. */
  documents: DocumentKind[]
  opens?: Opens[]
  /** Fired by the system when an attached proceeding of that procedure, opened for `document` if named, ends so. */
  trigger?: { procedure: string; end: EndKind; document?: DocumentKind }
  /** Decides who handles (异议、退回、甄别): kept as a precedent for the next such matter. */
  decidesWho?: true
  /** What the step leaves on the matter. redo clears the outcomes, so that each demand is answered afresh. */
  marks?: ('designated' | 'returned' | 'redo' | 'final')[]
  /** What confirming does, in plain words, shown before it is done. */
  consequence: Label
  /** Template of the notice sent to the citizen; absent = none. */
  notify?: string
  /** Fired by the system by itself as soon as the state is reached and the guards hold. */
  automatic?: true
  /** Shown at the top of the menu as the usual next step. */
  primary?: true
}

export interface Procedure {
  id: string
  /** Pinned to each proceeding when it opens; a change of the table raises it. */
  version: number
  label: Label
  /** main: a matter lives in it; attached: hangs on a matter. */
  kind: 'main' | 'attached'
  /** Letter printed in the number, main only. */
  numberLetter?: string
  /** Class that every matter of this track has; absent = any. Keeps track, document and remedy together (A4). */
  onlyClass?: string
  /** Shielded lane: who reported and the reported unit are kept apart (XF-P01). */
  shielded?: true
  /** A reply counts as served when posted on the citizen's page (not for statutory opinions). */
  portalServes?: true
  /** Whether the two ratings are asked after the answer (XF-S07 excludes legal-route items and misconduct). */
  rated: boolean
  /** After a served answer an unsatisfied person goes on to: redo, or review by the next level up, or nothing. */
  remedy: 'redo' | 'review' | 're-review' | 'none'
  initial: string
  /** Clocks that start when it opens. */
  opening: ClockEffect[]
  /**
   * Seats bound when it opens. Absent: main = centre and supervisor; attached = target, opener, and those of its
   * matter that are always bound (centre, supervisor).
   */
  openingSeats?: Seat[]
  /** Roles that may open it by hand; empty = only by a transition or the citizen. */
  openedBy: Who[]
  /** Attached only: input needed when opened by hand. */
  openInput?: InputField[]
  /** Attached only: may be opened by hand although the matter has ended. */
  afterEnd?: true
  /** Attached only: what must hold of the matter for it to be opened by hand. */
  openGuards?: GuardId[]
  states: StateDef[]
  transitions: Transition[]
  /** Article or paper this table follows. */
  source: Label
}

/** Guard that each kind of end must carry on every transition into it. Checked exhaustively. */
export const END_GUARDS: Record<MatterEnd, GuardId[]> = {
  answered: ['every-demand-has-outcome', 'reply-served'],
  'not-accepted': ['reason-and-route', 'notice-served'],
  referred: ['reason-and-route', 'notice-served'],
  transferred: ['linked-matter-exists'],
  withdrawn: ['citizen-own-act'],
  undeliverable: ['service-failed'],
}
