/** A list as a table on a desk and as cards on a phone; the same rows, cut by urgency where that is their order. */
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListItem } from '../../api/types.ts'
import { useCategoryName } from '../../frame/category-select.tsx'
import { day } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import { Due } from './due.tsx'
import { type Group, groupOf } from './groups.ts'
import { RiskNote } from './risk.tsx'
import type { Column } from './search.ts'

export interface RowsProps {
  items: ListItem[]
  today: string
  /** The row under the keyboard's cursor. */
  cursor: number
  grouped: boolean
  columns: Column[]
  /** Keys of the rows that are selected. */
  chosen: ReadonlySet<string>
  onPoint: (index: number) => void
  onChoose: (key: string) => void
  onChooseAll: () => void
}

export const keyOf = (item: { matterId: string; proceedingId: string }) =>
  `${item.matterId}/${item.proceedingId}`

/** A matter in a shielded lane may show no subject here; the number must do. */
function Subject({ item, active }: { item: ListItem; active: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      <Link
        to="/matters/$matterId"
        params={{ matterId: item.matterId }}
        className="subject"
        data-active={active || undefined}
        data-row
      >
        {item.subject ?? t('inbox.noSubject')}
      </Link>
      {item.snippet && (
        <span className="snippet">
          {item.snippet.parts.map((p, i) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text, never reordered
            p.hit ? <mark key={i}>{p.text}</mark> : <span key={i}>{p.text}</span>,
          )}
        </span>
      )}
    </>
  )
}

function groupsOf(
  items: ListItem[],
  today: string,
  grouped: boolean,
): { group: Group | null; from: number; rows: ListItem[] }[] {
  const out: { group: Group | null; from: number; rows: ListItem[] }[] = []
  for (const [i, item] of items.entries()) {
    const group = grouped ? groupOf(item, today) : null
    const last = out.at(-1)
    if (last && last.group === group) last.rows.push(item)
    else out.push({ group, from: i, rows: [item] })
  }
  return out
}

/** What stands in a column of a row. */
function useCells(today: string): (item: ListItem, column: Column, active: boolean) => ReactNode {
  const { t } = useTranslation()
  const categoryName = useCategoryName()
  return (item, column, active) => {
    switch (column) {
      case 'due':
        return item.end ? t(`end.${item.end as 'answered'}`) : <Due item={item} today={today} />
      case 'matter':
        return (
          <>
            <Subject item={item} active={active} />
            <span className="number">
              {item.number}
              {(item.lane === 'shielded' || item.secrecy !== 'none') && (
                <span className="secret"> · {t('lists.withheld')}</span>
              )}
            </span>
          </>
        )
      case 'number':
        return item.number
      case 'state':
        return (
          <>
            <span>{say(item.stateLabel)}</span>
            <span className="quiet">{say(item.procedureLabel)}</span>
          </>
        )
      case 'procedure':
        return say(item.procedureLabel)
      case 'responsible':
        return say(item.responsible.name)
      case 'handler':
        return say(item.handler?.name) || '—'
      case 'centre':
        return say(item.centre?.name) || '—'
      case 'channel':
        return t(`channel.${item.channel}`)
      case 'class':
        return t(`class.${item.class}`)
      case 'category':
        return item.category ? categoryName(item.category) : '—'
      case 'received':
        return day(item.receivedOn, { today })
      case 'ended':
        return item.endedOn ? day(item.endedOn, { today }) : '—'
      case 'risk':
        return item.risk ? <RiskNote risk={item.risk} /> : '—'
    }
  }
}

export function Table(props: RowsProps) {
  const { items, today, cursor, grouped, columns, chosen, onPoint, onChoose, onChooseAll } = props
  const { t } = useTranslation()
  const cell = useCells(today)
  const all = items.length > 0 && items.every((i) => chosen.has(keyOf(i)))
  return (
    <table className="rows">
      <caption className="hidden-text">{t('inbox.caption')}</caption>
      <thead>
        <tr>
          <th scope="col" className="col-choose">
            <input type="checkbox" aria-label={t('lists.selectAll')} checked={all} onChange={onChooseAll} />
          </th>
          {columns.map((c) => (
            <th key={c} scope="col" className={`col-${c}`}>
              {t(`lists.column.${c}`)}
            </th>
          ))}
        </tr>
      </thead>
      {groupsOf(items, today, grouped).map(({ group, from, rows }) => (
        <tbody key={`${group}-${from}`}>
          {group && (
            <tr className={`group group-${group}`}>
              <th scope="colgroup" colSpan={columns.length + 1}>
                {t(`inbox.group.${group}`)} <span className="count">{rows.length}</span>
              </th>
            </tr>
          )}
          {rows.map((item, i) => {
            const key = keyOf(item)
            const active = cursor === from + i
            return (
              <tr
                key={key}
                className={['row', active ? 'active' : '', chosen.has(key) ? 'chosen' : '']
                  .filter(Boolean)
                  .join(' ')}
                onMouseDown={() => onPoint(from + i)}
              >
                <td className="col-choose">
                  <input
                    type="checkbox"
                    aria-label={t('lists.select', { number: item.number })}
                    checked={chosen.has(key)}
                    onChange={() => onChoose(key)}
                  />
                </td>
                {columns.map((c) => (
                  <td key={c} className={`col-${c}`}>
                    {cell(item, c, active)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      ))}
    </table>
  )
}

export function Cards(props: RowsProps) {
  const { items, today, cursor, grouped, chosen, onChoose } = props
  const { t } = useTranslation()
  return (
    <>
      {groupsOf(items, today, grouped).map(({ group, from, rows }) => (
        <Fragment key={`${group}-${from}`}>
          {group && (
            <h2 className={`group-title group-${group}`}>
              {t(`inbox.group.${group}`)} <span className="count">{rows.length}</span>
            </h2>
          )}
          <ul className="cards">
            {rows.map((item, i) => (
              <li key={keyOf(item)} className={chosen.has(keyOf(item)) ? 'card-row chosen' : 'card-row'}>
                <div className="card-top">
                  {item.end ? (
                    <span>{t(`end.${item.end as 'answered'}`)}</span>
                  ) : (
                    <Due item={item} today={today} />
                  )}
                  <span className="card-choose">
                    <span className="state-chip">{say(item.stateLabel)}</span>
                    <input
                      type="checkbox"
                      aria-label={t('lists.select', { number: item.number })}
                      checked={chosen.has(keyOf(item))}
                      onChange={() => onChoose(keyOf(item))}
                    />
                  </span>
                </div>
                <Subject item={item} active={cursor === from + i} />
                {item.risk && <RiskNote risk={item.risk} />}
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
