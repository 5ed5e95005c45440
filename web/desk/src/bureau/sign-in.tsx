/** Signing in. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, newKey, post } from '../api/client.ts'
import { meQuery } from '../api/queries.ts'
import { useTitle } from '../frame/hooks.ts'
import { Mark } from '../frame/mark.tsx'
import { ProblemNote } from '../frame/problem.tsx'
import { LanguageButton } from '../frame/switches.tsx'

export function SignInPage() {
  const { t } = useTranslation()
  const { to } = useSearch({ from: '/sign-in' })
  const client = useQueryClient()
  const navigate = useNavigate()
  const router = useRouter()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string | null>(null)
  /** Asked for when the password was a one-time one. */
  const [next, setNext] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useTitle(t('signIn.title'))
  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const missing = login.trim() === '' ? 'login' : password === '' ? 'password' : null
    if (missing) {
      form.current?.querySelector<HTMLInputElement>(`#${missing}`)?.focus()
      return
    }
    setBusy(true)
    setError(null)
    try {
      await post('/session', newKey(), {
        login: login.trim(),
        password,
        ...(code ? { code: code.trim() } : {}),
        ...(next ? { next } : {}),
      })
      client.clear()
      await client.fetchQuery(meQuery)
      if (to) router.history.push(router.options.basepath + to.replace(/^\/desk(?=\/|\?|$)/, ''))
      else await navigate({ to: '/' })
    } catch (problem) {
      setBusy(false)
      const refused = problem instanceof ApiProblem ? problem.code : ''
      if (refused === 'access.second_factor_required') {
        setCode('')
        return
      }
      if (refused === 'access.own_password_required' && next === null) {
        setNext('')
        return
      }
      setError(problem)
      if (refused === 'access.wrong_password') setPassword('')
    }
  }

  return (
    <div className="sign-in">
      <main className="sign-in-card">
        <div className="sign-in-brand">
          <Mark size={44} />
          <div>
            <h1>回音 · {t('signIn.desk')}</h1>
            <p>{t('signIn.motto')}</p>
          </div>
        </div>
        {to && !error && <p className="quiet">{t('signIn.back')}</p>}
        {error !== null && <ProblemNote error={error} />}
        <form ref={form} onSubmit={submit} noValidate>
          <div className="field">
            <label htmlFor="login">{t('signIn.login')}</label>
            <Input
              id="login"
              size="large"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              value={login}
              onChange={(e) => setLogin(e.target.value)}
            />
          </div>
          <div className="field">
            <label htmlFor="password">{t('signIn.password')}</label>
            <Input.Password
              id="password"
              size="large"
              autoComplete="current-password"
              value={password}
              onChange={(e) => setPassword(e.target.value)}
            />
          </div>
          {next !== null && (
            <div className="field">
              <label htmlFor="next">{t('signIn.next')}</label>
              <Input.Password
                id="next"
                size="large"
                autoFocus
                autoComplete="new-password"
                aria-describedby="next-help"
                value={next}
                onChange={(e) => setNext(e.target.value)}
              />
              <p className="field-help" id="next-help">
                {t('signIn.nextHelp')}
              </p>
            </div>
          )}
          {code !== null && (
            <div className="field">
              <label htmlFor="code">{t('signIn.code')}</label>
              <Input
                id="code"
                size="large"
                autoFocus
                inputMode="numeric"
                autoComplete="one-time-code"
                value={code}
                onChange={(e) => setCode(e.target.value)}
              />
            </div>
          )}
          <Button type="primary" size="large" htmlType="submit" block loading={busy}>
            {t('signIn.go')}
          </Button>
        </form>
        <p className="quiet">{t('signIn.help')}</p>
        <p className="quiet">
          <a href="/">{t('signIn.portal')}</a>
        </p>
        <LanguageButton />
      </main>
    </div>
  )
}
