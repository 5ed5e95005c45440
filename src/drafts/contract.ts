/** What the API of drafts asks and answers. */
import Type from 'typebox'

const closed = { additionalProperties: false } as const
const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** Longest content of a draft in characters of JSON: a long letter with its demands, and then some. */
export const MAX_DRAFT = 400_000

export const DraftKind = Type.Unsafe<'registration' | 'action'>(
  Type.String({ enum: ['registration', 'action'] }),
)

export const DraftFile = Type.Object(
  { fileId: Uuid, name: Type.String(), mediaType: Type.String(), size: Type.Integer() },
  closed,
)

export const DraftSummary = Type.Object(
  {
    draftId: Uuid,
    kind: DraftKind,
    place: Type.String(),
    matterId: nullable(Uuid),
    title: Type.String(),
    savedAt: Type.String({ format: 'date-time' }),
    files: Type.Integer(),
  },
  closed,
)

export const Draft = Type.Object(
  {
    ...DraftSummary.properties,
    files: Type.Array(DraftFile),
    content: Type.Unknown({ description: 'As it was saved.' }),
    revision: Type.Integer(),
  },
  closed,
)

export const DraftParams = Type.Object({ draftId: Uuid }, closed)
export const DraftFileParams = Type.Object({ draftId: Uuid, fileId: Uuid }, closed)
export const DraftQuery = Type.Object({ place: Type.Optional(Type.String({ maxLength: 200 })) }, closed)

export const DraftBody = Type.Object(
  {
    kind: DraftKind,
    place: Type.String({ minLength: 1, maxLength: 200 }),
    matterId: nullable(Uuid),
    title: Type.String({ maxLength: 200 }),
    content: Type.Unknown({ description: 'Whatever the form needs to go on; kept encrypted.' }),
    revision: Type.Integer({ minimum: 0, description: 'Revision this one follows; 0 for the first.' }),
  },
  closed,
)
export const DraftSaved = Type.Object(
  { revision: Type.Integer(), savedAt: Type.String({ format: 'date-time' }) },
  closed,
)
export const FinishBody = Type.Object(
  {
    matterId: Uuid,
    files: Type.Array(Uuid, { maxItems: 60, description: 'The pages in their order.' }),
  },
  closed,
)
export const Finished = Type.Object({ attached: Type.Integer() }, closed)

export type DraftSummaryView = Type.Static<typeof DraftSummary>
export type DraftView = Type.Static<typeof Draft>
export type DraftFileView = Type.Static<typeof DraftFile>
