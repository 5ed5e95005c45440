import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../kernel/errors/refusal.ts'
import { BOOKING_STATES, DESK_ACTS } from './contract.ts'
import {
  afterAct,
  bookingNumber,
  closedDay,
  endOf,
  freeSlots,
  type InQueue,
  nextInLine,
  phaseOf,
  readNumber,
  slotTime,
  wrongDay,
} from './rules.ts'

const day = { starts: '09:00', slotMinutes: 20, slots: 6 }
const here = (bookingId: string, ticket: number, slot: number | null): InQueue => ({
  bookingId,
  state: 'arrived',
  ticket,
  slot,
})

describe('slots', () => {
  it('begin one after the other, and only those not begun can be booked', () => {
    expect(slotTime(day, 0)).toBe('09:00')
    expect(slotTime(day, 4)).toBe('10:20')
    expect(endOf(day)).toBe('11:00')
    expect(freeSlots(day, new Set([1, 5]), null)).toEqual([0, 2, 3, 4])
    expect(freeSlots(day, new Set([1, 5]), '09:40')).toEqual([3, 4])
  })

  it('are to come, running, or over', () => {
    expect(phaseOf(day, null)).toBe('coming')
    expect(phaseOf(day, '08:59')).toBe('coming')
    expect(phaseOf(day, '09:00')).toBe('now')
    expect(phaseOf(day, '10:59')).toBe('now')
    expect(phaseOf(day, '11:00')).toBe('over')
  })

  it('must lie within one day that is to come', () => {
    const input = { ...day, onDate: '2026-12-01', host: '县长', unitId: null, place: '大厅', note: '' }
    expect(wrongDay(input, '2026-11-21', '2027-05-01')).toBeUndefined()
    expect(isRefusal(wrongDay({ ...input, onDate: '2026-11-20' }, '2026-11-21', '2027-05-01'))).toBe(true)
    expect(isRefusal(wrongDay({ ...input, starts: '22:00', slots: 7 }, '2026-11-21', '2027-05-01'))).toBe(
      true,
    )
  })
})

describe('the turn', () => {
  it('is that of the booked time, then of the ticket, then of who came early', () => {
    const queue = [
      here('early', 1, 5),
      here('walk-in', 2, null),
      here('booked', 3, 1),
      here('walk-in-2', 4, null),
    ]
    const order: string[] = []
    for (let left = queue; left.length > 0; left = left.filter((q) => !order.includes(q.bookingId)))
      order.push(nextInLine(day, left, '09:30')!.bookingId)
    expect(order).toEqual(['booked', 'walk-in', 'walk-in-2', 'early'])
    expect(nextInLine(day, [], '09:30')).toBeNull()
  })

  it('comes to everybody who is there, and to nobody else', () => {
    const one = fc.record({
      state: fc.constantFrom(...BOOKING_STATES),
      slot: fc.option(fc.integer({ min: 0, max: 5 })),
      ticket: fc.integer({ min: 1, max: 50 }),
    })
    fc.assert(
      fc.property(
        fc.array(one, { maxLength: 12 }),
        fc.constantFrom('08:00', '09:30', '12:00'),
        (all, now) => {
          const queue = all.map((q, i) => ({ ...q, bookingId: String(i) }))
          const next = nextInLine(day, queue, now)
          expect(next === null).toBe(!queue.some((q) => q.state === 'arrived'))
          if (next) expect(next.state).toBe('arrived')
        },
      ),
    )
  })
})

describe('a booking', () => {
  it('goes from booked over arrived and called to done, and nothing leads back from done', () => {
    expect(afterAct('booked', 'arrive')).toBe('arrived')
    expect(afterAct('arrived', 'call')).toBe('called')
    expect(afterAct('called', 'done')).toBe('done')
    expect(afterAct('absent', 'call')).toBe('called')
    for (const act of DESK_ACTS) if (act !== 'tie') expect(isRefusal(afterAct('done', act))).toBe(true)
    for (const act of DESK_ACTS) expect(isRefusal(afterAct('cancelled', act))).toBe(true)
  })

  it('has a number that leads back to day and place in it', () => {
    const number = bookingNumber('demo-city', '2026-11-25', 3)
    expect(number).toBe('DEMO-CITY-R20261125-03')
    expect(readNumber('demo-city', ' demo-city-r20261125-03 ')).toEqual({ onDate: '2026-11-25', seq: 3 })
    expect(readNumber('demo', number)).toBeNull()
  })

  it('is taken on published days to come only', () => {
    expect(closedDay('published', '2026-11-21', '2026-11-21')).toBeUndefined()
    expect(isRefusal(closedDay('published', '2026-11-20', '2026-11-21'))).toBe(true)
    expect(isRefusal(closedDay('draft', '2026-11-25', '2026-11-21'))).toBe(true)
    expect(isRefusal(closedDay('cancelled', '2026-11-25', '2026-11-21'))).toBe(true)
  })
})
