/** Targets of a project: money, weights, indicators by level with direction, figure, unit, weight, basis, query. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, post } from '../../api/client.ts'
import { useCommand } from '../../api/command.ts'
import { Field } from '../../frame/field.tsx'
import { ProblemNote } from '../../frame/problem.tsx'
import { say } from '../../text/language.ts'
import {
  type Direction,
  type FirstLevel,
  type Indicator,
  liveQueriesQuery,
  type Plan,
  type PlanBody,
} from './queries.ts'

const LEVELS: readonly FirstLevel[] = ['output', 'effect', 'satisfaction', 'cost']
const DIRECTIONS: readonly Direction[] = ['at-least', 'at-most', 'equal', 'grade']
const SECOND: Readonly<Record<FirstLevel, readonly string[]>> = {
  output: ['数量指标', '质量指标', '时效指标', '成本指标'],
  effect: ['经济效益指标', '社会效益指标', '生态效益指标', '可持续影响指标'],
  satisfaction: ['服务对象满意度指标'],
  cost: ['经济成本指标', '社会成本指标', '生态环境成本指标'],
}
const WEIGHTS = ['execution', 'output', 'effect', 'satisfaction', 'cost'] as const
const MONEY = ['fiscal', 'carried', 'other', 'adjusted', 'executed'] as const

const emptyPlan = (department: string): PlanBody => ({
  name: '',
  projectCode: null,
  department,
  unit: department,
  aim: '',
  funds: { fiscal: 0, carried: 0, other: 0, adjusted: 0, executed: 0 },
  weights: { execution: 10, cost: 0, output: 50, effect: 30, satisfaction: 10 },
  indicators: [],
})
const emptyIndicator = (): Indicator => ({
  id: newKey().slice(0, 8),
  first: 'output',
  second: '数量指标',
  name: '',
  direction: 'at-least',
  target: null,
  aim: '',
  unit: '',
  weight: 10,
  basis: '',
  query: null,
})

export function TargetForm(p: {
  year: number
  department: string
  plan: Plan | null
  done: (planId: string) => void
}) {
  const { t } = useTranslation()
  const [plan, setPlan] = useState<PlanBody>(() => p.plan?.plan ?? emptyPlan(p.department))
  const put = (part: Partial<PlanBody>) => setPlan((old) => ({ ...old, ...part }))
  const save = useCommand(
    (_: null, key) =>
      p.plan
        ? post<{ planId: string }>(`/performance/plans/${p.plan.planId}/steps`, key, {
            step: 'save',
            expectedVersion: p.plan.version,
            plan,
          })
        : post<{ planId: string }>('/performance/plans', key, { year: p.year, plan }),
    { changes: [['performance']], done: ({ planId }) => p.done(planId) },
  )
  const setIndicator = (id: string, part: Partial<Indicator>) =>
    put({ indicators: plan.indicators.map((i) => (i.id === id ? { ...i, ...part } : i)) })
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        save.mutate(null)
      }}
    >
      <div className="perf-fields">
        <Field id="perf-name" label={t('perf.name')} required>
          {(c) => (
            <Input
              {...c}
              required
              maxLength={60}
              value={plan.name}
              onChange={(e) => put({ name: e.target.value })}
            />
          )}
        </Field>
        <Field id="perf-code" label={t('perf.projectCode')} help={t('perf.projectCodeHelp')}>
          {(c) => (
            <Input
              {...c}
              maxLength={24}
              value={plan.projectCode ?? ''}
              onChange={(e) => put({ projectCode: e.target.value.trim() || null })}
            />
          )}
        </Field>
        <Field id="perf-unit" label={t('perf.unit')} required>
          {(c) => (
            <Input
              {...c}
              required
              maxLength={60}
              value={plan.unit}
              onChange={(e) => put({ unit: e.target.value })}
            />
          )}
        </Field>
      </div>
      <Field id="perf-aim" label={t('perf.aim')} required>
        {(c) => (
          <Input.TextArea
            {...c}
            required
            maxLength={1000}
            autoSize={{ minRows: 2 }}
            value={plan.aim}
            onChange={(e) => put({ aim: e.target.value })}
          />
        )}
      </Field>
      {plan.projectCode === null && (
        <fieldset className="perf-group">
          <legend>{t('perf.money')}</legend>
          <div className="perf-fields">
            {MONEY.map((k) => (
              <Field key={k} id={`perf-${k}`} label={t(`perf.funds.${k}`)}>
                {(c) => (
                  <InputNumber
                    {...c}
                    min={0}
                    precision={6}
                    value={plan.funds[k] / 1_000_000}
                    onChange={(n) => put({ funds: { ...plan.funds, [k]: Math.round((n ?? 0) * 1_000_000) } })}
                  />
                )}
              </Field>
            ))}
          </div>
        </fieldset>
      )}
      <fieldset className="perf-group">
        <legend>{t('perf.weights')}</legend>
        <div className="perf-fields">
          {WEIGHTS.map((k) => (
            <Field key={k} id={`perf-w-${k}`} label={t(`perf.level.${k}`)}>
              {(c) => (
                <InputNumber
                  {...c}
                  min={0}
                  max={100}
                  precision={0}
                  value={plan.weights[k]}
                  onChange={(n) => put({ weights: { ...plan.weights, [k]: n ?? 0 } })}
                />
              )}
            </Field>
          ))}
        </div>
      </fieldset>
      {plan.indicators.map((i, n) => (
        <IndicatorFields
          key={i.id}
          n={n + 1}
          indicator={i}
          change={(part) => setIndicator(i.id, part)}
          remove={() => put({ indicators: plan.indicators.filter((x) => x.id !== i.id) })}
        />
      ))}
      <div className="perf-head">
        <Button onClick={() => put({ indicators: [...plan.indicators, emptyIndicator()] })}>
          {t('perf.addIndicator')}
        </Button>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('perf.save')}
        </Button>
      </div>
      {save.error && <ProblemNote error={save.error} />}
    </form>
  )
}

function IndicatorFields(p: {
  n: number
  indicator: Indicator
  change: (part: Partial<Indicator>) => void
  remove: () => void
}) {
  const { t } = useTranslation()
  const { data } = useQuery(liveQueriesQuery)
  const { indicator: i, change } = p
  const id = (name: string) => `perf-${i.id}-${name}`
  return (
    <fieldset className="perf-group">
      <legend>{t('perf.indicator', { n: p.n })}</legend>
      <div className="perf-fields">
        <Field id={id('first')} label={t('perf.first')}>
          {(c) => (
            <Select
              {...c}
              value={i.first}
              options={LEVELS.map((l) => ({ value: l, label: t(`perf.level.${l}`) }))}
              onChange={(first) => change({ first, second: SECOND[first][0]! })}
            />
          )}
        </Field>
        <Field id={id('second')} label={t('perf.second')}>
          {(c) => (
            <Select
              {...c}
              value={i.second}
              options={SECOND[i.first].map((s) => ({ value: s, label: s }))}
              onChange={(second) => change({ second })}
            />
          )}
        </Field>
        <Field id={id('name')} label={t('perf.third')} required>
          {(c) => (
            <Input
              {...c}
              required
              maxLength={60}
              value={i.name}
              onChange={(e) => change({ name: e.target.value })}
            />
          )}
        </Field>
        <Field id={id('direction')} label={t('perf.direction')}>
          {(c) => (
            <Select
              {...c}
              value={i.direction}
              options={DIRECTIONS.map((d) => ({ value: d, label: t(`perf.directions.${d}`) }))}
              onChange={(direction) =>
                change({ direction, ...(direction === 'grade' ? { target: null, query: null } : {}) })
              }
            />
          )}
        </Field>
        {i.direction === 'grade' ? (
          <Field id={id('aim')} label={t('perf.aimWords')} required>
            {(c) => (
              <Input
                {...c}
                required
                maxLength={200}
                value={i.aim}
                onChange={(e) => change({ aim: e.target.value })}
              />
            )}
          </Field>
        ) : (
          <Field id={id('target')} label={t('perf.target')} required>
            {(c) => (
              <Input
                {...c}
                required
                inputMode="decimal"
                pattern="\d{1,12}(\.\d{1,6})?"
                value={i.target ?? ''}
                onChange={(e) => change({ target: e.target.value.trim() || null })}
              />
            )}
          </Field>
        )}
        <Field id={id('unit')} label={t('perf.unitOf')}>
          {(c) => (
            <Input {...c} maxLength={12} value={i.unit} onChange={(e) => change({ unit: e.target.value })} />
          )}
        </Field>
        <Field id={id('weight')} label={t('perf.weight')}>
          {(c) => (
            <InputNumber
              {...c}
              min={0}
              max={100}
              step={0.5}
              value={i.weight}
              onChange={(weight) => change({ weight: weight ?? 0 })}
            />
          )}
        </Field>
        <Field id={id('basis')} label={t('perf.basis')} required>
          {(c) => (
            <Input
              {...c}
              required
              maxLength={200}
              value={i.basis}
              onChange={(e) => change({ basis: e.target.value })}
            />
          )}
        </Field>
        {i.direction !== 'grade' && (
          <Field id={id('query')} label={t('perf.query')} help={t('perf.queryHelp')}>
            {(c) => (
              <Select
                {...c}
                value={i.query ?? ''}
                options={[
                  { value: '', label: t('perf.given') },
                  ...(data ?? []).map((q) => ({ value: q.name, label: say(q.label) })),
                ]}
                onChange={(query) => {
                  const known = data?.find((q) => q.name === query)
                  change({ query: known?.name ?? null, ...(known ? { unit: known.unit } : {}) })
                }}
              />
            )}
          </Field>
        )}
      </div>
      <Button onClick={p.remove}>{t('perf.remove')}</Button>
    </fieldset>
  )
}
