/**
 * The menu of the desk as data. A room adds its entry to MENU (and its word to `menu` of both texts) and nothing else:
 * order, place and who sees it follow from here.
 */
import type { RegisteredRouter } from '@tanstack/react-router'
import type { RoleName } from '../api/types.ts'
import type { Texts } from '../text/zh.ts'

/** In the order of the menu. */
export const MENU_GROUPS = [
  'myday',
  'matters',
  'register',
  'exchange',
  'instructions',
  'supervision',
  'followup',
  'documents',
  'duties',
  'public',
  'finance',
  'system',
] as const
export type MenuGroup = (typeof MENU_GROUPS)[number]

export interface MenuEntry {
  group: MenuGroup
  /** Its word in the texts: `menu.<key>`. */
  key: keyof Texts['menu']
  /** A route of the desk. */
  path: keyof RegisteredRouter['routesByPath']
  /** Who may use the page; others are not shown it. */
  roles: readonly RoleName[] | 'all'
}

/** Roles that work on matters, and the auditor, who oversees them. */
const MATTERS: readonly RoleName[] = [
  'clerk',
  'operator',
  'handler',
  'unit-head',
  'supervisor',
  'reviewer',
  'bureau-head',
  'auditor',
]

export const MENU: readonly MenuEntry[] = [
  { group: 'myday', key: 'myday', path: '/', roles: 'all' },
  { group: 'matters', key: 'matters', path: '/matters', roles: MATTERS },
  { group: 'register', key: 'register', path: '/register', roles: ['clerk', 'operator'] },
  { group: 'register', key: 'hotline', path: '/hotline', roles: ['operator', 'clerk'] },
  {
    group: 'register',
    key: 'hotlineBoard',
    path: '/hotline/board',
    roles: ['operator', 'clerk', 'supervisor', 'bureau-head', 'auditor'],
  },
  { group: 'register', key: 'reviewRequest', path: '/reviews/new', roles: ['reviewer'] },
  { group: 'exchange', key: 'imports', path: '/imports', roles: ['clerk', 'operator'] },
  {
    group: 'exchange',
    key: 'exchange',
    path: '/exchange',
    roles: ['clerk', 'operator', 'supervisor', 'bureau-head'],
  },
  {
    group: 'instructions',
    key: 'instructions',
    path: '/instructions',
    roles: ['clerk', 'operator', 'handler', 'unit-head', 'supervisor', 'bureau-head', 'auditor'],
  },
  {
    group: 'supervision',
    key: 'oversight',
    path: '/oversight',
    roles: [...MATTERS, 'administrator'],
  },
  {
    group: 'supervision',
    key: 'statistics',
    path: '/statistics',
    roles: ['supervisor', 'bureau-head', 'auditor', 'unit-head'],
  },
  {
    group: 'supervision',
    key: 'reports',
    path: '/reports',
    roles: ['supervisor', 'bureau-head', 'auditor'],
  },
  {
    group: 'supervision',
    key: 'hotTopics',
    path: '/hot-topics',
    roles: ['clerk', 'operator', 'handler', 'unit-head', 'supervisor', 'bureau-head', 'auditor'],
  },
  {
    group: 'followup',
    key: 'followUp',
    path: '/follow-up',
    roles: ['clerk', 'operator', 'supervisor', 'bureau-head', 'auditor'],
  },
  {
    group: 'documents',
    key: 'documents',
    path: '/documents',
    roles: [
      'clerk',
      'operator',
      'handler',
      'unit-head',
      'supervisor',
      'reviewer',
      'bureau-head',
      'administrator',
    ],
  },
  { group: 'duties', key: 'knowledge', path: '/knowledge', roles: [...MATTERS, 'editor'] },
  { group: 'duties', key: 'practice', path: '/practice', roles: 'all' },
  { group: 'duties', key: 'roster', path: '/roster', roles: 'all' },
  { group: 'duties', key: 'duties', path: '/duties', roles: [...MATTERS, 'editor'] },
  {
    group: 'public',
    key: 'messages',
    path: '/messages',
    roles: ['clerk', 'operator', 'supervisor', 'bureau-head', 'editor', 'auditor'],
  },
  {
    group: 'public',
    key: 'reception',
    path: '/reception',
    roles: ['clerk', 'operator', 'supervisor', 'bureau-head'],
  },
  {
    group: 'public',
    key: 'sponsored',
    path: '/sponsored',
    roles: ['clerk', 'operator', 'supervisor', 'bureau-head', 'auditor'],
  },
  {
    group: 'public',
    key: 'publications',
    path: '/publications',
    roles: ['clerk', 'operator', 'supervisor', 'bureau-head'],
  },
  {
    group: 'public',
    key: 'topics',
    path: '/suggestion-topics',
    roles: ['clerk', 'supervisor', 'bureau-head'],
  },
  { group: 'public', key: 'channels', path: '/channels', roles: ['administrator', 'bureau-head'] },
  { group: 'finance', key: 'finance', path: '/finance', roles: ['finance', 'bureau-head'] },
  {
    group: 'finance',
    key: 'checker',
    path: '/finance/checker',
    roles: ['finance', 'bureau-head', 'supervisor', 'auditor', 'administrator'],
  },
  { group: 'system', key: 'administration', path: '/administration', roles: ['administrator', 'auditor'] },
]

/** What an account with these roles is shown, group by group; empty groups are left out. */
export function menuFor(
  roles: readonly RoleName[],
  menu: readonly MenuEntry[] = MENU,
): { group: MenuGroup; entries: MenuEntry[] }[] {
  const open = menu.filter((e) => e.roles === 'all' || e.roles.some((r) => roles.includes(r)))
  return MENU_GROUPS.flatMap((group) => {
    const entries = open.filter((e) => e.group === group)
    return entries.length === 0 ? [] : [{ group, entries }]
  })
}

/** The entry an address belongs to: the longest path it lies under. `/` is only itself. */
export function currentEntry(pathname: string, entries: readonly MenuEntry[]): MenuEntry | null {
  const path = pathname.replace(/\/+$/, '') || '/'
  let found: MenuEntry | null = null
  for (const entry of entries) {
    const under = path === entry.path || (entry.path !== '/' && path.startsWith(`${entry.path}/`))
    if (under && (!found || entry.path.length > found.path.length)) found = entry
  }
  return found
}
