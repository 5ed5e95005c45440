/** Shapes of the Open311 room, shared with the browser. */
import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false } as const
const code = Type.String({ pattern: '^[a-z0-9_-]{1,40}$' })
const words = (max: number, min = 0) => Type.String({ minLength: min, maxLength: max })

export const DATATYPES = [
  'string',
  'number',
  'datetime',
  'text',
  'singlevaluelist',
  'multivaluelist',
] as const

/** A question of one service besides what every request holds. */
export const Attribute = Type.Object(
  {
    code,
    /** Words of the question, in both languages. */
    description: Type.Object({ zh: words(200, 1), en: words(200, 1) }, closed),
    datatype: Type.Unsafe<(typeof DATATYPES)[number]>(Type.String({ enum: [...DATATYPES] })),
    required: Type.Boolean(),
    /** false: shown to the person, not answered. */
    variable: Type.Boolean(),
    values: Type.Array(
      Type.Object({ key: code, name: Type.Object({ zh: words(100, 1), en: words(100, 1) }, closed) }, closed),
      { maxItems: 50 },
    ),
  },
  closed,
)
export type Attribute = Static<typeof Attribute>

export const ServiceSettings = Type.Object(
  {
    offered: Type.Boolean(),
    /** realtime: the number is given at once; batch: a token, and the number for it afterwards. */
    type: Type.Unsafe<'realtime' | 'batch'>(Type.String({ enum: ['realtime', 'batch'] })),
    keywords: words(200),
    attributes: Type.Array(Attribute, { maxItems: 20 }),
  },
  closed,
)
export type ServiceSettings = Static<typeof ServiceSettings>

/** A category as a service. */
export interface Service extends ServiceSettings {
  code: string
  name: { zh: string; en: string }
  group: { zh: string; en: string }
  /** Path of the category as matters carry it; null for the service of everything else. */
  category: string | null
  version: number
}

export interface KeyView {
  keyId: string
  name: string
  madeAt: string
  revokedAt: string | null
  /** Requests filed with it. */
  filed: number
  /** When it was last used to file; null: never. */
  lastFiledAt: string | null
}
