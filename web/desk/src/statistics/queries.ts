/** The address of the figures, and what is read of them. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type {
  Definition,
  FigureCode,
  Group,
  Property,
  Statistics,
  StatisticsList,
  StatisticsMap,
} from '../../../../src/statistics/contract.ts'
import { get } from '../api/client.ts'
import { CALL_GROUPS, type CallGroup } from './call-queries.ts'

export type {
  Age,
  Count,
  Definition,
  Figures,
  Group,
  Property,
  Rate,
  Statistics,
  StatisticsList,
  StatisticsMap,
  StatisticsRow,
  StepTimes,
  Warning,
} from '../../../../src/statistics/contract.ts'

export const GROUPS: readonly Group[] = ['month', 'unit', 'channel', 'procedure', 'class', 'category', 'area']
const NARROW: readonly Property[] = ['channel', 'procedure', 'class', 'category', 'area']
const FIGURES: readonly FigureCode[] = [
  'received',
  'ended',
  'replied',
  'batches',
  'persons',
  'group_batches',
  'group_persons',
  'single_batches',
  'single_persons',
  'open',
  'forwarded',
  'supervised',
  'advised',
  'advice_answered',
  'advice_adopted',
  'advice_partly',
  'acceptance',
  'handling',
  'response',
  'participation',
  'satisfaction',
  'bureau_satisfaction',
  'solved',
  'connected',
  'contacted',
  'truthful',
  'step-acceptance',
  'step-answer',
  'step-service',
  'step-whole',
]

export interface StatisticsSearch extends Partial<Record<Property, string>> {
  from?: string
  to?: string
  group?: Group
  unit?: string
  level?: number
  /** How calls of the hotline are grouped. */
  calls?: CallGroup
}

/** Codes; one of digits alone comes as a number out of an address. */
function narrowing(search: Record<string, unknown>): Partial<Record<Property, string>> {
  const given = NARROW.flatMap((by) => {
    const value = search[by]
    return typeof value === 'string' || typeof value === 'number' ? [[by, String(value).slice(0, 100)]] : []
  })
  return Object.fromEntries(given) as Partial<Record<Property, string>>
}

const text = (value: unknown, pattern: RegExp) =>
  typeof value === 'string' && pattern.test(value) ? value : undefined

/** What an address says; whatever it says wrongly is left out. */
export function readStatisticsSearch(search: Record<string, unknown>): StatisticsSearch {
  const day = /^\d{4}-\d{2}-\d{2}$/
  const [from, to] = [text(search.from, day), text(search.to, day)]
  const group = GROUPS.find((name) => name === search.group)
  const unit = text(search.unit, /^[0-9a-f-]{36}$/)
  const calls = CALL_GROUPS.find((g) => g === search.calls)
  const level = [1, 2, 3].find((n) => n === Number(search.level))
  return {
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(group ? { group } : {}),
    ...(unit ? { unit } : {}),
    ...(level ? { level } : {}),
    ...(calls ? { calls } : {}),
    ...narrowing(search),
  }
}

/** An address that keeps what is empty: matters without a category, or of no known place. */
function addressed(given: Record<string, string | number | boolean | undefined>): string {
  const pairs = Object.entries(given).flatMap(([name, v]) => (v === undefined ? [] : [[name, String(v)]]))
  return `?${new URLSearchParams(pairs).toString()}`
}

export type Asked = Required<Pick<StatisticsSearch, 'from' | 'to' | 'group'>> & StatisticsSearch

export const statisticsQuery = ({ calls: _, ...asked }: Asked) =>
  queryOptions({
    queryKey: ['statistics', asked],
    queryFn: ({ signal }) => get<Statistics>(`/statistics${addressed({ ...asked })}`, signal),
    staleTime: 30_000,
  })

export const definitionsQuery = queryOptions({
  queryKey: ['statistics', 'definitions'],
  queryFn: async ({ signal }) =>
    (await get<{ items: Definition[] }>('/statistics/definitions', signal)).items,
  staleTime: 3_600_000,
})

/** The file the browser downloads by itself. */
export const exportAddress = (
  { calls: _, ...asked }: Asked,
  format: 'csv' | 'xlsx',
  lang: 'zh' | 'en',
): string => `/api/v1/statistics/export${addressed({ ...asked, format, lang })}`

/** The list behind a figure, with the filters the figure had. */
export interface ListSearch extends Partial<Record<Property, string>> {
  figure: FigureCode
  from: string
  to: string
  unit?: string
  exact?: boolean
  least?: number
  most?: number
}

export function readListSearch(search: Record<string, unknown>): Partial<ListSearch> {
  const { group: _, level: __, calls: ___, ...same } = readStatisticsSearch(search)
  const figure = FIGURES.find((f) => f === search.figure)
  const number = (value: unknown) => {
    const n = Number(value)
    return value !== undefined && value !== '' && Number.isInteger(n) && n >= 0 ? n : undefined
  }
  const [least, most] = [number(search.least), number(search.most)]
  return {
    ...same,
    ...(figure ? { figure } : {}),
    ...(search.exact === true || search.exact === 'true' ? { exact: true } : {}),
    ...(least === undefined ? {} : { least }),
    ...(most === undefined ? {} : { most }),
  }
}

export const listQuery = (asked: ListSearch) =>
  infiniteQueryOptions({
    queryKey: ['statistics', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      get<StatisticsList>(`/statistics/list${addressed({ ...asked, after: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: StatisticsList) => last.next ?? undefined,
  })

export const mapQuery = queryOptions({
  queryKey: ['statistics', 'map'],
  queryFn: async ({ signal }) => (await get<StatisticsMap>('/statistics/map', signal)).map,
  staleTime: 3_600_000,
})
