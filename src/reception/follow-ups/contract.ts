/** Shapes of what an office has taken on itself in a matter, shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const choice = <const T extends string>(...values: T[]) => Type.Unsafe<T>(Type.String({ enum: values }))
const words = (max: number, min = 0) => Type.String({ minLength: min, maxLength: max })

/** `reception`: what was said and promised on a reception day. `sponsored`: a matter an office answers for (包案). */
export const FOLLOW_UP_KINDS = ['reception', 'sponsored'] as const
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number]
export const FOLLOW_UP_STATES = ['open', 'done', 'released'] as const
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number]
/** What may be written down of an open one. */
export const FOLLOW_UP_STEPS = ['progress', 'met', 'done', 'released'] as const
export type FollowUpStep = (typeof FOLLOW_UP_STEPS)[number]

const Promise_ = {
  /** What was said or is planned: of the matter and of what organs do, never a judgement of a person. */
  words: words(4000, 2),
  /** Who does it; null where nothing is left to do. */
  unitId: nullable(Uuid),
  /** The office's own date, no limit of the law. */
  dueOn: nullable(Day),
}

export const ReceptionRecord = Type.Object(
  { matterNumber: words(60, 3), ...Promise_ },
  { ...closed, $id: 'ReceptionRecord' },
)
export type ReceptionRecord = Static<typeof ReceptionRecord>

export const SponsorInput = Type.Object(
  {
    matterNumber: words(60, 3),
    office: words(100, 2),
    ...Promise_,
    unitId: Uuid,
    dueOn: Day,
  },
  { ...closed, $id: 'SponsoredMatterInput' },
)
export type SponsorInput = Static<typeof SponsorInput>

export const FollowUpStepInput = Type.Object(
  {
    expectedVersion: Type.Integer({ minimum: 1 }),
    step: choice(...FOLLOW_UP_STEPS),
    words: words(4000, 2),
    /** progress, met: another date, with the words as its reason. */
    dueOn: Type.Optional(Day),
  },
  { ...closed, $id: 'FollowUpStepInput' },
)
export type FollowUpStepInput = Static<typeof FollowUpStepInput>

export const FollowUp = Type.Object(
  {
    followUpId: Uuid,
    kind: choice(...FOLLOW_UP_KINDS),
    matterId: Uuid,
    number: Type.String(),
    /** The matter itself has ended. */
    ended: Type.Boolean(),
    office: Type.String(),
    unit: nullable(Label),
    onDate: Day,
    dueOn: nullable(Day),
    overdue: Type.Boolean(),
    state: choice(...FOLLOW_UP_STATES),
    version: Type.Integer(),
    /** Times the office met the person, the first included. */
    meetings: Type.Integer(),
    changedAt: Type.String({ format: 'date-time' }),
  },
  { ...closed, $id: 'LeaderFollowUp' },
)
export type FollowUp = Static<typeof FollowUp>

export const FollowUpDetail = Type.Object(
  {
    ...FollowUp.properties,
    steps: Type.Array(
      Type.Object(
        {
          version: Type.Integer(),
          at: Type.String({ format: 'date-time' }),
          step: Type.String(),
          by: nullable(Type.String()),
          /** null where the matter's words were erased. */
          words: nullable(Type.String()),
        },
        closed,
      ),
    ),
    /** Steps this account may take now. */
    may: Type.Array(choice(...FOLLOW_UP_STEPS)),
  },
  { ...closed, $id: 'LeaderFollowUpDetail' },
)
export type FollowUpDetail = Static<typeof FollowUpDetail>

export const FollowUpDone = Type.Object(
  { followUpId: Uuid, version: Type.Integer(), state: choice(...FOLLOW_UP_STATES) },
  { ...closed, $id: 'LeaderFollowUpDone' },
)
export type FollowUpDone = Static<typeof FollowUpDone>
