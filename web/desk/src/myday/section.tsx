/** One part of the start page: a few rows, each a link to the work. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Due } from '../cases/inbox/due.tsx'
import { Chip } from '../frame/chip.tsx'
import { useMe } from '../frame/hooks.ts'
import { day, instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import type { DayItem } from './queries.ts'

interface Props {
  id: string
  title: string
  /** What is said where there is nothing. */
  none: string
  items: readonly DayItem[]
  today: string
  /** How many there are in all; without it the rows are all there is, or the first of more. */
  count?: number
  more?: ReactNode
  showUnit?: boolean
}

/** As many rows as the server gives of a part. */
const MOST = 8

export function Section({ id, title, none, items, today, count, more, showUnit }: Props) {
  return (
    <section className="sheet day-section" aria-labelledby={`day-${id}`}>
      <h2 id={`day-${id}`} tabIndex={-1}>
        {title}{' '}
        {items.length > 0 && (
          <span className="count">{count ?? (items.length >= MOST ? `${items.length}+` : items.length)}</span>
        )}
      </h2>
      {items.length === 0 ? (
        <p className="day-none">{none}</p>
      ) : (
        <ul className="day-list">
          {items.map((item) => (
            <Line
              key={`${item.matterId}/${item.proceedingId}`}
              item={item}
              today={today}
              showUnit={showUnit ?? false}
            />
          ))}
        </ul>
      )}
      {more && <p className="day-more">{more}</p>}
    </section>
  )
}

function Line({ item, today, showUnit }: { item: DayItem; today: string; showUnit: boolean }) {
  const { t } = useTranslation()
  const { bureau } = useMe()
  const { back } = item
  return (
    <li className="day-line">
      <Link to="/matters/$matterId" params={{ matterId: item.matterId }} className="day-link" data-row>
        {item.subject ?? t('inbox.noSubject')}
      </Link>
      <span className="day-facts">
        {back && (
          <Chip tone={back.kind === 'citizen' ? 'green' : 'amber'}>{t(`bell.kind.${back.kind}`)}</Chip>
        )}
        <span>
          {say(item.stateLabel)} · {say(item.procedureLabel)}
        </span>
        {showUnit && <span>{say(item.responsible.name)}</span>}
        <span className="number">{item.number}</span>
      </span>
      <span className="day-due">
        {back ? (
          <span className="quiet">{day(instant(back.at, bureau.zone).slice(0, 10), { today })}</span>
        ) : (
          <Due item={item} today={today} />
        )}
      </span>
    </li>
  )
}
