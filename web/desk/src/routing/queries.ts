/** What is read of duty list, precedents and suggestions. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DutyEntry, DutyHistoryRow, Precedent, Suggestion } from '../../../../src/routing/contract.ts'
import { get, newKey, post, query } from '../api/client.ts'

export type {
  DutyEntry,
  DutyFields,
  DutyHistoryRow,
  DutyImportResult,
  Precedent,
  PrecedentEntry,
  PrecedentWords,
  Reason,
  Suggestion,
} from '../../../../src/routing/contract.ts'

interface Items<T> {
  items: T[]
}

export const suggestionsQuery = (matterId: string, version: number) =>
  queryOptions({
    queryKey: ['suggestions', matterId, version],
    queryFn: async ({ signal }) =>
      (await get<Items<Suggestion>>(`/routing/suggestions${query({ matterId })}`, signal)).items,
    staleTime: 60_000,
  })

/** Of words that are being typed; nothing of them is kept there. */
export const suggestionsForText = (ask: { subject: string; text: string; place: string; category: string }) =>
  queryOptions({
    queryKey: ['suggestions', ask],
    queryFn: async () => {
      const { subject, text, place, category } = ask
      const body = {
        subject: subject.slice(0, 200),
        text: text.slice(0, 50_000),
        place: place.slice(0, 300),
        category: category || null,
      }
      return (await post<Items<Suggestion>>('/routing/suggestions', newKey(), body)).items
    },
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  })

export const dutiesQuery = (q: string, ended: boolean) =>
  queryOptions({
    queryKey: ['duties', q, ended],
    queryFn: async ({ signal }) =>
      (await get<Items<DutyEntry>>(`/routing/duties${query({ q, ended })}`, signal)).items,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })

export const dutyHistoryQuery = (entryId: string, version: number) =>
  queryOptions({
    queryKey: ['duty-history', entryId, version],
    queryFn: async ({ signal }) =>
      (await get<Items<DutyHistoryRow>>(`/routing/duties/${entryId}/history`, signal)).items,
  })

export const precedentsQuery = (q: string) =>
  queryOptions({
    queryKey: ['precedents', q],
    queryFn: async ({ signal }) =>
      (await get<Items<Precedent>>(`/routing/precedents${query({ q })}`, signal)).items,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })
