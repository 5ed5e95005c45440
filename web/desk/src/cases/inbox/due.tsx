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
  // Past its day with no working day gone since, or not there yet with only rest days before it: no count says that.
  const words =
    group === 'overdue'
      ? left < 0
        ? t('due.over', { count: -left })
        : t('due.overNow')
      : group === 'today'
        ? t('due.today')
        : left > 0
          ? t('due.left', { count: left })
          : t('due.leftNone')
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
