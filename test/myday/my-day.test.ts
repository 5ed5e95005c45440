/** The start page on a real database: by role, by unit, and nothing of what is shielded; plans as the application role. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from '../../src/kernel/postgres/connect.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { readFigure, readMyDay } from '../../src/myday/read-my-day.ts'
import {
  countDue,
  countFigure,
  type FigureOf,
  listDue,
  listFigure,
  listInStates,
  listInStatesAnywhere,
  listLate,
} from '../../src/myday/store.ts'
import { notifyAll } from '../../src/notifications/notifier.ts'
import { outcomes } from '../harness/factories.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'

let m: MiniBureau

beforeAll(async () => {
  m = await createMiniBureau()
  await m.database.owner.query("update accounts set created_at = '2026-01-01'")
})
afterAll(() => m.close())

const day = async (login: Login) => {
  await m.feedIsOpen()
  await notifyAll({ app: m.database.app, clock: m.clock }, m.county.bureauId)
  return granted(await readMyDay(m.deps, m.looks(login)))
}
const ids = (items: { matterId: string }[]) => items.map((i) => i.matterId)
const value = (d: Awaited<ReturnType<typeof day>>, id: string) =>
  d.figures?.list.find((f) => f.id === id)?.now

test('shows a unit what lies with it, soonest first, and others nothing of it', async () => {
  const { matterId } = await m.register('letter-box')
  await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
  const works = await day('works')
  expect(ids(works.due.items)).toEqual([matterId])
  expect(works.due.all).toBe(1)
  expect(works.due.items[0]!.subject).toBe('路灯不亮')
  expect((await day('water')).due.items).toEqual([])
  expect(works.late).toBeNull()
})

test('gives the head what waits for a signature, and the drafter what was sent back', async () => {
  const { matterId } = await m.register('petition')
  await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works, mode: 'assign' })
  await m.act(m.as('works'), matterId, 'accept')
  await m.act(m.as('works'), matterId, 'submit-opinion', {
    outcomes: outcomes(await m.load(matterId)),
    result: 'explained',
    opinion: '处理意见。',
  })
  expect(ids((await day('works-head')).toSign)).toEqual([matterId])
  expect((await day('works')).toSign).toEqual([])
  await m.act(m.as('works-head'), matterId, 'send-back-opinion', { words: '补充依据。' })
  const works = await day('works')
  expect(works.cameBack.map((i) => [i.matterId, i.back?.kind])).toEqual([[matterId, 'returned']])
  expect((await day('works-head')).toSign).toEqual([])
  // Once it goes on it did not come back any more.
  await m.act(m.as('works'), matterId, 'submit-opinion', {
    outcomes: outcomes(await m.load(matterId)),
    result: 'explained',
    opinion: '补充后的处理意见。',
  })
  expect((await day('works')).cameBack).toEqual([])
})

test('gives the centre an objection, and a unit what the person added until it is read', async () => {
  const { matterId } = await m.register('petition')
  await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.water, mode: 'assign' })
  await m.act(m.asCitizen(matterId), matterId, 'add-information', { words: '补充说明' })
  expect((await day('water')).added.map((i) => [i.matterId, i.back?.kind])).toEqual([[matterId, 'citizen']])
  await m.act(m.as('water'), matterId, 'object', { reason: '不属我局职责' })
  expect((await day('clerk')).cameBack.map((i) => [i.matterId, i.back?.kind])).toEqual([
    [matterId, 'returned'],
  ])
})

test('counts what it lists, and compares with the same days of last month', async () => {
  const made = await m.answeredLetter()
  const works = await day('works')
  expect(works.figures).toMatchObject({ scope: 'unit', from: '2026-03-01', beforeFrom: '2026-02-01' })
  for (const { id, now } of works.figures!.list) {
    const page = granted(await readFigure(m.deps, m.looks('works'), { figure: id }))
    expect(page.items, id).toHaveLength(now)
    expect(new Set(ids(page.items)).size).toBe(now)
  }
  expect(value(works, 'answered')).toBe(1)
  expect(value(works, 'onTime')).toBe(1)
  expect(value(works, 'late')).toBe(0)
  const answered = granted(await readFigure(m.deps, m.looks('works'), { figure: 'answered' }))
  expect(ids(answered.items)).toEqual([made.matterId])
  expect((await day('water')).figures!.list.find((f) => f.id === 'answered')!.now).toBe(0)
  // A limit missed makes it late, for the unit whose limit it was.
  await m.database.owner.query(
    'update clocks set in_time = false where matter_id = $1 and unit_id = $2 and in_time',
    [made.matterId, m.county.units.works],
  )
  expect(value(await day('works'), 'late')).toBe(1)
  expect(value(await day('works'), 'onTime')).toBe(0)
})

test('shows whoever oversees the bureau what is late anywhere, and nothing that is shielded', async () => {
  const { matterId } = await m.register('misconduct', { reportedUnitId: m.county.units.town })
  await m.act(m.as('clerk'), matterId, 'route', { unit: m.county.units.works })
  const before = value(await day('head'), 'registered')!
  await m.database.owner.query(
    "update proceedings set next_due = '2026-02-01', next_due_at = null where ended_on is null and state <> 'awaiting-rating'",
  )
  await m.database.owner.query("update matters set next_due = '2026-02-01' where ended_on is null")
  for (const login of ['head', 'auditor', 'town', 'station', 'water'] as const) {
    const text = JSON.stringify(await day(login))
    expect(text, login).not.toContain(matterId)
    for (const figure of ['registered', 'overdue'] as const) {
      const page = granted(await readFigure(m.deps, m.looks(login), { figure }))
      expect(JSON.stringify(page), login).not.toContain(matterId)
    }
  }
  expect((await day('head')).late!.length).toBeGreaterThan(0)
  expect(value(await day('head'), 'registered')).toBe(before)
  expect(before).toBe(
    await m.count("select count(*) from matters where not shielded and received_on >= '2026-03-01'"),
  )
  expect(JSON.stringify(await day('works'))).toContain(matterId)
})

test('is empty for who works on no matter, and closed to its lists', async () => {
  const admin = await day('administrator')
  expect([admin.due.all, admin.toSign, admin.added, admin.late, admin.figures]).toEqual([
    0,
    [],
    [],
    null,
    null,
  ])
  expect(await readFigure(m.deps, m.looks('administrator'), { figure: 'registered' })).toMatchObject({
    refused: 'access.denied',
  })
  expect((await day('auditor')).figures?.scope).toBe('bureau')
})

interface Node {
  'Node Type': string
  'Relation Name'?: string
  Plans?: Node[]
}
const scans = (node: Node): string[] => [
  ...(node['Relation Name'] ? [`${node['Node Type']} ${node['Relation Name']}`] : []),
  ...(node.Plans ?? []).flatMap(scans),
]

test('reads along indexes however large the bureau is', async () => {
  const { owner } = m.database
  const columns = async (table: string) =>
    (
      await owner.query<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
        [table],
      )
    ).rows.map((r) => r.name)
  const { matterId } = await m.answeredLetter()
  await owner.query(
    'create temp table copies as select gen_random_uuid() as id, n from generate_series(1, 4000) n',
  )
  const units = ['works', 'water', 'town', 'centre'].map((u) => `'${m.county.units[u]}'`).join(', ')
  const unit = `(array[${units}]::uuid[])[1 + c.n % 4]`
  for (const [table, changed] of Object.entries({
    matters: {
      number: "t.number || '-' || c.n",
      handler_unit_id: unit,
      responsible_unit_id: unit,
      source_key: 'null',
      received_at: "t.received_at - c.n * interval '3 hours'",
      ended_on: 'case when c.n % 3 = 0 then null else t.ended_on - c.n % 400 end',
      next_due: "date '2026-03-01' + c.n % 300",
      state: "case when c.n % 3 = 0 then 'handling' else t.state end",
    },
    proceedings: {
      responsible_unit_id: unit,
      ended_on: 'case when c.n % 3 = 0 then null else t.ended_on end',
      next_due: "date '2026-03-01' + c.n % 300",
    },
    clocks: {},
    contents: {},
    matter_keys: {},
  } as Record<string, Record<string, string>>)) {
    const names = await columns(table)
    const values = names.map((n) => changed[n] ?? (n === 'matter_id' ? 'c.id' : `t.${n}`))
    await owner.query(
      `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from ${table} t, copies c where t.matter_id = $1`,
      [matterId],
    )
  }
  await owner.query('vacuum analyze')
  const { bureauId } = m.county
  const unitId = m.county.units.works!
  const of = (id: FigureOf['id'], scope: FigureOf['scope']): FigureOf => ({
    id,
    scope,
    unitId,
    from: '2026-03-01',
    to: '2026-03-02',
    start: '2026-02-28T16:00:00Z',
    end: '2026-03-02T16:00:00Z',
    now: m.clock.now(),
    today: '2026-03-02',
  })
  const reads: [string, (tx: Tx) => Promise<unknown>][] = [
    ['due', (tx) => listDue(tx, bureauId, unitId, 8)],
    [
      'counts',
      (tx) =>
        countDue(tx, bureauId, { unitId, today: '2026-03-02', soonDay: '2026-03-04', now: m.clock.now() }),
    ],
    ['late', (tx) => listLate(tx, bureauId, '2026-03-02', 8)],
    [
      'to sign',
      (tx) => listInStates(tx, bureauId, unitId, [{ procedure: 'petition', state: 'opinion-check' }], 8),
    ],
    [
      'to sign anywhere',
      (tx) => listInStatesAnywhere(tx, bureauId, [{ procedure: 'review', state: 'decision-check' }], 8),
    ],
    ...(['unit', 'bureau'] as const).flatMap((scope) =>
      (['registered', 'answered', 'onTime', 'late', 'overdue'] as const).map(
        (id): [string, (tx: Tx) => Promise<unknown>] => [
          `${id} of ${scope}`,
          (tx) => countFigure(tx, bureauId, of(id, scope)),
        ],
      ),
    ),
    ['behind a figure', (tx) => listFigure(tx, bureauId, of('answered', 'unit'), null, 51)],
  ]
  const looker = m.looks('works')
  for (const [name, read] of reads) {
    const found = await withTx(
      m.database.app,
      { bureau: bureauId, unit: unitId, account: looker.actor.id },
      async (tx) => {
        const plans: Node[] = []
        const query: Tx['query'] = async (sql, params) => {
          const rows = await tx.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
            `explain (format json) ${sql}`,
            params,
            null,
          )
          plans.push(rows[0]!['QUERY PLAN'][0]!.Plan)
          return [{}] as never
        }
        await read({ query, commitWith: query })
        return plans.flatMap(scans)
      },
    )
    for (const table of ['matters', 'proceedings', 'clocks', 'contents', 'notifications'])
      expect(found, `${name}: ${found.join(', ')}`).not.toContain(`Seq Scan ${table}`)
  }
})
