/**
 * How often a proposal made at this margin was right. Learned from texts the model had not been trained on, so that "90 %"
 * means nine right of ten.
 */

/** Steps by ascending margin: from this margin on, so large a share of proposals was right. */
export interface Calibration {
  readonly margin: readonly number[]
  readonly right: readonly number[]
}

/** A proposal made for a text whose category is known. `margin`: score of the first category less that of the second. */
export interface Tried {
  readonly margin: number
  readonly right: boolean
}

/**
 * Isotonic regression: the non-decreasing steps nearest to what was tried (pool adjacent violators; Zadrozny and Elkan 2002).
 * Each block is drawn towards one half by two texts, so that a block of three right ones does not claim certainty.
 */
export function calibrate(tried: readonly Tried[]): Calibration {
  const blocks: { margin: number; right: number; texts: number }[] = []
  for (const t of [...tried].sort((a, b) => a.margin - b.margin)) {
    blocks.push({ margin: t.margin, right: t.right ? 1 : 0, texts: 1 })
    while (blocks.length > 1) {
      const last = blocks[blocks.length - 1]!
      const before = blocks[blocks.length - 2]!
      if (before.right * last.texts < last.right * before.texts) break
      blocks.splice(-2, 2, {
        margin: before.margin,
        right: before.right + last.right,
        texts: before.texts + last.texts,
      })
    }
  }
  let floor = 0
  const right = blocks.map((b) => {
    floor = Math.max(floor, (b.right + 1) / (b.texts + 2))
    return floor
  })
  return { margin: blocks.map((b) => b.margin), right }
}

/** Probability that a proposal of this margin is right, by the steps; below all that was tried the lowest step. */
export function confidenceAt(margin: number, by: Calibration): number {
  let low = 0
  let high = by.margin.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (by.margin[middle]! <= margin) low = middle + 1
    else high = middle
  }
  return by.right[Math.max(0, low - 1)] ?? 0
}

/**
 * The margin from which on proposals were right in at least this share of the texts tried, taken together.
 * @param precision wanted share, from 0 to 1
 * @returns the margin, or null where no margin reaches it
 */
export function marginFor(precision: number, tried: readonly Tried[]): number | null {
  let right = 0
  let margin: number | null = null
  const falling = [...tried].sort((a, b) => b.margin - a.margin)
  falling.forEach((t, i) => {
    if (t.right) right += 1
    // Texts of one margin stand or fall together.
    if (falling[i + 1]?.margin === t.margin) return
    if (right / (i + 1) >= precision) margin = t.margin
  })
  return margin
}
