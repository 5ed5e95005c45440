/** The address of the pages of oversight. */
import type { ListedName } from '../../../../src/oversight/contract.ts'

export const TABS = ['late', 'cases', 'units', 'bulletins', 'rules'] as const
/** Figures of a unit with a list behind them. Written out: the server's schemas have no place in the first load. */
const LISTED_FIGURES: readonly ListedName[] = [
  'acceptance',
  'handling',
  'response',
  'supervision',
  'participation',
  'satisfaction',
  'bureau_satisfaction',
  'solved',
  'ended',
]
export type OversightTab = (typeof TABS)[number]

export interface OversightSearch {
  tab?: OversightTab
  all?: boolean
  from?: string
  to?: string
  unit?: string
  figure?: string
}

const text = (value: unknown, pattern: RegExp) =>
  typeof value === 'string' && pattern.test(value) ? value : undefined

/** What an address says; whatever it says wrongly is left out. */
export function readOversightSearch(search: Record<string, unknown>): OversightSearch {
  const tab = TABS.find((name) => name === search.tab)
  const from = text(search.from, /^\d{4}-\d{2}-\d{2}$/)
  const to = text(search.to, /^\d{4}-\d{2}-\d{2}$/)
  const unit = text(search.unit, /^[0-9a-f-]{36}$/)
  const figure = text(search.figure, /^[a-z]{3,20}$/)
  return {
    ...(tab ? { tab } : {}),
    ...(search.all === true ? { all: true } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(unit ? { unit } : {}),
    ...(figure ? { figure } : {}),
  }
}

/** The tab asked for, if this reader has it; else the first. */
export const readOversightTab = <T extends OversightTab>(
  asked: OversightTab | undefined,
  tabs: readonly T[],
): T => tabs.find((name) => name === asked) ?? tabs[0]!

/** The address of a unit's page: the period, and the figure whose matters are shown. */
export interface UnitSearch {
  from?: string
  to?: string
  figure?: ListedName
}

export function readUnitSearch(search: Record<string, unknown>): UnitSearch {
  const { from, to } = readOversightSearch(search)
  const figure = LISTED_FIGURES.find((name) => name === search.figure)
  return { ...(from ? { from } : {}), ...(to ? { to } : {}), ...(figure ? { figure } : {}) }
}
