/** The record of a reception: which matter, what was said, who does what by when. It goes into the matter. */
import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { isProblem, post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { useWords } from '../text/words.ts'
import { NOTHING_LEFT, type Promised, PromiseFields } from './promise-fields.tsx'
import type { Booking, FollowUpDone, ReceptionRecord } from './queries.ts'

interface Props {
  dayId: string
  booking: Booking
  host: string
  onClose: () => void
}

export function RecordForm({ dayId, booking, host, onClose }: Props) {
  const t = useWords()
  const navigate = useNavigate()
  const fieldWords = useFieldWords()
  const [number, setNumber] = useState('')
  const [promise, setPromise] = useState<Promised>({ words: '', unitId: NOTHING_LEFT, dueOn: '' })
  const [tried, setTried] = useState(false)
  const save = useCommand(
    (body: ReceptionRecord, key) =>
      post<FollowUpDone>(`/reception-days/${dayId}/bookings/${booking.bookingId}/record`, key, body),
    { changes: [['reception-days'], ['leader-follow-ups']], done: onClose },
  )
  const nothing = promise.unitId === NOTHING_LEFT
  const missing = {
    matterNumber: number.trim().length < 3,
    words: promise.words.trim().length < 2,
    unitId: promise.unitId === '',
    dueOn: !nothing && promise.dueOn === '',
  }
  const refused = isProblem(save.error) ? save.error : null
  const errorOf = (field: keyof typeof missing) =>
    tried && missing[field]
      ? t('form.missing')
      : refused?.problem.field === field
        ? fieldWords(refused)
        : null
  return (
    <form
      className="record-form"
      noValidate
      aria-label={t('reception.record')}
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (Object.values(missing).some(Boolean)) return
        save.mutate({
          matterNumber: number.trim(),
          words: promise.words.trim(),
          unitId: nothing ? null : promise.unitId,
          dueOn: nothing ? null : promise.dueOn,
        })
      }}
    >
      {save.error && !refused?.problem.field && <ProblemNote error={save.error} />}
      <Field
        id="record-number"
        label={t('followUps.matterNumber')}
        help={t('reception.recordNumberHelp')}
        required
        error={errorOf('matterNumber')}
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            autoComplete="off"
            maxLength={60}
            value={number}
            onChange={(e) => setNumber(e.target.value)}
          />
        )}
      </Field>
      <p>
        <Button onClick={() => void navigate({ to: '/register' })}>{t('reception.registerVisit')}</Button>
      </p>
      <PromiseFields kind="reception" value={promise} onChange={setPromise} errorOf={errorOf} />
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('reception.recordSave')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
        <span className="quiet">{t('reception.recordAs', { host })}</span>
      </div>
    </form>
  )
}
