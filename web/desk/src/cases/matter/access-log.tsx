/** Who looked at this matter, when and why. The person who asked reads the same list. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accessLogQuery } from '../../api/queries.ts'
import { useMe, useUnitsById } from '../../frame/hooks.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { instant } from '../../look/dates.ts'
import { useLookReason } from '../../look/look-reason.ts'
import { say } from '../../text/language.ts'

const WHATS = ['matter', 'parties', 'attachment', 'lookup'] as const

export function AccessLog({ matterId }: { matterId: string }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <details className="sheet pad no-print" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        <h2>{t('log.title')}</h2>
      </summary>
      <p className="quiet">{t('log.help')}</p>
      {open && <Entries matterId={matterId} />}
    </details>
  )
}

function Entries({ matterId }: { matterId: string }) {
  const { t } = useTranslation()
  const me = useMe()
  const units = useUnitsById()
  const { data, error } = useQuery(accessLogQuery(matterId))
  const reasonOf = useLookReason()
  if (error) return <ProblemNote error={error} />
  if (!data) return <p className="quiet">{t('matter.loading')}</p>
  return (
    <ul className="plain log">
      {data.map((e) => (
        <li key={`${e.at} ${e.what} ${e.accountId}`}>
          <time dateTime={e.at}>{instant(e.at, me.bureau.zone)}</time>{' '}
          {e.unitId ? say(units.get(e.unitId)?.name) : t('log.program')}
          {e.roles.length > 0 && ` · ${e.roles.map((r) => t(`role.${r}`)).join(t('list.comma'))}`}{' '}
          {WHATS.includes(e.what as 'matter') ? t(`log.what.${e.what as 'matter'}`) : e.what}
          {e.reason && e.reason !== 'handling' && <span className="quiet"> {reasonOf(e.reason)}</span>}
        </li>
      ))}
    </ul>
  )
}
