/** What goes over in binary form comes back as the same values, and what is none of its type never goes. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { columnArray, type ElementType } from './arrays.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ empty: true })
})
afterAll(() => database.drop())

const listOf = (type: ElementType, values: readonly unknown[]) =>
  columnArray(
    type,
    values.map((value) => ({ value })),
    'value',
  )

/** The values as the server understood them, each written as text in its own way. */
async function told(type: ElementType, values: readonly unknown[], as = 'v::text'): Promise<unknown[]> {
  const { rows } = await database.owner.query<{ told: unknown }>(
    `select ${as} as told from unnest($1::${type}[]) with ordinality as u(v, i) order by i`,
    [listOf(type, values)],
  )
  return rows.map((r) => r.told)
}

const clean = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((t) => !t.includes('\0'))
const orNull = <T>(arb: fc.Arbitrary<T>) => fc.array(fc.option(arb), { maxLength: 30 })
const day = (d: Date) => d.toISOString().slice(0, 10)
const instants = fc.date({ min: new Date('0100-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
const same = <T>(arb: fc.Arbitrary<T>, type: ElementType, write: (v: T) => unknown = String, as?: string) =>
  fc.assert(
    fc.asyncProperty(orNull(arb), async (values) => {
      expect(await told(type, values, as)).toEqual(values.map((v) => (v === null ? null : write(v))))
    }),
    { numRuns: 40 },
  )

test('texts, numbers, booleans and ids are the same on the other side', async () => {
  await same(clean, 'text')
  await same(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), 'integer')
  await same(fc.maxSafeInteger(), 'bigint')
  await same(fc.boolean(), 'boolean')
  await same(fc.uuid(), 'uuid')
  expect(await told('uuid', ['018F0000-0000-7000-8000-00000000000A'])).toEqual([
    '018f0000-0000-7000-8000-00000000000a',
  ])
})

test('days and instants are the same, before and after the day they are counted from', async () => {
  await same(instants.map(day), 'date', String, "to_char(v, 'YYYY-MM-DD')")
  await same(
    instants.map((d) => d.toISOString()),
    'timestamptz',
    String,
    `to_char(v at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  )
})

test('bytes and documents are the same', async () => {
  await same(
    fc.uint8Array({ maxLength: 300 }).map((a) => Buffer.from(a)),
    'bytea',
    (b) => b.toString('hex'),
    `encode(v, 'hex')`,
  )
  const documents = fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(clean, fc.integer(), fc.boolean()))
  for (const type of ['json', 'jsonb'] as const) await same(documents, type, (d) => ({ ...d }), 'v')
})

test('a list longer than any before is whole', async () => {
  const long = Array.from({ length: 300 }, (_, n) => '回'.repeat(n * 5))
  expect(await told('text', long)).toEqual(long)
})

test('what is no value of the type is refused, and not repeated', () => {
  const wrong: [ElementType, unknown][] = [
    ['uuid', '018f0000-0000-7000-8000-00000000000g'],
    ['uuid', '018f0000-0000-7000-8000-00000000000回'],
    ['uuid', '018f0000000070008000000000000000'],
    ['integer', 2 ** 31],
    ['integer', 1.5],
    ['integer', '1'],
    ['bigint', 2 ** 53],
    ['date', '2026-02-30x'],
    ['date', '2026-02-03T04:05:06Z'],
    ['timestamptz', 'yesterday'],
    ['text', 7],
    ['boolean', 'true'],
    ['bytea', 'AAAA'],
  ]
  for (const [type, value] of wrong) {
    expect(() => listOf(type, [value]), `${type} ${value}`).toThrow(TypeError)
    expect(() => listOf(type, [value])).not.toThrow(String(value))
  }
})
