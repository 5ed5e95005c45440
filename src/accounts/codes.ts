/** Codes of 政府收支分类科目: 类, 款 and 项 by their digits, and the names that hold in a year. Pure. */
import type { CodeKind } from './keys.ts'

/** Digits of 类, 款, 项. Economic codes have no 项. */
const LENGTHS: Readonly<Record<CodeKind, readonly number[]>> = { functional: [3, 5, 7], economic: [3, 5] }

/** 1 类, 2 款, 3 项; null where it is no code of that kind. */
export function levelOf(kind: CodeKind, code: string): 1 | 2 | 3 | null {
  if (!/^\d+$/.test(code)) return null
  const at = LENGTHS[kind].indexOf(code.length)
  return at < 0 ? null : ((at + 1) as 1 | 2 | 3)
}

/** Whether amounts are kept under it: 项 of functional, 款 of economic codes. */
export const isLeaf = (kind: CodeKind, code: string): boolean => levelOf(kind, code) === LENGTHS[kind].length

/** The code one level up, or null for a 类. */
export function parentOf(kind: CodeKind, code: string): string | null {
  const level = levelOf(kind, code)
  return level === null || level === 1 ? null : code.slice(0, LENGTHS[kind][level - 2])
}

/** Itself and all above it, the 类 first. */
export function lineOf(kind: CodeKind, code: string): string[] {
  const above = parentOf(kind, code)
  return above === null ? [code] : [...lineOf(kind, above), code]
}

export const PERSONNEL_CLASSES = ['301', '303'] as const
export const OPERATING_CLASSES = ['302', '310'] as const

/** 人员经费 (301, 303) or 公用经费 (302, 310) of basic expenditure; null: neither, which no basic expenditure may be. */
export function partOfBasic(economic: string): 'personnel' | 'operating' | null {
  const of = economic.slice(0, 3)
  if (PERSONNEL_CLASSES.some((c) => c === of)) return 'personnel'
  return OPERATING_CLASSES.some((c) => c === of) ? 'operating' : null
}

export interface CodeName {
  code: string
  name: string
}

/** The codes of one year by kind. */
export type CodeLists = Readonly<Record<CodeKind, ReadonlyMap<string, string>>>

/** The name in a list, else the code itself: what cannot be named is still shown. */
export const nameOf = (lists: CodeLists, kind: CodeKind, code: string): string =>
  lists[kind].get(code) ?? code
