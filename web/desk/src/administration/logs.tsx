/** The two logs: administrative acts, and looks at personal data. Filters stand in the address. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useDeferredValue } from 'react'
import type { AccessLine, AuditLine } from '../../../../src/administration/audit/contract.ts'
import type { AccountRow } from '../../../../src/administration/contract.ts'
import { get, query } from '../api/client.ts'
import { useMe, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import type { LogSearch } from './search.ts'
import { download, Page, Scroll } from './shared.tsx'
import { useWords } from './words.ts'

const ACTIONS = [
  'account.added',
  'account.changed',
  'account.unlocked',
  'password.changed',
  'password.reset',
  'second-factor.set',
  'second-factor.removed',
  'session.opened',
  'session.refused',
  'session.ended',
  'sessions.ended',
  'unit.added',
  'unit.changed',
  'setting.set',
  'calendar.set',
  'calendar.notice-imported',
  'code.saved',
  'category.added',
  'category.changed',
  'categories.imported',
  'message.saved',
  'retention.set',
  'retention.decided',
  'access-review.drawn',
  'access-review.judged',
  'bureau.created',
] as const
const WHATS = ['matter', 'parties', 'attachment', 'lookup'] as const

const dashed = (action: string) => action.replaceAll('.', '-') as 'account-added'

export function AuditPage() {
  const t = useWords()
  const me = useMe()
  const search = useSearch({ from: '/signed-in/administration/audit' })
  const navigate = useNavigate()
  const asked = useDeferredValue(search)
  const pages = useInfiniteQuery({
    queryKey: ['administration', 'audit', asked],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: AuditLine[]; next: string | null }>(
        `/administration/audit${query({ ...asked, cursor: pageParam ?? undefined })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const items = pages.data?.pages.flatMap((p) => p.items) ?? []
  const known = (action: string) => (ACTIONS as readonly string[]).includes(action)
  return (
    <Page
      title={t('adm.page.audit')}
      help={t('adm.audit.help')}
      actions={
        <Button href={download(`/administration/audit/export${query({ ...search })}`)}>
          {t('adm.exportCsv')}
        </Button>
      }
    >
      <LogFilters
        search={search}
        onChange={(next) =>
          void navigate({ to: '/administration/audit', search: { ...search, ...next }, replace: true })
        }
      >
        <div className="field">
          <label htmlFor="log-action">{t('adm.audit.action')}</label>
          <Select
            id="log-action"
            allowClear
            value={search.action ?? null}
            placeholder={t('adm.all')}
            showSearch={{ optionFilterProp: 'label' }}
            options={ACTIONS.map((a) => ({ value: a, label: t(`adm.action.${dashed(a)}`) }))}
            onChange={(action) =>
              void navigate({
                to: '/administration/audit',
                search: { ...search, action: action ?? undefined },
              })
            }
          />
        </div>
      </LogFilters>
      <Lines pages={pages} none={items.length === 0} label={t('adm.page.audit')}>
        <thead>
          <tr>
            <th scope="col">{t('adm.audit.at')}</th>
            <th scope="col">{t('adm.audit.who')}</th>
            <th scope="col">{t('adm.audit.action')}</th>
            <th scope="col">{t('adm.audit.details')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((l) => (
            <tr key={l.id}>
              <td className="nowrap">{instant(l.at, me.bureau.zone)}</td>
              <td>{l.account ? l.account.name : t('adm.audit.program')}</td>
              <td>{known(l.action) ? t(`adm.action.${dashed(l.action)}`) : l.action}</td>
              <td className="adm-json">{brief(l.details)}</td>
            </tr>
          ))}
        </tbody>
      </Lines>
    </Page>
  )
}

/** Details as `name: value`, without braces; what is nested stays as it was written. */
function brief(details: Record<string, unknown>): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ')
}

