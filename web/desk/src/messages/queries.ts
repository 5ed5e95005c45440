/** What is read of the message platform. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  Campaign,
  CampaignFields,
  CampaignLine,
  Contact,
  ContactGroup,
  MonthFigures,
  Preview,
  RecipientLine,
  Reply,
  ReplyKind,
  Settings,
  TextTemplate,
} from '../../../../src/messages/contract.ts'
import { get, newKey, post, query } from '../api/client.ts'

export type {
  Campaign,
  CampaignFields,
  CampaignLine,
  Contact,
  ContactGroup,
  ContactImport,
  Counts,
  MonthFigures,
  Preview,
  Reply,
  ReplyKind,
  Settings,
  TextTemplate,
} from '../../../../src/messages/contract.ts'

interface Items<T> {
  items: T[]
}
interface Page<T> extends Items<T> {
  next: string | null
}
const SECOND = 1000
/** States in which a campaign changes by itself. */
const MOVING: readonly Campaign['state'][] = ['scheduled', 'preparing', 'running']

export const SENDERS = ['clerk', 'operator', 'supervisor', 'bureau-head', 'editor'] as const

export const campaignsQuery = infiniteQueryOptions({
  queryKey: ['messages', 'campaigns'],
  queryFn: ({ signal, pageParam }) =>
    get<Page<CampaignLine>>(`/campaigns${query({ cursor: pageParam })}`, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
  refetchInterval: (q) =>
    q.state.data?.pages.some((p) => p.items.some((c) => MOVING.includes(c.state))) ? 5 * SECOND : false,
})

/** Read again while it moves: progress is live. */
export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['messages', 'campaign', id],
    queryFn: ({ signal }) => get<Campaign>(`/campaigns/${id}`, signal),
    refetchInterval: ({ state: { data } }) =>
      data &&
      (MOVING.includes(data.state) || data.tests.some((t) => t.state === 'waiting' || t.state === 'sending'))
        ? 2 * SECOND
        : false,
  })

export const recipientsQuery = (id: string, state: string) =>
  queryOptions({
    queryKey: ['messages', 'recipients', id, state],
    queryFn: ({ signal }) =>
      get<Page<RecipientLine>>(`/campaigns/${id}/recipients${query({ state })}`, signal),
  })

export const groupsQuery = queryOptions({
  queryKey: ['messages', 'groups'],
  queryFn: async ({ signal }) => (await get<Items<ContactGroup>>('/contact-groups', signal)).items,
})

export const contactsQuery = (groupId: string, reason: string) =>
  infiniteQueryOptions({
    queryKey: ['messages', 'contacts', groupId, reason],
    queryFn: ({ pageParam }) =>
      post<Page<Contact>>(`/contact-groups/${groupId}/contacts`, newKey(), {
        after: pageParam,
        ...(reason ? { reason } : {}),
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    // Whole numbers are not kept longer than they are looked at, and are not read again unasked: each look is written down.
    gcTime: reason ? 0 : 60 * SECOND,
    staleTime: Number.POSITIVE_INFINITY,
  })

export const templatesQuery = queryOptions({
  queryKey: ['messages', 'templates'],
  queryFn: async ({ signal }) => (await get<Items<TextTemplate>>('/message-templates', signal)).items,
})

export const settingsQuery = queryOptions({
  queryKey: ['messages', 'settings'],
  queryFn: ({ signal }) => get<Settings>('/message-settings', signal),
})

export const figuresQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['messages', 'figures', from, to],
    queryFn: async ({ signal }) =>
      (await get<Items<MonthFigures>>(`/message-figures${query({ from, to })}`, signal)).items,
  })

export const repliesQuery = (kind: ReplyKind) =>
  infiniteQueryOptions({
    queryKey: ['messages', 'replies', kind],
    queryFn: ({ signal, pageParam }) =>
      get<Page<Reply>>(`/message-replies${query({ kind, cursor: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })

export interface MatterOfReply {
  matterId: string
  number: string
  subject: string | null
  state: { zh: string; en: string }
  ended: boolean
}
export const replyMattersQuery = (replyId: string) =>
  queryOptions({
    queryKey: ['messages', 'reply-matters', replyId],
    queryFn: async () =>
      (await post<Items<MatterOfReply>>(`/message-replies/${replyId}/matters`, newKey(), undefined)).items,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Of what is being written; nothing of it is kept there. */
export const previewQuery = (fields: CampaignFields, enabled: boolean) =>
  queryOptions({
    queryKey: ['messages', 'preview', fields],
    queryFn: () => post<Preview>('/campaign-previews', newKey(), fields),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 30 * SECOND,
    gcTime: 60 * SECOND,
    retry: false,
  })
