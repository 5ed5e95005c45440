/** One promise or sponsored matter: what was said, how far it is, and what is written down next. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { isProblem, post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { day, instant } from '../look/dates.ts'
import { Loaded, MatterLink } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { FOLLOW_UP_TONES } from './follow-up-tones.ts'
import {
  type FollowUpDetail,
  type FollowUpDone,
  type FollowUpStep,
  type FollowUpStepInput,
  followUpQuery,
} from './queries.ts'
import '../routing/routing.css'
import './reception.css'

const STEPS = ['reception', 'sponsored', 'progress', 'met', 'done', 'released'] as const

export function LeaderFollowUpPage() {
  const t = useWords()
  const { followUpId } = useParams({ from: '/signed-in/sponsored/$followUpId' })
  const found = useQuery(followUpQuery(followUpId))
  useTitle(found.data ? `${found.data.office} ${found.data.number}` : t('followUps.title.sponsored'))
  return (
    <>
      <p className="back">
        <Link to="/sponsored" search={found.data?.kind === 'reception' ? { kind: 'reception' } : {}}>
          {t('followUps.back')}
        </Link>
      </p>
      {!found.data && <h1>{t('followUps.title.sponsored')}</h1>}
      <Loaded of={found} empty={null}>
        {(detail) => <Detail detail={detail} />}
      </Loaded>
    </>
  )
}

function Detail({ detail: f }: { detail: FollowUpDetail }) {
  const t = useWords()
  const { today, bureau } = useMe()
  return (
    <div className="follow-up">
      <header className="sheet pad">
        <h1>{f.office}</h1>
        <p>
          <Chip tone={FOLLOW_UP_TONES[f.state]}>{t(`followUps.state.${f.state}`)}</Chip>{' '}
          <MatterLink matterId={f.matterId} number={f.number} />
          {f.ended && <span className="quiet"> {t('followUps.matterEnded')}</span>}
        </p>
        <p className="quiet">
          {t(`followUps.since.${f.kind}`, { day: day(f.onDate, { today }) })}
          {f.unit && ` · ${t('followUps.does', { unit: say(f.unit) })}`}
          {f.dueOn && ` · ${t('followUps.until', { day: day(f.dueOn, { today }) })}`}
        </p>
        {f.overdue && <p className="late">{t('followUps.overdueLine')}</p>}
      </header>
      <section className="sheet pad" aria-labelledby="follow-up-steps">
        <h2 id="follow-up-steps">{t('followUps.steps')}</h2>
        <ol className="follow-up-steps">
          {f.steps.map((s) => {
            const step = STEPS.find((x) => x === s.step)
            return (
              <li key={s.version}>
                <strong>{step ? t(`followUps.step.${step}`) : s.step}</strong>{' '}
                <span className="quiet">
                  {instant(s.at, bureau.zone)} · {s.by}
                </span>
                <p className="words">{s.words ?? t('followUps.erased')}</p>
              </li>
            )
          })}
        </ol>
        <p className="quiet">{t('followUps.inLedger')}</p>
      </section>
      {f.may.length > 0 && <StepForm key={f.version} detail={f} />}
    </div>
  )
}

function StepForm({ detail: f }: { detail: FollowUpDetail }) {
  const t = useWords()
  const fieldWords = useFieldWords()
  const [step, setStep] = useState<FollowUpStep>(f.may[0]!)
  const [words, setWords] = useState('')
  const [dueOn, setDueOn] = useState(f.dueOn ?? '')
  const [tried, setTried] = useState(false)
  const save = useCommand(
    (body: FollowUpStepInput, key) =>
      post<FollowUpDone>(`/leader-follow-ups/${f.followUpId}/steps`, key, body),
    { changes: [['leader-follow-ups']] },
  )
  const goesOn = step === 'progress' || step === 'met'
  const refused = isProblem(save.error) ? save.error : null
  const missing = words.trim().length < 2
  return (
    <form
      className="sheet pad"
      noValidate
      aria-labelledby="step-title"
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (missing) return
        const moved = goesOn && dueOn !== '' && dueOn !== f.dueOn
        save.mutate({ expectedVersion: f.version, step, words: words.trim(), ...(moved ? { dueOn } : {}) })
      }}
    >
      <h2 id="step-title">{t('followUps.next')}</h2>
      {save.error && !refused?.problem.field && <ProblemNote error={save.error} />}
      <fieldset className="switcher follow-up-choose" aria-label={t('followUps.next')}>
        {f.may.map((name) => (
          <button key={name} type="button" aria-pressed={step === name} onClick={() => setStep(name)}>
            {t(`followUps.step.${name}`)}
          </button>
        ))}
      </fieldset>
      {f.kind === 'sponsored' && !f.ended && <p className="quiet">{t('followUps.doneLater')}</p>}
      <Field
        id="step-words"
        label={t('followUps.stepWords')}
        help={t('followUps.wordsHelp')}
        required
        error={
          tried && missing
            ? t('form.missing')
            : refused?.problem.field === 'words'
              ? fieldWords(refused)
              : null
        }
      >
        {(control) => (
          <Input.TextArea
            {...control}
            maxLength={4000}
            autoSize={{ minRows: 3, maxRows: 12 }}
            value={words}
            onChange={(e) => setWords(e.target.value)}
          />
        )}
      </Field>
      {goesOn && (
        <Field
          id="step-due"
          label={t('followUps.newDue')}
          help={t('followUps.newDueHelp')}
          error={refused?.problem.field === 'dueOn' ? fieldWords(refused) : null}
        >
          {(control) => (
            <Input
              {...control}
              className="short"
              type="date"
              value={dueOn}
              onChange={(e) => setDueOn(e.target.value)}
            />
          )}
        </Field>
      )}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('followUps.stepSave')}
        </Button>
      </div>
    </form>
  )
}
