/** The day set for an instruction, or how soon an urgent report was made; no colour where no rule gives a number. */
import { useTranslation } from 'react-i18next'
import { useMe } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import type { RecordSummary } from './queries.ts'

export function DueWords({ record: r }: { record: RecordSummary }) {
  const { t } = useTranslation()
  const { today } = useMe()
  if (r.kind === 'urgent-report') {
    return (
      <span className={r.firstReportAfter === null ? 'due due-soon' : 'due'}>
        <strong>
          {r.firstReportAfter === null
            ? t('instruction.notReported')
            : t('instruction.firstAfter', { count: r.firstReportAfter })}
        </strong>
      </span>
    )
  }
  if (r.dueOn === null) return <span className="quiet">{t('instruction.noDue')}</span>
  const left = r.daysLeft
  const words =
    left === null
      ? null
      : left < 0
        ? t('instruction.over', { count: -left })
        : left === 0
          ? t('instruction.today')
          : t('instruction.left', { count: left })
  const tone = left === null ? '' : left < 0 ? 'due-overdue' : left <= 3 ? 'due-soon' : ''
  return (
    <span className={`due ${tone}`}>
      {words && <strong className={r.overdue ? 'late' : ''}>{words}</strong>}{' '}
      <span className="due-day">{day(r.dueOn, { today })}</span>
    </span>
  )
}
