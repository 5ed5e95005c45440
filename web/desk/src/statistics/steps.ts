/** Steps of colour of a map: nought by itself, then at most five of equal width. Pure. */

export interface MapStep {
  least: number
  most: number
}

/** Steps from nought to the largest number, each of whole numbers; the last one may reach beyond it. */
export function stepsUpTo(largest: number): MapStep[] {
  const out: MapStep[] = [{ least: 0, most: 0 }]
  if (largest <= 0) return out
  const width = Math.ceil(largest / 5)
  for (let least = 1; least <= largest; least += width) out.push({ least, most: least + width - 1 })
  return out
}

/** The number of the step a value falls in. */
export const stepAt = (value: number, steps: readonly MapStep[]): number =>
  Math.max(
    0,
    steps.findIndex((s) => value >= s.least && value <= s.most),
  )
