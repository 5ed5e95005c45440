/** Real labelled messages in ../shared/data. Skipped where they are absent, unless HUIYIN_REQUIRE_SHARED=1. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classify } from '../../src/main/classify.ts'

const FILE = path.resolve(import.meta.dirname, '../../../shared/data/labelled-tokens.jsonl')
const required = process.env.HUIYIN_REQUIRE_SHARED === '1'

describe.skipIf(!existsSync(FILE) && !required)('real labelled messages', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'huiyin-classify-'))
    const lines = readFileSync(FILE, 'utf8').trim().split('\n')
    // A third of the whole keeps the test short; docs/insight.md has the figures of the whole set.
    writeFileSync(path.join(folder, 'train.jsonl'), lines.filter((_, i) => i % 9 < 2).join('\n'))
    writeFileSync(path.join(folder, 'test.jsonl'), lines.filter((_, i) => i % 9 === 2).join('\n'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('a fifth of them teaches enough for nine of ten, and its confidence means what it says', {
    timeout: 120_000,
  }, async () => {
    const { json } = await classify({
      train: path.join(folder, 'train.jsonl'),
      test: path.join(folder, 'test.jsonl'),
    })
    expect(json.perClass).toHaveLength(7)
    expect(json.macroF1).toBeGreaterThan(0.86)
    expect(json.calibrationError).toBeLessThan(0.05)
    expect(json.coverageAt98).toBeGreaterThan(0.4)
  })

  test('a line that is no labelled message is named', async () => {
    const bad = path.join(folder, 'bad.jsonl')
    writeFileSync(bad, '{"body":"路灯不亮","level1":"城乡建设"}\n{"body":"路灯不亮"}\n')
    await expect(classify({ train: bad, test: bad })).rejects.toThrow(`${bad}:2: 缺 level1`)
  })
})
