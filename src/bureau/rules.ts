/** Rules about people and settings. Pure: what is known is passed in, what is wrong comes back as a refusal. */
import type { RoleName } from '../kernel/access/roles.ts'
import { isPlainDate } from '../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import type { LocalSettingFact, NewUnit, UnitTree } from './contract.ts'

/** When the sessions of a bureau end, and which roles need a second factor. */
export interface SignInRules {
  /** Minutes since the person's last act; what an open page does by itself is no act. */
  idleMinutes: number
  /** Hours since the sign-in, whatever happens. */
  sessionHours: number
  secondFactorRoles: readonly RoleName[]
}

/** Until a bureau sets its own: a working day, two hours of silence, a second factor for whoever wants one. */
export const DEFAULT_SIGN_IN_RULES: SignInRules = {
  idleMinutes: 120,
  sessionHours: 12,
  secondFactorRoles: [],
}

/** Whether somebody with these roles needs a second factor. */
export const needsSecondFactor = (rules: SignInRules, roles: readonly string[]): boolean =>
  rules.secondFactorRoles.some((role) => roles.includes(role))

/** Refuses `bureau.idle_too_long` (longer than the session), `input.duplicate`. */
export function checkSignInRules(rules: SignInRules): Refusal | undefined {
  if (rules.idleMinutes > rules.sessionHours * 60)
    return refuse('bureau.idle_too_long', { field: 'idleMinutes' })
  return new Set(rules.secondFactorRoles).size === rules.secondFactorRoles.length
    ? undefined
    : refuse('input.duplicate', { field: 'secondFactorRoles' })
}

const FREE_FAILURES = 5
const FIRST_LOCK_MS = 15 * 60_000
const LONGEST_LOCK_MS = 24 * 3_600_000
export const MIN_PASSWORD = 10

/**
 * How long sign-in is locked after so many failures in a row: not before the fifth, then 15 minutes, doubled by each
 * further failure, at most a day. GB/T 22239 8.1.4 asks for a limit and leaves the numbers to the owner.
 * @returns milliseconds
 */
export function lockAfter(failures: number): number {
  if (failures < FREE_FAILURES) return 0
  return Math.min(FIRST_LOCK_MS * 2 ** (failures - FREE_FAILURES), LONGEST_LOCK_MS)
}

/** Refuses `access.password_too_short`, `access.password_too_plain` (one kind of character, or holds the account name). */
export function checkPassword(password: string, login: string, field: string): Refusal | undefined {
  const text = password.normalize('NFKC')
  if ([...text].length < MIN_PASSWORD) {
    return refuse('access.password_too_short', { field, details: { min: MIN_PASSWORD } })
  }
  const kinds = [/\p{L}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(text)).length
  if (kinds < 2 || new Set(text).size < 4 || text.toLowerCase().includes(login.toLowerCase())) {
    return refuse('access.password_too_plain', { field })
  }
  return undefined
}

/** GB/T 22239 8.1.4: who runs the system and who audits it are different people. Refuses `bureau.roles_conflict`. */
export function checkRoles(roles: readonly RoleName[]): Refusal | undefined {
  if (new Set(roles).size !== roles.length) return refuse('input.duplicate', { field: 'roles' })
  return roles.includes('administrator') && roles.includes('auditor')
    ? refuse('bureau.roles_conflict', { field: 'roles' })
    : undefined
}

export interface AccountStanding {
  accountId: string
  roles: readonly RoleName[]
  active: boolean
}

/**
 * Whether an administrator may change roles or activity of an account.
 * Refuses `bureau.own_account`, `bureau.last_administrator`, and what `checkRoles` refuses.
 */
export function checkAccountChange(
  target: AccountStanding,
  next: Pick<AccountStanding, 'roles' | 'active'>,
  actorId: string,
  otherActiveAdministrators: number,
): Refusal | undefined {
  if (target.accountId === actorId) return refuse('bureau.own_account')
  const refused = checkRoles(next.roles)
  if (refused) return refused
  const was = target.active && target.roles.includes('administrator')
  const stays = next.active && next.roles.includes('administrator')
  return was && !stays && otherActiveAdministrators === 0 ? refuse('bureau.last_administrator') : undefined
}

/** What a setting is measured against: one version of a clock rule. Passed in, for rooms do not read each other's tables. */
export interface RuleFact {
  mark: LocalSettingFact['mark']
  unit: LocalSettingFact['unit']
  /** null: the text gives no number. */
  length: number | null
  extensionCap: number
  /** A citizen's window to ask, not an organ's duty. */
  right: boolean
  /** Read in the text of the national regulations, so that it binds every bureau. */
  national: boolean
  validFrom: string
  /** Inclusive; null while in force. */
  validTo: string | null
}

