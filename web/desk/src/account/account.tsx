/** My account: who I am here, my password, my second factor. */
import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { useCommand } from '../api/command.ts'
import { useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { changePassword } from './api.ts'
import { PasswordField, SecondFactor } from './second-factor.tsx'
import './account.css'

export function AccountPage() {
  const t = useWords()
  const me = useMe()
  useTitle(t('mine.title'))
  return (
    <div className="mine">
      <div className="page-head no-print">
        <h1>{t('mine.title')}</h1>
        <p className="quiet">{t('mine.help')}</p>
      </div>
      <section className="sheet pad mine-part no-print" aria-labelledby="who-title">
        <h2 id="who-title">{t('mine.who')}</h2>
        <dl className="mine-facts">
          <div>
            <dt>{t('mine.login')}</dt>
            <dd>
              {me.name} <span className="number">{me.login}</span>
            </dd>
          </div>
          <div>
            <dt>{t('mine.unit')}</dt>
            <dd>{say(me.unit.name)}</dd>
          </div>
          <div>
            <dt>{t('mine.roles')}</dt>
            <dd>{me.roles.map((role) => t(`role.${role}`)).join(t('list.comma'))}</dd>
          </div>
        </dl>
      </section>
      <SecondFactor />
      <Password />
    </div>
  )
}

function Password() {
  const t = useWords()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [differ, setDiffer] = useState(false)
  const [ended, setEnded] = useState<number | null>(null)
  const change = useCommand((_: null, key) => changePassword({ current, next }, key), {
    done: ({ sessionsEnded }) => {
      setEnded(sessionsEnded)
      for (const clear of [setCurrent, setNext, setAgain]) clear('')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setEnded(null)
    setDiffer(next !== again)
    if (next === again) change.mutate(null)
    else document.getElementById('password-again')?.focus()
  }
  return (
    <section className="sheet pad mine-part no-print" aria-labelledby="password-title">
      <h2 id="password-title">{t('mine.password.title')}</h2>
      <form className="mine-form" onSubmit={submit}>
        <PasswordField
          id="password-current"
          label={t('mine.password.current')}
          value={current}
          onChange={setCurrent}
        />
        <PasswordField
          id="password-next"
          label={t('mine.password.next')}
          help={t('mine.password.help')}
          fresh
          value={next}
          onChange={setNext}
        />
        <PasswordField
          id="password-again"
          label={t('mine.password.again')}
          fresh
          error={differ ? t('mine.password.differ') : null}
          value={again}
          onChange={setAgain}
        />
        {change.error && <ProblemNote error={change.error} />}
        <p role="status">{ended !== null && t('mine.password.done', { count: ended })}</p>
        <div className="mine-row">
          <Button
            type="primary"
            htmlType="submit"
            loading={change.isPending}
            disabled={current === '' || next === '' || again === ''}
          >
            {t('mine.password.go')}
          </Button>
        </div>
      </form>
    </section>
  )
}
