/** Shapes of the topics suggestions are asked on, shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const choice = <const T extends string>(...values: T[]) => Type.Unsafe<T>(Type.String({ enum: values }))
const words = (max: number, min = 0) => Type.String({ minLength: min, maxLength: max })

export const TOPIC_STATES = ['draft', 'published', 'withdrawn'] as const
export type TopicState = (typeof TOPIC_STATES)[number]

export const TopicSave = Type.Object(
  {
    title: words(100, 2),
    words: words(4000, 2),
    fromDay: Day,
    toDay: Day,
    unitId: nullable(Uuid),
    /** What became of the whole, once it is over. */
    outcome: words(4000),
    state: choice(...TOPIC_STATES),
    expectedVersion: Type.Integer({ minimum: 0, description: '0 for a new one.' }),
  },
  { ...closed, $id: 'SuggestionTopicSave' },
)
export type TopicSave = Static<typeof TopicSave>

export const SuggestionTopic = Type.Object(
  {
    topicId: Uuid,
    title: Type.String(),
    words: Type.String(),
    fromDay: Day,
    toDay: Day,
    unitId: nullable(Uuid),
    unit: nullable(Label),
    outcome: Type.String(),
    state: choice(...TOPIC_STATES),
    version: Type.Integer(),
    /** Suggestions filed on it. */
    received: Type.Integer(),
    adopted: Type.Integer(),
  },
  { ...closed, $id: 'SuggestionTopic' },
)
export type SuggestionTopic = Static<typeof SuggestionTopic>
