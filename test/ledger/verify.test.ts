/** Whatever is done to the history as the owner of the database is found, and named exactly. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attachmentPath } from '../../src/kernel/crypto/index.ts'
import { newSigningKey } from '../../src/kernel/crypto/signing.ts'
import { makeSeal, type Seal } from '../../src/kernel/ledger/index.ts'
import { runVerify, sealBureau, verifyBureaus } from '../../src/ledgerkeeping/index.ts'
import {
  dropMatter,
  eventsOf,
  insertEvent,
  lines,
  openScene,
  rechain,
  rewrite,
  type Scene,
  SLUG,
} from './fixture.ts'

let s: Scene
beforeEach(async () => {
  s = await openScene()
})
afterEach(() => s?.close())

const owner = (sql: string, params: unknown[] = []) => s.database.owner.query(sql, params)
const found = async (options?: Parameters<Scene['verify']>[0]) => lines(await s.verify(options))

/** Makes the bureau's own seals anew from the events as they are now, signed with a given key. */
async function reseal(key = s.keyring.currentSigningKey): Promise<void> {
  const { rows: seals } = await s.database.owner.query<{ document: Seal }>(
    'select document from seals order by seal_no',
  )
  let previous: Seal | null = null
  for (const { document } of seals) {
    const entries: Seal['entries'][number][] = []
    for (const entry of document.entries) {
      const { rows } = await s.database.owner.query<{ hash: string }>(
        'select hash from events where matter_id = $1 and version = $2',
        [entry.matterId, entry.version],
      )
      if (rows[0]) entries.push({ ...entry, hash: rows[0].hash })
    }
    const { bureauId, day, sealedAt } = document
    const seal: Seal = makeSeal({ bureauId, day, sealedAt, entries, previous }, key)
    await owner('update seals set document = $2, hash = $3 where seal_no = $1', [
      seal.sealNo,
      seal,
      seal.hash,
    ])
    previous = seal
  }
}

describe('an undisturbed bureau', () => {
  it('verifies, with all it holds counted', async () => {
    const report = await s.verify()
    expect(report.findings).toEqual([])
    expect(report).toMatchObject({
      ok: true,
      bureaus: 1,
      matters: 3,
      seals: 2,
      heldSeals: 2,
      attachments: 1,
      erased: 0,
    })
    const { rows } = await s.database.owner.query<{ events: number; contents: number }>(
      'select (select count(*)::int from events) as events, (select count(*)::int from contents) as contents',
    )
    expect(report).toMatchObject(rows[0]!)
    expect(report.events).toBeGreaterThan(9)
  })

  it('verifies as the application role too, which says what it may not read', async () => {
    const report = await s.verify({ as: 'app' })
    expect(report).toMatchObject({ ok: true, matters: 3, notChecked: ['outbox'] })
  })

  it('verifies with events that no seal lists yet, also by those of a writer that waited for the seal', async () => {
    const [event] = (await eventsOf(s, s.running.id)).slice(-1)
    const note = { ...event!, eventId: '018f0000-0000-7000-8000-00000000ffff', type: 'clocks.recomputed' }
    const recordedAt = new Date(s.now().getTime() - 60_000).toISOString()
    const data = { clocks: [], because: 'late writer' }
    await rewrite(
      s,
      s.running.id,
      rechain(s, s.running.id, [...(await eventsOf(s, s.running.id)), { ...note, recordedAt, data }]),
    )
    expect(await found()).toEqual([])
  })
})

