/** The pages of the administration and who is shown them; the server decides who may. */
import type { RoleName } from '../api/types.ts'

const BOTH: readonly RoleName[] = ['administrator', 'auditor']

export const PAGES = [
  { key: 'units', path: '/administration/units', roles: BOTH },
  { key: 'accounts', path: '/administration/accounts', roles: BOTH },
  { key: 'signIn', path: '/administration/sign-in', roles: BOTH },
  { key: 'roles', path: '/administration/roles', roles: BOTH },
  { key: 'limits', path: '/administration/limits', roles: BOTH },
  { key: 'calendar', path: '/administration/calendar', roles: BOTH },
  { key: 'categories', path: '/administration/categories', roles: BOTH },
  { key: 'codes', path: '/administration/codes', roles: BOTH },
  { key: 'messages', path: '/administration/messages', roles: BOTH },
  { key: 'templates', path: '/administration/templates', roles: BOTH },
  { key: 'notices', path: '/administration/notices', roles: BOTH },
  // Heads, feet and numbers of documents stand with the documents.
  { key: 'documents', path: '/documents/numbers', roles: ['administrator'] },
  { key: 'telephone', path: '/administration/telephone', roles: BOTH },
  { key: 'open311', path: '/administration/open311', roles: BOTH },
  { key: 'wall', path: '/administration/wall', roles: ['administrator'] },
  { key: 'retention', path: '/administration/retention', roles: BOTH },
  { key: 'audit', path: '/administration/audit', roles: BOTH },
  { key: 'looks', path: '/administration/looks', roles: BOTH },
  { key: 'review', path: '/administration/review', roles: BOTH },
] as const
