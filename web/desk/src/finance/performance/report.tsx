/** Mid-year monitoring or year-end self-evaluation: what came of each indicator. Linked ones are filled in by their query. */
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../../api/client.ts'
import { useCommand } from '../../api/command.ts'
import { Field } from '../../frame/field.tsx'
import { ProblemNote } from '../../frame/problem.tsx'
import type { Plan, ReportInput } from './queries.ts'
import { aimOf } from './scores.tsx'

const GRADES = ['reached', 'partly', 'missed'] as const
const BANDS = { reached: [80, 100], partly: [60, 79], missed: [0, 59] } as const
const WORDS = ['findings', 'measures'] as const

export function ReportForm({
  plan,
  step,
  done,
}: {
  plan: Plan
  step: 'monitor' | 'evaluate'
  done: () => void
}) {
  const { t } = useTranslation()
  const before = plan.evaluation ?? plan.monitoring
  const [report, setReport] = useState<ReportInput>(() => ({
    executed: before?.executed ?? plan.plan.funds.executed,
    results: plan.plan.indicators.map((i) => {
      const r = before?.results.find((x) => x.id === i.id)
      return {
        id: i.id,
        actual: r?.actual ?? null,
        grade: r?.grade ?? null,
        percent: r?.percent ?? null,
        done: r?.done ?? '',
        reason: r?.reason ?? '',
      }
    }),
    executionReason: before?.executionReason ?? '',
    findings: before?.findings ?? '',
    measures: before?.measures ?? '',
  }))
  const put = (part: Partial<ReportInput>) => setReport((old) => ({ ...old, ...part }))
  const set = (id: string, part: Partial<ReportInput['results'][number]>) =>
    put({ results: report.results.map((r) => (r.id === id ? { ...r, ...part } : r)) })
  const send = useCommand(
    (_: null, key) =>
      post(`/performance/plans/${plan.planId}/steps`, key, { step, expectedVersion: plan.version, report }),
    { changes: [['performance']], done },
  )
  return (
    <form
      className="perf-report"
      onSubmit={(e) => {
        e.preventDefault()
        send.mutate(null)
      }}
    >
      <h4>{t(`perf.act.${step}`)}</h4>
      {(plan.plan.projectCode === null || (step === 'monitor' && plan.plan.funds.executed === 0)) && (
        <Field id="perf-executed" label={t('perf.funds.executed')}>
          {(c) => (
            <InputNumber
              {...c}
              min={0}
              precision={6}
              value={report.executed / 1_000_000}
              onChange={(n) => put({ executed: Math.round((n ?? 0) * 1_000_000) })}
            />
          )}
        </Field>
      )}
      <Field id="perf-execution-reason" label={t('perf.executionReason')}>
        {(c) => (
          <Input
            {...c}
            maxLength={500}
            value={report.executionReason}
            onChange={(e) => put({ executionReason: e.target.value })}
          />
        )}
      </Field>
      {plan.plan.indicators.map((i) => {
        const r = report.results.find((x) => x.id === i.id)!
        const id = (name: string) => `perf-r-${i.id}-${name}`
        return (
          <fieldset key={i.id} className="perf-group">
            <legend>
              {i.name}（{aimOf(i)}）
            </legend>
            <div className="perf-fields">
              {i.direction === 'grade' ? (
                <>
                  <Field id={id('grade')} label={t('perf.gradeOf')}>
                    {(c) => (
                      <Select
                        {...c}
                        value={r.grade}
                        options={GRADES.map((g) => ({ value: g, label: t(`perf.grade.${g}`) }))}
                        onChange={(grade) => set(i.id, { grade, percent: grade ? BANDS[grade][1] : null })}
                      />
                    )}
                  </Field>
                  {r.grade && (
                    <Field id={id('percent')} label={t('perf.percent')}>
                      {(c) => (
                        <InputNumber
                          {...c}
                          min={BANDS[r.grade!][0]}
                          max={BANDS[r.grade!][1]}
                          value={r.percent}
                          onChange={(percent) => set(i.id, { percent })}
                        />
                      )}
                    </Field>
                  )}
                </>
              ) : (
                <Field
                  id={id('actual')}
                  label={t('perf.actual')}
                  help={i.query ? t('perf.filledIn') : undefined}
                >
                  {(c) => (
                    <Input
                      {...c}
                      inputMode="decimal"
                      pattern="\d{1,12}(\.\d{1,6})?"
                      value={r.actual ?? ''}
                      onChange={(e) => set(i.id, { actual: e.target.value.trim() || null })}
                    />
                  )}
                </Field>
              )}
              <Field id={id('reason')} label={t('perf.missReason')}>
                {(c) => (
                  <Input
                    {...c}
                    maxLength={500}
                    value={r.reason}
                    onChange={(e) => set(i.id, { reason: e.target.value })}
                  />
                )}
              </Field>
            </div>
          </fieldset>
        )
      })}
      {WORDS.map((k) => (
        <Field key={k} id={`perf-${k}`} label={t(`perf.${k}`)}>
          {(c) => (
            <Input.TextArea
              {...c}
              autoSize={{ minRows: 2 }}
              maxLength={2000}
              value={report[k]}
              onChange={(e) => put({ [k]: e.target.value })}
            />
          )}
        </Field>
      ))}
      {send.error && <ProblemNote error={send.error} />}
      <div className="perf-acts">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t(`perf.send.${step}`)}
        </Button>
        <Button onClick={done}>{t('form.cancel')}</Button>
      </div>
    </form>
  )
}
