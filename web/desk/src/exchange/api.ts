/** What batch import and exchange read and send. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type {
  BatchKind,
  BatchPage,
  BatchView,
  Mapping,
  OrderView,
  Preview,
  ReturnItem,
  ReturnLayout,
  ReturnView,
  RowOutcome,
  SourceView,
} from '../../../../src/exchange/contract.ts'
import { get, getBytes, newKey, post, put, query, upload } from '../api/client.ts'

export type {
  BatchKind,
  BatchPage,
  BatchView,
  CellProblem,
  ChoiceField,
  Difference,
  FieldId,
  FieldView,
  Mapping,
  OrderView,
  Preview,
  ReturnField,
  ReturnItem,
  ReturnLayout,
  ReturnView,
  RowOutcome,
  SourceView,
} from '../../../../src/exchange/contract.ts'

export interface RowResult {
  row: number
  outcome: RowOutcome
  matterId: string | null
  number: string | null
  cancelled: boolean
  reason: { code: string; title: string } | null
}
export type ReturnWhole = ReturnView & { entries: ReturnItem[] }

interface Page<T> {
  items: T[]
  next: string | null
}

const AT_WORK: readonly string[] = ['running', 'cancelling']
export const isAtWork = (b: Pick<BatchView, 'state'>): boolean => AT_WORK.includes(b.state)
const POLL_MS = 1000

export const batchesQuery = (kind: BatchKind) =>
  infiniteQueryOptions({
    queryKey: ['imports', kind],
    queryFn: ({ pageParam, signal }) =>
      get<Page<BatchView>>(`/imports${query({ kind, cursor: pageParam ?? undefined, limit: 20 })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((p) => p.items.some(isAtWork)) ? 3 * POLL_MS : false,
  })

export const batchQuery = (batchId: string) =>
  queryOptions({
    queryKey: ['imports', 'one', batchId],
    queryFn: ({ signal }) => get<BatchPage>(`/imports/${batchId}`, signal),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? POLL_MS : false),
  })

export const previewQuery = (batchId: string, version: number, lang: string) =>
  queryOptions({
    queryKey: ['imports', 'preview', batchId, version, lang],
    queryFn: ({ signal }) => get<Preview>(`/imports/${batchId}/preview`, signal),
    staleTime: 30_000,
  })

const ROWS = 100

export const rowsQuery = (batchId: string, outcome: RowOutcome | undefined, lang: string) =>
  infiniteQueryOptions({
    queryKey: ['imports', 'rows', batchId, outcome ?? 'all', lang],
    queryFn: async ({ pageParam, signal }) =>
      (
        await get<{ items: RowResult[] }>(
          `/imports/${batchId}/rows${query({ outcome, after: pageParam, limit: ROWS })}`,
          signal,
        )
      ).items,
    initialPageParam: 0,
    getNextPageParam: (rows) => (rows.length < ROWS ? null : rows.at(-1)!.row),
  })

export const bringFile = (kind: BatchKind, system: string | undefined, file: File) =>
  upload<BatchView>(`/imports${query({ kind, system })}`, newKey(), file)

export const setMapping = (b: Pick<BatchPage, 'batchId' | 'version'>, mapping: Mapping, key: string) =>
  put<BatchPage>(`/imports/${b.batchId}/mapping`, key, { mapping, version: b.version })

export const startBatch = (batchId: string, key: string) =>
  post<BatchPage>(`/imports/${batchId}/start`, key, {})

export const cancelBatch = (batchId: string, key: string, reason: string) =>
  post<BatchPage>(`/imports/${batchId}/cancellation`, key, { reason })

export const sourcesQuery = queryOptions({
  queryKey: ['exchange', 'sources'],
  queryFn: async ({ signal }) => (await get<{ items: SourceView[] }>('/exchange/sources', signal)).items,
})

export const waitingQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ['exchange', 'waiting', sourceId],
    queryFn: async ({ signal }) =>
      (await get<{ items: ReturnItem[] }>(`/exchange/sources/${sourceId}/waiting`, signal)).items,
  })

export const returnsQuery = (system: string) =>
  infiniteQueryOptions({
    queryKey: ['exchange', 'returns', system],
    queryFn: ({ pageParam, signal }) =>
      get<Page<ReturnView>>(
        `/exchange/returns${query({ system, cursor: pageParam ?? undefined, limit: 20 })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

export const returnQuery = (returnId: string) =>
  queryOptions({
    queryKey: ['exchange', 'return', returnId],
    queryFn: ({ signal }) => get<ReturnWhole>(`/exchange/returns/${returnId}`, signal),
  })

export const orderQuery = (matterId: string) =>
  queryOptions({
    queryKey: ['matter', matterId, 'exchange'],
    queryFn: async ({ signal }) =>
      (await get<{ order: OrderView | null }>(`/matters/${matterId}/exchange`, signal)).order,
    staleTime: 30_000,
  })

export const addSource = (system: string, key: string) =>
  post<SourceView>('/exchange/sources', key, { system })

export const saveLayout = (s: SourceView, layout: ReturnLayout, key: string) =>
  put<SourceView>(`/exchange/sources/${s.sourceId}`, key, { mapping: s.mapping, layout, version: s.version })

export const prepareReturn = (sourceId: string, key: string) =>
  post<ReturnView>(`/exchange/sources/${sourceId}/returns`, key, {})

export const markSent = (returnId: string, key: string) =>
  post<ReturnView>(`/exchange/returns/${returnId}/sent`, key, {})

export const acknowledge = (returnId: string, key: string, refused: { number: string; reason: string }[]) =>
  post<ReturnView>(`/exchange/returns/${returnId}/acknowledgement`, key, { refused })

/** Fetches a file in the language of the page and hands it to the browser to keep. */
export async function save(path: string, name: string): Promise<void> {
  const url = URL.createObjectURL(await getBytes(path))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken it by the next turn; the memory is given back then.
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}
