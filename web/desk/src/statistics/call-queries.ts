/** What is read of the figures of the hotline. */
import { queryOptions } from '@tanstack/react-query'
import type { CallDefinition, CallGroup, CallStatistics } from '../../../../src/hotline/figures/contract.ts'
import { get, query } from '../api/client.ts'

export type { CallFigures, CallGroup, CallStatistics } from '../../../../src/hotline/figures/contract.ts'

export const CALL_GROUPS: readonly CallGroup[] = ['month', 'day', 'hour']

// A type and no interface, so that it goes as it is into an address.
type Asked = { from: string; to: string; group: CallGroup }

export const callsQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['statistics', 'calls', asked],
    queryFn: ({ signal }) => get<CallStatistics>(`/hotline/statistics${query(asked)}`, signal),
    staleTime: 30_000,
  })

export const callDefinitionsQuery = queryOptions({
  queryKey: ['statistics', 'calls', 'definitions'],
  queryFn: async ({ signal }) =>
    (await get<{ items: CallDefinition[] }>('/hotline/statistics/definitions', signal)).items,
  staleTime: 3_600_000,
})

/** The file the browser downloads by itself. */
export const callExportAddress = (asked: Asked, format: 'csv' | 'xlsx', lang: 'zh' | 'en'): string =>
  `/api/v1/hotline/statistics/export${query({ ...asked, format, lang })}`
