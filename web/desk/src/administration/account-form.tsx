/** Opening or changing one account, and the ways back in for the person it belongs to. */
import { Button, Checkbox, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { AccountRow, OneTimeRow } from '../../../../src/administration/contract.ts'
import { patch, post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { useMe, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import { useWords } from '../text/words.ts'
import { ACCOUNT_CHANGES, AccountState, type OneTimeBatch, ROLES } from './accounts.tsx'

interface Props {
  account: AccountRow | null
  onDone: () => void
  onPassword: (batch: OneTimeBatch) => void
}

export function AccountForm({ account, onDone, onPassword }: Props) {
  const t = useWords()
  const own = useMe().accountId === account?.accountId
  const units = useUnitsById()
  const [login, setLogin] = useState(account?.login ?? '')
  const [name, setName] = useState(account?.name ?? '')
  const [unitId, setUnitId] = useState(account?.unitId ?? '')
  const [roles, setRoles] = useState<string[]>(account?.roles ?? [])
  const unitCode = units.get(unitId)?.code ?? ''
  const add = useCommand(
    (_: null, key) =>
      post<OneTimeBatch>('/administration/accounts', key, {
        accounts: [{ login: login.trim(), name: name.trim(), unitCode, roles }],
      }),
    { changes: ACCOUNT_CHANGES, done: onPassword },
  )
  const change = useCommand(
    (values: object, key) =>
      patch(`/accounts/${account!.accountId}`, key, { expectedVersion: account!.version, ...values }),
    { changes: ACCOUNT_CHANGES, done: onDone },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (account) change.mutate({ name: name.trim(), unitCode, roles })
    else add.mutate(null)
  }
  const error = add.error ?? change.error
  return (
    <form className="adm-form" onSubmit={submit}>
      {account && (
        <p>
          <AccountState account={account} />
        </p>
      )}
      {own && <p className="adm-note">{t('adm.accounts.own')}</p>}
      <Field id="account-login" label={t('adm.accounts.login')} required help={t('adm.accounts.loginHelp')}>
        {(c) => (
          <Input
            {...c}
            value={login}
            disabled={account !== null}
            onChange={(e) => setLogin(e.target.value)}
          />
        )}
      </Field>
      <Field id="account-name" label={t('adm.accounts.name')} required>
        {(c) => <Input {...c} value={name} disabled={own} onChange={(e) => setName(e.target.value)} />}
      </Field>
      <Field id="account-form-unit" label={t('adm.accounts.unit')} required>
        {(c) => <UnitSelect {...c} value={unitId} onChange={setUnitId} />}
      </Field>
      <fieldset className="field" disabled={own}>
        <legend>{t('adm.accounts.roles')}</legend>
        <Checkbox.Group
          className="adm-two"
          value={roles}
          onChange={setRoles}
          disabled={own}
          options={ROLES.map((r) => ({ value: r, label: t(`role.${r}`) }))}
        />
        <p className="field-help">{t('adm.accounts.rolesHelp')}</p>
      </fieldset>
      {error && <ProblemNote error={error} />}
      {!own && (
        <div className="adm-row">
          <Button
            type="primary"
            htmlType="submit"
            loading={add.isPending || change.isPending}
            disabled={!name.trim() || !unitCode || roles.length === 0 || !login.trim()}
          >
            {account ? t('adm.save') : t('adm.accounts.addGo')}
          </Button>
          {account && (
            <Button
              danger={account.active}
              loading={change.isPending}
              onClick={() => change.mutate({ active: !account.active })}
            >
              {account.active ? t('adm.accounts.deactivate') : t('adm.accounts.activate')}
            </Button>
          )}
        </div>
      )}
      {account && <WaysIn account={account} own={own} onDone={onDone} onPassword={onPassword} />}
    </form>
  )
}

interface WaysProps extends Props {
  account: AccountRow
  own: boolean
}

function WaysIn({ account, own, onDone, onPassword }: WaysProps) {
  const t = useWords()
  const path = `/administration/accounts/${account.accountId}`
  const reset = useCommand(
    (_: null, key) => post<{ item: OneTimeRow; until: string }>(`${path}/reset-password`, key, {}),
    { changes: ACCOUNT_CHANGES, done: ({ item, until }) => onPassword({ items: [item], until }) },
  )
  const unlock = useCommand((_: null, key) => post(`${path}/unlock`, key, {}), {
    changes: ACCOUNT_CHANGES,
    done: onDone,
  })
  const end = useCommand((_: null, key) => post(`${path}/end-sessions`, key, {}), {
    changes: ACCOUNT_CHANGES,
    done: onDone,
  })
  const error = reset.error ?? unlock.error ?? end.error
  return (
    <section className="adm-form" aria-label={t('adm.accounts.waysIn')}>
      <h3>{t('adm.accounts.waysIn')}</h3>
      <div className="adm-row">
        {!own && (
          <Button loading={reset.isPending} onClick={() => reset.mutate(null)}>
            {t('adm.accounts.reset')}
          </Button>
        )}
        {account.lockedUntil && (
          <Button loading={unlock.isPending} onClick={() => unlock.mutate(null)}>
            {t('adm.accounts.unlock')}
          </Button>
        )}
        <Button loading={end.isPending} onClick={() => end.mutate(null)}>
          {t(own ? 'adm.accounts.endOthers' : 'adm.accounts.end')}
        </Button>
      </div>
      <p className="quiet">{t('adm.accounts.waysHelp')}</p>
      {error && <ProblemNote error={error} />}
      {account.secondFactor && !own && <ResetFactor path={path} onDone={onDone} />}
    </section>
  )
}

/** For somebody who lost device and recovery codes; why it was done is kept. */
function ResetFactor({ path, onDone }: { path: string; onDone: () => void }) {
  const t = useWords()
  const [reason, setReason] = useState('')
  const reset = useCommand(
    (words: string, key) => post(`${path}/reset-second-factor`, key, { reason: words }),
    { changes: ACCOUNT_CHANGES, done: onDone },
  )
  return (
    <>
      <Field
        id="factor-reason"
        label={t('adm.accounts.factorReason')}
        help={t('adm.accounts.factorReasonHelp')}
      >
        {(c) => <Input {...c} maxLength={300} value={reason} onChange={(e) => setReason(e.target.value)} />}
      </Field>
      {reset.error && <ProblemNote error={reset.error} />}
      <div className="adm-row">
        <Button
          danger
          loading={reset.isPending}
          disabled={reason.trim().length < 4}
          onClick={() => reset.mutate(reason.trim())}
        >
          {t('adm.accounts.resetFactor')}
        </Button>
      </div>
    </>
  )
}
