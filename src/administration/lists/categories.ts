/** The tree of what matters are about (内容分类): three levels, two digits a level; retired, never deleted. */
import { audit, type BureauRoom, type Command, once } from '../../bureau/index.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/index.ts'
import { type Column, digestOf, type PlannedRow, type TableRow, wrong } from '../../tables/index.ts'
import type { Category, Words } from '../contract.ts'
import { bureauToday } from './code-lists.ts'
import { insertCategories, lockCategories, updateCategory } from './store.ts'

export const CATEGORY_COLUMNS: readonly Column[] = [
  { id: 'level1', label: { zh: '一级', en: 'Level 1' }, required: true },
  { id: 'level2', label: { zh: '二级', en: 'Level 2' }, required: false },
  { id: 'level3', label: { zh: '三级', en: 'Level 3' }, required: false },
]

const LEVELS = ['level1', 'level2', 'level3'] as const
const MOST_NAME = 100

interface Plan {
  rows: PlannedRow[]
  add: { code: string; name: Words }[]
}

/**
 * What a table of three columns adds to the tree; what is there already stays. Pure.
 * Names are taken in Chinese for both languages until somebody gives the English.
 */
export function planCategories(table: readonly TableRow[], existing: readonly Category[]): Plan {
  const codes = new Map<string, string>()
  const paths = new Map(existing.map((c) => [c.code, c.name.zh]))
  const pathOf = (code: string): string =>
    Array.from({ length: code.length / 2 }, (_, i) => paths.get(code.slice(0, i * 2 + 2)) ?? '').join(
      '\u0000',
    )
  for (const c of existing) codes.set(pathOf(c.code), c.code)
  const retired = new Set(existing.flatMap((c) => (c.retiredOn === null ? [] : [c.code])))
  const used = new Map<string, number>()
  for (const c of existing) {
    const parent = c.code.slice(0, -2)
    used.set(parent, Math.max(used.get(parent) ?? 0, Number(c.code.slice(-2))))
  }
  const add: Plan['add'] = []
  const rows = table.map(({ line, cells }): PlannedRow => {
    const names = LEVELS.map((l) => cells[l] ?? '')
    const problems = []
    const gap = LEVELS.find((_, i) => names[i] === '' && names.slice(i + 1).some((n) => n !== ''))
    if (names[0] === '' || gap)
      problems.push(wrong(gap ?? 'level1', '上一级不能为空', 'the level above is empty'))
    for (const [i, name] of names.entries()) {
      if (name.length > MOST_NAME) {
        problems.push(wrong(LEVELS[i]!, `最多 ${MOST_NAME} 个字`, `at most ${MOST_NAME} characters`))
      }
    }
    if (problems.length > 0) return { line, action: 'wrong', cells, changed: [], problems }
    let path = ''
    let parent = ''
    const changed: string[] = []
    for (const [i, name] of names.entries()) {
      if (name === '') break
      path = i === 0 ? name : `${path}\u0000${name}`
      const known = codes.get(path)
      if (known === undefined) {
        const next = (used.get(parent) ?? 0) + 1
        if (next > 99) {
          problems.push(wrong(LEVELS[i]!, '同一级最多 99 个', 'at most 99 on one level'))
          return { line, action: 'wrong', cells, changed: [], problems }
        }
        used.set(parent, next)
        const code = parent + String(next).padStart(2, '0')
        codes.set(path, code)
        add.push({ code, name: { zh: name, en: name } })
        changed.push(LEVELS[i]!)
      }
      parent = codes.get(path)!
      // Below a retired category nobody could choose what is added.
      if (retired.has(parent)) {
        problems.push(
          wrong(LEVELS[i]!, `“${name}”已停用，请先恢复`, `“${name}” is retired: take it back first`),
        )
        return { line, action: 'wrong', cells, changed: [], problems }
      }
    }
    return { line, action: changed.length > 0 ? 'add' : 'same', cells, changed, problems }
  })
  return { rows, add }
}

