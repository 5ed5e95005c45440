/** Who may do what with a bureau's people and rules. What is not said here is not allowed. */
import { only } from '../kernel/access/index.ts'

export const policy = {
  /** Anybody may see which bureaus there are, and try to sign in. */
  seeBureaus: 'public',
  signIn: 'public',
  /** Everyone signed in may look at themselves, sign out and change their own password. */
  seeMyself: 'signed-in',
  signOut: 'signed-in',
  changeMyPassword: 'signed-in',
  changeMySecondFactor: 'signed-in',
  /** Everyone signed in needs the units to address them, and the rules to know their limits. */
  seeUnits: 'signed-in',
  seeSettings: 'signed-in',
  seeCalendar: 'signed-in',
  /** Only an administrator changes units, accounts and rules. */
  addUnit: only('administrator'),
  changeAccounts: only('administrator'),
  changeSettings: only('administrator'),
  changeCalendar: only('administrator'),
  /** Who has which role is seen by those who give roles and those who check. */
  seeAccounts: only('administrator', 'auditor'),
  /** The audit log is seen by those who check and those who run the system; nobody writes it by hand. */
  seeAudit: only('auditor', 'administrator'),
} as const
