import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CallEvent } from './contract.ts'
import { type CallFold, foldEvent, masked, overAt, stateOf } from './rules.ts'
import { isFresh, signatureHolds, signatureOf } from './sign.ts'

const at = (s: number) => new Date(Date.UTC(2026, 2, 2, 1, 0, s)).toISOString()
const e = (type: CallEvent['type'], s: number, more: Partial<CallEvent> = {}): CallEvent => ({
  id: `${type}-${s}`,
  call: 'c1',
  type,
  at: at(s),
  ...more,
})
const folded = (events: readonly CallEvent[]) =>
  events.reduce<CallFold | null>((f, event) => foldEvent(f, event), null)!

describe('a call', () => {
  test('stands where its events say', () => {
    const so = (...events: CallEvent[]) => stateOf(folded(events))
    expect(so(e('ringing', 0))).toBe('waiting')
    expect(so(e('ringing', 0), e('ringing', 2, { agent: '8001' }))).toBe('ringing')
    expect(so(e('ringing', 0), e('answered', 5, { agent: '8001' }))).toBe('talking')
    expect(so(e('ringing', 0), e('answered', 5, { agent: '8001' }), e('held', 9))).toBe('held')
    expect(so(e('answered', 5, { agent: '8001' }), e('held', 9), e('resumed', 12))).toBe('talking')
    expect(so(e('ringing', 0), e('answered', 5), e('ended', 60))).toBe('ended')
    expect(so(e('ringing', 0), e('abandoned', 20))).toBe('abandoned')
    // Some systems end every call with the same event.
    expect(so(e('ringing', 0), e('ended', 20))).toBe('abandoned')
    expect(so(e('ringing', 0, { direction: 'out' }), e('ended', 20))).toBe('ended')
  })

  test('comes to the same whatever the order in which its events arrive', () => {
    const event = fc.record({
      type: fc.constantFrom<CallEvent['type']>(
        'ringing',
        'answered',
        'held',
        'resumed',
        'ended',
        'abandoned',
        'recording',
      ),
      s: fc.integer({ min: 0, max: 5 }),
      agent: fc.option(fc.constantFrom('8001', '8002'), { nil: undefined }),
      queue: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
      recording: fc.option(fc.constantFrom('r1', 'r2'), { nil: undefined }),
      direction: fc.option(fc.constantFrom('in' as const, 'out' as const), { nil: undefined }),
    })
    const events = fc
      .array(event, { minLength: 1, maxLength: 8 })
      .map((list) => list.map(({ type, s, ...more }) => e(type, s, more)))
    fc.assert(
      fc.property(
        events.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, other]) => {
          expect(folded(other)).toEqual(folded(list))
          expect(overAt(folded(other))).toBe(overAt(folded(list)))
        },
      ),
    )
  })
})

test('a number is shown masked to whoever does not have the call', () => {
  expect(masked('13800001234')).toBe('138****1234')
  expect(masked('1234567')).toBe('****4567')
  expect(masked('110')).toBe('****')
})

describe('a signature', () => {
  const body = '{"id":"1"}'
  test('holds for this secret, time and body alone', () => {
    const given = signatureOf('secret', '1700000000', body)
    expect(given).toMatch(/^v1=[0-9a-f]{64}$/)
    expect(signatureHolds('secret', '1700000000', Buffer.from(body), given)).toBe(true)
    expect(signatureHolds('other', '1700000000', body, given)).toBe(false)
    expect(signatureHolds('secret', '1700000001', body, given)).toBe(false)
    expect(signatureHolds('secret', '1700000000', `${body} `, given)).toBe(false)
    expect(signatureHolds('secret', '1700000000', body, '')).toBe(false)
  })
  test('is good for five minutes', () => {
    const now = new Date(1_700_000_000_000)
    expect(isFresh('1700000000', now)).toBe(true)
    expect(isFresh('1700000300', now)).toBe(true)
    expect(isFresh('1699999700', now)).toBe(true)
    expect(isFresh('1699999699', now)).toBe(false)
    expect(isFresh('1700000301', now)).toBe(false)
    for (const wrong of ['', 'x', '-1', '1e9', '99999999999999']) expect(isFresh(wrong, now)).toBe(false)
  })
})
