/** HTML to lines: a paragraph is a line, a row of a table is a line; nothing of it is run or fetched. */
import { parse } from 'parse5'
import type { SourceLine } from '../contract.ts'

interface Node {
  nodeName: string
  value?: string
  childNodes?: Node[]
  attrs?: { name: string; value: string }[]
}

const SKIPPED = new Set(['script', 'style', 'head', 'template', 'noscript', 'svg', '#comment'])
const BLOCKS = new Set(
  'p div h1 h2 h3 h4 h5 h6 li tr table section article header footer main blockquote caption dt dd figcaption ul ol body'.split(
    ' ',
  ),
)

export function linesOfHtml(html: string): SourceLine[] {
  const walker = new Walker()
  walker.visit(parse(html) as unknown as Node)
  walker.flush()
  return walker.lines
}

class Walker {
  readonly lines: SourceLine[] = []
  #text = ''
  #tables = 0

  visit(node: Node): void {
    if (SKIPPED.has(node.nodeName)) return
    if (node.nodeName === '#text') {
      this.#text += (node.value ?? '').replace(/\s+/g, ' ')
      return
    }
    if (node.nodeName === 'br' || node.nodeName === 'table') {
      if (node.nodeName === 'br') this.flush()
      else this.#table(node)
      return
    }
    const block = BLOCKS.has(node.nodeName)
    if (block) this.flush()
    for (const child of node.childNodes ?? []) this.visit(child)
    if (block) this.flush()
  }

  flush(): void {
    const text = this.#text.trim()
    this.#text = ''
    if (text !== '') this.lines.push({ text, line: this.lines.length + 1 })
  }

  #table(node: Node): void {
    this.flush()
    this.#tables++
    const name = `表${this.#tables}`
    for (const [r, cells] of gridOf(rowsOf(node)).entries()) {
      const text = cells.filter((c) => c !== '').join(' ')
      if (text === '') continue
      const place = { table: name, cell: `R${r + 1}` }
      this.lines.push({ text, line: this.lines.length + 1, place, ...(cells.length > 2 ? { cells } : {}) })
    }
  }
}

function rowsOf(node: Node): Node[][] {
  const out: Node[][] = []
  const look = (n: Node) => {
    if (n.nodeName === 'caption') out.push([n])
    else if (n.nodeName === 'tr')
      out.push((n.childNodes ?? []).filter((c) => c.nodeName === 'td' || c.nodeName === 'th'))
    else for (const c of n.childNodes ?? []) look(c)
  }
  look(node)
  return out
}

/** As many as any table has; a page may claim more. */
const MOST_SPAN = 60
const spanOf = (cell: Node, name: 'colspan' | 'rowspan'): number => {
  const said = Number(cell.attrs?.find((a) => a.name === name)?.value ?? 1)
  return Number.isInteger(said) && said > 0 ? Math.min(said, MOST_SPAN) : 1
}

/** Cells in their columns: one that reaches over several leaves the others empty, so that each figure keeps its column. */
function gridOf(rows: readonly Node[][]): string[][] {
  /** How many rows more each column is covered from above. */
  const covered: number[] = []
  return rows.map((row) => {
    const out: string[] = []
    const underOthers = () => {
      while ((covered[out.length] ?? 0) > 0) {
        covered[out.length]!--
        out.push('')
      }
    }
    for (const cell of row) {
      underOthers()
      const [across, down] = [spanOf(cell, 'colspan'), spanOf(cell, 'rowspan')]
      for (let k = 0; k < across; k++) {
        covered[out.length] = down - 1
        out.push(k === 0 ? textOf(cell) : '')
      }
    }
    underOthers()
    return out
  })
}

/** All words of a cell on one line, tables inside it too. */
const textOf = (n: Node): string =>
  SKIPPED.has(n.nodeName)
    ? ''
    : (n.nodeName === '#text'
        ? (n.value ?? '')
        : (n.childNodes ?? []).map(textOf).join(BLOCKS.has(n.nodeName) ? ' ' : '')
      )
        .replace(/\s+/g, ' ')
        .trim()
