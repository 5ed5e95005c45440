/** Instructions (批示件) and urgent reports (信访要情): what the API asks and answers. */
import Type from 'typebox'

const closed = { additionalProperties: false } as const
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Instant = Type.String({ format: 'date-time' })
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const choice = <const T extends string>(...values: T[]) => Type.Unsafe<T>(Type.String({ enum: values }))
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const UnitRef = Type.Object({ unitId: Uuid, name: Label }, closed)

export const KINDS = ['instruction', 'urgent-report'] as const
export type RecordKind = (typeof KINDS)[number]
export const STATES = [
  'open',
  'assigned',
  'answered',
  'closed',
  'noticed',
  'reported',
  'ended',
  'cancelled',
] as const
export type RecordState = (typeof STATES)[number]
export const STEPS = [
  'assign',
  'follow-up',
  'progress',
  'answer',
  'send-back',
  'close',
  'report',
  'report-again',
  'finish',
  'tie',
  'cancel',
] as const
export type StepName = (typeof STEPS)[number]
/** Whom an urgent report is made to (R22 25), and those called in danger. */
export const RECIPIENTS = [
  'party-committee',
  'government',
  'departments',
  'joint-meeting-office',
  'upper-bureau',
  'national-bureau',
  'emergency-service',
  'other',
] as const
export type Recipient = (typeof RECIPIENTS)[number]
export const WAYS = ['phone', 'system', 'written', 'in-person'] as const
export type Way = (typeof WAYS)[number]

const words = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const Numbers = Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 20 }))

export const NewInstruction = Type.Object(
  {
    title: words(200),
    office: words(60),
    madeOn: Day,
    words: words(5_000),
    dueOn: Type.Optional(nullable(Day)),
    unitId: Type.Optional(nullable(Uuid)),
    matters: Numbers,
  },
  closed,
)
export const NewUrgentReport = Type.Object(
  { title: words(200), words: words(10_000), noticedAt: Instant, matters: Numbers },
  closed,
)
export const StepBody = Type.Object(
  {
    what: choice(...STEPS),
    expectedVersion: Type.Integer({ minimum: 1 }),
    words: Type.Optional(words(10_000)),
    unitId: Type.Optional(Uuid),
    dueOn: Type.Optional(nullable(Day)),
    matter: Type.Optional(Type.String({ maxLength: 60, description: 'Number of a matter.' })),
    recipient: Type.Optional(choice(...RECIPIENTS)),
    recipientName: Type.Optional(Type.String({ maxLength: 100 })),
    way: Type.Optional(choice(...WAYS)),
    reportedAt: Type.Optional(Instant),
  },
  closed,
)
export const RecordParams = Type.Object({ recordId: Uuid }, closed)
export const ListQuery = Type.Object(
  {
    kind: Type.Optional(choice(...KINDS)),
    ended: Type.Optional(Type.Boolean()),
    overdue: Type.Optional(Type.Boolean()),
    unit: Type.Optional(Uuid),
    matter: Type.Optional(Uuid),
  },
  closed,
)
export const Done = Type.Object({ recordId: Uuid, version: Type.Integer(), state: choice(...STATES) }, closed)

const summary = {
  recordId: Uuid,
  kind: choice(...KINDS),
  state: choice(...STATES),
  version: Type.Integer(),
  title: Type.String(),
  office: nullable(Type.String()),
  madeOn: nullable(Day),
  dueOn: nullable(Day),
  /** Calendar days to the day set; negative when it has passed; null without a day or after the end. */
  daysLeft: nullable(Type.Integer()),
  overdue: Type.Boolean(),
  unit: nullable(UnitRef),
  noticedAt: nullable(Instant),
  /** Minutes from notice to the first report; null until then. R22 25 says 及时 and gives no number. */
  firstReportAfter: nullable(Type.Integer()),
  openedAt: Instant,
  endedAt: nullable(Instant),
}
export const Summary = Type.Object(summary, closed)
export const Detail = Type.Object(
  {
    ...summary,
    matters: Type.Array(Type.Object({ matterId: Uuid, number: Type.String() }, closed)),
    steps: Type.Array(
      Type.Object(
        {
          version: Type.Integer(),
          at: Instant,
          by: nullable(Type.String()),
          unit: nullable(UnitRef),
          what: Type.String(),
          words: nullable(Type.String()),
          toUnit: nullable(UnitRef),
          dueOn: nullable(Day),
          matter: nullable(Type.String()),
          recipient: nullable(choice(...RECIPIENTS)),
          recipientName: nullable(Type.String()),
          way: nullable(choice(...WAYS)),
          reportedAt: nullable(Instant),
          /** Minutes after notice. */
          after: nullable(Type.Integer()),
        },
        closed,
      ),
    ),
    /** Recipients the article names that have not been told yet. */
    notTold: Type.Array(choice(...RECIPIENTS)),
    /** Steps the reader may take now. */
    may: Type.Array(choice(...STEPS)),
  },
  closed,
)

export type NewInstructionInput = Type.Static<typeof NewInstruction>
export type NewUrgentReportInput = Type.Static<typeof NewUrgentReport>
export type StepInput = Type.Static<typeof StepBody>
export type RecordSummary = Type.Static<typeof Summary>
export type RecordDetail = Type.Static<typeof Detail>
export type DoneView = Type.Static<typeof Done>
export type RecordFilter = Type.Static<typeof ListQuery>
