/** The two logs: administrative acts, and looks at personal data. Filters stand in the address. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type ReactNode, useDeferredValue } from 'react'
import type { AccessLine, AuditLine } from '../../../../src/administration/audit/contract.ts'
import type { AccountRow } from '../../../../src/administration/contract.ts'
import { get, query } from '../api/client.ts'
import { useMe, useUnitsById } from '../frame/hooks.ts'
import { instant } from '../look/dates.ts'
import { useLookReason } from '../look/look-reason.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { AuditDetails } from './audit-details.tsx'
import type { LogSearch } from './search.ts'
import { Choice, download, Loaded, Page, Scroll } from './shared.tsx'

const ACTIONS = [
  'account.added',
  'account.changed',
  'account.unlocked',
  'password.changed',
  'password.reset',
  'second-factor.set',
  'second-factor.removed',
  'second-factor.reset',
  'recovery-codes.renewed',
  'sign-in-rules.changed',
  'account.reset-by-operator',
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
  'template.added',
  'template.changed',
  'category.added',
  'category.changed',
  'categories.imported',
  'message.saved',
  'retention.set',
  'retention.decided',
  'access-review.drawn',
  'access-review.judged',
  'bureau.created',
  'list.exported',
  'instruction.read',
  'oversight.setting',
  'reception.read',
  'suggestion-topic.saved',
  'channels.saved',
  'disclosure-package.save',
  'disclosure-package.submit',
  'disclosure-package.return',
  'disclosure-package.release',
  'disclosure-package.withdraw',
  'disclosure-package.sets',
  'wall-key.made',
  'wall-key.revoked',
  'report.saved',
  'report.approved',
  'knowledge.published',
  'knowledge.withdrawn',
  'notice.retried',
  'message.settings-changed',
  'message.template-saved',
  'message.group-saved',
  'message.contacts-read',
  'message.contact-removed',
  'message.contacts-imported',
  'message.campaign-step',
  'message.tested',
  'message.uncertain-decided',
  'message.reply-matters-read',
  'message.reply-settled',
  'hotline.key-made',
  'hotline.key-revoked',
  'hotline.dial-set',
  'hotline.settings-changed',
  'roster.planned',
  'roster.cancelled',
  'roster.swapped',
  'roster.settings-changed',
  'practice.opened',
  'practice.reset',
  'open311.key-issued',
  'open311.key-revoked',
  'open311.service-saved',
] as const
const WHATS = ['matter', 'parties', 'attachment', 'lookup'] as const

const dashed = (action: string) => action.replaceAll('.', '-') as 'account-added'

export function AuditPage() {
  const t = useWords()
  const me = useMe()
  const search = useSearch({ from: '/signed-in/administration/audit' })
  const navigate = useNavigate()
  const change = (next: Partial<LogSearch>) =>
    void navigate({ to: '/administration/audit', search: { ...search, ...next }, replace: true })
  const known = (action: string) => (ACTIONS as readonly string[]).includes(action)
  return (
    <LogPage<AuditLine>
      log="audit"
      search={search}
      onChange={change}
      filter={
        <Choice
          id="log-action"
          label={t('adm.audit.action')}
          value={search.action}
          options={ACTIONS.map((a) => ({ value: a, label: t(`adm.action.${dashed(a)}`) }))}
          onChange={(action) => change({ action })}
        />
      }
      columns={[t('adm.audit.at'), t('adm.audit.who'), t('adm.audit.action'), t('adm.audit.details')]}
    >
      {(l) => (
        <tr key={l.id}>
          <td className="nowrap">{instant(l.at, me.bureau.zone)}</td>
          <td>{l.account ? l.account.name : t('adm.audit.program')}</td>
          <td data-label={t('adm.audit.action')}>
            {known(l.action) ? t(`adm.action.${dashed(l.action)}`) : l.action}
          </td>
          <td className="adm-json">
            <AuditDetails details={l.details} />
          </td>
        </tr>
      )}
    </LogPage>
  )
}

export function LooksPage() {
  const t = useWords()
  const me = useMe()
  const units = useUnitsById()
  const search = useSearch({ from: '/signed-in/administration/looks' })
  const navigate = useNavigate()
  const reasonOf = useLookReason()
  const change = (next: Partial<LogSearch>) =>
    void navigate({ to: '/administration/looks', search: { ...search, ...next }, replace: true })
  return (
    <LogPage<AccessLine>
      log="looks"
      search={search}
      onChange={change}
      filter={
        <Choice
          id="log-what"
          label={t('adm.looks.what')}
          value={search.what}
          options={WHATS.map((w) => ({ value: w, label: t(`log.what.${w}`) }))}
          onChange={(what) => change({ what })}
        />
      }
      columns={[
        t('adm.audit.at'),
        t('adm.audit.who'),
        t('adm.accounts.unit'),
        t('adm.matter'),
        t('adm.looks.what'),
        t('adm.looks.reason'),
      ]}
    >
      {(l) => (
        <tr key={l.id}>
          <td className="nowrap">{instant(l.at, me.bureau.zone)}</td>
          <td>{l.account ? l.account.name : t('adm.audit.program')}</td>
          <td data-label={t('adm.accounts.unit')}>{l.unitId ? say(units.get(l.unitId)?.name) : ''}</td>
          <td className="number" data-label={t('adm.matter')}>
            {l.number}
          </td>
          <td data-label={t('adm.looks.what')}>
            {WHATS.includes(l.what as 'matter') ? t(`log.what.${l.what as 'matter'}`) : l.what}
          </td>
          <td data-label={t('adm.looks.reason')}>{reasonOf(l.reason)}</td>
        </tr>
      )}
    </LogPage>
  )
}

/** Where each log is read and written out. */
const PATHS = { audit: '/administration/audit', looks: '/administration/access' } as const

