/** The form of one step: only the fields it takes. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, newKey, post } from '../api/client.ts'
import { Field, focusField } from '../frame/field.tsx'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import { instant, instantFromLocal } from '../look/dates.ts'
import { isReporting, RECIPIENTS, type RecordDetail, type StepInput, type StepName, WAYS } from './queries.ts'

interface Props {
  step: StepName
  record: RecordDetail
  onClose: () => void
  onDone: () => void
}

interface Fields {
  words: string
  unitId: string
  dueOn: string
  matter: string
  recipient: string
  recipientName: string
  way: string
  reportedAt: string
}

export function StepForm({ step, record, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const now = instant(me.now, me.bureau.zone).replace(' ', 'T')
  const [key] = useState(newKey)
  const [f, setFields] = useState<Fields>({
    words: '',
    unitId: record.unit?.unitId ?? '',
    dueOn: '',
    matter: '',
    recipient: record.notTold[0] ?? 'other',
    recipientName: '',
    way: 'phone',
    reportedAt: now,
  })
  const put = (part: Partial<Fields>) => setFields((old) => ({ ...old, ...part }))
  const reporting = isReporting(step)
  const send = useMutation({
    mutationFn: () => {
      const body: Record<string, unknown> = {
        what: step,
        expectedVersion: record.version,
        ...(f.words.trim() ? { words: f.words.trim() } : {}),
      }
      if (step === 'assign') {
        if (f.unitId) body.unitId = f.unitId
        if (f.dueOn) body.dueOn = f.dueOn
      }
      if (step === 'tie') body.matter = f.matter.trim()
      if (reporting) {
        body.recipient = f.recipient
        body.way = f.way
        if (f.recipientName.trim()) body.recipientName = f.recipientName.trim()
        if (f.reportedAt) body.reportedAt = instantFromLocal(f.reportedAt, me.bureau.zone)
      }
      return post(`/instructions/${record.recordId}/steps`, key, body as StepInput)
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['instructions'] })
      onDone()
    },
  })
  const wrong = isProblem(send.error) ? send.error.problem.field : undefined
  useEffect(() => {
    focusField('instruction-step-first')
  }, [])
  const first = (is: boolean, id: string) => (is ? 'instruction-step-first' : id)
  const plain = !reporting && step !== 'assign' && step !== 'tie'
  const optional = step === 'assign' || step === 'tie' || step === 'report'
  return (
    <form
      className="sheet pad"
      aria-labelledby="instruction-step"
      onSubmit={(e) => {
        e.preventDefault()
        send.mutate()
      }}
    >
      <h2 id="instruction-step">{t(`instruction.step.${step}`)}</h2>
      {send.error && <ProblemNote error={send.error} />}
      {step === 'assign' && (
        <div className="pair">
          <Field id={first(true, '')} label={t('instruction.fields.unitId')} required>
            {(control) => <UnitSelect {...control} value={f.unitId} onChange={(unitId) => put({ unitId })} />}
          </Field>
          <Field id="step-dueOn" label={t('instruction.fields.dueOn')}>
            {(control) => (
              <Input
                {...control}
                type="date"
                min={me.today}
                value={f.dueOn}
                onChange={(e) => put({ dueOn: e.target.value })}
              />
            )}
          </Field>
        </div>
      )}
      {step === 'tie' && (
        <Field id={first(true, '')} label={t('instruction.fields.matter')} required>
          {(control) => (
            <Input {...control} value={f.matter} onChange={(e) => put({ matter: e.target.value })} />
          )}
        </Field>
      )}
      {reporting && (
        <div className="pair">
          <Field id={first(true, '')} label={t('instruction.fields.recipient')} required>
            {(control) => (
              <Select
                {...control}
                value={f.recipient}
                onChange={(recipient) => put({ recipient })}
                options={RECIPIENTS.map((r) => ({ value: r, label: t(`instruction.recipient.${r}`) }))}
              />
            )}
          </Field>
          <Field
            id="step-recipientName"
            label={t('instruction.fields.recipientName')}
            required={f.recipient === 'other'}
            help={t('instruction.fields.recipientNameHelp')}
          >
            {(control) => (
              <Input
                {...control}
                maxLength={100}
                value={f.recipientName}
                onChange={(e) => put({ recipientName: e.target.value })}
              />
            )}
          </Field>
          <Field id="step-way" label={t('instruction.fields.way')} required>
            {(control) => (
              <Select
                {...control}
                value={f.way}
                onChange={(way) => put({ way })}
                options={WAYS.map((w) => ({ value: w, label: t(`instruction.way.${w}`) }))}
              />
            )}
          </Field>
          <Field id="step-reportedAt" label={t('instruction.fields.reportedAt')} required>
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                max={now}
                value={f.reportedAt}
                onChange={(e) => put({ reportedAt: e.target.value })}
              />
            )}
          </Field>
        </div>
      )}
      <Field
        id={first(plain, 'step-words')}
        label={t(`instruction.stepWords.${step}`)}
        required={!optional}
        error={wrong === 'words' ? t('form.required') : undefined}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 3, maxRows: 12 }}
            maxLength={10_000}
            value={f.words}
            onChange={(e) => put({ words: e.target.value })}
          />
        )}
      </Field>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t(`instruction.step.${step}`)}
        </Button>
        <Button onClick={onClose}>{t('instruction.cancelForm')}</Button>
      </div>
    </form>
  )
}
