/**
 * How the hot reads are carried out, asked as the application role: row security hides indexes whose operators may leak,
 * so a plan that is good for the owner says nothing. Each statement is the one the program sends, caught on its way.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followChanges } from '../../src/cases/follow-changes.ts'
import {
  findByBlind,
  findByNumber,
  findIdByNumber,
  findMatter,
  listAccess,
  listContents,
  listEvents,
  listInbox,
} from '../../src/cases/read-store.ts'
import { findCommands, loadForDecisions } from '../../src/cases/store.ts'
import { type Tx, withTx } from '../../src/kernel/postgres/connect.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'

const MATTERS = 4000
let m: MiniBureau
let matterId: string
let number: string

beforeAll(async () => {
  m = await createMiniBureau()
  const made = await m.register('letter-box')
  await m.act(m.as('clerk'), made.matterId, 'assign', { unit: m.county.units.works })
  matterId = made.matterId
  number = made.number
  // A few thousand copies of that one, over several units and days, so that the planner has something to choose.
  const { owner } = m.database
  await owner.query(
    'create temp table copies as select gen_random_uuid() as id, n from generate_series(1, $1::int) n',
    [MATTERS],
  )
  const columns = async (table: string) =>
    (
      await owner.query<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
        [table],
      )
    ).rows.map((r) => r.name)
  const copy = async (table: string, changed: Record<string, string>) => {
    const names = await columns(table)
    const values = names.map((n) => changed[n] ?? (n === 'matter_id' ? 'c.id' : `t.${n}`))
    await owner.query(
      `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from ${table} t, copies c where t.matter_id = $1`,
      [matterId],
    )
  }
  const units = ['works', 'water', 'town', 'centre'].map((u) => `'${m.county.units[u]}'`).join(', ')
  const unit = `(array[${units}]::uuid[])[1 + c.n % 4]`
  await copy('matters', {
    number: "t.number || '-' || c.n",
    responsible_unit_id: unit,
    source_key: 'null',
    received_at: "t.received_at - c.n * interval '1 hour'",
  })
  await copy('matter_keys', {})
  await copy('events', { event_id: 'gen_random_uuid()', feed_xid: '(100 + c.n % 400)::text::xid8' })
  await copy('contents', { content_id: 'gen_random_uuid()' })
  await copy('proceedings', { responsible_unit_id: unit, next_due: 't.next_due + c.n % 90' })
  await copy('blind_index', { blind: "sha256(convert_to(c.n::text, 'utf8'))" })
  await owner.query(
    `insert into access_log (bureau_id, access_id, matter_id, account_id, unit_id, at, what, reason)
     select $1, gen_random_uuid(), c.id, null, null, now(), 'matter', 'handling' from copies c`,
    [m.county.bureauId],
  )
  await owner.query(
    `insert into commands (bureau_id, principal, idempotency_key, request_hash, response, at)
     select $1, 'p', n::text, '', '{}', now() from copies`,
    [m.county.bureauId],
  )
  await owner.query('vacuum analyze')
}, 120_000)
afterAll(() => m.close())

interface Node {
  'Node Type': string
  'Relation Name'?: string
  Plans?: Node[]
}

const GROWING = [
  'matters',
  'events',
  'proceedings',
  'contents',
  'matter_keys',
  'blind_index',
  'access_log',
  'commands',
  'clocks',
]

function scans(node: Node): string[] {
  const below = (node.Plans ?? []).flatMap(scans)
  return node['Relation Name'] ? [`${node['Node Type']} ${node['Relation Name']}`, ...below] : below
}

/** The plans of what a read sends, as the application role sees them. */
async function plansOf(read: (tx: Tx) => Promise<unknown>, context: object = {}): Promise<string[]> {
  const looker = m.looks('works')
  const base = { bureau: m.county.bureauId, unit: looker.actor.unitId, account: looker.actor.id, ...context }
  return withTx(m.database.app, base, async (tx) => {
    const plans: Node[] = []
    const query: Tx['query'] = async (sql, params) => {
      const rows = await tx.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
        `explain (format json) ${sql}`,
        params,
        null,
      )
      plans.push(rows[0]!['QUERY PLAN'][0]!.Plan)
      return []
    }
    await read({ query, commitWith: query })
    return plans.flatMap(scans)
  })
}

