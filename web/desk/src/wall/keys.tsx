/** Links of wall displays: made, shown once, revoked. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Popconfirm } from 'antd'
import { type FormEvent, useState } from 'react'
import type { KeyRow } from '../../../../src/wall/contract.ts'
import { Loaded, Page, Scroll } from '../administration/shared.tsx'
import { get, post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { useWords } from '../text/words.ts'

export function WallKeysPage() {
  const t = useWords()
  return (
    <Page title={t('adm.page.wall')} help={t('wall.keysHelp')}>
      <Keys />
    </Page>
  )
}

function Keys() {
  const t = useWords()
  const { zone } = useMe().bureau
  const [name, setName] = useState('')
  const [shown, setShown] = useState<{ name: string; key: string } | null>(null)
  const keys = useQuery({
    queryKey: ['wall', 'keys'],
    queryFn: async ({ signal }) => (await get<{ items: KeyRow[] }>('/wall/keys', signal)).items,
  })
  const make = useCommand((n: string, key) => post<{ key: string }>('/wall/keys', key, { name: n }), {
    changes: [['wall', 'keys']],
    done: ({ key }, n) => {
      setShown({ name: n, key })
      setName('')
    },
  })
  const revoke = useCommand((id: string, key) => post(`/wall/keys/${id}/revocation`, key, undefined), {
    changes: [['wall', 'keys']],
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') make.mutate(name.trim())
  }
  return (
    <section className="sheet pad" aria-labelledby="wall-keys">
      <h2 id="wall-keys">{t('wall.keys')}</h2>
      <p>
        <a href="/desk/wall">{t('wall.openWall')}</a>
      </p>
      <div role="status">
        {shown && (
          <Alert
            type="success"
            showIcon
            role="none"
            closable={{ onClose: () => setShown(null) }}
            className="adm-said"
            title={t('wall.once', { name: shown.name })}
            description={
              <code className="words">
                {location.origin}/desk/wall#{shown.key}
              </code>
            }
          />
        )}
      </div>
      {(make.error ?? revoke.error) && <ProblemNote error={make.error ?? revoke.error} />}
      <form className="adm-row" onSubmit={submit}>
        <Field id="wall-name" label={t('wall.name')} help={t('wall.nameHelp')}>
          {(c) => <Input {...c} maxLength={100} value={name} onChange={(e) => setName(e.target.value)} />}
        </Field>
        <Button type="primary" htmlType="submit" loading={make.isPending} disabled={name.trim() === ''}>
          {t('wall.make')}
        </Button>
      </form>
      <Loaded query={keys}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{t('wall.noKeys')}</p>
          ) : (
            <Scroll label={t('wall.keys')}>
              <table className="adm-table">
                <thead>
                  <tr>
                    {(['name', 'made', 'state'] as const).map((c) => (
                      <th key={c} scope="col">
                        {t(`wall.${c}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {items.map((k) => (
                    <tr key={k.keyId}>
                      <th scope="row">{k.name}</th>
                      <td>
                        {k.madeBy} · {instant(k.madeAt, zone)}
                      </td>
                      <td>
                        {k.revokedAt ? (
                          t('wall.revoked', { at: instant(k.revokedAt, zone) })
                        ) : (
                          <>
                            {t('wall.holds')}{' '}
                            <Popconfirm title={t('wall.sure')} onConfirm={() => revoke.mutate(k.keyId)}>
                              <Button danger size="small" aria-label={`${t('wall.revoke')} ${k.name}`}>
                                {t('wall.revoke')}
                              </Button>
                            </Popconfirm>
                          </>
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
