/** One row of a table against a mapping: what would be registered, and what is wrong with which cell. Pure. */
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import {
  type Cell,
  folded,
  instantOfMoment,
  type Moment,
  plainWord,
  readCount,
  readMoment,
  textOf,
} from '../tables/index.ts'
import {
  CHANNEL_CHOICES,
  type Choice,
  CLASS_CHOICES,
  MISCONDUCT_WORDS,
  readChoice,
  SECRECY_CHOICES,
} from './choices.ts'
import type { BatchKind, ChoiceField, FieldId, Mapping } from './contract.ts'
import { CHOICE_FIELDS, type FieldDef, fieldsOf } from './fields.ts'
import { idNumberHolds } from './id-number.ts'
import { EXAMPLE_MARK } from './mapping.ts'
import type { Table } from './table.ts'

/** Limits of a bureau's own are kept from this day on; an earlier letter could not be given one. */
const EARLIEST = '2000-01-01'
const MOST_DEMANDS = 30
const LONGEST_DEMAND = 2000
const MOST_PERSONS = 100_000
/** Excel keeps fifteen figures of a number; what was longer has lost its end. */
const CUT_FROM = 1e15

export interface CheckWorld {
  kind: BatchKind
  zone: string
  /** ISO instant of the import; nothing is dated after it. */
  now: string
  today: string
  procedures: readonly Choice[]
}

export interface Fault {
  field: FieldId | null
  level: 'error' | 'warning'
  refusal: Refusal
}

/** A row in our terms. Texts as they stood, codes translated, moments as ISO instants. */
export interface RowValues {
  externalNumber: string | null
  sender: string
  receivedAt: string | null
  due: string | null
  theirStatus: string | null
  procedure: string
  channel: string
  class: string | null
  category: string | null
  subject: string | null
  body: string
  demands: string[]
  place: string | null
  secrecy: string
  name: string | null
  phone: string | null
  address: string | null
  idNumber: string | null
  email: string | null
  persons: number
  representatives: number
}

export interface CheckedRow {
  row: number
  values: RowValues
  faults: Fault[]
}

const CHOICES: Record<Exclude<ChoiceField, 'procedure'>, readonly Choice[]> = {
  channel: CHANNEL_CHOICES,
  class: CLASS_CHOICES,
  secrecy: SECRECY_CHOICES,
}

/** The choices of a field; null for a field without. */
export function choicesOf(field: FieldId, procedures: readonly Choice[]): readonly Choice[] | null {
  if (field === 'procedure') return procedures
  return CHOICE_FIELDS.includes(field as ChoiceField) ? CHOICES[field as keyof typeof CHOICES] : null
}

/** Rows of a table that say something: empty rows and the examples of the template are passed over. */
export const meaningfulRows = (table: Table): Table['rows'] =>
  table.rows.filter(
    ({ cells }) => cells.some((c) => textOf(c) !== '') && folded(textOf(cells[0])) !== EXAMPLE_MARK,
  )

class Row {
  readonly faults: Fault[] = []
  readonly #cells: readonly Cell[]
  readonly #at: ReadonlyMap<FieldId, number>
  readonly #fields: ReadonlyMap<FieldId, FieldDef>

  constructor(
    cells: readonly Cell[],
    at: ReadonlyMap<FieldId, number>,
    fields: ReadonlyMap<FieldId, FieldDef>,
  ) {
    this.#cells = cells
    this.#at = at
    this.#fields = fields
  }

  fault(field: FieldId | null, refusal: Refusal, level: Fault['level'] = 'error'): void {
    this.faults.push({ field, level, refusal })
  }

