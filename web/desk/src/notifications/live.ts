/** The live bell: new ones as they come, the count as it changes, also by another browser of the same account. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { openStream } from '../api/stream.ts'
import { passAlong } from './along.ts'
import { type Notification, settingsQuery, unreadQuery } from './queries.ts'

/** What lay longer than this while the browser was away is counted, not shown. */
const FRESH_MS = 10 * 60_000

export function useLiveBell(onNew: (n: Notification) => void): void {
  const client = useQueryClient()
  const latest = useRef(onNew)
  useEffect(() => {
    latest.current = onNew
  })
  useEffect(() => {
    if (typeof EventSource === 'undefined') return
    let known = true
    const readAgain = () => {
      void client.invalidateQueries({ queryKey: ['notifications', 'history'] })
      void client.invalidateQueries({ queryKey: ['myday'] })
    }
    /** Who is on duty at the hotline hears of a call also while another tab is looked at. */
    const onDuty = () =>
      (client.getQueryData(['hotline', 'mine']) as { agent?: unknown } | undefined)?.agent != null
    return openStream((last) => `/api/v1/notifications/stream${last ? `?after=${last}` : ''}`, {
      on: {
        notification: (data) => {
          const n = JSON.parse(data) as Notification
          readAgain()
          const settings = client.getQueryData(settingsQuery.queryKey)
          const wanted = settings?.toasts !== false && !settings?.muted.includes(n.kind)
          if (wanted && !n.read && Date.now() - Date.parse(n.at) < FRESH_MS) latest.current(n)
        },
        unread: (data) => {
          const { unread } = JSON.parse(data) as { unread: number }
          client.setQueryData(unreadQuery.queryKey, unread)
          // The first one says where we stand; each later one says that something was read elsewhere.
          if (known) known = false
          else readAgain()
        },
        call: (data) => passAlong('call', data),
        line: (data) => passAlong('line', data),
      },
      reopened: () => passAlong('reopened'),
      evenUnseen: onDuty,
    })
  }, [client])
}
