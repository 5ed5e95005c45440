/** Shapes of the bureau room, shared with other rooms and the browser. */

import Type, { type Static } from 'typebox'
import { ROLES, type RoleName } from '../kernel/access/roles.ts'
import type { HashName } from '../kernel/crypto/index.ts'

const closed = { additionalProperties: false } as const

/** Facts of one unit. */
export interface UnitInfo {
  unitId: string
  parentId: string | null
  code: string
  name: { zh: string; en: string }
  kind: string
  /** Seats it fills by default: centre, supervisor, reviewer. */
  seats: readonly string[]
  superiorBureauId: string | null
  superiorUnitId: string | null
  active: boolean
}

export interface BureauInfo {
  bureauId: string
  slug: string
  name: { zh: string; en: string }
  zone: string
  /** Only here may replay and simulated clocks write. */
  simulated: boolean
  hashName: HashName
  superiorBureauId: string | null
  /** A practice ground: the bureau whose people learn in it. null of every other bureau. Said when it is made, for good. */
  practiceOf: string | null
}

/** A bureau's own limit for a rule from a day on; the shape the clocks read. */
export interface LocalSettingFact {
  ruleId: string
  validFrom: string
  /** Inclusive; null while in force. */
  validTo: string | null
  length: number
  unit: 'cal' | 'wd' | 'hour'
  extensionCap?: number
  mark: 'V' | 'S' | 'C' | 'K' | 'I' | 'L'
  basis: { zh: string; en: string }
}

const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Line = Type.String({ minLength: 1, maxLength: 200 })
const Words = Type.Object({ zh: Line, en: Line }, closed)
const NullableUuid = Type.Union([Uuid, Type.Null()])
const Code = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$',
  description: 'Letters, digits, dot, hyphen.',
})
const Login = Type.String({ pattern: '^[a-z][a-z0-9._-]{2,59}$', description: 'Unique in the installation.' })
const Password = Type.String({ minLength: 1, maxLength: 200 })
const RoleList = Type.Array(Type.Enum([...ROLES] as RoleName[]), { minItems: 1, maxItems: ROLES.length })

export const BureauSchema = Type.Object(
  { bureauId: Uuid, slug: Type.String(), name: Words },
  { ...closed, $id: 'Bureau' },
)

export const UnitSchema = Type.Object(
  {
    unitId: Uuid,
    parentId: NullableUuid,
    code: Type.String(),
    name: Words,
    kind: Type.String(),
    seats: Type.Array(Type.String()),
    superiorBureauId: NullableUuid,
    superiorUnitId: NullableUuid,
    active: Type.Boolean(),
  },
  { ...closed, $id: 'Unit' },
)

export const NewUnitSchema = Type.Object(
  {
    code: Code,
    name: Words,
    kind: Type.String({ minLength: 1, maxLength: 40 }),
    parentCode: Type.Optional(Code),
    seats: Type.Optional(Type.Array(Type.Enum(['centre', 'supervisor', 'reviewer']), { maxItems: 3 })),
    superior: Type.Optional(
      Type.Object({ bureauSlug: Type.String({ maxLength: 31 }), unitCode: Code }, closed),
    ),
  },
  closed,
)

export const AccountSchema = Type.Object(
  {
    accountId: Uuid,
    login: Type.String(),
    name: Type.String(),
    unitId: Uuid,
    roles: Type.Array(Type.String()),
    active: Type.Boolean(),
  },
  { ...closed, $id: 'Account' },
)

export const NewAccountSchema = Type.Object(
  { login: Login, name: Line, unitCode: Code, roles: RoleList, password: Password },
  closed,
)

export const AccountChangeSchema = Type.Object(
  {
    roles: Type.Optional(RoleList),
    active: Type.Optional(Type.Boolean()),
    password: Type.Optional(Password),
    name: Type.Optional(Line),
    unitCode: Type.Optional(Code),
    expectedVersion: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Refused when the account was changed since it was read.' }),
    ),
  },
  { ...closed, minProperties: 1 },
)

export const SettingSchema = Type.Object(
  {
    ruleId: Type.String({ minLength: 1, maxLength: 40 }),
    validFrom: Day,
    validTo: Type.Union([Day, Type.Null()]),
    length: Type.Integer({ minimum: 1, maximum: 3650 }),
    unit: Type.Enum(['cal', 'wd', 'hour']),
    extensionCap: Type.Optional(Type.Integer({ minimum: 0, maximum: 3650 })),
    mark: Type.Enum(['V', 'S', 'C', 'K', 'I', 'L']),
    basis: Words,
  },
  { ...closed, $id: 'LocalSetting' },
)

