/** Of an opinion given outside the installation: its organ, number and day of service, who asks, and what for. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Radio, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { isProblem, post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import type { Registered } from '../api/types.ts'
import { emptyFields, type RegisterFields } from '../cases/register/draft.ts'
import { fieldOf, toBody } from '../cases/register/to-body.ts'
import { WhoPart } from '../cases/register/who.tsx'
import { Field, focusField } from '../frame/field.tsx'
import { useMe, useProcedures } from '../frame/hooks.ts'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { REQUEST_CHANNELS } from './opinion-here.tsx'

const KINDS = ['review', 're-review'] as const

interface Opinion {
  organ: string
  number: string
  servedOn: string
  askedOn: string
  lateReason: string
}

export function OpinionOutside({ onDone }: { onDone: (result: Registered, fields: RegisterFields) => void }) {
  const t = useWords()
  const me = useMe()
  const client = useQueryClient()
  const said = useFieldWords()
  const tables = useProcedures()
  const [fields, setFields] = useState<RegisterFields>(() => emptyFields('review', 'visit'))
  const [opinion, setOpinion] = useState<Opinion>(() => ({
    organ: '',
    number: '',
    servedOn: '',
    askedOn: me.today,
    lateReason: '',
  }))
  const set = (part: Partial<RegisterFields>) => setFields((old) => ({ ...old, ...part }))
  const put = (part: Partial<Opinion>) => setOpinion((old) => ({ ...old, ...part }))
  const { body, indexes } = toBody(fields, me.bureau.zone, false)
  const send = useCommand(
    (_: null, key) => {
      const { subject, demands, secrecy, parties, persons, representatives } = body
      const { lateReason, ...rest } = opinion
      return post<Registered>('/reviews/outside', key, {
        procedure: fields.procedure,
        channel: fields.channel,
        ...(subject ? { subject } : {}),
        body: body.body,
        demands,
        secrecy,
        parties,
        persons,
        representatives,
        outside: { ...rest, ...(lateReason.trim() ? { lateReason: lateReason.trim() } : {}) },
      })
    },
    {
      done: (result) => {
        void client.invalidateQueries({ queryKey: ['inbox'] })
        onDone(result, fields)
      },
    },
  )
  const wrong = isProblem(send.error) ? send.error : null
  const named = fieldOf(wrong?.problem.field, indexes)
  const errors: Record<string, string> = wrong && named ? { [named]: said(wrong) } : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = [
      ...(['organ', 'number', 'servedOn', 'askedOn'] as const)
        .filter((f) => opinion[f].trim() === '')
        .map((f) => `outside-${f}`),
      ...(fields.body.trim() === '' ? ['body'] : []),
    ][0]
    if (missing) focusField(missing)
    else send.mutate(null)
  }
  const text = (name: 'organ' | 'number', maxLength: number) => (
    <Field
      id={`outside-${name}`}
      label={t(`review.outside.${name}`)}
      help={t(`review.outside.${name}Help`)}
      required
      error={errors[`outside.${name}`]}
    >
      {(c) => (
        <Input
          {...c}
          maxLength={maxLength}
          autoComplete="off"
          value={opinion[name]}
          onChange={(e) => put({ [name]: e.target.value })}
        />
      )}
    </Field>
  )
  const date = (name: 'servedOn' | 'askedOn') => (
    <Field
      id={`outside-${name}`}
      label={t(`review.outside.${name}`)}
      help={t(`review.outside.${name}Help`)}
      required
      error={errors[`outside.${name}`]}
    >
      {(c) => (
        <Input
          {...c}
          type="date"
          max={me.today}
          value={opinion[name]}
          onChange={(e) => put({ [name]: e.target.value })}
        />
      )}
    </Field>
  )
  return (
    <form className="review-form" onSubmit={submit} noValidate>
      {send.error && <ProblemNote error={send.error} />}
      <section className="sheet pad">
        <h2>{t('review.outside.title')}</h2>
        <p className="quiet">{t('review.outside.help')}</p>
        <fieldset className="field">
          <legend>{t('review.outside.kind')}</legend>
          <Radio.Group
            name="kind"
            value={fields.procedure}
            onChange={(e) => set({ procedure: e.target.value as string })}
            options={KINDS.map((k) => ({ value: k, label: say(tables.find((p) => p.id === k)?.label) || k }))}
          />
        </fieldset>
        <div className="pair">
          {text('organ', 200)}
          {text('number', 100)}
        </div>
        <div className="pair pair-three">
          {date('servedOn')}
          {date('askedOn')}
          <Field id="outside-channel" label={t('review.channel')} required>
            {(c) => (
              <Select
                {...c}
                value={fields.channel}
                onChange={(channel) => set({ channel })}
                options={REQUEST_CHANNELS.map((x) => ({ value: x, label: t(`channel.${x}`) }))}
              />
            )}
          </Field>
        </div>
        <Field
          id="outside-lateReason"
          label={t('review.lateReason')}
          help={t('review.lateReasonHelp')}
          error={errors['outside.lateReason']}
        >
          {(c) => (
            <Input.TextArea
              {...c}
              autoSize={{ minRows: 1, maxRows: 6 }}
              maxLength={2000}
              value={opinion.lateReason}
              onChange={(e) => put({ lateReason: e.target.value })}
            />
          )}
        </Field>
      </section>
      <section className="sheet pad">
        <h2>{t('review.outside.asks')}</h2>
        <Field
          id="subject"
          label={t('register.subject')}
          help={t('register.subjectHelp')}
          error={errors.subject}
        >
          {(c) => (
            <Input
              {...c}
              maxLength={200}
              value={fields.subject}
              onChange={(e) => set({ subject: e.target.value })}
            />
          )}
        </Field>
        <Field id="body" label={t('review.words')} required help={t('review.wordsHelp')} error={errors.body}>
          {(c) => (
            <Input.TextArea
              {...c}
              autoSize={{ minRows: 5, maxRows: 20 }}
              value={fields.body}
              onChange={(e) => set({ body: e.target.value })}
            />
          )}
        </Field>
        <fieldset className="field">
          <legend>{t('register.demands')}</legend>
          <p className="field-help">{t('register.demandsHelp')}</p>
          {fields.demands.map((demand, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a demand has no other name than its place
            <div className="demand-line" key={i}>
              <span aria-hidden="true">{i + 1}</span>
              <Input.TextArea
                id={`demands-${i}`}
                aria-label={t('register.demandNumber', { n: i + 1 })}
                autoSize={{ minRows: 1, maxRows: 6 }}
                maxLength={2000}
                value={demand}
                onChange={(e) =>
                  set({ demands: fields.demands.map((d, j) => (j === i ? e.target.value : d)) })
                }
              />
            </div>
          ))}
          <Button onClick={() => set({ demands: [...fields.demands, ''] })}>{t('register.addDemand')}</Button>
        </fieldset>
      </section>
      <WhoPart
        fields={fields}
        set={set}
        errors={errors}
        table={tables.find((p) => p.id === fields.procedure)}
        ticket={false}
      />
      <div className="form-foot">
        <Button type="primary" size="large" htmlType="submit" loading={send.isPending}>
          {t('review.outside.go')}
        </Button>
        <span className="quiet">{t('review.outside.papers')}</span>
      </div>
    </form>
  )
}
