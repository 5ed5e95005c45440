/** From a file to a document: .txt, .docx, .doc, .xlsx, .xls, .pdf, .html. What a file is, its content tells before its name. */
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type { Source, SourceLine } from '../contract.ts'
import { decodeText, linesOfText } from './text.ts'

const MB = 1024 * 1024
export const LIMITS = { bytes: 20 * MB, unpacked: 200 * MB, lines: 60_000 } as const

/**
 * @param name the file's name, shown in the report and used where the content does not tell the kind
 * @returns the document, or `disclosure.too_large`, `disclosure.kind_unknown`, `disclosure.broken`, `disclosure.no_text`,
 * `disclosure.office_missing`, `disclosure.encoding`
 */
export async function readDisclosure(name: string, bytes: Buffer): Promise<Source | Refusal> {
  if (bytes.length > LIMITS.bytes)
    return refuse('disclosure.too_large', { details: { max: LIMITS.bytes / MB } })
  const lines = await linesOf(name, bytes).catch(() => refuse('disclosure.broken'))
  if (!Array.isArray(lines)) return lines
  if (!lines.some((l) => /[\u4e00-\u9fff]/.test(l.text))) return refuse('disclosure.no_text')
  const unread = lines.length - LIMITS.lines
  return { name, lines: lines.slice(0, LIMITS.lines), ...(unread > 0 ? { unread } : {}) }
}

/** What opens tables is many files, and text and PDF need none of it. */
const tables = () => import('../../tables/index.ts')
/** First bytes of a zip and of an OLE file. */
const MAY_HOLD_FILES: readonly number[] = [0x50, 0xd0]

async function linesOf(name: string, bytes: Buffer): Promise<SourceLine[] | Refusal> {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return (await import('./pdf.ts')).linesOfPdf(bytes)
  if (MAY_HOLD_FILES.includes(bytes[0]!)) {
    const { isOle, isZip } = await tables()
    if (isZip(bytes)) return zipped(bytes)
    if (isOle(bytes)) return oldOffice(bytes)
  }
  if (bytes.subarray(0, 4096).includes(0) && !(bytes[0] === 0xff || bytes[0] === 0xfe))
    return refuse('disclosure.kind_unknown')
  const text = decodeText(bytes)
  if (text === null) return refuse('disclosure.encoding')
  return /\.html?$/i.test(name) || /^\s*(?:<!doctype html|<html)/i.test(text)
    ? (await import('./html.ts')).linesOfHtml(text)
    : linesOfText(text)
}

async function zipped(bytes: Buffer): Promise<SourceLine[] | Refusal> {
  const { zipFault } = await tables()
  const fault = zipFault(bytes, LIMITS.unpacked)
  if (fault === 'too-large') return refuse('disclosure.too_large', { details: { max: LIMITS.unpacked / MB } })
  if (fault) return refuse('disclosure.broken')
  const names = bytes.toString('latin1')
  if (names.includes('word/document.xml')) return (await import('./docx.ts')).linesOfDocx(bytes)
  if (names.includes('xl/workbook.xml')) return (await import('./xlsx.ts')).linesOfXlsx(bytes)
  return refuse('disclosure.kind_unknown')
}

/** The old formats are left to LibreOffice, where it is installed. */
async function oldOffice(bytes: Buffer): Promise<SourceLine[] | Refusal> {
  const { isOldWorkbook, renewed } = await tables()
  const table = isOldWorkbook(bytes)
  const anew = table ? await renewed(bytes, 'xls', 'xlsx') : await renewed(bytes, 'doc', 'docx')
  if (anew === 'missing') return refuse('disclosure.office_missing')
  if (anew === 'broken') return refuse('disclosure.broken')
  return table ? (await import('./xlsx.ts')).linesOfXlsx(anew) : (await import('./docx.ts')).linesOfDocx(anew)
}
