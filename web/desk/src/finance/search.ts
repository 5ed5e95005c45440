import type { Kind } from './package/queries.ts'

/** What the addresses of finance keep: department and year on every page, and what a page shows of them. */
export interface FinanceSearch {
  department?: string
  year?: number
}
export interface EntrySearch extends FinanceSearch {
  table?: string
}
/** Whose line is opened below the overview: `2014004`. */
export interface OverviewSearch extends FinanceSearch {
  line?: string
}
/** Which of the two packages of a year is looked at. */
export interface PackageSearch extends FinanceSearch {
  kind?: Kind
}

const yearOf = (value: unknown): number | undefined => {
  const year = Number(value)
  return Number.isInteger(year) && year >= 2000 && year <= 2099 ? year : undefined
}

export function readFinanceSearch(search: Record<string, unknown>): FinanceSearch {
  const year = yearOf(search.year)
  return {
    ...(typeof search.department === 'string' ? { department: search.department } : {}),
    ...(year === undefined ? {} : { year }),
  }
}
export const readEntrySearch = (search: Record<string, unknown>): EntrySearch => ({
  ...readFinanceSearch(search),
  ...(typeof search.table === 'string' ? { table: search.table } : {}),
})
export const readOverviewSearch = (search: Record<string, unknown>): OverviewSearch => ({
  ...readFinanceSearch(search),
  // An address typed or kept without quotes gives a code as a number; a line is told by its signs.
  ...(/^\d+$/.test(String(search.line)) ? { line: String(search.line) } : {}),
})
export const readPackageSearch = (search: Record<string, unknown>): PackageSearch => ({
  ...readFinanceSearch(search),
  ...(search.kind === 'budget' || search.kind === 'final' ? { kind: search.kind } : {}),
})
