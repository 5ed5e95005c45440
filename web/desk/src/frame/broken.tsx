/** What is shown when a page cannot be: what happened, and the way on. */
import { Link, useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../api/client.ts'
import { onReach, reachNow } from '../api/reach.ts'
import { forgetFailures } from '../page.ts'
import { useMe, useTitle } from './hooks.ts'
import { KeptWords } from './kept-words.tsx'
import { menuFor } from './menu.ts'

/** Answers of something that stands before the server, or of a server whose database is away. */
const AWAY = [502, 503, 504]

export function Broken({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const router = useRouter()
  const offline = isProblem(error) && error.code === 'network'
  const title = isProblem(error) && !offline && error.problem.detail ? error.problem.title : null
  const instance = isProblem(error) ? error.problem.instance : undefined
  const heading = title ?? t(offline ? 'error.offline' : 'error.broken')
  // What is not there is not there a second time either.
  const gone = isProblem(error) && error.status === 404
  const away = offline || (isProblem(error) && AWAY.includes(error.status))
  useTitle(heading)
  // The server is asked by itself until it answers; then this page comes back without a hand.
  // Once for each return: while the page is loaded again this one may be drawn anew.
  useEffect(
    () =>
      onReach(() => {
        if (away && reachNow() === 'back') void router.invalidate()
      }),
    [away, router],
  )
  return (
    <section className="broken">
      <div role="alert">
        <h1>{heading}</h1>
        <p>
          {title && isProblem(error)
            ? error.problem.detail
            : t(offline ? 'error.offlinePage' : 'error.brokenHelp')}
        </p>
      </div>
      {away && <KeptWords />}
      {instance && !gone && <p className="quiet">{t('error.instance', { instance })}</p>}
      <p className="broken-ways">
        {!gone && (
          <Button
            type="primary"
            onClick={() => {
              forgetFailures()
              void router.invalidate()
            }}
          >
            {t('error.again')}
          </Button>
        )}
        <Link to="/">{t('nav.home')}</Link>
      </p>
    </section>
  )
}

/** Without a frame around it: nobody is signed in, or nothing could be loaded. */
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

/** An address that leads nowhere, within the frame: what it may have been, and the ways on this person has. */
export function MissingPage() {
  const { t } = useTranslation()
  return <Nowhere title={t('error.missing')} help={t('error.missingPageHelp')} />
}

/** A matter that is not there, or that this person may not see: which of the two is not told. */
export function MissingMatter() {
  const { t } = useTranslation()
  return <Nowhere title={t('error.missingMatter')} help={t('error.missingMatterHelp')} />
}

function Nowhere({ title, help }: { title: string; help: string }) {
  const { t } = useTranslation()
  const { roles } = useMe()
  useTitle(title)
  return (
    <section className="broken" aria-labelledby="nowhere">
      <h1 id="nowhere">{title}</h1>
      <p>{help}</p>
      <nav aria-labelledby="nowhere-ways">
        <h2 id="nowhere-ways">{t('error.waysOn')}</h2>
        <ul className="broken-ways">
          {menuFor(roles)
            .flatMap((g) => g.entries)
            .map((entry) => (
              <li key={entry.path}>
                <Link to={entry.path}>{t(`menu.${entry.key}`)}</Link>
              </li>
            ))}
        </ul>
      </nav>
    </section>
  )
}
