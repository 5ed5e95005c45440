/** One system: import its export, send back what was done, the layout it asks for. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Broken, MissingPage } from '../frame/broken.tsx'
import { Chip } from '../frame/chip.tsx'
import { useMay, useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day, instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { prepareReturn, returnsQuery, type SourceView, sourcesQuery, waitingQuery } from './api.ts'
import './exchange.css'
import { BringExport } from './exchange.tsx'
import { LayoutForm } from './layout-form.tsx'
import { useCommand } from './parts.tsx'

export function SourcePage() {
  const { t } = useTranslation()
  const me = useMe()
  const { sourceId } = useParams({ from: '/signed-in/exchange/$sourceId' })
  const sources = useQuery(sourcesQuery)
  const mayKeep = useMay('clerk', 'operator', 'supervisor')
  const s = sources.data?.find((x) => x.sourceId === sourceId)
  useTitle(s?.system ?? t('exchange.title'))
  if (sources.isPending) return <Skeleton active />
  if (sources.error && !sources.data) return <Broken error={sources.error} />
  if (!s) return <MissingPage />
  const columns = Object.keys(s.mapping.columns).length
  return (
    <div className="exchange">
      <div className="page-head">
        <h1>{s.system}</h1>
        <p className="quiet">
          <Link to="/exchange">{t('exchange.toList')}</Link>
        </p>
      </div>
      <section className="sheet pad">
        <div className="line-head">
          <span>{t('exchange.orders', { count: s.orders })}</span>
          <BringExport system={s.system} />
        </div>
        <p className="quiet">
          {t('exchange.mappingKept')}:{' '}
          {columns === 0
            ? t('exchange.mappingNone')
            : t('exchange.mappingLine', { count: columns, at: instant(s.changedAt, me.bureau.zone) })}
        </p>
      </section>
      <Outbox source={s} mayKeep={mayKeep} />
      <Returns source={s} mayOpen={mayKeep} />
      {mayKeep && <LayoutForm key={s.version} source={s} />}
    </div>
  )
}

function Outbox({ source: s, mayKeep }: { source: SourceView; mayKeep: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const waiting = useQuery(waitingQuery(s.sourceId))
  const { busy, error, run } = useCommand()
  const items = waiting.data ?? []
  const prepare = () =>
    run(async (key) => {
      const made = await prepareReturn(s.sourceId, key)
      void client.invalidateQueries({ queryKey: ['exchange'] })
      await navigate({
        to: '/exchange/$sourceId/returns/$returnId',
        params: { sourceId: s.sourceId, returnId: made.returnId },
      })
    })
  return (
    <section className="sheet pad" aria-labelledby="outbox">
      <h2 id="outbox">{t('exchange.outbox')}</h2>
      {(error ?? waiting.error) !== null && <ProblemNote error={error ?? waiting.error} />}
      {waiting.isPending && <Skeleton active title={false} />}
      {waiting.data && items.length === 0 && <p className="quiet">{t('exchange.outboxNone')}</p>}
      {items.length > 0 && (
        <>
          <table className="map">
            <thead>
              <tr>
                {(['theirNumber', 'ourNumber', 'status', 'outcome', 'unit', 'endedOn'] as const).map((c) => (
                  <th key={c} scope="col">
                    {t(`exchange.${c}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((i) => (
                <tr key={i.theirNumber}>
                  <th scope="row" className="cell-name">
                    {i.theirNumber}
                  </th>
                  <td>
                    <Link to="/matters/$matterId" params={{ matterId: i.matterId }}>
                      {i.ourNumber}
                    </Link>
                  </td>
                  <td>{i.status}</td>
                  <td>{i.outcome}</td>
                  <td>{say(i.unit)}</td>
                  <td>{i.endedOn && day(i.endedOn, { year: true })}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {mayKeep && (
            <div className="form-foot">
              <Button type="primary" loading={busy} onClick={() => void prepare()}>
                {t('exchange.prepare', { count: items.length })}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}

function Returns({ source: s, mayOpen }: { source: SourceView; mayOpen: boolean }) {
  const { t } = useTranslation()
  const me = useMe()
  const pages = useInfiniteQuery(returnsQuery(s.system))
  const items = pages.data?.pages.flatMap((p) => p.items) ?? []
  return (
    <section className="sheet pad" aria-labelledby="returns">
      <h2 id="returns">{t('exchange.returns')}</h2>
      {pages.error && <ProblemNote error={pages.error} focus={false} />}
      {pages.data && items.length === 0 && <p className="quiet">{t('exchange.returnsNone')}</p>}
      <ul className="plain lines">
        {items.map((r) => {
          const name = `${instant(r.createdAt, me.bureau.zone)} · ${t('exchange.returnItems', { count: r.items })}`
          return (
            <li key={r.returnId}>
              <div className="line-head">
                {mayOpen ? (
                  <Link
                    to="/exchange/$sourceId/returns/$returnId"
                    params={{ sourceId: s.sourceId, returnId: r.returnId }}
                  >
                    {name}
                  </Link>
                ) : (
                  <span>{name}</span>
                )}
                <span>
                  <Chip tone={r.sentAt ? 'green' : 'amber'}>
                    {r.sentAt
                      ? t('exchange.sent', { at: instant(r.sentAt, me.bureau.zone) })
                      : t('exchange.notSent')}
                  </Chip>
                  {r.acknowledged > 0 && <Chip>{t('exchange.ackCount', { count: r.acknowledged })}</Chip>}
                  {r.refused > 0 && (
                    <Chip tone="red">{t('exchange.refusedCount', { count: r.refused })}</Chip>
                  )}
                </span>
              </div>
              {r.createdBy && <span className="quiet">{r.createdBy}</span>}
            </li>
          )
        })}
      </ul>
      {pages.hasNextPage && (
        <div className="more">
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('imports.more')}
          </Button>
        </div>
      )}
    </section>
  )
}
