/** What the bell has told, newest first; read and unread; what each wishes to be told. */
import { ArrowLeftOutlined, CheckOutlined, SettingOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Skeleton, Switch } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../frame/problem.tsx'
import { useOpenNotification } from './bell.tsx'
import {
  historyQuery,
  type Kind,
  mark,
  type Notification,
  type NotificationSettings,
  saveSettings,
  settingsQuery,
  unreadQuery,
} from './queries.ts'
import { Words } from './words.tsx'

/** In the order of the settings; the contract's list as the browser may import types only. */
const KINDS: readonly Kind[] = [
  'assigned',
  'returned',
  'redo',
  'signature',
  'supervised',
  'instruction',
  'citizen',
  'rated',
  'decided',
  'note',
  'due',
  'not-told',
]

export function BellPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [settings, setSettings] = useState(false)
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus(), [])
  return (
    <section ref={panel} className="bell-panel" aria-label={t('bell.title')} tabIndex={-1}>
      {settings ? (
        <Settings onBack={() => setSettings(false)} />
      ) : (
        <History onClose={onClose} onSettings={() => setSettings(true)} />
      )}
    </section>
  )
}

function useMark() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: mark,
    onSuccess: ({ unread }) => {
      client.setQueryData(unreadQuery.queryKey, unread)
      return client.invalidateQueries({ queryKey: historyQuery.queryKey })
    },
  })
}

function History({ onClose, onSettings }: { onClose: () => void; onSettings: () => void }) {
  const { t } = useTranslation()
  const pages = useInfiniteQuery(historyQuery)
  const marking = useMark()
  const open = useOpenNotification()
  const items = pages.data?.pages.flatMap((p) => p.items) ?? []
  const newest = items[0]
  return (
    <>
      <div className="bell-head">
        <h2>{t('bell.title')}</h2>
        {newest && items.some((n) => !n.read) && (
          <Button
            type="link"
            size="small"
            loading={marking.isPending && marking.variables?.upTo !== undefined}
            onClick={() => marking.mutate({ read: true, upTo: newest.no })}
          >
            {t('bell.markAll')}
          </Button>
        )}
        <Button
          type="text"
          size="small"
          icon={<SettingOutlined aria-hidden />}
          aria-label={t('bell.settings')}
          onClick={onSettings}
        />
      </div>
      {(pages.error ?? marking.error) !== null && (
        <ProblemNote error={pages.error ?? marking.error} focus={false} />
      )}
      {pages.isPending ? (
        <div className="bell-body" aria-busy="true">
          <Skeleton active title={false} paragraph={{ rows: 5 }} />
        </div>
      ) : items.length === 0 ? (
        <p className="bell-none">{t('bell.none')}</p>
      ) : (
        <ul className="bell-list">
          {items.map((n) => (
            <Line
              key={n.no}
              n={n}
              onOpen={() => {
                onClose()
                open(n)
              }}
              onMark={() => marking.mutate({ read: !n.read, numbers: [n.no] })}
            />
          ))}
          {pages.hasNextPage && (
            <li className="more">
              <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                {t('bell.older')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </>
  )
}

function Line({ n, onOpen, onMark }: { n: Notification; onOpen: () => void; onMark: () => void }) {
  const { t } = useTranslation()
  return (
    <li className={n.read ? 'bell-line' : 'bell-line bell-new'}>
      <button type="button" className="bell-open" onClick={onOpen}>
        <Words of={n} />
        {!n.read && <span className="hidden-text">{t('bell.isUnread')}</span>}
      </button>
      <Button
        type="text"
        size="small"
        className="bell-mark"
        icon={n.read ? <span className="bell-ring" aria-hidden /> : <CheckOutlined aria-hidden />}
        aria-label={t(n.read ? 'bell.markUnread' : 'bell.markRead')}
        title={t(n.read ? 'bell.markUnread' : 'bell.markRead')}
        onClick={onMark}
      />
    </li>
  )
}

function Settings({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data } = useQuery(settingsQuery)
  const saving = useMutation({
    mutationFn: saveSettings,
    // Shown as wished at once; put back if the server refuses.
    onMutate: (next) => {
      const before = client.getQueryData(settingsQuery.queryKey)
      client.setQueryData(settingsQuery.queryKey, next)
      return { before }
    },
    onError: (_error, _next, kept) => client.setQueryData(settingsQuery.queryKey, kept?.before),
    onSuccess: () => client.invalidateQueries({ queryKey: historyQuery.queryKey }),
  })
  const change = (part: Partial<NotificationSettings>) => data && saving.mutate({ ...data, ...part })
  return (
    <>
      <div className="bell-head">
        <Button
          type="text"
          size="small"
          icon={<ArrowLeftOutlined aria-hidden />}
          aria-label={t('bell.back')}
          onClick={onBack}
        />
        <h2>{t('bell.settings')}</h2>
      </div>
      {saving.error !== null && <ProblemNote error={saving.error} focus={false} />}
      {data && (
        <div className="bell-body">
          <div className="bell-switch">
            <label htmlFor="bell-toasts">{t('bell.toasts')}</label>
            <Switch id="bell-toasts" checked={data.toasts} onChange={(toasts) => change({ toasts })} />
          </div>
          <p className="quiet">{t('bell.kindsHelp')}</p>
          {KINDS.map((kind) => (
            <div key={kind} className="bell-switch">
              <label htmlFor={`bell-${kind}`}>
                {t(`bell.kind.${kind}`)} <span className="quiet">{t(`bell.about.${kind}`)}</span>
              </label>
              <Switch
                id={`bell-${kind}`}
                checked={!data.muted.includes(kind)}
                onChange={(on) =>
                  change({ muted: on ? data.muted.filter((k) => k !== kind) : [...data.muted, kind] })
                }
              />
            </div>
          ))}
        </div>
      )}
    </>
  )
}
