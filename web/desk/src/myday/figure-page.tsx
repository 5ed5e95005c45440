/** The matters behind a figure: the same condition that counted them lists them. */
import { ArrowLeftOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import type { InboxItem } from '../api/types.ts'
import { MissingPage } from '../frame/broken.tsx'
import { useMe, useTitle } from '../frame/hooks.ts'
import { Unread } from '../frame/problem.tsx'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { type FigureId, figureQuery, isFigure } from './queries.ts'

export function FigurePage() {
  const { figure } = useParams({ from: '/signed-in/figures/$figure' })
  return isFigure(figure) ? <Behind figure={figure} /> : <MissingPage />
}

function Behind({ figure }: { figure: FigureId }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const { before = false } = useSearch({ from: '/signed-in/figures/$figure' })
  const pages = useInfiniteQuery(figureQuery(figure, before))
  const items = pages.data?.pages.flatMap((p) => p.items) ?? []
  const first = pages.data?.pages[0]
  useTitle(t(`myday.figure.${figure}`))
  return (
    <div className="myday">
      <p className="back">
        <Link to="/">
          <ArrowLeftOutlined aria-hidden /> {t('myday.title')}
        </Link>
      </p>
      <div className="page-head">
        <h1>{t(`myday.figure.${figure}`)}</h1>
        <p className="quiet">
          {first && figure !== 'overdue' && `${day(first.from, { year: true })}–${day(first.to)} · `}
          {t(`myday.means.${figure}`)}
        </p>
        {first && (
          <p className="inbox-count" role="status">
            {t('myday.matters', { count: items.length, more: pages.hasNextPage ? '+' : '' })}
          </p>
        )}
      </div>
      {pages.error && items.length === 0 ? (
        <Unread error={pages.error} again={pages.refetch} />
      ) : pages.isPending ? (
        <div className="sheet pad" aria-busy="true">
          <Skeleton active title={false} paragraph={{ rows: 8 }} />
        </div>
      ) : items.length === 0 ? (
        <div className="sheet pad nothing">
          <h2>{t('myday.figureNone')}</h2>
        </div>
      ) : (
        <section className="sheet day-section">
          <ul className="day-list">
            {items.map((item) => (
              <Row key={item.matterId} item={item} today={today} />
            ))}
          </ul>
        </section>
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

function Row({ item, today }: { item: InboxItem; today: string }) {
  const { t } = useTranslation()
  return (
    <li className="day-line">
      <Link to="/matters/$matterId" params={{ matterId: item.matterId }} className="day-link" data-row>
        {item.subject ?? t('inbox.noSubject')}
      </Link>
      <span className="day-facts">
        <span>
          {say(item.stateLabel)} · {say(item.procedureLabel)}
        </span>
        <span>{say((item.handler ?? item.responsible).name)}</span>
        <span className="number">{item.number}</span>
      </span>
      <span className="day-due quiet">{t('matter.received', { day: day(item.receivedOn, { today }) })}</span>
    </li>
  )
}
