/** The lists: what is to be done, what lies elsewhere, what is late or will be, and everything. */
import { UserOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, type InputRef, Skeleton } from 'antd'
import { Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countQuery, listQuery } from '../../api/queries.ts'
import { useMay, useMe, usePhone, useTitle } from '../../frame/hooks.ts'
import { useKeyHelp, useKeys } from '../../frame/keys.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { day, weekday } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import { BatchBar } from './batch-bar.tsx'
import { ColumnChooser } from './column-chooser.tsx'
import { ExportButton } from './export-dialog.tsx'
import { Filters } from './filters.tsx'
import { Cards, keyOf, Table } from './rows.tsx'
import {
  columnsOf,
  filtersIn,
  type InboxSearch,
  listOf,
  progressOf,
  queryOf,
  sortOf,
  withoutFilters,
} from './search.ts'
import { ListTabs, useLists } from './tabs.tsx'
import { ViewsButton } from './views.tsx'
import './lists.css'
import { part } from '../../page.ts'

const LookUp = part(async () => (await import('../../frame/look-up.tsx')).LookUp)

export function InboxPage() {
  const { t } = useTranslation()
  const me = useMe()
  const lists = useLists()
  const raw = useSearch({ from: '/signed-in/matters' })
  // Who has no inbox begins with the first list there is.
  const search: InboxSearch = lists.includes(listOf(raw)) ? raw : { ...raw, list: lists[0]! }
  const list = listOf(search)
  const navigate = useNavigate()
  const phone = usePhone()
  const pages = useInfiniteQuery(listQuery(queryOf(search)))
  const items = useMemo(() => pages.data?.pages.flatMap((p) => p.items) ?? [], [pages.data])
  const [cursor, setCursor] = useState(-1)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const words = useRef<InputRef>(null)
  useTitle(t(`lists.name.${list}`))

  const change = (next: InboxSearch) => {
    setCursor(-1)
    setChosen(new Set())
    void navigate({ to: '/matters', search: next })
  }
  const choose = (key: string) =>
    setChosen((before) => {
      const after = new Set(before)
      if (!after.delete(key)) after.add(key)
      return after
    })
  const chooseAll = () =>
    setChosen((before) => (items.every((i) => before.has(keyOf(i))) ? new Set() : new Set(items.map(keyOf))))
  const move = (by: number) => setCursor((at) => Math.min(Math.max(at + by, 0), items.length - 1))
  useKeys({
    j: { run: () => move(1), says: t('help.next') },
    k: { run: () => move(-1), says: t('help.previous') },
    o: {
      run: () => document.querySelector<HTMLElement>('[data-row][data-active]')?.click(),
      says: t('lists.keys.open'),
    },
    x: {
      run: () => items[cursor] && choose(keyOf(items[cursor])),
      says: t('lists.keys.select'),
    },
    X: { run: chooseAll, says: t('lists.keys.selectAll') },
    s: { run: () => words.current?.focus({ cursor: 'all' }), says: t('lists.keys.search') },
    ...Object.fromEntries(
      lists.map((l, i) => [String(i + 1), () => change(l === 'inbox' ? {} : { list: l })]),
    ),
  })
  useKeyHelp([[`1–${lists.length}`, t('lists.keys.lists')]])
  // The row under the cursor holds the focus: Enter opens it, and a screen reader reads it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cursor is the trigger
  useEffect(() => {
    const row = document.querySelector<HTMLElement>('[data-row][data-active]')
    row?.focus({ preventScroll: true })
    row?.closest('tr, li')?.scrollIntoView({ block: 'nearest' })
  }, [cursor])

  const grouped = sortOf(search) === 'due' && progressOf(search) === 'open' && !search.q
  const rows = {
    items,
    today: me.today,
    cursor,
    grouped,
    columns: columnsOf(search),
    chosen,
    onPoint: setCursor,
    onChoose: choose,
    onChooseAll: chooseAll,
  }
  return (
    <div className="inbox">
      <div className="page-head">
        <h1>{t(`lists.name.${list}`)}</h1>
        <p className="quiet">
          {say(me.unit.name)} · {day(me.today, { year: true })} {weekday(me.today)}
        </p>
        <Count search={search} loaded={items.length} more={pages.hasNextPage} ready={!pages.isPending} />
      </div>
      <ListTabs search={search} />
      <p className="list-about quiet">{t(`lists.about.${list}`)}</p>
      <SearchBar key={search.q ?? ''} search={search} input={words} onChange={change} />
      <div className="list-tools">
        <Filters search={search} onChange={change} />
        <div className="list-buttons">
          <ViewsButton search={search} onOpen={change} />
          {!phone && <ColumnChooser search={search} onChange={change} />}
          <ExportButton search={search} columns={rows.columns} />
        </div>
      </div>
      {chosen.size > 0 && (
        <BatchBar
          items={items.filter((i) => chosen.has(keyOf(i)))}
          onChosen={(keys) => setChosen(new Set(keys))}
        />
      )}
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
        <Nothing search={search} onClear={() => change(withoutFilters(search))} />
      ) : phone ? (
        <Cards {...rows} />
      ) : (
        <div className="sheet list-sheet">
          <Table {...rows} />
        </div>
      )}
      {pages.hasNextPage && (
        <div className="more">
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t(items.length === 0 || search.q ? 'lists.goOn' : 'inbox.more')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** How many there are: exact up to ten thousand; of a search only what is loaded, for no index may tell the rest. */
function Count(props: { search: InboxSearch; loaded: number; more: boolean; ready: boolean }) {
  const { t } = useTranslation()
  const { data } = useQuery({ ...countQuery(queryOf(props.search)), enabled: !props.search.q })
  const words = () => {
    if (data?.count != null && !props.search.q) {
      const shown = data.count.toLocaleString()
      return data.more ? t('lists.countMore', { shown }) : t('lists.count', { count: data.count, shown })
    }
    return props.ready ? t('lists.countAbout', { count: props.loaded, more: props.more ? '+' : '' }) : ''
  }
  return (
    <p className="inbox-count" role="status">
      {words()}
    </p>
  )
}

function SearchBar(props: {
  search: InboxSearch
  input: React.RefObject<InputRef | null>
  onChange: (next: InboxSearch) => void
}) {
  const { t } = useTranslation()
  const mayLookUp = useMay('clerk', 'operator', 'supervisor')
  const [text, setText] = useState(props.search.q ?? '')
  const [person, setPerson] = useState(false)
  const go = (value: string) => {
    const { sort: _sort, ...rest } = props.search
    props.onChange({ ...rest, q: value.trim() || undefined })
  }
  return (
    <search className="list-search">
      <Input.Search
        ref={props.input}
        aria-label={t('lists.search')}
        aria-describedby="list-search-help"
        placeholder={t('lists.search')}
        enterButton={t('lists.searchGo')}
        allowClear
        maxLength={100}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onSearch={go}
        onKeyDown={(e) => {
          if (e.key === 'Escape') props.input.current?.blur()
        }}
      />
      {mayLookUp && (
        <Button type="link" icon={<UserOutlined aria-hidden />} onClick={() => setPerson(true)}>
          {t('lists.lookUp')}
        </Button>
      )}
      <p id="list-search-help" className="quiet">
        {t('lists.searchHelp')}
      </p>
      <Suspense>
        {person && <LookUp first={{ kind: 'phone', value: '' }} onClose={() => setPerson(false)} />}
      </Suspense>
    </search>
  )
}

function Nothing({ search, onClear }: { search: InboxSearch; onClear: () => void }) {
  const { t } = useTranslation()
  const mayRegister = useMay('clerk', 'operator')
  const filtered = filtersIn(search) > 0
  const [title, help] = search.q
    ? (['lists.noneSearch', 'lists.noneSearchHelp'] as const)
    : filtered
      ? (['inbox.noneFiltered', 'inbox.noneFilteredHelp'] as const)
      : listOf(search) === 'at-risk'
        ? (['lists.risk.none', 'lists.risk.noneHelp'] as const)
        : progressOf(search) === 'ended'
          ? (['inbox.noneEnded', 'inbox.noneFilteredHelp'] as const)
          : (['inbox.none', 'inbox.noneHelp'] as const)
  return (
    <div className="sheet pad nothing">
      <h2>{t(title)}</h2>
      <p>{t(help)}</p>
      {filtered ? (
        <Button onClick={onClear}>{t('filter.clear')}</Button>
      ) : (
        mayRegister && <Link to="/register">{t('nav.register')}</Link>
      )}
    </div>
  )
}
