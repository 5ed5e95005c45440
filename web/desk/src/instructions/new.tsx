/** Entering an instruction or an urgent report. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewInstructionInput, NewUrgentReportInput } from '../../../../src/instructions/contract.ts'
import { newKey, post } from '../api/client.ts'
import { INSTRUCTION_DRAFT, useKeptAt } from '../cases/drafts/kept.ts'
import { Field } from '../frame/field.tsx'
import { useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import { instant, instantFromLocal } from '../look/dates.ts'
import './instructions.css'

export function NewInstructionPage() {
  const { kind } = useSearch({ from: '/signed-in/instructions/new' })
  return <EntryForm key={kind ?? ''} />
}

function EntryForm() {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const search = useSearch({ from: '/signed-in/instructions/new' })
  const navigate = useNavigate()
  const urgent = search.kind === 'urgent-report'
  const now = instant(me.now, me.bureau.zone).replace(' ', 'T')
  const [key] = useState(newKey)
  const heading = t(urgent ? 'instruction.newUrgent' : 'instruction.newInstruction')
  const kept = useKeptAt(
    {
      place: `${INSTRUCTION_DRAFT}${urgent ? 'urgent-report' : ''}`,
      matterId: null,
      version: 0,
      here: false,
    },
    heading,
    () => ({
      title: '',
      office: '',
      madeOn: me.today,
      words: '',
      dueOn: '',
      unitId: '',
      matters: search.matter ?? '',
      noticedAt: now,
    }),
    (values) => values.title === '' && values.words === '' && values.office === '',
  )
  const f = kept.values
  const put = (part: Partial<typeof f>) => kept.set({ ...f, ...part })
  useTitle(heading)
  const save = useMutation({
    mutationFn: () => {
      const matters = f.matters.split(/[\s,，、;；]+/).filter(Boolean)
      const shared = { title: f.title.trim(), words: f.words.trim(), matters }
      if (urgent) {
        const body: NewUrgentReportInput = {
          ...shared,
          noticedAt: instantFromLocal(f.noticedAt, me.bureau.zone),
        }
        return post<{ recordId: string }>('/urgent-reports', key, body)
      }
      const body: NewInstructionInput = {
        ...shared,
        office: f.office.trim(),
        madeOn: f.madeOn,
        dueOn: f.dueOn || null,
        unitId: f.unitId || null,
      }
      return post<{ recordId: string }>('/instructions', key, body)
    },
    onSuccess: async ({ recordId }) => {
      kept.sent()
      await client.invalidateQueries({ queryKey: ['instructions'] })
      await navigate({ to: '/instructions/$recordId', params: { recordId } })
    },
  })
  return (
    <form
      className="instruction-form"
      onSubmit={(e) => {
        e.preventDefault()
        save.mutate()
      }}
    >
      <h1>{heading}</h1>
      {kept.restored && (
        <Alert
          type="info"
          showIcon
          title={t('drafts.restored')}
          action={
            <Button size="small" onClick={kept.afresh}>
              {t('drafts.afresh')}
            </Button>
          }
        />
      )}
      {save.error && <ProblemNote error={save.error} />}
      <div className="sheet pad">
        <Field id="title" label={t('instruction.fields.title')} required>
          {(control) => (
            <Input
              {...control}
              required
              maxLength={200}
              value={f.title}
              onChange={(e) => put({ title: e.target.value })}
            />
          )}
        </Field>
        {urgent ? (
          <Field id="noticedAt" label={t('instruction.fields.noticedAt')} required>
            {(control) => (
              <Input
                {...control}
                required
                type="datetime-local"
                max={now}
                value={f.noticedAt}
                onChange={(e) => put({ noticedAt: e.target.value })}
              />
            )}
          </Field>
        ) : (
          <div className="pair">
            <Field
              id="office"
              label={t('instruction.fields.office')}
              required
              help={t('instruction.fields.officeHelp')}
            >
              {(control) => (
                <Input
                  {...control}
                  required
                  maxLength={60}
                  value={f.office}
                  onChange={(e) => put({ office: e.target.value })}
                />
              )}
            </Field>
            <Field id="madeOn" label={t('instruction.fields.madeOn')} required>
              {(control) => (
                <Input
                  {...control}
                  required
                  type="date"
                  max={me.today}
                  value={f.madeOn}
                  onChange={(e) => put({ madeOn: e.target.value })}
                />
              )}
            </Field>
          </div>
        )}
        <Field
          id="words"
          label={t(urgent ? 'instruction.fields.urgentWords' : 'instruction.fields.words')}
          required
          help={urgent ? t('instruction.fields.urgentHelp') : undefined}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              required
              autoSize={{ minRows: 4, maxRows: 16 }}
              maxLength={urgent ? 10_000 : 5_000}
              value={f.words}
              onChange={(e) => put({ words: e.target.value })}
            />
          )}
        </Field>
        {!urgent && (
          <div className="pair">
            <Field id="unitId" label={t('instruction.fields.unitId')}>
              {(control) => (
                <UnitSelect {...control} value={f.unitId} onChange={(unitId) => put({ unitId })} />
              )}
            </Field>
            <Field id="dueOn" label={t('instruction.fields.dueOn')} help={t('instruction.fields.dueHelp')}>
              {(control) => (
                <Input
                  {...control}
                  type="date"
                  min={f.madeOn}
                  value={f.dueOn}
                  onChange={(e) => put({ dueOn: e.target.value })}
                />
              )}
            </Field>
          </div>
        )}
        <Field
          id="matters"
          label={t('instruction.fields.matters')}
          help={t('instruction.fields.mattersHelp')}
        >
          {(control) => (
            <Input {...control} value={f.matters} onChange={(e) => put({ matters: e.target.value })} />
          )}
        </Field>
        <div className="form-foot">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('instruction.save')}
          </Button>
          <Link to="/instructions">{t('instruction.back')}</Link>
        </div>
      </div>
    </form>
  )
}
