/** The demo's department with two whole years and the one that runs, entered by its finance officer. */
import {
  type AccountsRoom,
  addDepartment,
  openYear,
  readDepartments,
  releaseBook,
  saveFigures,
} from '../accounts/index.ts'
import { demoYear } from './accounts-figures.ts'
import { financeCommand, onDay } from './finance-people.ts'
import { type Filling, granted } from './openness.ts'

const DEPARTMENT = { code: '101001', name: '演示县信访局', kind: 'administrative' } as const

/** Two years that are closed and the one that runs up to last month. Safe to run again. */
export async function addDemoAccounts(f: Filling): Promise<void> {
  const room: AccountsRoom = { pool: f.cases.app, directory: f.cases.directory }
  const by = (what: string, now = f.today) => financeCommand(f, 'demo.finance', `accounts:${what}`, now)
  const { session } = by('read')
  const thisYear = f.today.getUTCFullYear()
  // What is over was entered when it was over, before its package went out.
  const day = (year: number) => onDay(f.today, year === thisYear ? year : year + 1, '01-05')
  const begun = by('department', day(thisYear - 2))
  const { departmentId } = granted('department', await addDepartment(room, begun, DEPARTMENT))
  // In January nothing of the year is over yet: its months stay empty.
  const months = f.today.getUTCMonth()
  let opening: ReadonlyMap<string, number> = new Map()
  for (const [nth, year] of [thisYear - 2, thisYear - 1, thisYear].entries()) {
    granted(`year ${year}`, await openYear(room, by(`year:${year}`, day(year)), departmentId, year))
    const made = demoYear(nth, opening, year === thisYear ? months : 12)
    opening = made.closing
    const changes = [
      ...[...made.names].map(([code, words]) => ({ path: `project-name/${code}`, value: null, words })),
      ...[...made.figures].map(([path, value]) => ({ path, value })),
    ]
    granted(
      `figures ${year}`,
      await saveFigures(
        room,
        by(`figures:${year}`, year === thisYear ? f.today : day(year)),
        { departmentId, year },
        { changes, note: '演示数据' },
      ),
    )
    if (year === thisYear - 2) await release(year)
  }

  /** The first year is over and done with: both books are released, as its package would be. */
  async function release(year: number): Promise<void> {
    const chief = (what: string) =>
      financeCommand(f, 'demo.chief', `accounts:${what}`, onDay(f.today, year + 1, '02-20'))
    for (const book of ['budget', 'final'] as const) {
      const listed = await readDepartments(room, session)
      const version = listed
        .find((d) => d.departmentId === departmentId)!
        .years.find((y) => y.year === year)!.version
      const input = { book, act: 'release' as const, expectedVersion: version }
      granted(
        `release ${book}`,
        await releaseBook(room, chief(`release:${year}:${book}`), departmentId, year, input),
      )
    }
  }
}
