/** Shapes of import and export, shared with the browser. */
import Type, { type Static } from 'typebox'
import { TableFileSchema, TablePreviewSchema } from '../../tables/index.ts'
import { choice, nullable } from '../contract.ts'
import { CODE_KINDS } from '../keys.ts'
import { MONEY_UNITS } from '../money.ts'

const closed = { additionalProperties: false } as const
const Words = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const Value = nullable(Type.Integer())

export const ImportInput = Type.Object(
  {
    file: TableFileSchema,
    unit: Type.Optional(nullable(choice(...MONEY_UNITS))),
  },
  { ...closed, $id: 'FinanceImport' },
)
export type ImportInput = Static<typeof ImportInput>

export const ImportConfirm = Type.Object(
  {
    ...ImportInput.properties,
    digest: Type.String({ maxLength: 64, description: 'Of the preview: what is written is what was shown.' }),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { ...closed, $id: 'FinanceImportConfirm' },
)
export type ImportConfirm = Static<typeof ImportConfirm>

export const ImportPreview = Type.Object(
  {
    tables: Type.Array(
      Type.Object(
        { sheet: Type.String(), name: Type.String(), unit: choice(...MONEY_UNITS), figures: Type.Integer() },
        closed,
      ),
    ),
    unknown: Type.Array(Type.String(), { description: 'Sheets that are none of the tables known.' }),
    findings: Type.Array(
      Type.Object(
        {
          sheet: Type.String(),
          cell: Type.String({ description: 'As the sheet names it, `C5`.' }),
          value: Type.String(),
          severity: choice('error', 'warning'),
          words: Words,
          remedy: Words,
        },
        closed,
      ),
    ),
    changes: Type.Array(
      Type.Object(
        {
          path: Type.String(),
          label: Words,
          unit: choice('fen', 'count', 'bp', 'words'),
          before: Value,
          value: Value,
          words: nullable(Type.String()),
          sheet: Type.String(),
          cell: Type.String(),
        },
        closed,
      ),
    ),
    same: Type.Integer({ description: 'Figures of the file that are as they stand.' }),
    digest: Type.String(),
  },
  { ...closed, $id: 'FinanceImportPreview' },
)
export type ImportPreview = Static<typeof ImportPreview>

export const CodesInput = Type.Object(
  { kind: choice(...CODE_KINDS), file: TableFileSchema },
  { ...closed, $id: 'FinanceCodesImport' },
)
export const CodesPreview = Type.Object(
  {
    table: TablePreviewSchema,
    gone: Type.Array(Type.Object({ code: Type.String(), name: Type.String() }, closed), {
      description: 'Codes of the list that the file does not name: they are taken away.',
    }),
  },
  { ...closed, $id: 'FinanceCodesPreview' },
)
export type CodesPreview = Static<typeof CodesPreview>
export const CodesConfirm = Type.Object(
  { ...CodesInput.properties, digest: Type.String({ maxLength: 64 }) },
  { ...closed, $id: 'FinanceCodesConfirm' },
)
export const CodesDone = Type.Object(
  { year: Type.Integer(), codes: Type.Integer(), changed: Type.Integer() },
  { ...closed, $id: 'FinanceCodesDone' },
)
