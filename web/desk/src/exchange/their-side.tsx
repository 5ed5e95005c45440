/** Their side of a matter that another system sent: number, limit and status beside our own clocks. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MatterView } from '../api/types.ts'
import { useMe } from '../frame/hooks.ts'
import { day, instant, weekday } from '../look/dates.ts'
import { orderQuery } from './api.ts'

export function TheirSide({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const me = useMe()
  const sent = matter.contacts.some((c) => c.external)
  const { data: o } = useQuery({ ...orderQuery(matter.matterId), enabled: sent })
  if (!o) return null
  return (
    <section className="sheet pad" aria-labelledby="their-side">
      <h2 id="their-side">{o.system}</h2>
      <dl className="facts">
        <dt>{t('exchange.side.number')}</dt>
        <dd>{o.number}</dd>
        {o.sender && (
          <>
            <dt>{t('exchange.side.sender')}</dt>
            <dd>{o.sender}</dd>
          </>
        )}
        <dt>{t('exchange.side.due')}</dt>
        <dd>{o.due ? `${day(o.due, { today: me.today })} ${weekday(o.due)}` : t('exchange.side.noDue')}</dd>
        <dt>{t('exchange.side.status')}</dt>
        <dd>
          {o.status ?? t('exchange.side.noStatus')}{' '}
          <span className="quiet">{t('exchange.side.seen', { at: instant(o.seenAt, me.bureau.zone) })}</span>
        </dd>
        <dt>{t('exchange.side.returned')}</dt>
        <dd>
          {o.returned
            ? `${t(`exchange.state.${o.returned.state}`)} · ${instant(o.returned.at, me.bureau.zone)}`
            : t('exchange.side.notReturned')}
        </dd>
      </dl>
      {o.changes > 0 && <p className="quiet">{t('exchange.side.changes', { count: o.changes })}</p>}
    </section>
  )
}
