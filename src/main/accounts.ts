/** `huiyin accounts import|export|codes`: what the desk does, for whoever runs the installation. Stands in the history as such. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  type BookPart,
  type By,
  bookSheets,
  CODE_COLUMNS,
  type CodeKind,
  importBook,
  loadCodes,
  MOST_CODES,
  type MoneyUnit,
  previewCodes,
  previewImport,
  readAccounts,
  readCodes,
  readDepartments,
} from '../accounts/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { previewOf, readTable, writeXlsx } from '../tables/index.ts'
import type { Output } from './cli-common.ts'
import { type Installation, OperatorError } from './installation.ts'

interface Of {
  bureau: string
  department: string
  year: number
}

function granted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new OperatorError(answer)
  return answer
}

const bytesOf = async (file: string): Promise<Buffer> => {
  try {
    return await readFile(file)
  } catch (error) {
    throw new OperatorError(
      refuse('accounts.file_unreadable', {
        details: { file, reason: (error as NodeJS.ErrnoException).code ?? 'unknown' },
      }),
    )
  }
}

async function byIn(i: Installation, slug: string): Promise<By> {
  const facts = await i.bureau.directory.bySlug(slug)
  if (!facts) throw new OperatorError(refuse('not_found'))
  const { bureauId } = facts.bureau
  return { bureauId, accountId: null, unitId: null, name: 'huiyin accounts', now: i.clock.now() }
}

async function whereIn(i: Installation, o: Of) {
  const by = await byIn(i, o.bureau)
  const departments = await readDepartments({ pool: i.database.app }, by)
  const found = departments.find((d) => d.code === o.department)
  if (!found) throw new OperatorError(refuse('not_found'))
  return { by, where: { departmentId: found.departmentId, year: o.year } }
}

const within = <T extends object>(i: Installation, by: By, work: (tx: Tx) => Promise<T | Refusal>) =>
  withTx(i.database.app, { bureau: by.bureauId, system: true }, work)

/** @returns exit code 1 where cells are wrong: nothing is written then */
export async function importCommand(
  i: Installation,
  file: string,
  o: Of & { unit?: MoneyUnit; dryRun: boolean },
): Promise<Output> {
  const { by, where } = await whereIn(i, o)
  const sent = { name: path.basename(file), bytes: await bytesOf(file) }
  const unit = o.unit ?? null
  const plan = granted(await previewImport({ pool: i.database.app }, by, where, sent, unit))
  const { tables, unknown, findings, same } = plan
  const wrong = findings.some((f) => f.severity === 'error')
  const told = [
    ...tables.map((t) => `${t.sheet}: ${t.name}, ${t.figures} 项 figures`),
    ...unknown.map((s) => `${s}: 不认识，没有读 · not a table known here`),
    ...findings.map(
      (f) =>
        `${f.severity} ${f.sheet} ${f.cell} ${f.value}\n  ${f.words.zh} ${f.remedy.zh}\n  ${f.words.en}. ${f.remedy.en}`,
    ),
  ]
  const counts = { tables, unknown, findings, same, planned: plan.changes.length }
  if (wrong || o.dryRun)
    return {
      json: { ...counts, ...(o.dryRun ? { changes: plan.changes } : {}), written: 0 },
      text: [
        ...told,
        `会改变 ${plan.changes.length} 项，没有写入 · ${plan.changes.length} figures would change; nothing written`,
      ].join('\n'),
      exitCode: wrong ? 1 : 0,
    }
  const done = granted(
    await within(i, by, (tx) => importBook(tx, by, where, sent, { unit, digest: plan.digest })),
  )
  return {
    json: { ...counts, written: done.changed, version: done.version },
    text: [
      ...told,
      `改变了 ${done.changed} 项，${same} 项相同 · ${done.changed} figures changed, ${same} the same`,
    ].join('\n'),
  }
}

export async function exportCommand(
  i: Installation,
  o: Of & { out: string; part: BookPart; unit: MoneyUnit },
): Promise<Output> {
  const { by, where } = await whereIn(i, o)
  const accounts = granted(await readAccounts({ pool: i.database.app }, by, where.departmentId, where.year))
  const sheets = bookSheets(accounts, o.part, o.unit)
  await writeFile(o.out, await writeXlsx(sheets))
  return {
    json: { file: o.out, sheets: sheets.map((s) => s.name), figures: Object.keys(accounts.leaves).length },
    text: `${o.out}: ${sheets.length} 张表 sheets`,
  }
}

/** @returns exit code 1 where rows are wrong */
export async function codesCommand(
  i: Installation,
  o: { bureau: string; year: number; kind: CodeKind; file?: string; dryRun: boolean },
): Promise<Output> {
  const by = await byIn(i, o.bureau)
  const room = { pool: i.database.app, directory: i.bureau.directory }
  if (o.file === undefined) {
    const { items } = await readCodes(room, by, o.year)
    const own = items.filter((c) => c.kind === o.kind)
    return { json: own, text: own.map((c) => `${c.code} ${c.name}`).join('\n') }
  }
  const name = path.basename(o.file)
  const content = (await bytesOf(o.file)).toString('base64')
  const table = granted(await readTable({ name, content }, CODE_COLUMNS, MOST_CODES))
  const { rows, gone } = await previewCodes(room, by, o.year, o.kind, table.rows)
  const preview = previewOf(CODE_COLUMNS, table, rows)
  const problems = preview.rows.flatMap((r) => r.problems)
  const { counts } = preview
  if (problems.length > 0 || o.dryRun)
    return {
      json: { counts, problems, gone, written: 0 },
      text: [
        ...problems.map((p) => `${p.cell} ${p.words.zh} · ${p.words.en}`),
        `新增 ${counts.add}，改名 ${counts.change}，去掉 ${gone.length}，没有写入 · ${gone.length} codes would go; nothing written`,
      ].join('\n'),
      exitCode: problems.length > 0 ? 1 : 0,
    }
  const of = { year: o.year, kind: o.kind, origin: name, digest: preview.digest }
  const done = granted(await within(i, by, (tx) => loadCodes(tx, by.bureauId, of, table.rows)))
  return {
    json: { counts, problems, gone, written: done.changed, codes: done.codes },
    text: `${done.codes} 个科目，改变 ${done.changed} 个 · ${done.codes} codes, ${done.changed} changed`,
  }
}
