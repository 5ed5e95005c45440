/** What is read of project performance. */
import { queryOptions } from '@tanstack/react-query'
import type { Change, LiveQuery, LiveValue, Plan, PlanRow } from '../../../../../src/performance/contract.ts'
import { get } from '../../api/client.ts'

export type {
  Direction,
  FirstLevel,
  Indicator,
  LiveValue,
  Plan,
  PlanBody,
  PlanRow,
  ReportInput,
} from '../../../../../src/performance/contract.ts'

interface Items<T> {
  items: T[]
}

export const boardQuery = (year: number) =>
  queryOptions({
    queryKey: ['performance', 'board', year],
    queryFn: async ({ signal }) =>
      (await get<Items<PlanRow>>(`/performance/plans?year=${year}`, signal)).items,
  })

export const planQuery = (planId: string) =>
  queryOptions({
    queryKey: ['performance', planId],
    queryFn: ({ signal }) => get<Plan>(`/performance/plans/${planId}`, signal),
  })

export const planChangesQuery = (planId: string) =>
  queryOptions({
    queryKey: ['performance', planId, 'changes'],
    queryFn: async ({ signal }) =>
      (await get<Items<Change>>(`/performance/plans/${planId}/changes`, signal)).items,
  })

export const liveQueriesQuery = queryOptions({
  queryKey: ['performance', 'queries'],
  queryFn: async ({ signal }) => (await get<Items<LiveQuery>>('/performance/queries', signal)).items,
  staleTime: Number.POSITIVE_INFINITY,
})

export const liveQuery = (query: string, year: number) =>
  queryOptions({
    queryKey: ['performance', 'live', query, year],
    queryFn: ({ signal }) => get<LiveValue>(`/performance/queries/${query}?year=${year}`, signal),
  })
