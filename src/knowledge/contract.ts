/** Shapes of the knowledge base, shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const line = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const text = (maxLength: number) => Type.String({ maxLength })
const lines = (maxLength: number, maxItems: number) => Type.Array(line(maxLength), { maxItems })
const oneOf = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>(Type.String({ enum: [...values] }))

/** What an article says (知识条目). */
export const ArticleFields = Type.Object(
  {
    /** As people ask it. */
    question: line(200),
    /** Other ways in which it is asked. */
    alsoAsked: lines(200, 20),
    answer: line(8000),
    /** Who may have it, under which conditions (办理条件); may be empty. */
    conditions: text(4000),
    /** What has to be brought (所需材料); may be empty. */
    materials: text(4000),
    /** Law, rule or notice the answer rests on (依据). */
    basis: line(2000),
    /** Where it holds; empty: everywhere in the bureau's area. */
    places: lines(40, 40),
    /** The unit that answers for its being right. */
    unitId: Uuid,
    category: nullable(line(100)),
    tags: lines(20, 20),
    /** May be read on the portal. */
    public: Type.Boolean(),
    validFrom: Day,
    /** Last day it is shown; null: until withdrawn. */
    validTo: nullable(Day),
    /** When the unit has to look whether it still holds. */
    reviewOn: Day,
  },
  closed,
)

export const STATES = ['draft', 'checking', 'published', 'withdrawn'] as const
export const USES = ['read', 'answered', 'quoted', 'helped', 'not-helped'] as const

const summary = {
  articleId: Uuid,
  number: Type.Integer(),
  version: Type.Integer(),
  state: oneOf(STATES),
  question: Type.String(),
  unitId: Uuid,
  category: nullable(Type.String()),
  public: Type.Boolean(),
  validFrom: Day,
  validTo: nullable(Day),
  reviewOn: Day,
  changedAt: Type.String({ format: 'date-time' }),
  /** Readers see it today: published, begun, not ended. */
  current: Type.Boolean(),
  /** Something newer than what is published waits. */
  changing: Type.Boolean(),
}

export const ArticleSummary = Type.Object(summary, { ...closed, $id: 'KnowledgeSummary' })

export const Uses = Type.Object(
  {
    read: Type.Integer(),
    answered: Type.Integer(),
    quoted: Type.Integer(),
    helped: Type.Integer(),
    notHelped: Type.Integer(),
  },
  closed,
)

export const Article = Type.Object(
  {
    ...summary,
    /** What readers see; null before the first publication. */
    published: nullable(ArticleFields),
    publishedAt: nullable(Type.String({ format: 'date-time' })),
    /** What is being written or checked; null when nothing is. */
    draft: nullable(ArticleFields),
    may: Type.Object(
      { write: Type.Boolean(), check: Type.Boolean(), withdraw: Type.Boolean(), confirm: Type.Boolean() },
      closed,
    ),
    /** Of the last twelve months. */
    uses: Uses,
  },
  { ...closed, $id: 'KnowledgeArticle' },
)

export const Found = Type.Object(
  {
    articleId: Uuid,
    number: Type.Integer(),
    question: Type.String(),
    /** The beginning of the answer, or the piece in which the words stand. */
    snippet: Type.String(),
    basis: Type.String(),
    unitId: Uuid,
    places: Type.Array(Type.String()),
    validTo: nullable(Day),
    public: Type.Boolean(),
  },
  { ...closed, $id: 'KnowledgeFound' },
)

export const HistoryRow = Type.Object(
  {
    version: Type.Integer(),
    at: Type.String({ format: 'date-time' }),
    by: nullable(Type.String()),
    what: oneOf([
      'written',
      'imported',
      'submitted',
      'returned',
      'published',
      'confirmed',
      'withdrawn',
    ] as const),
    note: nullable(Type.String()),
    fields: ArticleFields,
  },
  closed,
)

export const Change = Type.Object(
  { fields: ArticleFields, expectedVersion: Type.Integer({ minimum: 1 }) },
  closed,
)

export const Step = Type.Object(
  {
    step: oneOf(['submit', 'publish', 'return', 'withdraw', 'confirm'] as const),
    expectedVersion: Type.Integer({ minimum: 1 }),
    /** Why: needed to return and to withdraw. */
    note: Type.Optional(line(500)),
    /** For `confirm`: until when it is looked at again. */
    reviewOn: Type.Optional(Day),
  },
  closed,
)

export const Use = Type.Object({ kind: oneOf(USES) }, closed)

export const HintWords = Type.Object(
  { articleId: nullable(Uuid), asked: text(200), words: line(1000) },
  closed,
)
export const Hint = Type.Object(
  {
    hintId: Uuid,
    articleId: nullable(Uuid),
    number: nullable(Type.Integer()),
    question: nullable(Type.String()),
    asked: Type.String(),
    words: Type.String(),
    at: Type.String({ format: 'date-time' }),
    by: nullable(Type.String()),
    state: oneOf(['open', 'taken', 'declined'] as const),
    reply: nullable(Type.String()),
    settledAt: nullable(Type.String({ format: 'date-time' })),
  },
  { ...closed, $id: 'KnowledgeHint' },
)
export const HintSettled = Type.Object(
  { state: oneOf(['taken', 'declined'] as const), reply: line(500) },
  closed,
)

export const ImportAsk = Type.Object(
  {
    fileName: line(200),
    content: Type.String({ maxLength: 14_000_000, description: 'The file, Base64.' }),
    dryRun: Type.Boolean({ description: 'Only tells what would be done.' }),
    unitId: Type.Optional(nullable(Uuid)),
    basis: Type.Optional(text(2000)),
  },
  closed,
)
export const ImportResult = Type.Object(
  {
    rows: Type.Integer(),
    added: Type.Integer(),
    changed: Type.Integer(),
    same: Type.Integer(),
    problems: Type.Array(
      Type.Object(
        {
          row: Type.Integer(),
          cell: nullable(Type.String()),
          column: Type.String(),
          problem: Type.String(),
          value: Type.String(),
        },
        closed,
      ),
    ),
    /** The first rows as they would become articles. */
    sample: Type.Array(Type.Object({ question: Type.String(), answer: Type.String() }, closed)),
  },
  closed,
)

export type ArticleFields = Static<typeof ArticleFields>
export type ArticleSummary = Static<typeof ArticleSummary>
export type Article = Static<typeof Article>
export type Found = Static<typeof Found>
export type HistoryRow = Static<typeof HistoryRow>
export type Step = Static<typeof Step>
export type Use = Static<typeof Use>['kind']
export type Uses = Static<typeof Uses>
export type Hint = Static<typeof Hint>
export type ImportResult = Static<typeof ImportResult>
export type State = (typeof STATES)[number]
