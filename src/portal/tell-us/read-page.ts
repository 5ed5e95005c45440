/** Reads what one page of the way in was answered with. Pure. */
import { isPlainDate } from '../../kernel/calendar/index.ts'
import {
  checkPhone,
  DECIDED,
  type Draft,
  type FieldError,
  type Form,
  type Kind,
  LIMITS,
  listOf,
  MOST_REPRESENTATIVES,
  RELATIONS,
  readContact,
  SECRECY,
  type StepId,
  textOf,
  tooLong,
  WHO,
} from './draft.ts'

/** What may be chosen at this bureau today. */
export interface Choices {
  kinds: readonly Kind[]
  /** Codes of letter boxes. */
  boxes: ReadonlySet<string>
  /** Codes of places. */
  areas: ReadonlySet<string>
  /** Ids of units that may be named as reported. */
  units: ReadonlySet<string>
  /** The day it is in the bureau. */
  today: string
}

interface Reading {
  draft: Draft
  errors: FieldError[]
}

type Reader = (draft: Draft, form: Form, choices: Choices) => Reading

const oneOf = <T extends string>(list: readonly T[], value: string): T | undefined =>
  list.find((x) => x === value)

const kind: Reader = (draft, form, { kinds }) => {
  const chosen = oneOf(kinds, textOf(form, 'kind'))
  if (!chosen) return { draft, errors: [{ field: 'kind', word: 'kind' }] }
  // Another kind asks other things: what no longer belongs is taken out, what was written stays.
  return {
    draft: {
      ...draft,
      kind: chosen,
      box: chosen === 'letter-box' ? draft.box : '',
      reportedUnitId: chosen === 'misconduct' ? draft.reportedUnitId : null,
    },
    errors: [],
  }
}

const box: Reader = (draft, form, { boxes }) => {
  const code = textOf(form, 'box')
  if (!boxes.has(code)) return { draft, errors: [{ field: 'box', word: 'box' }] }
  return { draft: { ...draft, box: code }, errors: [] }
}

const shield: Reader = (draft, form, { units }) => {
  const unit = textOf(form, 'unit')
  if (unit !== '' && !units.has(unit)) return { draft, errors: [{ field: 'unit', word: 'unit' }] }
  return { draft: { ...draft, reportedUnitId: unit || null }, errors: [] }
}

const what: Reader = (draft, form) => {
  const errors: FieldError[] = []
  const body = textOf(form, 'body')
  // Blanks and characters without width are no letter.
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(body)) errors.push({ field: 'body', word: 'bodyNeeded' })
  tooLong(errors, 'body', body, LIMITS.body)
  return { draft: { ...draft, body }, errors }
}

const title: Reader = (draft, form) => {
  const errors: FieldError[] = []
  const subject = textOf(form, 'subject').replaceAll('\n', ' ')
  tooLong(errors, 'subject', subject, LIMITS.subject)
  return { draft: { ...draft, subject }, errors }
}

const ask: Reader = (draft, form) => {
  const errors: FieldError[] = []
  const removed = textOf(form, 'remove')
  const typed = listOf(form, 'demand').filter((_, i) => removed === '' || i !== Number(removed) - 1)
  const demands = typed.filter((d) => d !== '')
  if (demands.length > LIMITS.demands)
    errors.push({ field: 'demand-1', word: 'demandMany', values: { max: LIMITS.demands } })
  for (const [i, demand] of demands.entries()) tooLong(errors, `demand-${i + 1}`, demand, LIMITS.demand)
  return { draft: { ...draft, demands }, errors }
}

