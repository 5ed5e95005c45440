/** The report of one document: findings in the order they stand, and how many relations were checked and held. */
import { checkSource } from './check.ts'
import type { Finding, Relation, Report, Severity, Source } from './contract.ts'
import { show } from './decimal.ts'
import { wordsOf } from './notes.ts'

/**
 * Checks a document, with last year's beside it where it is given.
 * @returns relations found, how many held, and a finding for each that does not, worst first within a line
 */
export function reportOn(
  source: Source,
  previous: Source | null = null,
): Report & { checked: readonly Relation[] } {
  const { reading, relations } = checkSource(source, previous)
  const findings = relations.filter((r) => r.severity !== undefined).map(findingOf)
  findings.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || RANK[a.severity] - RANK[b.severity])
  return {
    document: source.name,
    of: reading.facts,
    relations: relations.length,
    held: relations.filter((r) => r.holds).length,
    findings: findings.map((f, i) => ({ ...f, id: `F${String(i + 1).padStart(3, '0')}` })),
    checked: relations,
  }
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, tail: 1, review: 2 }

function findingOf(r: Relation): Finding {
  return {
    id: '',
    rule: r.rule,
    kind: r.kind,
    severity: r.severity!,
    quote: r.quote,
    ...(r.source !== undefined && r.source !== r.quote ? { source: r.source } : {}),
    ...(r.at.line === undefined ? {} : { line: r.at.line }),
    ...(r.at.page === undefined ? {} : { page: r.at.page }),
    ...(r.at.cell === undefined ? {} : { cell: r.at.cell }),
    ...(r.at.table === undefined ? {} : { table: r.at.table }),
    left: r.left,
    right: r.right,
    ...(r.leftValue ? { leftValue: show(r.leftValue) } : {}),
    ...(r.rightValue ? { rightValue: show(r.rightValue) } : {}),
    ...(r.tolerance ? { tolerance: show(r.tolerance) } : {}),
    ...(r.shouldBe === undefined ? {} : { shouldBe: r.shouldBe }),
    ...(r.proof === undefined ? {} : { proof: r.proof }),
    note: wordsOf(r),
  }
}
