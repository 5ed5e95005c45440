/** Amounts as whole fen: read as they are typed, shown with their thousands. No floating point in between. */

const DIGITS = { fen: 2, count: 0, bp: 2 } as const
export type Shown = keyof typeof DIGITS
export type Wrong = 'notNumber' | 'tooFine' | 'tooLarge'

/** Text as typed or pasted in whole units; null: nothing. Percentages are in basis points, amounts of yuan in fen. */
export function readTyped(text: string, unit: Shown): number | null | Wrong {
  const plain = text.normalize('NFKC').replace(/[\s¥%]/gu, '')
  if (plain === '' || plain === '-') return null
  const match = /^(-)?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?$/.exec(plain)
  if (!match) return 'notNumber'
  const digits = DIGITS[unit]
  const behind = (match[3] ?? '').replace(/0+$/, '')
  if (behind.length > digits) return 'tooFine'
  const units = BigInt(match[2]!.replaceAll(',', '') + behind.padEnd(digits, '0'))
  if (units > 1_000_000_000_000n) return 'tooLarge'
  return Number(match[1] && units > 0n ? -units : units)
}

const decimal = (value: number, digits: number): [sign: string, whole: string, behind: string] => {
  const all = BigInt(Math.abs(value))
    .toString()
    .padStart(digits + 1, '0')
  return [value < 0 ? '-' : '', all.slice(0, all.length - digits), all.slice(all.length - digits)]
}
const thousands = (whole: string) => whole.replace(/\B(?=(\d{3})+$)/g, ',')

/** As one would type it again: `1234.50`. */
export function plainly(value: number | null, unit: Shown): string {
  if (value === null) return ''
  const [sign, whole, behind] = decimal(value, DIGITS[unit])
  return `${sign}${whole}${behind === '' || (unit === 'bp' && behind === '00') ? '' : `.${behind}`}`
}

/** As it is read: `1,234.50`. */
export function shown(value: number, unit: Shown = 'fen'): string {
  const [sign, whole, behind] = decimal(value, DIGITS[unit])
  return `${sign}${thousands(whole)}${behind === '' ? '' : `.${behind}`}`
}

/** Rounded half up to a hundredth of ten thousand yuan: `348.72`. */
export function inWan(fen: number): string {
  const rounded = (BigInt(Math.abs(fen)) * 2n + 10_000n) / 20_000n
  const [, whole, behind] = decimal(Number(rounded), 2)
  return `${fen < 0 && rounded > 0n ? '-' : ''}${thousands(whole)}.${behind}`
}

/** Part of a whole as a percentage with two digits, rounded half up; null over nothing. */
export function percent(part: number, whole: number): string | null {
  if (whole === 0) return null
  const [p, w] = [BigInt(Math.abs(part)), BigInt(Math.abs(whole))]
  const points = (p * 20_000n + w) / (w * 2n)
  const [, before, behind] = decimal(Number(points), 2)
  return `${points > 0n && part < 0 !== whole < 0 ? '-' : ''}${before}.${behind}%`
}
