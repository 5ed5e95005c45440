/** What a role is shown and which days are compared. Pure. */

import type { RoleName } from '../kernel/access/roles.ts'
import { addDays, type PlainDate } from '../kernel/calendar/index.ts'
import type { Scope } from './contract.ts'

const OVERSEE: readonly RoleName[] = ['supervisor', 'bureau-head', 'auditor']
const TAKE_IN: readonly RoleName[] = ['clerk', 'operator']

const any = (roles: readonly RoleName[], of: readonly RoleName[]) => of.some((r) => roles.includes(r))

/** Whether the roles oversee the whole bureau. */
export const oversees = (roles: readonly RoleName[]): boolean => any(roles, OVERSEE)

/** Whose figures an account with these roles is shown: the widest it answers for. */
export function scopeOf(roles: readonly RoleName[]): Scope {
  if (oversees(roles)) return 'bureau'
  return any(roles, TAKE_IN) ? 'centre' : 'unit'
}

export interface Period {
  from: PlainDate
  to: PlainDate
}

/**
 * This month up to today and the same days of last month. Where last month is shorter, all of it: the 31st is compared
 * with a month of 30 or 28 days as a whole.
 */
export function periods(today: PlainDate): { now: Period; before: Period } {
  const from = `${today.slice(0, 8)}01`
  const lastDay = addDays(from, -1)
  const beforeFrom = `${lastDay.slice(0, 8)}01`
  const same = `${lastDay.slice(0, 8)}${today.slice(8)}`
  return { now: { from, to: today }, before: { from: beforeFrom, to: same > lastDay ? lastDay : same } }
}
