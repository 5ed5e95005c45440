import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addContact, addWords } from '../../src/cases/add-to-matter.ts'
import { correctClass } from '../../src/cases/correct-class.ts'
import { openProceeding } from '../../src/cases/open-proceeding.ts'
import { registerMatter } from '../../src/cases/register-matter.ts'
import { changeMatter } from '../../src/cases/run.ts'
import { isRefusal } from '../../src/kernel/errors/refusal.ts'
import { outcomes } from '../harness/factories.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
})
afterAll(() => m.close())

const events = (matterId: string) => m.count('select count(*) from events where matter_id = $1', [matterId])
const numbers = async () =>
  (
    await m.database.owner.query<{ number: string }>(
      "select number from matters where bureau_id = $1 and number like 'COUNTY-_2026-%'",
      [m.county.bureauId],
    )
  ).rows
    .map((r) => Number(r.number.slice(-6)))
    .sort((a, b) => a - b)
const gapless = async () => {
  const found = await numbers()
  expect(found).toEqual(found.map((_, i) => i + 1))
}

describe('a command', () => {
  test('sent twice has one effect and one answer', async () => {
    const caller = m.as('clerk', 'register-once')
    const first = granted(await registerMatter(m.deps, caller, m.input('letter-box')))
    const again = granted(await registerMatter(m.deps, caller, m.input('letter-box')))
    expect(again).toEqual({ ...first, replayed: true })
    expect(await m.count("select count(*) from commands where idempotency_key = 'register-once'")).toBe(1)

    const { matterId } = first
    const assign = m.as('clerk', 'assign-once')
    const one = await m.act(assign, matterId, 'assign', { unit: m.county.units.works })
    const before = await events(matterId)
    const two = await m.act(assign, matterId, 'assign', { unit: m.county.units.works })
    expect(two).toEqual({ ...one, replayed: true })
    expect(await events(matterId)).toBe(before)
    await gapless()
  })

  test('sent twice at the same moment has one effect', async () => {
    const caller = m.as('clerk', 'register-at-once')
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => registerMatter(m.deps, caller, m.input('letter-box'))),
    )
    expect(new Set(answers.map((a) => granted(a).number)).size).toBe(1)
    const { matterId } = granted(answers[0]!)
    const words = m.asCitizen(matterId, 'words-at-once')
    const said = await Promise.all(Array.from({ length: 8 }, () => addWords(m.deps, words, matterId, '补充')))
    expect(new Set(said.map((a) => granted(a).version)).size).toBe(1)
    expect(await events(matterId)).toBe(2)
    await gapless()
  })

  test('under a key used for something else is refused', async () => {
    const { matterId } = await m.register('letter-box', {}, m.as('clerk', 'one-key'))
    const other = await registerMatter(
      m.deps,
      m.as('clerk', 'one-key'),
      m.input('letter-box', { body: '另一件' }),
    )
    expect(codeOf(other)).toBe('write.idempotency_key_reused')
    const act = await m.fire(m.as('clerk', 'one-key'), matterId, 'assign', { unit: m.county.units.works })
    expect(codeOf(act)).toBe('write.idempotency_key_reused')
    // The key is that person's: somebody else may use the same text.
    expect(
      codeOf(await registerMatter(m.deps, m.as('operator', 'one-key'), m.input('hotline-order'))),
    ).toBeNull()
  })

  test('of a source made twice at once makes the matter once', async () => {
    const matterId = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        registerMatter(
          m.deps,
          m.as('clerk', 'from-source'),
          m.input('letter-box', { matterId, sourceKey: 'source:1' }),
        ),
      ),
    )
    expect(new Set(answers.map((a) => granted(a).number)).size).toBe(1)
    expect(await m.count("select count(*) from matters where source_key = 'source:1'")).toBe(1)
    await gapless()
  })

  test('on a version that is no longer the newest is refused and changes nothing', async () => {
    const { matterId, version } = await m.register('letter-box')
    await addWords(m.deps, m.as('clerk'), matterId, '备注')
    const assign = await m.fire(
      m.as('clerk'),
      matterId,
      'assign',
      { unit: m.county.units.works },
      'main',
      version,
    )
    expect(assign).toMatchObject({ refused: 'write.stale_version', details: { version: version + 1 } })
    const opened = await openProceeding(m.deps, m.as('supervisor'), {
      matterId,
      procedure: 'supervision',
      input: { trigger: 'overdue', unit: m.county.units.works, words: '督办' },
      expectedVersion: version,
    })
    expect(codeOf(opened)).toBe('write.stale_version')
    const corrected = await correctClass(m.deps, m.as('clerk'), {
      matterId,
      class: 'inquiry',
      category: null,
      procedure: null,
      reason: '改',
      expectedVersion: version,
    })
    expect(codeOf(corrected)).toBe('write.stale_version')
    expect(await events(matterId)).toBe(2)
  })

  test('that is refused leaves nothing behind: no row, no key, no number', async () => {
    const before = await numbers()
    const refused = await Promise.all([
      registerMatter(
        m.deps,
        m.as('clerk', 'refused-1'),
        m.input('letter-box', { persons: 2, representatives: 4 }),
      ),
      registerMatter(m.deps, m.as('finance', 'refused-2'), m.input('letter-box')),
      registerMatter(m.deps, m.as('clerk', 'refused-3'), m.input('letter-box', { body: '\ud800' })),
      registerMatter(m.deps, m.as('clerk', 'refused-4'), m.input('letter-box', { body: 'a\0' })),
    ])
    expect(refused.map(codeOf)).toEqual([
      'contact.more_representatives_than_persons',
      'access.denied',
      'input.invalid_characters',
      'input.invalid_characters',
    ])
    expect(await numbers()).toEqual(before)
    expect(await m.count("select count(*) from commands where idempotency_key like 'refused%'")).toBe(0)
    await m.register('letter-box')
    await gapless()
    // A refused command may be sent again under its key, corrected.
    expect(codeOf(await registerMatter(m.deps, m.as('clerk', 'refused-1'), m.input('letter-box')))).toBeNull()
  })

  test('names the field that holds broken text, in every verb', async () => {
    const { matterId } = await m.register('letter-box')
    const bad = '坏\ud800'
    const contact = { channel: 'visit' as const, persons: 1, representatives: 0, external: null, words: bad }
    const asked = [
      m.fire(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works, words: bad }),
      m.fire(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works, words: 'a\0' }),
      addWords(m.deps, m.asCitizen(matterId), matterId, bad),
      addContact(m.deps, m.as('clerk'), matterId, contact),
    ]
    for (const answer of await Promise.all(asked))
      expect(answer).toMatchObject({ refused: 'input.invalid_characters', field: 'words' })
    const broken = await addContact(m.deps, m.as('clerk'), matterId, {
      ...contact,
      words: null,
      receivedAt: 'soon',
    })
    expect(codeOf(broken)).toBe('input.invalid_date')
    expect(await events(matterId)).toBe(1)
  })

  test('with a time of its own is taken only in a bureau marked simulated', async () => {
    const occurredAt = new Date('2020-05-06T02:00:00Z')
    const made = granted(
      await registerMatter(m.deps, { ...m.as('clerk'), occurredAt }, m.input('letter-box')),
    )
    expect((await m.load(made.matterId)).receivedOn).toBe('2020-05-06')
    await m.database.owner.query("update bureaus set simulated = false where slug = 'other'")
    m.room.directory.invalidate()
    const real = m.as('clerk', randomUUID(), m.other)
    expect(codeOf(await registerMatter(m.deps, { ...real, occurredAt }, m.input('letter-box')))).toBe(
      'replay.bureau_not_simulated',
    )
    expect(codeOf(await registerMatter(m.deps, real, m.input('letter-box')))).toBeNull()
  })
})

