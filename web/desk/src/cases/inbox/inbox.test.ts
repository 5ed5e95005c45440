import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupOf } from './groups.ts'
import {
  COLUMNS,
  columnsOf,
  filtersIn,
  type InboxSearch,
  LISTS,
  mayStandIn,
  progressOf,
  queryOf,
  readInboxSearch,
  SORTS,
  searchOf,
  withoutFilters,
} from './search.ts'

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

describe('a list in the address', () => {
  const day = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10))
  const word = fc.stringMatching(/^[a-z0-9-]{1,12}$/)
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((s) => s.trim() === s && s !== '' && s.isWellFormed())
  const any: fc.Arbitrary<InboxSearch> = fc.record(
    {
      list: fc.constantFrom(...LISTS.filter((l) => l !== 'inbox')),
      progress: fc.constantFrom('open' as const, 'ended' as const, 'any' as const),
      waiting: fc.constant(true),
      archive: fc.constantFrom('ready' as const, 'archived' as const),
      state: word,
      procedure: word,
      channel: word,
      class: word,
      unit: fc.uuid(),
      category: text,
      q: text,
      dueFrom: day,
      dueTo: day,
      receivedFrom: day,
      receivedTo: day,
      sort: fc.constantFrom(...SORTS),
      cols: fc
        .subarray([...COLUMNS], { minLength: 1 })
        .map((cols) => COLUMNS.filter((c) => c === 'matter' || cols.includes(c)).join('.')),
    },
    { requiredKeys: [] },
  )
  // An order that means nothing for these matters is left out on reading.
  const search = any.filter((s) => s.sort === undefined || mayStandIn(s.sort, progressOf(s)))

  it('comes back from the address as it was, through text too, and from a saved view', () => {
    fc.assert(
      fc.property(search, (s) => {
        expect(readInboxSearch(s)).toEqual(s)
        // As the router writes and reads it: values that are no words are JSON.
        const address = new URLSearchParams(Object.entries(s).map(([k, v]) => [k, JSON.stringify(v)]))
        const read = Object.fromEntries([...address].map(([k, v]) => [k, JSON.parse(v) as unknown]))
        expect(readInboxSearch(read)).toEqual(s)
        expect(queryOf(searchOf(queryOf(s), columnsOf(s)))).toEqual(queryOf(s))
        expect(columnsOf(searchOf(queryOf(s), columnsOf(s)))).toEqual(columnsOf(s))
      }),
    )
  })

  it('leaves out what is not one of ours', () => {
    const odd = { list: 'mine', overdue: 'no', state: '<b>', unit: 7, other: 'x', dueTo: 'soon', q: '  ' }
    expect(readInboxSearch(odd)).toEqual({})
    expect(readInboxSearch({ cols: 'nothing.of.ours' })).toEqual({ cols: 'matter' })
  })

  it('still leads where an address of the former inbox led', () => {
    expect(readInboxSearch({ scope: 'bureau', channel: 'letter' })).toEqual({
      list: 'all',
      channel: 'letter',
    })
    expect(readInboxSearch({ overdue: true })).toEqual({ list: 'overdue' })
    expect(readInboxSearch({ ended: 'true' })).toEqual({ list: 'all', progress: 'ended' })
  })

  it('counts neither list nor order nor columns as filters, and keeps them when filters are cleared', () => {
    const base: InboxSearch = { list: 'all', progress: 'ended', sort: 'ended', cols: 'due.matter' }
    expect(filtersIn(base)).toBe(0)
    expect(filtersIn({ ...base, channel: 'letter', q: '路灯' })).toBe(2)
    expect(withoutFilters({ ...base, channel: 'letter', q: '路灯' })).toEqual(base)
    expect(progressOf({ list: 'all' })).toBe('any')
    expect(progressOf({})).toBe('open')
  })
})
