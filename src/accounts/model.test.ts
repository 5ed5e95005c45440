import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Accounts, StageFigures } from './figures.ts'
import { FUNDS, MONTHS, NATURES, readPath, SOURCES, STAGES } from './keys.ts'
import { accountsOf } from './model.ts'
import { growth, readFen, share, showFen, showPercent, writeFen } from './money.ts'

const functional = fc.constantFrom('2010301', '2010302', '2013901', '2080505', '2210201')
const economic = fc.constantFrom('30101', '30113', '30201', '30217', '30301', '31002')
const stage = fc.constantFrom(...STAGES)
const path = fc.oneof(
  fc
    .tuple(stage, fc.constantFrom(...SOURCES), functional)
    .map(([s, source, code]) => `income/${s}/${source}/${code}`),
  fc
    .tuple(stage, fc.constantFrom(...FUNDS), fc.constantFrom(...NATURES), functional)
    .map(([s, f, n, code]) => `spend/${s}/${f}/${n}/${code}`),
  fc
    .tuple(stage, fc.constantFrom(...FUNDS), fc.constantFrom('basic', 'project'), economic)
    .map(([s, f, n, code]) => `economic/${s}/${f}/${n}/${code}`),
  fc
    .tuple(fc.constantFrom('budget', 'final'), fc.constantFrom(...FUNDS), functional)
    .map(([s, f, code]) => `opening/${s}/${f}/${code}`),
  fc
    .tuple(
      fc.constantFrom(...MONTHS),
      fc.constantFrom(...FUNDS),
      fc.constantFrom('basic', 'project'),
      functional,
    )
    .map(([m, f, n, code]) => `month/${m}/${f}/${n}/${code}`),
  fc.tuple(stage, fc.constantFrom('goods', 'works', 'services')).map(([s, i]) => `procure/${s}/${i}`),
  fc
    .tuple(stage, fc.constantFrom('abroad', 'purchase', 'running', 'reception'))
    .map(([s, i]) => `three/${s}/${i}`),
)
/** Any leaves that may be kept, of any size that may be kept. */
const anyLeaves = fc
  .dictionary(path, fc.integer({ min: 0, max: 1_000_000_000_000 }), { maxKeys: 60 })
  .map((all) => new Map(Object.entries(all).filter(([p]) => readPath(p) !== null)))

const EMPTY = { functional: new Map<string, string>(), economic: new Map<string, string>() }
const derive = (leaves: ReadonlyMap<string, number>): Accounts =>
  accountsOf({
    department: { departmentId: 'd', code: '101', name: '演示部门', kind: 'administrative' },
    year: 2025,
    version: 1,
    books: { budget: 'open', final: 'open' },
    leaves,
    projectNames: new Map(),
    codes: EMPTY,
  })

const sumOf = (leaves: ReadonlyMap<string, number>, is: (path: string) => boolean): number =>
  Number([...leaves].filter(([p]) => is(p)).reduce((n, [, v]) => n + BigInt(v), 0n))

/** What the leaves alone say, written a second time and differently. */
function agrees(leaves: ReadonlyMap<string, number>, s: StageFigures, stages: string, opening: string): void {
  const of = (pattern: string) => sumOf(leaves, (p) => new RegExp(`^${pattern}$`).test(p))
  expect(s.income.sum.total).toBe(of(`income/(${stages})/.*`))
  expect(s.spending.sum.total).toBe(of(`spend/(${stages})/.*`))
  expect(s.income.sum.fiscal).toBe(of(`income/(${stages})/(general|fund|capital)/.*`))
  expect(s.spending.fiscal.total).toBe(of(`spend/(${stages})/(general|fund|capital)/.*`))
  for (const n of NATURES) expect(s.spending.sum[n]).toBe(of(`spend/(${stages})/[a-z]+/${n}/.*`))
  for (const f of FUNDS) expect(s.spending.byFund[f].sum.total).toBe(of(`spend/(${stages})/${f}/.*`))
  for (const l of s.spending.lines) expect(l.amounts.total).toBe(of(`spend/(${stages})/.*/${l.code}\\d*`))
  for (const l of s.income.lines) expect(l.amounts.total).toBe(of(`income/(${stages})/.*/${l.code}\\d*`))
  expect(s.basic.all.sum.personnel).toBe(of(`economic/(${stages})/[a-z]+/basic/(301|303)..`))
  expect(s.basic.all.sum.operating).toBe(of(`economic/(${stages})/[a-z]+/basic/(302|310)..`))
  expect(s.threePublic.total).toBe(of(`three/(${stages})/(abroad|purchase|running|reception)`))
  expect(s.procurement.total).toBe(of(`procure/(${stages})/.*`))
  for (const f of FUNDS) {
    const { closing, ...b } = s.balance[f]
    expect(b.opening).toBe(of(`opening/${opening}/${f}/.*`))
    expect(closing).toBe(b.opening + b.income + b.used - b.spending - b.distributed)
  }
}