describe('writers at the same moment', () => {
  test('of acts that exclude each other: one wins, the other is refused, nothing is lost', async () => {
    for (let round = 0; round < 10; round++) {
      const { matterId } = await m.register('letter-box')
      const answers = await Promise.all([
        m.fire(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works }),
        m.fire(m.as('operator'), matterId, 'assign', { unit: m.county.units.water }),
        m.fire(m.asCitizen(matterId), matterId, 'withdraw'),
      ])
      const won = answers.filter((a) => !isRefusal(a))
      const lost = answers.filter(isRefusal)
      const doc = await m.load(matterId)
      // Either the person withdrew first and nobody assigns, or one assigns and the person withdraws after.
      expect(doc.proceedings.main!.state).toBe('withdrawn')
      expect(won.length === 1 || won.length === 2).toBe(true)
      for (const refusal of lost) expect(['case.not_now', 'case.ended']).toContain(refusal.refused)
      const stored = await m.database.owner.query<{ version: number; prev_hash: string; hash: string }>(
        'select version, prev_hash, hash from events where matter_id = $1 order by version',
        [matterId],
      )
      expect(stored.rows.map((r) => r.version)).toEqual(stored.rows.map((_, i) => i + 1))
      stored.rows.slice(1).forEach((r, i) => {
        expect(r.prev_hash).toBe(stored.rows[i]!.hash)
      })
      expect(doc.version).toBe(stored.rows.length)
      expect(won.length).toBe(stored.rows.length - 1)
    }
  })

  test('who saw the same version: exactly one is taken', async () => {
    const { matterId, version } = await m.register('letter-box')
    const answers = await Promise.all(
      ['works', 'water', 'town'].map((unit) =>
        m.fire(m.as('clerk'), matterId, 'assign', { unit: m.county.units[unit] }, 'main', version),
      ),
    )
    expect(answers.filter((a) => !isRefusal(a))).toHaveLength(1)
    for (const a of answers.filter(isRefusal))
      expect(['write.stale_version', 'case.not_now']).toContain(a.refused)
  })

  test('of words do not shut each other out', async () => {
    const { matterId } = await m.register('letter-box')
    const said = await Promise.all(
      Array.from({ length: 4 }, (_, i) => addWords(m.deps, m.asCitizen(matterId), matterId, `补充${i}`)),
    )
    expect(said.filter(isRefusal)).toEqual([])
    expect(await events(matterId)).toBe(5)
  })

  test('two hundred registrations have gapless numbers, each once', async () => {
    const before = (await numbers()).length
    const made = await Promise.all(Array.from({ length: 200 }, () => m.register('letter-box')))
    expect(new Set(made.map((r) => r.number)).size).toBe(200)
    expect((await numbers()).length).toBe(before + 200)
    await gapless()
  })

  test('refused among them leave no gap', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        registerMatter(
          m.deps,
          m.as('clerk'),
          m.input('letter-box', i % 3 === 0 ? { persons: 1, representatives: 3 } : {}),
        ),
      ),
    )
    await gapless()
  })
})

