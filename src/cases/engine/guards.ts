/**
 * Guards (门槛): named conditions a table may set on a step. One function each, pure, refusing with a stable code.
 * They see the matter as it is before the step and the checked input of the step.
 */
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import { citizenRightOpen } from '../clocks/index.ts'
import type { DocumentKind, GuardId, Procedure } from '../procedures/format.ts'
import { MAIN, type MatterDoc, mainOf, type Proceeding, paperOfDocument } from './doc.ts'
import type { ReadInput } from './read-input.ts'
import type { Actor, World } from './world.ts'

export interface GuardScene {
  doc: MatterDoc
  proceeding: Proceeding
  table: Procedure
  mainTable: Procedure
  input: ReadInput
  actor: Actor
  world: World
}

/** Left on a proceeding by the step that asks the next level up; a redo takes it away again. */
export const ASKED_FOR_REVIEW = 'reviewAsked'

/** Said in a rating or a call-back: whether what the reply tells is true to fact (属实). */
export const TRUTHFUL = 'truthful'

type Guard = (scene: GuardScene) => Refusal | undefined

const REPLIES: readonly DocumentKind[] = ['reply', 'handling-opinion', 'review-opinion', 're-review-opinion']
const NOTICES: readonly DocumentKind[] = ['non-acceptance-notice', 'referral-notice']

/** The newest document of one of these kinds issued in this proceeding has been served. */
function newestServed({ doc, proceeding }: GuardScene, kinds: readonly DocumentKind[]): boolean {
  const mine = Object.values(doc.documents).filter(
    (d) => d.proceedingId === proceeding.proceedingId && kinds.includes(d.kind),
  )
  return mine.at(-1)?.servedOn != null
}

/** The document a service serves. */
const documentOf = ({ doc, proceeding }: GuardScene) =>
  proceeding.documentId ? doc.documents[proceeding.documentId] : undefined

const given = (scene: GuardScene, name: string) => scene.input.values[name] ?? scene.proceeding.values[name]

const reasonGiven = (scene: GuardScene) =>
  scene.input.texts.some((t) => t.field.contentKind === 'reason' || t.field.name === 'reason') ||
  scene.proceeding.values['text:reason'] !== undefined

/** Windows to ask for review (R22 35) and re-review (R22 36). */
export const REVIEW_WINDOWS: ReadonlySet<string> = new Set(['XF-T08', 'XF-T10'])

/**
 * The window to ask for review as of a day. It is the days the text gives and nothing else: asking does not use it up, so
 * that who has withdrawn a request may ask again until its last day, and not longer (CAL-04: the rolled day).
 */
export function reviewWindow(doc: MatterDoc, on: string): { lastDay: string; open: boolean } | null {
  const clock = Object.values(doc.clocks).findLast((c) => REVIEW_WINDOWS.has(c.ruleId))
  if (!clock || clock.status === 'stopped') return null
  return { lastDay: clock.rolled, open: on <= clock.rolled }
}

/** Day the request reached the organ; staff may write it down later. */
export const askedOn = (input: Pick<ReadInput, 'values'>, world: Pick<World, 'today'>): string =>
  typeof input.values.askedOn === 'string' ? input.values.askedOn : world.today

const isCitizen = (scene: GuardScene) => scene.actor.kind === 'citizen'
const hasEvidence = (scene: GuardScene) => typeof scene.input.values.evidence === 'string'

/** Windows to object to the bureau, and to an upper organ (R22 23¶3). */
const OBJECTION_WINDOWS: ReadonlySet<string> = new Set(['XF-T04', 'XF-T04-UP'])

const lastRating = ({ doc, proceeding }: GuardScene) =>
  doc.ratings.findLast((r) => r.proceedingId === proceeding.proceedingId)

const isUnsatisfied = (scene: GuardScene) => {
  const rating = lastRating(scene)
  if (!rating) return false
  return (
    rating.bureau === 'unsatisfied' ||
    rating.unit === 'unsatisfied' ||
    Object.values(rating.solved).some((solved) => !solved) ||
    // The person says that what the reply tells did not happen, or not so.
    scene.proceeding.values[TRUTHFUL] === 'no'
  )
}

