/** Small parts the pages of oversight share. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../frame/field.tsx'
import { Unread } from '../frame/problem.tsx'
import type { Figure, Span } from './queries.ts'

/** What was read, or why not, or that it is on its way, or that there is nothing. */
export function Loaded<T>(props: {
  of: UseQueryResult<T>
  empty: { title: string; help: string } | null
  children: (data: T) => ReactNode
}) {
  const { t } = useTranslation()
  const { of: answer, empty } = props
  if (answer.data === undefined) {
    return answer.error ? (
      <Unread error={answer.error} again={answer.refetch} />
    ) : (
      <div className="sheet pad" aria-busy="true">
        <span className="hidden-text" role="status">
          {t('inbox.loading')}
        </span>
        <Skeleton active title={false} paragraph={{ rows: 5 }} />
      </div>
    )
  }
  if (empty && Array.isArray(answer.data) && answer.data.length === 0) {
    return (
      <div className="sheet pad nothing">
        <h2>{empty.title}</h2>
        <p>{empty.help}</p>
      </div>
    )
  }
  return props.children(answer.data)
}

export function MatterLink(props: { matterId: string; number: string; task?: string }) {
  return (
    <Link
      to="/matters/$matterId"
      params={{ matterId: props.matterId }}
      search={props.task ? { do: props.task } : {}}
      className="matter-link"
    >
      {props.number}
    </Link>
  )
}

/** 87.5 % of 8, with how sure that is. */
export function Rate({ figure: f }: { figure: Pick<Figure, 'good' | 'of' | 'low' | 'high'> }) {
  const { t } = useTranslation()
  if (f.of === 0) return <span className="quiet">—</span>
  const per = ((100 * f.good) / f.of).toFixed(1)
  return (
    <span className="rate">
      <strong>{per}%</strong>{' '}
      <span className="quiet">{t('oversight.ofCases', { good: f.good, of: f.of })}</span>
      {f.of < 30 && f.low !== null && (
        <span className="quiet rate-range">{t('oversight.between', { low: f.low, high: f.high })}</span>
      )}
    </span>
  )
}

export function SpanFields({ span, onChange }: { span: Span; onChange: (span: Span) => void }) {
  const { t } = useTranslation()
  return (
    <div className="span-fields">
      {(['from', 'to'] as const).map((end) => (
        <Field key={end} id={`span-${end}`} label={t(`oversight.${end}`)}>
          {(control) => (
            <Input
              {...control}
              type="date"
              className="short"
              value={span[end]}
              onChange={(e) => e.target.value && onChange({ ...span, [end]: e.target.value })}
            />
          )}
        </Field>
      ))}
    </div>
  )
}

/** A day so many days before another. */
export function daysBefore(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() - days)
  return at.toISOString().slice(0, 10)
}
