/** The inbox's filters as they stand in the address, so that a view can be shared and the back button works. */
export interface InboxSearch {
  scope?: 'bureau'
  ended?: boolean
  overdue?: boolean
  waiting?: boolean
  state?: string
  procedure?: string
  channel?: string
  unit?: string
}

const WORD = /^[a-z0-9-]{1,40}$/

/** Reads an address, leaving out what is not one of ours. */
export function readInboxSearch(raw: Record<string, unknown>): InboxSearch {
  const out: InboxSearch = {}
  if (raw.scope === 'bureau') out.scope = 'bureau'
  for (const flag of ['ended', 'overdue', 'waiting'] as const) {
    if (raw[flag] === true || raw[flag] === 'true' || raw[flag] === 1) out[flag] = true
  }
  for (const name of ['state', 'procedure', 'channel', 'unit'] as const) {
    const value = raw[name]
    if (typeof value === 'string' && WORD.test(value)) out[name] = value
  }
  return out
}

export const isFiltered = (search: InboxSearch): boolean =>
  Boolean(
    search.overdue || search.waiting || search.state || search.procedure || search.channel || search.unit,
  )
