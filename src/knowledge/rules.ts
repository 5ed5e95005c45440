/** Who may do what with an article, and what it must hold. Pure. */
import type { Session } from '../kernel/access/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { ArticleFields, State, Step } from './contract.ts'

/** An article as it is kept. */
export interface KeptArticle {
  articleId: string
  number: number
  version: number
  state: State
  draft: ArticleFields | null
  draftedBy: string | null
  published: ArticleFields | null
  publishedAt: Date | null
  docNo: number | null
  changedAt: Date
}

type Who = Pick<Session, 'roles' | 'unitId' | 'accountId'>

/** Who keeps the knowledge of all units, and checks what others wrote. */
const KEEPERS = ['editor', 'supervisor', 'bureau-head'] as const
const WRITERS = ['editor', 'operator', 'clerk', 'handler', 'unit-head', 'supervisor', 'bureau-head'] as const

const isOne = (who: Who, roles: readonly string[]) => who.roles.some((r) => roles.includes(r))
export const isKeeper = (who: Who): boolean => isOne(who, KEEPERS)
export const isWriter = (who: Who): boolean => isOne(who, WRITERS)

/** What readers see, else what is being written. */
export const shownFields = (a: Pick<KeptArticle, 'published' | 'draft'>): ArticleFields =>
  (a.published ?? a.draft) as ArticleFields

/** Whether readers see it that day: published, begun, not ended. */
export function isCurrent(a: Pick<KeptArticle, 'published' | 'state'>, today: string): boolean {
  const p = a.published
  return p !== null && p.validFrom <= today && (p.validTo === null || today <= p.validTo)
}

/** A unit writes what it answers for; keepers write for every unit. */
export function mayWrite(who: Who, fields: Pick<ArticleFields, 'unitId'>): boolean {
  return isKeeper(who) || (isWriter(who) && who.unitId === fields.unitId)
}

/** Checked by a keeper, never by who wrote it: four eyes before anybody relies on it. */
export const mayCheck = (who: Who, a: KeptArticle): boolean =>
  isKeeper(who) && a.state === 'checking' && a.draftedBy !== who.accountId

/** What is allowed now to whom, for the buttons and for the commands alike. */
export function allowed(
  who: Who,
  a: KeptArticle,
): Record<'write' | 'check' | 'withdraw' | 'confirm', boolean> {
  const unit = { unitId: shownFields(a).unitId }
  return {
    write: mayWrite(who, unit) && a.state !== 'checking',
    check: mayCheck(who, a),
    withdraw: isKeeper(who) && a.published !== null,
    confirm:
      a.published !== null && (isKeeper(who) || (isOne(who, ['unit-head']) && who.unitId === unit.unitId)),
  }
}

/** Refuses `input.invalid_date` for days in the wrong order and `knowledge.review_too_far` beyond two years. */
export function checkFields(fields: ArticleFields, today: string): Refusal | null {
  if (fields.validTo !== null && fields.validTo < fields.validFrom)
    return refuse('input.invalid_date', { field: 'validTo' })
  return checkReview(fields.reviewOn, today)
}

export function checkReview(reviewOn: string, today: string): Refusal | null {
  const latest = `${Number(today.slice(0, 4)) + 2}${today.slice(4)}`
  if (reviewOn > latest) return refuse('knowledge.review_too_far', { field: 'reviewOn' })
  return null
}

/** Fields as they are kept: no blanks around, nothing twice. */
export function tidy(fields: ArticleFields): ArticleFields {
  const list = (all: readonly string[]) => [...new Set(all.map((x) => x.trim()).filter(Boolean))]
  const text = (said: string) => said.replace(/\r\n?/g, '\n').trim()
  return {
    ...fields,
    question: text(fields.question),
    alsoAsked: list(fields.alsoAsked),
    answer: text(fields.answer),
    conditions: text(fields.conditions),
    materials: text(fields.materials),
    basis: text(fields.basis),
    places: list(fields.places),
    tags: list(fields.tags),
  }
}

/**
 * What a step makes of an article.
 * @returns refusals `access.denied`, `knowledge.own_draft`, `knowledge.step_not_now`, `input.required`, `knowledge.review_too_far`
 */
export function stepped(
  a: KeptArticle,
  step: Step,
  who: Who,
  today: string,
): Refusal | { next: KeptArticle; what: What } {
  const may = allowed(who, a)
  const needsNote = () => (step.note?.trim() ? null : refuse('input.required', { field: 'note' }))
  const bump = { ...a, version: a.version + 1 }
  switch (step.step) {
    case 'submit':
      if (a.state === 'checking' || a.draft === null) return refuse('knowledge.step_not_now')
      if (!mayWrite(who, a.draft)) return refuse('access.denied')
      return {
        next: { ...bump, state: 'checking', draftedBy: a.draftedBy ?? who.accountId },
        what: 'submitted',
      }
    case 'publish':
      if (a.state !== 'checking' || a.draft === null) return refuse('knowledge.step_not_now')
      if (!isKeeper(who)) return refuse('access.denied')
      if (!may.check) return refuse('knowledge.own_draft')
      return {
        next: { ...bump, state: 'published', published: a.draft, draft: null, draftedBy: null },
        what: 'published',
      }
    case 'return':
      if (a.state !== 'checking') return refuse('knowledge.step_not_now')
      if (!isKeeper(who) && a.draftedBy !== who.accountId) return refuse('access.denied')
      return needsNote() ?? { next: { ...bump, state: 'draft' }, what: 'returned' }
    case 'withdraw':
      if (a.published === null) return refuse('knowledge.step_not_now')
      if (!may.withdraw) return refuse('access.denied')
      return (
        needsNote() ?? {
          // What was published becomes the draft, so that it can be mended and published again.
          next: { ...bump, state: 'withdrawn', draft: a.draft ?? a.published, published: null },
          what: 'withdrawn',
        }
      )
    case 'confirm': {
      if (a.published === null) return refuse('knowledge.step_not_now')
      if (!may.confirm) return refuse('access.denied')
      if (!step.reviewOn || step.reviewOn <= today) return refuse('input.invalid_date', { field: 'reviewOn' })
      const refused = checkReview(step.reviewOn, today)
      if (refused) return refused
      return { next: { ...bump, published: { ...a.published, reviewOn: step.reviewOn } }, what: 'confirmed' }
    }
  }
}
export type What = 'written' | 'imported' | 'submitted' | 'returned' | 'published' | 'confirmed' | 'withdrawn'
