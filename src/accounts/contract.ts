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
