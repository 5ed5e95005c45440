import { expect, test } from 'vitest'
import { NATIONAL_CALENDAR } from '../kernel/calendar/index.ts'
import type { Plan } from './contract.ts'
import { planShifts } from './rules.ts'

const plan = (more: Partial<Plan>): Plan => ({
  kind: 'hotline',
  from: '2026-09-24',
  to: '2026-09-28',
  days: 'all',
  starts: '08:30',
  ends: '17:30',
  phone: '12345',
  accountIds: ['a', 'b'],
  ...more,
})
const days = (p: Plan) => planShifts(p, NATIONAL_CALENDAR).map((s) => `${s.day} ${s.accountId}`)

test('people come in turn over the days that are filled', () => {
  expect(days(plan({}))).toEqual([
    '2026-09-24 a',
    '2026-09-25 b',
    '2026-09-26 a',
    '2026-09-27 b',
    '2026-09-28 a',
  ])
  // Mid-autumn 2026 is off from 25 to 27 September.
  expect(days(plan({ days: 'working' }))).toEqual(['2026-09-24 a', '2026-09-28 b'])
  expect(days(plan({ days: 'off' }))).toEqual(['2026-09-25 a', '2026-09-26 b', '2026-09-27 a'])
})

test('a make-up work day is worked, whatever day of the week it is', () => {
  const sunday = { from: '2026-09-20', to: '2026-09-20' }
  expect(days(plan({ ...sunday, days: 'working' }))).toHaveLength(1)
  expect(days(plan({ ...sunday, days: 'off' }))).toHaveLength(0)
})

test('a night ends on the next day', () => {
  const [night] = planShifts(plan({ to: '2026-09-24', starts: '17:30', ends: '08:30' }), NATIONAL_CALENDAR)
  expect(night).toMatchObject({ startsAt: '2026-09-24T09:30:00.000Z', endsAt: '2026-09-25T00:30:00.000Z' })
})
