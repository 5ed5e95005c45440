/** Who may do what in the administration. What is not said here is not allowed. */
import { only } from '../kernel/access/index.ts'

export const policy = {
  /** Everyone signed in chooses from lists and categories. */
  useLists: 'signed-in',
  /** Units, accounts, lists, limits, calendar, words of notices: the administrator's. */
  manageUnits: only('administrator'),
  manageAccounts: only('administrator'),
  manageSignIn: only('administrator'),
  manageLists: only('administrator'),
  manageLimits: only('administrator'),
  manageCalendar: only('administrator'),
  manageMessages: only('administrator'),
  manageRetention: only('administrator'),
  /** Who checks may see how things are set, and change none of it. */
  seeUnits: only('administrator', 'auditor'),
  seeAccounts: only('administrator', 'auditor'),
  seeSignIn: only('administrator', 'auditor'),
  seeRoles: only('administrator', 'auditor'),
  seeLimits: only('administrator', 'auditor', 'bureau-head', 'supervisor'),
  seeCalendar: only('administrator', 'auditor'),
  seeMessages: only('administrator', 'auditor'),
  seeRetention: only('administrator', 'auditor'),
  seeAudit: only('administrator', 'auditor'),
  /** Whether staff had a reason to look is judged by who audits; where there is none, by the administrator. */
  reviewAccess: only('auditor', 'administrator'),
} as const
