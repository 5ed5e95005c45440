/** The package before it is written in any format: headings, paragraphs, charts and tables in their order. */

export type Cell = string

export interface DocTable {
  /** Key of the form: `FIN1`, `BUD9`. */
  id: string
  title: string
  unit: string
  head: readonly string[]
  /** As many cells as the head has; amounts as they are shown. */
  rows: readonly (readonly Cell[])[]
  /** Why the table is empty, or what it shows. */
  note: string
  /** Cells from this column on are figures. Of two-sided tables every second one is. */
  figuresFrom: number
  twoSided: boolean
}

export interface DocChart {
  id: string
  title: string
  kind: 'bar' | 'pie'
  labels: readonly string[]
  /** Values as decimals in the unit, as the text shows them. */
  series: readonly { name: string; values: readonly string[] }[]
  unit: string
}

export type Block =
  | { is: 'heading'; level: 1 | 2 | 3; text: string }
  | { is: 'text'; text: string }
  | { is: 'chart'; chart: DocChart }
  | { is: 'table'; table: DocTable }

export interface PackageDoc {
  title: string
  entity: string
  year: number
  kind: 'budget' | 'final'
  blocks: readonly Block[]
}

export const tablesOf = (doc: Pick<PackageDoc, 'blocks'>): DocTable[] =>
  doc.blocks.flatMap((b) => (b.is === 'table' ? [b.table] : []))
export const chartsOf = (doc: Pick<PackageDoc, 'blocks'>): DocChart[] =>
  doc.blocks.flatMap((b) => (b.is === 'chart' ? [b.chart] : []))
