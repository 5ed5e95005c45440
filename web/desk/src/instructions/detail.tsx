/** One instruction or urgent report: where it stands, what was done, and what can be done now. */
import { ArrowLeftOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Broken } from '../frame/broken.tsx'
import { Chip } from '../frame/chip.tsx'
import { useMe, useTitle } from '../frame/hooks.ts'
import { day, instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { DueWords } from './due-words.tsx'
import { Origin, toneOf } from './list.tsx'
import { instructionQuery, type RecordDetail, type StepName } from './queries.ts'
import { StepForm } from './step-form.tsx'
import './instructions.css'

export function InstructionPage() {
  const { t } = useTranslation()
  const { recordId } = useParams({ from: '/signed-in/instructions/$recordId' })
  const { data, error } = useQuery(instructionQuery(recordId))
  useTitle(data?.title ?? t('instruction.title'))
  if (data) return <Page key={recordId} record={data} />
  if (error) return <Broken error={error} />
  return (
    <div className="sheet pad" aria-busy="true">
      <span className="hidden-text" role="status">
        {t('instruction.loading')}
      </span>
      <Skeleton active paragraph={{ rows: 8 }} />
    </div>
  )
}

function Page({ record }: { record: RecordDetail }) {
  const { t } = useTranslation()
  const [task, setTask] = useState<StepName | null>(null)
  const [said, setSaid] = useState(false)
  const status = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (said) status.current?.focus()
  }, [said])
  return (
    <article className="instruction-page">
      <p className="back">
        <Link to="/instructions">
          <ArrowLeftOutlined aria-hidden /> {t('instruction.back')}
        </Link>
      </p>
      <div ref={status} tabIndex={-1} role="status" className="said">
        {said && <Alert type="success" showIcon role="none" title={t('instruction.saved')} />}
      </div>
      <header className="sheet pad">
        <h1>{record.title}</h1>
        <p className="quiet">
          <Origin record={record} />
        </p>
        <p>
          <Chip tone={toneOf(record)}>{t(`instruction.state.${record.state}`)}</Chip>
          {record.unit && <Chip>{say(record.unit.name)}</Chip>} <DueWords record={record} />
        </p>
        {record.kind === 'urgent-report' && <p className="quiet">{t('instruction.promptly')}</p>}
      </header>
      <div className="instruction-columns">
        <div>
          {task && (
            <StepForm
              key={task}
              step={task}
              record={record}
              onClose={() => setTask(null)}
              onDone={() => {
                setTask(null)
                setSaid(true)
              }}
            />
          )}
          <History record={record} />
        </div>
        <div>
          {record.may.length > 0 && (
            <section className="sheet pad" aria-labelledby="instruction-acts">
              <h2 id="instruction-acts">{t('instruction.act')}</h2>
              <div className="instruction-acts">
                {record.may.map((name) => (
                  <Button
                    key={name}
                    aria-expanded={task === name}
                    danger={name === 'cancel'}
                    onClick={() => {
                      setSaid(false)
                      setTask(name)
                    }}
                  >
                    {t(`instruction.step.${name}`)}
                  </Button>
                ))}
              </div>
            </section>
          )}
          {record.kind === 'urgent-report' && <NotTold record={record} />}
          <section className="sheet pad" aria-labelledby="instruction-matters">
            <h2 id="instruction-matters">{t('instruction.matters')}</h2>
            {record.matters.length === 0 && <p className="quiet">{t('instruction.noMatters')}</p>}
            <ul className="plain">
              {record.matters.map((m) => (
                <li key={m.matterId}>
                  <Link to="/matters/$matterId" params={{ matterId: m.matterId }}>
                    {m.number}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </article>
  )
}

function NotTold({ record }: { record: RecordDetail }) {
  const { t } = useTranslation()
  if (record.notTold.length === 0)
    return (
      <section className="sheet pad">
        <p>{t('instruction.allTold')}</p>
      </section>
    )
  return (
    <section className="sheet pad" aria-labelledby="instruction-not-told">
      <h2 id="instruction-not-told">{t('instruction.notTold')}</h2>
      <ul className="plain">
        {record.notTold.map((r) => (
          <li key={r}>{t(`instruction.recipient.${r}`)}</li>
        ))}
      </ul>
    </section>
  )
}

function History({ record }: { record: RecordDetail }) {
  const { t } = useTranslation()
  const me = useMe()
  return (
    <section className="sheet pad" aria-labelledby="instruction-history">
      <h2 id="instruction-history">{t('instruction.history')}</h2>
      <ol className="timeline plain">
        {record.steps.map((s) => (
          <li key={s.version} className="entry">
            <p className="entry-head">
              <strong>{t(`instruction.done.${s.what as StepName | 'entered' | 'noticed'}`)}</strong>
              <time dateTime={s.at} className="quiet">
                {instant(s.at, me.bureau.zone)}
              </time>
            </p>
            <Told step={s} today={me.today} zone={me.bureau.zone} />
            {s.words && <p className="words">{s.words}</p>}
            <p className="entry-who">
              {t('instruction.by', { name: s.by ?? '', unit: s.unit ? say(s.unit.name) : '' })}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The facts of a step, in one line. */
function Told({
  step: s,
  today,
  zone,
}: {
  step: RecordDetail['steps'][number]
  today: string
  zone: string
}) {
  const { t } = useTranslation()
  const parts = [
    s.toUnit && t('instruction.toUnit', { unit: say(s.toUnit.name) }),
    s.dueOn && t('instruction.due', { day: day(s.dueOn, { today }) }),
    s.matter,
    s.recipient && [t(`instruction.recipient.${s.recipient}`), s.recipientName].filter(Boolean).join(' '),
    s.way && t(`instruction.way.${s.way}`),
    s.reportedAt && instant(s.reportedAt, zone),
    s.after !== null && t('instruction.after', { count: s.after }),
  ].filter(Boolean)
  return parts.length === 0 ? null : <p>{parts.join(' · ')}</p>
}
