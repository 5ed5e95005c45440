/** Cancels a published day; everybody who booked is told the reason. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { ProblemNote } from '../frame/problem.tsx'
import { useWords } from '../text/words.ts'
import type { ReceptionDay } from './queries.ts'

export function CancelForm({ day, onClose }: { day: ReceptionDay; onClose: () => void }) {
  const t = useWords()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const cancel = useCommand(
    (words: string, key) =>
      post(`/reception-days/${day.dayId}/acts`, key, {
        act: 'cancel',
        expectedVersion: day.version,
        reason: words,
      }),
    { changes: [['reception-days']], done: onClose },
  )
  const missing = reason.trim() === ''
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (!missing) cancel.mutate(reason.trim())
      }}
    >
      {cancel.error && <ProblemNote error={cancel.error} />}
      <Field
        id="cancel-reason"
        label={t('reception.cancelReason')}
        help={t('reception.cancelHelp', { count: day.booked + day.waiting })}
        required
        error={tried && missing ? t('form.missing') : null}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            autoFocus
            maxLength={500}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        )}
      </Field>
      <div className="form-foot">
        <Button danger type="primary" htmlType="submit" loading={cancel.isPending}>
          {t('reception.cancelDo')}
        </Button>
        <Button onClick={onClose}>{t('reception.keepDay')}</Button>
      </div>
    </form>
  )
}
