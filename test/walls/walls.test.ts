import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attachFile, openFile } from '../../src/cases/attach-file.ts'
import { fireAction } from '../../src/cases/fire-action.ts'
import { type ChangeNotice, followChanges } from '../../src/cases/follow-changes.ts'
import { listInbox } from '../../src/cases/list-inbox.ts'
import {
  discloseParties,
  findSummary,
  lookUp,
  readAccessLog,
  readMatter,
} from '../../src/cases/read-matter.ts'
import { type TxContext, withTx } from '../../src/kernel/postgres/connect.ts'
import { WORDS } from '../harness/factories.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
let shielded: { matterId: string; number: string }
let open: { matterId: string; number: string }
let attachmentId: string

beforeAll(async () => {
  m = await createMiniBureau()
  open = await m.register('petition')
  await m.act(m.as('clerk'), open.matterId, 'assign', { unit: m.county.units.works, mode: 'transfer' })
  shielded = await m.register('misconduct', {
    reportedUnitId: m.county.units.town,
    parties: [{ role: 'petitioner', name: '举报人甲', phone: '13500000001' }],
  })
  attachmentId = granted(
    await attachFile(m.deps, m.asCitizen(shielded.matterId), {
      matterId: shielded.matterId,
      name: '材料.txt',
      mediaType: 'text/plain',
      content: [Buffer.from('材料')],
    }),
  ).attachmentId
  await m.act(m.as('clerk'), shielded.matterId, 'route', { unit: m.county.units.works })
  await m.answeredLetter()
  // The other bureau has its own.
  const made = await m.register('letter-box', { parties: [] }, m.as('clerk', randomUUID(), m.other))
  await fireAction(m.deps, m.as('clerk', randomUUID(), m.other), {
    matterId: made.matterId,
    proceedingId: 'main',
    action: 'assign',
    input: { unit: m.other.units.works },
  })
})
afterAll(() => m.close())

const query = <Row>(context: TxContext, sql: string, params: unknown[] = []) =>
  withTx(m.database.app, context, (tx) => tx.query<Row>(sql, params, null))

