/** The administration: its pages beside each other, each under an address of its own. */
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { bringIn, useMe } from '../frame/hooks.ts'
import { useWords } from '../text/words.ts'
import './administration.css'
import { PAGES } from './pages.ts'

export function AdministrationLayout() {
  const t = useWords()
  const { roles } = useMe()
  const menu = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (s) => s.location.pathname })
  // On a phone the pages stand in one line that is moved sideways: the one that is open comes into it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew for each page
  useEffect(() => bringIn(menu.current), [path])
  const open = PAGES.filter((p) => p.roles.some((r) => roles.includes(r)))
  return (
    <div className="adm">
      <nav className="adm-menu no-print" aria-label={t('adm.title')} ref={menu}>
        {open.map((p) => (
          <Link key={p.key} to={p.path} className="adm-link" activeOptions={{ includeSearch: false }}>
            {t(`adm.page.${p.key}`)}
          </Link>
        ))}
      </nav>
      <div className="adm-page">
        <Outlet />
      </div>
    </div>
  )
}