export function LooksPage() {
  const t = useWords()
  const me = useMe()
  const units = useUnitsById()
  const search = useSearch({ from: '/signed-in/administration/looks' })
  const navigate = useNavigate()
  const asked = useDeferredValue(search)
  const pages = useInfiniteQuery({
    queryKey: ['administration', 'looks', asked],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: AccessLine[]; next: string | null }>(
        `/administration/access${query({ ...asked, cursor: pageParam ?? undefined })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const items = pages.data?.pages.flatMap((p) => p.items) ?? []
  return (
    <Page
      title={t('adm.page.looks')}
      help={t('adm.looks.help')}
      actions={
        <Button href={download(`/administration/access/export${query({ ...search })}`)}>
          {t('adm.exportCsv')}
        </Button>
      }
    >
      <LogFilters
        search={search}
        onChange={(next) =>
          void navigate({ to: '/administration/looks', search: { ...search, ...next }, replace: true })
        }
      >
        <div className="field">
          <label htmlFor="log-what">{t('adm.looks.what')}</label>
          <Select
            id="log-what"
            allowClear
            value={search.what ?? null}
            placeholder={t('adm.all')}
            options={WHATS.map((w) => ({ value: w, label: t(`log.what.${w}`) }))}
            onChange={(what) =>
              void navigate({ to: '/administration/looks', search: { ...search, what: what ?? undefined } })
            }
          />
        </div>
      </LogFilters>
      <Lines pages={pages} none={items.length === 0} label={t('adm.page.looks')}>
        <thead>
          <tr>
            <th scope="col">{t('adm.audit.at')}</th>
            <th scope="col">{t('adm.audit.who')}</th>
            <th scope="col">{t('adm.accounts.unit')}</th>
            <th scope="col">{t('adm.matter')}</th>
            <th scope="col">{t('adm.looks.what')}</th>
            <th scope="col">{t('adm.looks.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((l) => (
            <tr key={l.id}>
              <td className="nowrap">{instant(l.at, me.bureau.zone)}</td>
              <td>{l.account ? l.account.name : t('adm.audit.program')}</td>
              <td>{l.unitId ? say(units.get(l.unitId)?.name) : ''}</td>
              <td className="number">{l.number}</td>
              <td>{WHATS.includes(l.what as 'matter') ? t(`log.what.${l.what as 'matter'}`) : l.what}</td>
              <td>{l.reason === 'handling' ? t('adm.looks.handling') : l.reason}</td>
            </tr>
          ))}
        </tbody>
      </Lines>
    </Page>
  )
}

interface FilterProps {
  search: LogSearch
  onChange: (next: Partial<LogSearch>) => void
  children: ReactNode
}

function LogFilters({ search, onChange, children }: FilterProps) {
  const t = useWords()
  const accounts = useQuery({
    queryKey: ['administration', 'accounts', {}],
    queryFn: async ({ signal }) =>
      (await get<{ items: AccountRow[] }>('/administration/accounts', signal)).items,
    staleTime: 60_000,
  })
  return (
    <search className="adm-filters">
      <div className="field wide">
        <label htmlFor="log-q">{t('adm.find')}</label>
        <Input
          id="log-q"
          allowClear
          value={search.q ?? ''}
          onChange={(e) => onChange({ q: e.target.value || undefined })}
        />
      </div>
      <div className="field">
        <label htmlFor="log-from">{t('adm.from')}</label>
        <Input
          id="log-from"
          type="date"
          value={search.from ?? ''}
          onChange={(e) => onChange({ from: e.target.value || undefined })}
        />
      </div>
      <div className="field">
        <label htmlFor="log-to">{t('adm.to')}</label>
        <Input
          id="log-to"
          type="date"
          value={search.to ?? ''}
          onChange={(e) => onChange({ to: e.target.value || undefined })}
        />
      </div>
      <div className="field">
        <label htmlFor="log-account">{t('adm.audit.who')}</label>
        <Select
          id="log-account"
          allowClear
          value={search.accountId ?? null}
          placeholder={t('adm.all')}
          showSearch={{ optionFilterProp: 'label' }}
          options={(accounts.data ?? []).map((a) => ({ value: a.accountId, label: `${a.name} ${a.login}` }))}
          onChange={(accountId) => onChange({ accountId: accountId ?? undefined })}
        />
      </div>
      {children}
    </search>
  )
}

interface Paged {
  error: unknown
  isPending: boolean
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => Promise<unknown>
}

interface LinesProps {
  pages: Paged
  none: boolean
  label: string
  children: ReactNode
}

function Lines({ pages, none, label, children }: LinesProps) {
  const t = useWords()
  if (pages.error) return <ProblemNote error={pages.error} focus={false} />
  return (
    <div className="sheet" aria-busy={pages.isPending}>
      {none && !pages.isPending ? (
        <p className="pad">{t('adm.noneFound')}</p>
      ) : (
        <Scroll label={label}>
          <table className="adm-table">{children}</table>
        </Scroll>
      )}
      {pages.hasNextPage && (
        <div className="more">
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('adm.more')}
          </Button>
        </div>
      )}
    </div>
  )
}
