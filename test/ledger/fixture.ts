/** A small bureau with a closed, a running and a new matter, sealed twice; and what its database's owner could do to it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createBureau, createBureauRoom } from '../../src/bureau/index.ts'
import {
  type Actor,
  attachFile,
  type Caller,
  type CasesDeps,
  CHILD_TABLES,
  fireAction,
  foldEvents,
  type MatterDoc,
  project,
  registerMatter,
  SYSTEM,
} from '../../src/cases/index.ts'
import { createKeyring, type Keyring } from '../../src/kernel/crypto/index.ts'
import { isRefusal, type Refusal } from '../../src/kernel/errors/index.ts'
import { genesisHash, hashEvent, type LedgerEvent } from '../../src/kernel/ledger/index.ts'
import { type SealDeps, sealBureau, type VerifyReport, verifyBureau } from '../../src/ledgerkeeping/index.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'

export const SLUG = 'qinghe'
const START = Date.UTC(2026, 7, 3, 1)
const HOUR = 3_600_000

export function done<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(JSON.stringify(result))
  return result
}

export interface Scene {
  database: TestDatabase
  home: string
  keyring: Keyring
  cases: CasesDeps
  sealing: SealDeps
  bureauId: string
  units: Record<'centre' | 'roads' | 'office', string>
  /** Answered and closed, with a file; running; just registered after the first seal. */
  closed: { id: string; number: string; attachmentId: string }
  running: { id: string; number: string }
  fresh: { id: string; number: string }
  /** Folder of the seals held elsewhere. */
  held: string
  now(): Date
  /** A command of an account (or of the program), each an hour after the one before. */
  by(roles: Actor['roles'] | 'system', unit?: 'centre' | 'roads' | 'office'): Caller
  verify(options?: { held?: boolean; as?: 'owner' | 'app' }): Promise<VerifyReport>
  close(): Promise<void>
}

const ACCOUNT = '018f0000-0000-7000-8000-0000000000aa'

