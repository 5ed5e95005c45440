/** Shapes of the open data, shared with the browser. The format's number rises when a column changes its meaning. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)

export const FORMAT = 1

/** By what a figure is counted. `all` is the whole bureau. */
export const DIMENSIONS = ['all', 'unit', 'topic', 'channel'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export const COUNTS = [
  'contacts',
  'persons',
  'matters',
  'ended',
  'orders',
  'reminders',
  'advice',
  'advice-adopted',
  'reviews',
  'published',
  'calls',
] as const
export const RATES = [
  'acceptance',
  'handling',
  'response',
  'participation',
  'satisfaction',
  'solved',
  'calls-connected',
  'calls-in-15',
] as const
export const MEASURES = [...COUNTS, ...RATES] as const
export type Measure = (typeof MEASURES)[number]
export type Rate = (typeof RATES)[number]

export const isRate = (m: Measure): m is Rate => (RATES as readonly string[]).includes(m)

/** One figure: value alone, or value of so many. Both are null where the number is too small to be shown. */
export interface Cell {
  /** `2026-03` or `2026`. */
  period: string
  by: Dimension
  code: string
  measure: Measure
  value: number | null
  of: number | null
}

/** As the file has them: one row a figure, in the order of `COLUMNS`. */
export type Row = [
  period: string,
  by: Dimension,
  code: string,
  measure: Measure,
  value: number | null,
  of: number | null,
]
export const COLUMNS = ['period', 'by', 'code', 'measure', 'value', 'of'] as const

export const OpenFigures = Type.Object(
  {
    format: Type.Literal(FORMAT),
    bureau: Type.Object({ slug: Type.String(), name: Label }, closed),
    day: Type.String({ format: 'date', description: 'Counted on this day, in the bureau’s zone.' }),
    madeAt: Type.String({ format: 'date-time' }),
    from: Type.String({ description: 'First month.' }),
    licence: Type.String(),
    dictionary: Type.String({ description: 'Where the columns and measures are explained.' }),
    columns: Type.Array(Type.String()),
    /** Codes of each dimension in the order of the bureau’s own lists, never by a figure. */
    codes: Type.Record(Type.String(), Type.Array(Type.Object({ code: Type.String(), name: Label }, closed))),
    rows: Type.Array(Type.Array(nullable(Type.Union([Type.String(), Type.Number()])))),
  },
  { ...closed, $id: 'OpenFigures' },
)

export interface OpenData extends Omit<Static<typeof OpenFigures>, 'rows' | 'codes'> {
  codes: Record<Exclude<Dimension, 'all'>, { code: string; name: { zh: string; en: string } }[]>
  rows: Row[]
}
