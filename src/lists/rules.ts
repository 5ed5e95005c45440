/** Which list is made of what, for whom, in which order. Pure. */

import type { RoleName } from '../kernel/access/roles.ts'
import { isPlainDate } from '../kernel/calendar/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import type { ListId, ListQuery, Progress, Shared, Sort } from './contract.ts'

export const LISTS: readonly ListId[] = ['inbox', 'unit', 'sent', 'overdue', 'at-risk', 'all']
export const SORTS: readonly Sort[] = ['due', '-due', 'received', '-received', 'ended', '-ended']

/** Who asks, as far as lists go. */
export interface Reader {
  unitId: string | null
  roles: readonly RoleName[]
  /** Works on matters at all: who only keeps accounts or money has no list of a unit's work. */
  works: boolean
}

/** Who sees the whole bureau, and who of it sees what their own centre took in; as a matter's page opens. */
const OVERSEE: readonly RoleName[] = ['supervisor', 'bureau-head', 'auditor']
const TAKE_IN: readonly RoleName[] = ['clerk', 'operator']

/** In what capacity a unit appears in a row. */
export type Part =
  /** The work lies with it now. */
  | 'responsible'
  /** It handles the matter. */
  | 'handler'
  /** It took the matter in. */
  | 'centre'

/** One way into a list; a list is the union of its ways. */
export interface Way {
  /** The unit that is to have this part; null: nobody in particular. */
  part: Part | null
  /** Lies with another unit now. */
  elsewhere?: boolean
  /** Only while it is open: what has ended belongs to who took it in and who handled it. */
  open?: boolean
}

export interface Shape {
  /** tasks: proceedings, one row for each; matters: one row for each matter. */
  rows: 'tasks' | 'matters'
  ways: Way[]
  progress: Progress
  sort: Sort
}

/**
 * How a list is made for a reader.
 * @returns null when nothing can stand in it; `access.denied`; `input.invalid` for a sort the list does not have
 */
export function shapeOf(q: ListQuery, reader: Reader): Shape | Refusal | null {
  const oversees = OVERSEE.some((r) => reader.roles.includes(r))
  const takesIn = TAKE_IN.some((r) => reader.roles.includes(r))
  if (!oversees && !reader.works) return null
  const own: Way[] = [{ part: 'centre' }, { part: 'handler' }, { part: 'responsible', open: true }]
  const progress = progressOf(q)
  const sort = q.sort ?? (progress === 'open' ? 'due' : '-received')
  if (!mayStandIn(sort, progress)) return refuse('input.invalid', { field: 'sort' })
  const matters = (ways: Way[]): Shape => ({ rows: 'matters', ways, progress, sort })
  const tasks = (ways: Way[]): Shape => ({ rows: 'tasks', ways, progress: 'open', sort })
  switch (q.list) {
    case 'inbox':
      return reader.works ? tasks([{ part: 'responsible' }]) : null
    case 'overdue':
      return tasks(oversees ? [{ part: null }] : takesIn ? [{ part: 'centre' }] : [{ part: 'responsible' }])
    case 'unit':
      return reader.works ? matters(own) : null
    case 'sent':
      return reader.works
        ? matters([
            { part: 'centre', elsewhere: true },
            { part: 'handler', elsewhere: true },
          ])
        : null
    case 'at-risk':
      return matters(oversees ? [{ part: null }] : takesIn ? [{ part: 'centre' }] : [{ part: 'handler' }])
    case 'all':
      return matters(oversees ? [{ part: null }] : own)
  }
}

/** By due day only what is open is in order, by day of ending only what has ended: the rest has none to be ordered by. */
const mayStandIn = (sort: Sort, progress: Progress): boolean =>
  /ended/.test(sort) ? progress === 'ended' : /due/.test(sort) ? progress === 'open' : true

/** Lists of work are of what is open; only the list of all shows what has ended, if asked or by itself. */
function progressOf(q: ListQuery): Progress {
  if (q.list === 'all') return q.progress ?? 'any'
  return q.list === 'unit' || q.list === 'sent' ? (q.progress ?? 'open') : 'open'
}

const DAYS = ['dueFrom', 'dueTo', 'receivedFrom', 'receivedTo'] as const

/** `input.invalid_date` for a day that does not exist, `input.invalid` for a range that ends before it begins. */
export function checkDays(q: ListQuery): Refusal | undefined {
  for (const field of DAYS) {
    const day = q[field]
    if (day !== undefined && !isPlainDate(day)) return refuse('input.invalid_date', { field })
  }
  for (const [from, to] of [
    ['dueFrom', 'dueTo'],
    ['receivedFrom', 'receivedTo'],
  ] as const) {
    if (q[from] !== undefined && q[to] !== undefined && q[from] > q[to])
      return refuse('input.invalid', { field: to })
  }
  return undefined
}

/** Whom a saved view may be shared with by this reader. */
export function mayShare(shared: Shared, reader: Reader): boolean {
  if (shared === 'own') return true
  if (shared === 'unit') return reader.works
  return reader.roles.some((r) => r === 'supervisor' || r === 'bureau-head' || r === 'administrator')
}

/** Every column a list can show; the order is that of the chooser and of an export. */
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

/**
 * What someone typed as a number: whole (`QINGHE-L2026-000123`) or without the bureau (`L2026-123`).
 * @param slug of the bureau, as its numbers begin
 * @returns the number as it is stored, or null for anything else
 */
export function numberIn(text: string, slug: string): string | null {
  const bare = text.trim().toUpperCase()
  const short = /^([A-Z])(\d{4})-?(\d{1,6})$/.exec(bare)
  if (short) return `${slug.toUpperCase()}-${short[1]}${short[2]}-${short[3]!.padStart(6, '0')}`
  return /^[A-Z][A-Z0-9-]{1,30}-[A-Z]\d{4}-\d{6}$/.test(bare) ? bare : null
}
