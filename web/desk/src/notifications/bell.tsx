/** The bell in the bar: how many are unread, the list behind it, and new ones in a corner for a moment. */
import { BellOutlined, CloseOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { Button } from 'antd'
import { Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../frame/keys.ts'
import { part } from '../page.ts'
import { useLiveBell } from './live.ts'
import { mark, type Notification, settingsQuery, unreadQuery } from './queries.ts'
import { Words } from './words.tsx'

const BellPanel = part(async () => (await import('./panel.tsx')).BellPanel)

const TOAST_MS = 7000
const MOST_TOASTS = 3

/** Where a notification leads, marked read on the way. */
export function useOpenNotification(): (n: Notification) => void {
  const client = useQueryClient()
  const navigate = useNavigate()
  return (n) => {
    if (!n.read) {
      void mark({ read: true, numbers: [n.no] })
        .then(({ unread }) => client.setQueryData(unreadQuery.queryKey, unread))
        .catch(() => undefined)
    }
    if (n.link) void navigate({ to: n.link })
    else if (n.matter) void navigate({ to: '/matters/$matterId', params: { matterId: n.matter.matterId } })
  }
}

export function Bell() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const unread = useQuery(unreadQuery).data ?? 0
  useQuery(settingsQuery)
  useReadOnOpening(unread)
  useKeys({ b: { run: () => setOpen(true), says: t('help.bell') } }, true)
  const close = useCallback(() => setOpen(false), [])
  useEffect(() => {
    if (!open) return
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) close()
    }
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      close()
      button.current?.focus()
    }
    window.addEventListener('pointerdown', outside)
    window.addEventListener('keydown', onEscape)
    return () => {
      window.removeEventListener('pointerdown', outside)
      window.removeEventListener('keydown', onEscape)
    }
  }, [open, close])
  return (
    <div ref={box} className="bell">
      <Button
        ref={button}
        type="text"
        className="bar-button"
        icon={<BellOutlined aria-hidden />}
        aria-label={unread > 0 ? t('bell.openUnread', { count: unread }) : t('bell.open')}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
      {unread > 0 && (
        <span className="bell-count" aria-hidden>
          {unread > 99 ? '99+' : unread}
        </span>
      )}
      <Suspense>{open && <BellPanel onClose={close} />}</Suspense>
      <Toasts />
    </div>
  )
}

/** Whoever opens a matter has seen what the bell said of it. */
function useReadOnOpening(unread: number): void {
  const client = useQueryClient()
  const path = useRouterState({ select: (s) => s.location.pathname })
  const some = unread > 0
  useEffect(() => {
    const matterId = /^\/matters\/([0-9a-f-]{36})$/.exec(path)?.[1]
    if (!matterId || !some) return
    void mark({ read: true, matterId })
      .then(({ unread: left }) => client.setQueryData(unreadQuery.queryKey, left))
      .catch(() => undefined)
  }, [path, some, client])
}

function Toasts() {
  const { t } = useTranslation()
  const [shown, setShown] = useState<Notification[]>([])
  const open = useOpenNotification()
  const drop = useCallback((no: number) => setShown((all) => all.filter((n) => n.no !== no)), [])
  useLiveBell((n) => setShown((all) => [...all.filter((o) => o.no !== n.no), n].slice(-MOST_TOASTS)))
  return (
    <div className="toasts" role="status">
      {shown.map((n) => (
        <Toast key={n.no} onGone={() => drop(n.no)}>
          <button
            type="button"
            className="toast-open"
            onClick={() => {
              drop(n.no)
              open(n)
            }}
          >
            <Words of={n} />
          </button>
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('bell.dismiss')}
            onClick={() => drop(n.no)}
          />
        </Toast>
      ))}
    </div>
  )
}

/** Goes by itself, but not while it is pointed at or holds the focus. */
function Toast({ onGone, children }: { onGone: () => void; children: React.ReactNode }) {
  const gone = useRef(onGone)
  const [held, setHeld] = useState(false)
  useEffect(() => {
    gone.current = onGone
  })
  useEffect(() => {
    if (held) return
    const timer = window.setTimeout(() => gone.current(), TOAST_MS)
    return () => window.clearTimeout(timer)
  }, [held])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it from going
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {children}
    </div>
  )
}
