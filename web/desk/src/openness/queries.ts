/** What is read of published matters, topics and channels. */
import { queryOptions } from '@tanstack/react-query'
import type { ChannelsView } from '../../../../src/openness/channels/contract.ts'
import type {
  PublicationDetail,
  PublicationState,
  PublicationSummary,
} from '../../../../src/openness/contract.ts'
import type { SuggestionTopic } from '../../../../src/openness/suggestions/contract.ts'
import { get, query } from '../api/client.ts'

export type { ChannelField, Channels, ChannelsView } from '../../../../src/openness/channels/contract.ts'
export type {
  HiddenPlace,
  PublicationAct,
  PublicationActionInput,
  PublicationDetail,
  PublicationDone,
  PublicationState,
  PublicationSummary,
  Shown,
} from '../../../../src/openness/contract.ts'
export type { SuggestionTopic, TopicSave, TopicState } from '../../../../src/openness/suggestions/contract.ts'

/** The states as the desk lists them, in the order of the work. */
export const STATES: readonly PublicationState[] = [
  'agreed',
  'draft',
  'submitted',
  'published',
  'withdrawn',
  'taken-back',
]

export interface PublicationSearch {
  state?: PublicationState
}

export const readPublicationSearch = (search: Record<string, unknown>): PublicationSearch => {
  const state = STATES.find((s) => s === search.state)
  return state ? { state } : {}
}

export const publicationsQuery = (state: PublicationState | undefined) =>
  queryOptions({
    queryKey: ['publications', 'list', state ?? ''],
    queryFn: async ({ signal }) =>
      (await get<{ items: PublicationSummary[] }>(`/publications${query({ state })}`, signal)).items,
    staleTime: 15_000,
  })

/** Not read again behind the back of somebody who writes. */
export const publicationQuery = (publicationId: string) =>
  queryOptions({
    queryKey: ['publications', 'one', publicationId],
    queryFn: ({ signal }) => get<PublicationDetail>(`/publications/${publicationId}`, signal),
    refetchOnWindowFocus: false,
  })

export const topicsQuery = queryOptions({
  queryKey: ['suggestion-topics'],
  queryFn: async ({ signal }) =>
    (await get<{ items: SuggestionTopic[] }>('/suggestion-topics', signal)).items,
  staleTime: 15_000,
})

export const channelsQuery = queryOptions({
  queryKey: ['bureau-channels'],
  queryFn: ({ signal }) => get<ChannelsView>('/bureau-channels', signal),
  refetchOnWindowFocus: false,
})
