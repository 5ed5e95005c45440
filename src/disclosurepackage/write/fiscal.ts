/**
 * The accounts as a Fiscal Data Package (fiscal.datapackage.org): `datapackage.json` and CSV tables of leaves only, so that
 * whoever adds them up counts nothing twice. Amounts in yuan. Fields bear the column types of version 1, and the model of
 * version 0.3 stands beside them for programs that read that one.
 */
import { zipSync } from 'fflate'
import { type Accounts, readPath, writeFen } from '../../accounts/index.ts'
import { writeCsv } from '../../tables/index.ts'
import type { Kind } from '../contract.ts'
import { fiscalFaults } from './fiscal-rules.ts'

const PHASES = { budget: 'approved', adjusted: 'adjusted', final: 'executed' } as const
const FUNDS = {
  general: '一般公共预算',
  fund: '政府性基金预算',
  capital: '国有资本经营预算',
  superior: '上级补助',
  undertaking: '事业',
  business: '经营',
  affiliates: '附属单位上缴',
  other: '其他',
  own: '财政拨款以外资金',
} as const
const NATURES = {
  basic: '基本支出',
  project: '项目支出',
  remitted: '上缴上级支出',
  business: '经营支出',
  subsidy: '对附属单位补助支出',
} as const

interface Field {
  name: string
  type: 'string' | 'integer' | 'number'
  title: string
  columnType: string
}

const field = (name: string, title: string, columnType: string, type: Field['type'] = 'string'): Field => ({
  name,
  type,
  title,
  columnType,
})

const COMMON: readonly Field[] = [
  field('fiscal_year', '年度', 'date:fiscal-year', 'integer'),
  field('department_code', '部门代码', 'administrative-classification:generic:level1:code'),
  field('department', '部门', 'administrative-classification:generic:level1:label'),
  field('phase', '阶段', 'phase:id'),
  field('direction', '收支', 'direction'),
  field('fund_code', '资金来源代码', 'fin-source:generic:level1:code'),
  field('fund', '资金来源', 'fin-source:generic:level1:label'),
  field('nature_code', '支出性质代码', 'expenditure-type:code'),
  field('nature', '支出性质', 'expenditure-type:label'),
]
const levels = (kind: 'functional' | 'economic', names: readonly string[]): Field[] =>
  names.flatMap((n, i) => [
    field(`${kind}_${i + 1}_code`, `${n}编码`, `${kind}-classification:generic:level${i + 1}:code`),
    field(`${kind}_${i + 1}`, `${n}名称`, `${kind}-classification:generic:level${i + 1}:label`),
  ])
const AMOUNT = field('amount', '金额（元）', 'value', 'number')

const TABLES = {
  functional: [...COMMON, ...levels('functional', ['类', '款', '项']), AMOUNT],
  economic: [...COMMON, ...levels('economic', ['类', '款']), AMOUNT],
} as const

/** Leaf amounts by what they are under, per phase the package tells. */
function rowsOf(a: Accounts, kind: Kind, of: keyof typeof TABLES): string[][] {
  const families = of === 'functional' ? ['income', 'spend'] : ['economic']
  const sums = new Map<string, number>()
  const add = (key: string, fen: number) => sums.set(key, (sums.get(key) ?? 0) + fen)
  for (const [path, fen] of Object.entries(a.leaves)) {
    const p = readPath(path)
    if (!p || !families.includes(p.family) || !p.stage) continue
    const rest = [p.family, ...p.parts.slice(1)].join('/')
    if (kind === 'budget') {
      if (p.stage === 'budget') add(`budget/${rest}`, fen)
    } else if (p.stage === 'final') add(`final/${rest}`, fen)
    else {
      if (p.stage === 'budget') add(`budget/${rest}`, fen)
      add(`adjusted/${rest}`, fen)
    }
  }
  return [...sums]
    .filter(([, fen]) => fen !== 0)
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([key, fen]) => {
      const [phase = '', family = '', fund = '', ...more] = key.split('/')
      const code = more.at(-1)!
      const nature = family === 'income' ? '' : more[0]!
      const names = of === 'functional' ? a.names.functional : a.names.economic
      const cuts = of === 'functional' ? [3, 5, 7] : [3, 5]
      return [
        String(a.year),
        a.department.code,
        a.department.name,
        PHASES[phase as 'budget'],
        family === 'income' ? 'revenue' : 'expenditure',
        fund,
        FUNDS[fund as 'general'],
        nature,
        nature === '' ? '' : NATURES[nature as 'basic'],
        ...cuts.flatMap((n) => [code.slice(0, n), names[code.slice(0, n)] ?? code.slice(0, n)]),
        writeFen(fen, 'yuan'),
      ]
    })
}

