/** The pages of finance, beside each other in its menu; the server decides who may. A page adds its entry and its route. */
import type { RoleName } from '../api/types.ts'

const READERS: readonly RoleName[] = ['finance', 'bureau-head']

export const PAGES = [
  { key: 'overview', path: '/finance/overview', roles: READERS },
  { key: 'entry', path: '/finance/entry', roles: READERS },
  { key: 'import', path: '/finance/import', roles: READERS },
  { key: 'codes', path: '/finance/codes', roles: READERS },
  { key: 'changes', path: '/finance/changes', roles: READERS },
  { key: 'performance', path: '/finance/performance', roles: READERS },
  { key: 'package', path: '/finance/package', roles: READERS },
] as const
