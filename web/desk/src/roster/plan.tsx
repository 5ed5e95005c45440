/** Planning duties (排班): over a period, in turn, on working days, on the others, or on all. */
import { Button, Checkbox, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { ProblemNote } from '../frame/problem.tsx'
import { useWords } from '../text/words.ts'
import type { Plan, Roster } from './queries.ts'

const CHANGES = [['roster']]

export function PlanForm({ people, from }: { people: Roster['people']; from: string }) {
  const t = useWords()
  const [plan, setPlan] = useState<Plan>({
    kind: 'hotline',
    from,
    to: from,
    days: 'working',
    starts: '08:30',
    ends: '17:30',
    phone: '',
    accountIds: [],
  })
  const set = (part: Partial<Plan>) => setPlan((old) => ({ ...old, ...part }))
  const save = useCommand((v: Plan, key) => post<{ added: number }>('/roster/plans', key, v), {
    changes: CHANGES,
  })
  const whole = plan.accountIds.length > 0 && plan.phone.trim().length >= 3
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (whole) save.mutate({ ...plan, phone: plan.phone.trim() })
  }
  return (
    <form className="sheet pad" aria-labelledby="roster-plan" onSubmit={submit}>
      <h2 id="roster-plan">{t('roster.plan')}</h2>
      <p className="quiet">{t('roster.planHelp')}</p>
      <div className="roster-fields">
        <Field id="plan-kind" label={t('roster.kindOf')}>
          {(c) => (
            <Select
              {...c}
              value={plan.kind}
              options={(['hotline', 'reception'] as const).map((value) => ({
                value,
                label: t(`roster.kind.${value}`),
              }))}
              onChange={(kind) => set({ kind })}
            />
          )}
        </Field>
        <Field id="plan-days" label={t('roster.daysOf')}>
          {(c) => (
            <Select
              {...c}
              value={plan.days}
              options={(['working', 'off', 'all'] as const).map((value) => ({
                value,
                label: t(`roster.days.${value}`),
              }))}
              onChange={(days) => set({ days })}
            />
          )}
        </Field>
        {(['from', 'to'] as const).map((f) => (
          <Field key={f} id={`plan-${f}`} label={t(`roster.${f}`)}>
            {(c) => (
              <Input {...c} type="date" value={plan[f]} onChange={(e) => set({ [f]: e.target.value })} />
            )}
          </Field>
        ))}
        {(['starts', 'ends'] as const).map((f) => (
          <Field key={f} id={`plan-${f}`} label={t(`roster.${f}`)}>
            {(c) => (
              <Input {...c} type="time" value={plan[f]} onChange={(e) => set({ [f]: e.target.value })} />
            )}
          </Field>
        ))}
        <Field id="plan-phone" label={t('roster.phone')} help={t('roster.phoneHelp')} required>
          {(c) => (
            <Input
              {...c}
              maxLength={40}
              value={plan.phone}
              onChange={(e) => set({ phone: e.target.value })}
            />
          )}
        </Field>
      </div>
      <Field id="plan-people" label={t('roster.people')} help={t('roster.peopleHelp')} required>
        {(c) => (
          <Select
            {...c}
            mode="multiple"
            value={plan.accountIds}
            options={people.map((p) => ({ value: p.accountId, label: p.name }))}
            optionFilterProp="label"
            onChange={(accountIds: string[]) => set({ accountIds })}
          />
        )}
      </Field>
      <Button type="primary" htmlType="submit" disabled={!whole} loading={save.isPending}>
        {t('roster.save')}
      </Button>
      {save.data && (
        <p role="status" className="note-line">
          {t('roster.added', { count: save.data.added })}
        </p>
      )}
      {save.error && <ProblemNote error={save.error} />}
    </form>
  )
}

export function ShowNames({ shown, version }: { shown: boolean; version: number }) {
  const t = useWords()
  const save = useCommand((showNames: boolean, key) => put('/roster/settings', key, { showNames, version }), {
    changes: CHANGES,
  })
  return (
    <div className="sheet pad">
      <Checkbox checked={shown} disabled={save.isPending} onChange={(e) => save.mutate(e.target.checked)}>
        {t('roster.showNames')}
      </Checkbox>
      <p className="quiet">{t('roster.showNamesHelp')}</p>
      {save.error && <ProblemNote error={save.error} />}
    </div>
  )
}
