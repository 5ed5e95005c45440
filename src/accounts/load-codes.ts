/** Code lists of a year from a file: seen row by row first, then put in place of the list before. */
import { type Command, once } from '../bureau/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { type Column, digestOf, type PlannedRow, type TableRow, wrong } from '../tables/index.ts'
import { levelOf, parentOf } from './codes.ts'
import type { CodeKind } from './keys.ts'
import { type AccountsRoom, type By, contextFor } from './room.ts'
import { listCodes, replaceCodes } from './store.ts'

export const CODE_COLUMNS: readonly Column[] = [
  {
    id: 'code',
    label: { zh: '科目编码', en: 'Code' },
    required: true,
    also: ['编码', '代码', '科目代码', '功能分类科目编码', '经济分类科目编码'],
  },
  {
    id: 'name',
    label: { zh: '科目名称', en: 'Name' },
    required: true,
    also: ['名称', '功能分类科目名称', '经济分类科目名称'],
  },
]
/** The ministry's list of a year has some two thousand of one kind. */
export const MOST_CODES = 6000

/** Each row against the list as it stands. What the file does not name is taken away. Pure. */
export function planCodes(
  kind: CodeKind,
  rows: readonly TableRow[],
  stand: ReadonlyMap<string, string>,
): PlannedRow[] {
  const told = new Set(rows.map((r) => r.cells.code))
  const seen = new Set<string>()
  return rows.map(({ line, cells }) => {
    const { code = '', name = '' } = cells
    const problems = []
    const above = parentOf(kind, code)
    if (levelOf(kind, code) === null)
      problems.push(
        kind === 'functional'
          ? wrong('code', '编码须为 3、5 或 7 位数字（类、款、项）', 'Must be 3, 5 or 7 digits (类, 款, 项)')
          : wrong('code', '编码须为 3 或 5 位数字（类、款）', 'Must be 3 or 5 digits (类, 款)'),
      )
    else if (seen.has(code)) problems.push(wrong('code', '编码重复', 'The code stands there twice'))
    else if (above !== null && !told.has(above))
      problems.push(wrong('code', `缺少上级科目 ${above}`, `The code above it, ${above}, is missing`))
    if (name === '') problems.push(wrong('name', '缺少名称', 'The name is missing'))
    else if (name.length > 100)
      problems.push(wrong('name', '名称超过 100 字', 'The name exceeds 100 characters'))
    seen.add(code)
    const before = stand.get(code)
    const action =
      problems.length > 0 ? 'wrong' : before === undefined ? 'add' : before === name ? 'same' : 'change'
    return { line, action, cells: { code, name }, changed: action === 'change' ? ['name'] : [], problems }
  })
}

const standing = async (tx: Tx, bureauId: string, year: number, kind: CodeKind) =>
  new Map(
    (await listCodes(tx, bureauId, year))
      .filter((c) => c.kind === kind)
      .map((c) => [c.code, c.name] as const),
  )

/** What a file would make of a year's list, and which codes it would take away. */
export function previewCodes(
  room: Pick<AccountsRoom, 'pool'>,
  by: Pick<By, 'bureauId' | 'accountId' | 'unitId'>,
  year: number,
  kind: CodeKind,
  rows: readonly TableRow[],
): Promise<{ rows: PlannedRow[]; gone: { code: string; name: string }[] }> {
  const told = new Set(rows.map((r) => r.cells.code))
  const read = async (tx: Tx) => {
    const stand = await standing(tx, by.bureauId, year, kind)
    const gone = [...stand].flatMap(([code, name]) => (told.has(code) ? [] : [{ code, name }]))
    return { rows: planCodes(kind, rows, stand), gone }
  }
  return withTx(room.pool, contextFor(by), read, { readOnly: true })
}

export type CodesDone = { year: number; codes: number; changed: number }

/**
 * Puts the list in place, within a transaction. @param digest of the preview; null: whatever it is now
 * @returns refusals `table.has_problems`, `table.preview_outdated`
 */
export async function loadCodes(
  tx: Tx,
  bureauId: string,
  o: { year: number; kind: CodeKind; origin: string; digest: string | null },
  rows: readonly TableRow[],
): Promise<CodesDone | Refusal> {
  const stand = await standing(tx, bureauId, o.year, o.kind)
  const plan = planCodes(o.kind, rows, stand)
  const count = plan.filter((r) => r.problems.length > 0).length
  if (count > 0) return refuse('table.has_problems', { details: { count } })
  if (o.digest !== null && digestOf(plan) !== o.digest) return refuse('table.preview_outdated')
  const told = new Set(plan.map((r) => r.cells.code!))
  const gone = [...stand.keys()].filter((c) => !told.has(c)).length
  const changed = plan.filter((r) => r.action !== 'same').length + gone
  const codes = plan.map((r) => ({ code: r.cells.code!, name: r.cells.name! }))
  if (changed > 0) await replaceCodes(tx, bureauId, o.year, o.kind, codes, o.origin.slice(0, 200))
  return { year: o.year, codes: codes.length, changed }
}

/** The same for the desk. */
export function loadSentCodes(
  room: AccountsRoom,
  command: Command,
  o: { year: number; kind: CodeKind; origin: string; digest: string },
  rows: readonly TableRow[],
): Promise<CodesDone | Refusal> {
  const { bureauId } = command.session
  return once(room.pool, command, ['finance-codes', o], (tx) => loadCodes(tx, bureauId, o, rows))
}
