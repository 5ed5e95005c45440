/** The inbox: what lies with my unit, soonest first. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inboxQuery } from '../../api/queries.ts'
import { useMay, useMe, usePhone, useTitle } from '../../frame/hooks.ts'
import { useKeys } from '../../frame/keys.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { day, weekday } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import { Filters } from './filters.tsx'
import { Cards, Table } from './rows.tsx'
import { type InboxSearch, isFiltered } from './search.ts'

export function InboxPage() {
  const { t } = useTranslation()
  const me = useMe()
  const search = useSearch({ from: '/signed-in/matters' })
  const navigate = useNavigate()
  const phone = usePhone()
  const pages = useInfiniteQuery(inboxQuery(search))
  const items = useMemo(() => pages.data?.pages.flatMap((p) => p.items) ?? [], [pages.data])
  const [cursor, setCursor] = useState(-1)
  useTitle(t('inbox.title'))

  const change = (next: InboxSearch) => {
    setCursor(-1)
    void navigate({ to: '/matters', search: next })
  }
  const move = (by: number) => setCursor((at) => Math.min(Math.max(at + by, 0), items.length - 1))
  useKeys({
    j: { run: () => move(1), says: t('help.next') },
    k: { run: () => move(-1), says: t('help.previous') },
    o: () => document.querySelector<HTMLElement>('[data-row][data-active]')?.click(),
  })
  // The row under the cursor holds the focus: Enter opens it, and a screen reader reads it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cursor is the trigger
  useEffect(() => {
    const row = document.querySelector<HTMLElement>('[data-row][data-active]')
    row?.focus({ preventScroll: true })
    row?.closest('tr, li')?.scrollIntoView({ block: 'nearest' })
  }, [cursor])

  const overdue = items.filter((i) => i.overdue && !i.end).length
  const rows = { items, today: me.today, cursor, grouped: !search.ended, onPoint: setCursor }
  return (
    <div className="inbox">
      <div className="page-head">
        <h1>{search.scope === 'bureau' ? t('inbox.bureauTitle') : t('inbox.title')}</h1>
        <p className="quiet">
          {say(me.unit.name)} · {day(me.today, { year: true })} {weekday(me.today)}
        </p>
        <p className="inbox-count" role="status">
          {pages.data &&
            t(search.ended ? 'inbox.endedCount' : 'inbox.count', {
              count: items.length,
              more: pages.hasNextPage ? '+' : '',
            })}
          {overdue > 0 && <strong className="late"> {t('inbox.overdueCount', { count: overdue })}</strong>}
        </p>
      </div>
      <Filters search={search} onChange={change} />
      {pages.error && items.length === 0 ? (
        <div className="sheet pad">
          <ProblemNote error={pages.error} focus={false} />
          <Button type="primary" onClick={() => void pages.refetch()}>
            {t('error.again')}
          </Button>
        </div>
      ) : pages.isPending ? (
        <div className="sheet pad" aria-busy="true">
          <span className="hidden-text" role="status">
            {t('inbox.loading')}
          </span>
          <Skeleton active title={false} paragraph={{ rows: 8 }} />
        </div>
      ) : items.length === 0 ? (
        <Nothing search={search} onClear={() => change({ scope: search.scope, ended: search.ended })} />
      ) : phone ? (
        <Cards {...rows} />
      ) : (
        <div className="sheet">
          <Table {...rows} />
        </div>
      )}
      {pages.hasNextPage && (
        <div className="more">
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('inbox.more')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Nothing({ search, onClear }: { search: InboxSearch; onClear: () => void }) {
  const { t } = useTranslation()
  const mayRegister = useMay('clerk', 'operator')
  const filtered = isFiltered(search)
  return (
    <div className="sheet pad nothing">
      <h2>{t(filtered ? 'inbox.noneFiltered' : search.ended ? 'inbox.noneEnded' : 'inbox.none')}</h2>
      <p>{t(filtered ? 'inbox.noneFilteredHelp' : 'inbox.noneHelp')}</p>
      {filtered ? (
        <Button onClick={onClear}>{t('filter.clear')}</Button>
      ) : (
        mayRegister && <Link to="/register">{t('nav.register')}</Link>
      )}
    </div>
  )
}
