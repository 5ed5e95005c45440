/** Why a date is that day: rule, article, start, each day counted or skipped and why. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Drawer, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { derivationQuery } from '../../api/queries.ts'
import type { ClockView, Derivation, MatterView } from '../../api/types.ts'
import { useMe } from '../../frame/hooks.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { day, instant, weekday } from '../../look/dates.ts'
import { say } from '../../text/language.ts'

interface Props {
  matter: MatterView
  clockId: string | undefined
  onClose: () => void
}

export function DerivationDrawer({ matter, clockId, onClose }: Props) {
  const clock = matter.clocks.find((c) => c.clockId === clockId)
  return (
    <Drawer
      open={clock !== undefined}
      onClose={onClose}
      size={560}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      title={clock && say(clock.name)}
      destroyOnHidden
    >
      {clock && <Explained matter={matter} clock={clock} />}
    </Drawer>
  )
}

function Explained({ matter, clock }: { matter: MatterView; clock: ClockView }) {
  const { t } = useTranslation()
  const me = useMe()
  const query = useQuery(derivationQuery(matter.matterId, clock.clockId, matter.version))
  if (query.error) {
    return (
      <>
        <ProblemNote error={query.error} />
        <Button onClick={() => void query.refetch()}>{t('error.again')}</Button>
      </>
    )
  }
  const d = query.data
  if (!d) return <Skeleton active paragraph={{ rows: 8 }} />
  const length = t(`clock.length.${d.unit}`, { count: d.length })
  return (
    <div className="derivation">
      <p className="derivation-sum">
        {t('clock.sum', { start: day(d.startedOn, { year: true }), length })}
        {d.extendedBy > 0 && t('clock.sumExtended', { count: d.extendedBy })}
        {t('clock.until')}{' '}
        <strong>
          {d.dueAt
            ? instant(d.dueAt, me.bureau.zone)
            : `${day(d.nominal, { year: true })} ${weekday(d.nominal)}`}
        </strong>
      </p>
      {d.rolled !== d.nominal && (
        <p>{t('clock.rolled', { day: `${day(d.rolled, { year: true })} ${weekday(d.rolled)}` })}</p>
      )}
      {d.provisional && <Alert type="warning" showIcon title={t('clock.provisional')} />}
      <dl className="facts">
        <dt>{t('clock.basis')}</dt>
        <dd>{say(d.basis)}</dd>
        <dt>{t('clock.mark')}</dt>
        <dd>
          <span className={`mark mark-${d.mark}`}>{d.mark}</span> {t(`mark.${d.mark}.long`)}
        </dd>
        <dt>{t('clock.owner')}</dt>
        <dd>
          {t(
            clock.owner === 'organ' ? 'clock.organsLong' : clock.right ? 'clock.right' : 'clock.citizensLong',
          )}
        </dd>
        <dt>{t('clock.rule')}</dt>
        <dd>
          <code>{d.ruleId}</code>
        </dd>
      </dl>
      <h3>{t('clock.dayByDay')}</h3>
      <Steps derivation={d} zone={me.bureau.zone} />
    </div>
  )
}

function Steps({ derivation, zone }: { derivation: Derivation; zone: string }) {
  const { t } = useTranslation()
  return (
    <ol className="steps">
      {derivation.steps.map((s, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be alike in every part; their order never changes
        <li key={i} className={`step step-${s.kind}`}>
          <span className="step-day">
            {day(s.date)} {weekday(s.date)}
          </span>
          <span className="step-count">{s.count ?? ''}</span>
          <span className="step-why">
            <span className="step-kind">{t(`step.${s.kind}`)}</span> {say(s.why)}
            {s.source && s.source !== derivation.steps[i - 1]?.source && (
              <span className="quiet"> {t('clock.source', { source: s.source })}</span>
            )}
            {s.kind === 'due' && derivation.dueAt && ` ${instant(derivation.dueAt, zone)}`}
          </span>
        </li>
      ))}
    </ol>
  )
}
