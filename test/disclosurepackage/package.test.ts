/** The package of a made-up department: written, read back, checked, and nothing found. */
import { describe, expect, test, vi } from 'vitest'
import { type Built, build, checkBuilt } from '../../src/disclosurepackage/build.ts'
import { openQuestions } from '../../src/disclosurepackage/compose.ts'
import { tablesOf } from '../../src/disclosurepackage/document.ts'
import { defaultSettings, TABLE_SETS } from '../../src/disclosurepackage/sets.ts'
import { answered } from './department.ts'

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
