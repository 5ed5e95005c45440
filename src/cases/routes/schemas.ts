/** Schemas of the closed loop's API: what is asked and what is answered. */
import Type, { type TSchema } from 'typebox'
import { MAX_TEXT } from '../engine/read-input.ts'

const closed = { additionalProperties: false } as const
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const text = (maxLength: number) => Type.String({ maxLength })
export const Uuid = Type.String({ format: 'uuid' })
export const Day = Type.String({ format: 'date' })
export const Instant = Type.String({ format: 'date-time' })
export const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
export const UnitRef = Type.Object({ unitId: Uuid, name: Label }, closed)
export const choice = <const T extends string>(...values: T[]) =>
  Type.Unsafe<T>(Type.String({ enum: values }))

export const Channel = choice(
  'letter',
  'visit',
  'phone',
  'web',
  'letter-box',
  'mobile',
  'sms',
  'fax-mail',
  'from-above',
)
export const MatterClass = choice(
  'suggestion',
  'misconduct',
  'claim-31-1',
  'claim-31-2',
  'claim-31-3',
  'claim-31-4',
  'claim-31-5',
  'claim-31-6',
  'inquiry',
  'other',
)
const Secrecy = choice('none', 'name', 'matter')

export const Party = Type.Object(
  {
    role: choice('petitioner', 'representative', 'agent'),
    name: Type.Optional(text(100)),
    phone: Type.Optional(text(40)),
    address: Type.Optional(text(300)),
    idNumber: Type.Optional(text(40)),
    email: Type.Optional(text(200)),
    relation: Type.Optional(text(40)),
  },
  closed,
)

const External = Type.Object(
  {
    system: Type.String({ minLength: 1, maxLength: 100 }),
    number: Type.String({ minLength: 1, maxLength: 100 }),
    sender: text(200),
    due: nullable(Day),
    receivedOn: Day,
  },
  closed,
)

const QueueNumber = Type.String({
  minLength: 1,
  maxLength: 20,
  description: 'Ticket of the reception hall.',
})

export const registerFields = {
  procedure: Type.String({ maxLength: 40 }),
  subject: Type.Optional(nullable(text(200))),
  body: Type.String({ minLength: 1, maxLength: MAX_TEXT }),
  demands: Type.Optional(Type.Array(text(2000), { maxItems: 30 })),
  place: Type.Optional(nullable(text(300))),
  secrecy: Type.Optional(Secrecy),
  parties: Type.Optional(Type.Array(Party, { maxItems: 10 })),
  persons: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  representatives: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  reportedUnitId: Type.Optional(nullable(Uuid)),
}

export const RegisterBody = Type.Object(
  {
    ...registerFields,
    channel: Channel,
    class: Type.Optional(MatterClass),
    category: Type.Optional(nullable(text(100))),
    external: Type.Optional(nullable(External)),
    receivedAt: Type.Optional(Instant),
    queueNumber: Type.Optional(QueueNumber),
  },
  closed,
)

export const PublicRegisterBody = Type.Object(registerFields, closed)

export const CommandResult = Type.Object(
  {
    matterId: Uuid,
    number: Type.String(),
    version: Type.Integer(),
    state: Type.String(),
    end: nullable(Type.String()),
    replayed: Type.Optional(Type.Boolean()),
  },
  closed,
)
export const RegisterResult = Type.Object({ ...CommandResult.properties, code: Type.String() }, closed)
export const NewCode = RegisterResult

const Version = Type.Optional(
  Type.Integer({ minimum: 1, description: 'Version seen; a newer one is refused.' }),
)
const Input = Type.Record(Type.String(), Type.Unknown(), {
  description: 'Fields as the table of the action asks.',
})

export const ActionBody = Type.Object(
  { proceedingId: text(20), action: text(60), input: Input, expectedVersion: Version },
  closed,
)
export const OpenBody = Type.Object({ procedure: text(40), input: Input, expectedVersion: Version }, closed)
export const PreviewBody = Type.Object(
  {
    /** A step of a proceeding ... */
    proceedingId: Type.Optional(text(20)),
    action: Type.Optional(text(60)),
    /** ... or an attached procedure to be opened. */
    procedure: Type.Optional(text(40)),
    input: Input,
  },
  closed,
)
/** The shape is `EffectsView` of views/contract.ts; the frame is checked here. */
export const Effects = Type.Object(
  { clocks: Type.Array(Type.Unknown()), end: nullable(Type.String()), notified: Type.Boolean() },
  { additionalProperties: true, title: 'EffectsView' },
)
export const LinkBody = Type.Object(
  {
    number: Type.String({ minLength: 1, maxLength: 60 }),
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  },
  closed,
)
export const ClassBody = Type.Object(
  {
    class: MatterClass,
    category: nullable(text(100)),
    procedure: nullable(text(40)),
    area: Type.Optional(nullable(text(40))),
    reason: Type.String({ minLength: 1, maxLength: 2000 }),
    expectedVersion: Version,
  },
  closed,
)
export const CodeBody = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 500 }), expectedVersion: Version },
  closed,
)
export const ContactBody = Type.Object(
  {
    channel: Channel,
    persons: Type.Integer({ minimum: 1, maximum: 100_000 }),
    representatives: Type.Integer({ minimum: 0, maximum: 100 }),
    external: nullable(External),
    receivedAt: Type.Optional(Instant),
    queueNumber: Type.Optional(QueueNumber),
    words: nullable(text(MAX_TEXT)),
  },
  closed,
)
export const WordsBody = Type.Object({ words: Type.String({ minLength: 1, maxLength: MAX_TEXT }) }, closed)
export const MessageBody = Type.Object(
  { words: Type.String({ minLength: 1, maxLength: MAX_TEXT }), asks: Type.Boolean() },
  closed,
)
export const PartiesBody = Type.Object({ parties: Type.Array(Party, { minItems: 1, maxItems: 10 }) }, closed)
export const ReasonBody = Type.Object({ reason: Type.String({ minLength: 2, maxLength: 500 }) }, closed)
export const LookUpBody = Type.Object(
  {
    kind: choice('phone', 'name', 'id-number'),
    value: Type.String({ minLength: 1, maxLength: 100 }),
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  },
  closed,
)

