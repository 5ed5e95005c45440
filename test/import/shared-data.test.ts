/** The real messages of ../shared/data. Skipped where they are absent, unless HUIYIN_REQUIRE_SHARED=1. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type ImportWorld } from './world.ts'

const DATA = path.resolve(import.meta.dirname, '../../../shared/data')
const present = existsSync(path.join(DATA, 'messages.jsonl'))
const required = process.env.HUIYIN_REQUIRE_SHARED === '1'
if (!present && !required) console.warn(`skipped: there are no messages in ${DATA}`)

const count = (name: string) => readFileSync(path.join(DATA, name), 'utf8').trimEnd().split('\n').length

describe.skipIf(!present && !required)('real messages', () => {
  let world: ImportWorld
  beforeAll(async () => {
    world = await createWorld()
  })
  afterAll(() => world?.close())

  test('messages with replies: all go in, all are answered, everything verifies', {
    timeout: 600_000,
  }, async () => {
    const file = path.join(DATA, 'messages-with-replies.jsonl')
    const lines = count('messages-with-replies.jsonl')
    const started = performance.now()
    const report = await world.replay(file, 'replies')
    const seconds = (performance.now() - started) / 1000
    console.info({ seconds, ...report })
    expect(report).toMatchObject({
      read: lines,
      registered: lines,
      added: lines,
      rejected: 0,
      replied: lines,
      open: 0,
    })
    expect(report).toMatchObject({ stuck: [], rejects: [], undated: 1 })
    expect(report.metLimit! + report.overdue!).toBe(lines - report.undated)
    const verified = await world.verify('replies')
    expect(verified).toMatchObject({ ok: true, matters: lines, findings: [] })

    const startedAgain = performance.now()
    const again = await world.replay(file, 'replies')
    console.info({ secondsAgain: (performance.now() - startedAgain) / 1000 })
    expect(again).toEqual({ ...report, added: 0 })
    expect((await world.verify('replies')).events).toBe(verified.events)
  })

  test('messages without replies: all go in and stay open, everything verifies', {
    timeout: 600_000,
  }, async () => {
    const lines = count('messages.jsonl')
    const started = performance.now()
    const report = await world.replay(path.join(DATA, 'messages.jsonl'), 'messages')
    console.info({ seconds: (performance.now() - started) / 1000, ...report })
    expect(report).toMatchObject({
      read: lines,
      registered: lines,
      rejected: 0,
      replied: 0,
      open: lines,
      metLimit: 0,
    })
    expect(report).toMatchObject({ stuck: [], medianDays: null, p90Days: null })
    expect(await world.verify('messages')).toMatchObject({ ok: true, matters: lines, findings: [] })
  })
})
