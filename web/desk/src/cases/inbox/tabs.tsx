/** Which list: plain links, so that each has its address and the browser its ways with it. */
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { bringIn, useMay } from '../../frame/hooks.ts'
import { type InboxSearch, LISTS, listOf } from './search.ts'

export function ListTabs({ search }: { search: InboxSearch }) {
  const { t } = useTranslation()
  const lists = useLists()
  const current = listOf(search)
  const tabs = useRef<HTMLElement>(null)
  // On a phone the lists stand in one line that is moved sideways: the one that is open comes into it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew for each list
  useEffect(() => bringIn(tabs.current), [current])
  return (
    <nav className="list-tabs" aria-label={t('lists.label')} ref={tabs}>
      {lists.map((list) => (
        <Link
          key={list}
          to="/matters"
          search={list === 'inbox' ? {} : { list }}
          // Without this the first list, which has nothing in its address, would be the open one beside every other.
          activeOptions={{ exact: true }}
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
