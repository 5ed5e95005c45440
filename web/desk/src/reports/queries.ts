/** What is read and done about reports. */
import { queryOptions } from '@tanstack/react-query'
import type { Audience, Kind, Report, ReportDoc, ReportRow, Words } from '../../../../src/reports/contract.ts'
import { get, post, query } from '../api/client.ts'

export type { Report, ReportBlock, ReportDoc, ReportRow, Words } from '../../../../src/reports/contract.ts'

export interface ReportSearch {
  kind?: Kind
  period?: string
  audience?: Audience
}

/** What an address says; whatever it says wrongly is left out. */
export function readReportSearch(search: Record<string, unknown>): ReportSearch {
  const kind = (['month', 'year'] as const).find((k) => k === search.kind)
  const audience = (['inside', 'outside'] as const).find((a) => a === search.audience)
  const period = String(search.period ?? '')
  return {
    ...(kind ? { kind } : {}),
    ...(/^\d{4}(-(0[1-9]|1[0-2]))?$/.test(period) ? { period } : {}),
    ...(audience ? { audience } : {}),
  }
}

export const reportsQuery = queryOptions({
  queryKey: ['reports'],
  queryFn: async ({ signal }) => (await get<{ items: ReportRow[] }>('/reports', signal)).items,
})

export const reportQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['reports', reportId],
    queryFn: ({ signal }) => get<Report>(`/reports/${reportId}`, signal),
  })

export const previewQuery = (wanted: Required<ReportSearch>) =>
  queryOptions({
    queryKey: ['reports', 'preview', wanted],
    queryFn: ({ signal }) =>
      get<{ doc: ReportDoc; words: Words }>(`/reports/preview${query({ ...wanted })}`, signal),
    // Words are being written beside it: it is not to change under the hand.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })

export const saveReport = (body: Required<ReportSearch> & { words: Words }, key: string) =>
  post<{ reportId: string; version: number }>('/reports', key, body)

export const approveReport = (reportId: string, key: string) =>
  post<{ reportId: string; version: number }>(`/reports/${reportId}/approve`, key, undefined)

export const fileAddress = (reportId: string): string => `/api/v1/reports/${reportId}/file`
