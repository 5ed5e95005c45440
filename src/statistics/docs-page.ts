/** docs/statistics.md, whose tables are written by the rooms whose figures they define. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const DOCS_PAGE = path.resolve(import.meta.dirname, '../../docs/statistics.md')

/**
 * Writes the page as `made` gives it.
 * @param checking writes nothing, and says on the terminal when the page is not current
 * @returns false when it is checked and not current
 */
export function syncPage(made: (page: string) => string, checking: boolean): boolean {
  const page = readFileSync(DOCS_PAGE, 'utf8')
  const current = made(page)
  if (page === current) return true
  if (!checking) writeFileSync(DOCS_PAGE, current)
  else console.log('not current: docs/statistics.md')
  return !checking
}
