/** The open data are a Fiscal Data Package, for both kinds, and each rule of it can be broken. */
import { describe, expect, test } from 'vitest'
import { fiscalFiles } from '../../src/disclosurepackage/write/fiscal.ts'
import { fiscalFaults } from '../../src/disclosurepackage/write/fiscal-rules.ts'
import { demoAccounts } from '../accounts/made.ts'

const made = (kind: 'budget' | 'final') =>
  fiscalFiles(demoAccounts(), kind, { title: '演示县信访局部门决算', licence: 'CC-BY-4.0' })

describe.each(['budget', 'final'] as const)('%s', (kind) => {
  test('is one', () => {
    expect(Object.keys(made(kind)).sort()).toEqual(['datapackage.json', 'economic.csv', 'functional.csv'])
    expect(fiscalFaults(made(kind))).toEqual([])
  })
})

/** The descriptor with the value at a path changed; undefined takes it away. */
function broken(path: string, value: unknown): string[] {
  const files = made('final')
  const descriptor = JSON.parse(files['datapackage.json']!.toString('utf8')) as Record<string, unknown>
  const parts = path.split('.')
  const last = parts.pop()!
  const at = parts.reduce((o, p) => o[p] as Record<string, unknown>, descriptor)
  if (value === undefined) delete at[last]
  else at[last] = value
  return fiscalFaults({ ...files, 'datapackage.json': Buffer.from(JSON.stringify(descriptor)) })
}

const BREAKS: readonly [string, string, unknown][] = [
  ['no model', 'model', undefined],
  ['no measures', 'model.measures', undefined],
  ['no dimensions', 'model.dimensions', undefined],
  ['no profile', 'profile', undefined],
  ['no resources', 'resources', []],
  ['a name in capitals', 'name', 'Final 2025'],
  ['a currency that is none', 'model.measures.amount.currency', 'yuan'],
  ['a measure of no field', 'model.measures.amount.source', 'sum'],
  ['an unknown type of dimension', 'model.dimensions.phase.dimensionType', 'time'],
  ['an unknown classification', 'model.dimensions.economic.classificationType', 'other'],
  ['a dimension without a key', 'model.dimensions.fund.primaryKey', undefined],
  ['a key that is no attribute', 'model.dimensions.fund.primaryKey', ['funds']],
  ['an attribute of no field', 'model.dimensions.fund.attributes.fund.source', 'funds'],
  ['another granularity', 'granularity', 'some'],
  ['a country in words', 'countryCode', 'China'],
  ['a period without its start', 'fiscalPeriod.start', undefined],
  ['a table without a schema', 'resources.0.schema', undefined],
  ['a file that is not there', 'resources.0.path', 'other.csv'],
  ['another length', 'resources.0.bytes', 7],
  ['a field twice', 'resources.0.schema.fields.1.name', 'fiscal_year'],
]

test.each(BREAKS)('%s is found', (_, path, value) => {
  expect(broken(path, value)).not.toEqual([])
})

test('a cell of another type and a short row are found with their lines', () => {
  const files = made('final')
  const lines = files['functional.csv']!.toString('utf8').split('\n')
  const with2 = (line: string) => {
    const text = [lines[0], line, ...lines.slice(2)].join('\n')
    return fiscalFaults({ ...files, 'functional.csv': Buffer.from(text) }).filter((f) =>
      /functional.csv:2/.test(f),
    )
  }
  expect(with2(lines[1]!.replace(/[\d.]+\s*$/, '12,5万'))).toHaveLength(1)
  expect(with2(lines[1]!.replace(/,[\d.]+\s*$/, ',many'))).toEqual(['functional.csv:2: amount is no number'])
})
