/** Room that letters take, near enough to lay out a chart without a screen. Pure. */

/** Width in pixels; a Chinese character is as wide as its size, others are about 0.6 of it. */
export function widthOf(text: string, letters: number): number {
  let wide = 0
  for (const c of text) wide += c.codePointAt(0)! > 0x2e7f ? 1 : 0.6
  return wide * letters
}

/** Lines a legend takes when it may be so wide. */
export function legendLines(names: readonly string[], letters: number, width: number): number {
  let lines = 1
  let used = 0
  for (const name of names) {
    const need = widthOf(name, letters) + LEGEND.mark + LEGEND.toText + LEGEND.gap
    if (used > 0 && used + need > width) {
      lines++
      used = 0
    }
    used += need
  }
  return lines
}

/** Pixels of a legend: its mark, from mark to name, from one entry to the next, a line besides its letters. */
export const LEGEND = { mark: 28, toText: 5, gap: 16, line: 10 } as const
