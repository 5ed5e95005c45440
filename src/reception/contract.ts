/** Shapes of reception days, shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Time = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const choice = <const T extends string>(...values: T[]) => Type.Unsafe<T>(Type.String({ enum: values }))
const words = (max: number, min = 0) => Type.String({ minLength: min, maxLength: max })

export const DAY_STATES = ['draft', 'published', 'cancelled'] as const
export type DayState = (typeof DAY_STATES)[number]
export const BOOKING_STATES = [
  'booked',
  'waiting',
  'arrived',
  'called',
  'done',
  'absent',
  'cancelled',
] as const
export type BookingState = (typeof BOOKING_STATES)[number]
export const DAY_ACTS = ['publish', 'cancel'] as const
export const DESK_ACTS = ['arrive', 'call', 'done', 'absent', 'tie'] as const
export type DeskAct = (typeof DESK_ACTS)[number]

export const DayInput = Type.Object(
  {
    onDate: Day,
    starts: Time,
    slotMinutes: Type.Integer({ minimum: 5, maximum: 240 }),
    slots: Type.Integer({ minimum: 1, maximum: 100 }),
    /** Office or title, as the public reads it. */
    host: words(100, 2),
    unitId: nullable(Uuid),
    place: words(200, 2),
    note: words(1000),
  },
  { ...closed, $id: 'ReceptionDayInput' },
)
export type DayInput = Static<typeof DayInput>

export const DaySave = Type.Object(
  { ...DayInput.properties, expectedVersion: Type.Integer({ minimum: 0, description: '0 for a new one.' }) },
  { ...closed, $id: 'ReceptionDaySave' },
)

export const DayChange = Type.Object(
  {
    expectedVersion: Type.Integer({ minimum: 1 }),
    act: choice(...DAY_ACTS),
    /** Needed to cancel; told to everybody who booked. */
    reason: Type.Optional(words(500)),
  },
  { ...closed, $id: 'ReceptionDayChange' },
)

export const ReceptionDay = Type.Object(
  {
    dayId: Uuid,
    ...DayInput.properties,
    unit: nullable(Label),
    ends: Type.String(),
    state: choice(...DAY_STATES),
    reason: nullable(Type.String()),
    version: Type.Integer(),
    /** Slots nobody has taken. */
    free: Type.Integer(),
    booked: Type.Integer(),
    waiting: Type.Integer(),
    called: nullable(Type.Integer()),
  },
  { ...closed, $id: 'ReceptionDay' },
)
export type ReceptionDay = Static<typeof ReceptionDay>

export const Booking = Type.Object(
  {
    bookingId: Uuid,
    number: Type.String(),
    state: choice(...BOOKING_STATES),
    walkIn: Type.Boolean(),
    /** Begin of the slot. */
    at: nullable(Type.String()),
    ticket: nullable(Type.Integer()),
    name: nullable(Type.String()),
    phone: nullable(Type.String()),
    topic: nullable(Type.String()),
    matterNumber: nullable(Type.String()),
  },
  { ...closed, $id: 'ReceptionBooking' },
)
export type Booking = Static<typeof Booking>

export const DayDetail = Type.Object(
  {
    day: ReceptionDay,
    bookings: Type.Array(Booking),
    /** Whose turn it would be. */
    next: nullable(Uuid),
  },
  { ...closed, $id: 'ReceptionDayDetail' },
)
export type DayDetail = Static<typeof DayDetail>

export const WalkIn = Type.Object(
  { name: words(100, 1), phone: words(40), topic: words(300, 1) },
  { ...closed, $id: 'ReceptionWalkIn' },
)

export const DeskActInput = Type.Object(
  {
    act: choice(...DESK_ACTS),
    /** tie: the visit was registered as this matter. */
    matterNumber: Type.Optional(words(60)),
  },
  { ...closed, $id: 'ReceptionAct' },
)
