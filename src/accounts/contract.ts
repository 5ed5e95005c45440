/** Shapes of the accounts, shared with the browser. Amounts are whole fen, shares basis points. */
import Type, { type Static, type TSchema } from 'typebox'
import type { Accounts as Model } from './figures.ts'
import {
  ASSETS,
  BOOKS,
  CODE_KINDS,
  COUNTS,
  FUNDS,
  MONTHS,
  NATURES,
  POSTS,
  SOURCES,
  THREE_ITEMS,
} from './keys.ts'

const closed = { additionalProperties: false } as const
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const choice = <const T extends string>(...values: readonly T[]) =>
  Type.Unsafe<T>(Type.String({ enum: [...values] }))
const record = <T extends TSchema>(keys: readonly string[], schema: T) =>
  Type.Object(Object.fromEntries(keys.map((k) => [k, schema])), closed)
const Uuid = Type.String({ format: 'uuid' })
const Fen = Type.Integer({ description: 'Whole fen.' })
const Count = nullable(Type.Integer())
export const KINDS = ['administrative', 'assimilated', 'institution', 'mixed'] as const
const State = choice('open', 'released')
export const BooksSchema = Type.Object({ budget: State, final: State }, closed)

const Natures = record([...NATURES, 'total'], Fen)
const Incomes = record([...SOURCES, 'fiscal', 'total'], Fen)
const Balance = record(['opening', 'income', 'used', 'spending', 'distributed', 'closing', 'total'], Fen)
const EconomicSum = record(['total', 'personnel', 'operating', 'other'], Fen)
const lines = (amounts: TSchema) =>
  Type.Array(
    Type.Object(
      {
        code: Type.String(),
        name: Type.String(),
        level: Type.Integer({ description: '1 类, 2 款, 3 项.' }),
        amounts,
      },
      closed,
    ),
  )
const summed = (sum: TSchema, amounts: TSchema = sum) => Type.Object({ sum, lines: lines(amounts) }, closed)

const Stage = Type.Object(
  {
    income: summed(Incomes),
    spending: Type.Object(
      { sum: Natures, lines: lines(Natures), byFund: record(FUNDS, summed(Natures)), fiscal: Natures },
      closed,
    ),
    basic: record([...FUNDS, 'all'], summed(EconomicSum, Fen)),
    projectEconomic: summed(Fen),
    balance: record([...FUNDS, 'all', 'fiscal'], Balance),
    balanceLines: record(FUNDS, lines(Balance)),
    threePublic: record([...THREE_ITEMS, 'cars', 'reception-domestic', 'total'], Fen),
    organCost: Fen,
    procurement: record(['goods', 'works', 'services', 'total', 'sme', 'micro'], Fen),
    projects: Type.Record(Type.String(), Fen),
  },
  { ...closed, $id: 'FinanceStage' },
)

const AccountsShape = Type.Object(
  {
    department: Type.Object(
      { departmentId: Uuid, code: Type.String(), name: Type.String(), kind: choice(...KINDS) },
      closed,
    ),
    year: Type.Integer(),
    version: Type.Integer(),
    books: BooksSchema,
    budget: Stage,
    adjusted: Stage,
    final: Stage,
    months: Type.Array(
      Type.Object(
        {
          month: choice(...MONTHS),
          entered: Type.Boolean(),
          paid: Fen,
          paidBasic: Fen,
          paidProject: Fen,
          paidSoFar: Fen,
          planned: Count,
          plannedSoFar: Count,
        },
        closed,
      ),
    ),
    counts: record(COUNTS, Count),
    assets: Type.Object(
      {
        items: record(ASSETS, Type.Object({ count: Count, value: Count }, closed)),
        cars: Type.Integer(),
        carsValue: Fen,
        fixedValue: Fen,
        totalValue: Fen,
      },
      closed,
    ),
    posts: Type.Object(
      {
        approved: record(POSTS, Count),
        actual: record(POSTS, Count),
        approvedTotal: Type.Integer(),
        actualTotal: Type.Integer(),
      },
      closed,
    ),
    projects: Type.Array(
      Type.Object(
        {
          code: Type.String(),
          name: Type.String(),
          parts: Type.Array(
            Type.Object(
              { fund: choice(...FUNDS), functional: Type.String(), budget: Fen, adjusted: Fen, final: Fen },
              closed,
            ),
          ),
          budget: Fen,
          adjusted: Fen,
          final: Fen,
        },
        closed,
      ),
    ),
    leaves: Type.Record(Type.String(), Type.Integer()),
    names: Type.Object(
      {
        functional: Type.Record(Type.String(), Type.String()),
        economic: Type.Record(Type.String(), Type.String()),
      },
      closed,
    ),
  },
  { ...closed, $id: 'FinanceAccounts' },
)
/** One department's year, as `model.ts` derives it. */
export const AccountsSchema = Type.Unsafe<Model>(AccountsShape)

export const DepartmentInput = Type.Object(
  {
    code: Type.String({ pattern: '^[0-9A-Za-z-]{1,20}$', description: 'Code of the budget (预算代码).' }),
    name: Type.String({ minLength: 2, maxLength: 100 }),
    kind: choice(...KINDS),
  },
  { ...closed, $id: 'FinanceDepartmentInput' },
)
export type DepartmentInput = Static<typeof DepartmentInput>

export const DepartmentChange = Type.Object(
  {
    name: DepartmentInput.properties.name,
    kind: DepartmentInput.properties.kind,
    expectedVersion: Type.Integer({ minimum: 1 }),
  },
  { ...closed, $id: 'FinanceDepartmentChange' },
)