describe('history changed by the owner of the database', () => {
  it('an event changed', async () => {
    await owner(
      `update events set data = jsonb_set(data::jsonb, '{action}', '"decline"') where matter_id = $1 and version = 3`,
      [s.running.id],
    )
    expect(await found()).toEqual([`event-changed ${s.running.number} v3`])
    expect(await found({ held: false })).toEqual([`event-changed ${s.running.number} v3`])
  })

  it.each(['occurred_at', 'recorded_at'])('%s moved by a microsecond', async (column) => {
    await owner(
      `update events set ${column} = ${column} + interval '1 microsecond' where matter_id = $1 and version = 2`,
      [s.running.id],
    )
    expect(await found()).toEqual([`event-changed ${s.running.number} v2`])
  })

  it('an event dropped in the middle', async () => {
    await owner('delete from events where matter_id = $1 and version = 2', [s.closed.id])
    expect(await found()).toEqual([`event-missing ${s.closed.number} v2`])
  })

  it('the last event dropped', async () => {
    const last = (await eventsOf(s, s.running.id)).length
    await owner('delete from events where matter_id = $1 and version = $2', [s.running.id, last])
    expect(await found()).toEqual([`chain-shortened ${s.running.number} v${last}`])
  })

  it('the last event dropped and all made to fit: found by the seal', async () => {
    const events = await eventsOf(s, s.running.id)
    await rewrite(s, s.running.id, events.slice(0, -1))
    await reseal()
    expect(await found({ held: false })).toEqual([])
    expect(await found()).toEqual([
      `chain-shortened ${s.running.number} v${events.length}`,
      'seal-changed #1',
      'seal-changed #2',
    ])
  })

  it('a whole matter dropped, with its number in the counter', async () => {
    await dropMatter(s, s.fresh.id)
    await owner('update number_counters set last_number = 2')
    // What the command answered still tells which number it was.
    expect(await found()).toEqual([`matter-dropped ${s.fresh.number}`, 'number-counter'])
    await owner('delete from commands')
    const report = await s.verify()
    expect(report.findings).toMatchObject([{ code: 'matter-dropped', matter: s.fresh.id }])
  })

  it('a whole matter dropped before any seal: its number is missing', async () => {
    await owner('delete from seals')
    await owner('update matters set sealed_version = 0')
    await owner('delete from commands')
    await dropMatter(s, s.running.id)
    const report = await s.verify({ held: false })
    expect(report.findings).toMatchObject([
      { code: 'number-missing', details: { year: 2026, from: 2, to: 2 } },
    ])
  })

  it('the row of a matter dropped, its events left', async () => {
    await owner('delete from matters where matter_id = $1', [s.fresh.id])
    expect(await found()).toEqual([`projection-missing ${s.fresh.number} matters`])
    await owner('delete from events where matter_id = $1', [s.fresh.id])
    const report = lines(await s.verify())
    expect(report).toContain(`row-orphan ${s.fresh.id} contents`)
    expect(report).toContain(`matter-dropped ${s.fresh.number}`)
  })

  it('two events changed places', async () => {
    await owner(
      `update events set version = case version when 2 then 103 when 3 then 102 end
       where matter_id = $1 and version in (2, 3)`,
      [s.running.id],
    )
    await owner('update events set version = version - 100 where matter_id = $1 and version > 100', [
      s.running.id,
    ])
    expect(await found()).toEqual([
      `event-reordered ${s.running.number} v2`,
      `event-reordered ${s.running.number} v3`,
    ])
  })

  it('two events changed places and the chain rebuilt', async () => {
    const events = await eventsOf(s, s.closed.id)
    const swapped = [events[0]!, events[1]!, events[2]!, ...events.slice(3)]
    ;[swapped[1], swapped[2]] = [{ ...swapped[2]!, recordedAt: swapped[1]!.recordedAt }, swapped[1]!]
    await rewrite(s, s.closed.id, rechain(s, s.closed.id, swapped))
    await reseal()
    expect(await found()).toContain(`chain-rebuilt ${s.closed.number} v2`)
  })

  it('an event back-dated', async () => {
    await owner(
      `update events set recorded_at = recorded_at - interval '30 days' where matter_id = $1 and version = 4`,
      [s.closed.id],
    )
    expect(await found()).toEqual([`event-changed ${s.closed.number} v4`])
  })

  it('an event back-dated and hashed again, its successors left', async () => {
    const events = await eventsOf(s, s.running.id)
    const altered = rechain(s, s.running.id, [
      events[0]!,
      { ...events[1]!, recordedAt: events[0]!.recordedAt },
    ])[1]!
    await owner('update events set recorded_at = $3, hash = $4 where matter_id = $1 and version = $2', [
      s.running.id,
      2,
      altered.recordedAt,
      altered.hash,
    ])
    expect(await found()).toEqual([`event-changed ${s.running.number} v2`])
  })

  it('a whole chain rebuilt with state and projections: found by the seal, from the version that was altered', async () => {
    const events = await eventsOf(s, s.closed.id)
    const at = events.findIndex((e) => (e.data as { action?: string }).action === 'submit-reply')
    const altered = structuredClone(events)
    for (const o of (altered[at]!.data as { outcomes: { result: string }[] }).outcomes)
      o.result = 'not-supported'
    await rewrite(s, s.closed.id, rechain(s, s.closed.id, altered))
    expect(await found({ held: false })).toEqual([`chain-rebuilt ${s.closed.number} v${at + 1}`])
    // With the signing key stolen too, the bureau's own seals agree; those held elsewhere do not.
    await reseal()
    expect(await found({ held: false })).toEqual([])
    const report = await s.verify()
    expect(lines(report)).toEqual([`chain-rebuilt ${s.closed.number} v${at + 1}`, 'seal-changed #2'])
    expect(report.findings.find((f) => f.code === 'chain-rebuilt')!.message).toEqual({
      zh: expect.stringContaining(s.closed.number),
      en: expect.stringContaining(`version ${at + 1}`),
    })
  })

  it('a forged event inserted in sealed history with a valid chain', async () => {
    const events = await eventsOf(s, s.running.id)
    const forged = {
      ...events[1]!,
      eventId: '018f0000-0000-7000-8000-00000000fffe',
      type: 'clocks.recomputed',
    }
    const data = { clocks: [], because: 'forged' }
    await rewrite(
      s,
      s.running.id,
      rechain(s, s.running.id, [events[0]!, { ...forged, data }, ...events.slice(1)]),
    )
    await reseal()
    expect(await found()).toContain(`chain-rebuilt ${s.running.number} v2`)
  })

  it('a forged event at the end, dated before the last seal', async () => {
    const events = await eventsOf(s, s.running.id)
    const last = events.at(-1)!
    const forged = { ...last, eventId: '018f0000-0000-7000-8000-00000000fffe', type: 'clocks.recomputed' }
    const data = { clocks: [], because: 'forged' }
    await rewrite(s, s.running.id, rechain(s, s.running.id, [...events, { ...forged, data }]))
    expect(await found()).toEqual([`event-back-dated ${s.running.number} v${last.version + 1}`])
    // The next seal lists it: it is still older than the seal that did not.
    await sealBureau(s.sealing, s.bureauId, s.by('system').recordedAt)
    expect(await found()).toEqual([`event-back-dated ${s.running.number} v${last.version + 1}`])
  })

  it('a forged event behind the head of its matter', async () => {
    const events = await eventsOf(s, s.running.id)
    const forged = {
      ...events.at(-1)!,
      eventId: '018f0000-0000-7000-8000-00000000fffe',
      recordedAt: s.by('system').recordedAt.toISOString(),
    }
    await insertEvent(s, rechain(s, s.running.id, [...events, forged]).at(-1)!)
    expect(await found()).toEqual([`event-beyond-head ${s.running.number} v${events.length + 1}`])
  })
})

