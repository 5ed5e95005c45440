/** The text layer of a PDF, put back in reading order by where each run stands on the page. */
import { getDocumentProxy } from 'unpdf'
import type { SourceLine } from '../contract.ts'
import { linesOfPage, type PageLine, type Run } from './page-lines.ts'
import { withoutPageNumbers } from './page-numbers.ts'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/** Pages asked for at the same time: the library waits between the pieces of each, and a long document stays out of memory. */
const AT_ONCE = 8

export async function linesOfPdf(bytes: Buffer): Promise<SourceLine[]> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const pages: PageLine[][] = []
  for (let n = 1; n <= pdf.numPages; n += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, pdf.numPages - n + 1) }, (_, i) => n + i)
    pages.push(...(await Promise.all(some.map((page) => linesOn(pdf, page)))))
  }
  await pdf.loadingTask.destroy()
  const out: SourceLine[] = []
  for (const [i, lines] of withoutPageNumbers(pages).entries())
    for (const l of lines) out.push({ ...l, line: out.length + 1, page: i + 1 })
  return out
}

async function linesOn(pdf: Pdf, n: number): Promise<PageLine[]> {
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
  page.cleanup()
  return linesOfPage(runs)
}
