/** A list as it stands in the address, so that it can be shared, kept, and gone back to. */
import type { ListId, ListQuery, Progress, Sort } from '../../api/types.ts'

export const LISTS: readonly ListId[] = ['inbox', 'unit', 'sent', 'overdue', 'at-risk', 'all']
const PROGRESS: readonly Progress[] = ['open', 'ended', 'any']
export const ARCHIVE: readonly NonNullable<ListQuery['archive']>[] = ['ready', 'archived']
export const SORTS: readonly Sort[] = ['due', '-due', 'received', '-received', 'ended', '-ended']

/** Columns in the order of the table; `matter` always stands there. */
export const COLUMNS = [
  'due',
  'matter',
  'risk',
  'number',
  'state',
  'procedure',
  'responsible',
  'handler',
  'centre',
  'channel',
  'class',
  'category',
  'received',
  'ended',
] as const
export type Column = (typeof COLUMNS)[number]

/** Without `list` it is the inbox; without `cols` the columns that suit the list. */
export type InboxSearch = Partial<ListQuery> & { cols?: string }

const WORD = /^[a-z0-9-]{1,40}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
const one = <T extends string>(all: readonly T[], value: unknown): T | undefined =>
  all.find((a) => a === value)

/** Reads an address, leaving out what is not one of ours. Addresses of the former inbox still lead where they led. */
export function readInboxSearch(raw: Record<string, unknown>): InboxSearch {
  const out: InboxSearch = {}
  const list = one(LISTS, raw.list) ?? formerList(raw)
  if (list && list !== 'inbox') out.list = list
  const progress = one(PROGRESS, raw.progress) ?? (isOn(raw.ended) ? 'ended' : undefined)
  if (progress) out.progress = progress
  if (isOn(raw.waiting)) out.waiting = true
  const archive = one(ARCHIVE, raw.archive)
  if (archive) out.archive = archive
  for (const name of ['state', 'procedure', 'channel', 'class', 'unit'] as const) {
    const value = raw[name]
    if (typeof value === 'string' && WORD.test(value)) out[name] = value
  }
  for (const name of ['dueFrom', 'dueTo', 'receivedFrom', 'receivedTo'] as const) {
    const value = raw[name]
    if (typeof value === 'string' && DAY.test(value)) out[name] = value
  }
  for (const name of ['category', 'q'] as const) {
    const value = typeof raw[name] === 'number' ? String(raw[name]) : raw[name]
    if (typeof value === 'string' && value.trim() !== '') out[name] = value.trim().slice(0, 100)
  }
  const sort = one(SORTS, raw.sort)
  if (sort && mayStandIn(sort, progressOf(out))) out.sort = sort
  if (typeof raw.cols === 'string') {
    const cols = columnsIn(raw.cols)
    if (cols.length > 0) out.cols = cols.join('.')
  }
  return out
}

/** By due day only what is open can be ordered, by day of ending only what has ended. */
export const mayStandIn = (sort: Sort, progress: Progress): boolean =>
  /ended/.test(sort) ? progress === 'ended' : /due/.test(sort) ? progress === 'open' : true

const isOn = (value: unknown) => value === true || value === 'true' || value === 1

function formerList(raw: Record<string, unknown>): ListId | undefined {
  if (isOn(raw.overdue)) return 'overdue'
  return raw.scope === 'bureau' || isOn(raw.ended) ? 'all' : undefined
}

const columnsIn = (text: string): Column[] => {
  const named = new Set(text.split('.'))
  return COLUMNS.filter((c) => c === 'matter' || named.has(c))
}

/** Columns shown: those chosen, or those that suit the list. */
export function columnsOf(search: InboxSearch): Column[] {
  if (search.cols) return columnsIn(search.cols)
  const list = listOf(search)
  if (list === 'at-risk') return ['due', 'matter', 'risk', 'state', 'handler']
  if (list === 'all' && progressOf(search) !== 'open')
    return ['due', 'matter', 'state', 'handler', 'channel', 'received']
  return ['due', 'matter', 'state', 'responsible', 'channel', 'received']
}

export const listOf = (search: InboxSearch): ListId => search.list ?? 'inbox'

/** As the server takes it when nothing is said. */
export const progressOf = (search: InboxSearch): Progress =>
  search.progress ?? (listOf(search) === 'all' ? 'any' : 'open')

export const sortOf = (search: InboxSearch): Sort =>
  search.sort ?? (progressOf(search) === 'open' ? 'due' : '-received')

/** What the server is asked: the address without what only the page knows. */
export function queryOf(search: InboxSearch): ListQuery {
  const { cols: _cols, ...query } = search
  return { ...query, list: listOf(search) }
}

/** The address of a saved view. */
export const searchOf = (query: ListQuery, columns: readonly string[]): InboxSearch =>
  readInboxSearch({ ...query, cols: columns.join('.') })

const FILTERS = [
  'waiting',
  'archive',
  'state',
  'procedure',
  'channel',
  'class',
  'category',
  'unit',
  'dueFrom',
  'dueTo',
  'receivedFrom',
  'receivedTo',
  'q',
] as const

/** How many filters narrow the list; which list it is and its order are no filters. */
export const filtersIn = (search: InboxSearch): number =>
  FILTERS.filter((f) => search[f] !== undefined).length

export const withoutFilters = ({ list, progress, sort, cols }: InboxSearch): InboxSearch =>
  readInboxSearch({ list, progress, sort, cols })
