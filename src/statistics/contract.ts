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
  'forwarded',
  'supervised',
  'advised',
  'advice_answered',
  'advice_adopted',
  'advice_partly',
  'called',
  'connected',
  'contacted_said',
  'contacted',
  'truth_said',
  'truthful',
] as const
export type Measure = (typeof MEASURES)[number]
export type Measures = Partial<Record<Measure, number>>

/** Properties a figure can be narrowed to; `area` is the township or subdistrict a matter is about. */
export const PROPERTIES = ['channel', 'procedure', 'class', 'category', 'area'] as const
export type Property = (typeof PROPERTIES)[number]

/** Two properties kept together, for the bureau as a whole; of categories the branch only (the top level of the tree). */
export const PAIRS = [
  ['area', 'category'],
  ['channel', 'category'],
  ['class', 'category'],
  ['area', 'channel'],
] as const satisfies readonly (readonly [Property, Property])[]

/** What rollups are kept by, besides unit and day. `step` holds durations. */
export const DIMS = [
  'all',
  ...PROPERTIES,
  'step',
  'area-category',
  'channel-category',
  'class-category',
  'area-channel',
] as const
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
  'forwarded',
  'supervised',
  'advised',
  'advice_answered',
  'advice_adopted',
  'advice_partly',
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
  'connected',
  'contacted',
  'truthful',
] as const
export type RateCode = (typeof RATES)[number]

export const GROUPS = ['none', 'month', 'unit', ...PROPERTIES] as const
export type Group = (typeof GROUPS)[number]

/** The figures asked for, as they stand in the address. */
export const StatisticsQuery = Type.Object(
  {
    from: Day,
    to: Day,
    group: Type.Optional(choice(GROUPS)),
    /** One unit; else the bureau as a whole. Who does not oversee reads its own. */
    unit: Type.Optional(Uuid),
    /** At most two of the following, as they are kept together (`PAIRS`); the group counts as one. */
    channel: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,40}$' })),
    procedure: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,40}$' })),
    class: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,40}$' })),
    /** A code of the tree with all below it; empty: matters without one. */
    category: Type.Optional(Type.String({ maxLength: 100, pattern: '^[^\\u0000-\\u001f]*$' })),
    /** Code of a township or subdistrict; empty: matters of which none is known. */
    area: Type.Optional(Type.String({ maxLength: 40, pattern: '^[^\\u0000-\\u001f]*$' })),
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

/** Whose list can be asked for: counts, rates with what they are made of, and durations. */
export const FIGURES = [
  ...COUNTS,
  ...RATES,
  'step-acceptance',
  'step-answer',
  'step-service',
  'step-whole',
] as const
export type FigureCode = (typeof FIGURES)[number]

/** The list behind a figure, with the filters the figure had. */
export const StatisticsListQuery = Type.Object(
  {
    figure: choice(FIGURES),
    from: Day,
    to: Day,
    unit: Type.Optional(Uuid),
    channel: StatisticsQuery.properties.channel,
    procedure: StatisticsQuery.properties.procedure,
    class: StatisticsQuery.properties.class,
    /** With all below it unless `exact`; empty: matters without a category. */
    category: Type.Optional(Type.String({ maxLength: 100, pattern: '^[^\\u0000-\\u001f]*$' })),
    exact: Type.Optional(Type.Boolean()),
    area: StatisticsQuery.properties.area,
    /** Of durations: calendar days. */
    least: Type.Optional(Type.Integer({ minimum: 0 })),
    most: Type.Optional(Type.Integer({ minimum: 0 })),
    /** `next` of the page before. */
    after: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}~[0-9a-f-]{36}~\\d{1,5}$' })),
  },
  closed,
)
export type StatisticsListQuery = Static<typeof StatisticsListQuery>

export const StatisticsList = Type.Object(
  {
    figure: choice(FIGURES),
    items: Type.Array(
      Type.Object(
        {
          matterId: Uuid,
          number: nullable(Type.String()),
          /** Day it counts on. */
          on: Day,
          unit: nullable(Label),
          channel: Label,
          class: Label,
          category: Label,
          area: Label,
          /** What it adds to a count, or to the denominator of a rate. */
          n: Type.Integer(),
          /** Of a rate: it is in the numerator too. */
          met: nullable(Type.Boolean()),
          days: nullable(Type.Integer()),
        },
        closed,
      ),
    ),
    next: nullable(Type.String()),
  },
  { ...closed, $id: 'StatisticsList' },
)
export type StatisticsList = Static<typeof StatisticsList>

/** The bureau's own map as shapes; null where none was loaded. */
export const StatisticsMap = Type.Object(
  {
    map: nullable(
      Type.Object(
        {
          width: Type.Integer(),
          height: Type.Integer(),
          source: Type.String(),
          areas: Type.Array(
            Type.Object(
              { code: Type.String(), name: Label, path: Type.String(), x: Type.Number(), y: Type.Number() },
              closed,
            ),
          ),
          lines: Type.Array(Type.Object({ kind: choice(['road', 'water']), path: Type.String() }, closed)),
        },
        closed,
      ),
    ),
  },
  { ...closed, $id: 'StatisticsMap' },
)
export type StatisticsMap = Static<typeof StatisticsMap>

export const Count = Type.Object(
  { code: choice(COUNTS), value: Type.Integer(), behind: Type.String() },
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
    behind: Type.String(),
    /** Mean of calendar days, one decimal; null where none was finished. */
    mean: nullable(Type.Number()),
    /** `most` null: longer than all others. */
    buckets: Type.Array(
      Type.Object(
        {
          least: Type.Integer(),
          most: nullable(Type.Integer()),
          n: Type.Integer(),
          behind: Type.String(),
        },
        closed,
      ),
    ),
  },
  { ...closed, $id: 'StatisticsStep' },
)
export const Age = Type.Object(
  {
    least: Type.Integer(),
    most: nullable(Type.Integer()),
    n: Type.Integer(),
    behind: Type.String(),
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
    behind: Type.String(),
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
    /** What the figures are narrowed to, with its name. */
    narrowed: Type.Array(Type.Object({ by: choice(PROPERTIES), value: Type.String(), name: Label }, closed)),
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
