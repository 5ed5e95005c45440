import Type from 'typebox'
import { describe, expect, test } from 'vitest'
import { compileCheck, convertQuery, openObjectIn } from './validate.ts'

const closed = { additionalProperties: false } as const
const check = compileCheck(
  Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 5 }),
      persons: Type.Optional(Type.Integer({ minimum: 1 })),
      limit: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
      kind: Type.Optional(Type.Enum(['a', 'b'])),
      way: Type.Optional(Type.Union([Type.Literal('post'), Type.Literal('hand')])),
      on: Type.Optional(Type.String({ format: 'date' })),
      parties: Type.Optional(Type.Array(Type.Object({ phone: Type.String() }, closed), { maxItems: 2 })),
      agent: Type.Optional(Type.Union([Type.Object({ name: Type.String() }, closed), Type.Null()])),
    },
    closed,
  ),
)

describe('a body', () => {
  test.each([
    [{}, 'input.required', 'name'],
    [{ name: '' }, 'input.required', 'name'],
    [{ name: 'abcdef' }, 'input.too_long', 'name'],
    [{ name: 7 }, 'input.invalid', 'name'],
    [{ name: 'a', nmae: 'b' }, 'input.unknown_field', 'nmae'],
    [{ name: 'a', kind: 'c' }, 'input.invalid_choice', 'kind'],
    [{ name: 'a', way: 'fly' }, 'input.invalid_choice', 'way'],
    [{ name: 'a', on: '2026-02-30' }, 'input.invalid_date', 'on'],
    [{ name: 'a', persons: 0 }, 'input.out_of_range', 'persons'],
    [{ name: 'a', parties: [{ phone: '1' }, {}] }, 'input.required', 'parties[1].phone'],
    [{ name: 'a', parties: [{ phone: '1', tag: 'x' }] }, 'input.unknown_field', 'parties[0].tag'],
    [{ name: 'a', parties: [{ phone: '1' }, { phone: '1' }, { phone: '1' }] }, 'input.too_long', 'parties'],
    [{ name: 'a', agent: { name: 3 } }, 'input.invalid', 'agent.name'],
    ['text', 'input.invalid', 'body'],
    [null, 'input.invalid', 'body'],
  ])('%j is refused by name', (body, refused, field) => {
    expect(check(body)).toMatchObject({ refused, field })
  })

  test('null and text are not taken for numbers', () => {
    expect(check({ name: 'a', persons: null })).toMatchObject({ refused: 'input.invalid', field: 'persons' })
    expect(check({ name: 'a', persons: '3' })).toMatchObject({ refused: 'input.invalid', field: 'persons' })
    const body = { name: 'a', limit: null }
    expect(check(body)).toBeUndefined()
    expect(body).toEqual({ name: 'a', limit: null })
  })

  test('a choice names its options', () => {
    expect(check({ name: 'a', way: 'fly' })?.details).toEqual({ options: ['post', 'hand'] })
    expect(check({ name: 'a', kind: 'c' })?.details).toEqual({ options: ['a', 'b'] })
  })
})

describe('a query', () => {
  const schema = Type.Object(
    { limit: Type.Integer(), open: Type.Boolean(), states: Type.Array(Type.String()), word: Type.String() },
    closed,
  )
  test('is converted only where the whole text is such a value', () => {
    expect(convertQuery(schema, { limit: '20', open: 'true', states: 'a', word: '7' })).toEqual({
      limit: 20,
      open: true,
      states: ['a'],
      word: '7',
    })
    expect(convertQuery(schema, { limit: '', open: '1' })).toEqual({ limit: '', open: '1' })
    expect(convertQuery(schema, { limit: '1e3' })).toEqual({ limit: '1e3' })
    expect(convertQuery(schema, { limit: '99999999999999999' })).toEqual({ limit: '99999999999999999' })
  })
})

test('a schema that lets unknown fields through is found, however deep', () => {
  expect(openObjectIn(Type.Object({ a: Type.String() }))).toBe('schema')
  expect(openObjectIn(Type.Object({ a: Type.Array(Type.Object({ b: Type.String() })) }, closed))).toBe(
    'schema.a[]',
  )
  expect(openObjectIn(Type.Object({ a: Type.Record(Type.String(), Type.Unknown()) }, closed))).toBeNull()
})
