import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../kernel/errors/index.ts'
import { readColumns } from '../tables/index.ts'
import type { DutyEntry, Precedent } from './contract.ts'
import { DUTY_COLUMNS, readDutyTable } from './read-duty-table.ts'
import { type Asked, likeness, namesAPerson, pairsOf, suggest, underCategory } from './rules.ts'

const UNITS = [
  { unitId: 'u1', name: '县城市管理局', kind: 'department', active: true },
  { unitId: 'u2', name: '县水务局', kind: 'department', active: true },
  { unitId: 'u3', name: '北河镇', kind: 'township', active: true },
  { unitId: 'u4', name: '县撤并局', kind: 'department', active: false },
]
const entry = (more: Partial<DutyEntry>): DutyEntry => ({
  entryId: 'e1',
  title: '路灯维护',
  words: ['路灯'],
  categories: [],
  places: [],
  unitId: 'u1',
  coUnitIds: [],
  basis: '三定方案',
  validFrom: '2026-01-01',
  validTo: null,
  version: 1,
  changedAt: '',
  ...more,
})
const precedent = (more: Partial<Precedent>): Precedent => ({
  precedentId: 'p1',
  matterId: null,
  number: null,
  decided: 'designated',
  decidedOn: '2026-02-01',
  unitId: 'u2',
  notUnitId: null,
  category: null,
  facts: '背街小巷污水井盖缺失',
  reason: '污水管网由水务部门管护',
  version: 2,
  ...more,
})
const asked = (more: Partial<Asked> = {}): Asked => ({
  subject: '路灯不亮',
  text: '示范路三盏路灯不亮。',
  place: '',
  category: null,
  matterId: null,
  excluded: [],
  today: '2026-03-02',
  ...more,
})
const TREE = new Map([
  ['01', ['城乡建设']],
  ['0102', ['城乡建设', '市政管理']],
  ['010201', ['城乡建设', '市政管理', '照明']],
  ['02', ['卫生']],
])
const run = (a: Asked, entries: DutyEntry[] = [], precedents: Precedent[] = []) =>
  suggest(a, { units: UNITS, entries, precedents, tree: TREE })

describe('a suggestion', () => {
  test('names the unit of the duty list with entry, basis and the words found', () => {
    expect(run(asked(), [entry({ coUnitIds: ['u2', 'u4'] })])).toEqual([
      {
        unitId: 'u1',
        strength: 'weak',
        coUnitIds: ['u2'],
        reasons: [
          {
            kind: 'words',
            found: ['路灯'],
            entry: { entryId: 'e1', title: '路灯维护', basis: '三定方案' },
            precedent: null,
          },
        ],
      },
    ])
  })

  test('holds only while the entry does, and only in its places', () => {
    expect(run(asked(), [entry({ validFrom: '2026-03-03' })])).toEqual([])
    expect(run(asked(), [entry({ validTo: '2026-03-01' })])).toEqual([])
    expect(run(asked(), [entry({ validTo: '2026-03-02' })])).toHaveLength(1)
    expect(run(asked(), [entry({ places: ['北河镇'] })])).toEqual([])
    const there = run(asked({ place: '北河镇街上' }), [entry({ places: ['北河镇'], unitId: 'u3' })])
    expect(there[0]!.reasons.map((r) => r.kind)).toContain('place')
  })

  test('goes by category down the branch, with words as strong', () => {
    const under = (category: string | null, branch: string) => underCategory(category, branch, TREE)
    expect(under('城乡建设/市政管理/照明', '城乡建设/市政管理')).toBe(true)
    expect(under('城乡建设', '城乡建设/市政管理')).toBe(false)
    expect(under('市政管理', '城乡建设/市政管理')).toBe(true)
    expect(under(null, '城乡建设')).toBe(false)
    // A code is its path, on either side.
    expect(under('010201', '城乡建设/市政管理')).toBe(true)
    expect(under('城乡建设/市政管理', '01')).toBe(true)
    expect(under('010201', '0102')).toBe(true)
    expect(under('01', '0102')).toBe(false)
    expect(under('02', '城乡建设')).toBe(false)
    // Codes the tree does not hold are compared level by level.
    expect(under('990101', '9901')).toBe(true)
    const found = run(asked({ category: '城乡建设/市政管理' }), [entry({ categories: ['城乡建设'] })])
    expect(found[0]!.strength).toBe('strong')
  })

  test('takes a like case before: for the unit that was named, against the one that was right to return it', () => {
    const like = asked({ subject: '污水井盖缺失', text: '背街小巷的污水井盖没有了' })
    expect(run(like, [], [precedent({ notUnitId: 'u1' })]).map((s) => [s.unitId, s.strength])).toEqual([
      ['u2', 'fair'],
      ['u1', 'against'],
    ])
    expect(run(asked(), [], [precedent({})])).toEqual([])
    // Not yet put into words: nothing to compare.
    expect(run(like, [], [precedent({ facts: null, reason: null })])).toEqual([])
  })

  test('puts what was decided on this very matter before everything else', () => {
    const here = asked({ matterId: 'm1' })
    const decided = precedent({ matterId: 'm1', unitId: 'u2', facts: null, reason: null })
    const back = precedent({ matterId: 'm1', decided: 'returned', unitId: null, notUnitId: 'u1' })
    const found = run(here, [entry({ categories: ['x'] })], [decided, back])
    expect(found.map((s) => [s.unitId, s.strength])).toEqual([
      ['u2', 'strong'],
      ['u1', 'against'],
    ])
  })

  test('never names a unit that may have no part, or one that is gone', () => {
    const words = fc.array(fc.constantFrom('路灯', '井盖', '县水务局', '北河', '污水'), { maxLength: 6 })
    fc.assert(
      fc.property(words, fc.subarray(['u1', 'u2', 'u3']), (said, excluded) => {
        const a = asked({ text: said.join('，'), place: said[0] ?? '', excluded })
        const entries = UNITS.map((u, i) =>
          entry({ entryId: `e${i}`, unitId: u.unitId, words: ['路灯', '污水'] }),
        )
        const found = run(a, entries, [precedent({})])
        for (const s of found) {
          expect(excluded).not.toContain(s.unitId)
          expect(s.unitId).not.toBe('u4')
          for (const co of s.coUnitIds) expect(excluded).not.toContain(co)
          expect(s.reasons.length).toBeGreaterThan(0)
        }
        expect(found.length).toBeLessThanOrEqual(5)
        // The order of the lists prefers nobody.
        expect(run(a, entries.toReversed(), [precedent({})]).map((s) => s.unitId)).toEqual(
          found.map((s) => s.unitId),
        )
      }),
    )
  })

  test('shows no word of the letter, only of lists and names', () => {
    fc.assert(
      fc.property(fc.string(), (secret) => {
        const found = run(asked({ text: `${secret}路灯` }), [entry({})])
        for (const s of found) for (const r of s.reasons) expect(['路灯']).toEqual(r.found)
      }),
    )
  })
})

