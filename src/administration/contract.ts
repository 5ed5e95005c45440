/** Shapes of the administration, shared with the browser. */
import Type, { type Static } from 'typebox'
import { ROLES, type RoleName } from '../kernel/access/roles.ts'

export const closed = { additionalProperties: false } as const
export const Uuid = Type.String({ format: 'uuid' })
export const Day = Type.String({ format: 'date' })
export const Line = Type.String({ minLength: 1, maxLength: 200 })
export const WordsSchema = Type.Object({ zh: Line, en: Line }, closed)
export const Nullable = <T extends ReturnType<typeof Type.String>>(schema: T) =>
  Type.Union([schema, Type.Null()])
export const Version = Type.Integer({ minimum: 1 })
export const RoleList = Type.Array(Type.Enum([...ROLES] as RoleName[]), { minItems: 1 })

export type Words = Static<typeof WordsSchema>

/** A unit as the administrator sees it. */
export const UnitRowSchema = Type.Object(
  {
    unitId: Uuid,
    parentId: Nullable(Uuid),
    code: Type.String(),
    name: WordsSchema,
    kind: Type.String(),
    seats: Type.Array(Type.String()),
    superior: Type.Union([Type.Object({ bureau: WordsSchema, unit: WordsSchema }, closed), Type.Null()]),
    active: Type.Boolean(),
    version: Version,
    accounts: Type.Integer({ description: 'Active accounts in the unit.' }),
  },
  { ...closed, $id: 'UnitRow' },
)
export type UnitRow = Static<typeof UnitRowSchema>

/** What keeps a unit from being closed. */
export const UnitBlockersSchema = Type.Object(
  {
    children: Type.Integer(),
    accounts: Type.Integer(),
    /** Whether any work lies with the unit; matters out of the reader's sight are not counted or named. */
    openWork: Type.Boolean(),
    matters: Type.Array(Type.Object({ matterId: Uuid, number: Type.String() }, closed)),
  },
  { ...closed, $id: 'UnitBlockers' },
)
export type UnitBlockers = Static<typeof UnitBlockersSchema>

/** An account as the administrator sees it. */
export const AccountRowSchema = Type.Object(
  {
    accountId: Uuid,
    login: Type.String(),
    name: Type.String(),
    unitId: Uuid,
    roles: Type.Array(Type.String()),
    active: Type.Boolean(),
    version: Version,
    lockedUntil: Nullable(Type.String()),
    oneTimeUntil: Nullable(Type.String()),
    secondFactor: Type.Boolean(),
    sessions: Type.Integer(),
    lastSeenAt: Nullable(Type.String()),
  },
  { ...closed, $id: 'AccountRow' },
)
export type AccountRow = Static<typeof AccountRowSchema>

export const OneTimeSchema = Type.Object(
  {
    login: Type.String(),
    name: Type.String(),
    unitId: Uuid,
    password: Nullable(Type.String()),
  },
  { ...closed, $id: 'OneTimePassword' },
)
export type OneTimeRow = Static<typeof OneTimeSchema>

export const SignInRulesFields = {
  idleMinutes: Type.Integer({
    minimum: 5,
    maximum: 720,
    description: 'A session ends so many minutes after the person’s last act.',
  }),
  sessionHours: Type.Integer({
    minimum: 1,
    maximum: 24,
    description: 'A session ends so many hours after the sign-in, whatever happens.',
  }),
  secondFactorRoles: Type.Array(Type.Enum([...ROLES] as RoleName[]), {
    description: 'Roles that need a second factor; who has none sets one at the next sign-in.',
  }),
}

export const SignInRulesSchema = Type.Object(
  {
    ...SignInRulesFields,
    version: Type.Integer({ description: '0 while the program’s own values hold.' }),
    factors: Type.Array(
      Type.Object({ role: Type.String(), accounts: Type.Integer(), set: Type.Integer() }, closed),
      { description: 'Active accounts by role, and how many of them have a second factor.' },
    ),
  },
  { ...closed, $id: 'SignInRules' },
)
export type SignInRulesView = Static<typeof SignInRulesSchema>

/** A role and what it may do, read from the program itself. */
export const RoleRightsSchema = Type.Object(
  {
    role: Type.String(),
    label: WordsSchema,
    accounts: Type.Integer({ description: 'Active accounts that have it.' }),
    rights: Type.Array(
      Type.Object({ method: Type.String(), url: Type.String(), label: WordsSchema }, closed),
    ),
    steps: Type.Array(
      Type.Object(
        {
          procedure: WordsSchema,
          items: Type.Array(Type.Object({ label: WordsSchema, seat: Nullable(Type.String()) }, closed)),
        },
        closed,
      ),
    ),
  },
  { ...closed, $id: 'RoleRights' },
)
export type RoleRights = Static<typeof RoleRightsSchema>

export const CodeItemSchema = Type.Object(
  {
    code: Type.String(),
    name: WordsSchema,
    position: Type.Integer(),
    validFrom: Nullable(Day),
    validTo: Nullable(Day),
    /** Of the program: may be renamed and ended by the bureau, which then keeps a row of its own. */
    builtIn: Type.Boolean(),
    version: Type.Integer({ minimum: 0 }),
  },
  { ...closed, $id: 'CodeItem' },
)
export type CodeItem = Static<typeof CodeItemSchema>

export const CodeListSchema = Type.Object(
  { list: Type.String(), label: WordsSchema, help: WordsSchema, items: Type.Array(CodeItemSchema) },
  { ...closed, $id: 'CodeList' },
)
export type CodeList = Static<typeof CodeListSchema>

export const CategorySchema = Type.Object(
  {
    code: Type.String({ pattern: '^([0-9]{2}){1,3}$' }),
    parentCode: Nullable(Type.String()),
    level: Type.Integer({ minimum: 1, maximum: 3 }),
    name: WordsSchema,
    retiredOn: Nullable(Day),
    version: Version,
  },
  { ...closed, $id: 'Category' },
)
export type Category = Static<typeof CategorySchema>
