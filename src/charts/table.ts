import type { ChartInput } from './contract.ts'

/** The same values as a table, to stand beside the chart: nobody has to read a number off a picture. */
export interface ChartTable {
  /** One for each series; the first column is that of the labels and has no head here. */
  heads: string[]
  rows: { label: string; cells: string[] }[]
}

/** Pure; values are written as the chart writes them, `null` as its word. */
export function chartTable(input: ChartInput): ChartTable {
  const format = input.format ?? ((value: number) => value.toLocaleString('en'))
  return {
    heads: input.series.map((s) => s.name),
    rows: input.labels.map((label, at) => ({
      label,
      cells: input.series.map((s) => {
        const value = s.values[at]
        return value === null || value === undefined ? (input.missing ?? '—') : format(value)
      }),
    })),
  }
}
