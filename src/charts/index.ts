/**
 * Charts as SVG text, drawn on the server. One function a kind, all with the same input (`ChartInput`); `chartTable` gives the
 * same values for the table beside it. Served as `.svg` (`SVG_TYPE`) or put inline: no style attribute, no script, no
 * foreign address, so that it passes `style-src 'self'`. For a phone draw a second one with `width: 340` and choose with
 * `<picture>`; for large print hand in `letters: 18`.
 *
 *   const svg = barChart({ title, desc, labels: ['1月', '2月'], series: [{ name: '件', values: [12, null] }], unit: '件' })
 */
export { barChart, stackedChart } from './bar.ts'
export type { BarInput, ChartInput, ChartSeries, StackedInput } from './contract.ts'
export { lineChart } from './line.ts'
export { type ChartTable, chartTable } from './table.ts'

export const SVG_TYPE = 'image/svg+xml; charset=utf-8'
