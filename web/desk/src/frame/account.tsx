/** Who is signed in, how the desk looks to them, and the way out. */
import { UserOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '../text/language.ts'
import { useMe } from './hooks.ts'
import { useSignOut } from './sign-out.ts'
import { ThemeChoice } from './switches.tsx'

/** A plain disclosure: the menus of the component library weigh more than the rest of this frame. */
export function AccountMenu() {
  const { t } = useTranslation()
  const account = useMe()
  const signOut = useSignOut()
  const menu = useRef<HTMLDetailsElement>(null)
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
      {/* Focusable, so that a press on its ground does not count as leaving it. */}
      <div className="account-panel" tabIndex={-1}>
        <strong>{account.name}</strong>
        <span>{say(account.unit.name)}</span>
        <span className="quiet">{account.roles.map((role) => t(`role.${role}`)).join(t('list.comma'))}</span>
        <Link to="/account" onClick={close}>
          {t('nav.myAccount')}
        </Link>
        <ThemeChoice />
        <Button block onClick={() => void signOut()}>
          {t('nav.signOut')}
        </Button>
      </div>
    </details>
  )
}
