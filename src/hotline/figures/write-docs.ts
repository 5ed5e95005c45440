/** Writes the definitions of the figures of calls into docs/statistics.md. `--check` says whether they are current. */
import { syncPage, withTable } from '../../statistics/index.ts'
import { CALL_DEFINITIONS } from './definitions.ts'

const MARKS = {
  begin:
    '<!-- calls: generated from src/hotline/figures/definitions.ts; run node src/hotline/figures/write-docs.ts -->',
  end: '<!-- end of calls -->',
}

/** The page with its table of calls as the definitions are now. */
export const withCallDefinitions = (page: string): string => withTable(page, MARKS, CALL_DEFINITIONS)

if (import.meta.main)
  process.exitCode = syncPage(withCallDefinitions, process.argv.includes('--check')) ? 0 : 1
