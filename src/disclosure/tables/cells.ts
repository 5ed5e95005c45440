/** Tables that a converter wrote one cell a line: their rows are put together again. */
import type { ReadLine } from '../text/displaced.ts'

const CODE = /^\d{3}(?:\d{2}){0,2}$/
const SHORT_CODE = /^\d{2}$/
const NAME = /^[\u4e00-\u9fff（）、“”]{2,40}$/
const FIGURE = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/

const cell = (l: ReadLine | undefined): string => (l?.text ?? '').replace(/\|/g, ' ').trim()

/** @returns the lines, those of a row as one line that stands where its first cell stands */
export function rowsOfCells(lines: readonly ReadLine[]): ReadLine[] {
  const out: ReadLine[] = []
  for (let i = 0; i < lines.length; ) {
    const used = rowAt(lines, i)
    if (used === 0) {
      out.push(lines[i++]!)
      continue
    }
    const row = lines.slice(i, i + used)
    out.push({ text: row.map(cell).filter(Boolean).join(' '), from: row.flatMap((l) => l.from) })
    i += used
  }
  return out
}

/** How many lines from here make a row: code cells, a name, figures; or the word for the total and its figures. */
function rowAt(lines: readonly ReadLine[], at: number): number {
  let i = at
  if (CODE.test(cell(lines[i]))) {
    i++
    for (let k = 0; k < 2 && SHORT_CODE.test(cell(lines[i])); k++) i++
    if (!NAME.test(cell(lines[i]))) return 0
    i++
  } else if (/^(?:合计|总计|支出合计)$/.test(cell(lines[i]))) i++
  else return 0
  const first = i
  while (i - first < 12 && FIGURE.test(cell(lines[i])) && !startsRow(lines, i)) i++
  // One cell alone may be anything.
  return i - first >= 1 ? i - at : 0
}

/** A figure of three, five or seven digits that a name follows is the next row's code. */
const startsRow = (lines: readonly ReadLine[], i: number): boolean =>
  CODE.test(cell(lines[i])) && NAME.test(cell(lines[i + 1]))
