import { expect, it } from 'vitest'
import { endOf, timesOf } from './times.ts'

it('says when slots begin and the day ends, and shortens a long list', () => {
  expect(timesOf({ starts: '09:00', slotMinutes: 20, slots: 3 })).toEqual(['09:00', '09:20', '09:40'])
  expect(endOf({ starts: '09:00', slotMinutes: 20, slots: 3 })).toBe('10:00')
  expect(timesOf({ starts: '08:30', slotMinutes: 15, slots: 12 })).toEqual([
    '08:30',
    '08:45',
    '09:00',
    '…',
    '11:15',
  ])
})
