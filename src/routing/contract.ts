/** Shapes of the routing room, shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const line = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const list = (item: TSchema, maxItems: number) => Type.Array(item as ReturnType<typeof line>, { maxItems })

export const DutyFields = Type.Object(
  {
    title: line(100),
    words: list(line(20), 60),
    categories: list(line(100), 20),
    places: list(line(40), 40),
    unitId: Uuid,
    coUnitIds: Type.Array(Uuid, { maxItems: 10 }),
    basis: line(300),
    validFrom: Day,
    validTo: nullable(Day),
  },
  closed,
)

export const DutyEntry = Type.Object(
  { entryId: Uuid, ...DutyFields.properties, version: Type.Integer(), changedAt: Type.String() },
  { ...closed, $id: 'DutyEntry' },
)

export const DutyChange = Type.Object(
  { ...DutyFields.properties, expectedVersion: Type.Integer({ minimum: 1 }) },
  closed,
)

export const DutyHistoryRow = Type.Object(
  {
    version: Type.Integer(),
    at: Type.String(),
    by: nullable(Type.String()),
    what: Type.String(),
    entry: DutyFields,
  },
  closed,
)

export const DutyImport = Type.Object(
  {
    fileName: line(200),
    content: Type.String({ maxLength: 4_000_000, description: 'The file, Base64.' }),
    dryRun: Type.Boolean({ description: 'Only tells what would be done.' }),
  },
  closed,
)

export const DutyImportResult = Type.Object(
  {
    rows: Type.Integer(),
    added: Type.Integer(),
    changed: Type.Integer(),
    same: Type.Integer(),
    problems: Type.Array(
      Type.Object(
        {
          row: Type.Integer(),
          cell: nullable(
            Type.String({ description: 'As the sheet names it, `C5`; null where there is no such column.' }),
          ),
          column: Type.String(),
          problem: Type.String(),
          value: Type.String(),
        },
        closed,
      ),
    ),
  },
  closed,
)

export const PrecedentWords = Type.Object(
  {
    facts: line(300),
    reason: line(500),
    unitId: nullable(Uuid),
    category: nullable(line(100)),
    expectedVersion: Type.Integer({ minimum: 1 }),
  },
  closed,
)

/** A decision made elsewhere or before the program was there. */
export const PrecedentEntry = Type.Object(
  {
    facts: line(300),
    reason: line(500),
    unitId: Uuid,
    notUnitId: nullable(Uuid),
    category: nullable(line(100)),
    decidedOn: Day,
  },
  closed,
)

export const Precedent = Type.Object(
  {
    precedentId: Uuid,
    matterId: nullable(Uuid),
    number: nullable(Type.String()),
    decided: Type.Unsafe<'returned' | 'kept' | 'designated'>(
      Type.String({ enum: ['returned', 'kept', 'designated'] }),
    ),
    decidedOn: Day,
    unitId: nullable(Uuid),
    notUnitId: nullable(Uuid),
    category: nullable(Type.String()),
    facts: nullable(Type.String()),
    reason: nullable(Type.String()),
    version: Type.Integer(),
  },
  { ...closed, $id: 'Precedent' },
)

export const SuggestBody = Type.Object(
  {
    subject: Type.Optional(Type.String({ maxLength: 200 })),
    text: Type.String({ maxLength: 50_000 }),
    place: Type.Optional(Type.String({ maxLength: 300 })),
    category: Type.Optional(nullable(Type.String({ maxLength: 100 }))),
  },
  closed,
)

export const Reason = Type.Object(
  {
    kind: Type.Unsafe<
      'category' | 'words' | 'place' | 'named' | 'precedent' | 'returned' | 'returned-this' | 'decided-this'
    >(Type.String()),
    /** What was found: words of the duty list or names of units and places, never words of the letter. */
    found: Type.Array(Type.String()),
    entry: nullable(Type.Object({ entryId: Uuid, title: Type.String(), basis: Type.String() }, closed)),
    precedent: nullable(
      Type.Object({ precedentId: Uuid, facts: Type.String(), reason: Type.String(), decidedOn: Day }, closed),
    ),
  },
  closed,
)

export const Suggestion = Type.Object(
  {
    unitId: Uuid,
    strength: Type.Unsafe<'strong' | 'fair' | 'weak' | 'against'>(Type.String()),
    coUnitIds: Type.Array(Uuid),
    reasons: Type.Array(Reason),
  },
  { ...closed, $id: 'UnitSuggestion' },
)

export type DutyFields = Static<typeof DutyFields>
export type DutyEntry = Static<typeof DutyEntry>
export type DutyHistoryRow = Static<typeof DutyHistoryRow>
export type DutyImportResult = Static<typeof DutyImportResult>
export type Precedent = Static<typeof Precedent>
export type PrecedentWords = Static<typeof PrecedentWords>
export type PrecedentEntry = Static<typeof PrecedentEntry>
export type Reason = Static<typeof Reason>
export type Suggestion = Static<typeof Suggestion>
