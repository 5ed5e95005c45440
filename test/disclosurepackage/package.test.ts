/** The package of a made-up department: written, read back, checked, and nothing found. */
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Material } from '../../src/disclosurepackage/asking.ts'
import { type Built, build, checkBuilt } from '../../src/disclosurepackage/build.ts'
import { compose, openQuestions } from '../../src/disclosurepackage/compose.ts'
import type { Kind } from '../../src/disclosurepackage/contract.ts'
import { tablesOf } from '../../src/disclosurepackage/document.ts'
import { defaultSettings, findSet, setsFor, TABLE_SETS } from '../../src/disclosurepackage/sets.ts'
import { LAST, PLAN, THIS } from './department.ts'

/** Every question answered with something plain. */
export function answered(kind: Kind, over: Partial<Material> = {}): Material {
  const settings = { ...defaultSettings(kind, 2026), ...over.settings }
  const m: Material = {
    kind,
    accounts: THIS,
    previous: LAST,
    plans: kind === 'final' ? [PLAN] : [{ ...PLAN, state: 'approved', evaluation: null }],
    words: {},
    settings,
    set: findSet(settings.tableSet, kind, 2026)!,
    ...over,
  }
  const words: Record<string, string> = {}
  for (const q of compose(m).questions)
    words[q.key] =
      q.key === 'about/duties'
        ? '1、受理群众来信来访。\n2、督促办理群众诉求。'
        : q.key === 'about/units'
          ? '本部门内设股室2个，分别是办公室、接访股。'
          : q.key.startsWith('reason/')
            ? '人员和工作任务变动'
            : '按规定使用'
  return { ...m, words }
}

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
