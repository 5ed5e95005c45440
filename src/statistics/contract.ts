/** Shapes of the statistics room, shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const choice = <const T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>(Type.String({ enum: [...values] }))

/**
 * What is counted of a matter, each a column of `statistics_counts`. Limits are counted on the day they fall due, `_due`
 * those still running. `definitions.ts` says in words what each is.
 */
export const MEASURES = [
  'received',
  'open',
  'batches',
  'persons',
  'group_batches',
  'group_persons',
  'accepted_in_time',
  'accepted_late',
  'accept_due',
  'handled_in_time',
  'handled_late',
  'handle_due',
  'ended',
  'replied',
  'asked',
  'rated',
  'ratings',
  'satisfied',
  'bureau_satisfied',
  'solved_said',
  'solved',
  'steps',
  'step_days',
] as const
export type Measure = (typeof MEASURES)[number]
export type Measures = Partial<Record<Measure, number>>

/** What rollups are kept by, besides unit and day. `step` holds durations. */
export const DIMS = ['all', 'channel', 'procedure', 'class', 'category', 'step'] as const
export type Dim = (typeof DIMS)[number]

/** Ways a matter goes, as far as its dates tell. */
export const STEPS = ['acceptance', 'answer', 'service', 'whole'] as const
export type Step = (typeof STEPS)[number]

export const COUNTS = [
  'received',
  'ended',
  'replied',
  'batches',
  'persons',
  'group_batches',
  'group_persons',
  'single_batches',
  'single_persons',
  'open',
] as const
export type CountCode = (typeof COUNTS)[number]

export const RATES = [
  'acceptance',
  'handling',
  'response',
  'participation',
  'satisfaction',
  'bureau_satisfaction',
  'solved',
] as const
export type RateCode = (typeof RATES)[number]

export const GROUPS = ['none', 'month', 'unit', 'channel', 'procedure', 'class', 'category'] as const
export type Group = (typeof GROUPS)[number]

/** The figures asked for, as they stand in the address. */
export const StatisticsQuery = Type.Object(
  {
    from: Day,
    to: Day,
    group: Type.Optional(choice(GROUPS)),
    /** One unit; else the bureau as a whole. Who does not oversee reads its own. */
    unit: Type.Optional(Uuid),
    /** At most one of the following: pairs of them are not kept. */
    channel: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,40}$' })),
    procedure: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,40}$' })),
    class: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,40}$' })),
    /** A code of the tree with all below it. */
    category: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000-\\u001f]+$' })),
    /** How deep categories are told apart: 1 to 3 levels. Default 1. */
    level: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
  },
  closed,
)
export type StatisticsQuery = Static<typeof StatisticsQuery>

export const ExportQuery = Type.Object(
  {
    ...StatisticsQuery.properties,
    format: choice(['csv', 'xlsx']),
    lang: Type.Optional(choice(['zh', 'en'])),
  },
  closed,
)

export const Count = Type.Object(
  { code: choice(COUNTS), value: Type.Integer(), behind: nullable(Type.String()) },
  { ...closed, $id: 'StatisticsCount' },
)
export const Rate = Type.Object(
  {
    code: choice(RATES),
    numerator: Type.Integer(),
    denominator: Type.Integer(),
    /** Ends of Wilson's interval at 95 %, in per cent; null where nothing was counted. */
    low: nullable(Type.Number()),
    high: nullable(Type.Number()),
    behind: nullable(Type.String()),
  },
  { ...closed, $id: 'StatisticsRate' },
)
export const Figures = Type.Object(
  { counts: Type.Array(Count), rates: Type.Array(Rate) },
  { ...closed, $id: 'StatisticsFigures' },
)
const Span = Type.Object({ from: Day, to: Day }, closed)
/** The same figures of the period asked for, of the one before it and of a year ago. */
const Compared = Type.Object({ now: Figures, before: Figures, year: Figures }, closed)

export const StatisticsRow = Type.Object(
  { key: Type.String(), name: Label, ...Compared.properties },
  { ...closed, $id: 'StatisticsRow' },
)
export const StepTimes = Type.Object(
  {
    step: choice(STEPS),
    finished: Type.Integer(),
    /** Mean of calendar days, one decimal; null where none was finished. */
    mean: nullable(Type.Number()),
    /** `most` null: longer than all others. */
    buckets: Type.Array(
      Type.Object({ least: Type.Integer(), most: nullable(Type.Integer()), n: Type.Integer() }, closed),
    ),
  },
  { ...closed, $id: 'StatisticsStep' },
)
export const Age = Type.Object(
  {
    least: Type.Integer(),
    most: nullable(Type.Integer()),
    n: Type.Integer(),
    behind: nullable(Type.String()),
  },
  { ...closed, $id: 'StatisticsAge' },
)
export const Warning = Type.Object(
  {
    category: Type.String(),
    name: Label,
    /** Matters received in the seven days before today. */
    now: Type.Integer(),
    from: Day,
    to: Day,
    /** The eight weeks before, oldest first. */
    weeks: Type.Array(Type.Integer()),
    /** What was to be expected, and how likely as many or more would be if nothing had changed. */
    expected: Type.Number(),
    chance: Type.Number(),
    behind: nullable(Type.String()),
  },
  { ...closed, $id: 'StatisticsWarning' },
)
export const Statistics = Type.Object(
  {
    today: Day,
    span: Span,
    before: Span,
    year: Span,
    group: choice(GROUPS),
    unit: nullable(Type.Object({ unitId: Uuid, name: Label }, closed)),
    total: Compared,
    rows: Type.Array(StatisticsRow),
    /** Of the period asked for; null under a filter, for durations and ages are kept by unit alone. */
    steps: nullable(Type.Array(StepTimes)),
    /** Open today, whatever the period. */
    ages: Type.Array(Age),
    warnings: Type.Array(Warning),
  },
  { ...closed, $id: 'Statistics' },
)
export type Statistics = Static<typeof Statistics>
export type Figures = Static<typeof Figures>
export type Count = Static<typeof Count>
export type Rate = Static<typeof Rate>
export type StatisticsRow = Static<typeof StatisticsRow>
export type StepTimes = Static<typeof StepTimes>
export type Age = Static<typeof Age>
export type Warning = Static<typeof Warning>

export const Definition = Type.Object(
  {
    code: Type.String(),
    kind: choice(['count', 'rate', 'step']),
    name: Label,
    definition: Label,
    numerator: nullable(Label),
    denominator: nullable(Label),
    source: Label,
  },
  { ...closed, $id: 'StatisticsDefinition' },
)
export type Definition = Static<typeof Definition>
