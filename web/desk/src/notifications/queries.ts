/** What the bell reads and writes. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type {
  Kind,
  Mark,
  Notification,
  NotificationPage,
  NotificationSettings,
} from '../../../../src/notifications/contract.ts'
import { get, newKey, post, put, query } from '../api/client.ts'

export type { Kind, Notification, NotificationSettings }

export const historyQuery = infiniteQueryOptions({
  queryKey: ['notifications', 'history'],
  queryFn: ({ pageParam, signal }) =>
    get<NotificationPage>(`/notifications${query({ before: pageParam ?? undefined, limit: 30 })}`, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
  staleTime: 10_000,
})

/** How many are unread; kept current by the stream. */
export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: async ({ signal }) => (await get<NotificationPage>('/notifications?limit=1', signal)).unread,
  staleTime: 60_000,
})

export const settingsQuery = queryOptions({
  queryKey: ['notifications', 'settings'],
  queryFn: ({ signal }) => get<NotificationSettings>('/notifications/settings', signal),
  staleTime: 600_000,
})

export const mark = (m: Mark) => post<{ unread: number }>('/notifications/marks', newKey(), m)
export const saveSettings = (s: NotificationSettings) =>
  put<NotificationSettings>('/notifications/settings', newKey(), s)
