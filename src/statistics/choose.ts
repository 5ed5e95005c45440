/** Which rollup answers a question: none is made by reading more than is kept. Pure. */
import { type Dim, type Group, PAIRS, PROPERTIES, type Property } from './contract.ts'
import { BETWEEN, branchOf } from './facts.ts'
import type { Ask } from './store.ts'

export interface Chosen {
  dim: Dim
  value?: Ask['value']
  ends?: string
  /** Reads the value of the group off the value of a row. */
  keyOf: (value: string) => string
}

export type Filters = Partial<Record<Property, string>>

const isProperty = (group: Group): group is Property => PROPERTIES.some((p) => p === group)

/**
 * @param unit narrowed to units, or grouped by them: pairs are kept for the bureau alone
 * @returns the rollup, or the property that is not kept together with the others
 */
export function choose(
  filters: Filters,
  group: Group,
  unit: boolean,
  level: number,
): Chosen | { notKept: Property } {
  const filtered = PROPERTIES.filter((p) => filters[p] !== undefined)
  const told = isProperty(group) ? group : null
  const [first, second, third] = [...new Set([...filtered, ...(told ? [told] : [])])]
  const whole = (value: string) => value
  if (!first) return { dim: 'all', keyOf: whole }
  if (!second) {
    const is = filters[first]
    return {
      dim: first,
      keyOf: whole,
      // A branch of categories with all below it; what has no category has nothing below it.
      ...(is === undefined ? {} : { value: { is, below: first === 'category' && is !== '' } }),
    }
  }
  if (third) return { notKept: third }
  const pair = PAIRS.find((p) => p.every((name) => name === first || name === second))
  if (!pair || unit) return { notKept: second }
  const [a, b] = pair
  const category = filters.category
  // Of categories only the branch is kept beside another property.
  if (category !== undefined && branchOf(category) !== category) return { notKept: 'category' }
  if (told === 'category' && level > 1) return { notKept: 'category' }
  const [is, ends] = [filters[a], filters[b]]
  const at = told === b ? 1 : 0
  return {
    dim: `${a}-${b}` as Dim,
    keyOf: (value) => value.split(BETWEEN)[at] ?? '',
    ...(is !== undefined && ends !== undefined
      ? { value: { is: `${is}${BETWEEN}${ends}`, below: false } }
      : is !== undefined
        ? { value: { is: `${is}${BETWEEN}`, below: true } }
        : { ends: `${BETWEEN}${ends}` }),
  }
}
