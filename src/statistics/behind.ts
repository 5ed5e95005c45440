/**
 * The address of the list behind a figure. Lists are asked as they are: what they cannot tell apart has no address rather
 * than one that shows something else.
 */
import type { CountCode, RateCode } from './contract.ts'
import type { Span } from './rules.ts'

export interface Slice extends Span {
  unit?: string
  channel?: string
  procedure?: string
  class?: string
  /** With all below it, as the lists take it. */
  category?: string
}

const address = (path: string, search: Record<string, string | undefined>): string => {
  const given = Object.entries(search).filter((e): e is [string, string] => e[1] !== undefined && e[1] !== '')
  return `${path}?${new URLSearchParams(given).toString()}`
}

/** A slice as filters of the list of matters. */
const filtersOf = (s: Slice): Record<string, string | undefined> => ({
  list: 'all',
  unit: s.unit,
  channel: s.channel,
  procedure: s.procedure,
  class: s.class,
  category: s.category,
  receivedFrom: s.from,
  receivedTo: s.to,
})

/**
 * Received and open have a list; endings have one for a unit, on its page. Batches are arrivals and no matters, replies are
 * documents: no list has a filter for these.
 */
export function behindCount(code: CountCode, s: Slice): string | null {
  const filters = filtersOf(s)
  if (code === 'received') return address('/matters', { ...filters, progress: 'any' })
  if (code === 'open') return address('/matters', { ...filters, progress: 'open' })
  if (code === 'ended') return onUnitPage('ended', s)
  return null
}

/** What stands behind a rate of one unit is listed on its page, which counts the same; narrowed further it is not. */
export const behindRate = (code: RateCode, s: Slice): string | null => onUnitPage(code, s)

function onUnitPage(figure: RateCode | 'ended', s: Slice): string | null {
  if (!s.unit || s.channel || s.procedure || s.class || s.category) return null
  return address(`/oversight/units/${s.unit}`, { from: s.from, to: s.to, figure })
}
