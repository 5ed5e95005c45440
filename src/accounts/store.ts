/** SQL of the accounts. Row security shows every row to finance officers and the head only. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Accounts, DepartmentKind } from './figures.ts'
import type { CodeKind } from './keys.ts'

export interface DepartmentRow {
  department_id: string
  code: string
  name: string
  kind: DepartmentKind
  version: number
}

export interface YearRow {
  year: number
  budget: 'open' | 'released'
  final: 'open' | 'released'
  version: number
  changed_at: Date
}

export interface FigureRow {
  path: string
  /** bigint of the database as a number: the column's check keeps it exact. */
  value: number | null
  words: string | null
}

export function listDepartments(tx: Tx, bureauId: string): Promise<(DepartmentRow & { years: YearRow[] })[]> {
  return tx.query(
    `select d.department_id, d.code, d.name, d.kind, d.version,
       coalesce(jsonb_agg(jsonb_build_object('year', y.year, 'budget', y.budget, 'final', y.final, 'version', y.version,
         'changed_at', y.changed_at) order by y.year desc) filter (where y.year is not null), '[]') as years
     from finance_departments d
     left join finance_years y on y.bureau_id = d.bureau_id and y.department_id = d.department_id
     where d.bureau_id = $1
     group by d.bureau_id, d.department_id order by d.code limit 500`,
    [bureauId],
  )
}

export async function findDepartment(
  tx: Tx,
  bureauId: string,
  departmentId: string,
): Promise<DepartmentRow | undefined> {
  const sql = `select department_id, code, name, kind, version from finance_departments
    where bureau_id = $1 and department_id = $2`
  return (await tx.query<DepartmentRow>(sql, [bureauId, departmentId]))[0]
}

export async function findDepartmentByCode(
  tx: Tx,
  bureauId: string,
  code: string,
): Promise<DepartmentRow | undefined> {
  const sql = `select department_id, code, name, kind, version from finance_departments where bureau_id = $1 and code = $2`
  return (await tx.query<DepartmentRow>(sql, [bureauId, code]))[0]
}

export async function insertDepartment(
  tx: Tx,
  bureauId: string,
  d: Omit<DepartmentRow, 'version'>,
  at: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into finance_departments (bureau_id, department_id, code, name, kind, version, changed_at)
     values ($1, $2, $3, $4, $5, 1, $6) on conflict do nothing returning department_id`,
    [bureauId, d.department_id, d.code, d.name, d.kind, at],
  )
  return rows.length === 1
}

export async function updateDepartment(
  tx: Tx,
  bureauId: string,
  d: DepartmentRow,
  at: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `update finance_departments set name = $3, kind = $4, version = version + 1, changed_at = $6
     where bureau_id = $1 and department_id = $2 and version = $5 returning version`,
    [bureauId, d.department_id, d.name, d.kind, d.version, at],
  )
  return rows.length === 1
}

const YEAR = 'year, budget, final, version, changed_at'

export async function findYear(
  tx: Tx,
  bureauId: string,
  departmentId: string,
  year: number,
): Promise<YearRow | undefined> {
  const sql = `select ${YEAR} from finance_years where bureau_id = $1 and department_id = $2 and year = $3`
  return (await tx.query<YearRow>(sql, [bureauId, departmentId, year]))[0]
}

/** The year's row is the lock under which its figures are changed. */
export async function lockYear(
  tx: Tx,
  bureauId: string,
  departmentId: string,
  year: number,
): Promise<YearRow | undefined> {
  const sql = `select ${YEAR} from finance_years where bureau_id = $1 and department_id = $2 and year = $3 for update`
  return (await tx.query<YearRow>(sql, [bureauId, departmentId, year]))[0]
}

export async function insertYear(
  tx: Tx,
  bureauId: string,
  departmentId: string,
  year: number,
  at: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into finance_years (bureau_id, department_id, year, budget, final, version, opened_at, changed_at)
     values ($1, $2, $3, 'open', 'open', 1, $4, $4) on conflict do nothing returning year`,
    [bureauId, departmentId, year, at],
  )
  return rows.length === 1
}

export async function updateYear(
  tx: Tx,
  bureauId: string,
  departmentId: string,
  y: Pick<YearRow, 'year' | 'budget' | 'final' | 'version'>,
  at: Date,
): Promise<void> {
  await tx.query(
    `update finance_years set budget = $4, final = $5, version = $6, changed_at = $7
     where bureau_id = $1 and department_id = $2 and year = $3`,
    [bureauId, departmentId, y.year, y.budget, y.final, y.version, at],
  )
}

export async function listFigures(
  tx: Tx,
  bureauId: string,
  departmentId: string,
  year: number,
): Promise<FigureRow[]> {
  const rows = await tx.query<{ path: string; value: string | null; words: string | null }>(
    `select path, value::text as value, words from finance_figures
     where bureau_id = $1 and department_id = $2 and year = $3 order by path`,
    [bureauId, departmentId, year],
  )
  return rows.map((r) => ({ ...r, value: r.value === null ? null : Number(r.value) }))
}

export async function listCodes(
  tx: Tx,
  bureauId: string,
  year: number,
): Promise<{ kind: CodeKind; code: string; name: string; origin: string }[]> {
  return tx.query(
    'select kind, code, name, origin from finance_codes where bureau_id = $1 and year = $2 order by kind, code',
    [bureauId, year],
  )
}

