/** Slips of the pen: would the sum be right if this figure had another digit in one place, or two neighbours swapped? */
import { add, type Decimal, equal, multiply, subtract } from '../decimal.ts'
import type { Quantity } from '../text/quantities.ts'

/**
 * @param parts what should add up to `w`
 * @param diff by how much the parts exceed `w`, in the measure of `amount`
 * @returns the figure and what it should be, when one digit of one figure explains the difference; null when none or
 * nothing does
 */
export function slipIn(parts: readonly Quantity[], w: Quantity, diff: Decimal): Quantity | null {
  const off = [
    ...parts.map((q) => ({ q, right: subtract(q.amount, diff) })),
    { q: w, right: add(w.amount, diff) },
  ]
  return off.find(({ q, right }) => right.n > 0n && oneDigit(q, right))?.q ?? null
}

/** Do two neighbouring digits of this figure, changed, make the difference go away? `isWhole`: the figure is the sum itself. */
export function swaps(q: Quantity, diff: Decimal, isWhole: boolean): boolean {
  const right = isWhole ? add(q.amount, diff) : subtract(q.amount, diff)
  return variants(q).swapped.some((d) => equal(d, right))
}

/** The figure with one digit another, and with two neighbours changed places, in the measure of `amount`. */
function variants(q: Quantity): { other: Decimal[]; swapped: Decimal[] } {
  const digits = q.digits.replace(/[,.]/g, '')
  const unit = q.dim === 'money' && q.half.n > 0n ? { n: q.half.n * 2n, s: q.half.s } : { n: 1n, s: q.shown }
  const of = (text: string) => multiply({ n: BigInt(text), s: 0 }, unit)
  const other: Decimal[] = []
  const swapped: Decimal[] = []
  for (let i = 0; i < digits.length; i++) {
    for (let d = 0; d <= 9; d++)
      if (String(d) !== digits[i]) other.push(of(digits.slice(0, i) + d + digits.slice(i + 1)))
    if (i + 1 < digits.length && digits[i] !== digits[i + 1])
      swapped.push(of(digits.slice(0, i) + digits[i + 1] + digits[i] + digits.slice(i + 2)))
  }
  return { other, swapped }
}

function oneDigit(q: Quantity, right: Decimal): boolean {
  const { other, swapped } = variants(q)
  return [...other, ...swapped].some((d) => equal(d, right))
}

/** Is this figure the other one with a single slip: a digit, two neighbours, or the point in another place? */
export function slipOf(q: Quantity, right: Quantity): boolean {
  if (oneDigit(q, right.amount)) return true
  return (
    q.digits.replace(/[,.]/g, '').replace(/0+$/, '') === right.digits.replace(/[,.]/g, '').replace(/0+$/, '')
  )
}
