/** The pages a reader can go to from everywhere, in one list for the head and the foot of each page. */

import type { Lang } from '../kernel/errors/index.ts'
import { textsIn } from './texts/index.ts'
import type { NAV } from './texts/nav.ts'

interface Place {
  /** Below the bureau's address. */
  path: string
  name: keyof typeof NAV
  group: 'act' | 'see' | 'about'
  /** In the head: `always` also on a phone, `wide` where there is room. The foot has them all. */
  head?: 'always' | 'wide'
}

const PLACES: readonly Place[] = [
  { path: '/tell-us', name: 'tell', group: 'act', head: 'always' },
  { path: '/follow', name: 'follow', group: 'act', head: 'always' },
  { path: '/published', name: 'published', group: 'see', head: 'always' },
  { path: '/knowledge', name: 'knowledge', group: 'see', head: 'wide' },
  { path: '/reception', name: 'reception', group: 'act', head: 'wide' },
  { path: '/suggestions', name: 'suggest', group: 'act', head: 'wide' },
  { path: '/finance', name: 'finance', group: 'see' },
  { path: '/check-disclosure', name: 'disclosure', group: 'see' },
  { path: '/figures', name: 'figures', group: 'see', head: 'wide' },
  { path: '/open-data', name: 'data', group: 'see' },
  { path: '/ledger', name: 'ledger', group: 'see' },
  { path: '/channels', name: 'channels', group: 'about', head: 'wide' },
  { path: '/duty', name: 'duty', group: 'about' },
  { path: '/check-receipt', name: 'check', group: 'about' },
]

const GROUPS = ['act', 'see', 'about'] as const

export interface NavLink {
  href: string
  text: string
  /** The reader is on this page or below it. */
  current: boolean
  always: boolean
}

export interface Navigation {
  head: NavLink[]
  foot: { title: string; links: NavLink[] }[]
}

/** @param path the address of the page shown */
export function navigationOf(slug: string, path: string, lang: Lang): Navigation {
  const t = textsIn(lang).nav
  const link = (p: Place): NavLink => {
    const href = `/${slug}${p.path}`
    return {
      href,
      text: t[p.name],
      current: path === href || path.startsWith(`${href}/`),
      always: p.head === 'always',
    }
  }
  return {
    head: PLACES.filter((p) => p.head).map(link),
    foot: GROUPS.map((group) => ({
      title: t[group],
      links: PLACES.filter((p) => p.group === group).map(link),
    })).filter((g) => g.links.length > 0),
  }
}
