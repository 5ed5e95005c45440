/**
 * How figures, what stands behind them, supervision, the start page and the bell are read, asked as the application role
 * with twenty thousand matters of two years: no table is read whole, and a period costs what lies in it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Tx, withTx } from '../../src/kernel/postgres/connect.ts'
import { countAnswered, countFigure, listFigure } from '../../src/myday/store.ts'
import { listBefore } from '../../src/notifications/store.ts'
import { listBehind } from '../../src/oversight/behind-store.ts'
import {
  countCases,
  countFigures,
  countSupervision,
  listEndedCases,
  listOpenCases,
  listUnitCases,
  listWatched,
} from '../../src/oversight/figures-store.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'

const MATTERS = 20_000
const DAYS = 720
let m: MiniBureau

beforeAll(async () => {
  m = await createMiniBureau()
  const matterId = await m.answeredLetter().then((made) => made.matterId)
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
      [matterId],
    )
  }
  const ago = (column: string) => `${column} - (c.n % ${DAYS})`
  const units = ['works', 'water', 'town', 'station'].map((u) => `'${m.county.units[u]}'`).join(', ')
  const of = `(array[${units}]::uuid[])[1 + c.n % 4]`
  await copy('matters', {
    number: "t.number || '-' || c.n",
    source_key: 'null',
    handler_unit_id: of,
    shielded: 'c.n % 200 = 0',
    received_on: ago('t.received_on'),
    received_at: `t.received_at - (c.n % ${DAYS}) * interval '1 day'`,
    ended_on: ago('t.ended_on'),
  })
  await copy('matter_keys', {})
  await copy('contents', { content_id: 'gen_random_uuid()' })
  await copy('clocks', {
    unit_id: of,
    started_on: ago('t.started_on'),
    nominal: ago('t.nominal'),
    in_time: 'case when t.in_time is null then null else c.n % 9 > 0 end',
  })
  await copy('proceedings', { opened_on: ago('t.opened_on'), ended_on: ago('t.ended_on') })
  await owner.query(
    `insert into proceedings (bureau_id, matter_id, proceeding_id, procedure, procedure_version, state,
       responsible_unit_id, opened_on, next_due, ended_on)
     select $1, c.id, 'p9', 'supervision', 2, 'issued', ${of}, date '2026-03-02' - (c.n % ${DAYS}), date '2026-03-09',
       case when c.n % 5 > 0 then date '2026-03-02' - (c.n % ${DAYS}) end
     from copies c where c.n % 10 < 5`,
    [m.county.bureauId],
  )
  await owner.query(
    `insert into ratings (bureau_id, matter_id, proceeding_id, bureau_rating, unit_rating, unit_id, rated_on, unsolved)
     select $1, c.id, 'p1', 'satisfied', 'satisfied', ${of}, date '2026-03-02' - (c.n % ${DAYS}), c.n % 7 = 0 from copies c`,
    [m.county.bureauId],
  )
  await owner.query(
    `insert into notifications (bureau_id, notification_no, unit_id, kind, at, matter_id, version, proceeding_id, procedure, state)
     select $1, 1000 + c.n, ${of}, 'assigned', now(), c.id, 1, 'main', 'letter-box', 'dispatched' from copies c`,
    [m.county.bureauId],
  )
  await owner.query('vacuum analyze')
}, 240_000)
afterAll(() => m.close())

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  Plans?: Node[]
}
const nodes = (n: Node): Node[] => [n, ...(n.Plans ?? []).flatMap(nodes)]
const GROWING = ['matters', 'proceedings', 'clocks', 'ratings', 'notifications', 'contents', 'matter_keys']

/** What a read really did as its reader: rows it looked at, and the scans it made. */
async function carriedOut(login: Login, read: (tx: Tx) => Promise<unknown>) {
  const { bureauId, actor } = m.looks(login)
  const context = { bureau: bureauId, unit: actor.unitId, account: actor.id }
  return withTx(m.database.app, context, async (tx) => {
    const scans: Node[] = []
    const query: Tx['query'] = async (sql, params) => {
      const rows = await tx.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
        `explain (analyze, format json) ${sql}`,
        params,
        null,
      )
      scans.push(...nodes(rows[0]!['QUERY PLAN'][0]!.Plan).filter((n) => n['Relation Name']))
      return [{ answered: 0, late: 0, count: 0 }] as never
    }
    await read({ query, commitWith: query })
    const told = scans.map((n) => `${n['Node Type']} ${n['Relation Name']} ${n['Actual Rows']}`).join(', ')
    for (const n of scans)
      if (GROWING.includes(n['Relation Name']!)) expect(n['Node Type'], told).not.toBe('Seq Scan')
    const rows = scans.reduce(
      (sum, n) =>
        sum + ((n['Actual Rows'] ?? 0) + (n['Rows Removed by Filter'] ?? 0)) * (n['Actual Loops'] ?? 1),
      0,
    )
    return { rows, told }
  })
}

