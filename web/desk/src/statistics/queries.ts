/** The address of the figures, and what is read of them. */
import { queryOptions } from '@tanstack/react-query'
import type { Definition, Group, Statistics } from '../../../../src/statistics/contract.ts'
import { get, query } from '../api/client.ts'

export type {
  Age,
  Count,
  Definition,
  Figures,
  Group,
  Rate,
  Statistics,
  StatisticsRow,
  StepTimes,
  Warning,
} from '../../../../src/statistics/contract.ts'

export const GROUPS: readonly Group[] = ['month', 'unit', 'channel', 'procedure', 'class', 'category']

export interface StatisticsSearch {
  from?: string
  to?: string
  group?: Group
  unit?: string
  level?: number
}

const text = (value: unknown, pattern: RegExp) =>
  typeof value === 'string' && pattern.test(value) ? value : undefined

/** What an address says; whatever it says wrongly is left out. */
export function readStatisticsSearch(search: Record<string, unknown>): StatisticsSearch {
  const day = /^\d{4}-\d{2}-\d{2}$/
  const [from, to] = [text(search.from, day), text(search.to, day)]
  const group = GROUPS.find((name) => name === search.group)
  const unit = text(search.unit, /^[0-9a-f-]{36}$/)
  const level = [1, 2, 3].find((n) => n === Number(search.level))
  return {
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(group ? { group } : {}),
    ...(unit ? { unit } : {}),
    ...(level ? { level } : {}),
  }
}

export type Asked = Required<Pick<StatisticsSearch, 'from' | 'to' | 'group'>> & StatisticsSearch

export const statisticsQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['statistics', asked],
    queryFn: ({ signal }) => get<Statistics>(`/statistics${query({ ...asked })}`, signal),
    staleTime: 30_000,
  })

export const definitionsQuery = queryOptions({
  queryKey: ['statistics', 'definitions'],
  queryFn: async ({ signal }) =>
    (await get<{ items: Definition[] }>('/statistics/definitions', signal)).items,
  staleTime: 3_600_000,
})

/** The file the browser downloads by itself. */
export const exportAddress = (asked: Asked, format: 'csv' | 'xlsx', lang: 'zh' | 'en'): string =>
  `/api/v1/statistics/export${query({ ...asked, format, lang })}`
