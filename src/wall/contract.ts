/** Shapes of the wall display, shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })
const Day = Type.String({ format: 'date' })
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)

export const KeyAsk = Type.Object({ key: Type.String({ minLength: 10, maxLength: 200 }) }, closed)
export const NewKey = Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }) }, closed)
export const KeyParams = Type.Object({ keyId: Uuid }, closed)
export const KeyId = Type.Object({ keyId: Uuid }, closed)
export const MadeKey = Type.Object(
  {
    keyId: Uuid,
    /** Shown this once: the part of the address behind `#`. */
    key: Type.String(),
  },
  closed,
)
export const KeyRow = Type.Object(
  {
    keyId: Uuid,
    name: Type.String(),
    madeAt: Instant,
    madeBy: Type.String(),
    revokedAt: nullable(Instant),
  },
  { ...closed, $id: 'WallKey' },
)
export type KeyRow = Static<typeof KeyRow>

const Level = Type.Object({ met: Type.Integer(), of: Type.Integer() }, closed)

/** What hangs on the wall: sums of organs' work. No matter, no name, no words of anybody. */
export const Wall = Type.Object(
  {
    bureau: Label,
    at: Instant,
    /** In whose time the screen tells the hour. */
    zone: Type.String(),
    today: Day,
    /** Matters received, batches arrived, replied to and ended today. */
    received: Type.Integer(),
    batches: Type.Integer(),
    replied: Type.Integer(),
    ended: Type.Integer(),
    open: Type.Integer(),
    /** Limits that run and end today, and those whose last day is over. */
    dueToday: Type.Integer(),
    overdue: Type.Integer(),
    /** The hotline: today, at this moment, and its levels of the last 24 hours; null where no calls are told. */
    calls: nullable(
      Type.Object(
        {
          calls: Type.Integer(),
          answered: Type.Integer(),
          abandoned: Type.Integer(),
          atOnce: Type.Integer(),
          orders: Type.Integer(),
          waiting: Type.Integer(),
          waitingSince: nullable(Instant),
          talking: Type.Integer(),
          in15: Level,
          connected: Level,
        },
        closed,
      ),
    ),
    /** Of this month. */
    monthFrom: Day,
    rates: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          name: Label,
          numerator: Type.Integer(),
          denominator: Type.Integer(),
        },
        closed,
      ),
    ),
    /** The hottest topics of five letters and more, by the branch of categories they belong to: never by their words. */
    topics: Type.Array(
      Type.Object({ branch: Label, letters: Type.Integer(), heat: Type.Number(), lastOn: Day }, closed),
    ),
    /** Matters received in the last thirty days, by place. */
    areas: Type.Array(Type.Object({ code: Type.String(), name: Label, received: Type.Integer() }, closed)),
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
          lines: Type.Array(
            Type.Object(
              {
                kind: Type.Unsafe<'road' | 'water'>(Type.String({ enum: ['road', 'water'] })),
                path: Type.String(),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
  },
  { ...closed, $id: 'Wall' },
)
export type Wall = Static<typeof Wall>
