/** 项目绩效: the projects of the year with their scores, and one of them opened. */
import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip, type Tone } from '../../frame/chip.tsx'
import { useMay, useTitle } from '../../frame/hooks.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { useWhere } from '../layout.tsx'
import { inWan } from '../money.ts'
import '../../routing/routing.css'
import './performance.css'
import { PlanView } from './plan.tsx'
import { boardQuery, type PlanRow } from './queries.ts'
import { TargetForm } from './targets.tsx'

const TONES: Readonly<Record<PlanRow['state'], Tone>> = {
  targets: 'amber',
  approved: 'blue',
  monitored: 'violet',
  evaluated: 'green',
}

export function PerformancePage() {
  const { t } = useTranslation()
  const where = useWhere()
  const keeper = useMay('finance')
  const [opened, setOpened] = useState<string | 'new' | null>(null)
  const { data, error, isPending } = useQuery({
    ...boardQuery(where?.year ?? 2000),
    enabled: where !== null,
  })
  useTitle(t('perf.title'))
  if (error) return <ProblemNote error={error} />
  if (isPending || !where) return <Skeleton active />
  return (
    <div className="perf">
      <div className="perf-head">
        <h2>{t('perf.title')}</h2>
        {keeper && (
          <Button type="primary" onClick={() => setOpened('new')}>
            {t('perf.new')}
          </Button>
        )}
      </div>
      {data.length === 0 && opened !== 'new' && <p className="sheet pad">{t('perf.none')}</p>}
      {data.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section className="sheet perf-scroll" tabIndex={0} aria-label={t('perf.title')}>
          <table className="perf-table stack">
            <thead>
              <tr>
                {(['name', 'state', 'indicators', 'adjusted', 'executed', 'total'] as const).map((c) => (
                  <th key={c} scope="col" className={c === 'name' || c === 'state' ? undefined : 'perf-n'}>
                    {t(`perf.column.${c}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.map((p) => (
                <tr key={p.planId}>
                  <th scope="row">
                    <button
                      type="button"
                      className="perf-open"
                      aria-expanded={opened === p.planId}
                      onClick={() => setOpened(opened === p.planId ? null : p.planId)}
                    >
                      {p.name}
                    </button>
                  </th>
                  <td data-label={t('perf.column.state')}>
                    <Chip tone={TONES[p.state]}>{t(`perf.state.${p.state}`)}</Chip>
                    {p.faults > 0 && ` ${t('perf.faultCount', { n: p.faults })}`}
                  </td>
                  <td className="perf-n" data-label={t('perf.column.indicators')}>
                    {p.indicators}
                  </td>
                  <td className="perf-n" data-label={t('perf.column.adjusted')}>
                    {inWan(p.adjusted)}
                  </td>
                  <td className="perf-n" data-label={t('perf.column.executed')}>
                    {inWan(p.executed)}
                  </td>
                  <td className="perf-n" data-label={t('perf.column.total')}>
                    {p.total ?? '—'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {opened === 'new' && (
        <section className="sheet pad">
          <h3>{t('perf.new')}</h3>
          <TargetForm
            year={where.year}
            department={where.department.name}
            plan={null}
            done={(planId) => setOpened(planId)}
          />
        </section>
      )}
      {opened !== null && opened !== 'new' && <PlanView key={opened} planId={opened} />}
    </div>
  )
}
