/** What a person is filling in before it is sent, and how a form's fields are read. Pure. */
import { normalisePhone } from '../../kernel/crypto/index.ts'

/** Ways in, in the order they are offered; the last two only where the bureau has them. */
export const KINDS = ['petition', 'hotline-order', 'letter-box', 'suggestion', 'misconduct'] as const
export type Kind = (typeof KINDS)[number]
export const SECRECY = ['none', 'name', 'matter'] as const
export const WHO = ['self', 'other', 'group'] as const
export type Who = (typeof WHO)[number]
/** Relation of who files to whose matter it is. */
export const RELATIONS = ['family', 'guardian', 'lawyer', 'work', 'other'] as const
export type Relation = (typeof RELATIONS)[number]
/** What has been decided already; asked only where the words hint at another route. */
export const DECIDED = ['agency', 'asked', 'court', 'arbitration', 'none', 'unsure'] as const
export type Decided = (typeof DECIDED)[number]

export type StepId =
  | 'kind'
  | 'box'
  | 'shield'
  | 'what'
  | 'title'
  | 'danger'
  | 'ask'
  | 'decided'
  | 'advice'
  | 'similar'
  | 'where'
  | 'files'
  | 'who'
  | 'person'
  | 'proof'
  | 'group'
  | 'you'
  | 'secrecy'
  | 'check'

export interface DraftFile {
  id: string
  name: string
  mediaType: string
  size: number
  /** Shows that the person may act for another; else it belongs to the matter. */
  proof?: boolean
}

/** A point on the bureau's map, in degrees. */
export interface DraftPoint {
  lng: number
  lat: number
}

export interface Draft {
  bureauId: string
  /** Idempotency key of the sending: pressing twice registers one matter. */
  key: string
  startedAt: string
  savedAt: string
  kind: Kind | null
  /** Code of the letter box. */
  box: string
  subject: string
  body: string
  demands: string[]
  decided: Decided | ''
  /** Year, month and day as typed. */
  since: { year: string; month: string; day: string }
  /** Code of a township, subdistrict or village of the bureau's list. */
  area: string
  place: string
  point: DraftPoint | null
  /** What the map shows: its middle, and how many degrees of latitude fit into it. */
  mapView: { lng: number; lat: number; span: number } | null
  reportedUnitId: string | null
  who: Who
  /** Whose matter it is, when filed for another. */
  person: { name: string; phone: string; address: string; relation: Relation | '' }
  /** The proof is handed in later. */
  proofLater: boolean
  name: string
  phone: string
  address: string
  email: string
  secrecy: (typeof SECRECY)[number] | ''
  persons: string
  representatives: { name: string; phone: string }[]
  files: DraftFile[]
  /** Pages answered without an error. */
  done: StepId[]
  /** The page shown last, to go on from. */
  at: StepId
  /** How many answers and published matters like this one were found when the words were last saved. */
  similar: number
  /** After sending: all that is kept, and only for the receipt. */
  sent: { matterId: string; number: string; at: string; filesFailed: string[] } | null
}

export const LIMITS = {
  subject: 100,
  body: 20_000,
  demand: 2000,
  demands: 10,
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
    savedAt: startedAt.toISOString(),
    kind: null,
    box: '',
    subject: '',
    body: '',
    demands: [],
    decided: '',
    since: { year: '', month: '', day: '' },
    area: '',
    place: '',
    point: null,
    mapView: null,
    reportedUnitId: null,
    who: 'self',
    person: { name: '', phone: '', address: '', relation: '' },
    proofLater: false,
    name: '',
    phone: '',
    address: '',
    email: '',
    secrecy: '',
    persons: '',
    representatives: [],
    files: [],
    done: [],
    at: 'kind',
    similar: 0,
    sent: null,
  }
}

/** Whether anything was written that would be a loss. */
export const isBegun = (d: Draft): boolean =>
  !d.sent && (d.body !== '' || d.files.length > 0 || d.name !== '')

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
  return typeof text === 'string'
    ? text.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\0', '').trim()
    : ''
}

export function listOf(form: Form, name: string): string[] {
  const value = form[name]
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return list.map((x) => textOf({ x }, 'x'))
}

/** Adds an error when a text has more characters than a field takes. */
export function tooLong(errors: FieldError[], field: string, text: string, max: number): void {
  const n = [...text].length
  if (n > max) errors.push({ field, word: 'tooLong', values: { max, n, over: n - max } })
}

/** A telephone number as it may be typed; empty is none. */
export function checkPhone(errors: FieldError[], field: string, phone: string): void {
  if (phone !== '' && (phone.length > LIMITS.phone || normalisePhone(phone) === null))
    errors.push({ field, word: 'phone' })
}

export function readContact(form: Form): {
  contact: Pick<Draft, 'name' | 'phone' | 'address' | 'email'>
  errors: FieldError[]
} {
  const errors: FieldError[] = []
  const contact = {
    name: textOf(form, 'name').replaceAll('\n', ' '),
    phone: textOf(form, 'phone'),
    address: textOf(form, 'address').replaceAll('\n', ' '),
    email: textOf(form, 'email').normalize('NFKC'),
  }
  tooLong(errors, 'name', contact.name, LIMITS.name)
  checkPhone(errors, 'phone', contact.phone)
  tooLong(errors, 'address', contact.address, LIMITS.line)
  const { email } = contact
  if (email !== '' && (email.length > 200 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)))
    errors.push({ field: 'email', word: 'email' })
  return { contact, errors }
}
