/** One-time passwords, shown once and printed as slips to cut. */
import { Button } from 'antd'
import { useMe, useUnitsById } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import type { OneTimeBatch } from './accounts.tsx'
import { Page } from './shared.tsx'

export function Slips({ batch, onClose }: { batch: OneTimeBatch; onClose: () => void }) {
  const t = useWords()
  const me = useMe()
  const units = useUnitsById()
  const lost = batch.items.some((i) => i.password === null)
  return (
    <Page
      title={t('adm.slips.title', { count: batch.items.length })}
      help={t('adm.slips.help', { day: day(batch.until.slice(0, 10), { year: true }) })}
      actions={
        <span className="adm-row no-print">
          <Button type="primary" onClick={() => window.print()}>
            {t('adm.slips.print')}
          </Button>
          <Button onClick={onClose}>{t('adm.slips.close')}</Button>
        </span>
      }
    >
      {lost && <p className="adm-note">{t('adm.slips.lost')}</p>}
      <div className="adm-slips" data-testid="slips">
        {batch.items.map((i) => (
          <div className="adm-slip" key={i.login}>
            <strong>{i.name}</strong>
            <span className="quiet">
              {say(me.bureau.name)} · {say(units.get(i.unitId)?.name)}
            </span>
            <span>
              {t('signIn.login')} <span className="number">{i.login}</span>
            </span>
            <span>
              {t('adm.slips.password')} <span className="secret">{i.password ?? '—'}</span>
            </span>
          </div>
        ))}
      </div>
    </Page>
  )
}