/** Puts a year's list of one kind in place of the one before. */
export async function replaceCodes(
  tx: Tx,
  bureauId: string,
  year: number,
  kind: CodeKind,
  codes: readonly { code: string; name: string }[],
  origin: string,
): Promise<void> {
  await tx.query('delete from finance_codes where bureau_id = $1 and year = $2 and kind = $3', [
    bureauId,
    year,
    kind,
  ])
  await tx.query(
    `insert into finance_codes (bureau_id, year, kind, code, name, origin)
     select $1, $2, $3, c.code, c.name, $5 from jsonb_to_recordset($4::jsonb) as c(code text, name text)`,
    [bureauId, year, kind, JSON.stringify(codes), origin],
  )
}

export interface ChangeRow {
  change_id: string
  at: Date
  account_id: string | null
  by_name: string
  origin: 'typed' | 'file' | 'release' | 'reopen'
  file_name: string | null
  file_digest: string | null
  note: string
}

export async function insertChange(
  tx: Tx,
  where: { bureauId: string; departmentId: string; year: number },
  c: ChangeRow,
): Promise<void> {
  await tx.query(
    `insert into finance_changes (bureau_id, department_id, year, change_id, at, account_id, by_name, origin, file_name,
       file_digest, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      where.bureauId,
      where.departmentId,
      where.year,
      c.change_id,
      c.at,
      c.account_id,
      c.by_name,
      c.origin,
      c.file_name,
      c.file_digest,
      c.note,
    ],
  )
}

export interface LineRow {
  path: string
  before: number | null
  value: number | null
  words_before: string | null
  words: string | null
  sheet: string | null
  cell: string | null
}

/** Writes the lines of a change and the figures as they are afterwards. */
export async function applyLines(
  tx: Tx,
  where: { bureauId: string; departmentId: string; year: number },
  changeId: string,
  lines: readonly LineRow[],
): Promise<void> {
  const args = [where.bureauId, where.departmentId, where.year, changeId, JSON.stringify(lines)]
  await tx.query(
    `insert into finance_lines (bureau_id, department_id, year, change_id, path, before, value, words_before, words, sheet, cell)
     select $1, $2, $3, $4, l.path, l.before, l.value, l.words_before, l.words, l.sheet, l.cell
     from jsonb_to_recordset($5::jsonb) as l(path text, before bigint, value bigint, words_before text, words text,
       sheet text, cell text)`,
    args,
  )
  await tx.query(
    `insert into finance_figures (bureau_id, department_id, year, path, value, words, change_id)
     select $1, $2, $3, l.path, l.value, l.words, $4
     from jsonb_to_recordset($5::jsonb) as l(path text, value bigint, words text)
     where l.value is not null or l.words is not null
     on conflict (bureau_id, department_id, year, path) do update
       set value = excluded.value, words = excluded.words, change_id = excluded.change_id`,
    args,
  )
  await tx.query(
    `delete from finance_figures where bureau_id = $1 and department_id = $2 and year = $3 and path = any($4)`,
    [
      where.bureauId,
      where.departmentId,
      where.year,
      lines.filter((l) => l.value === null && l.words === null).map((l) => l.path),
    ],
  )
}

export type HistoryRow = LineRow & Omit<ChangeRow, 'account_id' | 'file_digest'>

/** What happened to figures of these paths, the latest first. */
export async function listHistory(
  tx: Tx,
  where: { bureauId: string; departmentId: string; year: number },
  paths: readonly string[],
  most: number,
): Promise<HistoryRow[]> {
  const rows = await tx.query<HistoryRow & { before: string | null; value: string | null }>(
    `select l.path, l.before::text as before, l.value::text as value, l.words_before, l.words, l.sheet, l.cell,
       c.change_id, c.at, c.by_name, c.origin, c.file_name, c.note
     from finance_lines l
     join finance_changes c on c.bureau_id = l.bureau_id and c.department_id = l.department_id and c.year = l.year
       and c.change_id = l.change_id
     where l.bureau_id = $1 and l.department_id = $2 and l.year = $3 and l.path = any($4)
     order by c.at desc, c.change_id desc, l.path limit $5`,
    [where.bureauId, where.departmentId, where.year, paths, most],
  )
  const number = (text: string | null) => (text === null ? null : Number(text))
  return rows.map((r) => ({ ...r, before: number(r.before), value: number(r.value) }))
}

/** The changes of a year, the latest first, with how many figures each touched. */
export function listChanges(
  tx: Tx,
  where: { bureauId: string; departmentId: string; year: number },
  most: number,
): Promise<(Omit<ChangeRow, 'account_id' | 'file_digest'> & { lines: number })[]> {
  return tx.query(
    `select c.change_id, c.at, c.by_name, c.origin, c.file_name, c.note,
       (select count(*)::int from finance_lines l where l.bureau_id = c.bureau_id and l.department_id = c.department_id
          and l.year = c.year and l.change_id = c.change_id) as lines
     from finance_changes c where c.bureau_id = $1 and c.department_id = $2 and c.year = $3
     order by c.at desc, c.change_id desc limit $4`,
    [where.bureauId, where.departmentId, where.year, most],
  )
}

export type Books = Accounts['books']
