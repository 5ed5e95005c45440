/** Shapes of the hotline, shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Instant = Type.String({ format: 'date-time' })
const line = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const text = (maxLength: number) => Type.String({ maxLength })
const oneOf = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>(Type.String({ enum: [...values] }))

export const EVENT_TYPES = [
  'ringing',
  'answered',
  'held',
  'resumed',
  'ended',
  'abandoned',
  'recording',
  'agent',
] as const
export const AGENT_STATES = ['ready', 'on-call', 'wrap-up', 'pause', 'away'] as const
export const CALL_STATES = ['waiting', 'ringing', 'talking', 'held', 'ended', 'abandoned'] as const
export const OUTCOMES = ['answered', 'order', 'linked', 'transferred', 'none'] as const
export const KINDS = ['inquiry', 'help', 'complaint', 'suggestion'] as const
export const URGENCIES = ['general', 'utility', 'urgent'] as const
/** Emergency numbers a call is handed to, and handing on to another office. */
export const HANDED_TO = ['110', '119', '120', '122', 'other'] as const

/** One event of a telephone system. */
export const CallEvent = Type.Object(
  {
    /** The system's own id: sent again it changes nothing. */
    id: line(100),
    type: oneOf(EVENT_TYPES),
    /** When it happened, as the system knows it. */
    at: Instant,
    /** The system's id of the call; not for `agent`. */
    call: Type.Optional(line(100)),
    direction: Type.Optional(oneOf(['in', 'out'] as const)),
    /** Number of the person outside; absent when it is withheld. */
    caller: Type.Optional(text(40)),
    queue: Type.Optional(text(60)),
    /** Extension of the operator. */
    agent: Type.Optional(line(40)),
    /** For `agent`. */
    state: Type.Optional(oneOf(AGENT_STATES)),
    /** For `recording`: where the system keeps it; the sound itself never comes here. */
    recording: Type.Optional(line(500)),
  },
  { ...closed, $id: 'CallEvent' },
)
export const Posted = Type.Union([
  CallEvent,
  Type.Object({ events: Type.Array(CallEvent, { minItems: 1, maxItems: 100 }) }, closed),
])

export const System = Type.Object(
  {
    systemId: Uuid,
    name: Type.String(),
    dialUrl: nullable(Type.String()),
    madeAt: Instant,
    revokedAt: nullable(Instant),
    lastEventAt: nullable(Instant),
  },
  { ...closed, $id: 'TelephoneSystem' },
)
export const NewSystem = Type.Object({ name: line(100), dialUrl: nullable(text(300)) }, closed)

export const Act = Type.Object(
  { at: Instant, kind: Type.String(), details: Type.Record(Type.String(), Type.Unknown()) },
  closed,
)

export const Call = Type.Object(
  {
    callId: Uuid,
    direction: oneOf(['in', 'out'] as const),
    state: oneOf(CALL_STATES),
    /** In full for who has the call; masked for everybody else; null when withheld or erased. */
    phone: nullable(Type.String()),
    queue: nullable(Type.String()),
    extension: nullable(Type.String()),
    agentId: nullable(Uuid),
    startedAt: Instant,
    answeredAt: nullable(Instant),
    endedAt: nullable(Instant),
    recording: nullable(Type.String()),
    outcome: nullable(oneOf(OUTCOMES)),
    wrapCode: nullable(Type.String()),
    wrapped: Type.Boolean(),
    matterId: nullable(Uuid),
    calledBackAt: nullable(Instant),
  },
  { ...closed, $id: 'HotlineCall' },
)

export const Agent = Type.Object(
  {
    accountId: Uuid,
    name: Type.String(),
    extension: Type.String(),
    state: oneOf(AGENT_STATES),
    since: Instant,
    callId: nullable(Uuid),
  },
  { ...closed, $id: 'HotlineAgent' },
)
export const Mine = Type.Object(
  {
    /** Null until an extension is chosen. */
    agent: nullable(Agent),
    /** Calls of mine that are not wrapped up, oldest first. */
    calls: Type.Array(Call),
    waiting: Type.Integer(),
    /** Since when the first in the queue waits. */
    waitingSince: nullable(Instant),
    canDial: Type.Boolean(),
  },
  closed,
)
export const SetAgent = Type.Object(
  {
    extension: Type.Optional(Type.String({ minLength: 1, maxLength: 40, pattern: '^[0-9A-Za-z_.-]+$' })),
    state: oneOf(['ready', 'wrap-up', 'pause', 'away'] as const),
  },
  closed,
)

export const CallerOrder = Type.Object(
  {
    matterId: Uuid,
    number: Type.String(),
    procedure: Type.String(),
    state: Type.Object({ zh: Type.String(), en: Type.String() }, closed),
    unit: Type.Object({ zh: Type.String(), en: Type.String() }, closed),
    receivedOn: Day,
    nextDue: nullable(Day),
  },
  closed,
)

