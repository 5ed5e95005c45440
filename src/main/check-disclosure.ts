/** `huiyin check-disclosure`: reads files from the disk, needs no installation, writes nothing but what is asked for. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { htmlReport, readDisclosure, reportOn, textReport } from '../disclosure/index.ts'
import { isRefusal } from '../kernel/errors/refusal.ts'

interface Options {
  previous?: string
  html?: string
  lang: string
  json?: boolean
}

/** @returns the exit code: 0 nothing wrong, 1 errors found, 2 a file that cannot be read */
export async function checkDisclosures(files: readonly string[], o: Options): Promise<number> {
  const previous = o.previous === undefined ? null : await open(o.previous)
  if (previous === undefined) return 2
  const reports = []
  for (const file of files) {
    const source = await open(file)
    if (!source) return 2
    const { checked: _, ...report } = reportOn(source, previous)
    reports.push({ report, text: source.lines.map((l) => l.text) })
  }
  if (o.html) {
    const lang = o.lang === 'en' ? 'en' : 'zh'
    for (const [i, r] of reports.entries()) {
      const out = reports.length === 1 ? o.html : o.html.replace(/(\.html?)?$/i, `-${i + 1}.html`)
      await writeFile(out, htmlReport(r.report, lang, r.text))
    }
  }
  const all = reports.map((r) => r.report)
  if (o.json) process.stdout.write(`${JSON.stringify(all.length === 1 ? all[0] : all)}\n`)
  else process.stdout.write(`${all.map(textReport).join('\n')}\n`)
  return all.some((r) => r.findings.some((f) => f.severity === 'error')) ? 1 : 0
}

/** The document; what cannot be read is told, with the remedy, and undefined comes back. */
async function open(file: string) {
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch (error) {
    process.stderr.write(
      `${file}: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? '没有这个文件 · no such file' : (error as Error).message}\n`,
    )
    return undefined
  }
  const source = await readDisclosure(path.basename(file), bytes)
  if (!isRefusal(source)) return source
  // All words of all refusals: only where one is to be told.
  const { problemOf } = await import('../kernel/errors/index.ts')
  for (const lang of ['zh', 'en'] as const) {
    const problem = problemOf(source, lang, '')
    process.stderr.write(`${file}: ${problem?.title ?? source.refused} ${problem?.detail ?? ''}\n`)
  }
  return undefined
}
