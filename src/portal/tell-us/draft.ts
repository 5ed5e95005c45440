/** What a person is filling in before it is sent, and the way through its pages. Pure. */
import { normalisePhone } from '../../kernel/crypto/index.ts'

export const KINDS = ['petition', 'letter-box', 'hotline-order', 'misconduct'] as const
export type Kind = (typeof KINDS)[number]
export const SECRECY = ['none', 'name', 'matter'] as const

export type StepId = 'kind' | 'shield' | 'what' | 'ask' | 'where' | 'you' | 'group' | 'files' | 'check'

export interface DraftFile {
  id: string
  name: string
  mediaType: string
  size: number
}

export interface Draft {
  bureauId: string
  /** Idempotency key of the sending: pressing twice registers one matter. */
  key: string
  startedAt: string
  kind: Kind | null
  subject: string
  body: string
  demands: string[]
  place: string
  reportedUnitId: string | null
  name: string
  phone: string
  address: string
  email: string
  secrecy: (typeof SECRECY)[number]
  company: 'alone' | 'group'
  persons: string
  representatives: { name: string; phone: string }[]
  files: DraftFile[]
  /** Pages answered without an error. */
  done: StepId[]
  /** After sending: all that is kept, and only for the receipt. */
  sent: { matterId: string; number: string; at: string; filesFailed: string[] } | null
}

export const LIMITS = {
  subject: 200,
  body: 20_000,
  demand: 2000,
  demands: 20,
  line: 300,
  name: 100,
  phone: 40,
} as const
/** R22 20. */
export const MOST_REPRESENTATIVES = 5

export function newDraft(bureauId: string, key: string, startedAt: Date): Draft {
  return {
    bureauId,
    key,
    startedAt: startedAt.toISOString(),
    kind: null,
    subject: '',
    body: '',
    demands: [],
    place: '',
    reportedUnitId: null,
    name: '',
    phone: '',
    address: '',
    email: '',
    secrecy: 'none',
    company: 'alone',
    persons: '',
    representatives: [],
    files: [],
    done: [],
    sent: null,
  }
}

/** The pages of this draft, in order. */
export function stepsOf(draft: Pick<Draft, 'kind' | 'company'>): StepId[] {
  return [
    'kind',
    ...(draft.kind === 'misconduct' ? (['shield'] as const) : []),
    'what',
    'ask',
    'where',
    'you',
    ...(draft.company === 'group' ? (['group'] as const) : []),
    'files',
    'check',
  ]
}

/** The page after this one; once everything was answered, a changed answer leads straight back to the check. */
export function stepAfter(draft: Draft, step: StepId): StepId {
  const steps = stepsOf(draft)
  const open = steps.find((s) => s !== 'check' && !draft.done.includes(s))
  if (!open && step !== 'files') return 'check'
  return steps[steps.indexOf(step) + 1] ?? 'check'
}

/** The first page not answered yet, before which nobody can skip to the check. */
export function firstOpen(draft: Draft): StepId {
  return stepsOf(draft).find((s) => s !== 'check' && !draft.done.includes(s)) ?? 'check'
}

/** A field that is wrong: the name of its words in `tell.error`, and what fills them. */
export interface FieldError {
  field: string
  word: string
  values?: Record<string, unknown>
}

export type Form = Readonly<Record<string, unknown>>

/** A text as typed: line ends of one kind, no blanks around it, nothing that has no UTF-8 form. */
export function textOf(form: Form, name: string): string {
  const value = form[name]
  const text = Array.isArray(value) ? value.at(-1) : value
  return typeof text === 'string' ? text.toWellFormed().replace(/\r\n?/g, '\n').trim() : ''
}

export function listOf(form: Form, name: string): string[] {
  const value = form[name]
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return list.map((x) => textOf({ x }, 'x'))
}

interface Reading {
  draft: Draft
  errors: FieldError[]
}

function tooLong(errors: FieldError[], field: string, text: string, max: number): void {
  const n = [...text].length
  if (n > max) errors.push({ field, word: 'tooLong', values: { max, n } })
}

function readKind(draft: Draft, form: Form): Reading {
  const kind = KINDS.find((k) => k === textOf(form, 'kind')) ?? null
  if (!kind) return { draft, errors: [{ field: 'kind', word: 'kind' }] }
  // Another kind asks other things: what no longer belongs is taken out, what was written stays.
  return {
    draft: { ...draft, kind, reportedUnitId: kind === 'misconduct' ? draft.reportedUnitId : null },
    errors: [],
  }
}

function readShield(draft: Draft, form: Form, choices: ReadonlySet<string>): Reading {
  const unit = textOf(form, 'unit')
  if (unit === '') return { draft: { ...draft, reportedUnitId: null }, errors: [] }
  if (!choices.has(unit)) return { draft, errors: [{ field: 'unit', word: 'unit' }] }
  return { draft: { ...draft, reportedUnitId: unit }, errors: [] }
}

