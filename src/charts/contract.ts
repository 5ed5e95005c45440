/** What a chart is made of. Every kind takes the same input, so that the table beside it is made from the same input too. */

export interface ChartSeries {
  /** As in the legend; printed only where there is more than one series. */
  name: string
  /** One for each label, in their order. `null` = not known or not to be shown; it is drawn as a gap, never as nought. */
  values: readonly (number | null)[]
}

export interface ChartInput {
  /** What is drawn: the chart's name for those who hear it, `<title>` of the file. */
  title: string
  /** What it tells, in one or two sentences: `<desc>` of the file. */
  desc: string
  /** Months, units, topics ... All are printed; a long one takes several lines, none is cut or left out. */
  labels: readonly string[]
  series: readonly ChartSeries[]
  /** What the numbers are, printed above the value axis: `件`, `%`, `万元`. */
  unit?: string
  /** How a number is written on axis and marks; by default with separators of thousands. */
  format?: (value: number) => string
  /** Ends of the value axis, as 0 and 100 for per cent. By default they follow from the values; bars always begin at nought. */
  least?: number
  most?: number
  /** The word in place of a value that is `null`: `不显示`. By default a dash. */
  missing?: string
  /** Pixels of the drawing's own space: 640 by default; 340 for a phone. A page scales the file, and letters with it. */
  width?: number
  /** Of upright charts and lines; lying bars are as high as their number needs. 320 by default. */
  height?: number
  /** Letters, in the same pixels: 14 by default; 18 for large print. */
  letters?: number
  /** Ink on white (for print and portal) or light on dark. */
  look?: 'light' | 'dark'
  /** Prints each value at its mark: yes by default; leave it out where marks are dense. */
  values?: boolean
}

export interface BarInput extends ChartInput {
  /** Bars go from left to right, one row a label. By default where the names would not fit below upright bars. */
  lying?: boolean
}

export interface StackedInput extends BarInput {
  /** Each bar is filled to 100: parts in per cent of their sum. The values handed in stay as they are. */
  whole?: boolean
}
