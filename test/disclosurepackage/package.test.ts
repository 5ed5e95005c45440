/** The package of a made-up department: written, read back, checked, and nothing found. */
import { describe, expect, test, vi } from 'vitest'
import { type Accounts, roundedAccounts } from '../../src/accounts/index.ts'
import { type Built, build, checkBuilt } from '../../src/disclosurepackage/build.ts'
import { openQuestions } from '../../src/disclosurepackage/compose.ts'
import { tablesOf } from '../../src/disclosurepackage/document.ts'
import { defaultSettings, TABLE_SETS } from '../../src/disclosurepackage/sets.ts'
import { accountsFrom, answered, LAST, THIS } from './department.ts'

// Written in four formats and read back by the checker: seconds of work, more on a busy machine.
vi.setConfig({ testTimeout: 300_000 })

const show = async (b: Built, previous: Built | null = null) => {
  const check = await checkBuilt(b, previous)
  return {
    ...check,
    said: check.findings.map((f) => `${f.format} ${f.rule} ${f.severity} ${f.quote} | ${f.note.zh}`),
  }
}

describe.each(TABLE_SETS.filter((s) => s.to === null).map((s) => [s.id, s] as const))(
  'the set %s',
  (_, set) => {
    test('is written without a finding', async () => {
      const m = answered(set.kind, {
        set,
        settings: { ...defaultSettings(set.kind, 2026), tableSet: set.id },
      })
      const b = await build(m)
      expect(b.missing).toEqual([])
      expect(openQuestions(b.questions)).toEqual([])
      expect(tablesOf(b.doc).filter((t) => !t.id.startsWith('PERF'))).toHaveLength(set.tables.length)
      const check = await show(b)
      expect(check.said).toEqual([])
      expect(check.held).toBe(check.relations)
      expect(check.relations).toBeGreaterThan(100)
      expect(check.releasable).toBe(true)
    })
  },
)

describe('accounts kept to the fen in a set that shows two digits', () => {
  /** Every amount a little more, in the same proportion, so that sums still meet: 1,234,567.83 yuan and the like. */
  const toTheFen = (a: Accounts) =>
    accountsFrom(
      a.year,
      Object.fromEntries(
        Object.entries(a.leaves).map(([path, v]) => [path, v % 10_000 === 0 ? (v / 10_000) * 10_007 : v]),
      ),
      { projects: Object.fromEntries(a.projects.map((p) => [p.code, p.name])) },
    )

  test.each(['final', 'budget'] as const)('%s: are printed so that what is printed adds up', async (kind) => {
    const usual = TABLE_SETS.find((s) => s.kind === kind && s.to === null)!
    const set = { ...usual, digits: 2, titles: { [usual.tables[0]!]: '演示总表' } }
    const exact = toTheFen(THIS)
    const m = answered(kind, {
      set,
      accounts: roundedAccounts(exact, 2),
      exact,
      previous: roundedAccounts(toTheFen(LAST), 2),
      plans: [],
    })
    const b = await build(m)
    expect(b.missing).toEqual([])
    const cells = tablesOf(b.doc).flatMap((t) => t.rows.flat())
    expect(cells.filter((c) => /^-?\d[\d,]*\.\d{3,}$/.test(c))).toEqual([])
    expect(tablesOf(b.doc)[0]!.title).toBe('演示总表')
    const check = await show(b)
    expect(check.said.filter((f) => !f.includes(' tail '))).toEqual([])
    expect(check.releasable).toBe(true)
  })
})
