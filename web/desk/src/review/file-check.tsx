/** The sealed copy against the ledger it was made from, and what happened there since. */
import { Alert } from 'antd'
import { useMe } from '../frame/hooks.ts'
import { instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import type { Chain } from './api.ts'

export function FileCheck({ check }: { check: NonNullable<Chain['file']> }) {
  const t = useWords()
  const { bureau } = useMe()
  return (
    <>
      <Alert
        type={check.intact ? 'success' : 'error'}
        showIcon
        role="none"
        title={t(check.intact ? 'review.intact' : 'review.notIntact')}
        description={check.intact ? undefined : t('review.notIntactHelp')}
      />
      {check.since.length > 0 && (
        <details>
          <summary>{t('review.since', { count: check.since.length })}</summary>
          <ul className="plain">
            {check.since.map((s) => (
              <li key={`${s.on} ${s.label.zh}`}>
                <span className="quiet">{instant(s.on, bureau.zone)}</span> {say(s.label)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
