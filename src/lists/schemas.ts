/** Schemas of the lists' API. */
import Type, { type TSchema } from 'typebox'
import { MOST_AT_ONCE } from './batch.ts'
import { COLUMNS, LISTS, SORTS } from './rules.ts'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const choice = <const T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>(Type.String({ enum: [...values] }))
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Word = Type.String({ pattern: '^[a-z0-9-]{1,40}$' })
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const UnitRef = Type.Object({ unitId: Uuid, name: Label }, closed)

const listFields = {
  list: choice(LISTS),
  progress: Type.Optional(choice(['open', 'ended', 'any'])),
  state: Type.Optional(Word),
  procedure: Type.Optional(Word),
  channel: Type.Optional(Word),
  class: Type.Optional(Word),
  category: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000-\\u001f]+$' })),
  unit: Type.Optional(Uuid),
  archive: Type.Optional(choice(['archived', 'ready'])),
  waiting: Type.Optional(Type.Boolean()),
  dueFrom: Type.Optional(Day),
  dueTo: Type.Optional(Day),
  receivedFrom: Type.Optional(Day),
  receivedTo: Type.Optional(Day),
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  sort: Type.Optional(choice(SORTS)),
}

export const ListQuery = Type.Object(listFields, closed)
export const ListCountQuery = ListQuery
export const ListPageQuery = Type.Object(
  {
    ...listFields,
    cursor: Type.Optional(Type.String({ maxLength: 500 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
)

const Reason = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('history'),
      like: Type.Integer(),
      longer: Type.Integer(),
      elapsed: Type.Integer(),
      allowed: Type.Integer(),
      of: choice(['unit-category', 'unit-procedure', 'bureau-procedure']),
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('load'),
      before: Type.Integer(),
      pace: Type.Number(),
      needed: Type.Integer(),
      left: Type.Integer(),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('not-begun'), left: Type.Integer() }, closed),
])

export const ListItem = Type.Object(
  {
    matterId: Uuid,
    proceedingId: Type.String(),
    number: Type.String(),
    subject: nullable(Type.String()),
    procedure: Type.String(),
    procedureLabel: Label,
    mainProcedure: Type.String(),
    state: Type.String(),
    stateLabel: Label,
    responsible: UnitRef,
    handler: nullable(UnitRef),
    channel: Type.Unsafe<
      'letter' | 'visit' | 'phone' | 'web' | 'letter-box' | 'mobile' | 'sms' | 'fax-mail' | 'from-above'
    >(Type.String()),
    class: Type.Unsafe<
      | 'suggestion'
      | 'misconduct'
      | 'claim-31-1'
      | 'claim-31-2'
      | 'claim-31-3'
      | 'claim-31-4'
      | 'claim-31-5'
      | 'claim-31-6'
      | 'inquiry'
      | 'other'
    >(Type.String()),
    receivedOn: Day,
    nextDue: nullable(Day),
    provisional: Type.Boolean(),
    daysLeft: nullable(Type.Integer()),
    overdue: Type.Boolean(),
    end: nullable(Type.String()),
    version: Type.Integer(),
    category: nullable(Type.String()),
    secrecy: choice(['none', 'name', 'matter']),
    lane: choice(['open', 'shielded']),
    centre: nullable(UnitRef),
    endedOn: nullable(Day),
    risk: nullable(Type.Object({ grade: choice(['high', 'medium']), reasons: Type.Array(Reason) }, closed)),
    snippet: nullable(
      Type.Object(
        {
          parts: Type.Array(Type.Object({ text: Type.String(), hit: Type.Boolean() }, closed)),
        },
        closed,
      ),
    ),
  },
  closed,
)
export const ListPage = Type.Object(
  { items: Type.Array(ListItem), next: nullable(Type.String()), today: Day },
  closed,
)
export const ListCount = Type.Object({ count: nullable(Type.Integer()), more: Type.Boolean() }, closed)

export const BatchBody = Type.Object(
  {
    verb: choice(['sign', 'assign', 'remind', 'supervise', 'archive']),
    items: Type.Array(
      Type.Object(
        {
          matterId: Uuid,
          proceedingId: Type.String({ pattern: '^\\w{1,20}$' }),
          version: Type.Integer({ minimum: 1 }),
        },
        closed,
      ),
      { minItems: 1, maxItems: MOST_AT_ONCE },
    ),
    input: Type.Object(
      {
        unit: Type.Optional(Uuid),
        mode: Type.Optional(Word),
        trigger: Type.Optional(Word),
        retention: Type.Optional(Word),
        words: Type.Optional(Type.String({ maxLength: 2000 })),
      },
      closed,
    ),
  },
  closed,
)
export const BatchOutcome = Type.Object(
  {
    matterId: Uuid,
    proceedingId: Type.String(),
    done: Type.Boolean(),
    refused: nullable(
      Type.Object({ code: Type.String(), title: Type.String(), detail: Type.String() }, closed),
    ),
  },
  closed,
)

const Columns = Type.Array(choice(COLUMNS), { minItems: 1, maxItems: COLUMNS.length, uniqueItems: true })
export const ExportBody = Type.Object(
  { exportId: Uuid, format: choice(['csv', 'xlsx']), query: ListQuery, columns: Columns },
  closed,
)
export const ExportParams = Type.Object({ exportId: Uuid }, closed)
export const ExportState = Type.Object(
  {
    exportId: Uuid,
    state: choice(['running', 'done', 'broken']),
    rows: Type.Integer(),
    expected: Type.Integer(),
  },
  closed,
)

export const ViewParams = Type.Object({ viewId: Uuid }, closed)
export const ViewBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60 }),
    shared: choice(['own', 'unit', 'bureau']),
    query: ListQuery,
    columns: Columns,
    version: Type.Integer({ minimum: 0 }),
  },
  closed,
)
export const SavedView = Type.Object(
  {
    viewId: Uuid,
    name: Type.String(),
    shared: choice(['own', 'unit', 'bureau']),
    mine: Type.Boolean(),
    query: ListQuery,
    columns: Type.Array(Type.String()),
    version: Type.Integer(),
  },
  closed,
)
