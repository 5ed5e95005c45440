/** One project: what is aimed at, what came of it, the next step, and every version. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../../api/client.ts'
import { useCommand } from '../../api/command.ts'
import { Field } from '../../frame/field.tsx'
import { useMe } from '../../frame/hooks.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { instant } from '../../look/dates.ts'
import { inWan } from '../money.ts'
import { type FirstLevel, type Plan, planChangesQuery, planQuery } from './queries.ts'
import { ReportForm } from './report.tsx'
import { Reports } from './scores.tsx'
import { TargetForm } from './targets.tsx'

export function PlanView({ planId }: { planId: string }) {
  const { t } = useTranslation()
  const { data: plan, error, isPending } = useQuery(planQuery(planId))
  const [writing, setWriting] = useState<'targets' | 'monitor' | 'evaluate' | null>(null)
  if (error) return <ProblemNote error={error} />
  if (isPending) return <Skeleton active />
  return (
    <section className="sheet pad perf" aria-label={plan.plan.name}>
      <h3>{plan.plan.name}</h3>
      <p>{plan.plan.aim}</p>
      <p className="perf-quiet">
        {t('perf.spent', {
          adjusted: inWan(plan.plan.funds.adjusted),
          executed: inWan((plan.evaluation ?? plan.monitoring)?.executed ?? plan.plan.funds.executed),
        })}
      </p>
      {plan.faults.length > 0 && (
        <ul className="perf-faults">
          {plan.faults.map((f) => (
            <li key={`${f.key} ${f.indicator}`}>
              {t(`perf.fault.${f.key}`, {
                ...f.values,
                name: f.values.name ?? plan.plan.indicators.find((i) => i.id === f.indicator)?.name ?? '',
                level: f.values.level ? t(`perf.level.${f.values.level as FirstLevel}`) : '',
              })}
            </li>
          ))}
        </ul>
      )}
      <Reports plan={plan} />
      <Act plan={plan} write={setWriting} />
      {writing === 'targets' && (
        <TargetForm
          key={plan.version}
          year={plan.year}
          department={plan.plan.department}
          plan={plan}
          done={() => setWriting(null)}
        />
      )}
      {(writing === 'monitor' || writing === 'evaluate') && (
        <ReportForm
          key={`${writing} ${plan.version}`}
          plan={plan}
          step={writing}
          done={() => setWriting(null)}
        />
      )}
      <PlanHistory planId={planId} />
    </section>
  )
}

function Act({ plan, write }: { plan: Plan; write: (w: 'targets' | 'monitor' | 'evaluate') => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const take = useCommand(
    (step: 'approve' | 'reopen', key) =>
      post(`/performance/plans/${plan.planId}/steps`, key, {
        step,
        expectedVersion: plan.version,
        ...(step === 'reopen' ? { reason: reason.trim() } : {}),
      }),
    { changes: [['performance']], done: () => setReason('') },
  )
  const may = (s: Plan['may'][number]) => plan.may.includes(s)
  return (
    <>
      {take.error && <ProblemNote error={take.error} />}
      <div className="perf-acts">
        {may('save') && <Button onClick={() => write('targets')}>{t('perf.act.save')}</Button>}
        {may('approve') && (
          <Button type="primary" disabled={plan.faults.length > 0} onClick={() => take.mutate('approve')}>
            {t('perf.act.approve')}
          </Button>
        )}
        {may('monitor') && <Button onClick={() => write('monitor')}>{t('perf.act.monitor')}</Button>}
        {may('evaluate') && (
          <Button type="primary" onClick={() => write('evaluate')}>
            {t('perf.act.evaluate')}
          </Button>
        )}
      </div>
      {may('reopen') && (
        <div className="perf-acts">
          <Field id="perf-reason" label={t('perf.reopenReason')}>
            {(c) => (
              <Input {...c} maxLength={300} value={reason} onChange={(e) => setReason(e.target.value)} />
            )}
          </Field>
          <Button disabled={reason.trim().length < 2} onClick={() => take.mutate('reopen')}>
            {t('perf.act.reopen')}
          </Button>
        </div>
      )}
    </>
  )
}

function PlanHistory({ planId }: { planId: string }) {
  const { t } = useTranslation()
  const { bureau } = useMe()
  const { data } = useQuery(planChangesQuery(planId))
  return (
    <details>
      <summary>{t('perf.history')}</summary>
      <ol>
        {(data ?? []).map((c) => (
          <li key={c.version}>
            <strong>{t(`perf.did.${c.what}`)}</strong> {c.account} {instant(c.at, bureau.zone)} {c.reason}
          </li>
        ))}
      </ol>
    </details>
  )
}
