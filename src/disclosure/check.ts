/** The checker: every relation a disclosure states, found and computed. Pure: a document in, relations out. */
import type { Relation, Source } from './contract.ts'
import { checkChangesApart } from './cross/changes-apart.ts'
import { checkCodeNames } from './cross/code-names.ts'
import { checkProseCodes } from './cross/codes.ts'
import { checkConcepts } from './cross/concepts.ts'
import { checkLabels } from './cross/labels.ts'
import { checkProjects } from './cross/performance.ts'
import { checkAgainstPrevious } from './cross/previous.ts'
import { checkAcross } from './cross/tables.ts'
import { checkTextAgainstTables } from './cross/text-table.ts'
import {
  absolute,
  compare,
  type Decimal,
  divide,
  multiply,
  show,
  subtract,
  whole,
  within,
} from './decimal.ts'
import { checkChanges } from './prose/changes.ts'
import { checkCompletion } from './prose/completion.ts'
import { checkCounts } from './prose/counts.ts'
import { checkDates } from './prose/dates.ts'
import { checkEntities } from './prose/entities.ts'
import { checkFormulas } from './prose/formulas.ts'
import { checkGaps } from './prose/gaps.ts'
import { checkGlued } from './prose/glued.ts'
import { checkIdentities } from './prose/identity.ts'
import { checkHeadlines, checkItems } from './prose/items.ts'
import { checkGlossary, checkLeftovers, checkReadWhole } from './prose/leftovers.ts'
import { checkNumbering } from './prose/numbering.ts'
import { checkPairs } from './prose/pairs.ts'
import { checkParts } from './prose/parts.ts'
import { checkPurposes } from './prose/purposes.ts'
import { checkRuns } from './prose/runs.ts'
import { checkShares } from './prose/shares.ts'
import { checkSideBySide } from './prose/side-by-side.ts'
import { checkYears } from './prose/years.ts'
import { Ledger, type Reading, readDocument } from './reading.ts'
import { checkCharts } from './tables/charts.ts'
import { checkChangedColumns } from './tables/columns-changed.ts'
import { checkForms } from './tables/forms.ts'
import { checkIndicators, checkPlans } from './tables/indicators.ts'
import { checkPerformance } from './tables/performance.ts'
import { checkPublicExpenses } from './tables/public-expenses.ts'
import { checkTables } from './tables/relations.ts'
import { checkSegments } from './tables/segments.ts'
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
  checkPairs(paragraphs, ledger)
  checkSideBySide(paragraphs, ledger)
  checkFormulas(paragraphs, ledger)
  checkCompletion(paragraphs, ledger)
  checkCounts(paragraphs, ledger)
  checkGlued(paragraphs, ledger)
  checkIdentities(paragraphs, ledger)
  checkYears(paragraphs, facts, ledger)
  checkDates(paragraphs, facts, ledger)
  checkEntities(paragraphs, facts, ledger)
  checkGaps(paragraphs, ledger)
  checkPurposes(paragraphs, ledger)
  checkLeftovers(paragraphs, ledger)
  checkGlossary(paragraphs, ledger)
  checkReadWhole(source, ledger)
  checkNumbering(paragraphs, ledger)
  const tables = textTables(reading.lines)
  checkTables(tables, ledger)
  checkSegments(tables, ledger)
  checkChangedColumns(tables, ledger)
  checkForms(tables, reading.lines, ledger)
  checkCharts(source.lines, paragraphs, facts.year, ledger)
  checkProseCodes(paragraphs, ledger)
  checkCodeNames(paragraphs, facts, ledger)
  checkPublicExpenses(reading.lines, paragraphs, ledger)
  checkPerformance(reading.lines, ledger)
  checkIndicators(reading.lines, ledger)
  checkPlans(paragraphs, ledger)
  checkAcross(tables, facts, ledger)
  checkConcepts(paragraphs, facts, ledger)
  checkChangesApart(paragraphs, ledger)
  checkProjects(paragraphs, ledger)
  checkTextAgainstTables(paragraphs, tables, ledger)
  checkLabels(paragraphs, tables, ledger)
  if (previous) checkAgainstPrevious(reading, readDocument(previous), ledger)
  return { reading, relations: exactly(withoutEchoes(ledger.relations)) }
}

/**
 * A percentage may miss by what its rounded terms allow. Where nearly all of a document's percentages follow exactly from
 * the figures as printed, these figures are not rounded, and the few that do not follow are wrong.
 */
function exactly(relations: readonly Relation[]): Relation[] {
  const loose = (r: Relation): boolean =>
    r.strict !== undefined &&
    r.tolerance !== undefined &&
    compare(r.tolerance, multiply(r.strict, whole(2))) > 0
  const fits = (r: Relation): boolean => within(r.leftValue!, r.rightValue!, r.strict!)
  const judged = relations.filter((r) => loose(r) && r.leftValue && r.rightValue)
  const exact = judged.filter(fits).length
  const exceptions = judged.filter((r) => r.holds && !fits(r))
  if (exceptions.length === 0 || exact < judged.length * 0.9 || !byNoChance(judged.filter(fits)))
    return [...relations]
  return relations.map((r) => {
    if (!exceptions.includes(r)) return r
    const miss = absolute(subtract(r.leftValue!, r.rightValue!))
    // A unit of the last digit is twice the half of it.
    const tail = compare(miss, multiply(r.strict!, whole(2))) < 0
    return {
      ...r,
      holds: false,
      tolerance: r.strict!,
      // What is concluded from other sentences is for a person to look at.
      severity: tail ? ('tail' as const) : ('review' as const),
    }
  })
}

/**
 * Rounded figures may still give the percentage printed: each fits by chance not quite twice as often as half a unit goes
 * into what their rounding allows, for misses crowd about nothing. Together this must be next to impossible before figures are taken to be exact.
 */
function byNoChance(exact: readonly Relation[]): boolean {
  let chance = 1
  for (const r of exact) chance *= Math.min(1, 1.8 * ratio(r.strict!, r.tolerance!))
  return chance < 1e-9
}
const ratio = (a: Decimal, b: Decimal): number => Number(show(divide(a, b, 6)))

/** A glued number is also a part larger than its whole: said once, with its proof. */
function withoutEchoes(relations: readonly Relation[]): Relation[] {
  const glued = new Set(relations.filter((r) => r.kind === 'glued').map((r) => `${r.at.line}|${r.left}`))
  return relations.filter((r) => r.holds || r.kind !== 'order' || !glued.has(`${r.at.line}|${r.left}`))
}
