/**
 * The session is over in the middle of work, or another tab of this browser signed somebody else in: the same person signs
 * in again here, and what was refused goes out again. What is typed stays where it is, behind this dialog.
 */
import { Button, Input, Modal } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, newKey, post } from '../api/client.ts'
import type { Me } from '../api/types.ts'
import { say } from '../text/language.ts'
import { focusWhenOpen } from './dialog-focus.ts'
import { ProblemNote } from './problem.tsx'

/** Whose the session of this browser now is; null while there is none. Asked past the gate that opened this dialog. */
export async function whoIsSignedIn(): Promise<Me | null> {
  try {
    const answer = await fetch('/api/v1/me', { credentials: 'same-origin', cache: 'no-store' })
    return answer.ok ? ((await answer.json()) as Me) : null
  } catch {
    return null
  }
}

/** The practice ground has accounts of the same names. */
const named = ({ name, bureau }: Me): string => `${name} · ${say(bureau.name)}`

export interface SessionOverProps {
  me: Me
  /** Who was signed in instead, in another tab; null where the session is simply over. */
  other: Me | null
  onBack: () => void
  onLeave: () => void
}

export function SessionOver({ me, other, onBack, onLeave }: SessionOverProps) {
  const { t } = useTranslation()
  const says = other ? 'otherAccount' : 'sessionOver'
  const title =
    other?.bureau.practice && !me.bureau.practice ? 'otherAccount.practice' : (`${says}.title` as const)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    // What lies behind is not for whoever passes by the screen, and cannot be reached until the dialog is answered.
    const shell = document.querySelector<HTMLElement>('.shell')
    const before = document.activeElement
    document.body.classList.add('session-over')
    if (shell) shell.inert = true
    // Somebody may sign in again in another tab of this browser.
    const look = async () => {
      const who = await whoIsSignedIn()
      if (who?.accountId === me.accountId) onBack()
      else if (who && !other) onLeave()
    }
    window.addEventListener('focus', look)
    return () => {
      document.body.classList.remove('session-over')
      if (shell) shell.inert = false
      if (before instanceof HTMLElement) before.focus()
      window.removeEventListener('focus', look)
    }
  }, [me.accountId, other, onBack, onLeave])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || password === '') return
    setBusy(true)
    setError(null)
    try {
      await post('/session', newKey(), { login: me.login, password, ...(code ? { code: code.trim() } : {}) })
      onBack()
    } catch (refused) {
      setBusy(false)
      const why = isProblem(refused) ? refused.code : ''
      if (why === 'access.second_factor_required') {
        setCode('')
        return
      }
      setError(refused)
      if (why === 'access.wrong_password') setPassword('')
    }
  }

  return (
    <Modal
      open
      title={t(title)}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      afterOpenChange={focusWhenOpen('again-password')}
    >
      <p className="session-over-help">
        {t(`${says}.help`, { own: named(me), other: other && named(other) })}
      </p>
      {error !== null && <ProblemNote error={error} focus={false} />}
      <form onSubmit={submit} noValidate>
        <div className="field">
          <label htmlFor="again-login">{t('signIn.login')}</label>
          <Input id="again-login" value={me.login} readOnly autoComplete="username" />
        </div>
        <div className="field">
          <label htmlFor="again-password">{t('signIn.password')}</label>
          <Input.Password
            id="again-password"
            autoComplete="current-password"
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
        </div>
        {code !== null && (
          <div className="field">
            <label htmlFor="again-code">{t('signIn.code')}</label>
            <Input
              id="again-code"
              autoFocus
              autoComplete="one-time-code"
              autoCapitalize="none"
              maxLength={20}
              value={code}
              onChange={(e) => setCode(e.target.value)}
            />
          </div>
        )}
        <div className="form-foot">
          <Button type="primary" htmlType="submit" loading={busy}>
            {t(`${says}.go`)}
          </Button>
          <Button type="text" onClick={onLeave}>
            {t(`${says}.leave`)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
