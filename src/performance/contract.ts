/** Shapes of project performance (项目绩效), shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const words = (max: number, min = 0) => Type.String({ minLength: min, maxLength: max })
const choice = <const T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>(Type.String({ enum: [...values] }))

/** A value of an indicator: not negative, exact, at most six digits behind the point. */
export const Amount = Type.String({
  pattern: '^\\d{1,12}(\\.\\d{1,6})?$',
  description: 'Exact decimal, not negative.',
})
export const Fen = Type.Integer({ minimum: 0, maximum: 9_000_000_000_000, description: 'Money in fen.' })

export const FIRST_LEVELS = ['cost', 'output', 'effect', 'satisfaction'] as const
export type FirstLevel = (typeof FIRST_LEVELS)[number]
export const DIRECTIONS = ['at-least', 'at-most', 'equal', 'grade'] as const
export type Direction = (typeof DIRECTIONS)[number]
/** Qualitative results, as the self-evaluation form grades them: reached, reached in part, not reached. */
export const GRADES = ['reached', 'partly', 'missed'] as const
export type Grade = (typeof GRADES)[number]

/** Queries on the case system that an indicator may be linked to. Rates of organs only: none counts petitions. */
export const LIVE_QUERIES = [
  'acceptance-in-time',
  'handling-in-time',
  'satisfaction',
  'participation',
  'solved',
  'supervision-in-time',
  'messages-sent',
  'messages-delivered',
] as const
export type LiveQueryName = (typeof LIVE_QUERIES)[number]

export const Weights = Type.Object(
  {
    execution: Type.Integer({ minimum: 0, maximum: 100 }),
    cost: Type.Integer({ minimum: 0, maximum: 100 }),
    output: Type.Integer({ minimum: 0, maximum: 100 }),
    effect: Type.Integer({ minimum: 0, maximum: 100 }),
    satisfaction: Type.Integer({ minimum: 0, maximum: 100 }),
  },
  { ...closed, $id: 'PerformanceWeights' },
)

export const Indicator = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]{1,36}$' }),
    first: choice(FIRST_LEVELS),
    second: words(20, 1),
    name: words(60, 1),
    direction: choice(DIRECTIONS),
    /** The figure aimed at; null where the aim is graded. */
    target: nullable(Amount),
    /** What is aimed at, in words, where it is graded. */
    aim: words(200),
    unit: words(12),
    weight: Type.Number({ minimum: 0, maximum: 100, multipleOf: 0.5 }),
    basis: words(200, 1),
    query: nullable(choice(LIVE_QUERIES)),
  },
  { ...closed, $id: 'PerformanceIndicator' },
)

export const PlanBody = Type.Object(
  {
    name: words(60, 1),
    /** Code of the project in the accounts; its money comes from there. Null: the money is given here. */
    projectCode: nullable(words(40, 1)),
    department: words(60, 1),
    unit: words(60, 1),
    aim: words(1000, 1),
    funds: Type.Object({ fiscal: Fen, carried: Fen, other: Fen, adjusted: Fen, executed: Fen }, closed),
    weights: Weights,
    indicators: Type.Array(Indicator, { maxItems: 40 }),
  },
  { ...closed, $id: 'PerformancePlanBody' },
)

/** What a linked query gave, with all that is needed to ask again. */
export const LiveValue = Type.Object(
  {
    query: choice(LIVE_QUERIES),
    /** SHA-256 of the statement, which the list of queries shows whole. */
    statement: Type.String(),
    from: Day,
    to: Day,
    asOf: Type.String({ format: 'date-time' }),
    numerator: Type.Integer(),
    /** Null for a plain count. */
    denominator: nullable(Type.Integer()),
    /** The figure in the indicator's unit; null where there was nothing to measure. */
    value: nullable(Amount),
  },
  { ...closed, $id: 'PerformanceLiveValue' },
)

const GivenResult = Type.Object(
  {
    id: Type.String(),
    actual: nullable(Amount),
    grade: nullable(choice(GRADES)),
    /** Per cent of the weight, within the band of the grade. */
    percent: nullable(Type.Integer({ minimum: 0, maximum: 100 })),
    done: words(300),
    reason: words(500),
  },
  closed,
)
export const Result = Type.Object(
  { ...GivenResult.properties, live: nullable(LiveValue) },
  { ...closed, $id: 'PerformanceResult' },
)

export const Report = Type.Object(
  {
    on: Day,
    executed: Fen,
    results: Type.Array(Result),
    executionReason: words(500),
    findings: words(2000),
    measures: words(2000),
  },
  { ...closed, $id: 'PerformanceReport' },
)

