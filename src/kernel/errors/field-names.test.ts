import { expect, test } from 'vitest'
import { PROCEDURES } from '../../cases/procedures/index.ts'
import { fieldName } from './field-names.ts'
import { problemOf, refuse } from './index.ts'

const detail = (code: string, field: string, lang: 'zh' | 'en') =>
  problemOf(refuse(code, { field }), lang, 'r')

test('a refusal names the field as the form does, and keeps its own name for programs', () => {
  expect(detail('input.required', 'body', 'zh')).toMatchObject({ detail: '请填写“正文”。', field: 'body' })
  expect(detail('input.required', 'body', 'en')?.detail).toBe('Fill in “Text”.')
  expect(detail('input.invalid_days', 'days', 'zh')?.detail).toBe('请在“天数”中填写 1 至 365 的整数。')
  expect(detail('input.required', 'lateReason', 'zh')?.detail).toBe('请填写“逾期理由”。')
  expect(detail('contact.too_many_representatives', 'representatives', 'zh')?.detail).toBe(
    '多人提出共同请求的，推选不超过 5 名代表（代表人数）。',
  )
})

test('what lies inside another field is named with its place', () => {
  expect(fieldName('outcomes[0].words', 'zh')).toBe('逐项答复第1项的说明')
  expect(fieldName('outcomes[0].words', 'en')).toBe('Outcome of each demand 1: Words')
  expect(fieldName('demands[2]', 'zh')).toBe('诉求第3项')
  expect(fieldName('rating.bureau', 'zh')).toBe('对信访部门的评价')
  expect(fieldName('parties[1].phone', 'en')).toBe('Persons who asked 2: Telephone')
})

test('a name nobody put into words stays as it was sent', () => {
  for (const field of ['Idempotency-Key', 'name.zh', 'constructor', 'outcomes[0].toString', '', 'a[0]']) {
    expect(fieldName(field, 'zh'), field).toBeNull()
  }
  expect(detail('input.unknown_field', '{requestId}', 'zh')?.detail).toBe(
    '请去掉 {requestId}，或核对字段名。',
  )
})

test('every field a table asks for has a name', () => {
  const asked = PROCEDURES.flatMap((p) => [...(p.openInput ?? []), ...p.transitions.flatMap((t) => t.input)])
  expect(asked.length).toBeGreaterThan(20)
  expect([...new Set(asked.map((f) => f.name))].filter((name) => fieldName(name, 'zh') === null)).toEqual([])
})
