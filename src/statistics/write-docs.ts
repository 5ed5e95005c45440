/** Writes the table of definitions into docs/statistics.md, between its marks. `--check` says whether it is current. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DEFINITIONS } from './definitions.ts'

export const PAGE = path.resolve(import.meta.dirname, '../../docs/statistics.md')
const BEGIN =
  '<!-- definitions: generated from src/statistics/definitions.ts; run node src/statistics/write-docs.ts -->'
const END = '<!-- end of definitions -->'

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** The page with its table as the definitions are now. */
export function withDefinitions(page: string): string {
  const [before, rest] = page.split(BEGIN) as [string, string]
  const after = rest.split(END)[1]!
  const rows = DEFINITIONS.map((d) => {
    const of = d.numerator && d.denominator ? `${d.numerator.zh} / ${d.denominator.zh}` : ''
    return `| \`${d.code}\` | ${cell(d.name.zh)} ${cell(d.name.en)} | ${cell(d.definition.zh)}<br>${cell(d.definition.en)} | ${cell(of)} | ${cell(d.source.zh)} |`
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
  const current = withDefinitions(page)
  if (process.argv.includes('--check')) {
    if (page !== current) console.log('not current: docs/statistics.md')
    process.exitCode = page === current ? 0 : 1
  } else if (page !== current) writeFileSync(PAGE, current)
}