const month = { from: '2025-09-01', to: '2025-09-30', today: '2026-03-02' }

describe('the figures of a month', () => {
  test('of all units read what lies in the month', async () => {
    const { bureauId } = m.county
    const { rows, told } = await carriedOut('supervisor', (tx) => countFigures(tx, bureauId, month, null))
    // Some 830 matters of that month, with their limits, ratings and follow-ups, and who handles them now.
    expect(rows, told).toBeLessThan(830 * 20)
  })

  test('of supervision read its own limits alone', async () => {
    const { bureauId } = m.county
    const { told } = await carriedOut('supervisor', (tx) => countSupervision(tx, bureauId, month, null))
    // No order has a limit in this data: of the limits nothing at all is read.
    expect(told).not.toMatch(/clocks [1-9]/)
  })

  test('of one unit, and what stands behind one of them', async () => {
    const { bureauId, units } = m.county
    for (const read of [
      (tx: Tx) => countFigures(tx, bureauId, month, units.works!),
      (tx: Tx) => listBehind(tx, bureauId, month, 'handling', units.works!),
      (tx: Tx) => listBehind(tx, bureauId, month, 'satisfaction', units.works!),
      (tx: Tx) => listBehind(tx, bureauId, month, 'response', units.works!),
      (tx: Tx) => listBehind(tx, bureauId, month, 'bureau_satisfaction', units.works!),
      (tx: Tx) => listBehind(tx, bureauId, month, 'ended', units.works!),
      (tx: Tx) => listUnitCases(tx, bureauId, { ...month, unitId: units.works!, limit: 300 }),
    ]) {
      const { rows, told } = await carriedOut('supervisor', read)
      expect(rows, told).toBeLessThan(830 * 20)
    }
  })

  test('of the start page are counted in one pass', async () => {
    const { bureauId, units } = m.county
    const f = {
      scope: 'unit' as const,
      unitId: units.works!,
      from: month.from,
      to: month.to,
      start: '2025-09-01T00:00:00+08:00',
      end: '2025-10-01T00:00:00+08:00',
      now: m.clock.now(),
      today: month.today,
    }
    for (const read of [
      (tx: Tx) => countAnswered(tx, bureauId, f),
      (tx: Tx) => countFigure(tx, bureauId, { ...f, id: 'registered' }),
      (tx: Tx) => countFigure(tx, bureauId, { ...f, id: 'overdue' }),
      (tx: Tx) => listFigure(tx, bureauId, { ...f, id: 'late' }, null, 51),
    ]) {
      const { rows, told } = await carriedOut('works', read)
      expect(rows, told).toBeLessThan(4000)
    }
  })
})

test('supervision, open or done, and the limits watched are read in the order they are shown', async () => {
  const { bureauId } = m.county
  for (const read of [
    (tx: Tx) => listOpenCases(tx, bureauId, month.today, 100),
    (tx: Tx) => listEndedCases(tx, bureauId, month.today, 100),
    (tx: Tx) => listWatched(tx, bureauId, { today: month.today, until: '2026-03-09', now: m.clock.now() }),
  ]) {
    const { rows, told } = await carriedOut('supervisor', read)
    expect(rows, told).toBeLessThan(4000)
  }
  const { rows, told } = await carriedOut('supervisor', (tx) => countCases(tx, bureauId, month))
  expect(rows, told).toBeLessThan(830 * 20)
})

test('the bell looks up the matters of the page it shows and no others', async () => {
  const { bureauId, units } = m.county
  const reader = { bureauId, unitId: units.works!, accountId: m.looks('works').actor.id!, roles: ['handler'] }
  const { rows, told } = await carriedOut('works', (tx) => listBefore(tx, reader, 1_000_000, 51))
  expect(rows, told).toBeLessThan(2000)
})
