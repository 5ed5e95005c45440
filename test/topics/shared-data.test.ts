/** Real letters in ../shared/data, sixteen topics of them labelled by hand. Skipped where they are absent, unless HUIYIN_REQUIRE_SHARED=1. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { topics } from '../../src/main/topics-command.ts'

const FILE = path.resolve(import.meta.dirname, '../../../shared/data/messages.jsonl')
const LABELS = path.join(import.meta.dirname, 'labels.json')
const HELD_OUT = path.join(import.meta.dirname, 'held-out.json')
const required = process.env.HUIYIN_REQUIRE_SHARED === '1'

describe.skipIf(!existsSync(FILE) && !required)('real letters', () => {
  test('of ten topics are found again: nine of ten pairs right, four of five found', {
    timeout: 120_000,
  }, async () => {
    const { json } = await topics({ messages: FILE, labels: LABELS })
    expect(json.perTopic.map((t) => t.labelled)).toEqual([35, 32, 12, 9, 13, 9, 8, 6, 5, 6])
    expect(json.pairs.precision).toBeGreaterThan(0.9)
    expect(json.pairs.recall).toBeGreaterThan(0.8)
    expect(json.clusters.precision).toBeGreaterThan(0.9)
    expect(json.clusters.recall).toBeGreaterThan(0.8)
    expect(json.hottest).toHaveLength(10)
    expect(json.hottest[0]!.letters).toBe(32)
    expect(JSON.stringify(json.hottest)).not.toMatch(/citizen|name|phone/)
  })
  test('and of six further topics, read by hand after all was chosen: what is gathered together belongs together', {
    timeout: 120_000,
  }, async () => {
    const { json } = await topics({ messages: FILE, labels: HELD_OUT })
    expect(json.perTopic.map((t) => t.labelled)).toEqual([6, 5, 4, 3, 5, 3])
    expect(json.clusters.precision).toBe(1)
    expect(json.clusters.recall).toBeGreaterThan(0.6)
    expect(json.pairs.recall).toBeGreaterThan(0.7)
  })
})
