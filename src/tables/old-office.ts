/** Files of old table and text programs (.xls, .doc), left to LibreOffice where it is installed, in a profile of its own. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const TIMEOUT_MS = 60_000

/** An old .xls or .doc, or a new file under a password: all of them are OLE files. */
export const isOle = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(OLE)

/** A workbook by the name of its stream, whatever the file is called. */
export const isOldWorkbook = (bytes: Buffer): boolean =>
  isOle(bytes) &&
  (bytes.includes(Buffer.from('Workbook', 'utf16le')) || bytes.includes(Buffer.from('Book\0', 'utf16le')))

/** @returns the file in the new format, or why not: no LibreOffice here, or it could not open it */
export async function renewed(
  bytes: Buffer,
  from: 'doc' | 'xls',
  to: 'docx' | 'xlsx',
): Promise<Buffer | 'missing' | 'broken'> {
  const folder = await mkdtemp(path.join(tmpdir(), 'huiyin-office-'))
  try {
    const file = path.join(folder, `in.${from}`)
    await writeFile(file, bytes, { mode: 0o600 })
    await promisify(execFile)(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        to,
        '--outdir',
        folder,
        file,
      ],
      { timeout: TIMEOUT_MS },
    )
    return await readFile(path.join(folder, `in.${to}`))
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ENOENT' && message.includes('soffice') ? 'missing' : 'broken'
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