function everyNumber(value: unknown, seen: (n: number) => void): void {
  if (typeof value === 'number') seen(value)
  else if (value !== null && typeof value === 'object')
    for (const v of Object.values(value)) everyNumber(v, seen)
}

test('every derived total is the sum of its leaves, at every stage, and every number is whole', () => {
  fc.assert(
    fc.property(anyLeaves, (leaves) => {
      const a = derive(leaves)
      agrees(leaves, a.budget, 'budget', 'budget')
      agrees(leaves, a.adjusted, 'budget|adjustment', 'final')
      agrees(leaves, a.final, 'final', 'final')
      expect(a.months.at(-1)!.paidSoFar).toBe(sumOf(leaves, (p) => p.startsWith('month/')))
      everyNumber(a, (n) => expect(Number.isSafeInteger(n)).toBe(true))
      expect(JSON.parse(JSON.stringify(a))).toEqual(a)
    }),
    { numRuns: 150 },
  )
})

test('an amount is the same after it was written and read, in either unit', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom('yuan' as const, 'wan' as const), (n, unit) => {
      const fen = n % 1_000_000_000_000_000
      expect(readFen(writeFen(fen, unit), unit)).toBe(fen + 0)
    }),
  )
})

test('amounts are read as people write them and never guessed', () => {
  expect(readFen('348.72', 'wan')).toBe(348_720_000)
  expect(readFen('３，４８７，２００．５', 'yuan')).toBe(348_720_050)
  expect(readFen('-1,234.5', 'yuan')).toBe(-123_450)
  expect(readFen('0.001', 'yuan')).toBe('finer-than-fen')
  expect(readFen('1.230000', 'yuan')).toBe(123)
  for (const text of ['', '-', '12万', '1,23', '1.2.3', '1e5'])
    expect(readFen(text, 'yuan')).toBe('not-a-number')
  expect(readFen('99999999999999999', 'yuan')).toBe('too-large')
})

test('shares and growth are rounded half up and have no value over nothing', () => {
  expect(share(222_130_000, 316_780_000)).toBe(7012)
  expect(share(1, 0)).toBeNull()
  expect(growth(316_780_000, 227_740_000)).toBe(3910)
  expect(growth(1, 3)).toBe(-6667)
  expect(showPercent(7012)).toBe('70.12')
  expect(showPercent(-5, 1)).toBe('-0.1')
  expect(showFen(348_725_000, 'wan')).toBe('348.73')
  expect(showFen(-348_725_000, 'wan', 0)).toBe('-349')
  expect(showFen(123, 'yuan')).toBe('1.23')
})

test('no figure has an address that cannot be', () => {
  for (const bad of [
    'spend/final/general/basic/201030',
    'spend/final/general/business/2010301',
    'spend/plan/general/basic/2010301',
    'post/approved/retired',
    'three/final/total',
    'constructor/x',
  ])
    expect(readPath(bad)).toBeNull()
  expect(readPath('asset/books/count')?.unit).toBe('count')
})
