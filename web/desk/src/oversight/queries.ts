/** What is read of oversight. */
import { queryOptions } from '@tanstack/react-query'
import type {
  Bulletin,
  BulletinFigures,
  FigureItem,
  FollowUpList,
  ListedName,
  Sample,
  SampleProof,
  Setting,
  SupervisionCase,
  Trigger,
  UnitFigures,
  Watched,
} from '../../../../src/oversight/contract.ts'
import { get, query } from '../api/client.ts'

export type {
  Bulletin,
  BulletinFigures,
  Call,
  Figure,
  FigureItem,
  FigureName,
  ListedName,
  Setting,
  SettingName,
  SupervisionCase,
  Trigger,
  UnitFigures,
  Watched,
} from '../../../../src/oversight/contract.ts'

export interface Span {
  from: string
  to: string
}

const list = <T>(path: string) => ({
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await get<{ items: T[] }>(`/oversight/${path}`, signal)).items,
})

export const watchedQuery = queryOptions({
  queryKey: ['oversight', 'watched'],
  ...list<Watched>('watched'),
  staleTime: 15_000,
})
export const casesQuery = (all: boolean) =>
  queryOptions({
    queryKey: ['oversight', 'cases', all],
    ...list<SupervisionCase>(`cases${query({ all })}`),
    staleTime: 15_000,
  })
export const triggersQuery = queryOptions({
  queryKey: ['oversight', 'triggers'],
  ...list<Trigger>('triggers'),
  staleTime: 3_600_000,
})
export const settingsQuery = queryOptions({
  queryKey: ['oversight', 'settings'],
  ...list<Setting>('settings'),
  staleTime: 60_000,
})
export const figuresQuery = (span: Span) =>
  queryOptions({
    queryKey: ['oversight', 'figures', span.from, span.to],
    ...list<UnitFigures>(`unit-figures${query({ ...span })}`),
    staleTime: 60_000,
  })
/** Figures of one unit alone. */
export const unitFiguresQuery = (span: Span, unitId: string) =>
  queryOptions({
    queryKey: ['oversight', 'figures', span.from, span.to, unitId],
    ...list<UnitFigures>(`unit-figures${query({ from: span.from, to: span.to, unitId })}`),
    staleTime: 60_000,
  })
/** What is directed to one unit: open, or done in the period. */
export const unitCasesQuery = (span: Span, unitId: string) =>
  queryOptions({
    queryKey: ['oversight', 'cases', 'unit', unitId, span.from, span.to],
    ...list<SupervisionCase>(`cases${query({ from: span.from, to: span.to, unitId })}`),
    staleTime: 15_000,
  })
export const behindQuery = (span: Span, unitId: string, figure: ListedName) =>
  queryOptions({
    queryKey: ['oversight', 'behind', span.from, span.to, unitId, figure],
    ...list<FigureItem>(`figure-items${query({ ...span, unitId, figure })}`),
    staleTime: 60_000,
  })
export const bulletinsQuery = queryOptions({
  queryKey: ['oversight', 'bulletins'],
  ...list<Bulletin>('bulletins'),
  staleTime: 60_000,
})
export const bulletinFiguresQuery = (span: Span) =>
  queryOptions({
    queryKey: ['oversight', 'bulletin-figures', span.from, span.to],
    queryFn: ({ signal }) => get<BulletinFigures>(`/oversight/bulletin-figures${query({ ...span })}`, signal),
    staleTime: 60_000,
  })
export const samplesQuery = queryOptions({
  queryKey: ['oversight', 'samples'],
  ...list<Sample>('samples'),
  staleTime: 60_000,
})
export const followUpsQuery = (period: string | undefined) =>
  queryOptions({
    queryKey: ['oversight', 'follow-ups', period ?? ''],
    queryFn: ({ signal }) => get<FollowUpList>(`/oversight/follow-ups${query({ period })}`, signal),
    staleTime: 15_000,
  })
export const proofQuery = (period: string) =>
  queryOptions({
    queryKey: ['oversight', 'proof', period],
    queryFn: ({ signal }) => get<SampleProof>(`/oversight/samples/${period}/proof`, signal),
    staleTime: 60_000,
  })
