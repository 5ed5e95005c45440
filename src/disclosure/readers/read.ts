/** From a file to a document: .txt, .docx, .doc, .xlsx, .pdf, .html. What a file is, its content tells before its name. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import { isZip, zipFault } from '../../tables/index.ts'
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

async function linesOf(name: string, bytes: Buffer): Promise<SourceLine[] | Refusal> {
  if (isZip(bytes)) return zipped(bytes)
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return (await import('./pdf.ts')).linesOfPdf(bytes)
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return oldWord(bytes)
  if (bytes.subarray(0, 4096).includes(0) && !(bytes[0] === 0xff || bytes[0] === 0xfe))
    return refuse('disclosure.kind_unknown')
  const text = decodeText(bytes)
  if (text === null) return refuse('disclosure.encoding')
  return /\.html?$/i.test(name) || /^\s*(?:<!doctype html|<html)/i.test(text)
    ? (await import('./html.ts')).linesOfHtml(text)
    : linesOfText(text)
}

async function zipped(bytes: Buffer): Promise<SourceLine[] | Refusal> {
  const fault = zipFault(bytes, LIMITS.unpacked)
  if (fault === 'too-large') return refuse('disclosure.too_large', { details: { max: LIMITS.unpacked / MB } })
  if (fault) return refuse('disclosure.broken')
  const names = bytes.toString('latin1')
  if (names.includes('word/document.xml')) return (await import('./docx.ts')).linesOfDocx(bytes)
  if (names.includes('xl/workbook.xml')) return (await import('./xlsx.ts')).linesOfXlsx(bytes)
  return refuse('disclosure.kind_unknown')
}

/** The old Word format is left to LibreOffice, where it is installed, in a profile of its own. */
async function oldWord(bytes: Buffer): Promise<SourceLine[] | Refusal> {
  const folder = await mkdtemp(path.join(tmpdir(), 'huiyin-doc-'))
  try {
    const file = path.join(folder, 'in.doc')
    await writeFile(file, bytes, { mode: 0o600 })
    await promisify(execFile)(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'docx',
        '--outdir',
        folder,
        file,
      ],
      { timeout: 60_000 },
    )
    return await (await import('./docx.ts')).linesOfDocx(await readFile(path.join(folder, 'in.docx')))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ENOENT' && message.includes('soffice')
      ? refuse('disclosure.office_missing')
      : refuse('disclosure.broken')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