export const Summary = Type.Object(
  {
    matterId: Uuid,
    number: Type.String(),
    procedure: Type.String(),
    state: Type.String(),
    responsible: UnitRef,
    receivedOn: Day,
    nextDue: nullable(Day),
    endedOn: nullable(Day),
    end: nullable(Type.String()),
    version: Type.Integer(),
  },
  closed,
)

export const InboxQuery = Type.Object(
  {
    scope: Type.Optional(choice('mine', 'bureau')),
    ended: Type.Optional(Type.Boolean()),
    state: Type.Optional(text(40)),
    procedure: Type.Optional(text(40)),
    channel: Type.Optional(Channel),
    unit: Type.Optional(Uuid),
    overdue: Type.Optional(Type.Boolean()),
    waiting: Type.Optional(Type.Boolean()),
    cursor: Type.Optional(text(500)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
)

export const InboxItem = Type.Object(
  {
    matterId: Uuid,
    proceedingId: Type.String(),
    number: Type.String(),
    subject: nullable(Type.String()),
    procedure: Type.String(),
    procedureLabel: Label,
    mainProcedure: Type.String(),
    state: Type.String(),
    stateLabel: Label,
    responsible: UnitRef,
    handler: nullable(UnitRef),
    channel: Channel,
    class: MatterClass,
    receivedOn: Day,
    nextDue: nullable(Day),
    provisional: Type.Boolean(),
    daysLeft: nullable(Type.Integer()),
    overdue: Type.Boolean(),
    end: nullable(Type.String()),
    version: Type.Integer(),
  },
  closed,
)
export const InboxPage = Type.Object({ items: Type.Array(InboxItem), next: nullable(Type.String()) }, closed)

const DerivationStep = Type.Object(
  {
    date: Day,
    kind: choice('start', 'counted', 'skipped', 'paused', 'extended', 'nominal', 'rolled', 'due'),
    count: Type.Optional(Type.Integer()),
    why: Label,
    source: Type.Optional(Type.String()),
  },
  { additionalProperties: true },
)
export const Derivation = Type.Object(
  {
    ruleId: Type.String(),
    basis: Label,
    mark: Type.String(),
    startedOn: Day,
    length: Type.Integer(),
    unit: choice('cal', 'wd', 'hour'),
    extendedBy: Type.Integer(),
    nominal: Day,
    rolled: Day,
    dueAt: nullable(Type.String()),
    provisional: Type.Boolean(),
    steps: Type.Array(DerivationStep),
  },
  { additionalProperties: true },
)

export const PartyView = Type.Object(
  {
    role: choice('petitioner', 'representative', 'agent'),
    name: nullable(Type.String()),
    phone: nullable(Type.String()),
    address: nullable(Type.String()),
    idNumber: nullable(Type.String()),
    email: nullable(Type.String()),
    relation: nullable(Type.String()),
  },
  closed,
)
export const AccessEntry = Type.Object(
  {
    at: Type.String(),
    what: Type.String(),
    reason: Type.String(),
    unitId: nullable(Uuid),
    /** Held at the time; empty for the program and for looks from before roles were kept. */
    roles: Type.Array(Type.String()),
    accountId: nullable(Uuid),
  },
  closed,
)

/** Pages of a matter: their shape is `MatterView` and `CitizenView` of views/contract.ts; the frame is checked here. */
export const MatterPage = Type.Object(
  {
    matterId: Uuid,
    number: Type.String(),
    version: Type.Integer(),
    procedure: Type.String(),
    state: Type.String(),
    stateLabel: Label,
    end: nullable(Type.String()),
    receivedOn: Day,
  },
  { additionalProperties: true, title: 'MatterView' },
)
export const CitizenPage = Type.Object(
  {
    number: Type.String(),
    procedure: Type.String(),
    receivedOn: Day,
    ended: Type.Boolean(),
    version: Type.Integer(),
  },
  { additionalProperties: true, title: 'CitizenView' },
)

export const MatterParams = Type.Object({ matterId: Uuid }, closed)
export const ClockParams = Type.Object({ matterId: Uuid, clockId: text(20) }, closed)
export const items = <T extends TSchema>(schema: T) => Type.Object({ items: Type.Array(schema) }, closed)
