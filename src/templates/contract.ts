/** Templates of a bureau (常用语、答复模板): what the API asks and answers. */
import Type from 'typebox'

const closed = { additionalProperties: false } as const
const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** What the words become: the content kind of the field they are written into. */
export const PURPOSES = ['reply', 'opinion', 'notice', 'reason', 'note'] as const
export type Purpose = (typeof PURPOSES)[number]
const PurposeSchema = Type.Unsafe<Purpose>(Type.String({ enum: [...PURPOSES] }))

const fields = {
  purpose: PurposeSchema,
  name: Type.String({ minLength: 1, maxLength: 60 }),
  body: Type.String({
    minLength: 1,
    maxLength: 10_000,
    description:
      'May name {number}, {subject}, {demands}, {unit}, {bureau} and {today}; the form fills them in.',
  }),
  procedure: nullable(Type.String({ maxLength: 40 })),
}

export const TemplateBody = Type.Object(fields, closed)
export const TemplateChange = Type.Object(
  { ...fields, active: Type.Boolean(), expectedVersion: Type.Integer({ minimum: 1 }) },
  closed,
)
export const Template = Type.Object(
  {
    templateId: Uuid,
    ...fields,
    active: Type.Boolean(),
    version: Type.Integer(),
    changedAt: Type.String({ format: 'date-time' }),
  },
  closed,
)
export const TemplateParams = Type.Object({ templateId: Uuid }, closed)
export const TemplateQuery = Type.Object(
  {
    purpose: Type.Optional(PurposeSchema),
    procedure: Type.Optional(Type.String({ maxLength: 40 })),
    /** Also those laid aside; for the administration. */
    all: Type.Optional(Type.Boolean()),
  },
  closed,
)

export type TemplateView = Type.Static<typeof Template>
