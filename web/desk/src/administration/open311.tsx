/** Open311: keys of programs that file requests, and what each service offers. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Popconfirm, Switch } from 'antd'
import { type FormEvent, useState } from 'react'
import type { KeyView, Service } from '../../../../src/open311/contract.ts'
import { get, post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay, useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { Loaded, Page, Scroll } from './shared.tsx'

export function Open311Page() {
  const t = useWords()
  return (
    <Page title={t('adm.page.open311')} help={t('open311.help')}>
      <div className="adm-stack">
        <Keys />
        <Services />
      </div>
    </Page>
  )
}

function Keys() {
  const t = useWords()
  const me = useMe()
  const may = useMay('administrator')
  const [name, setName] = useState('')
  const [shown, setShown] = useState<{ name: string; key: string } | null>(null)
  const keys = useQuery({
    queryKey: ['open311', 'keys'],
    queryFn: async ({ signal }) => (await get<{ items: KeyView[] }>('/open311/keys', signal)).items,
  })
  const issue = useCommand((n: string, key) => post<{ key: string }>('/open311/keys', key, { name: n }), {
    changes: [['open311', 'keys']],
    done: ({ key }, n) => {
      setShown({ name: n, key })
      setName('')
    },
  })
  const revoke = useCommand((id: string, key) => post(`/open311/keys/${id}/revocation`, key, undefined), {
    changes: [['open311', 'keys']],
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') issue.mutate(name.trim())
  }
  return (
    <section className="sheet pad" aria-labelledby="open311-keys">
      <h2 id="open311-keys">{t('open311.keys')}</h2>
      <p className="quiet">{t('open311.keysHelp')}</p>
      <div role="status">
        {shown && (
          <Alert
            type="success"
            showIcon
            role="none"
            closable={{ onClose: () => setShown(null) }}
            className="adm-said"
            title={t('open311.once', { name: shown.name })}
            description={<code className="words">{shown.key}</code>}
          />
        )}
      </div>
      {(issue.error ?? revoke.error) && <ProblemNote error={issue.error ?? revoke.error} />}
      {may && (
        <form className="adm-row" onSubmit={submit}>
          <Field id="open311-name" label={t('open311.name')} help={t('open311.nameHelp')}>
            {(c) => <Input {...c} maxLength={100} value={name} onChange={(e) => setName(e.target.value)} />}
          </Field>
          <Button type="primary" htmlType="submit" loading={issue.isPending} disabled={name.trim() === ''}>
            {t('open311.issue')}
          </Button>
        </form>
      )}
      <Loaded query={keys}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{t('open311.noKeys')}</p>
          ) : (
            <Scroll label={t('open311.keys')}>
              <table className="adm-table">
                <thead>
                  <tr>
                    <th scope="col">{t('open311.name')}</th>
                    <th scope="col">{t('open311.made')}</th>
                    <th scope="col">{t('open311.filed')}</th>
                    <th scope="col">{t('open311.last')}</th>
                    <th scope="col">{t('open311.state')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((k) => (
                    <tr key={k.keyId} className={k.revokedAt ? 'closed' : undefined}>
                      <th scope="row">{k.name}</th>
                      <td className="nowrap">{instant(k.madeAt, me.bureau.zone)}</td>
                      <td>{k.filed}</td>
                      <td className="nowrap">
                        {k.lastFiledAt ? instant(k.lastFiledAt, me.bureau.zone) : t('open311.never')}
                      </td>
                      <td>
                        {k.revokedAt ? (
                          <Chip>{t('open311.revoked', { at: instant(k.revokedAt, me.bureau.zone) })}</Chip>
                        ) : may ? (
                          <Popconfirm
                            title={t('open311.revokeAsk', { name: k.name })}
                            okText={t('open311.revoke')}
                            cancelText={t('form.cancel')}
                            onConfirm={() => revoke.mutate(k.keyId)}
                          >
                            <Button size="small" danger>
                              {t('open311.revoke')}
                            </Button>
                          </Popconfirm>
                        ) : (
                          <Chip tone="green">{t('open311.holds')}</Chip>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          )
        }
      </Loaded>
    </section>
  )
}

function Services() {
  const t = useWords()
  const services = useQuery({
    queryKey: ['open311', 'services'],
    queryFn: async ({ signal }) => (await get<{ items: Service[] }>('/open311/services', signal)).items,
  })
  return (
    <section className="sheet pad" aria-labelledby="open311-services">
      <h2 id="open311-services">{t('open311.services')}</h2>
      <p className="quiet">{t('open311.servicesHelp')}</p>
      <Loaded query={services}>
        {(items) => (
          <Scroll label={t('open311.services')}>
            <table className="adm-table">
              <thead>
                <tr>
                  <th scope="col">{t('open311.service')}</th>
                  <th scope="col">{t('open311.code')}</th>
                  <th scope="col">{t('open311.questions')}</th>
                  <th scope="col">{t('open311.offered')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((s) => (
                  <Row key={s.code} service={s} />
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
      </Loaded>
    </section>
  )
}

function Row({ service: s }: { service: Service }) {
  const t = useWords()
  const may = useMay('administrator')
  const save = useCommand(
    (offered: boolean, key) =>
      put(`/open311/services/${encodeURIComponent(s.code)}`, key, {
        offered,
        type: s.type,
        keywords: s.keywords,
        attributes: s.attributes,
        seenVersion: s.version,
      }),
    { changes: [['open311', 'services']] },
  )
  return (
    <tr>
      <th scope="row">
        {say(s.name)} <span className="quiet">{s.name.zh === s.group.zh ? '' : say(s.group)}</span>
        {save.error && <ProblemNote error={save.error} />}
      </th>
      <td className="number">{s.code}</td>
      <td>{s.attributes.length}</td>
      <td>
        <Switch
          checked={s.offered}
          disabled={!may}
          loading={save.isPending}
          aria-label={t('open311.offer', { name: say(s.name) })}
          onChange={(offered) => save.mutate(offered)}
        />
      </td>
    </tr>
  )
}