const attributes = (fields: readonly Field[], start: string) =>
  Object.fromEntries(fields.filter((f) => f.name.startsWith(start)).map((f) => [f.name, { source: f.name }]))

export interface FiscalFiles {
  [name: string]: Buffer
}

/** The files of the package by name. The same accounts always make the same bytes. */
export function fiscalFiles(a: Accounts, kind: Kind, o: { title: string; licence: string }): FiscalFiles {
  const files: FiscalFiles = {}
  const resources = (Object.keys(TABLES) as (keyof typeof TABLES)[]).flatMap((of) => {
    const rows = rowsOf(a, kind, of)
    if (rows.length === 0) return []
    const fields = TABLES[of]
    // Without the mark that spreadsheets want: programs would take it for a part of the first field's name.
    files[`${of}.csv`] = writeCsv([fields.map((f) => f.name), ...rows]).subarray(3)
    return [
      {
        name: of,
        path: `${of}.csv`,
        profile: 'tabular-data-resource',
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        bytes: files[`${of}.csv`]!.length,
        schema: { fields, missingValues: [''] },
      },
    ]
  })
  const descriptor = {
    // The published schema of Fiscal Data Packages begins with that of tabular ones, which knows this value alone.
    profile: 'tabular-data-package',
    name: `${kind}-${a.department.code.toLowerCase().replace(/[^a-z0-9._-]/g, '-')}-${a.year}`,
    title: o.title,
    countryCode: 'CN',
    granularity: 'aggregated',
    fiscalPeriod: { start: `${a.year}-01-01`, end: `${a.year}-12-31` },
    licenses: [{ name: o.licence }],
    resources,
    model: {
      measures: { amount: { source: 'amount', currency: 'CNY', factor: 1 } },
      dimensions: {
        date: {
          dimensionType: 'datetime',
          primaryKey: ['fiscal_year'],
          attributes: attributes(COMMON, 'fiscal_year'),
        },
        organisation: {
          dimensionType: 'classification',
          classificationType: 'administrative',
          primaryKey: ['department_code'],
          attributes: attributes(COMMON, 'department'),
        },
        phase: { dimensionType: 'fact', primaryKey: ['phase'], attributes: attributes(COMMON, 'phase') },
        direction: {
          dimensionType: 'fact',
          primaryKey: ['direction'],
          attributes: attributes(COMMON, 'direction'),
        },
        fund: { dimensionType: 'other', primaryKey: ['fund_code'], attributes: attributes(COMMON, 'fund') },
        nature: {
          dimensionType: 'other',
          primaryKey: ['nature_code'],
          attributes: attributes(COMMON, 'nature'),
        },
        functional: {
          dimensionType: 'classification',
          classificationType: 'functional',
          primaryKey: ['functional_3_code'],
          attributes: attributes(TABLES.functional, 'functional'),
        },
        economic: {
          dimensionType: 'classification',
          classificationType: 'economic',
          primaryKey: ['economic_2_code'],
          attributes: attributes(TABLES.economic, 'economic'),
        },
      },
    },
  }
  files['datapackage.json'] = Buffer.from(`${JSON.stringify(descriptor, null, 2)}\n`)
  // What is not one is never published as one.
  const faults = resources.length > 0 ? fiscalFaults(files) : []
  if (faults.length > 0) throw new Error(`no Fiscal Data Package: ${faults.slice(0, 5).join('; ')}`)
  return files
}

export function writeFiscal(a: Accounts, kind: Kind, o: { title: string; licence: string }): Buffer {
  const files = fiscalFiles(a, kind, o)
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([n, b]) => [n, new Uint8Array(b)])), {
      level: 6,
      mtime: new Date('2000-01-01T00:00:00Z'),
    }),
  )
}
