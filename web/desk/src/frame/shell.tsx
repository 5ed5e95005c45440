/** The frame of every signed-in page: where am I, what can I do here, find, who am I. */
import { MenuOutlined, QuestionCircleOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { Button } from 'antd'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onLongAct } from '../api/attended.ts'
import { get } from '../api/client.ts'
import { onOtherHolder } from '../api/holder.ts'
import { useLiveChanges } from '../api/live.ts'
import { meQuery } from '../api/queries.ts'
import { Bell } from '../notifications/bell.tsx'
import { part } from '../page.ts'
import { say } from '../text/language.ts'
import { AccountMenu } from './account.tsx'
import { AwayBanner } from './away.tsx'
import { Chip } from './chip.tsx'
import { Find } from './find.tsx'
import { useMay, useMe, usePhone } from './hooks.ts'
import { useKeys } from './keys.ts'
import { Mark } from './mark.tsx'
import { PracticeBand } from './practice-band.tsx'
import { SessionGuard } from './session-guard.tsx'
import { Side, SideDrawer } from './side.tsx'
import { LanguageButton } from './switches.tsx'

const CallPopUp = part(async () => (await import('../hotline/pop-up.tsx')).CallPopUp)
const HelpSheet = part(async () => (await import('./help.tsx')).HelpSheet)

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
  const phone = usePhone()
  const mayRegister = useMay('clerk', 'operator')
  const [help, setHelp] = useState(false)
  const [menu, setMenu] = useState(false)
  const find = useRef<{ focus: () => void }>(null)
  const main = useRef<HTMLElement>(null)
  useLiveChanges(client, true)
  // The answer is of no interest; where the session is over it opens the dialog, and nothing typed is lost.
  useEffect(() => onLongAct(() => void get('/me').catch(() => undefined)), [])
  // All tabs have one session: where another tab entered the practice ground, this one says so before anything is sent.
  useEffect(
    () =>
      onOtherHolder((accountId) => {
        if (accountId !== me.accountId) void client.invalidateQueries({ queryKey: meQuery.queryKey })
      }),
    [client, me.accountId],
  )
  useFocusAfterNavigation(main)
  useKeys(
    {
      '/': { run: () => find.current?.focus(), says: t('help.find') },
      h: { run: () => void navigate({ to: '/' }), says: t('help.home') },
      i: { run: () => void navigate({ to: '/matters' }), says: t('help.matters') },
      ...(mayRegister
        ? { n: { run: () => void navigate({ to: '/register' }), says: t('help.register') } }
        : {}),
      '?': { run: () => setHelp(true), says: t('help.help') },
    },
    true,
  )
  return (
    <>
      <div className="shell">
        <a className="skip" href="#main">
          {t('nav.skip')}
        </a>
        <header className="bar">
          <Button
            type="text"
            className="bar-button bar-menu"
            icon={<MenuOutlined aria-hidden />}
            aria-label={t('nav.openMenu')}
            aria-expanded={menu}
            onClick={() => setMenu(true)}
          />
          <Link to="/" className="brand">
            <Mark />
            <span className="brand-name">回音</span>
            <span className="brand-bureau">{say(me.bureau.name)}</span>
            <span className="hidden-text">{t('nav.home')}</span>
          </Link>
          {me.bureau.simulated && !me.bureau.practice && <Chip tone="amber">{t('nav.simulated')}</Chip>}
          <Find ref={find} />
          <div className="bar-end">
            <Bell />
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
        {me.bureau.practice && <PracticeBand />}
        <AwayBanner />
        {phone ? <SideDrawer open={menu} onClose={() => setMenu(false)} /> : <Side />}
        <main id="main" ref={main} tabIndex={-1} className="page">
          <Outlet />
        </main>
      </div>
      <Suspense>{help && <HelpSheet onClose={() => setHelp(false)} />}</Suspense>
      <Suspense>{mayRegister && <CallPopUp />}</Suspense>
      <SessionGuard />
    </>
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
