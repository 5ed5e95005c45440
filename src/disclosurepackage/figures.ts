/** Amounts, shares and changes as the text says them. Pure; everything is computed from whole fen. */
import { growth, share, showPercent, writeDecimal } from '../accounts/index.ts'

/**
 * Digits of 万元 that a package shows: two, or as many as its leaves need. What is printed then adds up exactly; a package
 * of rounded figures would contradict itself in its last digit.
 */
export function digitsFor(leaves: Iterable<number>): number {
  let digits = 2
  for (const fen of leaves) while (digits < 6 && fen % 10 ** (6 - digits) !== 0) digits++
  return digits
}

export class Figures {
  readonly #digits: number

  constructor(digits: number) {
    this.#digits = digits
  }

  /** An amount in 万元 without its unit. */
  bare(fen: number): string {
    const scale = 10 ** (6 - this.#digits)
    return writeDecimal(Math.round(fen / scale), this.#digits, this.#digits)
  }

  /** An amount in 万元. */
  wan(fen: number): string {
    return `${this.bare(fen)}万元`
  }
}

/** `70.12%`, or null where the whole is nothing. */
export function percent(part: number, whole: number): string | null {
  const points = share(part, whole)
  return points === null ? null : `${showPercent(points)}%`
}

/** `，占70.12%`, or nothing where there is no whole. */
export function ofWhole(part: number, whole: number): string {
  const p = percent(part, whole)
  return p === null ? '' : `，占${p}`
}

/** Whether a change must be explained: more than so many per cent of the year before, and not a trifle. */
export function isLarge(now: number, before: number, o: { percent: number; leastFen: number }): boolean {
  const change = Math.abs(now - before)
  if (change === 0 || change < o.leastFen) return false
  return before === 0 || change * 100 > Math.abs(before) * o.percent
}

export const growthText = (now: number, before: number): string | null => {
  const points = growth(now, before)
  return points === null ? null : `${showPercent(Math.abs(points))}%`
}
