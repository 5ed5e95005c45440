/** A figure of a table as it is written. */
import { type Decimal, decimal, halfUnit, ZERO } from '../decimal.ts'

export interface Figure {
  digits: string
  value: Decimal
  shown: number
}

/** Half a unit of the last digit shown; none for a bare 0, which says that there was nothing. */
export const halfOfFigure = (f: Figure): Decimal => (f.digits === '0' ? ZERO : halfUnit(f.shown))

export const figure = (digits: string): Figure => ({
  digits,
  value: decimal(digits),
  shown: digits.includes('.') ? digits.split('.')[1]!.length : 0,
})
