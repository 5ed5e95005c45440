/** What the address of a batch says: at which step one is, and which rows are shown. */
import type { RowOutcome } from '../../../../src/exchange/contract.ts'

export interface BatchSearch {
  step?: 'preview'
  rows?: RowOutcome
}

const OUTCOMES: readonly string[] = ['made', 'known', 'changed', 'bad']

export function readBatchSearch(search: Record<string, unknown>): BatchSearch {
  return {
    ...(search.step === 'preview' ? { step: 'preview' as const } : {}),
    ...(OUTCOMES.includes(String(search.rows)) ? { rows: search.rows as RowOutcome } : {}),
  }
}
