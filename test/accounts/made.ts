/** The demo's department as accounts, without a database. */
import { type Accounts, accountsOf, type CodeLists } from '../../src/accounts/index.ts'
import { seedFor } from '../../src/codelists/index.ts'
import { demoYear } from '../../src/demo/accounts-figures.ts'

export const codesOf = (year: number): CodeLists => {
  const seed = seedFor(year)
  const of = (kind: 'functional' | 'economic') => new Map(seed[kind].map((c) => [c.code, c.name] as const))
  return { functional: of('functional'), economic: of('economic') }
}

export const accountsWith = (
  year: number,
  leaves: ReadonlyMap<string, number>,
  projectNames: ReadonlyMap<string, string> = new Map(),
): Accounts =>
  accountsOf({
    department: { departmentId: 'd', code: '101001', name: '演示县信访局', kind: 'administrative' },
    year,
    version: 1,
    books: { budget: 'open', final: 'open' },
    leaves,
    projectNames,
    codes: codesOf(year),
  })

/** The second year, which has something carried over. */
export function demoAccounts(year = 2025): Accounts {
  const before = demoYear(0, new Map(), 12, 1)
  const made = demoYear(1, before.closing, 12, 1)
  return accountsWith(year, made.figures, made.names)
}
