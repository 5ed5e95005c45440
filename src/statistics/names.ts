/** Names and order of what figures are grouped by. */
import { PROCEDURES } from '../cases/index.ts'
import { CHANNEL_WORDS, CLASS_WORDS } from '../lists/index.ts'
import type { Group } from './contract.ts'

export interface Words {
  zh: string
  en: string
}

export interface Names {
  of(group: Group, value: string): Words
  /** Order of the values of a group: of the lists they come from, never by a figure. */
  order(group: Group): (a: string, b: string) => number
  /** A category cut to a level of the tree; one that is no code of a tree stays whole. */
  cut(category: string, level: number): string
  /** No category of the tree lies below. */
  isLeaf(category: string): boolean
}

const NO_CATEGORY: Words = { zh: '未分类', en: 'No category' }
const NO_AREA: Words = { zh: '未标明地点', en: 'Place not known' }
const same = (text: string): Words => ({ zh: text, en: text })
const TREE_CODE = /^(\d{2}){1,3}$/

export function namesOf(
  categories: readonly { code: string; name_zh: string; name_en: string }[],
  areas: readonly { code: string; name: Words }[],
): Names {
  const tree = new Map(categories.map((c) => [c.code, { zh: c.name_zh, en: c.name_en }]))
  const parents = new Set(categories.map((c) => c.code.slice(0, -2)))
  const areaNames = new Map(areas.map((a) => [a.code, a.name]))
  const areaCodes = [...areas.map((a) => a.code), '']
  const channels = Object.keys(CHANNEL_WORDS)
  const classes = Object.keys(CLASS_WORDS)
  return {
    of(group, value) {
      if (group === 'channel') return (CHANNEL_WORDS as Record<string, Words>)[value] ?? same(value)
      if (group === 'class') return (CLASS_WORDS as Record<string, Words>)[value] ?? same(value)
      if (group === 'procedure') return PROCEDURES.find((p) => p.id === value)?.label ?? same(value)
      if (group === 'area') return value === '' ? NO_AREA : (areaNames.get(value) ?? same(value))
      return value === '' ? NO_CATEGORY : (tree.get(value) ?? same(value))
    },
    order(group) {
      const list =
        group === 'channel' ? channels : group === 'class' ? classes : group === 'area' ? areaCodes : []
      return (a, b) => list.indexOf(a) - list.indexOf(b) || (a < b ? -1 : a > b ? 1 : 0)
    },
    cut: (category, level) => (TREE_CODE.test(category) ? category.slice(0, 2 * level) : category),
    isLeaf: (category) => !parents.has(category),
  }
}
