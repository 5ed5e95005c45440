/** The administration: its pages beside each other, each under an address of its own. */
import { Link, Outlet } from '@tanstack/react-router'
import { useMe } from '../frame/hooks.ts'
import { useWords } from '../text/words.ts'
import './administration.css'
import { PAGES } from './pages.ts'

export function AdministrationLayout() {
  const t = useWords()
  const { roles } = useMe()
  const open = PAGES.filter((p) => p.roles.some((r) => roles.includes(r)))
  return (
    <div className="adm">
      <nav className="adm-menu no-print" aria-label={t('adm.title')}>
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