export const GUARDS: Record<GuardId, Guard> = {
  // "An answered end only when every demand has an outcome and the reply was served."
  'every-demand-has-outcome': ({ doc, input }) => {
    const now = new Set(input.outcomes.map((o) => o.demandId))
    const open = doc.demands.filter((d) => !d.outcome && !now.has(d.demandId)).map((d) => d.demandId)
    return open.length > 0
      ? refuse('case.demand_without_outcome', { field: 'outcomes', details: { open } })
      : undefined
  },
  'reply-served': (s) => (newestServed(s, REPLIES) ? undefined : refuse('case.reply_not_served')),
  'notice-served': (s) => (newestServed(s, NOTICES) ? undefined : refuse('case.notice_not_served')),
  // R22 23¶3: objection within 5 working days of receipt.
  'within-objection-window': ({ doc, proceeding, world }) => {
    const clock = Object.values(doc.clocks).find(
      (c) =>
        OBJECTION_WINDOWS.has(c.ruleId) &&
        c.proceedingId === proceeding.proceedingId &&
        c.status === 'running',
    )
    if (!clock || !citizenRightOpen(clock, { date: world.today, instant: world.now })) {
      return refuse('case.objection_window_closed', { details: { until: clock?.nominal ?? null } })
    }
    return undefined
  },
  // 北京12-14, 潍坊22: a unit designated after 甄别 may not return the matter again.
  'unit-not-designated': ({ doc }) => (doc.marks.designated ? refuse('case.unit_designated') : undefined),
  // Checked for every unit field as well; stated here for the lane as a whole (XF-P01).
  'unit-not-reported': ({ doc, input }) =>
    doc.reportedUnitId && Object.values(input.values).includes(doc.reportedUnitId)
      ? refuse('shield.unit_reported', { field: 'unit' })
      : undefined,
  'unit-is-not-current-handler': ({ doc, input }) =>
    input.values.unit && input.values.unit === doc.seats.handler
      ? refuse('case.unit_is_handler', { field: 'unit' })
      : undefined,
  // R22 34: at most 30 days; cumulative. The cap itself is kept by the clock.
  'extension-within-cap': (s) => {
    const days = Number(given(s, 'days') ?? 0)
    const main = mainOf(s.doc)
    const clock = Object.values(s.doc.clocks).find(
      (c) => c.proceedingId === main.proceedingId && c.status === 'running' && c.extensionCap > 0,
    )
    if (!clock) return refuse('clock.nothing_to_extend')
    if (clock.extendedBy + days > clock.extensionCap) {
      return refuse('clock.extension_over_cap', {
        field: 'days',
        details: { cap: clock.extensionCap, used: clock.extendedBy, asked: days },
      })
    }
    return undefined
  },
  'citizen-own-act': (s) => (isCitizen(s) || hasEvidence(s) ? undefined : refuse('case.not_citizens_act')),
  'withdrawal-evidence': (s) =>
    isCitizen(s) || hasEvidence(s) ? undefined : refuse('case.evidence_missing', { field: 'evidence' }),
  // R22 35, 36: within 30 days of the written reply; late ones only with a recorded reason.
  'window-open-or-reason': (s) => {
    const window = reviewWindow(s.doc, askedOn(s.input, s.world))
    if (window?.open || s.input.texts.some((t) => t.field.name === 'lateReason')) return undefined
    return refuse('review.window_closed', {
      field: 'lateReason',
      details: { lastDay: window?.lastDay ?? null },
    })
  },
  'linked-matter-exists': ({ doc }) =>
    doc.links.some((l) => l.kind === 'transferred-to' && l.number !== null)
      ? undefined
      : refuse('case.linked_matter_missing'),
  'no-open-contribution': ({ doc }) =>
    Object.values(doc.proceedings).some((p) => p.procedure === 'contribution' && !p.end)
      ? refuse('case.contribution_open')
      : undefined,
  'service-failed': ({ doc, proceeding }) =>
    Object.values(doc.proceedings).some(
      (p) => p.procedure === 'service' && p.parentId === proceeding.proceedingId && p.end === 'undeliverable',
    )
      ? undefined
      : refuse('case.service_not_failed'),
  // What answers a statutory matter is served when somebody receives it, never by posting it, also where nobody can be
  // reached: rights run from it. Of a notice whoever left no name or address need not be told otherwise (R22 23¶2).
  'portal-service-allowed': (s) => {
    if (s.mainTable.portalServes) return undefined
    const kind = documentOf(s)?.kind
    const notice = kind !== undefined && !REPLIES.includes(kind)
    return notice && !s.doc.reachable ? undefined : refuse('case.portal_does_not_serve')
  },
  'online-service-agreed': ({ doc }) =>
    doc.onlineService?.agreed || !doc.reachable ? undefined : refuse('case.online_service_not_agreed'),
  'sealed-version': (s) =>
    s.proceeding.documentId && paperOfDocument(s.doc, s.proceeding.documentId)?.sealed
      ? undefined
      : refuse('document.not_sealed'),
  // After a served statutory opinion a follow-up orders no silent redo: review, or formal revocation by the organ itself.
  'redo-allowed': ({ doc, proceeding, mainTable }) => {
    const main = mainOf(doc)
    const byProcedure = proceeding === main || mainTable.remedy === 'redo'
    return main.end === 'answered' && !doc.marks.final && byProcedure
      ? undefined
      : refuse('case.redo_not_allowed')
  },
  'reason-and-route': (s) =>
    given(s, 'route') !== undefined && reasonGiven(s)
      ? undefined
      : refuse('case.reason_and_route', { field: 'reason' }),
  // HL-12: ending early only by written request, the centre's check and an explanation.
  'asked-in-writing-and-checked': (s) =>
    hasEvidence(s) ? undefined : refuse('case.evidence_missing', { field: 'evidence' }),
  'review-not-requested': ({ proceeding }) =>
    proceeding.values[ASKED_FOR_REVIEW] === true ? refuse('review.already_requested') : undefined,
  // Simple procedure: only what is raised for the first time (rules.md A4).
  'first-time': ({ doc }) =>
    doc.contacts.length > 1 || doc.links.some((l) => l.kind === 'same-matter')
      ? refuse('case.not_first_time')
      : undefined,
  'ground-explained': ({ input }) =>
    input.values.ground !== 'other' || input.texts.some((t) => t.field.name === 'words')
      ? undefined
      : refuse('case.ground_unexplained', { field: 'words' }),
  // Who revokes says by when it is handled again; without a revocation there is nothing to set a time for.
  'redo-days-with-revocation': ({ input }) =>
    (input.values.result === 'revoked') === (input.values.redoDays !== undefined)
      ? undefined
      : refuse('review.redo_days', { field: 'redoDays' }),
  'no-open-hearing': ({ doc }) =>
    Object.values(doc.proceedings).some((p) => p.procedure === 'hearing' && !p.end)
      ? refuse('case.hearing_open')
      : undefined,
  // R22 29: what can be adopted in whole or in part is adopted; a conclusion may not say more or less than its items.
  'adoption-fits-outcomes': ({ input }) => {
    const results = new Set(input.outcomes.map((o) => o.result))
    const some = results.has('supported') || results.has('partly-supported')
    const all = results.size === 1 && results.has('supported')
    const fits = { adopted: all, 'partly-adopted': some && !all, 'not-adopted': !some }
    return fits[input.values.adoption as keyof typeof fits]
      ? undefined
      : refuse('suggestion.conclusion_differs', { field: 'adoption' })
  },
  // One registered by mistake and cancelled has no course that could be filed.
  'is-order': ({ doc }) => {
    const { procedure, end } = mainOf(doc)
    return procedure === 'hotline-order' && end !== 'cancelled' ? undefined : refuse('archive.not_an_order')
  },
  'call-back-over': ({ doc }) =>
    Object.values(doc.proceedings).some((p) => p.procedure === 'follow-up' && !p.end)
      ? refuse('archive.call_back_open')
      : undefined,
  'nothing-open': ({ doc, proceeding }) => {
    const open = Object.values(doc.proceedings).filter(
      (p) => !p.end && p.proceedingId !== proceeding.proceedingId && p.proceedingId !== MAIN,
    )
    return open.length === 0 ? undefined : refuse('archive.work_open')
  },
  'not-archived': ({ doc }) =>
    Object.values(doc.proceedings).some((p) => p.procedure === 'archiving' && (!p.end || p.end === 'done'))
      ? refuse('archive.archived')
      : undefined,
  'matter-ended': ({ doc }) => (mainOf(doc).end ? undefined : refuse('case.not_ended')),
  'rating-satisfied': (s) => (isUnsatisfied(s) ? refuse('followup.unsatisfied') : undefined),
  'rating-unsatisfied': (s) => (isUnsatisfied(s) ? undefined : refuse('followup.satisfied')),
}

/** Guards that look at nothing but where the matter stands: a menu leaves out what they stand against. */
const STANDING: ReadonlySet<GuardId> = new Set([
  'review-not-requested',
  'unit-not-designated',
  'online-service-agreed',
  'sealed-version',
  'redo-allowed',
  'first-time',
  'matter-ended',
  'is-order',
  'call-back-over',
  'not-archived',
])

/** The first of the guards that stands against it, of those that look at nothing but where the matter stands. */
export function firstRefusal(
  guards: readonly GuardId[],
  scene: Pick<GuardScene, 'doc' | 'proceeding' | 'mainTable'>,
): Refusal | undefined {
  for (const g of guards) {
    const refused = STANDING.has(g) ? GUARDS[g](scene as GuardScene) : undefined
    if (refused) return refused
  }
  return undefined
}

/** Whether a step cannot be taken as the matter stands, whatever is entered. */
export function standsAgainst(
  guards: readonly GuardId[],
  scene: Pick<GuardScene, 'doc' | 'proceeding' | 'mainTable'>,
): boolean {
  return firstRefusal(guards, scene) !== undefined
}
