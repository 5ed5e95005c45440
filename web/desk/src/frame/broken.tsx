/** What is shown when a page cannot be: what happened, and the way on. */
import { Link, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../api/client.ts'

export function Broken({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const router = useRouter()
  const offline = isProblem(error) && error.code === 'network'
  const title = isProblem(error) && !offline && error.problem.detail ? error.problem.title : null
  const instance = isProblem(error) ? error.problem.instance : undefined
  return (
    <main className="broken" role="alert">
      <h1>{title ?? t(offline ? 'error.offline' : 'error.broken')}</h1>
      <p>
        {title && isProblem(error)
          ? error.problem.detail
          : t(offline ? 'error.offlineHelp' : 'error.brokenHelp')}
      </p>
      {instance && <p className="quiet">{t('error.instance', { instance })}</p>}
      <Button type="primary" onClick={() => void router.invalidate()}>
        {t('error.again')}
      </Button>
    </main>
  )
}

export function Missing() {
  const { t } = useTranslation()
  return (
    <main className="broken">
      <h1>{t('error.missing')}</h1>
      <p>{t('error.missingHelp')}</p>
      <Link to="/">{t('nav.toInbox')}</Link>
    </main>
  )
}
