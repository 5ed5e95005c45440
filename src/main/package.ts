/** `huiyin package build|check|sets`: the package of a year as files, or only its check; the sets of tables. Releases nothing. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  build,
  checkBuilt,
  FORMATS,
  type Kind,
  listedSets,
  loadSets,
  materialFor,
  openQuestions,
} from '../disclosurepackage/index.ts'
import { refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { type Installation, OperatorError } from './installation.ts'

export interface PackageCommand {
  bureau: string
  department: string
  year: number
  kind: Kind
  out?: string
}

/** @returns exit code 0: could be released as it is; 1: errors, or something is missing */
export async function packageCommand(
  i: Installation,
  o: PackageCommand,
): Promise<{ json: unknown; text: string; exitCode: number }> {
  const facts = await i.bureau.directory.bySlug(o.bureau)
  if (!facts) throw new OperatorError(refuse('not_found'))
  const { bureauId } = facts.bureau
  const found = await withTx(
    i.database.app,
    { bureau: bureauId, system: true },
    (tx) => materialFor(tx, bureauId, o),
    { readOnly: true, isolation: 'repeatable read' },
  )
  if (!found) throw new OperatorError(refuse('package.no_accounts'))
  const built = await build(found.material)
  const check = await checkBuilt(built, found.previous ? await build(found.previous) : null)
  const files: string[] = []
  if (o.out !== undefined) {
    await mkdir(o.out, { recursive: true })
    for (const format of FORMATS) {
      const file = path.join(o.out, `${o.kind}-${o.year}.${format}`)
      await writeFile(file, built.files[format])
      files.push(file)
    }
  }
  const missing = [
    ...built.missing.map((m) => m.figure),
    ...openQuestions(built.questions).map((q) => q.label),
  ]
  const text = [
    built.doc.title,
    ...files,
    `关系 ${check.held}/${check.relations} 成立 · relations that hold`,
    ...missing.map((m) => `缺 missing: ${m}`),
    ...check.findings.map((f) => `${f.severity} ${f.format} ${f.note.zh}: ${f.quote}`),
  ]
  return {
    json: { title: built.doc.title, files, missing, check },
    text: text.join('\n'),
    exitCode: check.releasable ? 0 : 1,
  }
}

/** Shows the sets of tables, or loads a file of them. @returns exit code 1 where the file is wrong */
export async function setsCommand(
  i: Installation,
  o: { bureau: string; file?: string; dryRun: boolean },
): Promise<{ json: unknown; text: string; exitCode: number }> {
  const facts = await i.bureau.directory.bySlug(o.bureau)
  if (!facts) throw new OperatorError(refuse('not_found'))
  const { bureauId } = facts.bureau
  const context = { bureau: bureauId, system: true }
  if (o.file === undefined) {
    const sets = await withTx(i.database.app, context, (tx) => listedSets(tx, bureauId), { readOnly: true })
    const text = sets.map(
      (s) => `${s.id} ${s.kind} ${s.from}-${s.to ?? ''} ${s.name.zh} ${s.tables.join(' ')}`,
    )
    return { json: { sets }, text: text.join('\n'), exitCode: 0 }
  }
  const text = await readFile(o.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new OperatorError(
      refuse('accounts.file_unreadable', { details: { file: o.file, reason: error.code ?? 'unknown' } }),
    )
  })
  const of = { bureauId, accountId: null, now: i.clock.now(), text, dryRun: o.dryRun }
  const done = await withTx(i.database.app, context, (tx) => loadSets(tx, of))
  return {
    json: done,
    text: [
      ...done.problems.map((p) => `${p.at} ${p.zh} · ${p.en}`),
      ...done.items.map((s) => `${s.action} ${s.id} ${s.name.zh}`),
      `写入 ${done.written} · ${done.written} written`,
    ].join('\n'),
    exitCode: done.problems.length > 0 ? 1 : 0,
  }
}
