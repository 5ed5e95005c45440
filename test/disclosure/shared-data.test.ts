/** Real disclosures with known answers in ../shared/data. Skipped where they are absent, unless HUIYIN_REQUIRE_SHARED=1. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { benchDisclosure, sourceOf } from '../../bench/disclosure.ts'
import { reportOn } from '../../src/disclosure/index.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../../shared/data/disclosures')
const required = process.env.HUIYIN_REQUIRE_SHARED === '1'
const missing = !existsSync(FOLDER)

describe.skipIf(missing && !required)('real disclosures', () => {
  test('nine errors of ten are found, no finding of severity error is untrue, eight relations of ten are recognised', {
    timeout: 120_000,
  }, async () => {
    const { json } = await benchDisclosure({ mutations: '4' })
    expect(json.documents).toHaveLength(7)
    expect(json.errorRecall).toBeGreaterThanOrEqual(0.9)
    expect(json.holdsRecall).toBeGreaterThanOrEqual(0.9)
    // Each was looked at by hand: docs/disclosure-findings.md.
    expect(json.documents.flatMap((d) => d.extra.map((x) => `${d.document}:${x.line} ${x.rule}`))).toEqual([
      'final-accounts-2020-lizhou.txt:29 R-X-07',
    ])
  })

  test('glued figures are parted and proved', () => {
    const r = reportOn(sourceOf(path.join(FOLDER, 'final-accounts-2020-lizhou.txt')))
    expect(r.findings.filter((f) => f.kind === 'glued').map((f) => [f.line, f.shouldBe])).toEqual([
      [16, '29批次'],
      [16, '379人次'],
    ])
  })

  test('an empty form has placeholders and nothing else to report', () => {
    const r = reportOn(sourceOf(path.join(FOLDER, 'template-final-accounts-2024.txt')))
    const errors = r.findings.filter((f) => f.severity === 'error')
    expect(errors.length).toBeGreaterThan(50)
    expect([...new Set(errors.map((f) => f.kind))]).toEqual(['template'])
  })
})
