/**
 * What a cell says while it is typed in: that it cannot stand so (a fault), or that it is worth another look (a hint), from the
 * figures around it as they are typed and saved. The server checks faults again.
 */
import { readTyped, type Shown, type Wrong } from './money.ts'

export type Fault = Wrong | 'negative' | 'shareOver'
export type Hint =
  | 'overBudget'
  | 'paidOver'
  | 'planFalls'
  | 'planEnd'
  | 'partOver'
  | 'overPosts'
  | 'personsFew'

/** Adjustments cut, and a payment may come back within a month; nothing else is below zero. */
const mayFall = (path: string): boolean => /^[a-z-]+\/adjustment\/|^month\//.test(path)

/** @returns the value, or why the text cannot stand in this cell */
export function readCell(text: string, unit: Shown, path: string): number | null | Fault {
  const read = readTyped(text, unit)
  if (typeof read !== 'number') return read
  if (read < 0 && !mayFall(path)) return 'negative'
  return unit === 'bp' && read > 10_000 ? 'shareOver' : read
}

export type ValueAt = (path: string) => number | null

/** Parts and what they are a part of. */
const WITHIN: readonly [string, string][] = [
  ['procure/{stage}/micro', 'procure/{stage}/sme'],
  ['three/{stage}/reception-foreign', 'three/{stage}/reception'],
  ['count/foreign-batches', 'count/reception-batches'],
  ['count/foreign-persons', 'count/reception-persons'],
]
/** So many came in so many groups: no group is empty. */
const GROUPS: readonly [string, string][] = [
  ['count/reception-persons', 'count/reception-batches'],
  ['count/foreign-persons', 'count/foreign-batches'],
  ['count/abroad-persons', 'count/abroad-groups'],
]

/** @param at the figures of the year, with what is typed and not saved */
export function hintOf(path: string, value: number, at: ValueAt): Hint | null {
  const [family = '', stage = '', ...rest] = path.split('/')
  if (family === 'plan') return planHint(Number(stage), value, at)
  if (family === 'month') return paidOver(rest.join('/'), at) ? 'paidOver' : null
  if (family === 'post') {
    const approved = stage === 'actual' ? at(`post/approved/${rest[0]}`) : null
    return approved !== null && value > approved ? 'overPosts' : null
  }
  for (const [part, whole] of WITHIN) {
    const of = at(whole.replace('{stage}', stage))
    if (path === part.replace('{stage}', stage) && of !== null && value > of) return 'partOver'
  }
  for (const [persons, groups] of GROUPS) {
    const n = at(groups)
    if (path === persons && n !== null && value < n) return 'personsFew'
  }
  if (
    stage !== 'final' ||
    !['spend', 'economic', 'project', 'three', 'organ-cost', 'procure'].includes(family)
  )
    return null
  const planned = adjusted(family, rest.join('/'), at)
  return planned !== null && value > planned ? 'overBudget' : null
}

/** Budget and adjustment of one key; null where nothing was planned at all. */
function adjusted(family: string, key: string, at: ValueAt): number | null {
  const of = (stage: string) => at(key === '' ? `${family}/${stage}` : `${family}/${stage}/${key}`)
  const [budget, change] = [of('budget'), of('adjustment')]
  return budget === null && change === null ? null : (budget ?? 0) + (change ?? 0)
}

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const

function paidOver(key: string, at: ValueAt): boolean {
  const planned = adjusted('spend', key, at)
  const paid = MONTHS.reduce((n, m) => n + (at(`month/${m}/${key}`) ?? 0), 0)
  return planned !== null && paid > planned
}

/** The share to be paid by a month is not less than by one before, and by the end of the year it is all. */
function planHint(month: number, value: number, at: ValueAt): Hint | null {
  const before = MONTHS.slice(0, month - 1).map((m) => at(`plan/${m}`) ?? 0)
  if (before.some((v) => v > value)) return 'planFalls'
  return month === 12 && value !== 10_000 ? 'planEnd' : null
}
