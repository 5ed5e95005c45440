/** What is read of the practice ground. */
import { queryOptions } from '@tanstack/react-query'
import type {
  PracticeCountView,
  PracticeGroundView,
  PracticeTaskView,
} from '../../../../src/practice/contract.ts'
import { get, newKey, post } from '../api/client.ts'

export type { PracticeCountView, PracticeGroundView, PracticeTaskView }

export interface Overview {
  inside: boolean
  ground: PracticeGroundView | null
}

export interface Checked {
  parts: { id: string; says: { zh: string; en: string }; done: boolean }[]
  passed: boolean
  passedAt: string | null
}

const SOON = 1000

/** Asked again every second while it is being made ready. */
export const groundQuery = queryOptions({
  queryKey: ['practice', 'ground'],
  queryFn: ({ signal }) => get<Overview>('/practice', signal),
  refetchInterval: ({ state }) => (state.data?.ground && state.data.ground.state !== 'ready' ? SOON : false),
})

export const countsQuery = queryOptions({
  queryKey: ['practice', 'counts'],
  queryFn: async ({ signal }) =>
    (await get<{ items: PracticeCountView[] }>('/practice/counts', signal)).items,
})

export const tasksQuery = queryOptions({
  queryKey: ['practice', 'tasks'],
  queryFn: async ({ signal }) => (await get<{ items: PracticeTaskView[] }>('/practice/tasks', signal)).items,
})

/** Checks a task: whenever it is looked at, and when the window comes to the front again. */
export const checkQuery = (task: string, turn: string) =>
  queryOptions({
    queryKey: ['practice', 'check', task, turn],
    queryFn: () => post<Checked>(`/practice/tasks/${task}/check`, newKey(), undefined),
    refetchOnMount: 'always',
  })
