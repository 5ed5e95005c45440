/** A tree of units as a table (单位导入表): what each line would add or change. Pure. */
import type { UnitInfo } from '../../bureau/index.ts'
import {
  type CellProblem,
  type Column,
  type PlannedRow,
  splitCell,
  type TableRow,
  wrong,
} from '../../tables/index.ts'
import type { CodeItem } from '../contract.ts'

export const UNIT_COLUMNS: readonly Column[] = [
  { id: 'code', label: { zh: '单位代码', en: 'Code' }, required: true },
  { id: 'name', label: { zh: '单位名称', en: 'Name (Chinese)' }, required: true },
  { id: 'nameEn', label: { zh: '英文名称', en: 'Name (English)' }, required: false },
  { id: 'kind', label: { zh: '单位类型', en: 'Kind' }, required: true },
  { id: 'parent', label: { zh: '上级单位代码', en: 'Parent code' }, required: false },
  { id: 'seats', label: { zh: '席位', en: 'Seats' }, required: false },
]

export const SEATS = [
  { id: 'centre', zh: '受理', en: 'Centre' },
  { id: 'supervisor', zh: '督办', en: 'Supervisor' },
  { id: 'reviewer', zh: '复查', en: 'Reviewer' },
] as const

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/
const MOST_NAME = 200

export interface UnitPlan {
  rows: PlannedRow[]
  /** Parents before children. */
  units: { action: 'add' | 'change'; unit: UnitInfo }[]
}

/**
 * @param kinds codes of the list of kinds that may be chosen
 * @param newId one for each unit that is not there yet; the same code must give the same id within one plan
 */
export function planUnits(
  table: readonly TableRow[],
  existing: readonly UnitInfo[],
  kinds: readonly CodeItem[],
  newId: (code: string) => string,
): UnitPlan {
  const now = new Map(existing.map((u) => [u.code, u]))
  const byId = new Map(existing.map((u) => [u.unitId, u]))
  const lines = new Map<string, number>()
  for (const { line, cells } of table) if (!lines.has(cells.code!)) lines.set(cells.code!, line)
  const parents = new Map(table.map(({ cells }) => [cells.code!, cells.parent!]))
  for (const u of existing) {
    if (!parents.has(u.code)) parents.set(u.code, u.parentId ? byId.get(u.parentId)!.code : '')
  }
  const idOf = (code: string) => now.get(code)?.unitId ?? newId(code)
  const planned: UnitPlan['units'] = []
  const rows = table.map(({ line, cells }): PlannedRow => {
    const problems = checkCells(cells, line, lines, now)
    // A kind that stands there already stays, though the list may no longer offer it.
    const own = now.get(cells.code!)?.kind
    const kind =
      kinds.find((k) => isSame(cells.kind!, k.code, k.name.zh, k.name.en)) ??
      (own === cells.kind && own ? { code: own } : undefined)
    if (!kind && cells.kind !== '') {
      problems.push(wrong('kind', `没有“${cells.kind}”这个类型`, `there is no kind “${cells.kind}”`))
    }
    const seats = splitCell(cells.seats!).map(
      (s) => SEATS.find((x) => isSame(s, x.id, x.zh, x.en))?.id ?? null,
    )
    if (seats.includes(null)) {
      problems.push(wrong('seats', '席位只有受理、督办、复查', 'a seat is Centre, Supervisor or Reviewer'))
    }
    if (inCircle(cells.code!, parents)) {
      problems.push(wrong('parent', '上级单位形成了循环', 'the parents form a circle'))
    }
    if (problems.length > 0 || !kind) return { line, action: 'wrong', cells, changed: [], problems }
    const before = now.get(cells.code!)
    const unit: UnitInfo = {
      unitId: idOf(cells.code!),
      parentId: cells.parent === '' ? null : idOf(cells.parent!),
      code: cells.code!,
      name: { zh: cells.name!, en: cells.nameEn || before?.name.en || cells.name! },
      kind: kind.code,
      seats: SEATS.map((s) => s.id).filter((id) => seats.includes(id)),
      superiorBureauId: before?.superiorBureauId ?? null,
      superiorUnitId: before?.superiorUnitId ?? null,
      active: true,
    }
    const changed = before ? differences(before, unit) : []
    const action = before === undefined ? 'add' : changed.length > 0 ? 'change' : 'same'
    if (action !== 'same') planned.push({ action, unit })
    return { line, action, cells, changed, problems }
  })
  return { rows, units: parentsFirst(planned, parents) }
}

