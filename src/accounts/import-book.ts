/** Import of a workbook in two steps: what it would change, then the change itself, each figure with the cell it came from. */
import { createHash } from 'node:crypto'
import { type Command, once } from '../bureau/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { readSheets, type Sheet } from '../tables/index.ts'
import type { ImportConfirm, ImportInput } from './book/contract.ts'
import { type ImportPlan, planImport } from './book/plan.ts'
import type { YearDone } from './contract.ts'
import type { MoneyUnit } from './money.ts'
import { codeListsOf, loadAccounts } from './read-accounts.ts'
import { type AccountsRoom, type By, contextFor } from './room.ts'
import { writeFigures } from './save-figures.ts'

type Where = { departmentId: string; year: number }
export type ImportDone = YearDone & { changed: number }

async function planned(
  tx: Tx,
  bureauId: string,
  where: Where,
  sheets: readonly Sheet[],
  unit: MoneyUnit | null,
): Promise<ImportPlan | Refusal> {
  const accounts = await loadAccounts(tx, bureauId, where.departmentId, where.year)
  if (!accounts) return refuse('not_found')
  return planImport(sheets, { accounts, codes: await codeListsOf(tx, bureauId, where.year), unit })
}

/** What a file would change, nothing written. @returns refusals `not_found`, `table.*` */
export async function previewImport(
  room: Pick<AccountsRoom, 'pool'>,
  by: Pick<By, 'bureauId' | 'accountId' | 'unitId'>,
  where: Where,
  file: { name: string; bytes: Buffer },
  unit: MoneyUnit | null,
): Promise<ImportPlan | Refusal> {
  const sheets = await readSheets(file.name, file.bytes)
  if (isRefusal(sheets)) return sheets
  return withTx(room.pool, contextFor(by), (tx) => planned(tx, by.bureauId, where, sheets, unit), {
    isolation: 'repeatable read',
    readOnly: true,
  })
}

/**
 * Writes what a file changes, within a transaction. The same file a second time changes nothing.
 * @param digest of the preview; null: whatever it is now (the command line, which has just shown it)
 * @returns refusals `not_found`, `table.*`, `accounts.import_wrong` with the first cell, `table.preview_outdated`, those of `writeFigures`
 */
export async function importBook(
  tx: Tx,
  by: By,
  where: Where,
  file: { name: string; bytes: Buffer },
  o: { unit: MoneyUnit | null; digest: string | null; note?: string },
): Promise<ImportDone | Refusal> {
  const sheets = await readSheets(file.name, file.bytes)
  if (isRefusal(sheets)) return sheets
  const plan = await planned(tx, by.bureauId, where, sheets, o.unit)
  if (isRefusal(plan)) return plan
  const errors = plan.findings.filter((f) => f.severity === 'error')
  if (errors[0]) {
    const { sheet, cell, words } = errors[0]
    return refuse('accounts.import_wrong', {
      details: { count: errors.length, cell: `${sheet} ${cell}`, what: `${words.zh} ${words.en}` },
    })
  }
  if (o.digest !== null && o.digest !== plan.digest) return refuse('table.preview_outdated')
  const changes = plan.changes.map((c) => ({
    path: c.path,
    value: c.value,
    ...(c.words === null ? {} : { words: c.words }),
    ...(c.sheet === '' ? {} : { sheet: c.sheet }),
    ...(c.cell === '' ? {} : { cell: c.cell }),
  }))
  return writeFigures(tx, by, where, changes, {
    origin: 'file',
    fileName: file.name,
    fileDigest: createHash('sha256').update(file.bytes).digest('hex'),
    note: o.note ?? '',
  })
}

const bytesOf = (file: ImportInput['file']) => ({
  name: file.name,
  bytes: Buffer.from(file.content, 'base64'),
})

/** The preview for the desk. */
export const previewSent = (room: AccountsRoom, by: By, where: Where, input: ImportInput) =>
  previewImport(room, by, where, bytesOf(input.file), input.unit ?? null)

/** The confirmed import of the desk. */
export function importSent(
  room: AccountsRoom,
  command: Command,
  where: Where,
  input: ImportConfirm,
): Promise<ImportDone | Refusal> {
  const { bureauId, accountId, unitId, name } = command.session
  const by: By = { bureauId, accountId, unitId, name, now: command.now }
  const file = bytesOf(input.file)
  const digest = createHash('sha256').update(file.bytes).digest('hex')
  return once(room.pool, command, ['finance-import', where, input.file.name, digest, input.digest], (tx) =>
    importBook(tx, by, where, file, {
      unit: input.unit ?? null,
      digest: input.digest,
      ...(input.note === undefined ? {} : { note: input.note }),
    }),
  )
}