/** Tables that carry a bureau, from the catalogue, so that a new one is walked without being named here. */
const tables = async (): Promise<string[]> =>
  (
    await m.database.owner.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attname = 'bureau_id' order by 1`,
    )
  ).rows.map((r) => r.name)

/** Read before any bureau is known (sign-in), or shared by all; each with its reason in the schema. */
const BEFORE_ANY_BUREAU = new Set(['bureaus', 'sign_ins', 'sessions'])

/** Conveniences of staff and what is made anew from the ledger: no part of any matter's history. */
const NO_HISTORY = new Set([
  'sessions',
  'drafts',
  'draft_files',
  'saved_views',
  'past_times',
  'past_pace',
  'notifications',
  'notification_reads',
  'publication_terms',
  'open_data',
  'knowledge_postings',
  // Which event was taken already, and what is typed on a call until it is wrapped up.
  'call_counts',
  'call_events',
  'call_scribbles',
  'search_documents',
  'search_postings',
  'search_numbers',
  'topics',
  'topic_members',
  'reply_bands',
  'feed_positions',
  'statistics_matters',
  'statistics_counts',
  'statistics_entries',
  'phone_codes',
  // As they stand; what happened to each figure is in finance_lines. Code lists are loaded anew.
  'finance_figures',
  'finance_codes',
  // Who agreed to service messages, until they want to be taken out; the act stands in the audit log.
  'group_contacts',
  // A report of the checker that somebody kept for a while; taken away when it is no longer needed.
  'disclosure_checks',
])

describe('the schema', () => {
  test('has the bureau first in every key of every growing table, and row security on it', async () => {
    const found = await tables()
    expect(found.length).toBeGreaterThan(20)
    const growing = found.filter((t) => !BEFORE_ANY_BUREAU.has(t))
    const keys = await m.database.owner.query<{
      table: string
      index: string
      first: string
      unique: boolean
    }>(
      `select t.relname as table, i.relname as index, a.attname as first
       from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
       join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
       where x.indisunique and t.relnamespace = 'public'::regnamespace`,
    )
    for (const table of growing) {
      const own = keys.rows.filter((k) => k.table === table)
      expect(own.length, table).toBeGreaterThan(0)
      for (const key of own) expect(key.first, `${table} ${key.index}`).toBe('bureau_id')
    }
    const foreign = await m.database.owner.query<{ name: string; columns: string[]; target: string }>(
      `select k.conname as name, k.confrelid::regclass::text as target,
         array(select a.attname::text from unnest(k.conkey) n join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n) as columns
       from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace`,
    )
    for (const key of foreign.rows) expect(key.columns, `${key.name} to ${key.target}`).toContain('bureau_id')
    const secured = await m.database.owner.query<{ relname: string; relrowsecurity: boolean }>(
      'select relname, relrowsecurity from pg_class where relname = any($1)',
      [growing],
    )
    for (const t of secured.rows) expect(t.relrowsecurity, t.relname).toBe(true)
  })

  test('lets the application role neither change nor delete what the ledger holds', async () => {
    const context = { bureau: m.county.bureauId, system: true }
    for (const table of [
      'events',
      'contents',
      'attachments',
      'contacts',
      'ratings',
      'commands',
      'access_log',
      'audit_log',
      'seals',
      'finance_changes',
      'finance_lines',
    ]) {
      for (const sql of [
        `update ${table} set bureau_id = bureau_id`,
        `delete from ${table}`,
        `truncate ${table}`,
      ])
        await expect(query(context, sql), sql).rejects.toMatchObject({ code: '42501' })
    }
    for (const table of await tables()) {
      if (NO_HISTORY.has(table)) continue
      await expect(query(context, `delete from ${table}`), table).rejects.toMatchObject({ code: '42501' })
    }
    await expect(
      query(context, 'update matter_keys set destroyed_at = now(), wrapped = null'),
    ).rejects.toMatchObject({
      code: '42501',
    })
    for (const sql of [
      'drop table events',
      'alter table events disable row level security',
      'set role huiyin_owner',
    ])
      await expect(query(context, sql), sql).rejects.toMatchObject({ code: '42501' })
    const role = await m.database.owner.query(
      "select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'huiyin_app'",
    )
    expect(role.rows[0]).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false })
  })
})

describe('another bureau', () => {
  test('sees no row of ours in any table, in no context, and ours none of theirs', async () => {
    for (const table of await tables()) {
      if (BEFORE_ANY_BUREAU.has(table) || table === 'outbox') continue
      for (const [mine, theirs] of [
        [m.county, m.other],
        [m.other, m.county],
      ] as const) {
        for (const more of [
          {},
          { system: true },
          { unit: theirs.units.centre },
          { matter: shielded.matterId },
        ]) {
          const rows = await query<{ n: number }>(
            { bureau: mine.bureauId, ...more },
            `select count(*)::int as n from ${table} where bureau_id = '${theirs.bureauId}'`,
          )
          expect(rows[0]!.n, table).toBe(0)
        }
      }
      const nobody = await query<{ n: number }>(
        { bureau: null, system: true },
        `select count(*)::int as n from ${table}`,
      )
      expect(nobody[0]!.n, `${table} without a bureau`).toBe(0)
    }
    // The walk says something only where there are rows.
    for (const table of ['matters', 'events', 'contents', 'proceedings', 'clocks', 'matter_keys'])
      expect(
        await m.count(`select count(*) from ${table} where bureau_id = $1`, [m.other.bureauId]),
        table,
      ).toBeGreaterThan(0)
  })

  test('can write nothing into ours', async () => {
    const sql = `insert into number_counters (bureau_id, year, last_number) values ('${m.county.bureauId}', 1999, 1)`
    await expect(query({ bureau: m.other.bureauId, system: true }, sql)).rejects.toMatchObject({
      code: '42501',
    })
    const moved = await query<{ matter_id: string }>(
      { bureau: m.other.bureauId, system: true },
      `update matters set state = 'x' where bureau_id = '${m.county.bureauId}' returning matter_id`,
    )
    expect(moved).toEqual([])
    await expect(
      query(
        { bureau: m.other.bureauId, system: true },
        `update matters set bureau_id = '${m.county.bureauId}'`,
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })

  test('does not find ours by number, phone or address', async () => {
    expect(codeOf(await findSummary(m.deps, m.looks('clerk', m.other), open.number))).toBe('not_found')
    expect(codeOf(await readMatter(m.deps, m.looks('clerk', m.other), open.matterId))).toBe('not_found')
    expect(granted(await lookUp(m.deps, m.looks('clerk', m.other), 'phone', WORDS.phone, '来电'))).toEqual([])
  })
})

describe('a shielded matter', () => {
  const outside: Login[] = [
    'water',
    'town',
    'station',
    'head',
    'reviewer',
    'auditor',
    'administrator',
    'editor',
    'finance',
  ]
  const inside: Login[] = ['clerk', 'operator', 'supervisor', 'works', 'works-head']
  const hanging = [
    'matters',
    'events',
    'contents',
    'attachments',
    'matter_keys',
    'proceedings',
    'clocks',
    'demands',
    'contacts',
    'documents',
    'links',
    'ratings',
    'blind_index',
    'access_log',
  ]

  test.each(outside)('is not there for %s: in no table, list, search, file or feed', async (login) => {
    const looker = m.looks(login)
    const context = { bureau: m.county.bureauId, unit: looker.actor.unitId, account: looker.actor.id }
    for (const table of hanging) {
      const rows = await query<{ n: number }>(
        context,
        `select count(*)::int as n from ${table} where matter_id = $1`,
        [shielded.matterId],
      )
      expect(rows[0]!.n, table).toBe(0)
    }
    expect(codeOf(await readMatter(m.deps, looker, shielded.matterId))).toBe('not_found')
    expect(codeOf(await findSummary(m.deps, looker, shielded.number))).toBe('not_found')
    expect(codeOf(await discloseParties(m.deps, looker, shielded.matterId, '看看'))).toBe('not_found')
    expect(codeOf(await openFile(m.deps, looker, shielded.matterId, attachmentId))).toBe('not_found')
    expect(codeOf(await readAccessLog(m.deps, looker, shielded.matterId))).toBe('not_found')
    expect(granted(await lookUp(m.deps, looker, 'phone', '13500000001', '来电'))).toEqual([])
    for (const scope of ['mine', 'bureau'] as const) {
      const page = await listInbox(m.deps, looker, { scope, waiting: true })
      expect(JSON.stringify(page)).not.toContain(shielded.matterId)
    }
    expect((await feed(login)).some((c) => c.matterId === shielded.matterId)).toBe(false)
    for (const action of ['accept', 'reassign', 'add-information', 'withdraw'])
      expect(codeOf(await m.fire(m.as(login), shielded.matterId, action))).toBe('not_found')
    const note = await attachFile(m.deps, m.as(login), {
      matterId: shielded.matterId,
      name: 'x.txt',
      mediaType: 'text/plain',
      content: [Buffer.from('x')],
    })
    expect(codeOf(note)).toBe('not_found')
  })

  test.each(inside)('is there for %s, who sits on it', async (login) => {
    const looker = m.looks(login)
    expect(granted(await readMatter(m.deps, looker, shielded.matterId)).number).toBe(shielded.number)
    expect(granted(await findSummary(m.deps, looker, shielded.number)).matter_id).toBe(shielded.matterId)
    expect((await feed(login)).some((c) => c.matterId === shielded.matterId)).toBe(true)
  })

  test('leaves the sight of a unit when it gives the matter back', async () => {
    const { matterId } = await m.register('misconduct', { reportedUnitId: m.county.units.town })
    await m.act(m.as('clerk'), matterId, 'route', { unit: m.county.units.water })
    expect(codeOf(await readMatter(m.deps, m.looks('water'), matterId))).toBeNull()
    await m.act(m.as('water'), matterId, 'object', { reason: '无权处理' })
    await m.act(m.as('clerk'), matterId, 'agree-return')
    expect(codeOf(await readMatter(m.deps, m.looks('water'), matterId))).toBe('not_found')
    expect(codeOf(await readMatter(m.deps, m.looks('clerk'), matterId))).toBeNull()
  })

  test('a matter the person wants kept secret is shielded alike', async () => {
    const { matterId, number } = await m.register('letter-box', { secrecy: 'matter' })
    for (const login of outside)
      expect(codeOf(await findSummary(m.deps, m.looks(login), number)), login).toBe('not_found')
    expect(codeOf(await readMatter(m.deps, m.looks('head'), matterId))).toBe('not_found')
  })
})

describe('a person with number and code', () => {
  test('has one matter in sight and no other, open or shielded', async () => {
    for (const mine of [open, shielded]) {
      const context = { bureau: m.county.bureauId, matter: mine.matterId }
      for (const table of ['matters', 'events', 'contents', 'matter_keys', 'proceedings', 'blind_index']) {
        const rows = await query<{ matter_id: string }>(context, `select distinct matter_id from ${table}`)
        expect(
          rows.map((r) => r.matter_id),
          table,
        ).toEqual([mine.matterId])
      }
      const changed = await query<{ matter_id: string }>(
        context,
        'update matters set state = state where bureau_id = $1 returning matter_id',
        [m.county.bureauId],
      )
      expect(changed.map((r) => r.matter_id)).toEqual([mine.matterId])
    }
  })
})

/** What the feed of changes gives one person, from its beginning to a matter registered at its end. */
async function feed(login: Login): Promise<ChangeNotice[]> {
  const { matterId: last } = await m.register('letter-box')
  const seen: ChangeNotice[] = []
  const stop = new AbortController()
  await followChanges(m.deps, m.looks(login), {
    after: '0:00000000-0000-7000-8000-000000000000:0',
    signal: stop.signal,
    send: (change) => {
      seen.push(change)
      if (change.matterId === last) stop.abort()
      return true
    },
    pauseMs: 5,
  })
  return seen
}

test('a made-up place in the feed or in a list is refused or begins anew, never a fault', async () => {
  for (const cursor of [
    'x',
    'bnVsbA',
    Buffer.from('["2026-99-99","----","main"]').toString('base64url'),
    Buffer.from('["2026-01-01","------------------------------------","main"]').toString('base64url'),
    Buffer.from('["2026-01-01","00000000-0000-7000-8000-000000000000","\\u0000"]').toString('base64url'),
  ])
    expect(codeOf(await listInbox(m.deps, m.looks('clerk'), { scope: 'mine', cursor })), cursor).toBe(
      'input.invalid',
    )
  expect(codeOf(await listInbox(m.deps, m.looks('clerk'), { scope: 'mine', state: 'a\0' }))).toBe(
    'input.invalid_characters',
  )
  for (const after of [
    '1',
    '1:------------------------------------:1',
    '99999999999999999999:00000000-0000-0000-0000-000000000000:1',
  ]) {
    const stop = new AbortController()
    const following = followChanges(m.deps, m.looks('clerk'), {
      after,
      signal: stop.signal,
      send: () => true,
      pauseMs: 5,
    })
    setTimeout(() => stop.abort(), 30)
    await following
  }
})
