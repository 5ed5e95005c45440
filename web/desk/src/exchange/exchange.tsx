/** 系统交换: the systems that send us matters, and what waits to be sent back to each. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { FileButton } from '../frame/file-button.tsx'
import { useMay, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { addSource, bringFile, type SourceView, sourcesQuery } from './api.ts'
import './exchange.css'
import { BatchList } from './imports.tsx'
import { ACCEPT, useCommand } from './parts.tsx'

export function ExchangePage() {
  const { t } = useTranslation()
  const sources = useQuery(sourcesQuery)
  const mayKeep = useMay('clerk', 'operator', 'supervisor')
  useTitle(t('exchange.title'))
  return (
    <div className="exchange">
      <div className="page-head">
        <h1>{t('exchange.title')}</h1>
        <p className="quiet">{t('exchange.intro')}</p>
      </div>
      <section aria-labelledby="sources">
        <h2 id="sources">{t('exchange.sources')}</h2>
        {sources.error && !sources.data && <ProblemNote error={sources.error} focus={false} />}
        {sources.isPending && <Skeleton active title={false} />}
        {sources.data?.length === 0 && (
          <div className="sheet pad">
            <p>{t('exchange.none')}</p>
            <p className="quiet">{t('exchange.noneHelp')}</p>
          </div>
        )}
        {sources.data && sources.data.length > 0 && (
          <ul className="sheet lines">
            {sources.data.map((s) => (
              <SourceLine key={s.sourceId} source={s} />
            ))}
          </ul>
        )}
      </section>
      {mayKeep && <AddSource first={sources.data?.length === 0} />}
      <h2 id="history">{t('exchange.history')}</h2>
      <BatchList kind="exchange" labelledBy="history" />
    </div>
  )
}

function SourceLine({ source: s }: { source: SourceView }) {
  const { t } = useTranslation()
  return (
    <li>
      <div className="line-head">
        <Link to="/exchange/$sourceId" params={{ sourceId: s.sourceId }}>
          <strong>{s.system}</strong>
        </Link>
        <Chip tone={s.waiting > 0 ? 'amber' : 'plain'}>
          {s.waiting > 0 ? t('exchange.waiting', { count: s.waiting }) : t('exchange.allTold')}
        </Chip>
      </div>
      <div className="line-head">
        <span className="quiet">{t('exchange.orders', { count: s.orders })}</span>
        <BringExport system={s.system} />
      </div>
    </li>
  )
}

/** Chooses an export of a system and goes to its columns. */
export function BringExport({ system }: { system: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const may = useMay('clerk', 'operator')
  const { busy, error, run, renew } = useCommand()
  if (!may) return null
  const bring = (file: File) => {
    renew()
    void run(async () => {
      const batch = await bringFile('exchange', system, file)
      void client.invalidateQueries({ queryKey: ['imports', 'exchange'] })
      await navigate({ to: '/imports/$batchId', params: { batchId: batch.batchId } })
    })
  }
  return (
    <div>
      <FileButton accept={ACCEPT} busy={busy} onFile={bring}>
        {busy ? t('exchange.bringing') : t('exchange.bring')}
      </FileButton>
      {error !== null && <ProblemNote error={error} />}
    </div>
  )
}

function AddSource({ first }: { first: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const { busy, error, run, renew } = useCommand()
  const add = () =>
    run(async (key) => {
      await addSource(name.trim(), key)
      setName('')
      await client.invalidateQueries({ queryKey: ['exchange', 'sources'] })
    })
  return (
    <details className="sheet pad" open={first}>
      <summary>{t('exchange.add')}</summary>
      <form
        onSubmit={(e) => {
          e.preventDefault()
          void add()
        }}
      >
        {error !== null && <ProblemNote error={error} />}
        <Field id="system" label={t('exchange.name')} required help={t('exchange.nameHelp')}>
          {(control) => (
            <Input
              {...control}
              maxLength={100}
              value={name}
              onChange={(e) => {
                renew()
                setName(e.target.value)
              }}
            />
          )}
        </Field>
        <Button type="primary" htmlType="submit" loading={busy} disabled={name.trim() === ''}>
          {t('exchange.addGo')}
        </Button>
      </form>
    </details>
  )
}
