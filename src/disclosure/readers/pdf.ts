/** The text layer of a PDF, put back in reading order by where each run stands on the page. */
import { getDocumentProxy } from 'unpdf'
import type { SourceLine } from '../contract.ts'
import { linesOfPage, type Run } from './page-lines.ts'

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
    for (const l of linesOfPage(runs)) out.push({ ...l, line: out.length + 1, page: n })
    page.cleanup()
  }
  await pdf.loadingTask.destroy()
  return out
}
