/** What is shown when a page cannot be: what happened, and the way on. */
import { Link, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../api/client.ts'
import { useTitle } from './hooks.ts'

export function Broken({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const router = useRouter()
  const offline = isProblem(error) && error.code === 'network'
  const title = isProblem(error) && !offline && error.problem.detail ? error.problem.title : null
  const instance = isProblem(error) ? error.problem.instance : undefined
  const heading = title ?? t(offline ? 'error.offline' : 'error.broken')
  useTitle(heading)
  return (
    <section className="broken" role="alert">
      <h1>{heading}</h1>
      <p>
        {title && isProblem(error)
          ? error.problem.detail
          : t(offline ? 'error.offlineHelp' : 'error.brokenHelp')}
      </p>
      {instance && <p className="quiet">{t('error.instance', { instance })}</p>}
      <p className="broken-ways">
        <Button type="primary" onClick={() => void router.invalidate()}>
          {t('error.again')}
        </Button>
        <Link to="/">{t('nav.home')}</Link>
      </p>
    </section>
  )
}

export function Missing() {
  const { t } = useTranslation()
  useTitle(t('error.missing'))
  return (
    <section className="broken">
      <h1>{t('error.missing')}</h1>
      <p>{t('error.missingHelp')}</p>
      <p>
        <Link to="/">{t('nav.home')}</Link>
      </p>
    </section>
  )
}