  cell(field: FieldId): Cell {
    const at = this.#at.get(field)
    return at === undefined ? null : (this.#cells[at] ?? null)
  }

  /** A text without the blanks around it, checked for length and broken characters; null when empty. */
  text(field: FieldId): string | null {
    const text = textOf(this.cell(field))
    if (text === '') return null
    const { max } = this.#fields.get(field)!
    if (text.length > max)
      this.fault(field, refuse('cell.too_long', { details: { max, length: text.length } }))
    if (!text.isWellFormed() || text.includes('\0')) this.fault(field, refuse('cell.characters'))
    return text
  }

  /** A number that is a name: figures of full width made plain, no end cut off by the table's program. */
  name(field: FieldId): string | null {
    const cell = this.cell(field)
    if (typeof cell === 'number' && Math.abs(cell) >= CUT_FROM) this.fault(field, refuse('cell.number_cut'))
    const text = this.text(field)
    return text === null ? null : folded(text)
  }

  moment(field: FieldId): Moment | null {
    const cell = this.cell(field)
    if (textOf(cell) === '') return null
    const moment = readMoment(cell)
    if (moment === 'ambiguous') this.fault(field, refuse('cell.date_ambiguous'))
    else if (moment === 'not-a-date') this.fault(field, refuse('cell.date'))
    else if (moment.day < EARLIEST)
      this.fault(field, refuse('cell.date_too_old', { details: { earliest: EARLIEST } }))
    else return moment
    return null
  }

  choice(field: ChoiceField, choices: readonly Choice[], m: Mapping): string | null {
    const text = this.text(field)
    if (text === null) return m.defaults[field] ?? null
    const value = readChoice(text, choices, m.words[field])
    if (value !== undefined) return value
    const options = choices.map((c) => c.label.zh)
    this.fault(field, refuse('cell.choice', { details: { options } }))
    return null
  }

  count(field: FieldId, least: number, most: number, empty: number): number {
    const cell = this.cell(field)
    if (textOf(cell) === '') return empty
    const n = readCount(cell)
    if (n !== null && n >= least && n <= most) return n
    this.fault(field, refuse('cell.count', { details: { least, most } }))
    return empty
  }
}

/** Checks rows of one table; the mapping must fit its headings. */
export function rowChecker(table: Pick<Table, 'headers'>, m: Mapping, world: CheckWorld) {
  const fields = new Map(fieldsOf(world.kind).map((f) => [f.id, f]))
  const at = new Map<FieldId, number>()
  for (const [field, header] of Object.entries(m.columns) as [FieldId, string][]) {
    const place = table.headers.indexOf(header)
    if (place >= 0 && fields.has(field)) at.set(field, place)
  }
  return {
    /** Place of the column a field is read from, counted from 0. */
    placeOf: (field: FieldId | null): number | null => (field ? (at.get(field) ?? null) : null),
    check: ({ row, cells }: Table['rows'][number]): CheckedRow => {
      const r = new Row(cells, at, fields)
      return { row, values: read(r, m, world), faults: r.faults }
    },
  }
}

function read(r: Row, m: Mapping, world: CheckWorld): RowValues {
  const exchange = world.kind === 'exchange'
  const externalNumber = exchange ? r.name('externalNumber') : null
  if (exchange && externalNumber === null) r.fault('externalNumber', refuse('cell.required'))
  const body = r.text('body')
  if (body === null || !/[\p{L}\p{N}\p{P}\p{S}]/u.test(body)) r.fault('body', refuse('cell.required'))
  const came: FieldId = exchange ? 'sentAt' : 'receivedAt'
  const receivedAt = receipt(r, came, world)
  const due = exchange ? limit(r, receivedAt, world) : null
  const persons = r.count('persons', 1, MOST_PERSONS, 1)
  const representatives = r.count('representatives', 0, 5, 0)
  if (representatives > persons) r.fault('representatives', refuse('cell.more_representatives'))
  const klass = classOf(r, m)
  return {
    externalNumber,
    sender: (exchange ? r.text('sender') : null) ?? m.defaults.sender ?? '',
    receivedAt,
    due,
    theirStatus: exchange ? r.text('theirStatus') : null,
    procedure: r.choice('procedure', world.procedures, m) ?? '',
    channel: r.choice('channel', CHANNEL_CHOICES, m) ?? '',
    class: klass,
    category: r.text('category') ?? m.defaults.category ?? null,
    subject: r.text('subject'),
    body: body ?? '',
    demands: demandsOf(r),
    place: r.text('place'),
    secrecy: r.choice('secrecy', SECRECY_CHOICES, m) ?? 'none',
    ...personOf(r),
    persons,
    representatives,
  }
}

function receipt(r: Row, field: FieldId, world: CheckWorld): string | null {
  const moment = r.moment(field)
  if (!moment) return null
  const instant = instantOfMoment(moment, world.zone)
  if (instant <= world.now) return instant
  r.fault(field, refuse('cell.date_future'))
  return null
}

function limit(r: Row, receivedAt: string | null, world: CheckWorld): string | null {
  const day = r.moment('due')?.day ?? null
  if (day && receivedAt && instantOfMoment({ day, second: 86_399 }, world.zone) < receivedAt)
    r.fault('due', refuse('cell.due_before_receipt'), 'warning')
  return day
}

function classOf(r: Row, m: Mapping): string | null {
  const text = r.text('class')
  const own = text === null ? undefined : readChoice(text, CLASS_CHOICES, m.words.class)
  if (text !== null && !own && MISCONDUCT_WORDS.includes(plainWord(text))) {
    r.fault('class', refuse('cell.misconduct_by_hand'))
    return null
  }
  return r.choice('class', CLASS_CHOICES, m)
}

function demandsOf(r: Row): string[] {
  const text = r.text('demands')
  if (text === null) return []
  const demands = text
    .split(/[\r\n|｜]+/)
    .map((d) => d.trim())
    .filter((d) => d !== '')
  if (demands.length > MOST_DEMANDS)
    r.fault('demands', refuse('cell.too_many_demands', { details: { max: MOST_DEMANDS } }))
  const long = demands.find((d) => d.length > LONGEST_DEMAND)
  if (long)
    r.fault('demands', refuse('cell.too_long', { details: { max: LONGEST_DEMAND, length: long.length } }))
  return demands
}

function personOf(r: Row) {
  const phone = r.name('phone')
  if (phone && !/^\+?[\d\s()-]{5,}(?:[转,;、/]\s*[\d\s()-]+)*$/.test(phone))
    r.fault('phone', refuse('cell.phone'), 'warning')
  const idNumber = r.name('idNumber')?.toUpperCase() ?? null
  if (idNumber && !idNumberHolds(idNumber)) r.fault('idNumber', refuse('cell.id_number'), 'warning')
  const email = r.name('email')
  if (email && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) r.fault('email', refuse('cell.email'), 'warning')
  return { name: r.text('name'), phone, address: r.text('address'), idNumber, email }
}

/** Faults that only the whole file shows: a default is missing, a number stands twice. */
export function acrossRows(rows: readonly CheckedRow[], kind: BatchKind): void {
  const seen = new Map<string, number>()
  for (const r of rows) {
    const { values, faults } = r
    const wrong = (field: FieldId) => faults.some((f) => f.field === field)
    for (const field of ['procedure', 'channel'] as const) {
      if (values[field] === '' && !wrong(field))
        faults.push({ field, level: 'error', refusal: refuse('cell.required_or_default') })
    }
    if (kind !== 'exchange' || values.externalNumber === null) continue
    const first = seen.get(values.externalNumber)
    if (first === undefined) seen.set(values.externalNumber, r.row)
    else
      faults.push({
        field: 'externalNumber',
        level: 'error',
        refusal: refuse('cell.number_twice', { details: { row: first } }),
      })
  }
}

export const isBad = (r: Pick<CheckedRow, 'faults'>): boolean => r.faults.some((f) => f.level === 'error')
