/** Shapes of the reports room, shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const choice = <const T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>(Type.String({ enum: [...values] }))
const Uuid = Type.String({ format: 'uuid' })

export const KINDS = ['month', 'year'] as const
export type Kind = (typeof KINDS)[number]

/** inside: for the organs above and beside; outside: for everybody, without units and with small numbers as intervals. */
export const AUDIENCES = ['inside', 'outside'] as const
export type Audience = (typeof AUDIENCES)[number]

export const Wanted = Type.Object(
  {
    kind: choice(KINDS),
    /** `2026-10` or `2026`. */
    period: Type.String({ pattern: '^[0-9]{4}(-(0[1-9]|1[0-2]))?$' }),
    audience: choice(AUDIENCES),
  },
  closed,
)
export type Wanted = Static<typeof Wanted>

/** What only a person can say: paragraphs between line breaks. */
export const Words = Type.Object(
  {
    /** What was advised to which organs, and what became of it. */
    advice: Type.String({ maxLength: 10_000 }),
    /** Other matters to be reported. */
    other: Type.String({ maxLength: 10_000 }),
  },
  closed,
)
export type Words = Static<typeof Words>

export const SaveReport = Type.Object({ ...Wanted.properties, words: Words }, closed)

const Table = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    unit: Type.String(),
    head: Type.Array(Type.String()),
    rows: Type.Array(Type.Array(Type.String())),
    note: Type.String(),
    figuresFrom: Type.Integer(),
    twoSided: Type.Boolean(),
  },
  closed,
)
const Chart = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    kind: choice(['bar', 'pie']),
    labels: Type.Array(Type.String()),
    series: Type.Array(Type.Object({ name: Type.String(), values: Type.Array(Type.String()) }, closed)),
    unit: Type.String(),
  },
  closed,
)
const Block = Type.Union([
  Type.Object(
    {
      is: choice(['heading']),
      level: Type.Unsafe<1 | 2 | 3>(Type.Integer({ minimum: 1, maximum: 3 })),
      text: Type.String(),
    },
    closed,
  ),
  Type.Object({ is: choice(['text']), text: Type.String() }, closed),
  Type.Object({ is: choice(['chart']), chart: Chart }, closed),
  Type.Object({ is: choice(['table']), table: Table }, closed),
])
export const ReportDoc = Type.Object(
  { title: Type.String(), entity: Type.String(), blocks: Type.Array(Block) },
  { ...closed, $id: 'ReportDoc' },
)
export type ReportDoc = Static<typeof ReportDoc>
export type ReportBlock = ReportDoc['blocks'][number]

export const ReportRow = Type.Object(
  {
    reportId: Uuid,
    ...Wanted.properties,
    /** First, second ... saved of this period and audience. */
    version: Type.Integer(),
    state: choice(['draft', 'approved']),
    title: Type.String(),
    madeAt: Type.String({ format: 'date-time' }),
    madeBy: Type.String(),
    approvedAt: nullable(Type.String({ format: 'date-time' })),
    approvedBy: nullable(Type.String()),
    /** Of the frozen file. */
    sha256: nullable(Type.String()),
    /** This reader may approve it: head of the bureau, and not who made it. */
    mayApprove: Type.Boolean(),
  },
  { ...closed, $id: 'ReportRow' },
)
export type ReportRow = Static<typeof ReportRow>

export const Report = Type.Object(
  { ...ReportRow.properties, words: Words, doc: ReportDoc },
  { ...closed, $id: 'Report' },
)
export type Report = Static<typeof Report>

export const ReportParams = Type.Object({ reportId: Uuid }, closed)
export const Saved = Type.Object({ reportId: Uuid, version: Type.Integer() }, closed)
export const Preview = Type.Object({ doc: ReportDoc, words: Words }, closed)
