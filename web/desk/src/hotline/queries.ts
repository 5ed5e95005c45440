/** What is read of the hotline, and how the stream of the bell keeps the operator's calls as they are. */
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type {
  Board,
  Call,
  CallerOrder,
  FigureRow,
  Limit,
  Mine,
  Scribble,
  Settings,
  System,
} from '../../../../src/hotline/contract.ts'
import { get, newKey, post, query } from '../api/client.ts'
import { alongBell } from '../notifications/along.ts'

export type {
  Agent,
  Board,
  Call,
  CallerOrder,
  FigureRow,
  HandedTo,
  Limit,
  Made,
  Mine,
  Scribble,
  Settings,
  System,
  Urgency,
} from '../../../../src/hotline/contract.ts'

export const mineQuery = queryOptions({
  queryKey: ['hotline', 'mine'],
  queryFn: ({ signal }) => get<Mine>('/hotline/mine', signal),
  // The stream tells what changes; this is for what was missed while it was away.
  refetchInterval: 30_000,
})

export const guideQuery = queryOptions({
  queryKey: ['hotline', 'guide'],
  queryFn: ({ signal }) =>
    get<{ limits: Limit[]; wrapCodes: Settings['wrapCodes'] }>('/hotline/guide', signal),
  staleTime: 300_000,
})

export interface CallDetail {
  call: Call
  acts: { at: string; kind: string; details: Record<string, unknown> }[]
  scribble: Scribble | null
}
export const callQuery = (id: string) =>
  queryOptions({
    queryKey: ['hotline', 'call', id],
    queryFn: ({ signal }) => get<CallDetail>(`/hotline/calls/${id}`, signal),
  })

/** Read once a call: each look is written into the log of the matters found. */
export const callerQuery = (id: string) =>
  queryOptions({
    queryKey: ['hotline', 'caller', id],
    queryFn: async () =>
      (await post<{ items: CallerOrder[] }>(`/hotline/calls/${id}/caller`, newKey(), undefined)).items,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })

export const boardQuery = queryOptions({
  queryKey: ['hotline', 'board'],
  queryFn: ({ signal }) => get<Board>('/hotline/board', signal),
  refetchInterval: 3000,
})

export const figuresQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['hotline', 'figures', from, to],
    queryFn: async ({ signal }) =>
      (await get<{ items: FigureRow[] }>(`/hotline/figures${query({ from, to })}`, signal)).items,
  })

export const systemsQuery = queryOptions({
  queryKey: ['hotline', 'systems'],
  queryFn: async ({ signal }) => (await get<{ items: System[] }>('/hotline/systems', signal)).items,
})

export const settingsQuery = queryOptions({
  queryKey: ['hotline', 'settings'],
  queryFn: ({ signal }) => get<Settings>('/hotline/settings', signal),
})

type Line = Omit<Mine, 'calls' | 'canDial'> & { open: string[] }

const inTime = (a: Call, b: Call) => a.startedAt.localeCompare(b.startedAt)

/** A call as it came, in the place of what was known of it. */
export function withCall(mine: Mine, call: Call): Mine {
  const others = mine.calls.filter((c) => c.callId !== call.callId)
  return { ...mine, calls: [...others, call].sort(inTime) }
}

/** Keeps the operator's calls as they are, by what comes along the stream of the bell. */
export function useLine(onCall?: (call: Call) => void): void {
  const client = useQueryClient()
  const latest = useRef(onCall)
  useEffect(() => {
    latest.current = onCall
  })
  useEffect(() => {
    const readAgain = () => void client.invalidateQueries({ queryKey: mineQuery.queryKey })
    const stops = [
      alongBell('call', (data) => {
        const call = JSON.parse(data) as Call
        client.setQueryData(mineQuery.queryKey, (old) => old && withCall(old, call))
        void client.invalidateQueries({ queryKey: ['hotline', 'call', call.callId] })
        latest.current?.(call)
      }),
      alongBell('line', (data) => {
        const { open, ...line } = JSON.parse(data) as Line
        const old = client.getQueryData(mineQuery.queryKey)
        client.setQueryData(
          mineQuery.queryKey,
          old && { ...old, ...line, calls: old.calls.filter((c) => open.includes(c.callId)) },
        )
        // A call that was told of while the stream was away.
        if (old && open.some((id) => !old.calls.some((c) => c.callId === id))) readAgain()
      }),
      alongBell('reopened', readAgain),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [client])
}