function readWhat(draft: Draft, form: Form): Reading {
  const errors: FieldError[] = []
  const next = {
    ...draft,
    subject: textOf(form, 'subject').replaceAll('\n', ' '),
    body: textOf(form, 'body'),
  }
  tooLong(errors, 'subject', next.subject, LIMITS.subject)
  if (next.body === '') errors.push({ field: 'body', word: 'bodyNeeded' })
  tooLong(errors, 'body', next.body, LIMITS.body)
  return { draft: next, errors }
}

function readAsk(draft: Draft, form: Form): Reading {
  const errors: FieldError[] = []
  const demands = listOf(form, 'demand').filter((d) => d !== '')
  if (demands.length > LIMITS.demands)
    errors.push({ field: 'demand-1', word: 'demandMany', values: { max: LIMITS.demands } })
  for (const [i, demand] of demands.entries()) tooLong(errors, `demand-${i + 1}`, demand, LIMITS.demand)
  return { draft: { ...draft, demands }, errors }
}

function readWhere(draft: Draft, form: Form): Reading {
  const errors: FieldError[] = []
  const place = textOf(form, 'place')
  tooLong(errors, 'place', place, LIMITS.line)
  return { draft: { ...draft, place }, errors }
}

export function readContact(form: Form): {
  contact: Pick<Draft, 'name' | 'phone' | 'address' | 'email'>
  errors: FieldError[]
} {
  const errors: FieldError[] = []
  const contact = {
    name: textOf(form, 'name'),
    phone: textOf(form, 'phone'),
    address: textOf(form, 'address'),
    email: textOf(form, 'email'),
  }
  tooLong(errors, 'name', contact.name, LIMITS.name)
  tooLong(errors, 'address', contact.address, LIMITS.line)
  const { phone, email } = contact
  if (phone !== '' && (phone.length > LIMITS.phone || normalisePhone(phone) === null))
    errors.push({ field: 'phone', word: 'phone' })
  if (email !== '' && (email.length > 200 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)))
    errors.push({ field: 'email', word: 'email' })
  return { contact, errors }
}

function readYou(draft: Draft, form: Form): Reading {
  const { contact, errors } = readContact(form)
  const next = { ...draft, ...contact }
  if (draft.kind !== 'misconduct') {
    const secrecy = SECRECY.find((s) => s === textOf(form, 'secrecy'))
    if (secrecy) next.secrecy = secrecy
    else errors.push({ field: 'secrecy', word: 'choose' })
  }
  const company = textOf(form, 'company')
  if (company === 'alone' || company === 'group') next.company = company
  else errors.push({ field: 'company', word: 'choose' })
  return { draft: next, errors }
}

function readGroup(draft: Draft, form: Form): Reading {
  const errors: FieldError[] = []
  const persons = textOf(form, 'persons').normalize('NFKC')
  const names = listOf(form, 'repName')
  const phones = listOf(form, 'repPhone')
  const representatives = names
    .map((name, i) => ({ name, phone: phones[i] ?? '' }))
    .filter((r) => r.name !== '' || r.phone !== '')
    .slice(0, MOST_REPRESENTATIVES)
  const count = /^\d{1,6}$/.test(persons) ? Number(persons) : 0
  if (count < 2 || count > 100_000) errors.push({ field: 'persons', word: 'persons' })
  else if (representatives.length > count) errors.push({ field: 'repName-1', word: 'repsMany' })
  for (const [i, r] of representatives.entries()) {
    if (r.name === '') errors.push({ field: `repName-${i + 1}`, word: 'repName' })
    tooLong(errors, `repName-${i + 1}`, r.name, LIMITS.name)
    if (r.phone !== '' && normalisePhone(r.phone) === null)
      errors.push({ field: `repPhone-${i + 1}`, word: 'phone' })
  }
  return { draft: { ...draft, persons, representatives }, errors }
}

/**
 * Reads one page. What was typed is in the draft also when something is wrong with it, so that nothing is lost; only a
 * page without errors counts as answered.
 * @param unitChoices ids of the units that may be named as reported
 */
export function readStep(draft: Draft, step: StepId, form: Form, unitChoices: ReadonlySet<string>): Reading {
  const reading = readPage(draft, step, form, unitChoices)
  const done = new Set(draft.done)
  if (reading.errors.length === 0) done.add(step)
  else done.delete(step)
  return { draft: { ...reading.draft, done: [...done] }, errors: reading.errors }
}

function readPage(draft: Draft, step: StepId, form: Form, unitChoices: ReadonlySet<string>): Reading {
  switch (step) {
    case 'kind':
      return readKind(draft, form)
    case 'shield':
      return readShield(draft, form, unitChoices)
    case 'what':
      return readWhat(draft, form)
    case 'ask':
      return readAsk(draft, form)
    case 'where':
      return readWhere(draft, form)
    case 'you':
      return readYou(draft, form)
    case 'group':
      return readGroup(draft, form)
    case 'files':
    case 'check':
      return { draft, errors: [] }
  }
}
