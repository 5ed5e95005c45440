/** Schemas of the API of exchange and batch import. */
import Type, { type TSchema } from 'typebox'
import { PAGE_QUERY } from '../../kernel/http/index.ts'
import { FIELDS } from '../fields.ts'
import { RETURN_FIELDS } from '../report.ts'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const text = (maxLength: number) => Type.String({ maxLength })
const Uuid = Type.String({ format: 'uuid' })
const choice = <const T extends string>(...values: T[]) => Type.Unsafe<T>(Type.String({ enum: values }))
const Words = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const some = <T extends TSchema>(keys: readonly string[], schema: T) =>
  Type.Object(Object.fromEntries(keys.map((k) => [k, Type.Optional(schema)])), closed)

export const Kind = choice('register', 'exchange')
const Format = choice('xlsx', 'csv')
const Outcome = choice('made', 'known', 'changed', 'bad')
const CHOICES = ['procedure', 'channel', 'class', 'secrecy'] as const

export const Mapping = Type.Object(
  {
    columns: some(
      FIELDS.map((f) => f.id),
      Type.String({ minLength: 1, maxLength: 120 }),
    ),
    defaults: some([...CHOICES, 'category', 'sender'], text(200)),
    words: some(CHOICES, Type.Record(Type.String({ maxLength: 100 }), text(60))),
  },
  {
    ...closed,
    description: 'Heading of the column each field is read from, defaults, their words for our codes.',
  },
)

export const Layout = Type.Object(
  {
    format: Format,
    columns: Type.Array(
      Type.Object(
        { header: Type.String({ minLength: 1, maxLength: 100 }), value: choice(...RETURN_FIELDS) },
        closed,
      ),
      { minItems: 1, maxItems: 60 },
    ),
    status: Type.Record(Type.String({ maxLength: 40 }), text(60)),
  },
  closed,
)

export const BatchParams = Type.Object({ batchId: Uuid }, closed)
export const SourceParams = Type.Object({ sourceId: Uuid }, closed)
export const ReturnParams = Type.Object({ returnId: Uuid }, closed)
export const MatterParams = Type.Object({ matterId: Uuid }, closed)