/** A day typed in three fields, also `2026年3月`, full-width digits and two-digit years; null when it is none. */
export function dayOf(since: Draft['since']): string | null {
  const [y, m, d] = [since.year, since.month, since.day].map((x) => x.normalize('NFKC').replace(/\D/g, ''))
  if (!y || !m || !d) return null
  const year = y.length === 2 ? `20${y}` : y
  const day = `${year.padStart(4, '0')}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  return isPlainDate(day) ? day : null
}

const decided: Reader = (draft, form, { today }) => {
  const errors: FieldError[] = []
  const since = { year: textOf(form, 'year'), month: textOf(form, 'month'), day: textOf(form, 'day') }
  const answer = oneOf(DECIDED, textOf(form, 'decided'))
  if (!answer) errors.push({ field: 'decided', word: 'choose' })
  const day = dayOf(since)
  // The day is asked only where a limit can follow from it.
  const dated = answer === 'agency' || answer === 'asked'
  if (dated && Object.values(since).some((x) => x !== '')) {
    if (day === null) errors.push({ field: 'year', word: 'since' })
    else if (day > today) errors.push({ field: 'year', word: 'sinceFuture' })
  }
  return { draft: { ...draft, decided: answer ?? '', since }, errors }
}

const where: Reader = (draft, form, { areas }) => {
  const errors: FieldError[] = []
  const area = textOf(form, 'area')
  const place = textOf(form, 'place').replaceAll('\n', ' ')
  tooLong(errors, 'place', place, LIMITS.line)
  if (area !== '' && !areas.has(area)) errors.push({ field: 'area', word: 'area' })
  return { draft: { ...draft, area: areas.has(area) ? area : '', place }, errors }
}

const who: Reader = (draft, form) => {
  const answer = oneOf(WHO, textOf(form, 'who'))
  if (!answer) return { draft, errors: [{ field: 'who', word: 'who' }] }
  return { draft: { ...draft, who: answer }, errors: [] }
}

const person: Reader = (draft, form) => {
  const errors: FieldError[] = []
  const relation = oneOf(RELATIONS, textOf(form, 'relation')) ?? ''
  const of = {
    name: textOf(form, 'personName').replaceAll('\n', ' '),
    phone: textOf(form, 'personPhone'),
    address: textOf(form, 'personAddress').replaceAll('\n', ' '),
    relation,
  } as const
  if (of.name === '') errors.push({ field: 'personName', word: 'personName' })
  tooLong(errors, 'personName', of.name, LIMITS.name)
  checkPhone(errors, 'personPhone', of.phone)
  tooLong(errors, 'personAddress', of.address, LIMITS.line)
  if (of.phone === '' && of.address === '') errors.push({ field: 'personPhone', word: 'personReach' })
  if (relation === '') errors.push({ field: 'relation', word: 'relation' })
  return { draft: { ...draft, person: of }, errors }
}

const you: Reader = (draft, form) => {
  const { contact, errors } = readContact(form)
  // Who acts for another must be known: the organ has to see that the person wants it.
  if (draft.who === 'other') {
    if (contact.name === '') errors.unshift({ field: 'name', word: 'agentName' })
    if (contact.phone === '' && contact.address === '' && contact.email === '')
      errors.push({ field: 'phone', word: 'agentReach' })
  }
  return { draft: { ...draft, ...contact }, errors }
}

const secrecy: Reader = (draft, form) => {
  const answer = oneOf(SECRECY, textOf(form, 'secrecy'))
  if (!answer) return { draft, errors: [{ field: 'secrecy', word: 'secrecy' }] }
  return { draft: { ...draft, secrecy: answer }, errors: [] }
}

const group: Reader = (draft, form) => {
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
    checkPhone(errors, `repPhone-${i + 1}`, r.phone)
  }
  return { draft: { ...draft, persons, representatives }, errors }
}

const nothing: Reader = (draft) => ({ draft, errors: [] })

const READERS: Record<StepId, Reader> = {
  kind,
  box,
  shield,
  what,
  title,
  ask,
  decided,
  where,
  who,
  person,
  group,
  you,
  secrecy,
  danger: nothing,
  advice: nothing,
  similar: nothing,
  files: nothing,
  proof: nothing,
  check: nothing,
}

/**
 * Reads one page. What was typed is in the draft also when something is wrong with it, so that nothing is lost; only a
 * page without errors counts as answered.
 */
export function readStep(draft: Draft, step: StepId, form: Form, choices: Choices): Reading {
  const reading = READERS[step](draft, form, choices)
  const done = new Set(draft.done)
  if (reading.errors.length === 0) done.add(step)
  else done.delete(step)
  return { draft: { ...reading.draft, done: [...done] }, errors: reading.errors }
}
