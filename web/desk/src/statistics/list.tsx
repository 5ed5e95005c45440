/** The list behind a figure, as it was counted: matters, arrivals, limits, ratings, durations. Numbers and codes alone. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMe, useTitle } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import { Loaded, MatterLink } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import '../oversight/oversight.css'
import { Defined } from './parts.tsx'
import { definitionsQuery, type ListSearch, listQuery, type StatisticsList } from './queries.ts'
import './statistics.css'

export function StatisticsListPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/signed-in/statistics/list' })
  useTitle(t('statistics.list.title'))
  if (!search.figure || !search.from || !search.to)
    return (
      <div className="sheet pad nothing">
        <h1>{t('statistics.list.title')}</h1>
        <p>{t('statistics.list.choose')}</p>
        <Link to="/statistics">{t('statistics.title')}</Link>
      </div>
    )
  return <List search={{ ...search, figure: search.figure, from: search.from, to: search.to }} />
}

function List({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const definitions = useQuery(definitionsQuery)
  const pages = useInfiniteQuery(listQuery(search))
  const found = definitions.data?.find((d) => d.code === search.figure)
  const rate = found?.kind === 'rate'
  const days = found?.kind === 'step'
  return (
    <div className="stat">
      <h1>
        {t('statistics.list.title')}
        {found && `：${say(found.name)}`}
      </h1>
      <p>
        {t('statistics.span', { from: day(search.from, { today }), to: day(search.to, { today }) })}
        {' · '}
        {t(rate ? 'statistics.list.helpRate' : 'statistics.list.help')}
      </p>
      <p>
        <Link to="/statistics" search={{ from: search.from, to: search.to }}>
          {t('statistics.list.back')}
        </Link>
      </p>
      <section className="sheet pad" aria-label={t('statistics.list.title')}>
        <Defined code={search.figure} />
        <Loaded of={pages} empty={null}>
          {(data) => <Rows of={data.pages.flatMap((p) => p.items)} rate={rate} days={days} />}
        </Loaded>
        {pages.hasNextPage && (
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('statistics.list.more')}
          </Button>
        )}
      </section>
    </div>
  )
}

function Rows({ of, rate, days }: { of: StatisticsList['items']; rate: boolean; days: boolean }) {
  const { t } = useTranslation()
  const { today } = useMe()
  if (of.length === 0) return <p className="quiet">{t('statistics.list.none')}</p>
  const last = rate ? 'met' : days ? 'days' : 'n'
  return (
    <table className="rows stack">
      <caption className="hidden-text">{t('statistics.list.title')}</caption>
      <thead>
        <tr>
          {(['matter', 'on', 'unit', 'channel', 'class', 'category', 'area', last] as const).map((c) => (
            <th key={c} scope="col">
              {t(`statistics.list.${c}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {of.map((i, at) => (
          <tr
            // One matter may stand here several times, with several limits or arrivals of one day.
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end
            key={at}
            className="row"
          >
            <th scope="row">
              {i.number ? <MatterLink matterId={i.matterId} number={i.number} /> : t('statistics.none')}
            </th>
            <td data-label={t('statistics.list.on')}>{day(i.on, { today })}</td>
            <td data-label={t('statistics.list.unit')}>
              {i.unit ? say(i.unit) : t('statistics.list.bureau')}
            </td>
            <td data-label={t('statistics.list.channel')}>{say(i.channel)}</td>
            <td data-label={t('statistics.list.class')}>{say(i.class)}</td>
            <td data-label={t('statistics.list.category')}>{say(i.category)}</td>
            <td data-label={t('statistics.list.area')}>{say(i.area)}</td>
            <td data-label={t(`statistics.list.${last}`)}>
              {rate ? t(i.met ? 'statistics.list.yes' : 'statistics.list.no') : days ? i.days : i.n}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