describe('a writer that dies', () => {
  test('in the middle of its transaction leaves nothing', async () => {
    const { matterId } = await m.register('letter-box')
    const before = await m.load(matterId)
    const dying = changeMatter(m.deps, m.as('clerk', 'dying'), {
      matterId,
      request: { verb: 'test' },
      decide: () => {
        throw new Error('the machine stops here')
      },
    })
    await expect(dying).rejects.toThrow('the machine stops here')
    expect(await m.load(matterId)).toEqual(before)
    expect(await m.count("select count(*) from commands where idempotency_key = 'dying'")).toBe(0)
  })

  test('as a connection that is cut while it registers leaves no matter and no gap', async () => {
    const before = await numbers()
    const dying = new pg.Client(m.database.appUrl)
    dying.on('error', () => {})
    await dying.connect()
    await dying.query(`begin; set local app.bureau = '${m.county.bureauId}'`)
    await dying.query(
      'update number_counters set last_number = last_number + 1 where bureau_id = $1 and year = 2026',
      [m.county.bureauId],
    )
    // Another writer waits for the number; then the first one is gone.
    const waiting = m.register('letter-box')
    const socket = (dying as unknown as { connection: { stream: { destroy(): void } } }).connection.stream
    socket.destroy()
    await waiting
    expect(await numbers()).toHaveLength(before.length + 1)
    await gapless()
  })
})

describe('a whole letter', () => {
  test('goes from arrival to answer, and its rows are those of its state', async () => {
    const { matterId, number } = await m.answeredLetter()
    const doc = await m.load(matterId)
    expect(doc.proceedings.main).toMatchObject({ state: 'answered', end: 'answered' })
    const { rows } = await m.database.owner.query(
      'select number, state, end_kind, version, handler_unit_id from matters where matter_id = $1',
      [matterId],
    )
    expect(rows[0]).toEqual({
      number,
      state: 'answered',
      end_kind: 'answered',
      version: doc.version,
      handler_unit_id: m.county.units.works,
    })
    for (const [table, n] of Object.entries({
      demands: doc.demands.length,
      clocks: Object.keys(doc.clocks).length,
      proceedings: Object.keys(doc.proceedings).length,
      documents: 1,
      contacts: 1,
      events: doc.version,
    }))
      expect(await m.count(`select count(*) from ${table} where matter_id = $1`, [matterId]), table).toBe(n)
    expect(outcomes(doc)).toHaveLength(2)
  })

  test('a number another system gave is taken once', async () => {
    const external = {
      system: 'province',
      number: 'P-1',
      sender: '省局',
      due: null,
      receivedOn: '2026-03-02',
    }
    await m.register('petition', { external })
    const again = await registerMatter(m.deps, m.as('clerk'), m.input('petition', { external }))
    expect(codeOf(again)).toBe('contact.external_known')
    const { matterId } = await m.register('petition')
    const contact = { channel: 'from-above' as const, persons: 1, representatives: 0, external, words: null }
    expect(codeOf(await addContact(m.deps, m.as('clerk'), matterId, contact))).toBe('contact.external_known')
    await gapless()
  })
})
