/** What a bureau asks when its people sign in: when sessions end, and which roles need a second factor. */
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, InputNumber } from 'antd'
import { type FormEvent, useState } from 'react'
import type { SignInRulesView } from '../../../../src/administration/contract.ts'
import { get, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import type { RoleName } from '../api/types.ts'
import { Field } from '../frame/field.tsx'
import { useMay } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { useWords } from '../text/words.ts'
import { ROLES } from './accounts.tsx'
import { Loaded, Page } from './shared.tsx'

const KEY = ['administration', 'sign-in-rules']

export function SignInRulesPage() {
  const t = useWords()
  const rules = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<SignInRulesView>('/administration/sign-in-rules', signal),
  })
  return (
    <Page title={t('adm.page.signIn')} help={t('adm.signIn.help')}>
      <Loaded query={rules}>{(found) => <RulesForm key={found.version} rules={found} />}</Loaded>
    </Page>
  )
}

function RulesForm({ rules }: { rules: SignInRulesView }) {
  const t = useWords()
  const mayChange = useMay('administrator')
  const [idle, setIdle] = useState(rules.idleMinutes)
  const [hours, setHours] = useState(rules.sessionHours)
  const [roles, setRoles] = useState<RoleName[]>(rules.secondFactorRoles as RoleName[])
  const save = useCommand(
    (_: null, key) =>
      put('/administration/sign-in-rules', key, {
        idleMinutes: idle,
        sessionHours: hours,
        secondFactorRoles: roles,
        expectedVersion: rules.version,
      }),
    { changes: [KEY] },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(null)
  }
  const without = (role: string) => {
    const of = rules.factors.find((f) => f.role === role)
    return of ? of.accounts - of.set : 0
  }
  const waiting = roles.reduce((n, role) => n + without(role), 0)
  const labelOf = (role: RoleName) => {
    const of = rules.factors.find((f) => f.role === role)
    return of
      ? t('adm.signIn.roleOf', { role: t(`role.${role}`), set: of.set, accounts: of.accounts })
      : t('adm.signIn.roleNone', { role: t(`role.${role}`) })
  }
  return (
    <form className="adm-stack" onSubmit={submit}>
      <section className="sheet pad adm-form" aria-labelledby="sign-in-times">
        <h2 id="sign-in-times">{t('adm.signIn.times')}</h2>
        <div className="adm-two">
          <Field id="idle-minutes" label={t('adm.signIn.idle')} help={t('adm.signIn.idleHelp')} required>
            {(c) => (
              <InputNumber
                {...c}
                min={5}
                max={720}
                precision={0}
                disabled={!mayChange}
                value={idle}
                onChange={(v) => setIdle(v ?? 5)}
              />
            )}
          </Field>
          <Field id="session-hours" label={t('adm.signIn.hours')} help={t('adm.signIn.hoursHelp')} required>
            {(c) => (
              <InputNumber
                {...c}
                min={1}
                max={24}
                precision={0}
                disabled={!mayChange}
                value={hours}
                onChange={(v) => setHours(v ?? 1)}
              />
            )}
          </Field>
        </div>
      </section>
      <section className="sheet pad adm-form">
        <fieldset className="field">
          <legend>
            <h2>{t('adm.signIn.factor')}</h2>
          </legend>
          <p className="quiet">{t('adm.signIn.factorHelp')}</p>
          <Checkbox.Group
            className="adm-two"
            value={roles}
            onChange={setRoles}
            disabled={!mayChange}
            options={ROLES.map((r) => ({ value: r, label: labelOf(r) }))}
          />
        </fieldset>
        {waiting > 0 && <p className="adm-note">{t('adm.signIn.waiting', { count: waiting })}</p>}
      </section>
      {save.error && <ProblemNote error={save.error} />}
      <p role="status">{save.isSuccess && t('adm.signIn.saved')}</p>
      {mayChange && (
        <div className="adm-row">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('adm.save')}
          </Button>
        </div>
      )}
    </form>
  )
}
