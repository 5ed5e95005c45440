/** What the start page reads. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { DayItemOf, FigureId, MyDayOf } from '../../../../src/myday/contract.ts'
import { get, query } from '../api/client.ts'
import type { InboxItem } from '../api/types.ts'

export type { FigureId, Scope } from '../../../../src/myday/contract.ts'
export type DayItem = DayItemOf<InboxItem>
export type MyDay = MyDayOf<InboxItem>

export const myDayQuery = queryOptions({
  queryKey: ['myday'],
  queryFn: ({ signal }) => get<MyDay>('/my-day', signal),
  staleTime: 15_000,
})

interface FigurePage {
  items: InboxItem[]
  next: string | null
  from: string
  to: string
}

export const figureQuery = (figure: FigureId, before: boolean) =>
  infiniteQueryOptions({
    queryKey: ['myday', 'figure', figure, before],
    queryFn: ({ pageParam, signal }) =>
      get<FigurePage>(
        `/my-day/figures/${figure}${query({ before, cursor: pageParam ?? undefined })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 15_000,
  })

/** In the order of the page; the browser takes types only from the contract. */
export const FIGURES: readonly FigureId[] = ['registered', 'answered', 'onTime', 'late', 'overdue']
export const isFigure = (text: string): text is FigureId => (FIGURES as readonly string[]).includes(text)
