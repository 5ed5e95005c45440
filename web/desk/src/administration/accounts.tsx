/** Accounts: found, opened one by one or many at once, helped back in. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Drawer, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { AccountRow, OneTimeRow } from '../../../../src/administration/contract.ts'
import type { TablePreview } from '../../../../src/tables/contract.ts'
import { get, query } from '../api/client.ts'
import { Chip } from '../frame/chip.tsx'
import { useMay, useMe, useUnitsById } from '../frame/hooks.ts'
import { UnitSelect } from '../frame/unit-select.tsx'
import { instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { AccountForm } from './account-form.tsx'
import { Choice, download, Loaded, Page, Scroll } from './shared.tsx'
import { Slips } from './slips.tsx'
import { TableImport } from './table-import.tsx'

export const ACCOUNT_CHANGES = [
  ['administration', 'accounts'],
  ['administration', 'units'],
]
export const ROLES = [
  'clerk',
  'operator',
  'handler',
  'unit-head',
  'supervisor',
  'reviewer',
  'bureau-head',
  'editor',
  'finance',
  'administrator',
  'auditor',
] as const
const STATES = ['active', 'inactive', 'locked', 'one-time'] as const

export interface OneTimeBatch {
  items: OneTimeRow[]
  until: string
}

export function AccountsPage() {
  const t = useWords()
  const me = useMe()
  const mayChange = useMay('administrator')
  const search = useSearch({ from: '/signed-in/administration/accounts' })
  const navigate = useNavigate()
  const units = useUnitsById()
  const [open, setOpen] = useState<AccountRow | 'new' | 'import' | null>(null)
  const [slips, setSlips] = useState<OneTimeBatch | null>(null)
  const asked = useDeferredValue(search)
  const accounts = useQuery({
    queryKey: ['administration', 'accounts', asked],
    queryFn: async ({ signal }) =>
      (await get<{ items: AccountRow[] }>(`/administration/accounts${query({ ...asked })}`, signal)).items,
    placeholderData: (before) => before,
  })
  const change = (next: Partial<typeof search>) =>
    void navigate({ to: '/administration/accounts', search: { ...search, ...next }, replace: true })
  const handOut = (batch: OneTimeBatch) => {
    setOpen(null)
    setSlips(batch)
  }
  if (slips) return <Slips batch={slips} onClose={() => setSlips(null)} />
  return (
    <Page
      title={t('adm.page.accounts')}
      help={t('adm.accounts.help')}
      actions={
        mayChange && (
          <>
            <Button type="primary" onClick={() => setOpen('new')}>
              {t('adm.accounts.add')}
            </Button>
            <Button onClick={() => setOpen('import')}>{t('adm.accounts.import')}</Button>
          </>
        )
      }
    >
      <search className="adm-filters">
        <div className="field wide">
          <label htmlFor="account-q">{t('adm.find')}</label>
          <Input
            id="account-q"
            allowClear
            value={search.q ?? ''}
            placeholder={t('adm.accounts.findHelp')}
            onChange={(e) => change({ q: e.target.value || undefined })}
          />
        </div>
        <Choice
          id="account-role"
          label={t('adm.accounts.role')}
          value={search.role}
          options={ROLES.map((r) => ({ value: r, label: t(`role.${r}`) }))}
          onChange={(role) => change({ role })}
        />
        <Choice
          id="account-state"
          label={t('adm.accounts.state')}
          value={search.state}
          options={STATES.map((s) => ({ value: s, label: t(`adm.accounts.states.${s}`) }))}
          onChange={(state) => change({ state })}
        />
        <div className="field">
          <label htmlFor="account-unit">{t('adm.accounts.unit')}</label>
          <UnitSelect
            id="account-unit"
            value={search.unitId ?? ''}
            none={{ value: '', label: t('adm.all') }}
            onChange={(unitId) => change({ unitId: unitId || undefined })}
          />
        </div>
      </search>
      <Loaded query={accounts}>
        {(items) => (
          <div className="sheet">
            <p className="pad quiet" role="status">
              {t('adm.accounts.count', { count: items.length })}
            </p>
            <Scroll label={t('adm.page.accounts')}>
              <table className="adm-table stack">
                <thead>
                  <tr>
                    <th scope="col">{t('adm.accounts.name')}</th>
                    <th scope="col">{t('adm.accounts.login')}</th>
                    <th scope="col">{t('adm.accounts.unit')}</th>
                    <th scope="col">{t('adm.accounts.roles')}</th>
                    <th scope="col">{t('adm.accounts.state')}</th>
                    <th scope="col">{t('adm.accounts.lastSeen')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((a) => (
                    <tr key={a.accountId} className={a.active ? undefined : 'closed'}>
                      <th scope="row">
                        {mayChange ? (
                          <Button type="link" onClick={() => setOpen(a)}>
                            {a.name}
                          </Button>
                        ) : (
                          a.name
                        )}
                      </th>
                      <td className="number" data-label={t('adm.accounts.login')}>
                        {a.login}
                      </td>
                      <td data-label={t('adm.accounts.unit')}>{say(units.get(a.unitId)?.name)}</td>
                      <td data-label={t('adm.accounts.roles')}>
                        {a.roles.map((r) => t(`role.${r as 'clerk'}`)).join(t('list.comma'))}
                      </td>
                      <td data-label={t('adm.accounts.state')}>
                        <AccountState account={a} />
                      </td>
                      <td
                        className="nowrap"
                        data-label={a.lastSeenAt ? t('adm.accounts.lastSeen') : undefined}
                      >
                        {a.lastSeenAt ? instant(a.lastSeenAt, me.bureau.zone) : ''}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
            {items.length === 0 && <p className="pad">{t('adm.noneFound')}</p>}
          </div>
        )}
      </Loaded>
      <Drawer
        open={open === 'import'}
        size={860}
        title={t('adm.accounts.import')}
        onClose={() => setOpen(null)}
        destroyOnHidden
      >
        <p>
          <a href={download('/administration/accounts/template?format=xlsx')}>{t('adm.accounts.template')}</a>
        </p>
        <TableImport<TablePreview, OneTimeBatch>
          id="accounts"
          previewPath="/administration/accounts/preview"
          importPath="/administration/accounts/import"
          tableOf={(p) => p}
          changes={ACCOUNT_CHANGES}
          onDone={handOut}
          help={t('adm.accounts.importHelp')}
        />
      </Drawer>
      <Drawer
        open={open !== null && open !== 'import'}
        size={520}
        title={open === 'new' ? t('adm.accounts.add') : t('adm.accounts.change')}
        onClose={() => setOpen(null)}
        destroyOnHidden
      >
        {open !== null && open !== 'import' && (
          <AccountForm
            account={open === 'new' ? null : open}
            onDone={() => setOpen(null)}
            onPassword={handOut}
          />
        )}
      </Drawer>
    </Page>
  )
}

export function AccountState({ account: a }: { account: AccountRow }) {
  const t = useWords()
  return (
    <>
      {!a.active && <Chip>{t('adm.accounts.states.inactive')}</Chip>}
      {a.lockedUntil && <Chip tone="red">{t('adm.accounts.states.locked')}</Chip>}
      {a.active && a.oneTimeUntil && <Chip tone="amber">{t('adm.accounts.states.one-time')}</Chip>}
      {a.sessions > 0 && <Chip tone="green">{t('adm.accounts.signedIn', { count: a.sessions })}</Chip>}
      {a.secondFactor && <Chip tone="blue">{t('adm.accounts.secondFactor')}</Chip>}
    </>
  )
}
