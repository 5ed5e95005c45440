/** What is read of the duty roster. */
import { queryOptions } from '@tanstack/react-query'
import type { Note, Roster, Shift } from '../../../../src/roster/contract.ts'
import { get, query } from '../api/client.ts'

export type {
  Kind,
  Note,
  Plan,
  Roster,
  RosterSettings,
  Shift,
  Swap,
} from '../../../../src/roster/contract.ts'

export const rosterQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['roster', 'period', from, to],
    queryFn: ({ signal }) => get<Roster>(`/roster${query({ from, to })}`, signal),
  })

export const onDutyQuery = queryOptions({
  queryKey: ['roster', 'now'],
  queryFn: async ({ signal }) => (await get<{ items: Shift[] }>('/roster/now', signal)).items,
  refetchInterval: 60_000,
})

export const notesQuery = queryOptions({
  queryKey: ['roster', 'notes'],
  queryFn: async ({ signal }) => (await get<{ items: Note[] }>('/roster/notes', signal)).items,
})
