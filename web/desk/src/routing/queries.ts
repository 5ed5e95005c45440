/** What is read of duty list, precedents and suggestions. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { DutyEntry, DutyHistoryRow, Precedent, Suggestion } from '../../../../src/routing/contract.ts'
import { get, query } from '../api/client.ts'

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
