/** Identity numbers. Pure. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Whether an identity number of 18 places has the check digit that belongs to it (GB 11643). */
export function idNumberHolds(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return true
  const sum = WEIGHTS.reduce((n, w, i) => n + w * Number(text[i]), 0)
  return '10X98765432'[sum % 11] === text[17]
}
