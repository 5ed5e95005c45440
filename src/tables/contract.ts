/** Shapes of tables, shared with the browser. */
import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false } as const
const Words = Type.Object({ zh: Type.String(), en: Type.String() }, closed)

/** What a cell holds after reading: dates as `2026-03-21 15:04:05`, numbers as they stand (also Excel's days). */
export type Cell = string | number | null

/** One sheet as it was read. */
export interface Sheet {
  /** As the table program shows it; of a .csv the file's name, as there. */
  name: string
  /** From the first line of the sheet, empty ones too: the line of `rows[i]` is `i + 1`. */
  rows: Cell[][]
  /** csv: how it was read. */
  encoding: 'utf-8' | 'gb18030' | 'utf-16le' | null
}

export const TableFileSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    content: Type.String({
      minLength: 4,
      maxLength: 4_000_000,
      description: 'Base64 of an .xlsx or .csv file.',
    }),
  },
  { ...closed, $id: 'TableFile' },
)
/** A file as the browser sends it. */
export type TableFile = Static<typeof TableFileSchema>

export const TablePreviewSchema = Type.Object(
  {
    sheet: Type.String({ description: 'The sheet that was read; of a .csv the name of the file.' }),
    columns: Type.Array(Type.Object({ id: Type.String(), label: Words, required: Type.Boolean() }, closed)),
    rows: Type.Array(
      Type.Object(
        {
          line: Type.Integer(),
          action: Type.Enum(['add', 'change', 'same', 'wrong']),
          cells: Type.Record(Type.String(), Type.String()),
          changed: Type.Array(Type.String()),
          problems: Type.Array(
            Type.Object(
              {
                column: Type.String(),
                cell: Type.Union([Type.String(), Type.Null()], {
                  description: 'As the sheet names it, `C5`; null where the table has no such column.',
                }),
                words: Words,
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    counts: Type.Object(
      { add: Type.Integer(), change: Type.Integer(), same: Type.Integer(), problems: Type.Integer() },
      closed,
    ),
    digest: Type.String({ description: 'Send it with the import: what is written is what was shown.' }),
  },
  { ...closed, $id: 'TablePreview' },
)
export type TablePreview = Static<typeof TablePreviewSchema>

export const ApplyTableSchema = Type.Object(
  { file: TableFileSchema, digest: Type.String({ maxLength: 64 }) },
  closed,
)
