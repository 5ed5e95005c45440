/** Writes the table of definitions into docs/statistics.md, between its marks. `--check` says whether it is current. */

import { withTable } from './defined.ts'
import { DEFINITIONS } from './definitions.ts'
import { syncPage } from './docs-page.ts'

const MARKS = {
  begin:
    '<!-- definitions: generated from src/statistics/definitions.ts; run node src/statistics/write-docs.ts -->',
  end: '<!-- end of definitions -->',
}

/** The page with its table as the definitions are now. */
export const withDefinitions = (page: string): string => withTable(page, MARKS, DEFINITIONS)

if (import.meta.main) process.exitCode = syncPage(withDefinitions, process.argv.includes('--check')) ? 0 : 1
