/** Shapes of limits, their previews and the calendar, shared with the browser. */
import Type, { type Static } from 'typebox'
import { TablePreviewSchema } from '../../tables/index.ts'
import { closed, Day, Nullable, Uuid, WordsSchema } from '../contract.ts'

const LimitUnit = Type.Enum(['cal', 'wd', 'hour'])
const Mark = Type.Enum(['V', 'S', 'C', 'K', 'I', 'L'])

export const RuleVersionSchema = Type.Object(
  {
    name: WordsSchema,
    article: Type.Object({ zh: Type.String(), en: Type.String() }, closed),
    quote: Type.String(),
    mark: Mark,
    length: Type.Union([Type.Integer(), Type.Null()]),
    unit: LimitUnit,
    extensionCap: Type.Integer(),
    right: Type.Boolean(),
    /** Of the national regulations: a local limit may only better it for the person who asked. */
    binding: Type.Boolean(),
    starts: WordsSchema,
    actor: WordsSchema,
    validFrom: Day,
    validTo: Nullable(Day),
  },
  closed,
)

export const LocalLimitSchema = Type.Object(
  {
    validFrom: Day,
    validTo: Nullable(Day),
    length: Type.Integer(),
    unit: LimitUnit,
    extensionCap: Type.Union([Type.Integer(), Type.Null()]),
    mark: Mark,
    basis: WordsSchema,
  },
  closed,
)

export const RuleSchema = Type.Object(
  {
    ruleId: Type.String(),
    versions: Type.Array(RuleVersionSchema),
    local: Type.Array(LocalLimitSchema),
    /** What a clock started today would get; null when no version holds today. */
    today: Type.Union([
      Type.Object(
        {
          length: Type.Union([Type.Integer(), Type.Null()]),
          unit: LimitUnit,
          extensionCap: Type.Integer(),
          local: Type.Boolean(),
          basis: Type.Object({ zh: Type.String(), en: Type.String() }, closed),
        },
        closed,
      ),
      Type.Null(),
    ]),
    procedures: Type.Array(WordsSchema),
  },
  { ...closed, $id: 'LimitRule' },
)
export type LimitRule = Static<typeof RuleSchema>

const DueChange = Type.Object(
  {
    matterId: Uuid,
    number: Type.String(),
    unitId: Nullable(Uuid),
    startedOn: Day,
    /** The day as told. */
    nominal: Day,
    /** The day it would have been under the new limit. */
    under: Day,
  },
  closed,
)

/** What a local limit would do to matters that run now. */
export const LimitPreviewSchema = Type.Object(
  {
    before: Type.Object({ length: Type.Union([Type.Integer(), Type.Null()]), unit: LimitUnit }, closed),
    after: Type.Object({ length: Type.Integer(), unit: LimitUnit }, closed),
    /** Clocks that run: their dates were told and stay. `differ` of them would be other under the new limit. */
    running: Type.Object(
      { count: Type.Integer(), differ: Type.Integer(), items: Type.Array(DueChange) },
      closed,
    ),
    /** Matters that run, whose clock of this rule has not begun, and which will get the new limit. */
    coming: Type.Object(
      {
        count: Type.Integer(),
        items: Type.Array(
          Type.Object(
            {
              matterId: Uuid,
              number: Type.String(),
              receivedOn: Day,
              /** Only if it is accepted on the first day of the new limit or later. */
              ifAccepted: Type.Boolean(),
            },
            closed,
          ),
        ),
      },
      closed,
    ),
  },
  { ...closed, $id: 'LimitPreview' },
)
export type LimitPreview = Static<typeof LimitPreviewSchema>

/** Finished clocks of a time, judged once by the limit they had and once by another. */
export const RehearsalSchema = Type.Object(
  {
    from: Day,
    to: Day,
    clocks: Type.Integer(),
    lateThen: Type.Integer(),
    lateUnder: Type.Integer(),
    newlyLate: Type.Object({ count: Type.Integer(), items: Type.Array(DueChange) }, closed),
    newlyInTime: Type.Integer(),
    /** Each unit a clock ran for; null where none is known. In the order of the tree of units, never by number. */
    units: Type.Array(
      Type.Object(
        {
          unitId: Nullable(Uuid),
          clocks: Type.Integer(),
          lateThen: Type.Integer(),
          lateUnder: Type.Integer(),
        },
        closed,
      ),
    ),
    months: Type.Array(
      Type.Object(
        { month: Type.String(), clocks: Type.Integer(), lateThen: Type.Integer(), lateUnder: Type.Integer() },
        closed,
      ),
    ),
  },
  { ...closed, $id: 'Rehearsal' },
)
export type Rehearsal = Static<typeof RehearsalSchema>

export const NoticePreviewSchema = Type.Object(
  {
    table: TablePreviewSchema,
    off: Type.Integer(),
    work: Type.Integer(),
    knownUntil: Type.Union([Day, Type.Null()]),
    /** Dates marked provisional now, and what becomes of them. */
    provisional: Type.Integer(),
    changes: Type.Array(
      Type.Object(
        {
          matterId: Uuid,
          number: Type.String(),
          ruleId: Type.String(),
          nominal: Day,
          rolled: Day,
          nominalAfter: Day,
          rolledAfter: Day,
          settled: Type.Boolean(),
        },
        closed,
      ),
    ),
  },
  { ...closed, $id: 'NoticePreview' },
)
export type NoticePreview = Static<typeof NoticePreviewSchema>
