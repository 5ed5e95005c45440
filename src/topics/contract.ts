/** Shapes of the topics, shared with the browser. Sums over letters; nobody is named. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)

export const MEMBER_STATES = ['proposed', 'joined', 'apart'] as const
export type MemberState = (typeof MEMBER_STATES)[number]
const State = Type.Unsafe<MemberState>(
  Type.String({
    enum: [...MEMBER_STATES],
    description:
      '`proposed`: advice; `joined`: a person said it is the same; `apart`: a person said it is not.',
  }),
)

const Week = Type.Object(
  {
    from: Day,
    letters: Type.Integer(),
    persons: Type.Integer(),
    heat: Type.Number({ description: 'On its last day.' }),
  },
  closed,
)

const Growth = Type.Object(
  {
    letters: Type.Integer({ description: 'Of the last seven days.' }),
    before: Type.Integer({ description: 'Of the eight weeks before, altogether.' }),
    times: nullable(Type.Number({ description: 'Times as many a week; null where none came before.' })),
    low: Type.Number({ description: 'Low end of its interval at 95 %.' }),
    high: nullable(Type.Number()),
  },
  { ...closed, description: 'Early warning: it grows faster than its past (docs/insight.md).' },
)

export const Topic = Type.Object(
  {
    topicId: Uuid,
    about: Type.Array(Type.String(), {
      description: 'What its newest letters both say; empty where none may be opened.',
    }),
    title: nullable(
      Type.String({
        description: 'The shortest heading of its newest letters; null where none may be opened.',
      }),
    ),
    letters: Type.Integer(),
    persons: Type.Integer(),
    joined: Type.Integer(),
    from: Day,
    to: Day,
    heat: Type.Number({
      description: 'Sum over letters of (1 + ln persons) x 1/2^(days since it came / 14).',
    }),
    weeks: Type.Array(Week, { description: 'The last twelve weeks, the oldest first.' }),
    growing: nullable(Growth),
  },
  { ...closed, $id: 'Topic' },
)

export const TopicMember = Type.Object(
  {
    matterId: Uuid,
    number: Type.String(),
    version: Type.Integer(),
    subject: nullable(Type.String()),
    mayOpen: Type.Boolean(),
    receivedOn: Day,
    persons: Type.Integer(),
    alike: Type.Integer({ description: '0 to 100.' }),
    state: State,
    stateLabel: Label,
    unit: Label,
    /** Whether a reply can be submitted for it now, by this account. */
    repliable: Type.Boolean(),
  },
  closed,
)

const Share = Type.Object({ name: Label, letters: Type.Integer(), persons: Type.Integer() }, closed)

export const TopicPage = Type.Object(
  {
    topic: Topic,
    members: Type.Array(TopicMember),
    units: Type.Array(Share),
    places: Type.Array(Share, { description: 'Estates, roads and other places its letters name.' }),
  },
  { ...closed, $id: 'TopicPage' },
)

export const TopicParams = Type.Object({ topicId: Uuid }, closed)
export const DecideBody = Type.Object({ matterId: Uuid, state: State }, closed)
export const RESULTS = ['supported', 'partly-supported', 'explained', 'not-supported'] as const
export const MOST_REPLIES = 100
export const ReplyBody = Type.Object(
  {
    reply: Type.String({ minLength: 1, maxLength: 20_000 }),
    basis: Type.String({ minLength: 1, maxLength: 2_000 }),
    result: Type.Unsafe<(typeof RESULTS)[number]>(Type.String({ enum: [...RESULTS] })),
    items: Type.Array(Type.Object({ matterId: Uuid, version: Type.Integer() }, closed), {
      minItems: 1,
      maxItems: MOST_REPLIES,
    }),
  },
  closed,
)
export const ReplyOutcome = Type.Object(
  {
    matterId: Uuid,
    number: nullable(Type.String()),
    done: Type.Boolean(),
    refused: nullable(
      Type.Object({ code: Type.String(), title: Type.String(), detail: Type.String() }, closed),
    ),
  },
  closed,
)

export type TopicView = Static<typeof Topic>
export type TopicPageView = Static<typeof TopicPage>
export type TopicMemberView = Static<typeof TopicMember>
export type ReplyBodyView = Static<typeof ReplyBody>
export type ReplyOutcomeView = Static<typeof ReplyOutcome>
