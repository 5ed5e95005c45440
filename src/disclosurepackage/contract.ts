/** Shapes of the disclosure package (预决算公开材料), shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const choice = <const T extends string>(values: readonly T[]) =>
  Type.Unsafe<T>(Type.String({ enum: [...values] }))
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)

export const KINDS = ['budget', 'final'] as const
export type Kind = (typeof KINDS)[number]
export const STATES = ['draft', 'submitted', 'released', 'withdrawn'] as const
export type State = (typeof STATES)[number]
export const FORMATS = ['docx', 'xlsx', 'html', 'zip'] as const
export type Format = (typeof FORMATS)[number]
export const STEPS = ['save', 'submit', 'return', 'release', 'withdraw'] as const
export type StepName = (typeof STEPS)[number]

/** What the writer of a package chooses and says; every figure comes from the accounts. */
export const Words = Type.Record(
  Type.String({ pattern: '^[a-z0-9/-]{1,80}$' }),
  Type.String({ maxLength: 3000 }),
)

/** Something only the department can say: what it does, why a figure changed. */
export const Question = Type.Object(
  {
    key: Type.String(),
    topic: choice(['about', 'reason', 'detail'] as const),
    label: Type.String(),
    /** Why it is asked: the change that passed the threshold. */
    because: Type.String(),
    required: Type.Boolean(),
    answer: Type.String(),
  },
  { ...closed, $id: 'PackageQuestion' },
)
export type Question = Static<typeof Question>

export const PackageFinding = Type.Object(
  {
    rule: Type.String(),
    severity: choice(['error', 'tail', 'review'] as const),
    quote: Type.String(),
    note: Label,
    shouldBe: nullable(Type.String()),
    format: choice(['docx', 'xlsx', 'html'] as const),
  },
  { ...closed, $id: 'PackageFinding' },
)
export type PackageFinding = Static<typeof PackageFinding>

export const PackageCheck = Type.Object(
  {
    relations: Type.Integer(),
    held: Type.Integer(),
    findings: Type.Array(PackageFinding),
    /** May go out: no error among the findings and nothing required is missing. */
    releasable: Type.Boolean(),
  },
  { ...closed, $id: 'PackageCheck' },
)
export type PackageCheck = Static<typeof PackageCheck>

export const Settings = Type.Object(
  {
    tableSet: Type.String({ maxLength: 40 }),
    /** A reason is asked where a figure changed by more than so many per cent, and by at least so many fen. */
    percent: Type.Integer({ minimum: 0, maximum: 100 }),
    leastFen: Type.Integer({ minimum: 0, maximum: 100_000_000_000 }),
    /** Digits of 万元 shown where the set of tables does not say; without them as many as the accounts need. */
    digits: Type.Optional(Type.Integer({ minimum: 2, maximum: 6 })),
  },
  { ...closed, $id: 'PackageSettings' },
)
export type Settings = Static<typeof Settings>

export const PackageRow = Type.Object(
  {
    packageId: Uuid,
    departmentId: Uuid,
    department: Type.String(),
    year: Type.Integer(),
    kind: choice(KINDS),
    state: choice(STATES),
    version: Type.Integer(),
    releasedOn: nullable(Type.String()),
  },
  { ...closed, $id: 'PackageRow' },
)
export type PackageRow = Static<typeof PackageRow>

export const PackageDetail = Type.Object(
  {
    ...PackageRow.properties,
    settings: Settings,
    /** Figures the forms ask for and the accounts do not have: where to enter them. */
    missing: Type.Array(Type.Object({ figure: Type.String(), where: Type.String() }, closed)),
    questions: Type.Array(Question),
    tables: Type.Array(Type.Object({ id: Type.String(), title: Type.String() }, closed)),
    accountsVersion: Type.Integer(),
    /** The accounts have changed since it was submitted. */
    stale: Type.Boolean(),
    check: nullable(PackageCheck),
    may: Type.Array(choice(STEPS)),
  },
  { ...closed, $id: 'PackageDetail' },
)
export type PackageDetail = Static<typeof PackageDetail>

export const NewPackage = Type.Object(
  { departmentId: Uuid, year: Type.Integer({ minimum: 2000, maximum: 2100 }), kind: choice(KINDS) },
  closed,
)

const expectedVersion = Type.Integer({ minimum: 1 })
export const Step = Type.Union(
  [
    Type.Object({ step: Type.Literal('save'), expectedVersion, words: Words, settings: Settings }, closed),
    Type.Object({ step: Type.Literal('submit'), expectedVersion }, closed),
    Type.Object(
      {
        step: Type.Literal('return'),
        expectedVersion,
        reason: Type.String({ minLength: 2, maxLength: 300 }),
      },
      closed,
    ),
    Type.Object({ step: Type.Literal('release'), expectedVersion }, closed),
    Type.Object(
      {
        step: Type.Literal('withdraw'),
        expectedVersion,
        reason: Type.String({ minLength: 2, maxLength: 300 }),
      },
      closed,
    ),
  ],
  { $id: 'PackageStep' },
)
export type Step = Static<typeof Step>

export const PackageChange = Type.Object(
  {
    version: Type.Integer(),
    at: Type.String({ format: 'date-time' }),
    account: Type.String(),
    what: choice(['create', ...STEPS] as const),
    reason: Type.String(),
    /** Keys of the answers that this version changed, with before and after. */
    changes: Type.Array(
      Type.Object({ key: Type.String(), before: Type.String(), after: Type.String() }, closed),
    ),
  },
  { ...closed, $id: 'PackageChange' },
)
export type PackageChange = Static<typeof PackageChange>

export const TableSetView = Type.Object(
  {
    id: Type.String(),
    name: Label,
    kind: choice(KINDS),
    from: Type.Integer(),
    to: nullable(Type.Integer()),
    tables: Type.Array(Type.String()),
    /** Digits behind the point of 万元; null: as many as the accounts need. */
    digits: nullable(Type.Integer()),
  },
  { ...closed, $id: 'PackageTableSet' },
)
export type TableSetView = Static<typeof TableSetView>

/** A file of sets as text: it is read, and refused, as a whole. */
export const NewSets = Type.Object(
  { text: Type.String({ minLength: 2, maxLength: 200_000 }), dryRun: Type.Boolean() },
  { ...closed, $id: 'PackageNewSets' },
)
export const SetProblem = Type.Object(
  {
    /** Where in the file: `/sets/0/tables/2`. */
    at: Type.String(),
    zh: Type.String(),
    en: Type.String(),
  },
  closed,
)
export type SetProblem = Static<typeof SetProblem>
export const SetsLoaded = Type.Object(
  {
    items: Type.Array(
      Type.Object({ id: Type.String(), name: Label, action: choice(['add', 'change', 'same']) }, closed),
    ),
    problems: Type.Array(SetProblem),
    written: Type.Integer(),
  },
  { ...closed, $id: 'PackageSetsLoaded' },
)
export type SetsLoaded = Static<typeof SetsLoaded>
