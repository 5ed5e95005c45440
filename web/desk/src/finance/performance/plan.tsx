/** One project: what is aimed at, what came of it with numerator and denominator, its scores, and the next step. */
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
import { say } from '../../text/language.ts'
import {
  type FirstLevel,
  type Indicator,
  type LiveValue,
  liveQueriesQuery,
  liveQuery,
  type Plan,
  planChangesQuery,
  planQuery,
} from './queries.ts'
import { ReportForm } from './report.tsx'
import { TargetForm } from './targets.tsx'

const SIGNS = { 'at-least': '≥', 'at-most': '≤', equal: '=' } as const
export const aimOf = (i: Indicator): string =>
  i.direction === 'grade' ? i.aim : `${SIGNS[i.direction]} ${i.target ?? '—'} ${i.unit}`

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
      <Scores plan={plan} />
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

function Scores({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const report = plan.evaluation ?? plan.monitoring
  const sheet = plan.scores ?? plan.monitoringScores
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="perf-scroll" tabIndex={0} aria-label={t('perf.scores')}>
      <table className="perf-table">
        <thead>
          <tr>
            {(['third', 'aimed', 'actual', 'weight', 'score', 'reason'] as const).map((c) => (
              <th key={c} scope="col" className={c === 'weight' || c === 'score' ? 'perf-n' : undefined}>
                {t(`perf.column.${c}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('perf.level.execution')}</th>
            <td>100%</td>
            <td>
              {sheet
                ? sheet.execution.rate === null
                  ? t('perf.noBudget')
                  : `${sheet.execution.rate}%`
                : '—'}
            </td>
            <td className="perf-n">{plan.plan.weights.execution}</td>
            <td className="perf-n">{sheet?.execution.score ?? '—'}</td>
            <td>{report?.executionReason}</td>
          </tr>
          {plan.plan.indicators.map((i) => {
            const r = report?.results.find((x) => x.id === i.id)
            const s = sheet?.indicators.find((x) => x.id === i.id)
            return (
              <tr key={i.id}>
                <th scope="row">
                  {i.name}
                  <br />
                  <small>
                    {t(`perf.level.${i.first}`)} · {i.second}
                  </small>
                </th>
                <td>{aimOf(i)}</td>
                <td>
                  {r?.grade ? t(`perf.grade.${r.grade}`) : (r?.live?.value ?? r?.actual ?? '—')}
                  {r?.live ? <Counted live={r.live} /> : i.query && <Now query={i.query} year={plan.year} />}
                </td>
                <td className="perf-n">{i.weight}</td>
                <td className="perf-n">{s?.score ?? '—'}</td>
                <td>{r?.reason}</td>
              </tr>
            )
          })}
          <tr>
            <th scope="row">{t('perf.total')}</th>
            <td />
            <td />
            <td className="perf-n">{weightOf(plan)}</td>
            <td className="perf-n">
              <strong>{sheet?.total ?? '—'}</strong>
            </td>
            <td />
          </tr>
        </tbody>
      </table>
    </section>
  )
}

/** What the weights of execution and indicators come to; a hundred where the targets are in order. */
const weightOf = ({ plan }: Plan): number =>
  plan.weights.execution + plan.indicators.reduce((sum, i) => sum + i.weight, 0)

function Counted({ live }: { live: LiveValue }) {
  const { t } = useTranslation()
  const { data: known } = useQuery(liveQueriesQuery)
  const query = known?.find((q) => q.name === live.query)
  return (
    <small className="perf-live">
      {live.denominator === null
        ? t('perf.count', { n: live.numerator, from: live.from, to: live.to })
        : t('perf.of', { n: live.numerator, of: live.denominator, from: live.from, to: live.to })}{' '}
      <span title={`${live.query} ${live.statement}`}>
        {query ? say(query.label) : live.query} <code>{live.statement.slice(0, 8)}</code>
      </span>
    </small>
  )
}

function Now({ query, year }: { query: string; year: number }) {
  const { t } = useTranslation()
  const { data } = useQuery(liveQuery(query, year))
  if (!data) return null
  return (
    <small className="perf-live">
      {t('perf.now', { value: data.value ?? '—' })} <Counted live={data} />
    </small>
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
