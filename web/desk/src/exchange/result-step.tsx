/** What became of a batch, row by row; a mistaken one can be cancelled while nothing has gone on. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Input, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip, type Tone } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { type BatchPage, batchQuery, cancelBatch, type RowOutcome, rowsQuery, startBatch } from './api.ts'
import { SaveButton, useCommand } from './parts.tsx'

const TONES: Record<RowOutcome, Tone> = { made: 'green', known: 'plain', changed: 'blue', bad: 'red' }
const OUTCOMES: readonly RowOutcome[] = ['made', 'known', 'changed', 'bad']

export function ResultStep({ batch: b }: { batch: BatchPage }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const may = useMay('clerk', 'operator')
  const { busy, error, run } = useCommand()
  const resume = () =>
    run(async (key) => {
      client.setQueryData(batchQuery(b.batchId).queryKey, await startBatch(b.batchId, key))
    })
  return (
    <>
      <section className="sheet pad" aria-labelledby="result">
        <h2 id="result">
          {t(
            b.state === 'cancelled'
              ? 'batch.result.cancelled'
              : b.state === 'stopped'
                ? 'batch.result.stopped'
                : 'batch.result.head',
          )}
        </h2>
        {b.cancelled && <p>{t('batch.result.cancelledHelp', b.cancelled)}</p>}
        {b.stopped && (
          <Alert type="error" showIcon title={b.stopped.title} description={b.stopped.remedy} role="alert" />
        )}
        {error !== null && <ProblemNote error={error} />}
        <ul className="tally">
          {OUTCOMES.filter((o) => b[o] > 0 || o === 'made').map((o) => (
            <li key={o} className={`tally-${TONES[o]}`}>
              <strong>{b[o]}</strong> {t(`batch.result.${o}`)}
            </li>
          ))}
        </ul>
        <div className="form-foot">
          {b.state === 'stopped' && may && (
            <Button type="primary" loading={busy} onClick={() => void resume()}>
              {t('batch.result.resume')}
            </Button>
          )}
          {b.bad > 0 && b.fileKept && may && (
            <SaveButton path={`/imports/${b.batchId}/bad-rows`} name={t('batch.badRowsName')}>
              {t('batch.preview.download')}
            </SaveButton>
          )}
          {b.kind === 'register' ? (
            <Link to="/imports">{t('batch.result.another')}</Link>
          ) : (
            <Link to="/exchange">{t('batch.result.toExchange')}</Link>
          )}
        </div>
      </section>
      <Rows batch={b} />
      {b.made > 0 && b.state !== 'cancelled' && <Cancel batch={b} />}
    </>
  )
}

function Rows({ batch: b }: { batch: BatchPage }) {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const { rows: shown } = useSearch({ from: '/signed-in/imports/$batchId' })
  const pages = useInfiniteQuery(rowsQuery(b.batchId, shown, i18n.language))
  const rows = pages.data?.pages.flat() ?? []
  const show = (outcome: RowOutcome | undefined) =>
    void navigate({
      to: '/imports/$batchId',
      params: { batchId: b.batchId },
      search: outcome ? { rows: outcome } : {},
      replace: true,
    })
  return (
    <section className="sheet pad" aria-labelledby="rows">
      <div className="line-head">
        <h2 id="rows">{t('batch.result.list')}</h2>
        <Select
          aria-label={t('batch.result.filter')}
          className="short"
          value={shown ?? 'all'}
          options={[
            { value: 'all', label: t('batch.result.all') },
            ...OUTCOMES.map((o) => ({ value: o, label: t(`batch.result.outcomeOf.${o}`) })),
          ]}
          onChange={(value) => show(value === 'all' ? undefined : (value as RowOutcome))}
        />
      </div>
      {pages.isPending ? (
        <Skeleton active title={false} />
      ) : rows.length === 0 ? (
        <p className="quiet">{t('batch.result.none')}</p>
      ) : (
        <table className="map">
          <thead>
            <tr>
              <th scope="col">{t('batch.result.row')}</th>
              <th scope="col">{t('batch.result.outcome')}</th>
              <th scope="col">{t('batch.result.number')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.row}>
                <th scope="row" className="cell-name">
                  {r.row}
                </th>
                <td>
                  <Chip tone={TONES[r.outcome]}>{t(`batch.result.outcomeOf.${r.outcome}`)}</Chip>
                  {r.cancelled && <Chip>{t('batch.result.cancelledRow')}</Chip>}
                  {r.reason?.title}
                </td>
                <td>
                  {r.matterId && r.number ? (
                    <Link to="/matters/$matterId" params={{ matterId: r.matterId }}>
                      {r.number}
                    </Link>
                  ) : (
                    r.outcome !== 'bad' && <span className="quiet">{t('batch.result.noNumber')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {pages.hasNextPage && (
        <div className="more">
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('batch.result.more')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Cancel({ batch: b }: { batch: BatchPage }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const may = useMay('clerk', 'operator', 'supervisor', 'bureau-head')
  const [reason, setReason] = useState('')
  const { busy, error, run, renew } = useCommand()
  if (!may) return null
  const cancel = () =>
    run(async (key) => {
      client.setQueryData(batchQuery(b.batchId).queryKey, await cancelBatch(b.batchId, key, reason.trim()))
      void client.invalidateQueries({ queryKey: ['imports', 'rows', b.batchId] })
    })
  return (
    <details className="sheet pad">
      <summary>{t('batch.result.cancel')}</summary>
      <form
        onSubmit={(e) => {
          e.preventDefault()
          void cancel()
        }}
      >
        <p className="quiet">
          {t(b.kind === 'register' ? 'batch.result.cancelHelp' : 'batch.result.cancelOrdersHelp')}
        </p>
        {error !== null && <ProblemNote error={error} />}
        <Field id="cancel-reason" label={t('batch.result.reason')} required>
          {(control) => (
            <Input.TextArea
              {...control}
              maxLength={500}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={reason}
              onChange={(e) => {
                renew()
                setReason(e.target.value)
              }}
            />
          )}
        </Field>
        <Button danger htmlType="submit" loading={busy} disabled={reason.trim() === ''}>
          {t('batch.result.cancelGo', { count: b.made })}
        </Button>
      </form>
    </details>
  )
}
