/** From the person's consent to the public page and back: which act is possible when, and by whom. Pure. */
import type { RoleName } from '../../kernel/access/roles.ts'
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type { HiddenPlace, PublicationAct, PublicationState, Shown } from '../contract.ts'
import { type Finding, findIdentifying, type KnownPerson, personsLeftIn } from '../hiding/rules.ts'

/** Whoever may open the matter and holds one of these edits the public version. */
export const EDITORS: readonly RoleName[] = ['clerk', 'operator', 'supervisor', 'bureau-head']
/** The second pair of eyes, and whoever takes a page down. */
export const APPROVERS: readonly RoleName[] = ['supervisor', 'bureau-head']

interface Act {
  from: readonly PublicationState[]
  to: PublicationState
  roles: readonly RoleName[]
  reason?: true
}

const ACTS: Readonly<Record<PublicationAct, Act>> = {
  save: { from: ['agreed', 'draft', 'withdrawn'], to: 'draft', roles: EDITORS },
  submit: { from: ['draft'], to: 'submitted', roles: EDITORS },
  return: { from: ['submitted'], to: 'draft', roles: APPROVERS, reason: true },
  approve: { from: ['submitted'], to: 'published', roles: APPROVERS },
  unpublish: { from: ['published'], to: 'withdrawn', roles: APPROVERS, reason: true },
}

export interface Standing {
  state: PublicationState
  /** Who wrote the version that waits. */
  draftedBy: readonly string[]
  /** The answer has been served. */
  ready: boolean
  /** The person agrees now. */
  agreed: boolean
}

export interface Editor {
  accountId: string
  roles: readonly RoleName[]
}

const holds = (e: Editor, roles: readonly RoleName[]) => roles.some((r) => e.roles.includes(r))

/** What this account could do now; a reason or words may still be missing. */
export function mayDo(s: Standing, e: Editor): PublicationAct[] {
  return (Object.keys(ACTS) as PublicationAct[]).filter((act) => decideAct(s, act, e, 'x') === undefined)
}

/** @returns why an act is not possible, or undefined */
export function decideAct(
  s: Standing,
  act: PublicationAct,
  e: Editor,
  reason: string | undefined,
): Refusal | undefined {
  const rule = ACTS[act]
  if (!holds(e, rule.roles)) return refuse('access.denied', { details: { roles: [...rule.roles] } })
  if (!s.agreed && act !== 'unpublish') return refuse('publish.no_consent')
  if (!s.ready && act !== 'unpublish') return refuse('publish.not_answered')
  if (!rule.from.includes(s.state)) return refuse('publish.not_now')
  if (act === 'approve' && s.draftedBy.includes(e.accountId)) return refuse('publish.own_draft')
  if (rule.reason && (reason?.trim() ?? '') === '') return refuse('input.required', { field: 'reason' })
  return undefined
}

export const stateAfter = (act: PublicationAct): PublicationState => ACTS[act].to

/** The texts of a public version with the names their places go by. */
export function fieldsOf(s: Shown): { field: string; text: string }[] {
  return [
    { field: 'title', text: s.title },
    { field: 'letter', text: s.letter },
    ...s.demands.flatMap((d, i) => [
      { field: `demands[${i}].text`, text: d.text },
      { field: `demands[${i}].words`, text: d.words },
    ]),
    { field: 'answer', text: s.answer },
  ]
}

const placesBy = (s: Shown, find: (text: string) => Finding[]): HiddenPlace[] =>
  fieldsOf(s).flatMap(({ field, text }) => find(text).map((f) => ({ field, ...f })))

/** Everything in a version that should be looked at before it is published. */
export const placesIn = (s: Shown, persons: readonly KnownPerson[]): HiddenPlace[] =>
  placesBy(s, (text) => findIdentifying(text, persons))

/** What is known of who asked and still stands there: refused, whoever says it is fine. */
export const personsIn = (s: Shown, persons: readonly KnownPerson[]): HiddenPlace[] =>
  placesBy(s, (text) => personsLeftIn(text, persons))

/** First sentences, for lists. */
export function shortAnswer(s: Pick<Shown, 'answer' | 'demands'>, most = 120): string {
  const text = (s.answer || s.demands.map((d) => d.words).join(' ')).replace(/\s+/g, ' ').trim()
  const letters = [...text]
  return letters.length <= most ? text : `${letters.slice(0, most).join('')}…`
}
