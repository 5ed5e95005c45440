/** A ticket for somebody who comes without having booked. */
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { focusWhenOpen } from '../frame/dialog-focus.ts'
import { Field } from '../frame/field.tsx'
import { ProblemNote } from '../frame/problem.tsx'
import { useWords } from '../text/words.ts'

const EMPTY = { name: '', phone: '', topic: '' }

export function WalkInForm({ dayId }: { dayId: string }) {
  const t = useWords()
  const [open, setOpen] = useState(false)
  const [fields, setFields] = useState(EMPTY)
  const [tried, setTried] = useState(false)
  const [given, setGiven] = useState<number | null>(null)
  const take = useCommand(
    (body: typeof EMPTY, key) =>
      post<{ ticket: number | null }>(`/reception-days/${dayId}/tickets`, key, body),
    {
      changes: [['reception-days']],
      done: (ticket) => {
        setGiven(ticket.ticket)
        setOpen(false)
        setFields(EMPTY)
        setTried(false)
      },
    },
  )
  const missing = (name: 'name' | 'topic') => tried && fields[name].trim() === ''
  return (
    <>
      <Button size="large" onClick={() => setOpen(true)}>
        {t('reception.takeTicket')}
      </Button>
      <span role="status">{given !== null && t('reception.ticketGiven', { ticket: given })}</span>
      <Modal
        open={open}
        title={t('reception.takeTicket')}
        onCancel={() => setOpen(false)}
        footer={null}
        destroyOnHidden
        afterOpenChange={focusWhenOpen('walk-in-name')}
      >
        <form
          noValidate
          onSubmit={(e) => {
            e.preventDefault()
            setTried(true)
            if (fields.name.trim() === '' || fields.topic.trim() === '') return
            take.mutate({ name: fields.name.trim(), phone: fields.phone.trim(), topic: fields.topic.trim() })
          }}
        >
          {take.error && <ProblemNote error={take.error} />}
          {(['name', 'phone', 'topic'] as const).map((name) => (
            <Field
              key={name}
              id={`walk-in-${name}`}
              label={t(`reception.visitor.${name}`)}
              required={name !== 'phone'}
              error={name !== 'phone' && missing(name) ? t('form.missing') : null}
            >
              {(control) => (
                <Input
                  {...control}
                  autoComplete="off"
                  maxLength={name === 'topic' ? 300 : name === 'phone' ? 40 : 100}
                  value={fields[name]}
                  onChange={(e) => setFields((f) => ({ ...f, [name]: e.target.value }))}
                />
              )}
            </Field>
          ))}
          <div className="form-foot">
            <Button type="primary" htmlType="submit" loading={take.isPending}>
              {t('reception.giveTicket')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('form.cancel')}</Button>
          </div>
        </form>
      </Modal>
    </>
  )
}
