import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headingRow } from '../tables/index.ts'
import { rowChecker } from './check-row.ts'
import type { BatchKind, FieldId } from './contract.ts'
import { FIELDS, fieldsOf } from './fields.ts'
import {
  EMPTY_MAPPING,
  fitMapping,
  guessMapping,
  isHeading,
  isRefusedHeading,
  uniqueHeaders,
  wrongMapping,
} from './mapping.ts'

const KINDS: readonly BatchKind[] = ['register', 'exchange']
const heading = fc.oneof(
  fc.constantFrom(...FIELDS.flatMap((f) => [f.label.zh, ...f.aliases])),
  fc.constantFrom('序号', '备注', '是否老户', '重点人员', '经办人'),
  fc.string({ maxLength: 8 }),
)

describe('a mapping guessed from headings', () => {
  it('knows those of a hotline platform', () => {
    const headers = [
      '工单编号',
      '来电时间',
      '来电人',
      '联系电话',
      '工单标题',
      '诉求内容',
      '办理期限',
      '办理状态',
      '派单时间',
    ]
    expect(guessMapping(headers, 'exchange').columns).toEqual({
      externalNumber: '工单编号',
      name: '来电人',
      phone: '联系电话',
      subject: '工单标题',
      body: '诉求内容',
      due: '办理期限',
      theirStatus: '办理状态',
      sentAt: '派单时间',
    })
  })

  it('gives each column to one field, names only columns there are, and never one that marks people', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.array(heading, { maxLength: 30 }), (kind, raw) => {
        const headers = uniqueHeaders(raw)
        const { columns } = guessMapping(headers, kind)
        const used = Object.values(columns)
        expect(new Set(used).size).toBe(used.length)
        expect(used.every((h) => headers.includes(h) && !isRefusedHeading(h))).toBe(true)
        const wrong = wrongMapping({ ...EMPTY_MAPPING, columns }, headers, kind)
        expect(['mapping.field_missing', undefined]).toContain(wrong?.refused)
      }),
    )
  })

  it('finds every field by its own name, whatever the order of the columns', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        fc.constantFrom('zh' as const, 'en' as const),
        fc.nat(),
        (kind, lang, turn) => {
          const fields = fieldsOf(kind)
          const turned = fields.map((_, i) => fields[(i + turn) % fields.length]!)
          const headers = turned.map((f) => f.label[lang])
          const { columns } = guessMapping(headers, kind)
          for (const f of fields) expect(columns[f.id]).toBe(f.label[lang])
        },
      ),
    )
  })
})

describe('a kept mapping', () => {
  const headers = ['编号', '内容', '电话', '附加']
  const kept = {
    columns: { externalNumber: '编号', body: '附加' },
    defaults: { procedure: 'hotline-order' },
    words: { channel: { 阳光: 'web' } },
  } as const

  it('stays as it was looked at, though headings suggest more', () => {
    expect(fitMapping(kept, headers, 'exchange')).toEqual(kept)
  })
  it('takes what headings suggest for a column that is gone', () => {
    expect(fitMapping(kept, ['编号', '诉求内容'], 'exchange').columns).toEqual({
      externalNumber: '编号',
      body: '诉求内容',
    })
  })
  it('of a system just set up is the guess', () => {
    expect(fitMapping(EMPTY_MAPPING, headers, 'exchange').columns.body).toBe('内容')
  })
})

it('refuses columns that mark people, twice used ones and unknown ones, and asks for what is needed', () => {
  const headers = ['编号', '内容', '是否老户']
  const check = (columns: Partial<Record<FieldId, string>>) =>
    wrongMapping({ ...EMPTY_MAPPING, columns }, headers, 'exchange')?.refused
  expect(check({ externalNumber: '编号', body: '内容' })).toBeUndefined()
  expect(check({ externalNumber: '编号', body: '内容', category: '是否老户' })).toBe('mapping.refused_column')
  expect(check({ externalNumber: '编号', body: '编号' })).toBe('mapping.column_twice')
  expect(check({ externalNumber: '编号', body: '正文' })).toBe('mapping.unknown_column')
  expect(check({ body: '内容' })).toBe('mapping.field_missing')
  expect(check({ externalNumber: '编号', body: '内容', receivedAt: '内容' })).toBe('input.unknown_field')
})

it('finds the headings below titles, and tells columns of one name apart', () => {
  const rows = [
    ['某市12345工单导出'],
    ['导出时间', '2026-03-21'],
    ['工单编号', '诉求内容', '联系电话', '联系电话'],
    ['1', 'x', '', ''],
  ]
  expect(headingRow(rows, (text) => isHeading(text, 'exchange'))).toBe(2)
  expect(uniqueHeaders(rows[2]!)).toEqual(['工单编号', '诉求内容', '联系电话', '联系电话(2)'])
  expect(uniqueHeaders([' a ', null, 'a(2)', 'a'])).toEqual(['a', '(2)', 'a(2)', 'a(3)'])
})

it('headings are unique whatever they are', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(heading, fc.constantFrom('a', 'a(2)', '')), { maxLength: 40 }), (raw) => {
      const headers = uniqueHeaders(raw)
      expect(new Set(headers).size).toBe(raw.length)
    }),
  )
})

it('checks any row without throwing, and names faults only of fields it reads or needs', () => {
  const world = {
    kind: 'exchange' as const,
    zone: 'Asia/Shanghai',
    now: '2026-03-21T00:00:00.000Z',
    today: '2026-03-21',
    procedures: [],
  }
  const headers = fieldsOf('exchange').map((f) => f.label.zh)
  const { check } = rowChecker({ headers }, guessMapping(headers, 'exchange'), world)
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.constant(null),
    fc.constantFrom('2026-03-01', '来信', '３'),
  )
  fc.assert(
    fc.property(fc.array(cell, { minLength: headers.length, maxLength: headers.length }), (cells) => {
      const { values, faults } = check({ row: 2, cells })
      if (values.receivedAt) expect(values.receivedAt <= world.now).toBe(true)
      expect(values.persons >= 1 && values.representatives <= 5).toBe(true)
      expect(faults.every((f) => f.refusal.refused.startsWith('cell.'))).toBe(true)
    }),
  )
})
