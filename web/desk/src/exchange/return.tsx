/** One return: its answers, the file, when it went out, what they said. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Checkbox, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../api/client.ts'
import { Broken, MissingPage } from '../frame/broken.tsx'
import { Chip, type Tone } from '../frame/chip.tsx'
import { useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day, instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { acknowledge, markSent, type ReturnItem, type ReturnWhole, returnQuery } from './api.ts'
import './exchange.css'
import { SaveButton, useCommand } from './parts.tsx'

const TONES: Record<ReturnItem['state'], Tone> = {
  prepared: 'amber',
  sent: 'blue',
  acknowledged: 'green',
  refused: 'red',
}

export function ReturnPage() {
  const { t } = useTranslation()
  const { sourceId, returnId } = useParams({ from: '/signed-in/exchange/$sourceId/returns/$returnId' })
  const found = useQuery(returnQuery(returnId))
  const r = found.data
  const title = r ? t('exchange.returnTitle', { system: r.system }) : t('exchange.returns')
  useTitle(title)
  if (!r && found.error) {
    const away = isProblem(found.error) && (found.error.status === 404 || found.error.status === 400)
    return away ? <MissingPage /> : <Broken error={found.error} />
  }
  if (!r) return <Skeleton active />
  return (
    <div className="exchange">
      <div className="page-head">
        <h1>{title}</h1>
        <p className="quiet">
          <Link to="/exchange/$sourceId" params={{ sourceId }}>
            {t('exchange.back', { system: r.system })}
          </Link>
        </p>
      </div>
      <Head r={r} />
      <Items r={r} />
    </div>
  )
}

function Head({ r }: { r: ReturnWhole }) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const { busy, error, run } = useCommand()
  const send = () =>
    run(async (key) => {
      await markSent(r.returnId, key)
      await client.invalidateQueries({ queryKey: ['exchange'] })
    })
  const name = `${r.system}-${r.createdAt.slice(0, 10)}`
  return (
    <section className="sheet pad">
      <p>
        {instant(r.createdAt, me.bureau.zone)}
        {r.createdBy && ` · ${r.createdBy}`} · {t('exchange.returnItems', { count: r.items })}{' '}
        <Chip tone={r.sentAt ? 'green' : 'amber'}>
          {r.sentAt ? t('exchange.sent', { at: instant(r.sentAt, me.bureau.zone) }) : t('exchange.notSent')}
        </Chip>
      </p>
      {error !== null && <ProblemNote error={error} />}
      <div className="form-foot">
        {(['xlsx', 'csv'] as const).map((format) => (
          <SaveButton
            key={format}
            path={`/exchange/returns/${r.returnId}/file?format=${format}`}
            name={`${name}.${format}`}
          >
            {t('exchange.download', { format: `.${format}` })}
          </SaveButton>
        ))}
        {!r.sentAt && (
          <Button type="primary" loading={busy} onClick={() => void send()}>
            {t('exchange.markSent')}
          </Button>
        )}
      </div>
      <p className="field-help">{t('exchange.downloadHelp')}</p>
    </section>
  )
}

function Items({ r }: { r: ReturnWhole }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [refused, setRefused] = useState<Record<string, string>>({})
  const { busy, error, run, renew } = useCommand()
  const open = r.sentAt !== null && r.entries.some((i) => i.state === 'sent')
  const missing = Object.values(refused).some((reason) => reason.trim() === '')
  const change = (next: Record<string, string>) => {
    renew()
    setRefused(next)
  }
  const toggle = (number: string, on: boolean) => {
    const { [number]: _old, ...rest } = refused
    change(on ? { ...rest, [number]: '' } : rest)
  }
  const send = () =>
    run(async (key) => {
      const list = Object.entries(refused).map(([number, reason]) => ({ number, reason: reason.trim() }))
      await acknowledge(r.returnId, key, list)
      setRefused({})
      await client.invalidateQueries({ queryKey: ['exchange'] })
    })
  return (
    <section className="sheet pad">
      {r.entries.map((i) => (
        <article key={i.theirNumber} className="return-item">
          <div className="line-head">
            <h2>
              <span className="number">{i.theirNumber}</span>{' '}
              <Link to="/matters/$matterId" params={{ matterId: i.matterId }}>
                {i.ourNumber}
              </Link>
            </h2>
            <Chip tone={TONES[i.state]}>{t(`exchange.state.${i.state}`)}</Chip>
          </div>
          <p>
            {[
              i.status,
              i.outcome,
              say(i.unit),
              i.document && say(i.document),
              i.endedOn && day(i.endedOn, { year: true }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {i.reply && <p className="words reply-words">{i.reply}</p>}
          {i.note && <p className="field-error">{i.note}</p>}
          {open && i.state === 'sent' && (
            <div className="refusal">
              <Checkbox
                checked={i.theirNumber in refused}
                onChange={(e) => toggle(i.theirNumber, e.target.checked)}
              >
                {t('exchange.refuse')}
              </Checkbox>
              {i.theirNumber in refused && (
                <Input
                  aria-label={t('exchange.refuseReason')}
                  placeholder={t('exchange.refuseReason')}
                  maxLength={500}
                  value={refused[i.theirNumber]}
                  onChange={(e) => change({ ...refused, [i.theirNumber]: e.target.value })}
                />
              )}
            </div>
          )}
        </article>
      ))}
      {error !== null && <ProblemNote error={error} />}
      {open && (
        <div className="form-foot">
          <Button type="primary" loading={busy} disabled={missing} onClick={() => void send()}>
            {t('exchange.acknowledge')}
          </Button>
          <span className="quiet">{t('exchange.acknowledgeHelp')}</span>
        </div>
      )}
    </section>
  )
}
