/** Open311: keys of programs that file requests, and what each service offers. */
import { useQuery } from '@tanstack/react-query'
import { Button, Switch } from 'antd'
import { useState } from 'react'
import type { KeyView, Service } from '../../../../src/open311/contract.ts'
import { get, post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { useMay, useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { KeysOnce } from './keys-once.tsx'
import { ServiceDrawer } from './open311-service.tsx'
import { Loaded, Page, Scroll } from './shared.tsx'
import './open311.css'

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
  const { zone } = useMe().bureau
  const keys = useQuery({
    queryKey: ['open311', 'keys'],
    queryFn: async ({ signal }) => (await get<{ items: KeyView[] }>('/open311/keys', signal)).items,
  })
  return (
    <KeysOnce
      id="open311"
      words={{
        title: t('open311.keys'),
        help: t('open311.keysHelp'),
        name: t('open311.name'),
        nameHelp: t('open311.nameHelp'),
        make: t('open311.issue'),
        once: (name) => t('open311.once', { name }),
        none: t('open311.noKeys'),
        revokeAsk: (name) => t('open311.revokeAsk', { name }),
      }}
      keys={keys}
      make={(name, key) => post<{ key: string }>('/open311/keys', key, { name })}
      secrets={({ key }) => [key]}
      revokePath={(keyId) => `/open311/keys/${keyId}/revocation`}
      changes={[['open311', 'keys']]}
      columns={[
        { head: t('open311.filed'), cell: (k) => k.filed },
        {
          head: t('open311.last'),
          cell: (k) => (k.lastFiledAt ? instant(k.lastFiledAt, zone) : t('open311.never')),
        },
      ]}
    />
  )
}

function Services() {
  const t = useWords()
  const [open, setOpen] = useState<string | null>(null)
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
            <table className="adm-table stack">
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
                  <Row key={s.code} service={s} onOpen={() => setOpen(s.code)} />
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
      </Loaded>
      <ServiceDrawer
        service={services.data?.find((s) => s.code === open) ?? null}
        onClose={() => setOpen(null)}
      />
    </section>
  )
}

function Row({ service: s, onOpen }: { service: Service; onOpen: () => void }) {
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
      <td className="number" data-label={t('open311.code')}>
        {s.code}
      </td>
      <td data-label={t('open311.questions')}>
        {may ? (
          <Button
            size="small"
            aria-label={t('open311.ask', { name: say(s.name), count: s.attributes.length })}
            onClick={onOpen}
          >
            {s.attributes.length === 0
              ? t('open311.set')
              : t('open311.setMany', { count: s.attributes.length })}
          </Button>
        ) : (
          s.attributes.length
        )}
      </td>
      <td data-label={t('open311.offered')}>
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
