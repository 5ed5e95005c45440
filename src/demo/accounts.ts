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
import { demoCommand, type Filling, granted } from './openness.ts'

const DEPARTMENT = { code: '101001', name: '演示县信访局', kind: 'administrative' } as const

/** Two years that are closed and the one that runs up to last month. Safe to run again. */
export async function addDemoAccounts(f: Filling): Promise<void> {
  const room: AccountsRoom = { pool: f.cases.app, directory: f.cases.directory }
  const named = (login: 'demo.finance' | 'demo.chief', name: string, what: string) => {
    const command = demoCommand(f, login, `accounts:${what}`, f.today)
    return { ...command, session: { ...command.session, name } }
  }
  const by = (what: string) => named('demo.finance', '财务人员（演示）', what)
  const { session } = by('read')
  const added = granted('department', await addDepartment(room, by('department'), DEPARTMENT))
  const { departmentId } = added
  const thisYear = f.today.getUTCFullYear()
  // In January nothing of the year is over yet: its months stay empty.
  const months = f.today.getUTCMonth()
  let opening: ReadonlyMap<string, number> = new Map()
  for (const [nth, year] of [thisYear - 2, thisYear - 1, thisYear].entries()) {
    granted(`year ${year}`, await openYear(room, by(`year:${year}`), departmentId, year))
    const made = demoYear(nth, opening, year === thisYear ? months : 12)
    opening = made.closing
    const changes = [
      ...[...made.names].map(([code, words]) => ({ path: `project-name/${code}`, value: null, words })),
      ...[...made.figures].map(([path, value]) => ({ path, value })),
    ]
    granted(
      `figures ${year}`,
      await saveFigures(room, by(`figures:${year}`), { departmentId, year }, { changes, note: '演示数据' }),
    )
    if (year === thisYear - 2) await release(year)
  }

  /** The first year is over and done with: both books are released, as its package would be. */
  async function release(year: number): Promise<void> {
    const chief = (what: string) => named('demo.chief', '局长（演示）', what)
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
