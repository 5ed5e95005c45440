/** The checker: every relation a disclosure states, found and computed. Pure: a document in, relations out. */
import type { Relation, Source } from './contract.ts'
import { checkProseCodes } from './cross/codes.ts'
import { checkProjects } from './cross/performance.ts'
import { checkAgainstPrevious } from './cross/previous.ts'
import { checkTextAgainstTables } from './cross/text-table.ts'
import { checkChanges } from './prose/changes.ts'
import { checkCompletion } from './prose/completion.ts'
import { checkCounts } from './prose/counts.ts'
import { checkGlued } from './prose/glued.ts'
import { checkIdentities } from './prose/identity.ts'
import { checkHeadlines, checkItems } from './prose/items.ts'
import { checkLeftovers } from './prose/leftovers.ts'
import { checkNumbering } from './prose/numbering.ts'
import { checkParts } from './prose/parts.ts'
import { checkRuns } from './prose/runs.ts'
import { checkShares } from './prose/shares.ts'
import { checkYears } from './prose/years.ts'
import { Ledger, type Reading, readDocument } from './reading.ts'
import { checkCharts } from './tables/charts.ts'
import { checkPublicExpenses } from './tables/public-expenses.ts'
import { checkTables } from './tables/relations.ts'
import { textTables } from './tables/text-tables.ts'

export function checkSource(
  source: Source,
  previous: Source | null = null,
): { reading: Reading; relations: readonly Relation[] } {
  const reading = readDocument(source)
  const { paragraphs, facts } = reading
  const ledger = new Ledger()
  checkParts(paragraphs, ledger)
  checkItems(paragraphs, ledger)
  checkHeadlines(paragraphs, facts.year, ledger)
  checkRuns(paragraphs, ledger)
  checkShares(paragraphs, ledger)
  checkChanges(paragraphs, ledger)
  checkCompletion(paragraphs, ledger)
  checkCounts(paragraphs, ledger)
  checkGlued(paragraphs, ledger)
  checkIdentities(paragraphs, ledger)
  checkYears(paragraphs, facts, ledger)
  checkLeftovers(paragraphs, ledger)
  checkNumbering(paragraphs, ledger)
  const tables = textTables(reading.lines)
  checkTables(tables, ledger)
  checkCharts(source.lines, paragraphs, facts.year, ledger)
  checkProseCodes(paragraphs, ledger)
  checkPublicExpenses(reading.lines, paragraphs, ledger)
  checkProjects(paragraphs, ledger)
  checkTextAgainstTables(paragraphs, tables, ledger)
  if (previous) checkAgainstPrevious(reading, readDocument(previous), ledger)
  return { reading, relations: withoutEchoes(ledger.relations) }
}

/** A glued number is also a part larger than its whole: said once, with its proof. */
function withoutEchoes(relations: readonly Relation[]): Relation[] {
  const glued = new Set(relations.filter((r) => r.kind === 'glued').map((r) => `${r.at.line}|${r.left}`))
  return relations.filter((r) => r.holds || r.kind !== 'order' || !glued.has(`${r.at.line}|${r.left}`))
}
