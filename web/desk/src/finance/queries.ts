/** What is read of the accounts, in the server's own shapes. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  Accounts,
  ChangeListed,
  CodeList,
  Control,
  Department,
  EntryTableView,
  HistoryLine,
} from '../../../../src/accounts/contract.ts'
import { get, query } from '../api/client.ts'

export type {
  Accounts,
  ChangeListed,
  CodeLine,
  CodeList,
  Control,
  Department,
  EntryTableView,
  HistoryLine,
  MonthLine,
  Natures,
  StageFigures,
} from '../../../../src/accounts/contract.ts'

interface Items<T> {
  items: T[]
}

/** Of which department and year. */
export interface Where {
  departmentId: string
  year: number
}

export const yearUrl = ({ departmentId, year }: Where) => `/finance/departments/${departmentId}/years/${year}`

export const departmentsQuery = queryOptions({
  queryKey: ['finance', 'departments'],
  queryFn: async ({ signal }) => (await get<Items<Department>>('/finance/departments', signal)).items,
  staleTime: 30_000,
})

export const accountsQuery = (where: Where) =>
  queryOptions({
    queryKey: ['finance', where.departmentId, where.year, 'accounts'],
    queryFn: ({ signal }) => get<Accounts>(yearUrl(where), signal),
    placeholderData: keepPreviousData,
  })

const listOf = <T>(where: Where, what: string) =>
  queryOptions({
    queryKey: ['finance', where.departmentId, where.year, what],
    queryFn: async ({ signal }) => (await get<Items<T>>(`${yearUrl(where)}/${what}`, signal)).items,
  })

export const tablesQuery = (where: Where) => listOf<EntryTableView>(where, 'tables')
export const controlsQuery = (where: Where) => listOf<Control>(where, 'controls')
export const changesQuery = (where: Where) => listOf<ChangeListed>(where, 'changes')

export const historyQuery = (where: Where, paths: readonly string[]) =>
  queryOptions({
    queryKey: ['finance', where.departmentId, where.year, 'history', ...paths],
    queryFn: async ({ signal }) =>
      (await get<Items<HistoryLine>>(`${yearUrl(where)}/history${query({ paths: paths.join(',') })}`, signal))
        .items,
    enabled: paths.length > 0,
  })

export const codesQuery = (year: number) =>
  queryOptions({
    queryKey: ['finance', 'codes', year],
    queryFn: ({ signal }) => get<CodeList>(`/finance/codes/${year}`, signal),
    staleTime: 300_000,
  })