export const OverrideSchema = Type.Object(
  { day: Day, working: Type.Boolean(), basis: Words },
  { ...closed, $id: 'CalendarOverride' },
)

export const NewFactorFields = {
  secret: Type.String({ pattern: '^[A-Z2-7]{32}$', description: 'As it was proposed, Base32.' }),
  code: Type.String({ maxLength: 20, description: 'Shown by the app once it holds the secret.' }),
}

export const ProposalSchema = Type.Object(
  {
    secret: Type.String({ description: 'Base32, to be typed by hand.' }),
    uri: Type.String({ description: '`otpauth:` address an authenticator app reads.' }),
    qr: Type.String({ description: 'The address as a QR code, an SVG document.' }),
  },
  { ...closed, $id: 'SecondFactorProposal' },
)

export const RecoveryCodes = Type.Array(Type.String(), {
  description: 'Each opens once in place of a one-time code. Shown once, kept nowhere.',
})

export const SignInSchema = Type.Object(
  {
    login: Type.String({ minLength: 1, maxLength: 100 }),
    password: Password,
    code: Type.Optional(
      Type.String({
        maxLength: 20,
        description: 'One-time code or recovery code, where a second factor is set.',
      }),
    ),
    next: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'One’s own new password, in exchange for a one-time password.',
      }),
    ),
    secondFactor: Type.Optional(
      Type.Object(NewFactorFields, {
        ...closed,
        description: 'A second factor to be set, where the bureau asks one of the role and none is set.',
      }),
    ),
    as: Type.Optional(
      Type.Enum(['cookie', 'token'], { description: 'How the session is kept; default cookie.' }),
    ),
  },
  closed,
)

export const MeSchema = Type.Object(
  {
    accountId: Uuid,
    login: Type.String(),
    name: Type.String(),
    roles: Type.Array(Type.String()),
    unit: UnitSchema,
    bureau: Type.Object(
      {
        slug: Type.String(),
        name: Words,
        simulated: Type.Boolean(),
        practice: Type.Boolean({ description: 'A practice ground: nothing in it is true.' }),
        zone: Type.String(),
      },
      closed,
    ),
    now: Type.String({ description: 'Instant of the server’s clock.' }),
    today: Type.String({ format: 'date', description: 'The day it is in the bureau’s zone.' }),
    secondFactor: Type.Boolean(),
    secondFactorNeeded: Type.Boolean({ description: 'The bureau asks one of my role.' }),
    recoveryCodesLeft: Type.Integer(),
    expiresAt: Type.String(),
    idleMinutes: Type.Integer({ description: 'How long the bureau keeps an unattended session open.' }),
  },
  { ...closed, $id: 'Me' },
)

export const PasswordChangeSchema = Type.Object({ current: Password, next: Password }, closed)

export const AuditSchema = Type.Object(
  {
    auditId: Uuid,
    at: Type.String(),
    accountId: NullableUuid,
    action: Type.String(),
    details: Type.Record(Type.String(), Type.Unknown()),
  },
  { ...closed, $id: 'AuditRow' },
)

export const UnitChangeSchema = Type.Object(
  {
    expectedVersion: Type.Integer({ minimum: 1 }),
    name: Type.Optional(Words),
    kind: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    seats: Type.Optional(Type.Array(Type.Enum(['centre', 'supervisor', 'reviewer']), { maxItems: 3 })),
    parentCode: Type.Optional(Type.Union([Code, Type.Null()])),
    active: Type.Optional(Type.Boolean()),
  },
  { ...closed, minProperties: 2 },
)

export type UnitChange = Static<typeof UnitChangeSchema>
export type NewUnit = Static<typeof NewUnitSchema>
export type NewAccount = Static<typeof NewAccountSchema>
export type AccountChange = Static<typeof AccountChangeSchema>
export type Account = Static<typeof AccountSchema>
export type CalendarOverrideInput = Static<typeof OverrideSchema>
export type SignInInput = Static<typeof SignInSchema>
export type AuditRow = Static<typeof AuditSchema>

/** A unit with those below it, as a bureau is first described. */
export interface UnitTree extends Omit<NewUnit, 'parentCode'> {
  children?: UnitTree[]
}

/** Everything a new bureau is made of. */
export interface NewBureau {
  slug: string
  name: { zh: string; en: string }
  zone?: string
  simulated?: boolean
  /** Makes it a practice ground of that bureau. */
  practiceOf?: string
  hashName?: HashName
  superiorBureauSlug?: string
  units: UnitTree[]
  accounts: NewAccount[]
  settings?: LocalSettingFact[]
  overrides?: CalendarOverrideInput[]
}
