/** What is read of the knowledge base. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Article, ArticleSummary, Found, Hint, HistoryRow } from '../../../../src/knowledge/contract.ts'
import { get, newKey, post, query } from '../api/client.ts'

export type {
  Article,
  ArticleFields,
  ArticleSummary,
  Found,
  Hint,
  HistoryRow,
  ImportResult,
  Step,
} from '../../../../src/knowledge/contract.ts'

interface Items<T> {
  items: T[]
}

export const SHOWN = ['current', 'draft', 'checking', 'review', 'ended', 'withdrawn'] as const
export type Shown = (typeof SHOWN)[number]

/** What the address of the page keeps. */
export interface KnowledgeSearch {
  q?: string
  state?: Shown
  unit?: string
  category?: string
  tab?: 'hints'
}

export function readKnowledgeSearch(search: Record<string, unknown>): KnowledgeSearch {
  const text = (name: string) =>
    typeof search[name] === 'string' && search[name] ? String(search[name]) : undefined
  const state = SHOWN.find((s) => s === search.state)
  return {
    ...(text('q') ? { q: text('q') } : {}),
    ...(state ? { state } : {}),
    ...(text('unit') ? { unit: text('unit') } : {}),
    ...(text('category') ? { category: text('category') } : {}),
    ...(search.tab === 'hints' ? { tab: 'hints' } : {}),
  }
}

export const foundQuery = (q: string) =>
  queryOptions({
    queryKey: ['knowledge', 'found', q],
    queryFn: async ({ signal }) =>
      (await get<Items<Found>>(`/knowledge/search${query({ q, limit: 20 })}`, signal)).items,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })

export const articlesQuery = (s: KnowledgeSearch) =>
  infiniteQueryOptions({
    queryKey: ['knowledge', 'list', s.state, s.unit, s.category],
    queryFn: ({ signal, pageParam }) =>
      get<Items<ArticleSummary> & { next: string | null }>(
        `/knowledge${query({ state: s.state, unit: s.unit, category: s.category, cursor: pageParam })}`,
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })

export const articleQuery = (id: string) =>
  queryOptions({
    queryKey: ['knowledge', 'one', id],
    queryFn: ({ signal }) => get<Article>(`/knowledge/${id}`, signal),
  })

export const historyQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['knowledge', 'history', id, version],
    queryFn: async ({ signal }) => (await get<Items<HistoryRow>>(`/knowledge/${id}/history`, signal)).items,
  })

export const hintsQuery = (state: 'open' | undefined) =>
  queryOptions({
    queryKey: ['knowledge', 'hints', state],
    queryFn: async ({ signal }) =>
      (await get<Items<Hint>>(`/knowledge-hints${query({ state })}`, signal)).items,
  })

/** Of words that are being typed; nothing of them is kept there. */
export const offersQuery = (text: string) =>
  queryOptions({
    queryKey: ['knowledge', 'offers', text],
    queryFn: async () =>
      (await post<Items<Found>>('/knowledge/offers', newKey(), { text: text.slice(0, 50_000) })).items,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  })