function checkCells(
  cells: Record<string, string>,
  line: number,
  lines: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, UnitInfo>,
): CellProblem[] {
  const problems: CellProblem[] = []
  const { code = '', name = '', nameEn = '', kind = '', parent = '' } = cells
  if (!CODE.test(code)) {
    problems.push(
      wrong(
        'code',
        '须为字母、数字、点和连字符，最多 40 个',
        'letters, digits, dots and hyphens, at most 40',
      ),
    )
  } else if (lines.get(code) !== line) {
    problems.push(wrong('code', `与第 ${lines.get(code)} 行重复`, `the same as line ${lines.get(code)}`))
  } else if (now.get(code)?.active === false) {
    problems.push(wrong('code', '该单位已停用，请先恢复', 'the unit is closed; open it again first'))
  }
  if (name === '') problems.push(wrong('name', '不能为空', 'must not be empty'))
  if (name.length > MOST_NAME)
    problems.push(wrong('name', `最多 ${MOST_NAME} 个字`, `at most ${MOST_NAME} characters`))
  if (nameEn.length > MOST_NAME) {
    problems.push(wrong('nameEn', `最多 ${MOST_NAME} 个字符`, `at most ${MOST_NAME} characters`))
  }
  if (kind === '') problems.push(wrong('kind', '不能为空', 'must not be empty'))
  if (parent !== '' && !lines.has(parent) && !now.get(parent)?.active) {
    problems.push(wrong('parent', `没有代码为“${parent}”的单位`, `there is no unit “${parent}”`))
  }
  return problems
}

const isSame = (text: string, ...names: string[]): boolean => {
  const plain = text.trim().toLowerCase()
  return names.some((n) => n.toLowerCase() === plain)
}

function differences(before: UnitInfo, next: UnitInfo): string[] {
  const seats = (u: UnitInfo) => [...u.seats].sort().join()
  return [
    before.name.zh === next.name.zh ? '' : 'name',
    before.name.en === next.name.en ? '' : 'nameEn',
    before.kind === next.kind ? '' : 'kind',
    before.parentId === next.parentId ? '' : 'parent',
    seats(before) === seats(next) ? '' : 'seats',
  ].filter((c) => c !== '')
}

function inCircle(code: string, parents: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>()
  for (let at = code; at !== ''; at = parents.get(at) ?? '') {
    if (seen.has(at)) return at === code || seen.has(code)
    seen.add(at)
  }
  return false
}

function parentsFirst(units: UnitPlan['units'], parents: ReadonlyMap<string, string>): UnitPlan['units'] {
  const depth = (code: string): number => {
    let n = 0
    for (let at = parents.get(code) ?? ''; at !== '' && n < 1000; at = parents.get(at) ?? '') n++
    return n
  }
  return units
    .map((u) => ({ u, depth: depth(u.unit.code) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ u }) => u)
}

/** The tree as the same table, so that what is written out can be read in again unchanged. */
export function unitRows(units: readonly UnitInfo[], kinds: readonly CodeItem[]): string[][] {
  const byId = new Map(units.map((u) => [u.unitId, u]))
  const label = new Map(kinds.map((k) => [k.code, k.name.zh]))
  const seat = new Map<string, string>(SEATS.map((s) => [s.id, s.zh]))
  const rows: string[][] = []
  const walk = (parentId: string | null): void => {
    for (const u of units.filter((x) => x.active && x.parentId === parentId)) {
      const parent = u.parentId ? byId.get(u.parentId)!.code : ''
      const seats = u.seats.map((s) => seat.get(s) ?? s).join('、')
      rows.push([u.code, u.name.zh, u.name.en, label.get(u.kind) ?? u.kind, parent, seats])
      walk(u.unitId)
    }
  }
  walk(null)
  return rows
}