describe('projections changed by the owner of the database', () => {
  it.each([
    ['matters', 'next_due', `next_due = next_due + 5`, ''],
    ['matters', 'sealed_version', 'sealed_version = 1', ''],
    ['matters', 'recorded_at', `recorded_at = recorded_at + interval '1 day'`, ''],
    ['matters', 'category', `category = '990000'`, ''],
    ['clocks', 'nominal', 'nominal = nominal + 1', 'c1'],
    ['demands', 'outcome', `outcome = 'supported'`, 'q1'],
    ['contacts', 'persons', 'persons = 7', 'k1'],
    ['proceedings', 'responsible_unit_id', 'responsible_unit_id = gen_random_uuid()', 'main'],
  ])('%s.%s', async (table, column, set, key) => {
    const { rows } = await s.database.owner.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = $1 and column_name like '%_id'
         and column_name in ('clock_id', 'demand_id', 'contact_id', 'proceeding_id') and table_name <> 'matters'`,
      [table],
    )
    const keyColumn = rows.find((r) => r.name === `${table.slice(0, -1)}_id`)?.name
    const more = keyColumn ? ` and ${keyColumn} = '${key}'` : ''
    await owner(`update ${table} set ${set} where matter_id = $1${more}`, [s.running.id])
    const where = [table, key, column].filter((part) => part !== '').join('.')
    expect(await found()).toEqual([`projection-differs ${s.running.number} ${where}`])
  })

  it('the stored state', async () => {
    await owner(
      `update matters set doc = jsonb_set(doc::jsonb, '{seats,handler}', '"x"') where matter_id = $1`,
      [s.running.id],
    )
    const report = await s.verify()
    expect(report.findings).toMatchObject([
      { code: 'doc-differs', number: s.running.number, column: 'doc', details: { path: 'seats.handler' } },
    ])
  })

  it('rows deleted and rows added', async () => {
    await owner(`delete from clocks where matter_id = $1 and clock_id = 'c1'`, [s.running.id])
    await owner(`insert into demands (bureau_id, matter_id, demand_id, position) values ($1, $2, 'q9', 9)`, [
      s.bureauId,
      s.fresh.id,
    ])
    expect(await found()).toEqual([
      `projection-extra ${s.fresh.number} demands.q9`,
      `projection-missing ${s.running.number} clocks.c1`,
    ])
  })

  it('is found beside an altered history as well', async () => {
    await owner(`update events set data = data::jsonb || '{"x": 1}' where matter_id = $1 and version = 2`, [
      s.running.id,
    ])
    await owner(`delete from contacts where matter_id = $1`, [s.running.id])
    expect(await found()).toEqual([
      `event-changed ${s.running.number} v2`,
      `projection-missing ${s.running.number} contacts.k1`,
    ])
  })

  it('numbers, counter and outbox', async () => {
    await owner('update number_counters set last_number = 5')
    await owner(
      `insert into outbox (bureau_id, event_id, topic, payload, created_at, next_at)
       values ($1, '018f0000-0000-7000-8000-00000000fffd', 'notify-citizen', '{}', now(), now())`,
      [s.bureauId],
    )
    const report = await s.verify()
    expect(report.findings).toMatchObject([
      { code: 'number-missing', details: { year: 2026, from: 4, to: 5 } },
      { code: 'outbox-orphan', eventId: '018f0000-0000-7000-8000-00000000fffd' },
    ])
    await owner('update number_counters set last_number = 1')
    await owner('delete from outbox')
    expect((await s.verify()).findings).toMatchObject([
      { code: 'number-counter', details: { year: 2026, counter: 1, lastNumber: 3 } },
    ])
  })
})

describe('content changed by the owner of the database', () => {
  const body = async () => {
    const { rows } = await s.database.owner.query<{ content_id: string }>(
      `select content_id from contents where matter_id = $1 and kind = 'body'`,
      [s.running.id],
    )
    return rows[0]!.content_id
  }

  it('a byte of it', async () => {
    const id = await body()
    await owner(
      'update contents set cipher = set_byte(cipher, 40, get_byte(cipher, 40) # 1) where content_id = $1',
      [id],
    )
    expect(await found()).toEqual([`content-unopenable ${s.running.number} v1 contents.${id}`])
  })

  it('its commitment, itself, or one too many', async () => {
    const id = await body()
    await owner(`update contents set commitment = 'sha256:00' where content_id = $1`, [id])
    expect(await found()).toEqual([`projection-differs ${s.running.number} contents.${id}.commitment`])
    await owner('delete from contents where content_id = $1', [id])
    await owner(
      `insert into contents select bureau_id, matter_id, gen_random_uuid(), kind, version, cipher, commitment
       from contents where matter_id = $1 and kind = 'subject'`,
      [s.fresh.id],
    )
    const report = await s.verify()
    expect(lines(report)).toContain(`content-missing ${s.running.number} v1 contents.${id}`)
    expect(report.findings.map((f) => f.code).sort()).toEqual(['content-extra', 'content-missing'])
  })

  it('its key', async () => {
    await owner('update matter_keys set wrapped = null, destroyed_at = now() where matter_id = $1', [
      s.running.id,
    ])
    await owner('delete from matter_keys where matter_id = $1', [s.fresh.id])
    await owner(
      'update matter_keys set wrapped = set_byte(wrapped, 30, get_byte(wrapped, 30) # 1) where matter_id = $1',
      [s.closed.id],
    )
    expect(await found()).toEqual([
      `key-destroyed ${s.running.number} matter_keys.wrapped`,
      `key-missing ${s.fresh.number} matter_keys`,
      `key-unopenable ${s.closed.number} matter_keys.wrapped`,
    ])
  })

  it('a file', async () => {
    const { id: matterId, attachmentId, number } = s.closed
    const file = attachmentPath(s.cases.filesRoot, { bureauId: s.bureauId, matterId, attachmentId })
    writeFileSync(file, 'another picture')
    expect(await found()).toEqual([`attachment-changed ${number} attachments.${attachmentId}`])
    rmSync(file)
    expect(await found()).toEqual([`attachment-missing ${number} attachments.${attachmentId}`])
    await owner('delete from attachments')
    expect(await found()).toContain(`projection-missing ${number} attachments.${attachmentId}`)
  })
})

describe('seals changed by the owner of the database', () => {
  it('a seal dropped', async () => {
    await owner('delete from seals where seal_no = 1')
    expect(await found()).toContain('seal-missing #1')
    expect(await found({ held: false })).toContain('seal-missing #1')
  })

  it('the last seal dropped: found by the one held elsewhere', async () => {
    await owner('delete from seals where seal_no = 2')
    expect(await found()).toEqual(['seal-missing #2'])
  })

  it('a seal changed, or signed by another key', async () => {
    await owner(
      `update seals set document = jsonb_set(document, '{entries,0,hash}', '"sha256:00"') where seal_no = 1`,
    )
    expect(await found({ held: false })).toContain('seal-changed #1')
    await reseal(newSigningKey())
    expect(await found({ held: false })).toEqual(['seal-key-unknown #1', 'seal-key-unknown #2'])
    expect(await found()).toEqual([
      'seal-changed #1',
      'seal-changed #2',
      'seal-key-unknown #1',
      'seal-key-unknown #2',
    ])
  })

  it('the row of a seal that is not its document', async () => {
    await owner(`update seals set day = day + 1 where seal_no = 2`)
    expect(await found()).toEqual(['seal-row-differs #2 seals.day'])
  })

  it('a copy held elsewhere that was itself altered is named and not believed', async () => {
    const folder = path.join(s.held, SLUG)
    const [first] = readdirSync(folder).sort()
    writeFileSync(path.join(folder, first!), 'not a seal')
    expect(await found()).toEqual(['held-seal-unreadable'])
  })
})

describe('huiyin verify', () => {
  const deps = () => ({
    pool: s.database.owner,
    keyring: s.keyring,
    filesRoot: s.cases.filesRoot,
    home: s.home,
  })

  it('ends with 0 when all is well, 1 with findings, 2 when it is not understood', async () => {
    const good = await runVerify(['--json'], deps())
    expect(good).toMatchObject({ exitCode: 0, json: { ok: true, matters: 3, heldSeals: 2 } })
    expect(good.text).toContain('核验通过')
    await owner('delete from events where matter_id = $1 and version = 2', [s.closed.id])
    const bad = await runVerify(['--bureau', SLUG, '--seals', s.held], deps())
    expect(bad.exitCode).toBe(1)
    expect(bad.text).toContain(s.closed.number)
    for (const args of [['--bureau', 'nowhere'], ['--seals', '/nowhere'], ['--frob']])
      expect((await runVerify(args, deps())).exitCode).toBe(2)
  })

  it('keeps bureaus apart', async () => {
    const report = await verifyBureaus(deps(), null, () => [s.held])
    expect(report).toMatchObject({ ok: true, bureaus: 1, matters: 3 })
    await expect(verifyBureaus(deps(), 'nowhere', () => [])).rejects.toThrow(RangeError)
  })
})
