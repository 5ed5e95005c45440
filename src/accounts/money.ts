/** Amounts as exact whole fen, and the decimals people write them in. No floating point anywhere. Pure. */

export const MONEY_UNITS = ['yuan', 'wan'] as const
/** 元, 万元. */
export type MoneyUnit = (typeof MONEY_UNITS)[number]

/** Digits behind the point down to the fen. */
const DIGITS: Readonly<Record<MoneyUnit, number>> = { yuan: 2, wan: 6 }
const DECIMAL = /^([-−－])?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?$/

export type Unreadable = 'not-a-number' | 'finer-than-fen' | 'too-large'
const LARGEST = 10n ** 15n

/**
 * A decimal as people write it (`1,234.50`, `348.72`, full width digits, a minus before it) in whole units of `10^-digits`.
 * @returns a safe integer, or why it is none; `finer-than-fen` where digits would be lost
 */
export function readDecimal(text: string, digits: number): number | Unreadable {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s¥￥]/gu, '')
    .replaceAll('，', ',')
  const match = DECIMAL.exec(plain)
  if (!match) return 'not-a-number'
  const [, minus, whole = '', behind = ''] = match
  const kept = behind.replace(/0+$/, '')
  if (kept.length > digits) return 'finer-than-fen'
  const units = BigInt(whole.replaceAll(',', '') + kept.padEnd(digits, '0'))
  if (units > LARGEST) return 'too-large'
  return Number(minus && units > 0n ? -units : units)
}

/** An amount in fen from its text. */
export const readFen = (text: string, unit: MoneyUnit): number | Unreadable => readDecimal(text, DIGITS[unit])

/** Whole units of `10^-digits` as a plain decimal: at least `least` digits behind the point, more where they say something. */
export function writeDecimal(value: number, digits: number, least = 0): string {
  const sign = value < 0 ? '-' : ''
  const all = BigInt(Math.abs(value))
    .toString()
    .padStart(digits + 1, '0')
  const whole = all.slice(0, all.length - digits)
  let behind = all.slice(all.length - digits)
  while (behind.length > least && behind.endsWith('0')) behind = behind.slice(0, -1)
  return `${sign}${whole}${behind === '' ? '' : `.${behind}`}`
}

/** An amount exactly: `3487200.00` 元, `348.72` 万元, `348.721` where two digits would hide something. */
export const writeFen = (fen: number, unit: MoneyUnit): string => writeDecimal(fen, DIGITS[unit], 2)

const roundedUp = (value: bigint, by: bigint): bigint => (value * 2n + by) / (by * 2n)

/** Rounded half up (away from zero) to so many digits behind the point of a unit, as texts show amounts: `348.72`. */
export function showFen(fen: number, unit: MoneyUnit, digits = 2): string {
  const cut = DIGITS[unit] - digits
  if (cut <= 0) return writeDecimal(fen, DIGITS[unit], digits)
  const rounded = Number(roundedUp(BigInt(Math.abs(fen)), 10n ** BigInt(cut)))
  return writeDecimal(fen < 0 ? -rounded : rounded, digits, digits)
}

/**
 * Part of a whole in basis points (0.01 %), rounded half up away from zero. 7012 is 70.12 %.
 * @returns null where the whole is zero: there is no such share
 */
export function share(part: number, whole: number): number | null {
  if (whole === 0) return null
  const [p, w] = [BigInt(Math.abs(part)), BigInt(Math.abs(whole))]
  const points = Number(roundedUp(p * 10_000n, w))
  return part !== 0 && part < 0 !== whole < 0 ? -points : points
}

/** Growth over an earlier figure in basis points. @returns null where the earlier is zero */
export const growth = (now: number, before: number): number | null => share(now - before, before)

/** Basis points as a percentage: `70.12`. */
export const showPercent = (points: number, digits = 2): string => {
  const cut = 10n ** BigInt(2 - digits)
  const rounded = Number(roundedUp(BigInt(Math.abs(points)), cut))
  return writeDecimal(points < 0 ? -rounded : rounded, digits, digits)
}
