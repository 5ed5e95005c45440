/** An office takes a matter on: which one, what is planned, who does it, by when. */
import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { isProblem, post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { useWords } from '../text/words.ts'
import { type Promised, PromiseFields } from './promise-fields.tsx'
import type { FollowUpDone, SponsorInput } from './queries.ts'

export function SponsorForm({ matterNumber, onClose }: { matterNumber: string; onClose: () => void }) {
  const t = useWords()
  const fieldWords = useFieldWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const [number, setNumber] = useState(matterNumber)
  const [office, setOffice] = useState('')
  const [promise, setPromise] = useState<Promised>({ words: '', unitId: '', dueOn: '' })
  const [tried, setTried] = useState(false)
  useEffect(() => heading.current?.focus(), [])
  const save = useCommand((body: SponsorInput, key) => post<FollowUpDone>('/leader-follow-ups', key, body), {
    changes: [['leader-follow-ups']],
    done: onClose,
  })
  const missing = {
    matterNumber: number.trim().length < 3,
    office: office.trim().length < 2,
    words: promise.words.trim().length < 2,
    unitId: promise.unitId === '',
    dueOn: promise.dueOn === '',
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
      className="sheet pad task day-form"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (Object.values(missing).some(Boolean)) return
        save.mutate({
          matterNumber: number.trim(),
          office: office.trim(),
          words: promise.words.trim(),
          unitId: promise.unitId,
          dueOn: promise.dueOn,
        })
      }}
    >
      <h2 ref={heading} tabIndex={-1}>
        {t('followUps.new')}
      </h2>
      {save.error && !refused?.problem.field && <ProblemNote error={save.error} />}
      <div className="pair">
        <Field
          id="sponsor-number"
          label={t('followUps.matterNumber')}
          required
          error={errorOf('matterNumber')}
        >
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={60}
              value={number}
              onChange={(e) => setNumber(e.target.value)}
            />
          )}
        </Field>
        <Field
          id="sponsor-office"
          label={t('followUps.office')}
          help={t('followUps.officeHelp')}
          required
          error={errorOf('office')}
        >
          {(control) => (
            <Input {...control} maxLength={100} value={office} onChange={(e) => setOffice(e.target.value)} />
          )}
        </Field>
      </div>
      <PromiseFields kind="sponsored" value={promise} onChange={setPromise} errorOf={errorOf} />
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('followUps.save')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </div>
    </form>
  )
}