/** Refuses `table.has_problems`, `table.preview_outdated`. @returns how many categories were added */
export async function importCategories(
  room: BureauRoom,
  command: Command,
  table: readonly TableRow[],
  digest: string,
): Promise<{ added: number } | Refusal> {
  const { bureauId, accountId } = command.session
  return once(room.pool, command, ['import-categories', digest], async (tx) => {
    const plan = planCategories(table, await lockCategories(tx, bureauId))
    const problems = plan.rows.reduce((n, r) => n + r.problems.length, 0)
    if (problems > 0) return refuse('table.has_problems', { details: { count: problems } })
    if (digestOf(plan.rows) !== digest) return refuse('table.preview_outdated')
    await insertCategories(tx, bureauId, plan.add)
    const details = { added: plan.add.length, rows: plan.rows.length }
    await audit(tx, { bureauId, accountId, action: 'categories.imported', details, now: command.now })
    return { added: plan.add.length }
  })
}

/**
 * Adds one category below another, or at the top.
 * Refuses `administration.unknown_category`, `administration.category_too_deep`, `administration.category_full`,
 * `administration.name_taken`.
 */
export async function addCategory(
  room: BureauRoom,
  command: Command,
  input: { parentCode: string | null; name: Words },
): Promise<Category | Refusal> {
  const { bureauId, accountId } = command.session
  return once(room.pool, command, ['add-category', input], async (tx) => {
    const all = await lockCategories(tx, bureauId)
    const parent = input.parentCode ?? ''
    if (parent !== '' && !all.some((c) => c.code === parent && c.retiredOn === null)) {
      return refuse('administration.unknown_category', { field: 'parentCode' })
    }
    if (parent.length >= 6) return refuse('administration.category_too_deep', { field: 'parentCode' })
    const siblings = all.filter((c) => (c.parentCode ?? '') === parent)
    if (siblings.some((c) => c.name.zh === input.name.zh)) {
      return refuse('administration.name_taken', { field: 'name' })
    }
    const next = Math.max(0, ...siblings.map((c) => Number(c.code.slice(-2)))) + 1
    if (next > 99) return refuse('administration.category_full')
    const code = parent + String(next).padStart(2, '0')
    await insertCategories(tx, bureauId, [{ code, name: input.name }])
    const made: Category = {
      code,
      parentCode: input.parentCode,
      level: code.length / 2,
      name: input.name,
      retiredOn: null,
      version: 1,
    }
    await audit(tx, { bureauId, accountId, action: 'category.added', details: { code }, now: command.now })
    return made
  })
}

/**
 * Renames, retires or takes back a category. A name is a correction; another meaning is another category.
 * Refuses `administration.unknown_category`, `administration.name_taken`, `administration.category_in_use`
 * (retired over active ones), `bureau.changed_meanwhile`.
 */
export async function changeCategory(
  room: BureauRoom,
  command: Command,
  code: string,
  change: { name?: Words; retired?: boolean; expectedVersion: number },
): Promise<Category | Refusal> {
  const { bureauId, accountId } = command.session
  const today = await bureauToday(room, bureauId, command.now)
  return once(room.pool, command, ['change-category', code, change], async (tx) => {
    const all = await lockCategories(tx, bureauId)
    const before = all.find((c) => c.code === code)
    if (!before) return refuse('administration.unknown_category')
    const retiredOn =
      change.retired === undefined ? before.retiredOn : change.retired ? (before.retiredOn ?? today) : null
    const next: Category = { ...before, name: change.name ?? before.name, retiredOn }
    const refused = checkCategory(all, next)
    if (isRefusal(refused)) return refused
    if (!(await updateCategory(tx, bureauId, next, change.expectedVersion))) {
      return refuse('bureau.changed_meanwhile')
    }
    await audit(tx, {
      bureauId,
      accountId,
      action: 'category.changed',
      details: { code, before, after: next },
      now: command.now,
    })
    return { ...next, version: change.expectedVersion + 1 }
  })
}

function checkCategory(all: readonly Category[], next: Category): Refusal | undefined {
  const same = all.some(
    (c) => c.code !== next.code && c.parentCode === next.parentCode && c.name.zh === next.name.zh,
  )
  if (same) return refuse('administration.name_taken', { field: 'name' })
  const below = all.some((c) => c.parentCode === next.code && c.retiredOn === null)
  if (next.retiredOn !== null && below) return refuse('administration.category_in_use')
  const above = all.find((c) => c.code === next.parentCode)
  return next.retiredOn === null && above && above.retiredOn !== null
    ? refuse('administration.unknown_category', { field: 'parentCode' })
    : undefined
}
