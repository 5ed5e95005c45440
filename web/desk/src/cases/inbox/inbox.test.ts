import { describe, expect, it } from 'vitest'
import { groupOf } from './groups.ts'
import { isFiltered, readInboxSearch } from './search.ts'

const item = (part: Partial<Parameters<typeof groupOf>[0]>) => ({
  overdue: false,
  nextDue: '2026-10-09',
  daysLeft: 1,
  end: null,
  ...part,
})

describe('the groups of the inbox', () => {
  it.each([
    ['past its day', { overdue: true, daysLeft: -1 }, 'overdue'],
    ['on its day', { nextDue: '2026-10-08', daysLeft: 0 }, 'today'],
    ['two working days away', { daysLeft: 2 }, 'soon'],
    ['three working days away', { daysLeft: 3 }, 'later'],
    ['a rest day away, which is no working day', { daysLeft: 0 }, 'soon'],
    ['without a clock', { nextDue: null, daysLeft: null }, 'none'],
    ['ended, though its clock once was late', { overdue: true, end: 'answered' }, 'none'],
  ])('%s', (_, part, group) => {
    expect(groupOf(item(part), '2026-10-08')).toBe(group)
  })

  it('takes an hour that is past as overdue although its day is today', () => {
    expect(groupOf(item({ overdue: true, nextDue: '2026-10-08', daysLeft: 0 }), '2026-10-08')).toBe('overdue')
  })
})

describe('the filters in the address', () => {
  it('reads what it writes', () => {
    const search = { scope: 'bureau', overdue: true, channel: 'letter-box', state: 'reply-check' } as const
    expect(readInboxSearch(search)).toEqual(search)
  })
  it('leaves out what is not one of ours', () => {
    expect(readInboxSearch({ scope: 'all', overdue: 'no', state: '<b>', unit: 7, other: 'x' })).toEqual({})
  })
  it('counts scope and progress as views, not as filters', () => {
    expect(isFiltered({ scope: 'bureau', ended: true })).toBe(false)
    expect(isFiltered({ channel: 'letter' })).toBe(true)
  })
})
