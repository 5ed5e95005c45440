/** The address of the list behind a figure. */
import type { CountCode, FigureCode, RateCode } from './contract.ts'
import type { Span } from './rules.ts'

export interface Slice extends Span {
  unit?: string
  channel?: string
  procedure?: string
  class?: string
  /** With all below it, as the lists take it; empty: without a category. */
  category?: string
  /** The category alone, without what is below it. */
  exact?: true
  /** Empty: no place is known. */
  area?: string
}

const address = (path: string, search: Record<string, string | undefined>): string => {
  const given = Object.entries(search).filter((e): e is [string, string] => e[1] !== undefined)
  return `${path}?${new URLSearchParams(given).toString()}`
}

/** Entries as the sums were made of them. */
export const listOf = (figure: FigureCode, s: Slice, days?: { least: number; most: number | null }): string =>
  address('/statistics/list', {
    figure,
    from: s.from,
    to: s.to,
    unit: s.unit,
    channel: s.channel,
    procedure: s.procedure,
    class: s.class,
    category: s.category,
    exact: s.exact && 'true',
    area: s.area,
    ...(days && { least: String(days.least), most: days.most === null ? undefined : String(days.most) }),
  })

/** The list of matters has no filter for a place, for no category or for one category alone. */
const inMatters = (s: Slice): boolean => s.area === undefined && s.category !== '' && !s.exact

/**
 * Received and open lead to the list of matters, where one can go on working with them; everything else to the list of what
 * was counted.
 */
export function behindCount(code: CountCode, s: Slice): string {
  if ((code === 'received' || code === 'open') && inMatters(s))
    return address('/matters', {
      list: 'all',
      unit: s.unit,
      channel: s.channel,
      procedure: s.procedure,
      class: s.class,
      category: s.category,
      receivedFrom: s.from,
      receivedTo: s.to,
      progress: code === 'open' ? 'open' : 'any',
    })
  return code === 'ended' ? (onUnitPage('ended', s) ?? listOf(code, s)) : listOf(code, s)
}

/** What is asked besides grades and demands; the page of a unit has no figure of it. */
const CALLED: ReadonlySet<RateCode> = new Set(['connected', 'contacted', 'truthful'])

/** What stands behind a rate of one unit is told on its page, with reasons; narrowed further, or of all, as a list. */
export const behindRate = (code: RateCode, s: Slice): string =>
  (CALLED.has(code) ? null : onUnitPage(code, s)) ?? listOf(code, s)

function onUnitPage(figure: RateCode | 'ended', s: Slice): string | null {
  if (!s.unit || s.channel || s.procedure || s.class || s.category !== undefined || s.area !== undefined)
    return null
  return address(`/oversight/units/${s.unit}`, { from: s.from, to: s.to, figure })
}
