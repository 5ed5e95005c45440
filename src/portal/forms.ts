/** Reads forms with files, piece by piece, and knows what a file is by its first bytes rather than by its name. */
import type {} from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { stripPicture } from '../pictures/index.ts'
import { checkFormToken } from './form-token.ts'

export const MOST_FILE_BYTES = 10 * 1024 * 1024
export const MOST_FILES = 8

export interface UploadedFile {
  /** Name of the form's field. */
  field: string
  name: string
  bytes: Buffer
  /** Larger than allowed; `bytes` is then cut and not to be used. */
  tooLarge: boolean
}

type Fields = Record<string, string | string[]>

/**
 * Reads a form that may carry files. Fields before a file in the form are in `fields` when `onFile` runs. Only one file is
 * held in memory at a time, and none of a form that is not ours.
 */
export async function readMultipart(
  request: FastifyRequest,
  onFile: (file: UploadedFile, fields: Fields) => Promise<void>,
): Promise<Fields> {
  const fields: Fields = {}
  if (!request.isMultipart()) return (request.body as Fields | null) ?? fields
  const limits = { fileSize: MOST_FILE_BYTES, files: MOST_FILES * 3, fields: 60, fieldSize: 256 * 1024 }
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      checkFormToken(request, fields)
      const chunks: Buffer[] = []
      for await (const chunk of part.file) chunks.push(chunk as Buffer)
      // An empty file field arrives as a file without name.
      if (part.filename) {
        await onFile(
          {
            field: part.fieldname,
            name: cleanName(part.filename),
            bytes: Buffer.concat(chunks),
            tooLarge: part.file.truncated,
          },
          fields,
        )
      }
      continue
    }
    const value = String(part.value ?? '')
    const known = fields[part.fieldname]
    fields[part.fieldname] = known === undefined ? value : [known, value].flat()
  }
  checkFormToken(request, fields)
  return fields
}

/** A name fit to be shown and stored: the last part, without control signs. */
export function cleanName(name: string): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  return last.replace(/\p{C}/gu, '').trim().slice(0, 120) || 'file'
}

/** Media type by content; null for what is neither picture nor PDF. */
export function mediaTypeOf(bytes: Buffer): string | null {
  const starts = (hex: string) => bytes.subarray(0, hex.length / 2).toString('hex') === hex
  if (starts('ffd8ff')) return 'image/jpeg'
  if (starts('89504e470d0a1a0a')) return 'image/png'
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'application/pdf'
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
    return 'image/webp'
  if (
    bytes.toString('latin1', 4, 8) === 'ftyp' &&
    /^(?:hei[cxms]|mif1|msf1)$/.test(bytes.toString('latin1', 8, 12))
  )
    return 'image/heic'
  return null
}

/** Why a file is not taken: the word in `tell.error`. */
export type FileFault = 'fileLarge' | 'fileEmpty' | 'fileType' | 'fileHeic' | 'fileBroken'

/**
 * A file fit to be kept: a picture without place, time and device, or a PDF. The original is not kept: whoever sends a
 * photo of their house has not asked to store where it stands, and who needs the original as proof has it on the phone.
 * HEIC is refused, since its metadata cannot be taken out without rewriting the picture; phones send JPEG when a page asks
 * for it, as ours does.
 */
export function safeFile(file: UploadedFile): { bytes: Buffer; mediaType: string } | { fault: FileFault } {
  if (file.tooLarge) return { fault: 'fileLarge' }
  if (file.bytes.length === 0) return { fault: 'fileEmpty' }
  const mediaType = mediaTypeOf(file.bytes)
  if (mediaType === null) return { fault: 'fileType' }
  if (mediaType === 'image/heic') return { fault: 'fileHeic' }
  const bytes = stripPicture(file.bytes, mediaType)
  return bytes === null ? { fault: 'fileBroken' } : { bytes, mediaType }
}