export async function openScene(): Promise<Scene> {
  const database = await createTestDatabase()
  const home = mkdtempSync(path.join(tmpdir(), 'huiyin-ledger-'))
  const keyring = done(createKeyring(home, { now: new Date(START), databaseHasData: false }))
  const room = createBureauRoom({ pool: database.app, keyring })
  const unit = (code: string, seats: ('centre' | 'supervisor' | 'reviewer')[] = []) => ({
    code,
    name: { zh: code, en: code },
    kind: 'department',
    seats,
  })
  const { bureauId } = done(
    await createBureau(
      room,
      { now: new Date(START) },
      {
        slug: SLUG,
        name: { zh: '清河县信访局', en: 'Qinghe county bureau' },
        units: [unit('centre', ['centre', 'supervisor', 'reviewer']), unit('roads'), unit('office')],
        accounts: [],
      },
    ),
  )
  const facts = (await room.directory.byId(bureauId))!
  const idOf = (code: string) => [...facts.units.values()].find((u) => u.code === code)!.unitId
  const units = { centre: idOf('centre'), roads: idOf('roads'), office: idOf('office') }
  const cases: CasesDeps = {
    app: database.app,
    keyring,
    directory: room.directory,
    filesRoot: path.join(home, 'files'),
  }
  const sealing: SealDeps = { app: database.app, keyring, home, sealCopy: path.join(home, 'elsewhere') }
  let hours = 0
  let commands = 0
  const now = () => new Date(START + hours * HOUR)
  const by: Scene['by'] = (roles, at = 'centre') => {
    hours += 1
    commands += 1
    const actor: Actor =
      roles === 'system' ? SYSTEM : { kind: 'account', id: ACCOUNT, unitId: units[at], roles }
    const principal = actor.id ?? 'system'
    return {
      bureauId,
      actor,
      principal,
      idempotencyKey: `k${commands}`,
      occurredAt: now(),
      recordedAt: now(),
    }
  }
  const register = async (subject: string, demands: string[]) =>
    done(
      await registerMatter(cases, by(['clerk']), {
        procedure: 'letter-box',
        channel: 'letter-box',
        subject,
        body: `${subject}：详细情况。`,
        demands,
        parties: [{ role: 'petitioner', name: '测试甲', phone: '13800000000' }],
      }),
    )
  const act = async (matterId: string, action: string, input: Record<string, unknown>, caller: Caller) =>
    done(await fireAction(cases, caller, { matterId, proceedingId: 'main', action, input }))

  const first = await register('路灯不亮', ['修好路灯', '说明原因'])
  const file = await attachFile(cases, by(['clerk']), {
    matterId: first.matterId,
    name: '照片.png',
    mediaType: 'image/png',
    content: [Buffer.from('picture of a street lamp')],
  })
  const second = await register('公交站点太远', ['增设站点'])
  for (const m of [first, second]) {
    await act(m.matterId, 'assign', { unit: units.roads, words: '请办理' }, by(['clerk']))
    await act(m.matterId, 'sign', {}, by(['handler'], 'roads'))
  }
  await sealBureau(sealing, bureauId, now())
  hours += 24
  const third = await register('投诉噪声', [])
  const outcomes = ['q1', 'q2'].map((demandId) => ({ demandId, result: 'supported', words: '已修好' }))
  await act(first.matterId, 'submit-reply', { outcomes, reply: '路灯已修复。' }, by(['handler'], 'roads'))
  await act(first.matterId, 'approve-reply', {}, by(['supervisor']))
  await sealBureau(sealing, bureauId, now())
  const held = path.join(home, 'elsewhere')
  return {
    database,
    home,
    keyring,
    cases,
    sealing,
    bureauId,
    units,
    closed: { id: first.matterId, number: first.number, attachmentId: done(file).attachmentId },
    running: { id: second.matterId, number: second.number },
    fresh: { id: third.matterId, number: third.number },
    held,
    now,
    by,
    verify: ({ held: withHeld = true, as = 'owner' } = {}) =>
      verifyBureau({ pool: database[as], keyring, filesRoot: cases.filesRoot }, bureauId, {
        heldSeals: withHeld ? [held] : [],
        batch: 2,
      }),
    close: async () => {
      await database.drop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** The findings as one line each: what and where. */
export function lines(report: VerifyReport): string[] {
  return report.findings
    .map((f) =>
      [
        f.code,
        f.number ?? f.matter,
        f.version !== undefined && `v${f.version}`,
        f.sealNo !== undefined && f.code.startsWith('seal') && `#${f.sealNo}`,
        f.table && [f.table, f.key, f.column].filter(Boolean).join('.'),
      ]
        .filter(Boolean)
        .join(' '),
    )
    .sort()
}

// What the owner of the database can do -------------------------------------------------------------------------

const COLUMNS = `matter_id as "matterId", version, event_id as "eventId", type, schema_version as "schemaVersion",
  occurred_at as "occurredAt", recorded_at as "recordedAt", actor, procedure, procedure_version as "procedureVersion",
  data, prev_hash as "prevHash", hash`

export async function eventsOf(s: Scene, matterId: string): Promise<LedgerEvent[]> {
  const { rows } = await s.database.owner.query<LedgerEvent>(
    `select ${COLUMNS} from events where matter_id = $1 order by version`,
    [matterId],
  )
  return rows.map((r) => ({
    ...r,
    bureauId: s.bureauId,
    occurredAt: new Date(r.occurredAt).toISOString(),
    recordedAt: new Date(r.recordedAt).toISOString(),
  }))
}

/** Numbers the events anew and makes every link and hash fit. */
export function rechain(s: Scene, matterId: string, events: LedgerEvent[]): LedgerEvent[] {
  let prevHash = genesisHash(s.bureauId, matterId)
  return events.map((event, i) => {
    const unhashed = { ...event, version: i + 1, prevHash }
    prevHash = hashEvent(unhashed)
    return { ...unhashed, hash: prevHash }
  })
}

/** Puts these events in the place of a matter's own, together with head, state and projections: nothing is left to see. */
export async function rewrite(s: Scene, matterId: string, events: LedgerEvent[]): Promise<void> {
  const { owner } = s.database
  await owner.query('delete from events where matter_id = $1', [matterId])
  for (const e of events) await insertEvent(s, e)
  const last = events.at(-1)!
  const doc = foldEvents(events, 'Asia/Shanghai') as MatterDoc
  const rows = project(doc)
  const main = rows.matters
  await owner.query(
    `update matters set version = $2, head_hash = $3, recorded_at = $4, doc = $5, state = $6, next_due = $7,
       ended_on = $8, end_kind = $9 where matter_id = $1`,
    [
      matterId,
      last.version,
      last.hash,
      last.recordedAt,
      doc,
      main.state,
      main.next_due,
      main.ended_on,
      main.end_kind,
    ],
  )
  await owner.query(
    'update matters set sealed_version = least(sealed_version, version) where matter_id = $1',
    [matterId],
  )
  for (const table of CHILD_TABLES) {
    const whole = rows[table].map((row) => ({ ...row, bureau_id: s.bureauId, matter_id: matterId }))
    await owner.query(`delete from ${table} where matter_id = $1`, [matterId])
    await owner.query(
      `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(whole)],
    )
  }
  await owner.query('delete from contents where matter_id = $1 and version > $2', [matterId, last.version])
}

/** Statement and values that store one event as it is. */
export function insertOf(s: Scene, e: LedgerEvent): [string, unknown[]] {
  return [
    `insert into events (bureau_id, matter_id, version, event_id, type, schema_version, occurred_at, recorded_at, actor,
       procedure, procedure_version, data, prev_hash, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      s.bureauId,
      e.matterId,
      e.version,
      e.eventId,
      e.type,
      e.schemaVersion,
      e.occurredAt,
      e.recordedAt,
      e.actor,
      e.procedure,
      e.procedureVersion,
      e.data,
      e.prevHash,
      e.hash,
    ],
  ]
}

export async function insertEvent(s: Scene, e: LedgerEvent): Promise<void> {
  await s.database.owner.query(...insertOf(s, e))
}

/** Every table that holds something of a matter. */
export async function dropMatter(s: Scene, matterId: string): Promise<void> {
  const { owner } = s.database
  await owner.query(
    `delete from outbox where event_id in (select event_id from events where matter_id = $1)`,
    [matterId],
  )
  const { rows } = await owner.query<{ table: string }>(
    `select table_name as table from information_schema.columns
     where table_schema = 'public' and column_name = 'matter_id'`,
  )
  for (const { table } of rows) await owner.query(`delete from ${table} where matter_id = $1`, [matterId])
}
