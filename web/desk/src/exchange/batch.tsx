/** One file on its way: columns, preview by cell, import, result. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Progress, Skeleton } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../api/client.ts'
import { Broken, MissingPage } from '../frame/broken.tsx'
import { useTitle } from '../frame/hooks.ts'
import { type BatchPage as Batch, batchQuery, isAtWork } from './api.ts'
import './exchange.css'
import { MappingStep } from './mapping-step.tsx'
import { PreviewStep } from './preview-step.tsx'
import { ResultStep } from './result-step.tsx'

const STEPS = ['mapping', 'preview', 'run', 'result'] as const
type Step = (typeof STEPS)[number]

export function BatchPage() {
  const { t } = useTranslation()
  const { batchId } = useParams({ from: '/signed-in/imports/$batchId' })
  const { step: asked } = useSearch({ from: '/signed-in/imports/$batchId' })
  const batch = useQuery(batchQuery(batchId))
  const b = batch.data
  const name = b?.fileName || t('imports.fileGone')
  const title = b?.system ? t('batch.orders', { system: b.system, name }) : t('batch.title', { name })
  useTitle(b ? title : t('imports.title'))
  if (!b && batch.error) {
    const away = isProblem(batch.error) && (batch.error.status === 404 || batch.error.status === 400)
    return away ? <MissingPage /> : <Broken error={batch.error} />
  }
  if (!b) return <Skeleton active />
  const step: Step = isAtWork(b) ? 'run' : b.state === 'ready' ? (asked ?? 'mapping') : 'result'
  return (
    <div className="exchange">
      <div className="page-head">
        <h1>{title}</h1>
      </div>
      <ol className="batch-steps">
        {STEPS.map((s, i) => (
          <li
            key={s}
            aria-current={s === step ? 'step' : undefined}
            className={i < STEPS.indexOf(step) ? 'past' : ''}
          >
            <span aria-hidden="true">{i + 1}</span> {t(`batch.steps.${s}`)}
          </li>
        ))}
      </ol>
      <StepOf key={step} step={step} batch={b} />
    </div>
  )
}

function StepOf({ step, batch }: { step: Step; batch: Batch }) {
  const navigate = useNavigate()
  const heading = useRef<HTMLDivElement>(null)
  const first = useRef(true)
  const go = (to?: 'preview') =>
    navigate({ to: '/imports/$batchId', params: { batchId: batch.batchId }, search: to ? { step: to } : {} })
  // The step has changed under the keyboard: the focus follows, but not onto a page just opened.
  useEffect(() => {
    if (!first.current) return
    first.current = false
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div ref={heading} tabIndex={-1} className="batch-step">
      {step === 'mapping' && <MappingStep batch={batch} onNext={() => void go('preview')} />}
      {step === 'preview' && <PreviewStep batch={batch} onBack={() => void go()} />}
      {step === 'run' && <Running batch={batch} />}
      {step === 'result' && <ResultStep batch={batch} />}
    </div>
  )
}

function Running({ batch }: { batch: Batch }) {
  const { t } = useTranslation()
  const cancelling = batch.state === 'cancelling'
  const percent = batch.rows === 0 ? 0 : Math.floor((batch.progress / batch.rows) * 100)
  return (
    <section className="sheet pad" aria-labelledby="running">
      <h2 id="running">{cancelling ? t('batch.run.cancelling') : t('batch.run.head')}</h2>
      {!cancelling && (
        <>
          <Progress percent={percent} status="active" aria-label={t('batch.run.head')} />
          <p role="status">{t('batch.run.progress', { done: batch.progress, total: batch.rows })}</p>
        </>
      )}
      <p className="quiet">{t('batch.run.help')}</p>
    </section>
  )
}
