/** 批量导入: bring a file, or go back to one. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay, useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { type BatchKind, type BatchView, batchesQuery, bringFile } from './api.ts'
import './exchange.css'
import { BatchState, FileDrop, SaveButton, useCommand } from './parts.tsx'

export function ImportsPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const may = useMay('clerk', 'operator')
  const { busy, error, run, renew } = useCommand()
  useTitle(t('imports.title'))
  if (!may) return <Alert type="info" showIcon title={t('imports.notYours')} />
  const bring = (file: File) => {
    renew()
    void run(async () => {
      const batch = await bringFile('register', undefined, file)
      void client.invalidateQueries({ queryKey: ['imports', 'register'] })
      await navigate({ to: '/imports/$batchId', params: { batchId: batch.batchId } })
    })
  }
  return (
    <div className="exchange">
      <div className="page-head">
        <h1>{t('imports.title')}</h1>
        <p className="quiet">{t('imports.intro')}</p>
      </div>
      <section className="sheet pad">
        {error !== null && <ProblemNote error={error} />}
        <FileDrop busy={busy} onFile={bring} />
        <div className="form-foot">
          <SaveButton path="/imports/template?kind=register" name={t('imports.templateName')}>
            {t('imports.template')}
          </SaveButton>
          <span className="quiet">{t('imports.templateHelp')}</span>
        </div>
      </section>
      <h2 id="history">{t('imports.history')}</h2>
      <BatchList kind="register" labelledBy="history" />
    </div>
  )
}

/** Batches of one's unit, newest first. */
export function BatchList(props: { kind: BatchKind; labelledBy: string; system?: string }) {
  const { t } = useTranslation()
  const me = useMe()
  const pages = useInfiniteQuery(batchesQuery(props.kind))
  const all = pages.data?.pages.flatMap((p) => p.items) ?? []
  const items = props.system ? all.filter((b) => b.system === props.system) : all
  if (pages.isPending) return <Skeleton active title={false} paragraph={{ rows: 3 }} />
  if (pages.error && all.length === 0) return <ProblemNote error={pages.error} focus={false} />
  if (items.length === 0 && !pages.hasNextPage)
    return (
      <div className="sheet pad">
        <p>{t(props.kind === 'register' ? 'imports.none' : 'exchange.noImports')}</p>
        {props.kind === 'register' && <p className="quiet">{t('imports.noneHelp')}</p>}
      </div>
    )
  return (
    <>
      <ul className="sheet lines" aria-labelledby={props.labelledBy}>
        {items.map((b) => (
          <li key={b.batchId}>
            <div className="line-head">
              <Link to="/imports/$batchId" params={{ batchId: b.batchId }}>
                {b.fileName || t('imports.fileGone')}
              </Link>
              <BatchState batch={b} />
            </div>
            <p className="quiet">
              {instant(b.createdAt, me.bureau.zone)}
              {b.createdBy && ` · ${b.createdBy}`} · <Counts batch={b} />
            </p>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <div className="more">
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('imports.more')}
          </Button>
        </div>
      )}
    </>
  )
}

function Counts({ batch: b }: { batch: BatchView }) {
  const { t } = useTranslation()
  if (b.state === 'ready') return t('imports.waitingRows', { count: b.rows })
  return t('imports.counts', { made: b.made, known: b.known, changed: b.changed, bad: b.bad })
}