interface LogProps<L> {
  log: keyof typeof PATHS
  search: LogSearch
  onChange: (next: Partial<LogSearch>) => void
  /** The filter only this log has. */
  filter: ReactNode
  columns: readonly string[]
  children: (line: L) => ReactNode
}

/** What both logs are: filters, lines page by page, a file of what the filters leave. */
function LogPage<L extends { id: string }>({
  log,
  search,
  onChange,
  filter,
  columns,
  children,
}: LogProps<L>) {
  const t = useWords()
  const asked = useDeferredValue(search)
  const path = PATHS[log]
  const pages = useInfiniteQuery({
    queryKey: ['administration', log, asked],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: L[]; next: string | null }>(
        `${path}${query({ ...asked, cursor: pageParam ?? undefined })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
  const items = pages.data?.pages.flatMap((p) => p.items) ?? []
  return (
    <Page
      title={t(`adm.page.${log}`)}
      help={t(`adm.${log}.help`)}
      actions={<Button href={download(`${path}/export${query({ ...search })}`)}>{t('adm.exportCsv')}</Button>}
    >
      <LogFilters search={search} onChange={onChange}>
        {filter}
      </LogFilters>
      {pages.isPending || pages.error ? (
        <Loaded query={pages}>{() => null}</Loaded>
      ) : (
        <div className="sheet">
          {items.length === 0 ? (
            <p className="pad">{t('adm.noneFound')}</p>
          ) : (
            <Scroll label={t(`adm.page.${log}`)}>
              <table className="adm-table stack">
                <thead>
                  <tr>
                    {columns.map((c) => (
                      <th scope="col" key={c}>
                        {c}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>{items.map(children)}</tbody>
              </table>
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
      )}
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
      <Choice
        id="log-account"
        label={t('adm.audit.who')}
        value={search.accountId}
        options={(accounts.data ?? []).map((a) => ({ value: a.accountId, label: `${a.name} ${a.login}` }))}
        onChange={(accountId) => onChange({ accountId })}
      />
      {children}
    </search>
  )
}
