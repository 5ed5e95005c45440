/** Shapes of notifications, shared with the browser. */
import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)

/**
 * assigned: work came to the unit. returned: sent back, returned or objected to. redo: to be done again. signature: waits
 * for the head. supervised: an order, a reminder or advice to the unit. citizen: the person added something. rated: an
 * unsatisfied rating to decide on. decided: what the unit asked was decided, or its matter ended. note: a note of another
 * unit. due: a limit ends soon. not-told: a notice reached the person by no way. instruction: a leader's instruction or
 * what comes of it.
 */
export const KINDS = [
  'assigned',
  'returned',
  'redo',
  'signature',
  'supervised',
  'citizen',
  'rated',
  'decided',
  'note',
  'due',
  'not-told',
  'instruction',
] as const
export type Kind = (typeof KINDS)[number]

const KindSchema = Type.Unsafe<Kind>(Type.String({ enum: [...KINDS] }))

export const NotificationSchema = Type.Object(
  {
    /** Position in the feed of the bureau; give it back to go on from here. */
    no: Type.Integer(),
    kind: KindSchema,
    at: Type.String({ format: 'date-time' }),
    read: Type.Boolean(),
    matter: nullable(
      Type.Object(
        {
          matterId: Type.String({ format: 'uuid' }),
          number: Type.String(),
          /** Null in a shielded lane and where secrecy was asked: the bell is read over shoulders. */
          subject: nullable(Type.String()),
          procedureLabel: Label,
          stateLabel: Label,
        },
        closed,
      ),
    ),
    /** Who did it: a unit, the person, or the program; null in a shielded lane. */
    by: nullable(
      Type.Object(
        {
          kind: Type.Unsafe<'account' | 'citizen' | 'system'>(
            Type.String({ enum: ['account', 'citizen', 'system'] }),
          ),
          unit: nullable(Label),
        },
        closed,
      ),
    ),
    /** Where it leads on the desk and what it says, where that is not the matter and where it stands. */
    link: nullable(Type.String()),
    words: nullable(Label),
  },
  { ...closed, $id: 'Notification' },
)
export type Notification = Static<typeof NotificationSchema>

export const NotificationPageSchema = Type.Object(
  {
    items: Type.Array(NotificationSchema),
    next: nullable(Type.String()),
    /** Of all, not of this page; 100 stands for a hundred or more. */
    unread: Type.Integer(),
  },
  { ...closed, $id: 'NotificationPage' },
)
export type NotificationPage = Static<typeof NotificationPageSchema>

export const NotificationSettingsSchema = Type.Object(
  {
    /** Kinds that are kept in the history but neither counted nor shown as they come. */
    muted: Type.Array(KindSchema, { maxItems: KINDS.length, uniqueItems: true }),
    /** Whether new ones are shown in a corner for a moment. */
    toasts: Type.Boolean(),
  },
  { ...closed, $id: 'NotificationSettings' },
)
export type NotificationSettings = Static<typeof NotificationSettingsSchema>

/** What is marked: some by number, all up to a number, or all of one matter. */
export const MarkSchema = Type.Object(
  {
    read: Type.Boolean(),
    numbers: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 200 })),
    upTo: Type.Optional(Type.Integer({ minimum: 0 })),
    matterId: Type.Optional(Type.String({ format: 'uuid' })),
  },
  closed,
)
export type Mark = Static<typeof MarkSchema>
