/**
 * How the lists are read, asked as the application role with a bureau of twenty thousand matters: each list off an index in
 * its own order, whoever asks and whatever narrows it, so that a page costs the same at any size.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { nextEvents } from '../../src/kernel/feed/store.ts'
import { type Tx, withTx } from '../../src/kernel/postgres/connect.ts'
import type { ListQuery } from '../../src/lists/contract.ts'
import { readerOf, sightOf } from '../../src/lists/list-matters.ts'
import { readLoads } from '../../src/lists/risk/store.ts'
import { shapeOf } from '../../src/lists/rules.ts'
import { countRows, readPage } from '../../src/lists/store.ts'
import { countHeld, mattersOf, readPostings } from '../../src/search/store.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'

const MATTERS = 20_000
let m: MiniBureau

beforeAll(async () => {
  m = await createMiniBureau()
  const made = await m.register('letter-box')
  await m.act(m.as('clerk'), made.matterId, 'assign', { unit: m.county.units.works })
  const { owner } = m.database
  await owner.query(
    'create temp table copies as select gen_random_uuid() as id, n from generate_series(1, $1::int) n',
    [MATTERS],
  )
  const copy = async (table: string, changed: Record<string, string>) => {
    const { rows } = await owner.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [table],
    )
    const names = rows.map((r) => r.name)
    const values = names.map((n) => changed[n] ?? (n === 'matter_id' ? 'c.id' : `t.${n}`))
    await owner.query(
      `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from ${table} t, copies c where t.matter_id = $1`,
      [made.matterId],
    )
  }
  const unit = (codes: string[]) =>
    `(array[${codes.map((u) => `'${m.county.units[u]}'`).join(', ')}]::uuid[])[1 + c.n % ${codes.length}]`
  const ended = `case when c.n % 10 > 0 then date '2026-03-22' + c.n % 30 end`
  const of = unit(['works', 'water', 'town', 'station'])
  await copy('matters', {
    number: "t.number || '-' || c.n",
    responsible_unit_id: of,
    handler_unit_id: of,
    source_key: 'null',
    channel: "(array['web', 'visit', 'phone', 'letter'])[1 + c.n % 4]",
    // A branch a tenth as large as the bureau, one of two matters in the whole table, and what has none.
    category: "case when c.n / 10 % 10 = 3 then '010' || c.n % 7 when c.n in (77, 15000) then '020304' end",
    received_at: "t.received_at - c.n * interval '1 hour'",
    next_due: 't.next_due + c.n % 90',
    ended_on: ended,
  })
  await copy('matter_keys', {})
  await copy('contents', { content_id: 'gen_random_uuid()' })
  await copy('proceedings', { responsible_unit_id: of, next_due: 't.next_due + c.n % 90', ended_on: ended })
  await owner.query(
    `insert into search_documents (bureau_id, doc_no, matter_id) select $1, c.n, c.id from copies c`,
    [m.county.bureauId],
  )
  await owner.query(
    `insert into search_postings (bureau_id, block, term, docs)
     select $1, b, t, '\\x0100' from generate_series(0, 4) b, generate_series(1, 4000) t`,
    [m.county.bureauId],
  )
  await owner.query('vacuum analyze')
}, 180_000)
afterAll(() => m.close())

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows'?: number
  'Rows Removed by Filter'?: number
  Plans?: Node[]
}
const nodes = (n: Node): Node[] => [n, ...(n.Plans ?? []).flatMap(nodes)]

/** What a read really did, as its reader. */
async function carriedOut(login: Login, read: (tx: Tx) => Promise<unknown>): Promise<Node[]> {
  return withTx(m.database.app, sightOf(m.looks(login)), async (tx) => {
    const out: Node[] = []
    const query: Tx['query'] = async (sql, params) => {
      const rows = await tx.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
        `explain (analyze, format json) ${sql}`,
        params,
        null,
      )
      out.push(...nodes(rows[0]!['QUERY PLAN'][0]!.Plan))
      return []
    }
    await read({ query, commitWith: query })
    return out
  })
}

