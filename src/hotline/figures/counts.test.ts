/** What a call adds to the figures follows from the call alone; the docs hold what each figure is. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DOCS_PAGE } from '../../statistics/index.ts'
import { type CallFold, foldEvent, overAt, stateOf } from '../rules.ts'
import { CALL_COUNTS, CALL_RATES } from './contract.ts'
import { addedBy, CALL_MEASURES, CallCounts, type Counted, DONE, doneBy, slotOf, withDone } from './counts.ts'
import { CALL_DEFINITIONS } from './definitions.ts'
import { callFiguresOf } from './read.ts'
import { withCallDefinitions } from './write-docs.ts'

const at = Date.parse('2026-11-21T15:59:00Z')
const folds = fc
  .array(
    fc.record({
      type: fc.constantFrom('ringing', 'answered', 'held', 'resumed', 'ended', 'abandoned'),
      after: fc.integer({ min: 0, max: 7200 }),
      direction: fc.constantFrom('in', 'in', 'in', 'out'),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((events) =>
    events.reduce<CallFold | null>(
      (fold, { type, after, direction }, i) =>
        foldEvent(fold, {
          id: `e${i}`,
          call: 'c',
          type: type as 'ringing',
          at: new Date(at + after * 1000).toISOString(),
          direction: direction as 'in',
        }),
      null,
    ),
  )
const counted = fc
  .tuple(folds, fc.boolean(), fc.subarray([...DONE]))
  .map(([fold, calledBack, done]): Counted => {
    const over = overAt(fold!)
    return {
      direction: fold!.direction,
      state: stateOf(fold!),
      startedAt: new Date(fold!.startedAt),
      answeredAt: fold!.answeredAt ? new Date(fold!.answeredAt) : null,
      endedAt: over ? new Date(over) : null,
      calledBack,
      done,
    }
  })

describe('a call', () => {
  test('is answered, missed, outgoing or waits still, and each rate is of what it is a part of', () => {
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 30 }), (calls) => {
        const all = new CallCounts('Asia/Shanghai')
        for (const c of calls) all.add(c)
        for (const row of all.rows.values()) {
          expect(row.calls).toBe(row.answered + row.abandoned)
          for (const { numerator, denominator } of callFiguresOf(row).rates)
            expect(numerator).toBeLessThanOrEqual(denominator)
          for (const m of CALL_MEASURES) if (m !== 'talk_ms') expect(row[m]).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })
  test('taken away leaves nothing, whatever it became in between', () => {
    fc.assert(
      fc.property(counted, counted, (before, after) => {
        const counts = new CallCounts('Asia/Shanghai')
        counts.add(before)
        counts.add(before, -1)
        counts.add(after)
        counts.add(after, -1)
        for (const row of counts.rows.values()) for (const m of CALL_MEASURES) expect(row[m]).toBe(0)
      }),
    )
  })
  test('stands in the hour of its first ring as clocks of the bureau show it', () => {
    expect(slotOf(new Date('2026-11-21T15:59:59Z'), 'Asia/Shanghai')).toEqual({ day: '2026-11-21', hour: 23 })
    expect(slotOf(new Date('2026-11-21T16:00:00Z'), 'Asia/Shanghai')).toEqual({ day: '2026-11-22', hour: 0 })
    expect(slotOf(new Date('2026-11-21T18:30:00Z'), 'Asia/Urumqi')).toEqual({ day: '2026-11-22', hour: 0 })
  })
  test('within fifteen seconds means fifteen, not sixteen', () => {
    const call = (s: number): Counted => ({
      direction: 'in',
      state: 'talking',
      startedAt: new Date(at),
      answeredAt: new Date(at + s * 1000),
      endedAt: null,
      calledBack: false,
      done: [],
    })
    expect([15, 15.001].map((s) => addedBy(call(s)).in15)).toEqual([1, 0])
  })
  test('counts once for what was done twice, and not for a look', () => {
    const acts = [
      ['looked-up', {}],
      ['order', {}],
      ['transferred', { to: '120' }],
      ['order', {}],
      ['wrapped', {}],
    ] as const
    const done = acts.reduce<string[]>((all, [kind, details]) => withDone(all, doneBy(kind, details)), [])
    expect(done).toEqual(['120', 'order'])
  })
})

test('every figure of the hotline has a definition, and the docs hold them as they are', () => {
  const codes = [...CALL_COUNTS, ...CALL_RATES, 'mean_wait', 'mean_talk']
  expect(CALL_DEFINITIONS.map((d) => d.code).sort()).toEqual([...codes].sort())
  for (const d of CALL_DEFINITIONS)
    for (const words of [d.name, d.definition, d.source])
      expect(words.zh !== '' && words.en !== '' && words.zh !== words.en).toBe(true)
  const page = readFileSync(DOCS_PAGE, 'utf8')
  expect(page).toBe(withCallDefinitions(page))
})
