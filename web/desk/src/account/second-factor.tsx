/** One's own second factor: set up, replaced, switched off; new recovery codes. Each with the password. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useCommand } from '../api/command.ts'
import { meQuery } from '../api/queries.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { type Codes, proposeForMe, removeFactor, renewCodes, setFactor } from './api.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { Scan } from './scan.tsx'

const FEW = 3
const CHANGES = [['me']]
type Doing = 'set' | 'replace' | 'renew' | 'remove'

export function SecondFactor() {
  const t = useWords()
  const me = useMe()
  const client = useQueryClient()
  const [doing, setDoing] = useState<Doing | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [said, setSaid] = useState('')
  const begin = (what: Doing) => {
    setSaid('')
    setDoing(what)
  }
  const show = ({ recoveryCodes }: Codes) => {
    setDoing(null)
    setCodes(recoveryCodes)
  }
  if (codes) {
    return (
      <RecoveryCodes
        codes={codes}
        owner={t('mine.codes.for', { bureau: say(me.bureau.name), name: me.name, login: me.login })}
        done={t('mine.codes.done')}
        onDone={() => {
          setCodes(null)
          void client.invalidateQueries(meQuery)
        }}
      />
    )
  }
  return (
    <section className="sheet pad mine-part" aria-labelledby="factor-title">
      <h2 id="factor-title">
        {t('mine.factor.title')}{' '}
        <Chip tone={me.secondFactor ? 'green' : me.secondFactorNeeded ? 'amber' : 'plain'}>
          {t(me.secondFactor ? 'mine.factor.on' : 'mine.factor.off')}
        </Chip>
      </h2>
      <p className="quiet">{t('mine.factor.help')}</p>
      {me.secondFactorNeeded && !me.secondFactor && <p className="mine-note">{t('mine.factor.needed')}</p>}
      {me.secondFactor && (
        <p>
          {t('mine.factor.left', { count: me.recoveryCodesLeft })}{' '}
          {me.recoveryCodesLeft <= FEW && <strong>{t('mine.factor.few')}</strong>}
        </p>
      )}
      <p role="status">{said}</p>
      {doing === null && (
        <div className="mine-row">
          {me.secondFactor ? (
            <>
              <Button onClick={() => begin('renew')}>{t('mine.factor.renew')}</Button>
              <Button onClick={() => begin('replace')}>{t('mine.factor.replace')}</Button>
              {me.secondFactorNeeded ? (
                <span className="quiet">{t('mine.factor.cannotRemove')}</span>
              ) : (
                <Button danger onClick={() => begin('remove')}>
                  {t('mine.factor.remove')}
                </Button>
              )}
            </>
          ) : (
            <Button type="primary" onClick={() => begin('set')}>
              {t('mine.factor.setUp')}
            </Button>
          )}
        </div>
      )}
      {(doing === 'set' || doing === 'replace') && (
        <SetUp replacing={doing === 'replace'} onDone={show} onCancel={() => setDoing(null)} />
      )}
      {doing === 'renew' && (
        <Proved
          help={t('mine.factor.renewHelp')}
          go={t('mine.factor.confirmRenew')}
          run={renewCodes}
          onDone={show}
          onCancel={() => setDoing(null)}
        />
      )}
      {doing === 'remove' && (
        <Proved
          help={t('mine.factor.removeHelp')}
          go={t('mine.factor.confirmRemove')}
          danger
          run={removeFactor}
          onDone={() => {
            setDoing(null)
            setSaid(t('mine.factor.removed'))
          }}
          onCancel={() => setDoing(null)}
        />
      )}
    </section>
  )
}

interface SetUpProps {
  replacing: boolean
  onDone: (codes: Codes) => void
  onCancel: () => void
}

function SetUp({ replacing, onDone, onCancel }: SetUpProps) {
  const t = useWords()
  const me = useMe()
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const [current, setCurrent] = useState('')
  const proposal = useQuery({
    queryKey: ['second-factor-proposal'],
    queryFn: ({ signal }) => proposeForMe(signal),
    // One secret for one set-up: another one in the middle of it would not match the app.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const set = useCommand(
    (secret: string, key) =>
      setFactor(
        { secret, password, code: code.trim(), ...(replacing ? { current: current.trim() } : {}) },
        key,
      ),
    { done: onDone },
  )
  if (proposal.error) return <ProblemNote error={proposal.error} />
  if (!proposal.data) return <p role="status">{t('mine.factor.loading')}</p>
  const { secret } = proposal.data
  const submit = (event: FormEvent) => {
    event.preventDefault()
    set.mutate(secret)
  }
  return (
    <form className="mine-form" onSubmit={submit}>
      <Scan proposal={proposal.data} login={me.login} />
      <CodeField id="factor-code" label={t('mine.factor.code')} value={code} onChange={setCode} />
      {replacing && (
        <CodeField
          id="factor-current"
          label={t('mine.factor.currentCode')}
          value={current}
          onChange={setCurrent}
        />
      )}
      <PasswordField
        id="factor-password"
        label={t('mine.factor.currentPassword')}
        value={password}
        onChange={setPassword}
      />
      {set.error && <ProblemNote error={set.error} />}
      <Foot
        go={t(replacing ? 'mine.factor.confirmReplace' : 'mine.factor.confirm')}
        busy={set.isPending}
        ready={code.trim() !== '' && password !== '' && (!replacing || current.trim() !== '')}
        onCancel={onCancel}
      />
    </form>
  )
}

interface ProvedProps<R> {
  help: ReactNode
  go: string
  danger?: boolean
  run: (body: { password: string; code: string }, key: string) => Promise<R>
  onDone: (result: R) => void
  onCancel: () => void
}

/** Password and code, then it is done. */
function Proved<R>({ help, go, danger, run, onDone, onCancel }: ProvedProps<R>) {
  const t = useWords()
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const command = useCommand((_: null, key) => run({ password, code: code.trim() }, key), {
    changes: CHANGES,
    done: onDone,
  })
  return (
    <form
      className="mine-form"
      onSubmit={(event) => {
        event.preventDefault()
        command.mutate(null)
      }}
    >
      <p>{help}</p>
      <PasswordField
        id="factor-password"
        label={t('mine.factor.currentPassword')}
        value={password}
        onChange={setPassword}
      />
      <CodeField id="factor-code" label={t('mine.factor.codeOrRecovery')} value={code} onChange={setCode} />
      {command.error && <ProblemNote error={command.error} />}
      <Foot
        go={go}
        danger={danger}
        busy={command.isPending}
        ready={code.trim() !== '' && password !== ''}
        onCancel={onCancel}
      />
    </form>
  )
}

