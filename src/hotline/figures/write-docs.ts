/** Writes the definitions of the figures of calls into docs/statistics.md, between their marks. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { CALL_DEFINITIONS } from './definitions.ts'

export const PAGE = path.resolve(import.meta.dirname, '../../../docs/statistics.md')
const BEGIN =
  '<!-- calls: generated from src/hotline/figures/definitions.ts; run node src/hotline/figures/write-docs.ts -->'
const END = '<!-- end of calls -->'

/** The page with its table of calls as the definitions are now. */
export function withCallDefinitions(page: string): string {
  const [before, rest] = page.split(BEGIN) as [string, string]
  const after = rest.split(END)[1]!
  const rows = CALL_DEFINITIONS.map((d) => {
    const of = d.numerator && d.denominator ? `${d.numerator.zh} / ${d.denominator.zh}` : ''
    return `| \`${d.code}\` | ${d.name.zh} ${d.name.en} | ${d.definition.zh}<br>${d.definition.en} | ${of} | ${d.source.zh} |`
  })
  const table = [
    '| code | figure | definition | numerator / denominator | source |',
    '|---|---|---|---|---|',
    ...rows,
  ]
  return `${before}${BEGIN}\n${table.join('\n')}\n${END}${after}`
}

if (import.meta.main) {
  const page = readFileSync(PAGE, 'utf8')
  const current = withCallDefinitions(page)
  if (page !== current) writeFileSync(PAGE, current)
}
