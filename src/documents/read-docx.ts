/** Reads a .docx that was finished in Word or WPS back into paragraphs. What the rules make is not taken from it. */
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { Paper, PaperText } from './contract.ts'
import { STYLE } from './styles-xml.ts'
import { dateWords } from './words.ts'

/** A letter of text is small; larger ones hold pictures that this layout does not take over. */
export const MAX_DOCX_BYTES = 5 * 1024 * 1024
/** Unpacked, in bytes: keeps a small file that unpacks without end out. */
const MAX_UNPACKED = 60 * 1024 * 1024

export interface ReadBack {
  text: PaperText
  /** What the file holds and this layout does not take over. */
  left: ('picture' | 'table' | 'footnote')[]
}

/** Sum of the unpacked sizes a ZIP names in its directory; null when it is no ZIP. */
export function unpackedSize(file: Buffer): number | null {
  // End of central directory: 22 bytes and a comment of at most 65,535.
  const from = Math.max(0, file.length - 65_557)
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < from || end + 22 > file.length) return null
  const entries = file.readUInt16LE(end + 10)
  let at = file.readUInt32LE(end + 16)
  let sum = 0
  for (let i = 0; i < entries; i++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) return null
    sum += file.readUInt32LE(at + 24)
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return sum
}

const MAP = (Object.keys(STYLE) as (keyof typeof STYLE)[]).map(
  (name) => `p[style-name='${STYLE[name]}'] => p.${name}:fresh`,
)

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }
const plainText = (html: string): string =>
  html
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return ENTITIES[name] ?? whole
      const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
      return Number.isInteger(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
    .replace(/[\t ]+/g, ' ')
    .trim()

const bare = (text: string): string => text.replace(/[\s：:]/gu, '')

/** Everything that stands in the printed document besides the words people edit. */
function madeByRules(p: Paper): Set<string> {
  const made = [
    p.organ,
    p.number,
    p.title,
    p.addressee,
    ...p.fixed,
    p.date && dateWords(p.date),
    ...p.markings,
    '（签发后编号）',
    // In a letter the first mark stands on the line of the number.
    `${p.markings[0] ?? ''}${p.number ?? '（签发后编号）'}`,
  ]
  return new Set(made.filter((text): text is string => Boolean(text)).map(bare))
}

/**
 * @param printed the document as it was given out, so that its head, fixed parts and signature are known again
 * @returns refusals `document.not_docx`, `document.nothing_in_file`
 */
export async function readDocx(file: Buffer, printed: Paper): Promise<ReadBack | Refusal> {
  const size = unpackedSize(file)
  if (size === null || size > MAX_UNPACKED) return refuse('document.not_docx', { field: 'file' })
  let html: string
  try {
    const { default: mammoth } = await import('mammoth')
    const read = await mammoth.convertToHtml(
      { buffer: file },
      { styleMap: MAP, includeDefaultStyleMap: true, ignoreEmptyParagraphs: true },
    )
    html = read.value
  } catch {
    return refuse('document.not_docx', { field: 'file' })
  }
  const left: ReadBack['left'] = []
  if (/<img\b/.test(html)) left.push('picture')
  if (/<table\b/.test(html) && printed.rows.length === 0) left.push('table')
  if (/id="(foot|end)note-/.test(html)) left.push('footnote')
  const made = madeByRules(printed)
  const paragraphs: string[] = []
  const outside = html.replace(/<table\b.*?<\/table>/gs, '')
  for (const m of outside.matchAll(/<(p|h[1-6]|li)\b(?:[^>]*?class="(\w+)")?[^>]*>(.*?)<\/\1>/gs)) {
    const style = m[2]
    if (style && style !== 'body') continue
    for (const text of plainText(m[3]!).split('\n')) {
      const words = text.trim()
      if (words !== '' && !made.has(bare(words)) && !/^[—\-\s\d]*$/.test(words)) paragraphs.push(words)
    }
  }
  if (paragraphs.length === 0) return refuse('document.nothing_in_file', { field: 'file' })
  return { text: { paragraphs }, left }
}
