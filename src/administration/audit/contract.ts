/** Shapes of the words of notices, retention, the logs and the review of looks, shared with the browser. */
import Type, { type Static } from 'typebox'
import { closed, Day, Nullable, Uuid, WordsSchema } from '../contract.ts'

/** A message as it stands or would be sent: longer than a name or a basis. */
export const MessageTextSchema = Type.Object({ zh: Type.String(), en: Type.String() }, closed)

export const MessageTemplateSchema = Type.Object(
  {
    template: Type.String(),
    program: MessageTextSchema,
    own: Type.Union([MessageTextSchema, Type.Null()]),
    version: Type.Integer({ minimum: 0 }),
    /** Fixed: in shielded lanes nothing is told but that there is news. */
    fixed: Type.Boolean(),
    /** What own words may say and what they must. */
    variables: Type.Array(Type.String()),
    required: Type.Array(Type.String()),
    history: Type.Array(
      Type.Object(
        {
          version: Type.Integer(),
          words: MessageTextSchema,
          savedAt: Type.String(),
          accountId: Uuid,
        },
        closed,
      ),
    ),
  },
  { ...closed, $id: 'MessageTemplate' },
)
export type MessageTemplate = Static<typeof MessageTemplateSchema>

export const RetentionKindSchema = Type.Object(
  {
    kind: Type.String(),
    label: WordsSchema,
    help: Type.Object({ zh: Type.String(), en: Type.String() }, closed),
    /** Months below which a period is refused, with the reason; null where none is known. */
    least: Type.Union([Type.Integer(), Type.Null()]),
    erasable: Type.Boolean(),
    periods: Type.Array(Type.Object({ validFrom: Day, months: Type.Integer(), basis: WordsSchema }, closed)),
    /** What is past the period in force: ended, or written, on or before `until`. */
    due: Type.Union([Type.Object({ count: Type.Integer(), until: Day }, closed), Type.Null()]),
  },
  { ...closed, $id: 'RetentionKind' },
)
export type RetentionKind = Static<typeof RetentionKindSchema>

export const AuditLineSchema = Type.Object(
  {
    id: Uuid,
    at: Type.String(),
    account: Type.Union([
      Type.Object({ accountId: Uuid, login: Type.String(), name: Type.String() }, closed),
      Type.Null(),
    ]),
    action: Type.String(),
    details: Type.Record(Type.String(), Type.Unknown()),
  },
  { ...closed, $id: 'AuditLine' },
)
export type AuditLine = Static<typeof AuditLineSchema>

export const AccessLineSchema = Type.Object(
  {
    id: Uuid,
    at: Type.String(),
    account: Type.Union([
      Type.Object({ accountId: Uuid, login: Type.String(), name: Type.String() }, closed),
      Type.Null(),
    ]),
    unitId: Nullable(Uuid),
    matterId: Uuid,
    number: Type.String(),
    what: Type.String(),
    reason: Type.String(),
  },
  { ...closed, $id: 'AccessLine' },
)
export type AccessLine = Static<typeof AccessLineSchema>

export const SampleSchema = Type.Object(
  {
    sampleId: Uuid,
    from: Day,
    to: Day,
    seed: Type.String(),
    population: Type.Integer(),
    size: Type.Integer(),
    judged: Type.Integer(),
    unjustified: Type.Integer(),
    drawnAt: Type.String(),
    accountId: Uuid,
  },
  { ...closed, $id: 'AccessSample' },
)
export type Sample = Static<typeof SampleSchema>

export const ReviewSchema = Type.Object(
  {
    ...AccessLineSchema.properties,
    verdict: Type.Union([Type.Enum(['justified', 'unclear', 'unjustified']), Type.Null()]),
    words: Type.Union([Type.String(), Type.Null()]),
    reviewedAt: Nullable(Type.String()),
    reviewerId: Nullable(Uuid),
    own: Type.Boolean({ description: 'The look is the reader’s own: somebody else reviews it.' }),
  },
  { ...closed, $id: 'AccessReview' },
)
export type Review = Static<typeof ReviewSchema>
