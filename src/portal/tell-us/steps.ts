/** The way through the pages: which of them a draft needs, in which order, and where to go on. Pure. */
import { citizenRoutes, dangersIn } from '../../scope/index.ts'
import type { Draft, Kind, StepId } from './draft.ts'

/** Every page, in order. */
export const STEPS: readonly StepId[] = [
  'kind',
  'box',
  'shield',
  'what',
  'danger',
  'title',
  'ask',
  'decided',
  'advice',
  'similar',
  'where',
  'files',
  'who',
  'person',
  'proof',
  'group',
  'you',
  'secrecy',
  'check',
]

/** The four parts a person sees the way in. Pages that come and go do not change them. */
export const PARTS: readonly (readonly StepId[])[] = [
  ['kind', 'box', 'shield', 'what', 'danger', 'title', 'ask', 'decided', 'advice', 'similar'],
  ['where', 'files'],
  ['who', 'person', 'proof', 'group', 'you', 'secrecy'],
  ['check'],
]

/** Part of a page, from 1. */
export const partOf = (step: StepId): number => PARTS.findIndex((p) => p.includes(step)) + 1

/** Other routes matter where something is asked for; a suggestion and a report have their own ways. */
const ROUTED: ReadonlySet<Kind> = new Set(['petition', 'hotline-order', 'letter-box'])

type Asked = Pick<Draft, 'kind' | 'who' | 'subject' | 'body' | 'demands' | 'decided' | 'similar'>

/** What the draft says, for hints; never shown, stored or logged anywhere else. */
export const wordsOf = (d: Pick<Draft, 'subject' | 'body' | 'demands'>): string =>
  [d.subject, d.body, ...d.demands].join('\n')

/** The pages of this draft, in order. */
export function stepsOf(draft: Asked): StepId[] {
  const words = wordsOf(draft)
  const hints = draft.kind && ROUTED.has(draft.kind) ? citizenRoutes(words, { decided: '', since: null }) : []
  const outside = hints.some((h) => h.route !== 'misconduct')
  const advised = hints.some((h) => h.route === 'misconduct') || (outside && draft.decided !== 'none')
  const needs: Partial<Record<StepId, boolean>> = {
    box: draft.kind === 'letter-box',
    shield: draft.kind === 'misconduct',
    danger: dangersIn(words).length > 0,
    decided: outside,
    advice: advised,
    similar: draft.similar > 0 && draft.kind !== 'misconduct',
    person: draft.who === 'other',
    proof: draft.who === 'other',
    group: draft.who === 'group',
    secrecy: draft.kind !== 'misconduct',
  }
  return STEPS.filter((step) => needs[step] !== false)
}

/** The first page not answered yet, before which nobody can skip to the check. */
export function firstOpen(draft: Draft): StepId {
  return stepsOf(draft).find((s) => s !== 'check' && !draft.done.includes(s)) ?? 'check'
}

/**
 * The page after this one. Once everything was answered, a changed answer leads straight back to the check, or first to
 * the page it has made necessary.
 * @param changing the person came from the check
 */
export function stepAfter(draft: Draft, step: StepId, changing: boolean): StepId {
  const steps = stepsOf(draft)
  const open = firstOpen(draft)
  if (changing) return open
  const next = steps[steps.indexOf(step) + 1] ?? 'check'
  return next
}

/** The page before this one, or null on the first. */
export function stepBefore(draft: Draft, step: StepId): StepId | null {
  const steps = stepsOf(draft)
  const at = steps.indexOf(step)
  return at > 0 ? steps[at - 1]! : null
}
