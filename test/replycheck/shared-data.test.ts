/** Real replies in ../shared/data, sixty of them judged by hand. Skipped where they are absent, unless HUIYIN_REQUIRE_SHARED=1. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { replyCheck } from '../../src/main/reply-check-command.ts'

const FILE = path.resolve(import.meta.dirname, '../../../shared/data/messages-with-replies.jsonl')
const judged = (file: string) =>
  (
    JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8')) as {
      replies: ({ id: string } & Record<string, boolean>)[]
    }
  ).replies
const JUDGED = judged('judged.json')
const LATER = judged('judged-demands.json')
const HELD_OUT = judged('held-out.json')
const required = process.env.HUIYIN_REQUIRE_SHARED === '1'

describe.skipIf(!existsSync(FILE) && !required)('real replies', () => {
  test('are checked, the distribution is told, and it agrees with what a reader found as docs/insight.md says', {
    timeout: 120_000,
  }, async () => {
    const { json } = await replyCheck({
      file: FILE,
      show: [...JUDGED, ...LATER, ...HELD_OUT].map((r) => r.id),
    })
    expect(json.replies).toBe(1965)
    for (const q of json.questions)
      expect(q.verdicts.found + q.verdicts.look + q.verdicts.none, q.question).toBe(1965)
    const agrees = (question: string, of = JUDGED) =>
      of.filter(
        (r) => (json.shown![r.id]!.find((f) => f.question === question)!.verdict === 'look') === r[question],
      ).length
    const told = Object.fromEntries(
      ['demands', 'about', 'basis', 'promise', 'polite', 'plain'].map((q) => [q, agrees(q)]),
    )
    expect(told).toEqual({ demands: 17, about: 19, basis: 18, promise: 17, polite: 20, plain: 20 })
    expect([agrees('demands', LATER), agrees('demands', HELD_OUT)]).toEqual([16, 15])
  })
})