/** What is typed while somebody speaks. All of it is kept with the call until that is wrapped up. */
export const Scribble = Type.Object(
  {
    words: text(20_000),
    subject: text(200),
    place: text(500),
    category: text(100),
    kind: oneOf(KINDS),
    urgency: oneOf(URGENCIES),
    secrecy: oneOf(['none', 'name', 'matter'] as const),
    name: text(100),
    phone: text(40),
    demands: Type.Array(text(2000), { maxItems: 20 }),
    unitId: text(36),
    reply: text(8000),
    basis: text(2000),
    articleId: text(36),
  },
  closed,
)
/** An answer given at once (即答): from an article, or in own words. */
export const AnswerBody = Type.Object(
  {
    asked: line(20_000),
    reply: line(8000),
    basis: line(2000),
    articleId: nullable(Uuid),
    place: nullable(text(500)),
    category: nullable(text(100)),
    name: nullable(text(100)),
    phone: nullable(text(40)),
    secrecy: oneOf(['none', 'name', 'matter'] as const),
  },
  closed,
)
export const OrderBody = Type.Object(
  {
    words: line(20_000),
    subject: nullable(text(200)),
    place: nullable(text(500)),
    category: nullable(text(100)),
    kind: oneOf(KINDS),
    urgency: oneOf(URGENCIES),
    secrecy: oneOf(['none', 'name', 'matter'] as const),
    name: nullable(text(100)),
    phone: nullable(text(40)),
    demands: Type.Array(line(2000), { maxItems: 20 }),
    /** Dispatched at once; null: registered, dispatched later. */
    unitId: nullable(Uuid),
  },
  closed,
)
export const Made = Type.Object(
  {
    matterId: Uuid,
    number: Type.String(),
    state: Type.String(),
    /** Shown once, to be told to the caller. */
    code: Type.String(),
    /** Why it could not be dispatched or answered, though it is registered. */
    left: nullable(Type.String()),
  },
  closed,
)
export const LinkBody = Type.Object({ matterId: Uuid, words: line(20_000) }, closed)
export const HandBody = Type.Object({ to: oneOf(HANDED_TO), where: text(200) }, closed)
export const WrapBody = Type.Object({ code: line(40) }, closed)
export const BackBody = Type.Object({ reached: Type.Boolean() }, closed)

export const Limit = Type.Object(
  {
    /** What the limit hangs on: how urgent the order is, or what it asks for. */
    urgency: nullable(oneOf(URGENCIES)),
    type: nullable(oneOf(KINDS)),
    ruleId: Type.String(),
    name: Type.Object({ zh: Type.String(), en: Type.String() }, closed),
    length: Type.Integer(),
    unit: oneOf(['cal', 'wd', 'hour'] as const),
    /** V: verified in the text of the rule; everything else is a setting. */
    mark: Type.String(),
    /** Set by this bureau. */
    local: Type.Boolean(),
    source: Type.Object({ zh: Type.String(), en: Type.String() }, closed),
  },
  closed,
)
export const WrapCode = Type.Object(
  { code: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }), zh: line(40), en: line(60) },
  closed,
)
export const Settings = Type.Object(
  {
    wrapCodes: Type.Array(WrapCode, { minItems: 1, maxItems: 40 }),
    keepDays: Type.Integer({ minimum: 30, maximum: 3650 }),
    version: Type.Integer({ minimum: 0 }),
  },
  closed,
)

const Rate = Type.Object({ met: Type.Integer(), of: Type.Integer() }, closed)
export const Levels = Type.Object(
  { answeredIn15: Rate, connected: Rate, otherMedia: Rate, mailbox: Rate },
  closed,
)
export const Board = Type.Object(
  {
    at: Instant,
    levels: Levels,
    today: Type.Object(
      {
        calls: Type.Integer(),
        answered: Type.Integer(),
        abandoned: Type.Integer(),
        waiting: Type.Integer(),
        talking: Type.Integer(),
        answeredAtOnce: Type.Integer(),
        orders: Type.Integer(),
        handedOn: Type.Integer(),
        meanWait: nullable(Type.Integer()),
        meanTalk: nullable(Type.Integer()),
      },
      closed,
    ),
    queue: Type.Array(Call),
    talking: Type.Array(Call),
    missed: Type.Array(Call),
    agents: Type.Array(Agent),
    hours: Type.Array(
      Type.Object(
        { hour: Type.Integer(), calls: Type.Integer(), answered: Type.Integer(), in15: Type.Integer() },
        closed,
      ),
    ),
  },
  closed,
)
export const FigureRow = Type.Object(
  {
    day: Day,
    calls: Type.Integer(),
    answered: Type.Integer(),
    in15: Type.Integer(),
    abandoned: Type.Integer(),
    calledBack: Type.Integer(),
    answeredAtOnce: Type.Integer(),
    orders: Type.Integer(),
    linked: Type.Integer(),
    handedOn: Type.Integer(),
    outgoing: Type.Integer(),
    meanWait: nullable(Type.Integer()),
    meanTalk: nullable(Type.Integer()),
  },
  closed,
)

export type CallEvent = Static<typeof CallEvent>
export type System = Static<typeof System>
export type Call = Static<typeof Call>
export type Agent = Static<typeof Agent>
export type Mine = Static<typeof Mine>
export type CallerOrder = Static<typeof CallerOrder>
export type Scribble = Static<typeof Scribble>
export type AnswerBody = Static<typeof AnswerBody>
export type OrderBody = Static<typeof OrderBody>
export type Made = Static<typeof Made>
export type Limit = Static<typeof Limit>
export type Settings = Static<typeof Settings>
export type Board = Static<typeof Board>
export type FigureRow = Static<typeof FigureRow>
export type Outcome = (typeof OUTCOMES)[number]
export type AgentState = (typeof AGENT_STATES)[number]
export type Urgency = (typeof URGENCIES)[number]
export type HandedTo = (typeof HANDED_TO)[number]
