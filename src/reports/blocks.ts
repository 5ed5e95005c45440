/** Blocks of a report. Pure. */
import type { ReportBlock } from './contract.ts'

export const heading = (words: string): ReportBlock => ({ is: 'heading', level: 1, text: words })
export const text = (words: string): ReportBlock => ({ is: 'text', text: words })
export const table = (
  id: string,
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  note = '',
): ReportBlock => ({
  is: 'table',
  table: {
    id,
    title,
    unit: '',
    head: [...head],
    rows: rows.map((r) => [...r]),
    note,
    figuresFrom: 1,
    twoSided: false,
  },
})