const GROWING = ['matters', 'proceedings', 'contents', 'matter_keys', 'search_documents', 'search_postings']
const told = (all: Node[]) =>
  all
    .filter((n) => n['Relation Name'])
    .map((n) => `${n['Node Type']} ${n['Relation Name']}`)
    .join(', ')

function readsNoWholeTable(all: Node[]): void {
  for (const n of all) {
    const scanned = n['Node Type'] === 'Seq Scan' && GROWING.includes(n['Relation Name'] ?? '')
    expect(scanned, told(all)).toBe(false)
  }
}

const page = (login: Login, q: ListQuery) => {
  const shape = shapeOf(q, readerOf(m.looks(login)))
  if (!shape || isRefusal(shape)) throw new Error('no list')
  const { list: _l, progress: _p, sort: _s, q: _q, ...filter } = q
  const ask = { unitId: m.looks(login).actor.unitId, zone: 'Asia/Shanghai', after: null, limit: 51 }
  return (tx: Tx) => readPage(tx, m.county.bureauId, shape, filter, ask)
}

const PAGES: [Login, ListQuery][] = [
  ['works', { list: 'inbox' }],
  ['clerk', { list: 'inbox' }],
  ['works', { list: 'unit' }],
  ['clerk', { list: 'unit' }],
  ['clerk', { list: 'sent' }],
  ['supervisor', { list: 'overdue' }],
  ['supervisor', { list: 'all' }],
  ['clerk', { list: 'all' }],
  ['works', { list: 'all' }],
  ['supervisor', { list: 'all', progress: 'ended', sort: '-ended' }],
  ['supervisor', { list: 'all', progress: 'open' }],
  ['supervisor', { list: 'all', channel: 'visit' }],
  ['supervisor', { list: 'all', channel: 'fax-mail' }],
  ['supervisor', { list: 'all', state: 'arbitration' }],
  ['supervisor', { list: 'all', category: 'no such' }],
  ['supervisor', { list: 'all', category: '01' }],
  ['supervisor', { list: 'all', category: '02' }],
  ['supervisor', { list: 'all', category: '03' }],
  ['supervisor', { list: 'all', progress: 'open', category: '02' }],
  ['works', { list: 'all', category: '01' }],
  ['supervisor', { list: 'at-risk' }],
]

test.each(PAGES)('a page for %s of %o reads few rows, by an index', async (login, q) => {
  const all = await carriedOut(login, page(login, q))
  readsNoWholeTable(all)
  for (const n of all) {
    const read = (n['Actual Rows'] ?? 0) + (n['Rows Removed by Filter'] ?? 0)
    expect(read, `${n['Node Type']} ${n['Relation Name'] ?? ''} of ${told(all)}`).toBeLessThan(2000)
  }
})

test('a count stops where it need count no further', async () => {
  const shape = shapeOf({ list: 'all' }, readerOf(m.looks('supervisor')))
  if (!shape || isRefusal(shape)) throw new Error('no list')
  const ask = { unitId: null, zone: 'Asia/Shanghai', most: 1000 }
  const all = await carriedOut('supervisor', (tx) => countRows(tx, m.county.bureauId, shape, {}, ask))
  const most = Math.max(
    ...all.filter((n) => n['Relation Name'] === 'matters').map((n) => n['Actual Rows'] ?? 0),
  )
  expect(most).toBeLessThanOrEqual(1001)
})

test('words are found by their terms, and the feed from where the index stands', async () => {
  const { bureauId } = m.county
  const from = { feed_xid: '0', matter_id: '00000000-0000-0000-0000-000000000000', version: 0, next_doc: 0 }
  for (const read of [
    (tx: Tx) => readPostings(tx, bureauId, [4, 3, 2, 1, 0], ['77', '78', '999999']),
    (tx: Tx) => mattersOf(tx, bureauId, [5, 600, 7000]),
    (tx: Tx) => countHeld(tx, bureauId, [4, 3], ['77', '78', '999999']),
    (tx: Tx) => nextEvents(tx, bureauId, from, null, 500),
    (tx: Tx) => nextEvents(tx, bureauId, from, { ...from, feed_xid: '99' }, 500),
    (tx: Tx) => readLoads(tx, bureauId, '2026-03-20'),
  ])
    readsNoWholeTable(await carriedOut('supervisor', read))
})
