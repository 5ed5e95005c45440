/** Small things every page uses. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { bureausQuery, meQuery, proceduresQuery, unitsQuery } from '../api/queries.ts'
import type { Bureau, Me, Procedure, RoleName, Unit } from '../api/types.ts'

/** Who is signed in; pages below the shell always have it. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (!data) throw new Error('a page of the desk was shown to nobody')
  return data
}

export function useMay(...roles: RoleName[]): boolean {
  const own = useMe().roles
  return roles.some((role) => own.includes(role))
}

const NO_UNITS: Unit[] = []
const NO_PROCEDURES: Procedure[] = []
const NO_BUREAUS: Bureau[] = []
export const useUnits = (): Unit[] => useQuery(unitsQuery).data ?? NO_UNITS
export const useProcedures = (): Procedure[] => useQuery(proceduresQuery).data ?? NO_PROCEDURES
export const useBureaus = (): Bureau[] => useQuery(bureausQuery).data ?? NO_BUREAUS

export function useUnitsById(): ReadonlyMap<string, Unit> {
  const units = useUnits()
  return useMemo(() => new Map(units.map((u) => [u.unitId, u])), [units])
}

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => window.matchMedia(query).matches,
  )
}

export const usePhone = (): boolean => useMedia('(max-width: 767px)')

/** The tab's title; the count of tabs in front of a clerk is large, so the page comes first. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · 回音`
  }, [title])
}

/** In a line of links that is moved sideways where it does not fit, moves the open one to its middle. */
export function bringIn(line: HTMLElement | null): void {
  const here = line?.querySelector<HTMLElement>('[aria-current="page"]')
  if (line && here)
    line.scrollLeft +=
      here.getBoundingClientRect().left -
      line.getBoundingClientRect().left -
      (line.clientWidth - here.offsetWidth) / 2
}
