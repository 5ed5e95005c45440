/** Days left in words and a colour that says no more than needed. */
import { useTranslation } from 'react-i18next'
import type { InboxItem } from '../../api/types.ts'
import { day, weekday } from '../../look/dates.ts'
import { groupOf } from './groups.ts'

export function Due({ item, today }: { item: InboxItem; today: string }) {
  const { t } = useTranslation()
  if (item.nextDue === null) return <span className="quiet">{t('due.none')}</span>
  const group = groupOf(item, today)
  const left = item.daysLeft ?? 0
  const words =
    group === 'overdue'
      ? t('due.over', { count: Math.max(1, -left) })
      : group === 'today'
        ? t('due.today')
        : t('due.left', { count: left })
  return (
    <span className={`due due-${group}`}>
      <strong>{words}</strong>
      <span className="due-day">
        {day(item.nextDue, { today })} {weekday(item.nextDue)}
        {item.provisional && <abbr title={t('due.provisional')}>*</abbr>}
      </span>
    </span>
  )
}