const inbox = (more: object) => (tx: Tx) =>
  listInbox(tx, m.county.bureauId, {
    units: [m.county.units.works!],
    open: true,
    state: null,
    procedure: null,
    channel: null,
    dueBefore: null,
    centre: null,
    waiting: false,
    after: null,
    limit: 51,
    ...more,
  })

const READS: [string, (tx: Tx) => Promise<unknown>, string][] = [
  ['the inbox of a unit', inbox({}), 'proceedings'],
  [
    'its next page',
    (tx) => inbox({ after: { due: '2026-03-20', matterId, proceedingId: 'main' } })(tx),
    'proceedings',
  ],
  ['what of it is overdue', inbox({ dueBefore: '2026-03-03' }), 'proceedings'],
  ['the inbox of the bureau', inbox({ units: null }), 'proceedings'],
  ['a matter', (tx) => findMatter(tx, m.county.bureauId, matterId), 'matters'],
  ['its history', (tx) => listEvents(tx, m.county.bureauId, matterId), 'events'],
  ['its words', (tx) => listContents(tx, m.county.bureauId, matterId), 'contents'],
  ['who looked at it', (tx) => listAccess(tx, m.county.bureauId, matterId), 'access_log'],
  ['a matter by number', (tx) => findByNumber(tx, m.county.bureauId, number), 'matters'],
  [
    'a matter to decide on',
    (tx) => loadForDecisions(tx, m.county.bureauId, [{ matterId, principal: 'p', idempotencyKey: '77' }]),
    'matters',
  ],
  [
    'an earlier answer',
    (tx) => findCommands(tx, m.county.bureauId, [{ principal: 'p', idempotencyKey: '77' }]),
    'commands',
  ],
  ['an exact look-up', (tx) => findByBlind(tx, m.county.bureauId, 'phone', 'ab'.repeat(32)), 'blind_index'],
]

test.each(READS)('%s is found by an index, never by reading all', async (_name, read, table) => {
  const plan = await plansOf(read)
  expect(
    plan.some((p) => p.endsWith(` ${table}`)),
    plan.join(', '),
  ).toBe(true)
  for (const name of GROWING) expect(plan, plan.join(', ')).not.toContain(`Seq Scan ${name}`)
})

test('the same for a person with number and code, who has no unit', async () => {
  const mine = { unit: null, account: null, matter: matterId }
  for (const read of [READS[4]!, READS[5]!, READS[6]!, READS[7]!]) {
    const plan = await plansOf(read[1], mine)
    for (const name of GROWING)
      expect(plan, `${read[0]}: ${plan.join(', ')}`).not.toContain(`Seq Scan ${name}`)
  }
  const [row] = await withTx(m.database.app, { bureau: m.county.bureauId }, async (tx) => [
    await findIdByNumber(tx, m.county.bureauId, number),
  ])
  expect(row).toBe(matterId)
})

test('the feed of changes is read in its own order from where the reader stood', async () => {
  const seen: string[] = []
  const stop = new AbortController()
  const app = m.database.app
  // The statement is caught as it goes out: the feed has no other door.
  const caught: string[] = []
  const connect = app.connect.bind(app)
  app.connect = (async () => {
    const client = await connect()
    const send = client.query.bind(client)
    client.query = ((q: unknown, ...rest: unknown[]) => {
      const text = typeof q === 'string' ? q : ((q as { text?: string }).text ?? '')
      if (text.includes('feed_xid')) caught.push(text)
      return (send as (...a: unknown[]) => unknown)(q, ...rest)
    }) as typeof client.query
    return client
  }) as typeof app.connect
  try {
    await followChanges(m.deps, m.looks('works'), {
      after: `300:${matterId}:1`,
      signal: stop.signal,
      send: (c) => {
        seen.push(c.id)
        stop.abort()
        return true
      },
      pauseMs: 5,
    })
  } finally {
    app.connect = connect as typeof app.connect
  }
  expect(seen.length).toBeGreaterThan(0)
  expect(caught).toHaveLength(1)
  const plan = await plansOf((tx) => tx.query(caught[0]!, [m.county.bureauId, '300', matterId, 1]))
  expect(plan.join(', ')).toContain('events')
  for (const name of ['events', 'matters']) expect(plan, plan.join(', ')).not.toContain(`Seq Scan ${name}`)
})
