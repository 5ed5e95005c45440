/** By the number of the matter whose opinion is to be looked at again; it is recorded there, and the review opens here. */
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Input, Select } from 'antd'
import { type FormEvent, useRef, useState } from 'react'
import { isProblem, post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field, focusField } from '../frame/field.tsx'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { useWords } from '../text/words.ts'

export const REQUEST_CHANNELS = ['visit', 'letter', 'phone', 'fax-mail'] as const
export type RequestChannel = (typeof REQUEST_CHANNELS)[number]

interface Typed {
  number: string
  channel: RequestChannel
  askedOn: string
  words: string
  lateReason: string
}

export function OpinionHere() {
  const t = useWords()
  const me = useMe()
  const client = useQueryClient()
  const said = useFieldWords()
  const blank = (): Typed => ({ number: '', channel: 'visit', askedOn: me.today, words: '', lateReason: '' })
  const [typed, setTyped] = useState(blank)
  const [done, setDone] = useState<string | null>(null)
  const status = useRef<HTMLDivElement>(null)
  const send = useCommand(
    (v: Typed, key) =>
      post<{ number: string }>('/reviews/requests', key, {
        number: v.number.trim(),
        channel: v.channel,
        askedOn: v.askedOn,
        words: v.words.trim(),
        ...(v.lateReason.trim() ? { lateReason: v.lateReason.trim() } : {}),
      }),
    {
      done: ({ number }) => {
        setDone(number)
        setTyped(blank())
        void client.invalidateQueries({ queryKey: ['inbox'] })
        requestAnimationFrame(() => status.current?.focus())
      },
    },
  )
  const set = (part: Partial<Typed>) => setTyped((old) => ({ ...old, ...part }))
  const wrong = isProblem(send.error) ? send.error : null
  const at = (field: keyof Typed) => (wrong?.problem.field === field ? said(wrong) : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setDone(null)
    const missing = (['number', 'askedOn', 'words'] as const).find((f) => typed[f].trim() === '')
    if (missing) focusField(`review-${missing}`)
    else send.mutate(typed)
  }
  const placed = wrong?.problem.field !== undefined && wrong.problem.field in typed
  return (
    <form className="review-form" onSubmit={submit} noValidate>
      <div ref={status} tabIndex={-1} role="status">
        {done && (
          <Alert
            type="success"
            showIcon
            role="none"
            title={t('review.doneHere', { number: done })}
            description={
              <Link to="/matters" search={{ list: 'unit' }}>
                {t('review.toList')}
              </Link>
            }
          />
        )}
      </div>
      <section className="sheet pad">
        <p className="quiet">{t('review.hereHelp')}</p>
        {send.error && !placed && <ProblemNote error={send.error} />}
        <div className="pair pair-three">
          <Field
            id="review-number"
            label={t('review.number')}
            required
            help={t('review.numberHelp')}
            error={at('number')}
          >
            {(c) => (
              <Input
                {...c}
                maxLength={60}
                autoComplete="off"
                value={typed.number}
                onChange={(e) => set({ number: e.target.value })}
              />
            )}
          </Field>
          <Field id="review-channel" label={t('review.channel')} required error={at('channel')}>
            {(c) => (
              <Select
                {...c}
                value={typed.channel}
                onChange={(channel) => set({ channel })}
                options={REQUEST_CHANNELS.map((x) => ({ value: x, label: t(`channel.${x}`) }))}
              />
            )}
          </Field>
          <Field
            id="review-askedOn"
            label={t('review.askedOn')}
            required
            help={t('review.askedOnHelp')}
            error={at('askedOn')}
          >
            {(c) => (
              <Input
                {...c}
                type="date"
                max={me.today}
                value={typed.askedOn}
                onChange={(e) => set({ askedOn: e.target.value })}
              />
            )}
          </Field>
        </div>
        <Field
          id="review-words"
          label={t('review.words')}
          required
          help={t('review.wordsHelp')}
          error={at('words')}
        >
          {(c) => (
            <Input.TextArea
              {...c}
              autoSize={{ minRows: 5, maxRows: 20 }}
              value={typed.words}
              onChange={(e) => set({ words: e.target.value })}
            />
          )}
        </Field>
        <Field
          id="review-lateReason"
          label={t('review.lateReason')}
          help={t('review.lateReasonHelp')}
          error={at('lateReason')}
        >
          {(c) => (
            <Input.TextArea
              {...c}
              autoSize={{ minRows: 1, maxRows: 6 }}
              maxLength={2000}
              value={typed.lateReason}
              onChange={(e) => set({ lateReason: e.target.value })}
            />
          )}
        </Field>
        <div className="form-foot">
          <Button type="primary" size="large" htmlType="submit" loading={send.isPending}>
            {t('review.record')}
          </Button>
        </div>
      </section>
    </form>
  )
}
