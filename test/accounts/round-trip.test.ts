/** A package read back: the figures of a department leave as .xlsx and come in again as the same figures. */
import { expect, test } from 'vitest'
import { type Accounts, bookSheets, planImport, readPath } from '../../src/accounts/index.ts'
import type { Kind } from '../../src/disclosurepackage/contract.ts'
import { build, checkBuilt } from '../../src/disclosurepackage/index.ts'
import { defaultSettings, findSet } from '../../src/disclosurepackage/sets.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { readSheets, type Sheet, writeXlsx } from '../../src/tables/index.ts'
import { accountsWith, codesOf, demoAccounts } from './made.ts'

const YEAR = 2025
const A = demoAccounts(YEAR)
const empty = () => accountsWith(YEAR, new Map())

async function sheetsOf(file: Buffer): Promise<Sheet[]> {
  const read = await readSheets('a.xlsx', file)
  if (isRefusal(read)) throw new Error(read.refused)
  return read
}

/** What an import makes of accounts. */
function imported(into: Accounts, sheets: readonly Sheet[]): Accounts {
  const plan = planImport(sheets, { accounts: into, codes: codesOf(YEAR), unit: null })
  expect(plan.findings).toEqual([])
  const leaves = new Map(Object.entries(into.leaves))
  const names = new Map(into.projects.map((p) => [p.code, p.name]))
  for (const c of plan.changes) {
    if (c.words !== null) names.set(c.path.split('/')[1]!, c.words)
    else if (c.value === null) leaves.delete(c.path)
    else leaves.set(c.path, c.value)
  }
  return accountsWith(YEAR, leaves, names)
}

const packageOf = (kind: Kind) => {
  const settings = defaultSettings(kind, YEAR)
  const set = findSet(settings.tableSet, kind, YEAR)!
  return build({ kind, accounts: A, previous: null, plans: [], words: {}, settings, set })
}

/** Months and the plan of spending are kept inside and stand in no published table. */
const published = (a: Accounts) =>
  Object.fromEntries(
    Object.entries(a.leaves).filter(([p]) => !['month', 'plan'].includes(readPath(p)!.family)),
  )

test('the packages of budget and final accounts, read back into an empty department, give the same accounts', async () => {
  let back = empty()
  for (const kind of ['budget', 'final'] as const) {
    const built = await packageOf(kind)
    const check = await checkBuilt(built, null)
    expect(check.findings).toEqual([])
    expect(check.held).toBe(check.relations)
    expect(check.relations).toBeGreaterThan(50)
    back = imported(back, await sheetsOf(built.files.xlsx))
  }
  expect(published(back)).toEqual(published(A))
  const { months: _m, leaves: _l, ...derived } = A
  const { months: _n, leaves: _k, ...again } = back
  expect(again).toEqual(derived)
}, 120_000)

test("a department's own workbook, read back, gives every figure, months and plan too, and a second time changes nothing", async () => {
  for (const unit of ['yuan', 'wan'] as const) {
    const sheets = await sheetsOf(await writeXlsx(bookSheets(A, 'all', unit)))
    const back = imported(empty(), sheets)
    expect(back).toEqual(A)
    const again = planImport(sheets, { accounts: back, codes: codesOf(YEAR), unit: null })
    expect(again.changes).toEqual([])
    expect(again.same).toBeGreaterThan(100)
  }
})