export const Department = Type.Object(
  {
    departmentId: Uuid,
    code: Type.String(),
    name: Type.String(),
    kind: choice(...KINDS),
    version: Type.Integer(),
    years: Type.Array(
      Type.Object(
        { year: Type.Integer(), books: BooksSchema, version: Type.Integer(), changedAt: Type.String() },
        closed,
      ),
    ),
  },
  { ...closed, $id: 'FinanceDepartment' },
)
export type Department = Static<typeof Department>

export const DepartmentParams = Type.Object({ departmentId: Uuid }, closed)
export const YearParams = Type.Object(
  { departmentId: Uuid, year: Type.String({ pattern: '^20[0-9]{2}$' }) },
  closed,
)
export const YearDone = Type.Object(
  { departmentId: Uuid, year: Type.Integer(), version: Type.Integer(), books: BooksSchema },
  { ...closed, $id: 'FinanceYearDone' },
)
export type YearDone = Static<typeof YearDone>

export const ReleaseInput = Type.Object(
  {
    book: choice(...BOOKS),
    act: choice('release', 'reopen'),
    expectedVersion: Type.Integer({ minimum: 1 }),
    /** Needed to reopen: it stands in the history. */
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { ...closed, $id: 'FinanceRelease' },
)
export type ReleaseInput = Static<typeof ReleaseInput>

export const CodeList = Type.Object(
  {
    year: Type.Integer(),
    items: Type.Array(
      Type.Object(
        { kind: choice(...CODE_KINDS), code: Type.String(), name: Type.String(), origin: Type.String() },
        closed,
      ),
    ),
  },
  { ...closed, $id: 'FinanceCodeList' },
)
export type CodeList = Static<typeof CodeList>

export const SavedFigures = Type.Object(
  {
    changes: Type.Array(
      Type.Object(
        {
          path: Type.String({
            maxLength: 120,
            description: 'Address of the leaf, `spend/final/general/basic/2010301`.',
          }),
          before: Type.Optional(
            nullable(Type.Integer({ description: 'As the writer saw it; null: nothing.' })),
          ),
          value: nullable(
            Type.Integer({ description: 'Whole fen, count or basis points; null takes it away.' }),
          ),
          words: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
        },
        closed,
      ),
      { minItems: 1, maxItems: 2000 },
    ),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { ...closed, $id: 'FinanceFigures' },
)
export type SavedFigures = Static<typeof SavedFigures>

export const FiguresDone = Type.Object(
  { ...YearDone.properties, changed: Type.Integer({ description: 'Figures that are different now.' }) },
  { ...closed, $id: 'FinanceFiguresDone' },
)

export const HistoryLine = Type.Object(
  {
    path: Type.String(),
    before: Count,
    value: Count,
    wordsBefore: nullable(Type.String()),
    words: nullable(Type.String()),
    at: Type.String(),
    by: Type.String(),
    origin: choice('typed', 'file', 'release', 'reopen'),
    file: nullable(Type.String()),
    sheet: nullable(Type.String()),
    cell: nullable(Type.String()),
    note: Type.String(),
  },
  { ...closed, $id: 'FinanceHistoryLine' },
)
export type HistoryLine = Static<typeof HistoryLine>

export const ChangeListed = Type.Object(
  {
    changeId: Uuid,
    at: Type.String(),
    by: Type.String(),
    origin: choice('typed', 'file', 'release', 'reopen'),
    file: nullable(Type.String()),
    note: Type.String(),
    lines: Type.Integer(),
  },
  { ...closed, $id: 'FinanceChange' },
)
export type ChangeListed = Static<typeof ChangeListed>

const LabelSchema = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
export const ControlSchema = Type.Object(
  {
    id: Type.String({ description: 'The number of the rule for published disclosures.' }),
    severity: choice('error', 'review'),
    book: choice(...BOOKS),
    words: LabelSchema,
    left: Count,
    right: Count,
    table: Type.String(),
    path: nullable(Type.String()),
  },
  { ...closed, $id: 'FinanceControl' },
)
export type Control = Static<typeof ControlSchema>

export const EntryTableSchema = Type.Object(
  {
    id: Type.String(),
    label: LabelSchema,
    columns: Type.Array(
      Type.Object({ id: Type.String(), label: LabelSchema, book: choice(...BOOKS) }, closed),
    ),
    rows: Type.Array(
      Type.Object(
        {
          key: Type.String(),
          code: nullable(Type.String()),
          label: LabelSchema,
          group: nullable(LabelSchema),
          cells: Type.Record(
            Type.String(),
            Type.Object(
              { path: Type.String(), unit: choice('fen', 'count', 'bp', 'words'), value: Count },
              closed,
            ),
          ),
          counts: Type.Boolean(),
        },
        closed,
      ),
    ),
    sums: Type.Array(
      Type.Object({ id: Type.String(), label: LabelSchema, of: Type.Array(Type.String()) }, closed),
    ),
    add: nullable(
      Type.Object(
        {
          heads: Type.Array(Type.Object({ id: Type.String(), label: LabelSchema }, closed)),
          codes: choice(...CODE_KINDS),
          project: Type.Boolean(),
          paths: Type.Record(Type.String(), Type.String()),
        },
        closed,
      ),
    ),
    total: Type.Boolean(),
  },
  { ...closed, $id: 'FinanceEntryTable' },
)
export type EntryTableView = Static<typeof EntryTableSchema>
export type { Accounts, CodeLine, Incomes, MonthLine, Natures, StageFigures } from './figures.ts'
