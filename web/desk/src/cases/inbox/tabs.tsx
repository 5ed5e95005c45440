/** Which list: plain links, so that each has its address and the browser its ways with it. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../frame/hooks.ts'
import { type InboxSearch, LISTS, listOf } from './search.ts'

export function ListTabs({ search }: { search: InboxSearch }) {
  const { t } = useTranslation()
  const lists = useLists()
  const current = listOf(search)
  return (
    <nav className="list-tabs" aria-label={t('lists.label')}>
      {lists.map((list) => (
        <Link
          key={list}
          to="/matters"
          search={list === 'inbox' ? {} : { list }}
          className={list === current ? 'list-tab here' : 'list-tab'}
          aria-current={list === current ? 'page' : undefined}
        >
          {t(`lists.name.${list}`)}
        </Link>
      ))}
    </nav>
  )
}

/** The lists there is something for: who only oversees has no work of a unit. */
export function useLists() {
  const works = useMay('clerk', 'operator', 'handler', 'unit-head', 'supervisor', 'reviewer', 'bureau-head')
  return works ? LISTS : LISTS.filter((l) => l === 'overdue' || l === 'at-risk' || l === 'all')
}
