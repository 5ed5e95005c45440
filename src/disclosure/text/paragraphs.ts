/** Lines put together as the paragraphs they were before a page broke them. */
import type { Place, SourceLine } from '../contract.ts'
import { putBack, type ReadLine } from './displaced.ts'
import { plainLine, printedWidth, withoutMarks } from './normalise.ts'

export interface Paragraph {
  text: string
  /** Index among all paragraphs. */
  index: number
  /** The line each character was read from. */
  at: readonly ReadLine[]
  /** It goes on without a full stop for longer than any sentence, and was cut here: what stands on both sides is not compared. */
  cut?: true
}

/** Characters; the longest paragraph of the published disclosures read so far has 974. */
export const LONGEST = 6_000

const PAGE = /^=+\s*PAGE\s+(\d+)\s*=+$/i
const ENDS = /[。：！？]\s*$/
const BEGINS =
  /^\s*(?:第[一二三四五六七八九十\d]+(?:部分|章|条)|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[、.](?!\d)|注：|附件|表\d|图\d|单位：|#)/
const CONTINUES = /^\s*(?:[，。；、）%]|万元|元[，。；])/
const CHINESE = /[\u4e00-\u9fff]/

/** Three figures and no pause: a row of a table. */
export const looksLikeRow = (text: string): boolean => {
  const t = text.trim()
  if (/[，。；]/.test(t)) return false
  const numbers = t.match(/(?<![\d.])-?\d[\d,]*(?:\.\d+)?%?(?![\d.])/g)?.length ?? 0
  return numbers >= 2 || (numbers === 1 && /\s-?[\d,]+(\.\d+)?$/.test(t)) || /^[-\d,.\s|%]+$/.test(t)
}

/** @returns the lines as they can be read: plain, page marks taken as pages, displaced numbers put back */
export function readLines(source: readonly SourceLine[]): ReadLine[] {
  let page: number | undefined
  const plain: { text: string; source: SourceLine }[] = []
  for (const s of source) {
    const mark = PAGE.exec(s.text.trim())
    if (mark) {
      page = Number(mark[1])
      continue
    }
    const at = s.page === undefined && page !== undefined ? { ...s, page } : s
    plain.push({ text: plainLine(withoutMarks(s.text)), source: at })
  }
  return putBack(plain)
}

/** Width at which the document breaks its lines, in printed columns; null when each paragraph is one line. */
export function wrapWidth(lines: readonly ReadLine[]): number | null {
  const widths = lines
    .filter((l) => CHINESE.test(l.text) && !looksLikeRow(l.text))
    .map((l) => printedWidth(l.text.trim()))
    .filter((w) => w >= 40)
    .sort((a, b) => a - b)
  if (widths.length < 8) return null
  const w = widths[Math.floor(widths.length * 0.9)]!
  if (w > 170) return null
  const full = widths.filter((x) => x >= w * 0.85 && x <= w * 1.1).length
  return full >= widths.length * 0.4 ? w : null
}

export function paragraphsOf(lines: readonly ReadLine[]): Paragraph[] {
  const width = wrapWidth(lines)
  const out: { text: string; at: ReadLine[] }[] = []
  let open = false
  for (const line of lines) {
    const text = line.text.replace(/\s+$/, '')
    if (text.trim() === '') {
      // A blank line inside a broken sentence is a page's foot.
      if (width === null) open = false
      continue
    }
    const at = line
    const last = out[out.length - 1]
    const goesOn =
      open &&
      last &&
      !BEGINS.test(text) &&
      !looksLikeRow(text) &&
      (CONTINUES.test(text) || (width !== null && !ENDS.test(last.text)))
    if (goesOn) {
      const body = text.replace(/^\s+/, '')
      last.text += body
      for (let i = 0; i < body.length; i++) last.at.push(at)
    } else out.push({ text, at: Array.from({ length: text.length }, () => at) })
    open = CHINESE.test(text) && !looksLikeRow(text) && !heading(text, width)
  }
  return out.flatMap(piecesOf).map((p, index) => ({ ...p, index }))
}

/** A paragraph as it is, or a very long one cut after the last full stop that fits: work grows with the square of its length. */
function piecesOf(p: { text: string; at: ReadLine[] }): Omit<Paragraph, 'index'>[] {
  if (p.text.length <= LONGEST) return [p]
  const out: Omit<Paragraph, 'index'>[] = []
  for (let from = 0; from < p.text.length; ) {
    const rest = p.text.slice(from, from + LONGEST)
    const stop = from + rest.length === p.text.length ? rest.length : rest.lastIndexOf('。') + 1
    const length = stop || rest.length
    out.push({
      text: rest.slice(0, length),
      at: p.at.slice(from, from + length),
      ...(stop ? {} : { cut: true }),
    })
    from += length
  }
  return out
}

/** Short and without a pause: a heading, after which a new paragraph begins. */
function heading(text: string, width: number | null): boolean {
  if (/[，。；]/.test(text)) return false
  return printedWidth(text.trim()) < (width ?? 80) * (BEGINS.test(text) ? 0.8 : 0.55)
}

/**
 * The words between two places of a paragraph as they are read, where they stand, and, where lines had to be put
 * together to read them, the lines as the document has them.
 */
export function quoteOf(
  p: Paragraph,
  start: number,
  end: number,
): { quote: string; at: Place; source?: string } {
  const from = p.at[Math.min(start, p.at.length - 1)]!.from[0]!
  const lines = new Set(p.at.slice(start, Math.max(end, start + 1)).flatMap((l) => l.from))
  const source = [...lines].map((l) => l.text).join('\n')
  return {
    quote: p.text.slice(start, end).trim(),
    at: { line: from.line, ...(from.page === undefined ? {} : { page: from.page }), ...from.place },
    ...(lines.size > 1 ? { source } : {}),
  }
}
