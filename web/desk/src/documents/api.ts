/** What the server says of documents. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  Comparison,
  OrganNumbers,
  PaperPage,
  PapersOfMatter,
  WaitingPaper,
} from '../../../../src/documents/views/contract.ts'
import { get, query } from '../api/client.ts'

export type {
  Comparison,
  HeadMark,
  OrganNumbers,
  Paper,
  PaperItem,
  PaperKind,
  PaperMarks,
  PaperPage,
  PaperStage,
  PapersOfMatter,
  PossiblePaper,
  WaitingPaper,
} from '../../../../src/documents/views/contract.ts'

export const paperAddress = (matterId: string, paperId: string) => `/matters/${matterId}/papers/${paperId}`

/** A step of the matter may allow further documents, so its version belongs to the question. */
export const papersQuery = (matterId: string, version: number) =>
  queryOptions({
    queryKey: ['papers', matterId, `at ${version}`],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<PapersOfMatter>(`/matters/${matterId}/papers`, signal),
    staleTime: 10_000,
  })

export const paperQuery = (matterId: string, paperId: string) =>
  queryOptions({
    queryKey: ['papers', matterId, paperId],
    queryFn: ({ signal }) => get<PaperPage>(paperAddress(matterId, paperId), signal),
    staleTime: 10_000,
  })

export const comparisonQuery = (matterId: string, paperId: string, to: number) =>
  queryOptions({
    queryKey: ['papers', matterId, paperId, 'comparison', to],
    queryFn: ({ signal }) =>
      get<Comparison>(`${paperAddress(matterId, paperId)}/comparison${query({ from: to - 1, to })}`, signal),
    staleTime: 3_600_000,
  })

export const waitingQuery = (state: string | undefined) =>
  queryOptions({
    queryKey: ['papers-waiting', state ?? ''],
    queryFn: async ({ signal }) =>
      (await get<{ items: WaitingPaper[] }>(`/papers${query({ state })}`, signal)).items,
    staleTime: 10_000,
  })

export const organQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['paper-numbers', unitId],
    queryFn: ({ signal }) => get<OrganNumbers>(`/units/${unitId}/paper-numbers`, signal),
    staleTime: 10_000,
  })
