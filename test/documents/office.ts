/** LibreOffice turns a .docx into a page: proof that it opens, and how many pages it takes. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const has = (command: string, ...args: string[]) =>
  spawnSync(command, args, { stdio: 'ignore' }).error === undefined

/**
 * Why documents cannot be rendered here, or null.
 * @throws Error instead when HUIYIN_REQUIRE_OFFICE=1, so that CI cannot pass by skipping
 */
export function noOffice(): string | null {
  const missing = [
    ...(has('soffice', '--version') ? [] : ['soffice (LibreOffice Writer)']),
    ...(has('pdftotext', '-v') ? [] : ['pdftotext (poppler-utils)']),
  ]
  if (missing.length === 0) return null
  const why = `not installed: ${missing.join(', ')}`
  if (process.env.HUIYIN_REQUIRE_OFFICE === '1') throw new Error(why)
  return why
}

export interface Printed {
  pages: number
  /** Without any blanks: where lines break depends on the fonts installed. */
  text: string
  /** Lines of each page; of Chinese characters alone as many as with any other font. */
  lines: string[][]
}

/** Renders all files in one run of the program. */
export function printAll(files: ReadonlyMap<string, Buffer>): Map<string, Printed> {
  const folder = mkdtempSync(path.join(tmpdir(), 'huiyin-office-'))
  try {
    for (const [name, bytes] of files) writeFileSync(path.join(folder, `${name}.docx`), bytes)
    const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`
    const sources = [...files.keys()].map((name) => path.join(folder, `${name}.docx`))
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...sources], {
      stdio: 'pipe',
      timeout: 240_000,
    })
    return new Map(
      [...files.keys()].map((name) => {
        const text = execFileSync('pdftotext', [path.join(folder, `${name}.pdf`), '-'], { encoding: 'utf8' })
        const pages = text.split('\f').slice(0, -1)
        const lines = pages.map((page) => page.split('\n').filter((line) => line.trim() !== ''))
        return [name, { pages: pages.length, text: text.replace(/\s/g, ''), lines }]
      }),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
