/** What the desk sends and gets: a file with last year's beside it, the report, and the reports kept. */
import Type from 'typebox'
import { LIMITS, type RelationKind, type Severity } from '../disclosure/index.ts'

const closed = { additionalProperties: false } as const
/** Four characters of base64 for three bytes. */
export const MOST_BASE64 = Math.ceil((LIMITS.bytes * 4) / 3) + 4

const File = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    base64: Type.String({ minLength: 1, maxLength: MOST_BASE64, pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
  },
  closed,
)
export const Ask = Type.Object({ file: File, previous: Type.Optional(File) }, closed)

const Words = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const text = Type.Optional(Type.String())
const Finding = Type.Object(
  {
    id: Type.String(),
    rule: Type.String(),
    kind: Type.Unsafe<RelationKind>(Type.String()),
    severity: Type.Unsafe<Severity>(Type.String({ enum: ['error', 'tail', 'review'] })),
    quote: Type.String(),
    source: text,
    line: Type.Optional(Type.Integer()),
    page: Type.Optional(Type.Integer()),
    cell: text,
    table: text,
    left: Type.String(),
    right: Type.String(),
    leftValue: text,
    rightValue: text,
    tolerance: text,
    shouldBe: text,
    proof: text,
    note: Words,
  },
  closed,
)
export const Checked = Type.Object(
  {
    document: Type.String(),
    of: Type.Object(
      {
        kind: Type.Union([Type.Literal('budget'), Type.Literal('final'), Type.Null()]),
        year: Type.Union([Type.Integer(), Type.Null()]),
        entity: Type.Union([Type.String(), Type.Null()]),
      },
      closed,
    ),
    relations: Type.Integer(),
    held: Type.Integer(),
    findings: Type.Array(Finding),
    text: Type.Array(Type.String()),
  },
  closed,
)
/** A web page as bytes. */
export const Page = Type.String({ format: 'binary', description: 'The page.' })
export const KeptRow = Type.Object(
  {
    checkId: Type.String(),
    keptAt: Type.String(),
    keptBy: Type.String(),
    document: Type.String(),
    previous: Type.Union([Type.String(), Type.Null()]),
    errors: Type.Integer(),
    tails: Type.Integer(),
    reviews: Type.Integer(),
  },
  closed,
)
export const KeptRows = Type.Object({ items: Type.Array(KeptRow) }, closed)
export const KeptId = Type.Object({ checkId: Type.String({ format: 'uuid' }) }, closed)
export const Kept = Type.Object({ ...KeptRow.properties, report: Checked }, closed)
export type Kept = Type.Static<typeof Kept>
export type KeptRow = Type.Static<typeof KeptRow>
