import { expect, test } from 'vitest'
import { type Accounts, accountsOf, controlsOf } from '../accounts/index.ts'
import { seedFor } from '../codelists/index.ts'
import { demoYear } from './accounts-figures.ts'

const listsOf = (year: number) => {
  const seed = seedFor(year)
  const of = (kind: 'functional' | 'economic') => new Map(seed[kind].map((c) => [c.code, c.name]))
  return { functional: of('functional'), economic: of('economic') }
}

test('the demo department agrees with itself over its years, whatever the month', () => {
  for (const until of [0, 3, 6, 10, 12]) {
    let opening: ReadonlyMap<string, number> = new Map()
    let before: Accounts | null = null
    for (const nth of [0, 1, 2]) {
      const made = demoYear(nth, opening, nth === 2 ? until : 12)
      opening = made.closing
      const codes = listsOf(2024 + nth)
      const accounts = accountsOf({
        department: { departmentId: 'd', code: '101001', name: '演示县信访局', kind: 'administrative' },
        year: 2024 + nth,
        version: 1,
        books: { budget: 'open', final: 'open' },
        leaves: made.figures,
        projectNames: made.names,
        codes,
      })
      expect(controlsOf(accounts, { before, codes })).toEqual([])
      if (nth < 2 || until === 12) {
        expect(accounts.final.balance.general.closing).toBeGreaterThan(0)
        expect(accounts.months[11]!.paidSoFar).toBe(accounts.final.spending.sum.total)
      }
      before = accounts
    }
  }
})
