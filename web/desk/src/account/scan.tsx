/** The secret of a second factor, to be scanned or typed into an app. The picture is made by our own server. */
import { useWords } from '../text/words.ts'
import type { Proposal } from './api.ts'

export function Scan({ proposal, login }: { proposal: Proposal; login: string }) {
  const t = useWords()
  const picture = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(proposal.qr)}`
  return (
    <div className="scan">
      <p>{t('mine.factor.scan')}</p>
      <img src={picture} alt={t('mine.factor.qr')} width={196} height={196} />
      <p className="quiet">
        {t('mine.factor.typeIt')}{' '}
        <code className="scan-secret" data-testid="secret">
          {proposal.secret.match(/.{1,4}/g)?.join(' ')}
        </code>
        <br />
        {t('mine.factor.account', { login })}
      </p>
      <p>{t('mine.factor.thenCode')}</p>
    </div>
  )
}
