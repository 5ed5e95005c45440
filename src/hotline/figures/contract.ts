/** Shapes of the figures of the hotline, shared with the browser. */
import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false } as const
const Day = Type.String({ format: 'date' })
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const oneOf = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>(Type.String({ enum: [...values] }))

/** What was done on calls; a call may stand in several, so that none of them follows from a sum. */
export const CALL_RESULTS = [
  'at_once',
  'orders',
  'linked',
  'to_110',
  'to_119',
  'to_120',
  'to_122',
  'to_other',
  'nothing',
] as const
export const CALL_COUNTS = [
  'calls',
  'answered',
  'abandoned',
  'called_back',
  ...CALL_RESULTS,
  'outgoing',
] as const
export const CALL_RATES = ['in15', 'connected', 'settled_at_once', 'missed_called_back'] as const
export const CALL_GROUPS = ['month', 'day', 'hour'] as const
export type CallCountCode = (typeof CALL_COUNTS)[number]
export type CallRateCode = (typeof CALL_RATES)[number]
export type CallGroup = (typeof CALL_GROUPS)[number]

const asked = {
  from: Day,
  to: Day,
  group: Type.Optional(oneOf(CALL_GROUPS)),
}
export const CallFiguresQuery = Type.Object(asked, closed)
export const CallExportQuery = Type.Object(
  {
    ...asked,
    format: oneOf(['xlsx', 'csv'] as const),
    lang: Type.Optional(oneOf(['zh', 'en'] as const)),
  },
  closed,
)

export const CallFigures = Type.Object(
  {
    counts: Type.Array(Type.Object({ code: oneOf(CALL_COUNTS), value: Type.Integer() }, closed)),
    rates: Type.Array(
      Type.Object(
        {
          code: oneOf(CALL_RATES),
          numerator: Type.Integer(),
          denominator: Type.Integer(),
          low: nullable(Type.Number()),
          high: nullable(Type.Number()),
        },
        closed,
      ),
    ),
    /** Seconds; null where nobody was spoken with. */
    meanWait: nullable(Type.Integer()),
    meanTalk: nullable(Type.Integer()),
  },
  { ...closed, $id: 'CallFigures' },
)
const Span = Type.Object({ from: Day, to: Day }, closed)
export const CallStatistics = Type.Object(
  {
    today: Day,
    group: oneOf(CALL_GROUPS),
    span: Span,
    before: Span,
    year: Span,
    total: Type.Object({ now: CallFigures, before: CallFigures, year: CallFigures }, closed),
    /** `2026-11`, `2026-11-22` or an hour `09` of every day; those without any call are left out. */
    rows: Type.Array(Type.Object({ key: Type.String(), now: CallFigures }, closed)),
  },
  { ...closed, $id: 'CallStatistics' },
)
export const CallDefinition = Type.Object(
  {
    code: Type.String(),
    kind: oneOf(['count', 'rate', 'mean'] as const),
    name: Label,
    definition: Label,
    numerator: nullable(Label),
    denominator: nullable(Label),
    source: Label,
  },
  { ...closed, $id: 'CallDefinition' },
)

export type CallFiguresQuery = Static<typeof CallFiguresQuery>
export type CallFigures = Static<typeof CallFigures>
export type CallStatistics = Static<typeof CallStatistics>
export type CallDefinition = Static<typeof CallDefinition>
