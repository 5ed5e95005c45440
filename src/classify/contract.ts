/** Shapes of the proposals, shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)

export const ProposeBody = Type.Object(
  {
    subject: Type.Optional(Type.String({ maxLength: 200 })),
    text: Type.String({
      maxLength: 60_000,
      description: 'What is asked, without who asks. Nothing of it is kept.',
    }),
  },
  closed,
)

const Category = Type.Object(
  { code: Type.String(), path: Type.Array(Label, { description: 'Names from the top down.' }) },
  closed,
)

export const CategoryProposal = Type.Object(
  {
    from: Type.Unsafe<'letters' | 'names'>(
      Type.String({
        enum: ['letters', 'names'],
        description:
          '`letters`: learned from the bureau’s own; `names`: only names of categories and the duty list.',
      }),
    ),
    /** Letters learned from, and when; null where nothing was. */
    letters: nullable(Type.Integer()),
    learnedAt: nullable(Type.String({ format: 'date-time' })),
    /** Null where no category is sure enough to be proposed. */
    proposal: nullable(
      Type.Object(
        {
          ...Category.properties,
          confidence: nullable(
            Type.Number({
              description: 'From 0 to 1: how often such a proposal was right. Null for `names`.',
            }),
          ),
          because: Type.Array(Type.String(), { description: 'Words that decided, the strongest first.' }),
        },
        closed,
      ),
    ),
    near: Type.Array(Category, { description: 'Others that come near, to choose from.' }),
  },
  { ...closed, $id: 'CategoryProposal' },
)

export type ProposeBody = Static<typeof ProposeBody>
export type CategoryProposal = Static<typeof CategoryProposal>
