/** Shapes of the reply check, shared with the browser. About words on paper; nothing is said or kept about who wrote them. */
import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false } as const
const Uuid = Type.String({ format: 'uuid' })

/** What is asked of a reply, in this order. */
export const QUESTIONS = ['demands', 'about', 'basis', 'promise', 'copied', 'polite', 'plain'] as const
export type Question = (typeof QUESTIONS)[number]

export const VERDICTS = ['found', 'look', 'none'] as const
export type Verdict = (typeof VERDICTS)[number]

/** Reasons by question; the desk has words for each. */
export const REASONS = {
  demands: [
    'answered',
    'words-missing',
    'no-own-answer',
    'same-answer',
    'passed-on',
    'nothing-asked',
    'time-missing',
    'number-missing',
    'phone-missing',
    'reason-missing',
    'act-missing',
  ],
  about: ['shared', 'few-shared', 'only-opening', 'nothing-to-compare'],
  basis: ['named', 'vague', 'refused-without', 'none'],
  promise: ['dated', 'past', 'vague', 'none'],
  copied: ['alike', 'alike-unseen', 'nothing-alike', 'too-short', 'not-compared'],
  polite: ['greeting', 'no-greeting', 'harsh'],
  plain: ['clear', 'stock', 'long'],
} as const satisfies Record<Question, readonly string[]>

const Place = Type.Object(
  {
    part: Type.String({
      description:
        '`reply`, or the id of a demand for the words of its outcome, with `.basis` for its basis.',
    }),
    from: Type.Integer({ description: 'First character, counted from nought in UTF-16 units.' }),
    to: Type.Integer({ description: 'After the last.' }),
    words: Type.String(),
  },
  closed,
)

const Reason = Type.Object(
  {
    code: Type.String({ enum: [...new Set(Object.values(REASONS).flat())] }),
    /** Numbers, dates and words of the letter or reply that belong to the reason. */
    values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    places: Type.Array(Place),
    matter: Type.Optional(
      Type.Object(
        { matterId: Uuid, number: Type.String() },
        {
          ...closed,
          description: 'The other matter; only where this account may open it.',
        },
      ),
    ),
  },
  closed,
)

const Finding = Type.Object(
  {
    question: Type.Unsafe<Question>(Type.String({ enum: [...QUESTIONS] })),
    verdict: Type.Unsafe<Verdict>(
      Type.String({
        enum: [...VERDICTS],
        description:
          '`found`: it is there; `look`: a person should look; `none`: nothing found, which may be right.',
      }),
    ),
    reasons: Type.Array(Reason),
  },
  closed,
)

export const ReplyCheck = Type.Object({ findings: Type.Array(Finding) }, { ...closed, $id: 'ReplyCheck' })

export const CheckBody = Type.Object(
  {
    reply: Type.String({ maxLength: 20_000 }),
    outcomes: Type.Array(
      Type.Object(
        {
          demandId: Type.String({ maxLength: 40 }),
          words: Type.String({ maxLength: 20_000 }),
          basis: Type.String({ maxLength: 5_000 }),
        },
        closed,
      ),
      { maxItems: 50 },
    ),
  },
  closed,
)
export const CheckParams = Type.Object({ matterId: Uuid }, closed)

export type PlaceView = Static<typeof Place>
export type ReasonView = Static<typeof Reason>
export type FindingView = Static<typeof Finding>
export type ReplyCheckView = Static<typeof ReplyCheck>
export type CheckBodyView = Static<typeof CheckBody>
