/** Exact decimals: an integer and how many of its digits stand behind the point. Never floating point. */

export interface Decimal {
  readonly n: bigint
  readonly s: number
}

export const ZERO: Decimal = { n: 0n, s: 0 }
const ten = (s: number): bigint => 10n ** BigInt(s)
const rescale = (d: Decimal, s: number): bigint => d.n * ten(s - d.s)

/** @param text digits with an optional sign, point and thousands separators, as `-1,234.50` */
export function decimal(text: string): Decimal {
  const plain = text.replace(/,/g, '')
  if (!/^[+-]?\d+(\.\d+)?$/.test(plain)) throw new RangeError(`no decimal: ${text}`)
  const [whole = '0', fraction = ''] = plain.split('.')
  return { n: BigInt(whole + fraction), s: fraction.length }
}

export const whole = (n: number | bigint): Decimal => ({ n: BigInt(n), s: 0 })

export function add(a: Decimal, b: Decimal): Decimal {
  const s = Math.max(a.s, b.s)
  return { n: rescale(a, s) + rescale(b, s), s }
}
export const negate = (a: Decimal): Decimal => ({ n: -a.n, s: a.s })
export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, negate(b))
export const multiply = (a: Decimal, b: Decimal): Decimal => ({ n: a.n * b.n, s: a.s + b.s })
export const absolute = (a: Decimal): Decimal => (a.n < 0n ? negate(a) : a)
export const total = (all: readonly Decimal[]): Decimal => all.reduce(add, ZERO)

/** @returns below zero, zero or above zero */
export function compare(a: Decimal, b: Decimal): number {
  const s = Math.max(a.s, b.s)
  const d = rescale(a, s) - rescale(b, s)
  return d < 0n ? -1 : d > 0n ? 1 : 0
}
export const equal = (a: Decimal, b: Decimal): boolean => compare(a, b) === 0
export const isZero = (a: Decimal): boolean => a.n === 0n
export const within = (a: Decimal, b: Decimal, tolerance: Decimal): boolean =>
  compare(absolute(subtract(a, b)), tolerance) <= 0

/** Quotient rounded half away from zero to `digits` behind the point. @throws RangeError for a divisor of zero */
export function divide(a: Decimal, b: Decimal, digits: number): Decimal {
  if (b.n === 0n) throw new RangeError('division by zero')
  let top = a.n * ten(digits + b.s)
  let bottom = b.n * ten(a.s)
  if (bottom < 0n) {
    top = -top
    bottom = -bottom
  }
  const twice = top * 2n
  const n = top < 0n ? -((-twice + bottom) / (2n * bottom)) : (twice + bottom) / (2n * bottom)
  return { n, s: digits }
}

/** Half a unit of the last of `digits` shown behind the point. */
export const halfUnit = (digits: number): Decimal => ({ n: 5n, s: digits + 1 })
export const unit = (digits: number): Decimal => ({ n: 1n, s: digits })

/** Shown with at least `digits` behind the point; zeros beyond them are left out. */
export function show(d: Decimal, digits = 0): string {
  const sign = d.n < 0n ? '-' : ''
  const all = (d.n < 0n ? -d.n : d.n).toString().padStart(d.s + 1, '0')
  const head = all.slice(0, all.length - d.s)
  let tail = d.s === 0 ? '' : all.slice(-d.s)
  while (tail.length > digits && tail.endsWith('0')) tail = tail.slice(0, -1)
  tail = tail.padEnd(digits, '0')
  return sign + head + (tail ? `.${tail}` : '')
}
