/** Signing in: name and password, and one after the other what else is asked for. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type Proposal, proposeAtSignIn } from '../account/api.ts'
import { RecoveryCodes } from '../account/recovery-codes.tsx'
import { Scan } from '../account/scan.tsx'
import { actForNobody } from '../api/acting-as.ts'
import { ApiProblem, newKey, post } from '../api/client.ts'
import { meQuery } from '../api/queries.ts'
import { useTitle } from '../frame/hooks.ts'
import { Mark } from '../frame/mark.tsx'
import { ProblemNote } from '../frame/problem.tsx'
import { LanguageButton } from '../frame/switches.tsx'
import { useWords } from '../text/words.ts'
import '../account/account.css'

/** What is asked for now; what was typed before is kept and sent along. */
type Step = 'password' | 'code' | 'next' | 'setUp'
const FIRST_FIELD: Record<Step, string> = { password: 'login', code: 'code', next: 'next', setUp: 'set-code' }

/** Told with the answer of a sign-in that brought something to be kept or known. */
interface SignedIn {
  account: { name: string }
  recoveryCodes?: string[]
  recoveryCodesLeft?: number
}

export function SignInPage() {
  const t = useWords()
  const { to } = useSearch({ from: '/sign-in' })
  const client = useQueryClient()
  const navigate = useNavigate()
  const router = useRouter()
  const [step, setStep] = useState<Step>('password')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [next, setNext] = useState('')
  const [proposal, setProposal] = useState<Proposal | null>(null)
  const [setUpCode, setSetUpCode] = useState('')
  const [signedIn, setSignedIn] = useState<SignedIn | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useTitle(t('signIn.title'))
  useEffect(() => form.current?.querySelector<HTMLInputElement>(`#${FIRST_FIELD[step]}`)?.focus(), [step])

  const goOn = async () => {
    client.clear()
    actForNobody()
    await client.fetchQuery(meQuery)
    if (to) router.history.push(router.options.basepath + to.replace(/^\/desk(?=\/|\?|$)/, ''))
    else await navigate({ to: '/' })
  }

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
      const answer = await post<SignedIn>('/session', newKey(), {
        login: login.trim(),
        password,
        ...(code ? { code: code.trim() } : {}),
        ...(next ? { next } : {}),
        ...(proposal ? { secondFactor: { secret: proposal.secret, code: setUpCode.trim() } } : {}),
      })
      if (answer.recoveryCodes || answer.recoveryCodesLeft !== undefined) setSignedIn(answer)
      else await goOn()
    } catch (problem) {
      setBusy(false)
      await takeUp(problem)
    }
  }

  /** A refusal that asks for more opens the next step; any other is told. */
  const takeUp = async (problem: unknown) => {
    const refused = problem instanceof ApiProblem ? problem.code : ''
    if (refused === 'access.second_factor_required' && step !== 'code') return setStep('code')
    if (refused === 'access.own_password_required' && step !== 'next') return setStep('next')
    if (refused === 'access.second_factor_setup_required' && step !== 'setUp') {
      try {
        setProposal(await proposeAtSignIn(login.trim()))
        setStep('setUp')
      } catch (failed) {
        setError(failed)
      }
      return
    }
    setError(problem)
    if (refused === 'access.wrong_password') {
      setPassword('')
      setStep('password')
    }
    // A code is spent or wrong: the next one is typed afresh.
    if (refused === 'access.second_factor_wrong') (step === 'setUp' ? setSetUpCode : setCode)('')
  }

  const startAfresh = () => {
    setStep('password')
    setError(null)
    setProposal(null)
    for (const clear of [setPassword, setCode, setNext, setSetUpCode]) clear('')
  }

  return (
    <div className="sign-in">
      <main className="sign-in-card">
        <div className="sign-in-brand no-print">
          <Mark size={44} />
          <div>
            <h1>回音 · {t('signIn.desk')}</h1>
            <p>{t('signIn.motto')}</p>
          </div>
        </div>
        {signedIn ? (
          <Kept signedIn={signedIn} login={login.trim()} onDone={() => void goOn()} />
        ) : (
          <>
            {to && !error && step === 'password' && <p className="quiet">{t('signIn.back')}</p>}
            {error !== null && <ProblemNote error={error} />}
            <form ref={form} onSubmit={submit} noValidate>
              {step === 'password' ? (
                <>
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
                </>
              ) : (
                <>
                  <h2>{t(`mine.step.${step}`)}</h2>
                  <p className="quiet">
                    {t('mine.step.as', { login: login.trim() })}{' '}
                    <Button type="link" size="small" onClick={startAfresh}>
                      {t('mine.step.other')}
                    </Button>
                  </p>
                </>
              )}
              {step === 'code' && (
                <div className="field">
                  <label htmlFor="code">{t('mine.factor.codeOrRecovery')}</label>
                  <Input
                    id="code"
                    size="large"
                    autoComplete="one-time-code"
                    autoCapitalize="none"
                    spellCheck={false}
                    maxLength={20}
                    aria-describedby="code-help"
                    value={code}
                    onChange={(e) => setCode(e.target.value)}
                  />
                  <p className="field-help" id="code-help">
                    {t('mine.step.codeHelp')}
                  </p>
                </div>
              )}
              {step === 'next' && (
                <div className="field">
                  <label htmlFor="next">{t('signIn.next')}</label>
                  <Input.Password
                    id="next"
                    size="large"
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
              {step === 'setUp' && proposal && (
                <>
                  <p>{t('mine.step.setUpHelp')}</p>
                  <Scan proposal={proposal} login={login.trim()} />
                  <div className="field">
                    <label htmlFor="set-code">{t('mine.factor.code')}</label>
                    <Input
                      id="set-code"
                      size="large"
                      inputMode="numeric"
                      autoComplete="one-time-code"
                      maxLength={20}
                      value={setUpCode}
                      onChange={(e) => setSetUpCode(e.target.value)}
                    />
                  </div>
                </>
              )}
              <Button type="primary" size="large" htmlType="submit" block loading={busy}>
                {t('signIn.go')}
              </Button>
            </form>
            {step === 'password' && (
              <>
                <p className="quiet">{t('signIn.help')}</p>
                <p className="quiet">
                  <a href="/">{t('signIn.portal')}</a>
                </p>
              </>
            )}
            <LanguageButton />
          </>
        )}
      </main>
    </div>
  )
}

/** What has to be kept or known before one goes on. */
function Kept({ signedIn, login, onDone }: { signedIn: SignedIn; login: string; onDone: () => void }) {
  const t = useWords()
  const go = useRef<HTMLButtonElement>(null)
  useEffect(() => go.current?.focus(), [])
  if (signedIn.recoveryCodes) {
    return (
      <RecoveryCodes
        codes={signedIn.recoveryCodes}
        owner={`${signedIn.account.name} ${login}`}
        done={t('mine.codes.goOn')}
        onDone={onDone}
      />
    )
  }
  return (
    <section aria-labelledby="left-title">
      <h2 id="left-title">{t('mine.step.left')}</h2>
      <p>{t('mine.step.leftHelp', { count: signedIn.recoveryCodesLeft ?? 0 })}</p>
      <div className="recovery-ways">
        <Button type="primary" ref={go} onClick={onDone}>
          {t('mine.codes.goOn')}
        </Button>
      </div>
    </section>
  )
}
