/** What is read and written of topics. */
import { queryOptions } from '@tanstack/react-query'
import type {
  MemberState,
  ReplyBodyView,
  ReplyOutcomeView,
  TopicPageView,
  TopicView,
} from '../../../../src/topics/contract.ts'
import { get, post } from '../api/client.ts'

export type {
  MemberState,
  ReplyBodyView,
  ReplyOutcomeView,
  TopicMemberView,
  TopicPageView,
  TopicView,
} from '../../../../src/topics/contract.ts'

export const topicsQuery = queryOptions({
  queryKey: ['hot-topics'],
  queryFn: async ({ signal }) => (await get<{ items: TopicView[] }>('/matter-topics', signal)).items,
  staleTime: 30_000,
})

export const growingQuery = queryOptions({
  queryKey: ['hot-topics', 'growing'],
  queryFn: async ({ signal }) => (await get<{ items: TopicView[] }>('/matter-topics/growing', signal)).items,
  staleTime: 60_000,
})

export const topicQuery = (topicId: string) =>
  queryOptions({
    queryKey: ['hot-topics', topicId],
    queryFn: ({ signal }) => get<TopicPageView>(`/matter-topics/${topicId}`, signal),
  })

export const decide = (topicId: string, key: string, matterId: string, state: MemberState) =>
  post<TopicPageView>(`/matter-topics/${topicId}/members`, key, { matterId, state })

export const replyToAll = (topicId: string, key: string, body: ReplyBodyView) =>
  post<{ items: ReplyOutcomeView[] }>(`/matter-topics/${topicId}/replies`, key, body)
