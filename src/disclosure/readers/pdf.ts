/** The text layer of a PDF, put back in reading order by where each run stands on the page. */
import { getDocumentProxy } from 'unpdf'
import type { SourceLine } from '../contract.ts'

interface Run {
  text: string
  x: number
  y: number
  width: number
  size: number
}

export async function linesOfPdf(bytes: Buffer): Promise<SourceLine[]> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const out: SourceLine[] = []
  for (let n = 1; n <= pdf.numPages; n++) {
    const page = await pdf.getPage(n)
    const { items } = await page.getTextContent()
    const runs: Run[] = items.flatMap((i) =>
      'str' in i && i.str.trim() !== ''
        ? [
            {
              text: i.str,
              x: i.transform[4],
              y: i.transform[5],
              width: i.width,
              size: Math.hypot(i.transform[2], i.transform[3]) || i.height,
            },
          ]
        : [],
    )
    for (const text of rowsOf(runs)) out.push({ text, line: out.length + 1, page: n })
    page.cleanup()
  }
  await pdf.loadingTask.destroy()
  return out
}

/** Runs whose baselines are close make a line, from the left; a gap wider than half a character is a blank. */
export function rowsOf(runs: readonly Run[]): string[] {
  const rows: Run[][] = []
  for (const r of runs.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const row = rows.at(-1)
    if (row && Math.abs(row[0]!.y - r.y) <= Math.max(row[0]!.size, r.size) * 0.45) row.push(r)
    else rows.push([r])
  }
  return rows.map((row) => {
    const sorted = row.toSorted((a, b) => a.x - b.x)
    let text = ''
    let end = Number.NaN
    for (const r of sorted) {
      if (text !== '' && r.x - end > r.size * 0.5 && !text.endsWith(' ')) text += ' '
      text += r.text
      end = r.x + r.width
    }
    return text.trim()
  })
}
