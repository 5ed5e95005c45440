/** Every version: who, when, what was done, and which words were changed from what to what. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../frame/hooks.ts'
import { instant } from '../../look/dates.ts'
import { changesQuery, type Question } from './queries.ts'

export function History({ packageId, questions }: { packageId: string; questions: readonly Question[] }) {
  const { t } = useTranslation()
  const { bureau } = useMe()
  const { data } = useQuery(changesQuery(packageId))
  const labelOf = (key: string) => questions.find((q) => q.key === key)?.label ?? key
  return (
    <details className="sheet pad">
      <summary>{t('pack.history')}</summary>
      <ol className="pack-history">
        {(data ?? []).map((c) => (
          <li key={c.version}>
            <strong>{t(`pack.did.${c.what}`)}</strong> {c.account} {instant(c.at, bureau.zone)} {c.reason}
            {c.changes.length > 0 && (
              <ul>
                {c.changes.map((x) => (
                  <li key={x.key}>
                    <span>{labelOf(x.key)}</span> {x.before && <del>{x.before}</del>} <ins>{x.after}</ins>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}
