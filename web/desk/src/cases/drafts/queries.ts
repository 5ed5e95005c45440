/** Drafts as the server keeps them. */
import { queryOptions } from '@tanstack/react-query'
import type { DraftFileView, DraftSummaryView, DraftView } from '../../../../../src/drafts/contract.ts'
import { get, query } from '../../api/client.ts'

export type { DraftFileView, DraftSummaryView, DraftView }

export const draftsQuery = (place?: string) =>
  queryOptions({
    queryKey: ['drafts', place ?? ''],
    queryFn: async ({ signal }) =>
      (await get<{ items: DraftSummaryView[] }>(`/drafts${query({ place })}`, signal)).items,
    staleTime: 0,
    gcTime: 0,
  })

export const readDraft = (draftId: string, signal?: AbortSignal) =>
  get<DraftView>(`/drafts/${draftId}`, signal)