interface TypedProps {
  id: string
  label: string
  value: string
  onChange: (value: string) => void
}

export function CodeField({ id, label, value, onChange }: TypedProps) {
  return (
    <Field id={id} label={label} required>
      {(c) => (
        <Input
          {...c}
          className="mine-code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={20}
          value={value}
          onChange={(e) => onChange(e.target.value)}
        />
      )}
    </Field>
  )
}

export function PasswordField(props: TypedProps & { fresh?: boolean; help?: string; error?: string | null }) {
  return (
    <Field id={props.id} label={props.label} required help={props.help} error={props.error}>
      {(c) => (
        <Input.Password
          {...c}
          autoComplete={props.fresh ? 'new-password' : 'current-password'}
          value={props.value}
          onChange={(e) => props.onChange(e.target.value)}
        />
      )}
    </Field>
  )
}

interface FootProps {
  go: string
  danger?: boolean
  busy: boolean
  ready: boolean
  onCancel: () => void
}

function Foot({ go, danger, busy, ready, onCancel }: FootProps) {
  const t = useWords()
  return (
    <div className="mine-row">
      <Button type="primary" danger={danger} htmlType="submit" loading={busy} disabled={!ready}>
        {go}
      </Button>
      <Button onClick={onCancel}>{t('form.cancel')}</Button>
    </div>
  )
}