const ReportInput = Type.Object(
  {
    executed: Fen,
    results: Type.Array(GivenResult, { maxItems: 40 }),
    executionReason: words(500),
    findings: words(2000),
    measures: words(2000),
  },
  closed,
)

export const STATES = ['targets', 'approved', 'monitored', 'evaluated'] as const
export type PlanState = (typeof STATES)[number]
export const STEPS = ['save', 'approve', 'monitor', 'evaluate', 'reopen'] as const
export type StepName = (typeof STEPS)[number]

const expectedVersion = Type.Integer({ minimum: 1 })
export const Step = Type.Union(
  [
    Type.Object({ step: Type.Literal('save'), expectedVersion, plan: PlanBody }, closed),
    Type.Object({ step: Type.Literal('approve'), expectedVersion }, closed),
    Type.Object({ step: Type.Literal('monitor'), expectedVersion, report: ReportInput }, closed),
    Type.Object({ step: Type.Literal('evaluate'), expectedVersion, report: ReportInput }, closed),
    Type.Object({ step: Type.Literal('reopen'), expectedVersion, reason: words(300, 2) }, closed),
  ],
  { $id: 'PerformanceStep' },
)

export const NewPlan = Type.Object(
  { year: Type.Integer({ minimum: 2000, maximum: 2100 }), plan: PlanBody },
  closed,
)

const Scored = Type.Object(
  {
    id: Type.String(),
    score: nullable(Type.Number()),
    weight: Type.Number(),
    met: nullable(Type.Boolean()),
    needsReason: Type.Boolean(),
  },
  closed,
)
export const ScoreSheet = Type.Object(
  {
    execution: Type.Object(
      {
        rate: nullable(Type.Number({ description: 'Per cent, two digits.' })),
        score: Type.Number(),
        weight: Type.Number(),
        needsReason: Type.Boolean(),
      },
      closed,
    ),
    indicators: Type.Array(Scored),
    /** Null while a result is missing. */
    total: nullable(Type.Number()),
  },
  { ...closed, $id: 'PerformanceScores' },
)

/** What is not in order in a plan's targets: a key the screen has words for. */
export const FAULTS = [
  'weights-not-100',
  'level-weight',
  'same-name',
  'second-level',
  'no-target',
  'graded-and-linked',
  'direction',
] as const

export const Fault = Type.Object(
  {
    key: choice(FAULTS),
    indicator: nullable(Type.String()),
    values: Type.Record(Type.String(), Type.String()),
  },
  closed,
)

export const Plan = Type.Object(
  {
    planId: Uuid,
    year: Type.Integer(),
    version: Type.Integer(),
    state: choice(STATES),
    plan: PlanBody,
    monitoring: nullable(Report),
    evaluation: nullable(Report),
    faults: Type.Array(Fault),
    scores: nullable(ScoreSheet),
    monitoringScores: nullable(ScoreSheet),
    may: Type.Array(choice(STEPS)),
  },
  { ...closed, $id: 'PerformancePlan' },
)

export const PlanRow = Type.Object(
  {
    planId: Uuid,
    year: Type.Integer(),
    state: choice(STATES),
    name: Type.String(),
    indicators: Type.Integer(),
    adjusted: Fen,
    executed: Fen,
    total: nullable(Type.Number()),
    faults: Type.Integer(),
  },
  { ...closed, $id: 'PerformancePlanRow' },
)

export const Change = Type.Object(
  {
    version: Type.Integer(),
    at: Type.String({ format: 'date-time' }),
    account: Type.String(),
    what: choice([...STEPS, 'create'] as const),
    reason: Type.String(),
    plan: PlanBody,
    monitoring: nullable(Report),
    evaluation: nullable(Report),
  },
  { ...closed, $id: 'PerformanceChange' },
)

export const LiveQuery = Type.Object(
  {
    name: choice(LIVE_QUERIES),
    label: Label,
    meaning: Label,
    unit: Type.String(),
    statement: Type.String({
      description: 'The statement as it is run; $1 bureau, $2 from, $3 to, $4 today.',
    }),
    digest: Type.String(),
  },
  { ...closed, $id: 'PerformanceLiveQuery' },
)

export type Weights = Static<typeof Weights>
export type Indicator = Static<typeof Indicator>
export type PlanBody = Static<typeof PlanBody>
export type LiveValue = Static<typeof LiveValue>
export type Result = Static<typeof Result>
export type Report = Static<typeof Report>
export type ReportInput = Static<typeof ReportInput>
export type Step = Static<typeof Step>
export type ScoreSheet = Static<typeof ScoreSheet>
export type Fault = Static<typeof Fault>
export type Plan = Static<typeof Plan>
export type PlanRow = Static<typeof PlanRow>
export type Change = Static<typeof Change>
export type LiveQuery = Static<typeof LiveQuery>
