/**
 * The peer of the candidate search: the same letters in one plain table with PostgreSQL's own full-text index, words in the
 * open, no walls. PostgreSQL cuts no Chinese, so it is given the pairs of characters, as the index of words is.
 */
import type { Pool } from '../../src/kernel/postgres/connect.ts'
import { gramsOf } from '../../src/samematter/index.ts'
import { letterOf } from '../desk/letters.ts'

const AT_ONCE = 2000
/** A question that takes longer is counted as this long. */
export const MOST_MS = 20_000

const textOf = (n: number): string => {
  const { subject, body } = letterOf(n)
  return `${subject}\n${body}`
}

/** @returns seconds it took to make; 0 when it was there already */
export async function makePlain(owner: Pool, stored: number, say: (line: string) => void): Promise<number> {
  const held = await owner.query<{ table: string | null }>(
    `select to_regclass('bench.letters')::text as table`,
  )
  if (held.rows[0]!.table) {
    const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from bench.letters')
    const index = await owner.query(`select to_regclass('bench.letters_words') as made`)
    if (rows[0]!.n === stored && index.rows[0]!.made) return 0
  }
  const begun = performance.now()
  await owner.query('create schema if not exists bench')
  await owner.query('drop table if exists bench.letters')
  await owner.query('create unlogged table bench.letters (n integer primary key, words tsvector not null)')
  for (let from = 1; from <= stored; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, stored + 1 - from) }, (_, k) => from + k)
    await owner.query(
      `insert into bench.letters select x.n, array_to_tsvector(string_to_array(x.words, ' '))
       from unnest($1::int[], $2::text[]) as x(n, words)`,
      [numbers, numbers.map((n) => gramsOf(textOf(n)).join(' '))],
    )
    if (Math.floor(from / 100_000) !== Math.floor((from + AT_ONCE) / 100_000))
      say(`${from + AT_ONCE - 1} of ${stored} in the plain table`)
  }
  await owner.query('create index letters_words on bench.letters using gin (words)')
  await owner.query('vacuum (analyze) bench.letters')
  return (performance.now() - begun) / 1000
}

const lexemes = (grams: readonly string[], by: '&' | '|') =>
  grams.map((g) => `'${g.replaceAll("'", "''")}'`).join(` ${by} `)

const ASK =
  'select n from bench.letters where words @@ $1::tsquery order by ts_rank(words, $1::tsquery) desc limit 24'

/**
 * Milliseconds of the plain query for the same text: of its heading, every pair of which must stand in a letter; or of the
 * whole text, any pair, the likest first.
 */
export async function askPlain(owner: Pool, n: number, how: 'heading' | 'any'): Promise<number> {
  const text = how === 'heading' ? letterOf(n).subject : textOf(n)
  const client = await owner.connect()
  try {
    await client.query(`set statement_timeout = ${MOST_MS}`)
    const begun = performance.now()
    try {
      await client.query(ASK, [lexemes(gramsOf(text), how === 'heading' ? '&' : '|')])
    } catch (error) {
      // 57014: it took too long.
      if ((error as { code?: string }).code !== '57014') throw error
      return MOST_MS
    }
    return performance.now() - begun
  } finally {
    await client.query('reset statement_timeout')
    client.release()
  }
}
