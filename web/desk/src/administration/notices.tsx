/** Notices to people: what failed, waits and was sent, with addresses masked; what was given up is sent again from here. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import type { NoticeLine, NoticePage } from '../../../../src/notices/contract.ts'
import { get, post, query } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip, type Tone } from '../frame/chip.tsx'
import { useMay, useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { useDeliveryReason } from '../look/delivery-reason.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import type { NoticeSearch } from './search.ts'
import { Choice, Loaded, Page, Scroll } from './shared.tsx'

const GROUPS = ['failed', 'waiting', 'sent'] as const
const TONES: Readonly<Record<NoticeLine['state'], Tone>> = {
  waiting: 'blue',
  sent: 'green',
  delivered: 'green',
  refused: 'red',
  'given-up': 'red',
}

export function NoticesPage() {
  const t = useWords()
  const search = useSearch({ from: '/signed-in/administration/notices' })
  const navigate = useNavigate()
  const group = search.group ?? 'failed'
  const page = useQuery({
    queryKey: ['notices', group, search.via, search.after],
    queryFn: ({ signal }) =>
      get<NoticePage>(`/notices${query({ group, via: search.via, after: search.after })}`, signal),
  })
  const change = (next: NoticeSearch) =>
    void navigate({ to: '/administration/notices', search: { ...search, ...next, after: undefined } })
  return (
    <Page title={t('adm.page.notices')} help={t('notices.help')}>
      <div className="adm-row">
        <fieldset className="switcher" aria-label={t('notices.groups')}>
          {GROUPS.map((g) => (
            <button key={g} type="button" aria-pressed={g === group} onClick={() => change({ group: g })}>
              {t(`notices.group.${g}`)}
            </button>
          ))}
        </fieldset>
        <Choice
          id="notice-via"
          label={t('notices.via')}
          value={search.via}
          options={(['sms', 'email'] as const).map((v) => ({ value: v, label: t(`person.via.${v}`) }))}
          onChange={(via) => change({ via })}
        />
      </div>
      <Loaded query={page}>
        {(found) => (
          <div className="adm-stack">
            <Gateways page={found} />
            {found.items.length === 0 ? (
              <p className="sheet pad">{t(`notices.none.${group}`)}</p>
            ) : (
              <Lines items={found.items} />
            )}
            {(search.after || found.next) && (
              <p className="adm-row">
                {search.after && (
                  <Link to="/administration/notices" search={{ ...search, after: undefined }}>
                    {t('notices.first')}
                  </Link>
                )}
                {found.next && (
                  <Link to="/administration/notices" search={{ ...search, after: found.next }}>
                    {t('notices.more')}
                  </Link>
                )}
              </p>
            )}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function Gateways({ page }: { page: NoticePage }) {
  const t = useWords()
  const { bureau } = useMe()
  if (!page.sms && !page.email) return <Alert type="warning" showIcon title={t('notices.noGateway')} />
  const { quiet } = page
  return (
    <section className="sheet pad" aria-label={t('notices.gateways')}>
      <p>
        {(['sms', 'email'] as const).map((via) => (
          <Chip key={via} tone={page[via] ? 'green' : 'plain'}>
            {t(page[via] ? 'notices.on' : 'notices.off', { via: t(`person.via.${via}`) })}
          </Chip>
        ))}
      </p>
      {page.sms && (
        <p className="quiet">
          {quiet ? t('notices.quiet', { from: quiet.from, to: quiet.to }) : t('notices.noQuiet')}{' '}
          {quiet?.until && (
            <strong>{t('notices.quietNow', { until: instant(quiet.until, bureau.zone) })}</strong>
          )}
        </p>
      )}
    </section>
  )
}

function Lines({ items }: { items: readonly NoticeLine[] }) {
  const t = useWords()
  const { bureau } = useMe()
  const may = useMay('administrator')
  const [said, setSaid] = useState(false)
  const retry = useCommand((id: string, key) => post(`/notices/${id}/retry`, key, undefined), {
    changes: [['notices']],
    done: () => setSaid(true),
  })
  const reason = useDeliveryReason()
  return (
    <section className="sheet pad">
      <p role="status" className="quiet">
        {said && t('notices.retried')}
      </p>
      {retry.error && <ProblemNote error={retry.error} />}
      <Scroll label={t('adm.page.notices')}>
        <table className="adm-table stack">
          <thead>
            <tr>
              <th scope="col">{t('notices.at')}</th>
              <th scope="col">{t('notices.what')}</th>
              <th scope="col">{t('notices.via')}</th>
              <th scope="col">{t('notices.to')}</th>
              <th scope="col">{t('notices.state')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((n) => (
              <tr key={n.noticeId}>
                <td className="nowrap">{instant(n.madeAt, bureau.zone)}</td>
                <th scope="row">{n.what ? say(n.what) : t('notices.hidden')}</th>
                <td data-label={t('notices.via')}>{t(`person.via.${n.via}`)}</td>
                <td className="nowrap" data-label={t('notices.to')}>
                  {n.address ?? (
                    <span className="quiet">
                      {t(
                        n.state === 'waiting' || n.state === 'given-up'
                          ? 'notices.hidden'
                          : 'notices.noAddress',
                      )}
                    </span>
                  )}
                </td>
                <td data-label={t('notices.state')}>
                  <Chip tone={TONES[n.state]}>{t(`person.state.${n.state}`)}</Chip>
                  <div className="quiet">
                    {[
                      n.code && reason(n.code),
                      n.attempts > 0 && t('notices.attempts', { n: n.attempts }),
                      n.nextAt && t('notices.next', { at: instant(n.nextAt, bureau.zone) }),
                      n.settledAt && t('notices.settled', { at: instant(n.settledAt, bureau.zone) }),
                      ...n.tried.map((w) =>
                        t('notices.tried', { via: t(`person.via.${w.via}`), reason: reason(w.code) }),
                      ),
                      n.state === 'refused' && t('notices.cannot'),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </div>
                  {n.retryable && may && (
                    <Popconfirm
                      title={t('notices.retryAsk')}
                      okText={t('notices.retry')}
                      cancelText={t('form.cancel')}
                      onConfirm={() => retry.mutate(n.noticeId)}
                    >
                      <Button size="small">{t('notices.retry')}</Button>
                    </Popconfirm>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