test('likeness lies between 0 and 1 and does not ask who comes first', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      const like = likeness(pairsOf(a), pairsOf(b))
      expect(like).toBe(likeness(pairsOf(b), pairsOf(a)))
      expect(like >= 0 && like <= 1).toBe(true)
    }),
  )
  expect(likeness(pairsOf('污水井盖'), pairsOf('污水井盖缺失'))).toBe(1)
})

test('numbers that lead to a person are seen', () => {
  for (const text of ['电话13800000001', '110101199001010011', '11010119900101001X'])
    expect(namesAPerson(text), text).toBe(true)
  for (const text of ['示范路12号', '2026年3月', '第31条']) expect(namesAPerson(text), text).toBe(false)
})

describe('a duty list as a table', () => {
  const named = UNITS.map((u) => ({ ...u, code: u.unitId, name: { zh: u.name, en: u.unitId } }))
  const head = [
    '事项',
    '关键词',
    '内容分类',
    '地域范围',
    '责任单位',
    '协办单位',
    '依据',
    '生效日期',
    '失效日期',
  ]
  const read = (...rows: string[][]) => {
    const table = readColumns({ name: '职责', rows: [head, ...rows], encoding: null }, DUTY_COLUMNS)
    if (isRefusal(table)) throw new Error(table.refused)
    return readDutyTable(table, named, '2026-03-02')
  }

  test('is read by the names of its columns', () => {
    const row = ['路灯', '路灯、照明；灯杆', '', '', '县城市管理局', 'u2', '三定方案', '2026年1月1日', '']
    const { entries, problems } = read(
      row,
      head.map(() => ''),
    )
    expect(problems).toEqual([])
    expect(entries).toEqual([
      {
        title: '路灯',
        words: ['路灯', '照明', '灯杆'],
        categories: [],
        places: [],
        unitId: 'u1',
        coUnitIds: ['u2'],
        basis: '三定方案',
        validFrom: '2026-01-01',
        validTo: null,
      },
    ])
  })

  test('tells each wrong cell with its row, and takes the other rows', () => {
    const good = ['井盖', '井盖', '', '', '县水务局', '', '依据', '', '']
    const { entries, problems } = read(
      ['路灯', '路灯', '', '', '不存在的局', '', '', '昨天', '2026-02-30'],
      good,
      ['空', '', '', '', '县撤并局', '', '依据', '2026-03-01', '2026-02-01'],
    )
    expect(entries.map((e) => e.title)).toEqual(['井盖'])
    expect(problems.map((p) => [p.row, p.cell, p.column, p.problem])).toEqual([
      [2, 'G2', '依据', 'empty'],
      [2, 'E2', '责任单位', 'unknown-unit'],
      [2, 'H2', '生效日期', 'not-a-date'],
      [2, 'I2', '失效日期', 'not-a-date'],
      [4, 'B4', '关键词', 'nothing-to-find-it-by'],
      [4, 'E4', '责任单位', 'unknown-unit'],
      [4, 'I4', '失效日期', 'ends-before-it-begins'],
    ])
  })
})