/** All versions of each rule, by id. */
export type KnownRules = ReadonlyMap<string, readonly RuleFact[]>

/**
 * A limit holds from a day on and does not reach back: dates already told stay true. It stays within the law: what the
 * national regulations give is only bettered for the citizen (a right is not shortened, a duty not lengthened), under
 * every version of the rule that holds while the setting does.
 * Refuses `bureau.setting_backdated`, `input.invalid_date` (ends before it begins), `input.invalid_choice` (mark V,
 * another unit), `clock.unknown_rule`, `clock.rule_not_in_force`, `bureau.setting_against_the_law`.
 */
export function checkSetting(
  setting: LocalSettingFact,
  today: string,
  knownRules: KnownRules | null,
): Refusal | undefined {
  const { ruleId, validFrom, validTo } = setting
  const known = knownRules?.get(ruleId)
  if (knownRules && !known) return refuse('clock.unknown_rule', { field: 'ruleId', details: { ruleId } })
  if (!isPlainDate(validFrom)) return refuse('input.invalid_date', { field: 'validFrom' })
  if (validTo !== null && (!isPlainDate(validTo) || validTo < validFrom)) {
    return refuse('input.invalid_date', { field: 'validTo' })
  }
  if (validFrom < today) {
    return refuse('bureau.setting_backdated', { field: 'validFrom', details: { today } })
  }
  // V says that the national text was read; a bureau's own value is not that, whatever it rests on.
  if (setting.mark === 'V') return refuse('input.invalid_choice', { field: 'mark' })
  if (!known) return undefined
  const rules = known.filter(
    (r) => (r.validTo === null || r.validTo >= validFrom) && (validTo === null || r.validFrom <= validTo),
  )
  if (rules.length === 0) {
    return refuse('clock.rule_not_in_force', { field: 'validFrom', details: { ruleId, on: validFrom } })
  }
  for (const rule of rules) {
    const refused = checkAgainst(setting, rule)
    if (refused) return refused
  }
  return undefined
}

/** Rules that are defaults of the program may be counted in the other kind of days. */
const DAYS_OF_CHOICE: readonly string[] = ['L', 'I', 'K']

function checkAgainst(setting: LocalSettingFact, rule: RuleFact): Refusal | undefined {
  const bothDays = setting.unit !== 'hour' && rule.unit !== 'hour'
  if (setting.unit !== rule.unit && !(bothDays && DAYS_OF_CHOICE.includes(rule.mark))) {
    return refuse('input.invalid_choice', { field: 'unit', details: { unit: rule.unit } })
  }
  if (!rule.national) return undefined
  const against = (field: 'length' | 'extensionCap', limit: number) =>
    refuse('bureau.setting_against_the_law', { field, details: { ruleId: setting.ruleId, limit } })
  const worse = (own: number, law: number) => (rule.right ? own < law : own > law)
  if (rule.length !== null && worse(setting.length, rule.length)) return against('length', rule.length)
  const cap = setting.extensionCap ?? rule.extensionCap
  return worse(cap, rule.extensionCap) ? against('extensionCap', rule.extensionCap) : undefined
}

/** A bureau's slug stands in every address and number. Refuses `bureau.slug_invalid`. */
export function checkSlug(slug: string): Refusal | undefined {
  return /^[a-z][a-z0-9-]{1,30}$/.test(slug) ? undefined : refuse('bureau.slug_invalid', { field: 'slug' })
}

/** Refuses `bureau.zone_unknown`. */
export function checkZone(zone: string): Refusal | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return undefined
  } catch {
    return refuse('bureau.zone_unknown', { field: 'zone' })
  }
}

/** A tree of units as a list, parents first. Refuses `bureau.unit_code_taken` for a code given twice. */
export function flattenUnits(trees: readonly UnitTree[]): NewUnit[] | Refusal {
  const out: NewUnit[] = []
  const walk = (unit: UnitTree, parentCode: string | undefined): void => {
    const { children = [], ...own } = unit
    out.push({ ...own, ...(parentCode === undefined ? {} : { parentCode }) })
    for (const child of children) walk(child, unit.code)
  }
  for (const tree of trees) walk(tree, undefined)
  const codes = out.map((u) => u.code)
  const twice = codes.find((code, i) => codes.indexOf(code) !== i)
  return twice === undefined
    ? out
    : refuse('bureau.unit_code_taken', { field: 'code', details: { code: twice } })
}
