/** Numbers of pages at the head or foot, which would be read as figures of the text that goes on over the page's end. Pure. */
import type { PageLine } from './page-lines.ts'

/** `5`, `- 5 -`, `第5页`, `5/17`, `第5页 共17页`. */
const ALONE = /^[-—–·\s]*第?\s*(\d{1,4})\s*页?(?:\s*[，,/]?\s*共?\s*\d{1,4}\s*页?)?[-—–·\s]*$/

const numberIn = (line: PageLine | undefined): number | null => {
  const found = line && !line.cells ? ALONE.exec(line.text) : null
  return found ? Number(found[1]) : null
}

/**
 * The pages without their numbers. A number at the edge of a page is the page's own where at least three pages and half of all
 * count on from the same first one; a figure of a table that happens to stand there does not.
 */
export function withoutPageNumbers(pages: readonly (readonly PageLine[])[]): PageLine[][] {
  const drop = pages.map(() => new Set<PageLine>())
  for (const edge of [0, -1]) {
    const counted = new Map<number, { page: number; line: PageLine }[]>()
    for (const [page, lines] of pages.entries()) {
      const line = lines.at(edge)
      const n = numberIn(line)
      if (line && n !== null) counted.set(n - page, [...(counted.get(n - page) ?? []), { page, line }])
    }
    for (const own of counted.values())
      if (own.length >= 3 && own.length * 2 >= pages.length)
        for (const { page, line } of own) drop[page]!.add(line)
  }
  return pages.map((lines, i) => lines.filter((l) => !drop[i]!.has(l)))
}
