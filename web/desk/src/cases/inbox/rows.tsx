/** The inbox as a table on a desk and as cards on a phone; the same rows, cut by urgency. */
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxItem } from '../../api/types.ts'
import { day } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import { Due } from './due.tsx'
import { type Group, groupOf } from './groups.ts'

interface Props {
  items: InboxItem[]
  today: string
  /** The row under the keyboard's cursor. */
  cursor: number
  grouped: boolean
  onPoint: (index: number) => void
}

const keyOf = (item: InboxItem) => `${item.matterId}/${item.proceedingId}`

/** A matter in a shielded lane may show no subject here; the number must do. */
function Subject({ item, active }: { item: InboxItem; active: boolean }) {
  const { t } = useTranslation()
  return (
    <Link
      to="/matters/$matterId"
      params={{ matterId: item.matterId }}
      className="subject"
      data-active={active || undefined}
      data-row
    >
      {item.subject ?? t('inbox.noSubject')}
    </Link>
  )
}

function useGroups(
  items: InboxItem[],
  today: string,
  grouped: boolean,
): { group: Group | null; from: number; rows: InboxItem[] }[] {
  const out: { group: Group | null; from: number; rows: InboxItem[] }[] = []
  for (const [i, item] of items.entries()) {
    const group = grouped ? groupOf(item, today) : null
    const last = out.at(-1)
    if (last && last.group === group) last.rows.push(item)
    else out.push({ group, from: i, rows: [item] })
  }
  return out
}

export function Table({ items, today, cursor, grouped, onPoint }: Props) {
  const { t } = useTranslation()
  const groups = useGroups(items, today, grouped)
  return (
    <table className="rows">
      <caption className="hidden-text">{t('inbox.caption')}</caption>
      <thead>
        <tr>
          {(['due', 'matter', 'state', 'unit', 'channel', 'received'] as const).map((c) => (
            <th key={c} scope="col" className={`col-${c}`}>
              {t(`inbox.col.${c}`)}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ group, from, rows }) => (
        <tbody key={`${group}-${from}`}>
          {group && (
            <tr className={`group group-${group}`}>
              <th scope="colgroup" colSpan={6}>
                {t(`inbox.group.${group}`)} <span className="count">{rows.length}</span>
              </th>
            </tr>
          )}
          {rows.map((item, i) => (
            <tr
              key={keyOf(item)}
              className={cursor === from + i ? 'row active' : 'row'}
              onMouseDown={() => onPoint(from + i)}
            >
              <td className="col-due">
                {item.end ? t(`end.${item.end as 'answered'}`) : <Due item={item} today={today} />}
              </td>
              <td className="col-matter">
                <Subject item={item} active={cursor === from + i} />
                <span className="number">{item.number}</span>
              </td>
              <td className="col-state">
                <span>{say(item.stateLabel)}</span>
                <span className="quiet">{say(item.procedureLabel)}</span>
              </td>
              <td className="col-unit">{say(item.responsible.name)}</td>
              <td className="col-channel">{t(`channel.${item.channel}`)}</td>
              <td className="col-received">{day(item.receivedOn, { today })}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

export function Cards({ items, today, cursor, grouped }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {useGroups(items, today, grouped).map(({ group, from, rows }) => (
        <Fragment key={`${group}-${from}`}>
          {group && (
            <h2 className={`group-title group-${group}`}>
              {t(`inbox.group.${group}`)} <span className="count">{rows.length}</span>
            </h2>
          )}
          <ul className="cards">
            {rows.map((item, i) => (
              <li key={keyOf(item)} className="card-row">
                <div className="card-top">
                  {item.end ? (
                    <span>{t(`end.${item.end as 'answered'}`)}</span>
                  ) : (
                    <Due item={item} today={today} />
                  )}
                  <span className="state-chip">{say(item.stateLabel)}</span>
                </div>
                <Subject item={item} active={cursor === from + i} />
                <p className="card-facts">
                  <span className="number">{item.number}</span>
                  <span>{say(item.procedureLabel)}</span>
                  <span>{say(item.responsible.name)}</span>
                  <span>
                    {t(`channel.${item.channel}`)} {day(item.receivedOn, { today })}
                  </span>
                </p>
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
    </>
  )
}
