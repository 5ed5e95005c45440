/** A figure of a table as it is written. */
import { type Decimal, decimal } from '../decimal.ts'

export interface Figure {
  digits: string
  value: Decimal
  shown: number
}

export const figure = (digits: string): Figure => ({
  digits,
  value: decimal(digits),
  shown: digits.includes('.') ? digits.split('.')[1]!.length : 0,
})
