/** What a workbook would change, shown before it does it. Pure. */
import { createHash } from 'node:crypto'
import type { Sheet } from '../../tables/index.ts'
import type { Accounts } from '../figures.ts'
import { type Book, bookOf, readPath, ZERO_IS_NOTHING } from '../keys.ts'
import { BOOK_LABELS, type Label } from '../labels.ts'
import { accountsOf } from '../model.ts'
import { FAULTS, type ReadBook, type ReadOptions, say } from './found.ts'
import { namesOfPaths } from './names.ts'
import { checkClaims, readBook } from './read-book.ts'

export interface PlannedChange {
  path: string
  label: Label
  unit: 'fen' | 'count' | 'bp' | 'words'
  before: number | null
  value: number | null
  words: string | null
  sheet: string
  cell: string
}

export interface ImportPlan extends Pick<ReadBook, 'tables' | 'unknown' | 'findings'> {
  changes: PlannedChange[]
  /** Figures of the file that are as they stand. */
  same: number
  /** Of the changes and of the version they were planned on. */
  digest: string
}

/** Plans the import of sheets into accounts as they stand. Errors in `findings` forbid to carry it out. */
export function planImport(sheets: readonly Sheet[], o: ReadOptions): ImportPlan {
  const book = readBook(sheets, o)
  const { accounts } = o
  const told = new Map(book.leaves.map((l) => [l.path, l]))
  const changes: Omit<PlannedChange, 'label' | 'unit'>[] = []
  let same = 0
  for (const { path, value: as, sheet, cell } of told.values()) {
    const value = as === 0 && ZERO_IS_NOTHING.has(path.split('/')[0]!) ? null : as
    const before = accounts.leaves[path] ?? null
    if (before === value) same++
    else changes.push({ path, before, value, words: null, sheet, cell })
  }
  for (const [path, before] of Object.entries(accounts.leaves)) {
    const scope = book.scopes.find((s) => path.startsWith(s))
    if (scope === undefined || told.has(path)) continue
    changes.push({ path, before, value: null, words: null, sheet: '', cell: '' })
  }
  const projectNames = new Map(accounts.projects.map((p) => [p.code, p.name]))
  for (const n of book.names) {
    const code = n.path.split('/')[1]!
    if (projectNames.get(code) === n.words) same++
    else
      changes.push({ path: n.path, before: null, value: null, words: n.words, sheet: n.sheet, cell: n.cell })
    projectNames.set(code, n.words)
  }
  changes.sort((a, b) => (a.path < b.path ? -1 : 1))
  const leaves = new Map(Object.entries(accounts.leaves))
  for (const c of changes)
    if (c.words === null) {
      if (c.value === null) leaves.delete(c.path)
      else leaves.set(c.path, c.value)
    }
  const after = accountsOf({ ...accounts, leaves, projectNames, codes: o.codes })
  checkClaims(book, after)
  checkReleased(accounts, changes, book)
  const label = namesOfPaths(after, accounts)
  const digest = createHash('sha256')
    .update(JSON.stringify([accounts.version, changes]))
    .digest('hex')
  return {
    tables: book.tables,
    unknown: book.unknown,
    findings: book.findings.sort(
      (a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'),
    ),
    changes: changes.map((c) => ({ ...c, label: label(c.path), unit: readPath(c.path)!.unit })),
    same,
    digest,
  }
}

/** Of a released book nothing may change: said once a sheet. */
function checkReleased(
  a: Accounts,
  changes: readonly Omit<PlannedChange, 'label' | 'unit'>[],
  book: ReadBook,
): void {
  const said = new Set<string>()
  for (const c of changes) {
    const p = readPath(c.path)
    const of: Book | null = p && bookOf(p)
    const key = `${of} ${c.sheet}`
    if (!of || a.books[of] !== 'released' || said.has(key)) continue
    said.add(key)
    say(book, { sheet: c.sheet, cell: c.cell }, FAULTS.released(BOOK_LABELS[of]))
  }
}
