/** Possible same matters: what is asked while a letter is typed, and what is answered. */
import Type from 'typebox'
import { NAMED_KINDS, type NamedKind } from './reasons.ts'

const closed = { additionalProperties: false } as const
const Uuid = Type.String({ format: 'uuid' })
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)

export const PossibleBody = Type.Object(
  {
    text: Type.String({ maxLength: 60_000, description: 'What is asked, without who asks.' }),
    phone: Type.Optional(Type.String({ maxLength: 40 })),
    /** The matter the text belongs to, where it has one already. */
    except: Type.Optional(Uuid),
  },
  closed,
)

export const PossibleMatter = Type.Object(
  {
    matterId: Uuid,
    number: Type.String(),
    /** Null where this account may not open the matter. */
    subject: nullable(Type.String()),
    procedureLabel: Label,
    stateLabel: Label,
    responsible: Type.Object({ unitId: Uuid, name: Label }, closed),
    receivedOn: Type.String({ format: 'date' }),
    ended: Type.Boolean(),
    /** Whether this account may open it and add to it. */
    mayOpen: Type.Boolean(),
    /** 0 to 100. */
    alike: Type.Integer(),
    shared: Type.Array(Type.String(), { description: 'What both say, the most telling first.' }),
    named: Type.Array(
      Type.Object(
        { kind: Type.Unsafe<NamedKind>({ type: 'string', enum: [...NAMED_KINDS] }), words: Type.String() },
        closed,
      ),
      { description: 'Estates, roads, firms, schools and places both speak of.' },
    ),
    samePhone: Type.Boolean(),
  },
  closed,
)

export const Possible = Type.Object(
  {
    items: Type.Array(PossibleMatter),
    /** Whether some other open matter carries the same telephone; which one is shown on a stated reason only. */
    samePhone: Type.Boolean(),
  },
  closed,
)

export type PossibleView = Type.Static<typeof Possible>
export type PossibleMatterView = Type.Static<typeof PossibleMatter>
