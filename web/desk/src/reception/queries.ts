/** What is read of reception days and of what offices have taken on themselves. */
import { queryOptions } from '@tanstack/react-query'
import type { DayDetail, ReceptionDay } from '../../../../src/reception/contract.ts'
import type { FollowUp, FollowUpDetail, FollowUpKind } from '../../../../src/reception/follow-ups/contract.ts'
import { get, query } from '../api/client.ts'

export type {
  Booking,
  BookingState,
  DayDetail,
  DayInput,
  DeskAct,
  ReceptionDay,
} from '../../../../src/reception/contract.ts'
export type {
  FollowUp,
  FollowUpDetail,
  FollowUpDone,
  FollowUpKind,
  FollowUpStep,
  FollowUpStepInput,
  ReceptionRecord,
  SponsorInput,
} from '../../../../src/reception/follow-ups/contract.ts'

export const daysQuery = queryOptions({
  queryKey: ['reception-days', 'list'],
  queryFn: async ({ signal }) => (await get<{ items: ReceptionDay[] }>('/reception-days', signal)).items,
  staleTime: 15_000,
})

/** Asked again while the window is open, since others call and book meanwhile. */
export const dayQuery = (dayId: string) =>
  queryOptions({
    queryKey: ['reception-days', 'one', dayId],
    queryFn: ({ signal }) => get<DayDetail>(`/reception-days/${dayId}`, signal),
    refetchInterval: 20_000,
  })

export const followUpsQuery = (kind: FollowUpKind, ended: boolean) =>
  queryOptions({
    queryKey: ['leader-follow-ups', kind, ended],
    queryFn: async ({ signal }) =>
      (await get<{ items: FollowUp[] }>(`/leader-follow-ups${query({ kind, ended })}`, signal)).items,
    staleTime: 15_000,
  })

export const followUpQuery = (id: string) =>
  queryOptions({
    queryKey: ['leader-follow-ups', 'one', id],
    queryFn: ({ signal }) => get<FollowUpDetail>(`/leader-follow-ups/${id}`, signal),
  })

export const followUpsOfMatterQuery = (matterId: string) =>
  queryOptions({
    queryKey: ['leader-follow-ups', 'of', matterId],
    queryFn: async ({ signal }) =>
      (await get<{ items: FollowUp[] }>(`/matters/${matterId}/leader-follow-ups`, signal)).items,
    staleTime: 15_000,
  })
