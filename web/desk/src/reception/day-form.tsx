/** A reception day to be entered or changed; what its times come to is shown before it is saved. */
import { Button, Input, InputNumber } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { isProblem, post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import { daysBefore } from '../oversight/parts.tsx'
import { useWords } from '../text/words.ts'
import type { DayInput, ReceptionDay } from './queries.ts'
import { endOf, timesOf } from './times.ts'

const NO_UNIT = 'none'
type Fields = Omit<DayInput, 'unitId'> & { unitId: string }

export function DayForm({ day, onClose }: { day: ReceptionDay | null; onClose: () => void }) {
  const t = useWords()
  const { today } = useMe()
  const fieldWords = useFieldWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const [fields, setFields] = useState<Fields>(() => ({
    onDate: day?.onDate ?? daysBefore(today, -7),
    starts: day?.starts ?? '09:00',
    slotMinutes: day?.slotMinutes ?? 20,
    slots: day?.slots ?? 9,
    host: day?.host ?? '',
    unitId: day?.unitId ?? NO_UNIT,
    place: day?.place ?? '',
    note: day?.note ?? '',
  }))
  const [tried, setTried] = useState(false)
  useEffect(() => heading.current?.focus(), [])
  const set = <K extends keyof Fields>(name: K, value: Fields[K]) =>
    setFields((f) => ({ ...f, [name]: value }))
  const save = useCommand(
    (input: DayInput, key) => {
      const body = { ...input, expectedVersion: day?.version ?? 0 }
      return day ? put(`/reception-days/${day.dayId}`, key, body) : post('/reception-days', key, body)
    },
    { changes: [['reception-days']], done: onClose },
  )
  const refused = isProblem(save.error) ? save.error : null
  const short = (name: 'host' | 'place') => fields[name].trim().length < 2
  const errorOf = (name: keyof Fields) =>
    tried && (name === 'host' || name === 'place') && short(name)
      ? t('form.missing')
      : refused?.problem.field === name
        ? fieldWords(refused)
        : null
  return (
    <form
      className="sheet pad task day-form"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (short('host') || short('place')) return
        save.mutate({
          ...fields,
          host: fields.host.trim(),
          place: fields.place.trim(),
          note: fields.note.trim(),
          unitId: fields.unitId === NO_UNIT ? null : fields.unitId,
        })
      }}
    >
      <h2 ref={heading} tabIndex={-1}>
        {t(day ? 'reception.edit' : 'reception.new')}
      </h2>
      {save.error && !refused?.problem.field && <ProblemNote error={save.error} />}
      <div className="day-times">
        <Field id="day-date" label={t('reception.field.onDate')} required error={errorOf('onDate')}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={fields.onDate}
              onChange={(e) => e.target.value && set('onDate', e.target.value)}
            />
          )}
        </Field>
        <Field id="day-starts" label={t('reception.field.starts')} required error={errorOf('starts')}>
          {(control) => (
            <Input
              {...control}
              type="time"
              value={fields.starts}
              onChange={(e) => e.target.value && set('starts', e.target.value)}
            />
          )}
        </Field>
        <Field
          id="day-minutes"
          label={t('reception.field.slotMinutes')}
          required
          error={errorOf('slotMinutes')}
        >
          {(control) => (
            <InputNumber
              {...control}
              min={5}
              max={240}
              precision={0}
              value={fields.slotMinutes}
              onChange={(v) => set('slotMinutes', v ?? 20)}
            />
          )}
        </Field>
        <Field id="day-slots" label={t('reception.field.slots')} required error={errorOf('slots')}>
          {(control) => (
            <InputNumber
              {...control}
              min={1}
              max={100}
              precision={0}
              value={fields.slots}
              onChange={(v) => set('slots', v ?? 1)}
            />
          )}
        </Field>
      </div>
      <p className="quiet" role="status">
        {t('reception.comesTo', { times: timesOf(fields).join(t('list.comma')), end: endOf(fields) })}
      </p>
      <div className="pair">
        <Field
          id="day-host"
          label={t('reception.field.host')}
          help={t('reception.field.hostHelp')}
          required
          error={errorOf('host')}
        >
          {(control) => (
            <Input
              {...control}
              maxLength={100}
              value={fields.host}
              onChange={(e) => set('host', e.target.value)}
            />
          )}
        </Field>
        <Field id="day-unit" label={t('reception.field.unit')} error={errorOf('unitId')}>
          {(control) => (
            <UnitSelect
              {...control}
              value={fields.unitId}
              none={{ value: NO_UNIT, label: t('reception.field.noUnit') }}
              onChange={(v) => set('unitId', v || NO_UNIT)}
            />
          )}
        </Field>
      </div>
      <Field id="day-place" label={t('reception.field.place')} required error={errorOf('place')}>
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            value={fields.place}
            onChange={(e) => set('place', e.target.value)}
          />
        )}
      </Field>
      <Field id="day-note" label={t('reception.field.note')} help={t('reception.field.noteHelp')}>
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={1000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={fields.note}
            onChange={(e) => set('note', e.target.value)}
          />
        )}
      </Field>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t(day ? 'reception.save' : 'reception.saveDraft')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </div>
    </form>
  )
}
