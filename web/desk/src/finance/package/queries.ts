/** What is read of disclosure packages. */
import { queryOptions } from '@tanstack/react-query'
import type {
  PackageChange,
  PackageDetail,
  PackageRow,
  TableSetView,
} from '../../../../../src/disclosurepackage/contract.ts'
import { get } from '../../api/client.ts'

export type {
  Kind,
  PackageCheck,
  PackageDetail,
  PackageRow,
  Question,
  SetsLoaded,
  Settings,
  Step,
} from '../../../../../src/disclosurepackage/contract.ts'

interface Items<T> {
  items: T[]
}

export const packagesQuery = queryOptions({
  queryKey: ['packages'],
  queryFn: async ({ signal }) => (await get<Items<PackageRow>>('/finance/packages', signal)).items,
})

export const packageQuery = (packageId: string) =>
  queryOptions({
    queryKey: ['packages', packageId],
    queryFn: ({ signal }) => get<PackageDetail>(`/finance/packages/${packageId}`, signal),
  })

/** Writes all files and checks them: asked for, never by itself. */
export const checkQuery = (packageId: string, version: number, accountsVersion: number) =>
  queryOptions({
    queryKey: ['packages', packageId, 'check', version, accountsVersion],
    queryFn: ({ signal }) => get<PackageDetail>(`/finance/packages/${packageId}?check=true`, signal),
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })

export const changesQuery = (packageId: string) =>
  queryOptions({
    queryKey: ['packages', packageId, 'changes'],
    queryFn: async ({ signal }) =>
      (await get<Items<PackageChange>>(`/finance/packages/${packageId}/changes`, signal)).items,
  })

export const setsQuery = queryOptions({
  queryKey: ['package-sets'],
  queryFn: async ({ signal }) => (await get<Items<TableSetView>>('/finance/package-sets', signal)).items,
  staleTime: Number.POSITIVE_INFINITY,
})
