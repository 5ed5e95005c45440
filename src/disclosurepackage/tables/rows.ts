/** Rows the forms share: trees of codes, two-sided totals. */
import type { Accounts, CodeLine } from '../../accounts/index.ts'
import type { DocTable } from '../document.ts'
import type { Figures } from '../figures.ts'
import { CLASSES, FORMS, type FormId } from '../sets.ts'

export interface Ground {
  accounts: Accounts
  figures: Figures
}

export function table(
  id: FormId,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  o: { figuresFrom: number; twoSided?: boolean; note?: string },
): DocTable {
  return {
    id,
    title: FORMS[id],
    unit: '万元',
    head,
    rows,
    note: o.note ?? '',
    figuresFrom: o.figuresFrom,
    twoSided: o.twoSided ?? false,
  }
}

/** 合计 first, then each code with its name and figures. */
export function codeRows<A>(
  g: Ground,
  lines: readonly CodeLine<A>[],
  total: A,
  columns: (a: A) => readonly number[],
): string[][] {
  const shown = (a: A) => columns(a).map((n) => g.figures.bare(n))
  return [['', '合计', ...shown(total)], ...lines.map((l) => [l.code, l.name, ...shown(l.amounts)])]
}

export const ORDINALS = (n: number): string => {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
  if (n < 10) return digits[n]!
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  return `${tens === 1 ? '' : digits[tens]}十${digits[ones]}`
}

/** The classes the form of this year lists, and those of the accounts it does not know. */
export function classesOf(
  year: number,
  used: readonly { code: string; name: string }[],
): { code: string; name: string }[] {
  const listed = CLASSES.filter((c) => (c.from ?? 0) <= year && year <= (c.to ?? 9999))
  const more = used.filter((u) => !listed.some((c) => c.code === u.code))
  return [...listed, ...more].sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** Two lists side by side, as many rows as the longer one. */
export function beside(
  left: readonly string[][],
  right: readonly string[][],
  widths: readonly [number, number],
): string[][] {
  const rows: string[][] = []
  const blank = (n: number) => new Array<string>(n).fill('')
  for (let i = 0; i < Math.max(left.length, right.length); i++)
    rows.push([...(left[i] ?? blank(widths[0])), ...(right[i] ?? blank(widths[1]))])
  return rows
}
