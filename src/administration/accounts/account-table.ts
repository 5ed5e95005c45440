/** Accounts as a table (账号导入表): what each line would add. Pure. Existing accounts are never changed by a table. */
import type { UnitInfo } from '../../bureau/index.ts'
import { checkRoles } from '../../bureau/index.ts'
import { ROLE_LABELS, ROLES, type RoleName } from '../../kernel/access/index.ts'
import { type Column, type PlannedRow, splitCell, type TableRow, wrong } from '../../tables/index.ts'

export const ACCOUNT_COLUMNS: readonly Column[] = [
  { id: 'login', label: { zh: '账号', en: 'Account' }, required: true },
  { id: 'name', label: { zh: '姓名', en: 'Name' }, required: true },
  { id: 'unit', label: { zh: '单位代码', en: 'Unit code' }, required: true },
  { id: 'roles', label: { zh: '角色', en: 'Roles' }, required: true },
]

const LOGIN = /^[a-z][a-z0-9._-]{2,59}$/
const MOST_NAME = 200

export interface PlannedAccount {
  login: string
  name: string
  unitCode: string
  roles: RoleName[]
}

const roleOf = (text: string): RoleName | undefined => {
  const plain = text.trim().toLowerCase()
  return ROLES.find((r) => [r, ROLE_LABELS[r].zh, ROLE_LABELS[r].en.toLowerCase()].includes(plain))
}

/** @param taken account names in use, in whatever bureau */
export function planAccounts(
  table: readonly TableRow[],
  units: readonly UnitInfo[],
  taken: ReadonlySet<string>,
): { rows: PlannedRow[]; accounts: PlannedAccount[] } {
  const active = new Map(units.filter((u) => u.active).map((u) => [u.code, u]))
  const byName = new Map(units.filter((u) => u.active).map((u) => [u.name.zh, u]))
  const seen = new Map<string, number>()
  const accounts: PlannedAccount[] = []
  const rows = table.map(({ line, cells }): PlannedRow => {
    const { login = '', name = '', unit: unitText = '', roles: rolesText = '' } = cells
    const problems = []
    if (!LOGIN.test(login)) {
      problems.push(
        wrong(
          'login',
          '须以小写字母开头，3 至 60 个小写字母、数字、点、连字符',
          '3 to 60 lower-case letters, digits, dots, hyphens',
        ),
      )
    } else if (seen.has(login)) {
      problems.push(wrong('login', `与第 ${seen.get(login)} 行重复`, `the same as line ${seen.get(login)}`))
    } else if (taken.has(login)) {
      problems.push(wrong('login', '账号名已被使用', 'the account name is taken'))
    }
    if (!seen.has(login)) seen.set(login, line)
    if (name === '') problems.push(wrong('name', '不能为空', 'must not be empty'))
    if (name.length > MOST_NAME)
      problems.push(wrong('name', `最多 ${MOST_NAME} 个字`, `at most ${MOST_NAME} characters`))
    const unit = active.get(unitText) ?? byName.get(unitText)
    if (!unit)
      problems.push(wrong('unit', `没有在用的单位“${unitText}”`, `there is no active unit “${unitText}”`))
    const parts = splitCell(rolesText)
    const roles = parts.map(roleOf)
    const unknown = parts.filter((_, i) => roles[i] === undefined)
    if (parts.length === 0) problems.push(wrong('roles', '不能为空', 'must not be empty'))
    if (unknown.length > 0) {
      problems.push(wrong('roles', `没有角色：${unknown.join('、')}`, `no such role: ${unknown.join(', ')}`))
    } else if (checkRoles(roles as RoleName[])) {
      problems.push(
        wrong(
          'roles',
          '角色重复，或管理员与审计员由同一人担任',
          'a role twice, or administrator and auditor in one person',
        ),
      )
    }
    if (problems.length > 0 || !unit) return { line, action: 'wrong', cells, changed: [], problems }
    accounts.push({ login, name, unitCode: unit.code, roles: roles as RoleName[] })
    return { line, action: 'add', cells, changed: [], problems }
  })
  return { rows, accounts }
}
