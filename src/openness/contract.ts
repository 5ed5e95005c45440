/** Shapes of published matters, shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const choice = <const T extends string>(...values: T[]) => Type.Unsafe<T>(Type.String({ enum: values }))

export const HIDDEN_KINDS = ['name', 'phone', 'id-number', 'account', 'plate', 'address', 'email'] as const
export type HiddenKind = (typeof HIDDEN_KINDS)[number]

export const PUBLICATION_STATES = [
  'agreed',
  'draft',
  'submitted',
  'published',
  'withdrawn',
  'taken-back',
] as const
export type PublicationState = (typeof PUBLICATION_STATES)[number]
export const PUBLICATION_ACTS = ['save', 'submit', 'return', 'approve', 'unpublish'] as const
export type PublicationAct = (typeof PUBLICATION_ACTS)[number]

export const RESULTS = ['supported', 'partly-supported', 'explained', 'not-supported'] as const

const words = (max: number, min = 0) => Type.String({ minLength: min, maxLength: max })

/** The public version of a matter: what was asked and what was answered, demand by demand. */
export const Shown = Type.Object(
  {
    title: words(200, 1),
    letter: words(20_000, 1),
    demands: Type.Array(
      Type.Object(
        { text: words(2000, 1), result: nullable(choice(...RESULTS)), words: words(20_000) },
        closed,
      ),
      { maxItems: 20 },
    ),
    answer: words(60_000),
  },
  { ...closed, $id: 'PublicVersion' },
)
export type Shown = Static<typeof Shown>

export const HiddenPlace = Type.Object(
  {
    /** `title`, `letter`, `answer`, `demands[0].text`, `demands[0].words`. */
    field: Type.String(),
    kind: choice(...HIDDEN_KINDS),
    from: Type.Integer(),
    to: Type.Integer(),
    text: Type.String(),
    instead: Type.String(),
  },
  { ...closed, $id: 'IdentifyingPlace' },
)
export type HiddenPlace = Static<typeof HiddenPlace>

export const PublicationSummary = Type.Object(
  {
    publicationId: Uuid,
    matterId: Uuid,
    number: Type.String({ description: 'Number of the matter.' }),
    state: choice(...PUBLICATION_STATES),
    version: Type.Integer(),
    unit: nullable(Label),
    answeredOn: nullable(Day),
    /** The answer was served, so that there is something to publish. */
    ready: Type.Boolean(),
    /** Path of the public page, once it had one. */
    path: nullable(Type.String()),
    changedAt: Type.String({ format: 'date-time' }),
  },
  { ...closed, $id: 'PublicationSummary' },
)
export type PublicationSummary = Static<typeof PublicationSummary>

export const PublicationDetail = Type.Object(
  {
    ...PublicationSummary.properties,
    consent: nullable(
      Type.Object({ given: Type.Boolean(), where: choice('filing', 'portal', 'desk'), on: Day }, closed),
    ),
    original: Shown,
    /** The public version as last saved; the original with nothing hidden where none was saved. */
    draft: Shown,
    /** What to look at in the original, and what of it still stands in the draft. */
    found: Type.Array(HiddenPlace),
    left: Type.Array(HiddenPlace),
    steps: Type.Array(
      Type.Object(
        {
          version: Type.Integer(),
          at: Type.String({ format: 'date-time' }),
          what: Type.String(),
          by: nullable(Type.String()),
          reason: nullable(Type.String()),
        },
        closed,
      ),
    ),
    may: Type.Array(choice(...PUBLICATION_ACTS)),
  },
  { ...closed, $id: 'PublicationDetail' },
)
export type PublicationDetail = Static<typeof PublicationDetail>

export const PublicationAction = Type.Object(
  {
    expectedVersion: Type.Integer({ minimum: 1 }),
    act: choice(...PUBLICATION_ACTS),
    /** save: the public version. */
    shown: Type.Optional(Shown),
    /** return, unpublish: why; submit: why what was found is left as it is. */
    reason: Type.Optional(words(2000)),
  },
  { ...closed, $id: 'PublicationAction' },
)
export type PublicationActionInput = Static<typeof PublicationAction>

export const PublicationDone = Type.Object(
  { publicationId: Uuid, version: Type.Integer(), state: choice(...PUBLICATION_STATES) },
  { ...closed, $id: 'PublicationDone' },
)
export type PublicationDone = Static<typeof PublicationDone>

export const StaffConsent = Type.Object(
  { given: Type.Boolean(), words: words(2000, 1) },
  { ...closed, $id: 'PublishingConsent' },
)

/** One published matter in a list or among similar ones. */
export const PublishedItem = Type.Object(
  {
    id: Type.String({ description: 'Year and number: the address of its page.' }),
    title: Type.String(),
    /** First sentences of the answer. */
    answer: Type.String(),
    unit: nullable(Label),
    topic: nullable(Label),
    answeredOn: nullable(Day),
    publishedAt: Type.String({ format: 'date-time' }),
    /** Below the portal's address, beginning with the bureau. */
    path: Type.String(),
  },
  { ...closed, $id: 'PublishedItem' },
)
export type PublishedItem = Static<typeof PublishedItem>

export const PublishedPage = Type.Object(
  { ...PublishedItem.properties, shown: Shown },
  { ...closed, $id: 'PublishedMatter' },
)
export type PublishedPage = Static<typeof PublishedPage>

export const PublishedQuery = Type.Object(
  {
    q: Type.Optional(words(300)),
    topic: Type.Optional(Type.String({ maxLength: 20 })),
    unit: Type.Optional(Type.String({ maxLength: 40 })),
    year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2200 })),
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
)
export type PublishedQuery = Static<typeof PublishedQuery>
