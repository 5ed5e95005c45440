/** The frame of every signed-in page: where am I, find, register, who am I. */
import { InboxOutlined, PlusOutlined, QuestionCircleOutlined, UserOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, remove } from '../api/client.ts'
import { useLiveChanges } from '../api/live.ts'
import { meQuery } from '../api/queries.ts'
import { forgetDrafts } from '../cases/register/draft.ts'
import { switchLanguage } from '../text/index.ts'
import { say } from '../text/language.ts'
import { Chip } from './chip.tsx'
import { Find } from './find.tsx'
import { useMay, useMe } from './hooks.ts'
import { useKeys } from './keys.ts'
import { Mark } from './mark.tsx'

const HelpSheet = lazy(async () => ({ default: (await import('./help.tsx')).HelpSheet }))

/** Shown to whoever is signed in; when the session is over nothing is, until the sign-in page is there. */
export function Shell() {
  const { data } = useQuery(meQuery)
  return data ? <Frame /> : null
}

function Frame() {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const mayRegister = useMay('clerk', 'operator')
  const [help, setHelp] = useState(false)
  const find = useRef<{ focus: () => void }>(null)
  const main = useRef<HTMLElement>(null)
  useLiveChanges(client, true)
  useFocusAfterNavigation(main)
  useKeys({
    '?': () => setHelp(true),
    '/': () => find.current?.focus(),
    i: () => void navigate({ to: '/' }),
    ...(mayRegister ? { n: () => void navigate({ to: '/register' }) } : {}),
  })
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('nav.skip')}
      </a>
      <header className="bar">
        <Link to="/" className="brand">
          <Mark />
          <span className="brand-name">回音</span>
          <span className="brand-bureau">{say(me.bureau.name)}</span>
          <span className="hidden-text">{t('nav.toInbox')}</span>
        </Link>
        {me.bureau.simulated && <Chip tone="amber">{t('nav.simulated')}</Chip>}
        <nav className="bar-nav" aria-label={t('nav.main')}>
          <Link to="/" className="bar-link" activeOptions={{ exact: true, includeSearch: false }}>
            <InboxOutlined aria-hidden /> <span>{t('nav.inbox')}</span>
          </Link>
          {mayRegister && (
            <Link to="/register" className="bar-link">
              <PlusOutlined aria-hidden /> <span>{t('nav.register')}</span>
            </Link>
          )}
        </nav>
        <Find ref={find} />
        <div className="bar-end">
          <Button
            type="text"
            className="bar-button"
            icon={<QuestionCircleOutlined aria-hidden />}
            aria-label={t('nav.help')}
            onClick={() => setHelp(true)}
          />
          <LanguageButton />
          <AccountMenu />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className="page">
        <Outlet />
      </main>
      <Suspense>{help && <HelpSheet onClose={() => setHelp(false)} />}</Suspense>
    </div>
  )
}

export function LanguageButton() {
  const { t, i18n } = useTranslation()
  const next = i18n.language === 'en' ? 'zh-CN' : 'en'
  return (
    <Button
      type="text"
      className="bar-button"
      lang={next}
      aria-label={t('nav.switchLanguage')}
      onClick={() => void switchLanguage(next)}
    >
      {next === 'en' ? 'English' : '中文'}
    </Button>
  )
}

/** A plain disclosure: the menus of the component library weigh more than the rest of this frame. */
function AccountMenu() {
  const { t } = useTranslation()
  const account = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const menu = useRef<HTMLDetailsElement>(null)
  const signOut = async () => {
    await remove('/session', newKey()).catch(() => undefined)
    // A shared computer: nothing of this person's work stays behind.
    forgetDrafts()
    // The pages go first: they cannot be shown to nobody.
    await navigate({ to: '/sign-in', search: {} })
    client.clear()
  }
  const close = () => menu.current?.removeAttribute('open')
  return (
    <details
      ref={menu}
      className="account"
      onBlur={(e) => {
        if (!e.currentTarget.contains(e.relatedTarget)) close()
      }}
      onKeyDown={(e) => {
        if (e.key !== 'Escape') return
        close()
        menu.current?.querySelector('summary')?.focus()
      }}
    >
      <summary aria-label={t('nav.account', { name: account.name })}>
        <UserOutlined aria-hidden /> <span className="account-name">{account.name}</span>
      </summary>
      <div className="account-panel">
        <strong>{account.name}</strong>
        <span>{say(account.unit.name)}</span>
        <span className="quiet">{account.roles.map((role) => t(`role.${role}`)).join(t('list.comma'))}</span>
        <Button block onClick={() => void signOut()}>
          {t('nav.signOut')}
        </Button>
      </div>
    </details>
  )
}

/** After following a link the focus goes to the new page, as it would with a page loaded afresh. */
function useFocusAfterNavigation(main: React.RefObject<HTMLElement | null>): void {
  const path = useRouterState({ select: (s) => s.location.pathname })
  const last = useRef(path)
  useEffect(() => {
    if (last.current === path) return
    last.current = path
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [main, path])
}
