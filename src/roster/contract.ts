/** Shapes of the duty roster, shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Instant = Type.String({ format: 'date-time' })
const Time = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })
const oneOf = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>(Type.String({ enum: [...values] }))

export const KINDS = ['reception', 'hotline'] as const
/** Which days of a period a plan fills, by the bureau's calendar. */
export const DAYS = ['all', 'working', 'off'] as const

export const Shift = Type.Object(
  {
    shiftId: Uuid,
    kind: oneOf(KINDS),
    day: Day,
    startsAt: Instant,
    endsAt: Instant,
    accountId: Uuid,
    name: Type.String(),
    unitId: Uuid,
    phone: Type.String(),
    version: Type.Integer(),
  },
  { ...closed, $id: 'RosterShift' },
)
export const DayKind = Type.Object(
  {
    day: Day,
    working: Type.Boolean(),
    why: Type.Object({ zh: Type.String(), en: Type.String() }, closed),
    /** False past the last notice of holidays: the answer may still change. */
    known: Type.Boolean(),
  },
  closed,
)
export const Swap = Type.Object(
  {
    swapId: Uuid,
    shiftId: Uuid,
    otherShiftId: Uuid,
    askedBy: Uuid,
    askedOf: Uuid,
    askedAt: Instant,
  },
  closed,
)
export const Person = Type.Object({ accountId: Uuid, name: Type.String(), unitId: Uuid }, closed)
export const Roster = Type.Object(
  {
    days: Type.Array(DayKind),
    shifts: Type.Array(Shift),
    /** Asked and not settled. */
    swaps: Type.Array(Swap),
    /** Who can be put on the roster; only for who plans. */
    people: Type.Array(Person),
    mayPlan: Type.Boolean(),
    /** Whether the portal names who is on duty. */
    showNames: Type.Boolean(),
    settingsVersion: Type.Integer(),
  },
  closed,
)
export const Plan = Type.Object(
  {
    kind: oneOf(KINDS),
    from: Day,
    to: Day,
    days: oneOf(DAYS),
    starts: Time,
    /** Not after the start: ends the next day. */
    ends: Time,
    phone: Type.String({ minLength: 3, maxLength: 40 }),
    /** In turn, one a day. */
    accountIds: Type.Array(Uuid, { minItems: 1, maxItems: 60 }),
  },
  closed,
)
export const Note = Type.Object(
  {
    noteId: Uuid,
    kind: oneOf(KINDS),
    at: Instant,
    by: nullable(Type.String()),
    words: Type.String(),
    readAt: nullable(Instant),
    readBy: nullable(Type.String()),
  },
  { ...closed, $id: 'RosterNote' },
)
export const NewNote = Type.Object(
  { kind: oneOf(KINDS), words: Type.String({ minLength: 1, maxLength: 5000 }) },
  closed,
)
export const RosterSettings = Type.Object(
  { showNames: Type.Boolean(), version: Type.Integer({ minimum: 0 }) },
  closed,
)

export type Shift = Static<typeof Shift>
export type Swap = Static<typeof Swap>
export type Roster = Static<typeof Roster>
export type Plan = Static<typeof Plan>
export type Note = Static<typeof Note>
export type Kind = (typeof KINDS)[number]
export type RosterSettings = Static<typeof RosterSettings>