export const BatchesQuery = Type.Object({ kind: Type.Optional(Kind), ...PAGE_QUERY }, closed)
export const ReturnsQuery = Type.Object({ system: Type.Optional(text(100)), ...PAGE_QUERY }, closed)
export const TemplateQuery = Type.Object({ kind: Type.Optional(Kind) }, closed)
export const FormatQuery = Type.Object({ format: Type.Optional(Format) }, closed)
export const RowsQuery = Type.Object(
  {
    outcome: Type.Optional(Outcome),
    after: Type.Optional(Type.Integer({ minimum: 0, description: 'Row after which the page begins.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
)

/** Commands that need no words of their own. */
export const Nothing = Type.Object({}, closed)

export const MappingBody = Type.Object({ mapping: Mapping, version: Type.Integer({ minimum: 1 }) }, closed)
export const CancelBody = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }, closed)
export const SourceBody = Type.Object({ system: Type.String({ minLength: 1, maxLength: 100 }) }, closed)
export const SourceChangeBody = Type.Object(
  { mapping: Mapping, layout: Layout, version: Type.Integer({ minimum: 1 }) },
  closed,
)
export const AcknowledgeBody = Type.Object(
  {
    accepted: Type.Optional(Type.Array(text(100), { maxItems: 1000 })),
    refused: Type.Optional(
      Type.Array(
        Type.Object({ number: text(100), reason: Type.String({ minLength: 1, maxLength: 500 }) }, closed),
        { maxItems: 1000 },
      ),
    ),
  },
  closed,
)

const batchFields = {
  batchId: Uuid,
  kind: Kind,
  system: nullable(Type.String()),
  fileName: Type.String({ description: 'Empty once the file was thrown away.' }),
  state: choice('ready', 'running', 'done', 'stopped', 'cancelling', 'cancelled'),
  version: Type.Integer(),
  createdAt: Type.String(),
  createdBy: nullable(Type.String()),
  doneAt: nullable(Type.String()),
  rows: Type.Integer(),
  progress: Type.Integer(),
  made: Type.Integer(),
  known: Type.Integer(),
  changed: Type.Integer(),
  bad: Type.Integer(),
  stopped: nullable(
    Type.Object({ code: Type.String(), title: Type.String(), remedy: Type.String() }, closed),
  ),
  cancelled: nullable(Type.Object({ cancelled: Type.Integer(), kept: Type.Integer() }, closed)),
  fileKept: Type.Boolean(),
  seenBefore: Type.Optional(Type.Boolean()),
}
export const Batch = Type.Object(batchFields, closed)

const FieldId = Type.String()
const Field = Type.Object(
  {
    id: FieldId,
    label: Words,
    help: Words,
    required: Type.Boolean(),
    example: Type.String(),
    choices: nullable(Type.Array(Type.Object({ value: Type.String(), label: Words }, closed))),
  },
  closed,
)
export const BatchPage = Type.Object(
  {
    ...batchFields,
    table: Type.Object(
      {
        headers: Type.Array(Type.String()),
        headerRow: Type.Integer(),
        encoding: nullable(Type.String()),
        examples: Type.Array(Type.String()),
      },
      closed,
    ),
    refusedHeaders: Type.Array(Type.String()),
    mapping: Mapping,
    fields: Type.Array(Field),
  },
  closed,
)

const Problem = Type.Object(
  {
    row: Type.Integer(),
    column: nullable(Type.String()),
    header: nullable(Type.String()),
    field: nullable(FieldId),
    code: Type.String(),
    level: choice('error', 'warning'),
    title: Type.String(),
    remedy: Type.String(),
    value: nullable(Type.String()),
  },
  closed,
)
const Difference = Type.Object(
  {
    row: Type.Integer(),
    externalNumber: Type.String(),
    number: nullable(Type.String()),
    matterId: Uuid,
    fields: Type.Array(
      Type.Object(
        { field: FieldId, before: nullable(Type.String()), after: nullable(Type.String()) },
        closed,
      ),
    ),
  },
  closed,
)
export const Preview = Type.Object(
  {
    rows: Type.Integer(),
    good: Type.Integer(),
    bad: Type.Integer(),
    warnings: Type.Integer(),
    known: Type.Integer(),
    changed: Type.Integer(),
    problems: Type.Array(Problem),
    more: Type.Integer(),
    samples: Type.Array(
      Type.Object(
        {
          row: Type.Integer(),
          values: Type.Array(Type.Object({ field: FieldId, value: Type.String() }, closed)),
          outcome: Outcome,
        },
        closed,
      ),
    ),
    differences: Type.Array(Difference),
    unknown: Type.Array(Type.Object({ field: FieldId, word: Type.String(), count: Type.Integer() }, closed)),
  },
  closed,
)
export const Row = Type.Object(
  {
    row: Type.Integer(),
    outcome: Outcome,
    matterId: nullable(Uuid),
    number: nullable(Type.String()),
    cancelled: Type.Boolean(),
    reason: nullable(Type.Object({ code: Type.String(), title: Type.String() }, closed)),
  },
  closed,
)

export const Source = Type.Object(
  {
    sourceId: Uuid,
    system: Type.String(),
    mapping: Mapping,
    layout: Layout,
    version: Type.Integer(),
    changedAt: Type.String(),
    orders: Type.Integer(),
    waiting: Type.Integer(),
  },
  closed,
)
const ReturnState = choice('prepared', 'sent', 'acknowledged', 'refused')
export const Item = Type.Object(
  {
    theirNumber: Type.String(),
    ourNumber: Type.String(),
    matterId: Uuid,
    kind: Type.String(),
    status: Type.String(),
    outcome: Type.String(),
    unit: Words,
    acceptedOn: nullable(Type.String()),
    endedOn: nullable(Type.String()),
    document: nullable(Words),
    reply: nullable(Type.String()),
    state: ReturnState,
    note: nullable(Type.String()),
  },
  closed,
)
const returnFields = {
  returnId: Uuid,
  system: Type.String(),
  createdAt: Type.String(),
  createdBy: nullable(Type.String()),
  sentAt: nullable(Type.String()),
  items: Type.Integer(),
  acknowledged: Type.Integer(),
  refused: Type.Integer(),
}
export const Return = Type.Object(returnFields, closed)
export const ReturnPage = Type.Object({ ...returnFields, entries: Type.Array(Item) }, closed)
export const Order = Type.Object(
  {
    order: nullable(
      Type.Object(
        {
          system: Type.String(),
          number: Type.String(),
          sender: Type.String(),
          due: nullable(Type.String()),
          receivedOn: Type.String(),
          status: nullable(Type.String()),
          seenAt: Type.String(),
          changes: Type.Integer(),
          returned: nullable(Type.Object({ state: ReturnState, at: Type.String() }, closed)),
        },
        closed,
      ),
    ),
  },
  closed,
)
export const FileBytes = Type.String({ format: 'binary', description: 'The bytes of the file.' })
