import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBuckets } from './buckets.ts'
import { createPace } from './pace.ts'
import { createTickets, isWork } from './work.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 7, 3, 2) + seconds * 1000)
const LONG_AGO = at(-3600)

describe('a bucket', () => {
  test('gives over any time no more than it held and what came in since', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 120 })
    fc.assert(
      fc.property(
        gaps,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (list, perMinute, most) => {
          const buckets = createBuckets(perMinute, most, 0)
          let second = 0
          let given = 0
          for (const gap of list) {
            second += gap
            if (buckets.secondsUntilOne('k', at(second)) === 0) given++
            buckets.take('k', at(second))
          }
          expect(given).toBeLessThanOrEqual(most + (second * perMinute) / 60 + 1)
        },
      ),
    )
  })

  test('says truly when there is one again', () => {
    const buckets = createBuckets(6, 2, 5)
    for (let i = 0; i < 5; i++) buckets.take('k', at(0))
    const wait = buckets.secondsUntilOne('k', at(0))
    expect(wait).toBe(40)
    expect(buckets.secondsUntilOne('k', at(wait))).toBe(0)
    expect(buckets.secondsUntilOne('other', at(0))).toBe(0)
    // A clock set back is no reason to wait longer.
    expect(buckets.secondsUntilOne('k', at(-500))).toBe(wait)
  })
})

describe('pages', () => {
  const pace = () => createPace({ pagesPerMinute: 60, sendsPerHour: 20, bureauSendsPerHour: 3600 })

  test('are answered at once as people open them, then more slowly, then not, and again after the time said', () => {
    const p = pace()
    const verdicts = Array.from({ length: 200 }, () => p.page('192.0.2.1', at(0)))
    expect(verdicts.slice(0, 120).every((v) => v.delayMs === 0 && v.retryAfter === 0)).toBe(true)
    expect(verdicts[140]).toMatchObject({ retryAfter: 0 })
    expect(verdicts[140]!.delayMs).toBeGreaterThan(1000)
    const last = verdicts.at(-1)!
    expect(last.retryAfter).toBeGreaterThan(0)
    expect(last.delayMs).toBeLessThanOrEqual(3000)
    expect(p.page('192.0.2.1', at(60)).retryAfter).toBe(0)
    expect(p.page('192.0.2.2', at(0))).toEqual({ delayMs: 0, retryAfter: 0 })
  })

  test('of one IPv6 household count together', () => {
    const p = pace()
    for (let i = 0; i < 200; i++) p.page(`2001:db8::${i.toString(16)}`, at(0))
    expect(p.page('2001:db8::ffff', at(0)).retryAfter).toBeGreaterThan(0)
  })
})

describe('sending', () => {
  test('waits only after many from one address, and never longer than two minutes', () => {
    const p = createPace({ pagesPerMinute: 60, sendsPerHour: 20, bureauSendsPerHour: 3600 })
    const waits = Array.from({ length: 60 }, () => p.send('192.0.2.1', 'b', LONG_AGO, at(0)))
    expect(waits.slice(0, 10).every((w) => w.seconds === 0 && !w.busy)).toBe(true)
    expect(waits.at(-1)).toEqual({ seconds: 120, busy: false })
    expect(p.send('192.0.2.2', 'b', LONG_AGO, at(0)).seconds).toBe(0)
  })

  test('is slowed for a whole bureau when far too much comes, and for that bureau alone', () => {
    const p = createPace({ pagesPerMinute: 60, sendsPerHour: 20, bureauSendsPerHour: 60 })
    for (let i = 0; i < 20; i++) p.send(`192.0.2.${i}`, 'b', LONG_AGO, at(0))
    expect(p.send('198.51.100.1', 'b', LONG_AGO, at(0))).toEqual({ seconds: 60, busy: true })
    expect(p.send('198.51.100.1', 'other', LONG_AGO, at(0))).toEqual({ seconds: 0, busy: false })
  })

  test('waits out the time nobody writes a letter in', () => {
    const p = createPace()
    expect(p.send('192.0.2.1', 'b', at(-2), at(0))).toEqual({ seconds: 10, busy: false })
    expect(p.send('192.0.2.1', 'b', at(-12), at(0)).seconds).toBe(0)
  })
})

describe('a ticket', () => {
  const tickets = createTickets(Buffer.alloc(32, 1), 8)
  const solve = (nonce: string, bits: number) => {
    for (let i = 0; ; i++) if (isWork(nonce, String(i), bits)) return String(i)
  }

  test('lets through when its time has come, for its own draft', () => {
    const { text, work } = tickets.issue('d', 30, false, at(0))
    expect(work).toBeNull()
    expect(tickets.secondsLeft(text, '', 'd', at(10))).toBe(20)
    expect(tickets.secondsLeft(text, '', 'd', at(30))).toBe(0)
    expect(tickets.secondsLeft(text, '', 'other', at(30))).toBeNull()
    expect(tickets.secondsLeft(text, '', 'd', at(30 + 7 * 3600))).toBeNull()
  })

  test('lets through earlier for the calculation, and for no other', () => {
    const { text, work } = tickets.issue('d', 60, true, at(0))
    const solution = solve(work!.nonce, work!.bits)
    expect(tickets.secondsLeft(text, solution, 'd', at(1))).toBe(0)
    const wrong = Array.from({ length: 50 }, (_, i) => String(i)).find(
      (s) => !isWork(work!.nonce, s, work!.bits),
    )!
    expect(tickets.secondsLeft(text, wrong, 'd', at(1))).toBe(59)
    const timeOnly = tickets.issue('d', 60, false, at(0)).text
    expect(tickets.secondsLeft(timeOnly, solution, 'd', at(1))).toBe(59)
  })

  test('cannot be made up or changed', () => {
    const { text } = tickets.issue('d', 60, true, at(0))
    const [nonce, from, bits, mac] = text.split('.')
    for (const bad of [
      '',
      'x',
      `${nonce}.${Number(from) - 99_000}.${bits}.${mac}`,
      `${nonce}.${from}.1.${mac}`,
      `${text}.x`,
    ])
      expect(tickets.secondsLeft(bad, '0', 'd', at(0)), bad).toBeNull()
    fc.assert(
      fc.property(fc.string(), fc.string(), (t, s) => {
        expect(tickets.secondsLeft(t, s, 'd', at(0))).toBeNull()
      }),
    )
  })
})
