/** What is read, under which key, and how long it may be believed. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { isForThisTab } from './acting-as.ts'
import { ApiProblem, get, query } from './client.ts'
import { noteHolder } from './holder.ts'
import { signedInAgain } from './session-gate.ts'
import type {
  AccessEntry,
  Bureau,
  Category,
  CodeList,
  Derivation,
  ListCount,
  ListPage,
  ListQuery,
  MatterSummary,
  MatterView,
  Me,
  Procedure,
  SavedView,
  Unit,
} from './types.ts'

const HOUR = 3_600_000
/** For this tab nobody is signed in any more: the sign-in page comes. */
const signedOut = () =>
  new ApiProblem({ type: 'about:blank', title: '', status: 401, detail: '', code: 'access.signed_out' })

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    let me = await get<Me>('/me', signal)
    // Somebody else was signed in in another tab: the page stays whose it was, and asks.
    while (!isForThisTab(me.accountId)) {
      if (!(await signedInAgain())) throw signedOut()
      me = await get<Me>('/me', signal)
    }
    noteHolder(me)
    return me
  },
  staleTime: 60_000,
})

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: async ({ signal }) => (await get<{ items: Unit[] }>('/units', signal)).items,
  staleTime: HOUR,
})

export const bureausQuery = queryOptions({
  queryKey: ['bureaus'],
  queryFn: async ({ signal }) => (await get<{ items: Bureau[] }>('/bureaus', signal)).items,
  staleTime: HOUR,
})

/** The tree of what matters are about; its key is that of the page that keeps it. */
export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: async ({ signal }) => (await get<{ items: Category[] }>('/categories', signal)).items,
  staleTime: 60_000,
})

/** Code lists with all their items, ended ones too: old matters name them. */
export const codeListsQuery = queryOptions({
  queryKey: ['code-lists'],
  queryFn: async ({ signal }) => (await get<{ items: CodeList[] }>('/code-lists', signal)).items,
  staleTime: 60_000,
})

export const proceduresQuery = queryOptions({
  queryKey: ['procedures'],
  queryFn: async ({ signal }) => (await get<{ items: Procedure[] }>('/procedures', signal)).items,
  staleTime: HOUR,
})

/** Keys begin with `inbox`: live changes make all lists read again. */
export const listQuery = (asked: ListQuery) =>
  infiniteQueryOptions({
    queryKey: ['inbox', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      get<ListPage>(`/lists${query({ ...asked, cursor: pageParam ?? undefined, limit: 50 })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 15_000,
  })

export const countQuery = (asked: ListQuery) =>
  queryOptions({
    queryKey: ['inbox', 'count', { ...asked, sort: undefined }],
    queryFn: ({ signal }) => get<ListCount>(`/lists/count${query({ ...asked, sort: undefined })}`, signal),
    staleTime: 30_000,
  })

export const savedViewsQuery = queryOptions({
  queryKey: ['saved-views'],
  queryFn: async ({ signal }) => (await get<{ items: SavedView[] }>('/saved-views', signal)).items,
  staleTime: 60_000,
})

export const matterQuery = (matterId: string) =>
  queryOptions({
    queryKey: ['matter', matterId],
    queryFn: ({ signal }) => get<MatterView>(`/matters/${matterId}`, signal),
    staleTime: 10_000,
  })

export const derivationQuery = (matterId: string, clockId: string, version: number) =>
  queryOptions({
    queryKey: ['derivation', matterId, clockId, version],
    queryFn: ({ signal }) => get<Derivation>(`/matters/${matterId}/clocks/${clockId}/derivation`, signal),
    staleTime: HOUR,
  })

export const accessLogQuery = (matterId: string) =>
  queryOptions({
    queryKey: ['access-log', matterId],
    queryFn: async ({ signal }) =>
      (await get<{ items: AccessEntry[] }>(`/matters/${matterId}/access-log`, signal)).items,
    staleTime: 0,
  })

export const findByNumber = (number: string) =>
  get<MatterSummary>(`/matters/by-number/${encodeURIComponent(number)}`)

/** Townships and subdistricts of the bureau, by which places are counted. */
export const areasQuery = queryOptions({
  queryKey: ['areas'],
  queryFn: async ({ signal }) =>
    (await get<{ items: { code: string; name: { zh: string; en: string } }[] }>('/areas', signal)).items,
  staleTime: 3_600_000,
})
