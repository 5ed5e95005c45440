/** The same figures of several years beside each other, read off the released documents. Pure. */
import { type PackageDoc, tablesOf } from './document.ts'

export interface Compared {
  /** Key of its words. */
  figure: 'income' | 'spending' | 'basic' | 'project' | 'three'
  /** By year, in 万元 as released; null where that year's set has no such table. */
  values: (string | null)[]
}

type Find = (doc: PackageDoc) => string | null

/** A cell by the table, the words of its row and the column; the column counts from the cell with the words. */
const cell =
  (tables: readonly string[], row: string, from: number): Find =>
  (doc) => {
    const table = tablesOf(doc).find((t) => tables.includes(t.id))
    for (const r of table?.rows ?? []) {
      const at = r.indexOf(row)
      if (at >= 0) return r[at + from] ?? null
    }
    return null
  }

const FIGURES: readonly { figure: Compared['figure']; find: Find }[] = [
  { figure: 'income', find: cell(['FIN1', 'BUD1'], '本年收入合计', 1) },
  { figure: 'spending', find: cell(['FIN1', 'BUD1'], '本年支出合计', 1) },
  { figure: 'basic', find: cell(['FIN3', 'BUD3'], '合计', 2) },
  { figure: 'project', find: cell(['FIN3', 'BUD3'], '合计', 3) },
  {
    figure: 'three',
    find: (doc) =>
      doc.kind === 'final'
        ? cell(['FIN7'], '决算数', 1)(doc)
        : (tablesOf(doc).find((t) => t.id === 'BUD9')?.rows[0]?.[0] ?? null),
  },
]

/** @param docs in the order of their years */
export const compareYears = (docs: readonly PackageDoc[]): Compared[] =>
  FIGURES.map(({ figure, find }) => ({ figure, values: docs.map(find) }))
