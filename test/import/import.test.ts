/** What a file may hold, and what becomes of it. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBureau } from '../../src/bureau/index.ts'
import { fireAction, openContent } from '../../src/cases/index.ts'
import { keyOf } from '../../src/cases/run.ts'
import type { ImportReport } from '../../src/import/contract.ts'
import { defaultBureau } from '../../src/import/default-bureau.ts'
import { runImport } from '../../src/import/index.ts'
import { MAX_LINE_BYTES } from '../../src/import/lines.ts'
import { createWorld, granted, type ImportWorld, jsonl, letters } from './world.ts'

let world: ImportWorld
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world?.close())

const GOOD = { citizen: '测试', subject: '一件事', at: '2019-04-01T09:00:00+08:00', body: '请处理。' }
const good = (id: string, more: object = {}) => ({ id, ...GOOD, ...more })
const line = (value: unknown) => `${JSON.stringify(value)}\n`

interface Row {
  source_key: string
  number: string
  state: string
  end_kind: string | null
  undated: boolean
  received_at: Date
  matter_id: string
  bureau_id: string
}

async function mattersOf(slug: string): Promise<Row[]> {
  const { rows } = await world.database.owner.query(
    `select m.* from matters m join bureaus b using (bureau_id) where b.slug = $1 order by m.number`,
    [slug],
  )
  return rows as Row[]
}

const codes = (report: ImportReport) => report.rejects.map((r) => [r.line, r.reason.code])

describe('a replay', () => {
  test('drives each letter through the loop at its own times', async () => {
    const file = world.file(
      jsonl([
        good('a', { subject: 'A3区路灯不亮', reply: '已修好。', repliedAt: '2019-04-11T10:00:00+08:00' }),
        good('b', { at: '2019-05-06T09:00:00+08:00' }),
        good('c', {
          at: '2019-01-02T09:00:00+08:00',
          reply: '晚了。',
          repliedAt: '2019-06-01T10:00:00+08:00',
        }),
      ]),
    )
    const report = await world.replay(file, 'loop')
    expect(report).toMatchObject({
      read: 3,
      registered: 3,
      added: 3,
      rejected: 0,
      replied: 2,
      open: 1,
      undated: 0,
    })
    // b was due 15 working days after 6 May 2019: on the 27th, before the file ends.
    expect(report).toMatchObject({ metLimit: 1, overdue: 2, overdueOpen: 1, medianDays: 80, p90Days: 150 })
    expect(report.limit).toMatchObject({ ruleId: 'HY-LETTERBOX', length: 15, unit: 'wd', mark: 'L' })
    const [a, b] = await mattersOf('loop')
    expect(a).toMatchObject({ number: 'LOOP-L2019-000001', state: 'answered', end_kind: 'answered' })
    expect(b).toMatchObject({ number: 'LOOP-L2019-000002', state: 'handling', end_kind: null })

    const { rows: events } = await world.database.owner.query(
      `select e.occurred_at, e.actor, e.data ->> 'action' as action, u.code
       from events e left join units u on u.bureau_id = e.bureau_id and u.unit_id = (e.actor ->> 'unitId')::uuid
       where e.matter_id = $1 order by e.version`,
      [a!.matter_id],
    )
    expect(events.map((e) => [e.action, e.actor.kind, e.code])).toEqual([
      [null, 'system', null],
      ['assign', 'account', 'centre'],
      ['sign', 'account', 'a3'],
      ['submit-reply', 'account', 'a3'],
      ['approve-reply', 'account', 'centre'],
      ['post-to-page', 'account', 'centre'],
      ['answer-served', 'account', 'centre'],
      ['lapse', 'system', null],
    ])
    const times = events.map((e) => (e.occurred_at as Date).toISOString())
    expect(times).toEqual([...times].sort())
    expect(times[0]).toBe('2019-04-01T01:00:00.000Z')
    expect(times[4]).toBe('2019-04-11T02:00:00.000Z')

    // Who wrote is kept as the name of a party, encrypted; no profile of a person exists.
    const { rows } = await world.database.owner.query(
      `select c.kind, c.content_id, c.cipher, k.kek_id, k.wrapped from contents c
       join matter_keys k using (bureau_id, matter_id) where c.matter_id = $1`,
      [a!.matter_id],
    )
    const place = { bureauId: a!.bureau_id, matterId: a!.matter_id }
    const open = (kind: string) => {
      const row = rows.find((r) => r.kind === kind)!
      const key = keyOf(world.deps.cases, place.bureauId, place.matterId, {
        kekId: row.kek_id,
        wrapped: row.wrapped,
      })
      return openContent(key!, { ...place, contentId: row.content_id }, row.cipher).text
    }
    expect(JSON.parse(open('party'))).toEqual({ role: 'petitioner', name: '测试' })
    expect(open('body')).toBe('请处理。')
    expect(open('reply')).toBe('已修好。')
    expect(await world.verify('loop')).toMatchObject({ ok: true, matters: 3, findings: [] })
  })

  test('nobody can sign in as a simulated account', async () => {
    const { rows } = await world.database.owner.query(
      `select count(*)::int as accounts, count(s.login)::int as sign_ins
       from accounts a join bureaus b using (bureau_id) left join sign_ins s on s.account_id = a.account_id
       where b.slug = 'loop'`,
    )
    expect(rows[0]).toEqual({ accounts: 25, sign_ins: 0 })
  })

  test('importing again changes nothing and says the same', async () => {
    const file = world.file(jsonl(letters(20)))
    const first = await world.replay(file, 'twice')
    const before = await world.database.owner.query(
      'select count(*)::int as n, max(recorded_at) as at from events',
    )
    const second = await world.replay(file, 'twice')
    expect(second).toEqual({ ...first, added: 0 })
    const after = await world.database.owner.query(
      'select count(*)::int as n, max(recorded_at) as at from events',
    )
    expect(after.rows).toEqual(before.rows)
  })

  test('the digest follows from the installation key and the records, not from bureau, database or hour', async () => {
    const records = letters(12)
    const file = world.file(jsonl(records))
    const first = await world.replay(file, 'here')
    expect((await world.replay(file, 'there')).digest).toBe(first.digest)
    expect((await world.replay(world.file(jsonl(records.toReversed())), 'backwards')).digest).toBe(
      first.digest,
    )
    records[5]!.body = '另一封信。'
    expect((await world.replay(world.file(jsonl(records)), 'changed')).digest).not.toBe(first.digest)

    const foreign = await createWorld()
    try {
      expect((await foreign.replay(file, 'here')).digest).not.toBe(first.digest)
    } finally {
      await foreign.close()
    }
  })

  test('the digest sees a change of history', async () => {
    const file = world.file(jsonl(letters(8)))
    const first = await world.replay(file, 'tamper')
    await world.database.owner.query(
      `update events set occurred_at = occurred_at + interval '1 second' where version = 2 and bureau_id =
       (select bureau_id from bureaus where slug = 'tamper')`,
    )
    expect((await world.replay(file, 'tamper')).digest).not.toBe(first.digest)
  })

  test('an answer that comes with a later file is taken up; another answer is not', async () => {
    const open = world.file(jsonl([good('x')]))
    expect(await world.replay(open, 'later')).toMatchObject({ replied: 0, open: 1 })
    const answered = good('x', { reply: '答复。', repliedAt: '2019-04-05T09:00:00+08:00' })
    expect(await world.replay(world.file(jsonl([answered])), 'later')).toMatchObject({
      added: 0,
      replied: 1,
      open: 0,
    })
    const other = world.file(jsonl([{ ...answered, reply: '另一个答复。' }]))
    expect(codes(await world.replay(other, 'later'))).toEqual([[1, 'reply_known']])
    const changed = world.file(jsonl([{ ...answered, body: '另一封信。' }]))
    expect(codes(await world.replay(changed, 'later'))).toEqual([[1, 'id_known']])
    expect(await mattersOf('later')).toHaveLength(1)
  })

  test('what somebody did meanwhile stays done', async () => {
    const record = good('m', { subject: 'A3区的事' })
    await world.replay(world.file(jsonl([record])), 'desk')
    const [m] = await mattersOf('desk')
    const withdrawn = await fireAction(
      world.deps.cases,
      {
        bureauId: m!.bureau_id,
        actor: { kind: 'citizen', id: null, unitId: null, roles: [] },
        principal: `citizen:${m!.matter_id}`,
        idempotencyKey: randomUUID(),
        occurredAt: new Date(),
        recordedAt: new Date(),
      },
      { matterId: m!.matter_id, proceedingId: 'main', action: 'withdraw', input: {} },
    )
    expect(granted(withdrawn).end).toBe('withdrawn')
    const answered = { ...record, reply: '答复。', repliedAt: '2019-04-05T09:00:00+08:00' }
    const report = await world.replay(world.file(jsonl([answered])), 'desk')
    expect(report).toMatchObject({ registered: 1, replied: 0, open: 0, stuck: [] })
  })
})

describe('records without dates', () => {
  test('are registered, flagged and left out of timing', async () => {
    const file = world.file(
      jsonl([
        good('1', { reply: '答。', repliedAt: '2019-04-03T09:00:00+08:00' }),
        good('2', { at: null, reply: '答。', repliedAt: '2019-04-09T09:00:00+08:00' }),
        good('3', { at: null }),
        good('4', { reply: '没有答复日期。' }),
        good('5', { at: '', repliedAt: '2019-04-02T09:00:00+08:00' }),
      ]),
    )
    const report = await world.replay(file, 'undated')
    expect(report).toMatchObject({
      read: 5,
      registered: 5,
      replied: 3,
      open: 2,
      undated: 4,
      rejects: [],
      stuck: [],
    })
    expect(report).toMatchObject({ metLimit: 1, overdue: 0, medianDays: 2, p90Days: 2 })
    const rows = await mattersOf('undated')
    expect(rows.map((r) => [r.source_key.split(':')[2], r.undated, r.received_at.toISOString()])).toEqual([
      ['1', false, '2019-04-01T01:00:00.000Z'],
      ['2', true, '2019-04-09T01:00:00.000Z'],
      ['3', true, '2019-04-09T01:00:00.000Z'],
      ['4', true, '2019-04-01T01:00:00.000Z'],
      ['5', true, '2019-04-09T01:00:00.000Z'],
    ])
    expect(await world.verify('undated')).toMatchObject({ ok: true })
  })

  test('also where no record has one', async () => {
    const report = await world.replay(world.file(jsonl([good('1', { at: null })])), 'timeless')
    expect(report).toMatchObject({ registered: 1, undated: 1, metLimit: 0, overdue: 0, medianDays: null })
  })
})

describe('bad lines are named with their reason and the rest goes in', () => {
  const bad = async (slug: string, content: string | Buffer) => world.replay(world.file(content), slug)

  test('missing, blank and wrong fields', async () => {
    const report = await bad(
      'fields',
      line(good('1', { body: undefined })) +
        line(good('2', { body: ' \n' })) +
        line(good('', {})) +
        line({ ...GOOD }) +
        line(good('5', { body: 17 })) +
        line(good('6', { citizen: {} })) +
        line(good('7', { body: 'x'.repeat(50_001) })) +
        line(good('8', { subject: null, citizen: null })) +
        line({ ...GOOD, id: 9 }),
    )
    expect(codes(report)).toEqual([
      [1, 'missing'],
      [2, 'missing'],
      [3, 'missing'],
      [4, 'missing'],
      [5, 'wrong_type'],
      [6, 'wrong_type'],
      [7, 'too_long'],
    ])
    expect(report).toMatchObject({ read: 9, registered: 2, rejected: 7 })
    expect(report.rejects[0]!.reason).toEqual({
      code: 'missing',
      zh: '缺少 body',
      en: 'body is missing or empty',
    })
  })

  test('impossible dates', async () => {
    const dates: [object, string | null][] = [
      [{ at: '2019-02-30T09:00:00+08:00' }, 'not_a_date'],
      [{ at: '2019-04-01T25:00:00+08:00' }, 'not_a_date'],
      [{ at: '2019-04-01T09:00:00+99:00' }, 'not_a_date'],
      [{ at: 'gestern' }, 'not_a_date'],
      [{ at: 1554080400 }, 'not_a_date'],
      [{ at: '3000-01-01T00:00:00+08:00' }, 'date_in_future'],
      [{ at: '1899-12-31T00:00:00+08:00' }, 'date_too_old'],
      [{ reply: '答。', repliedAt: '2019-03-31T09:00:00+08:00' }, 'replied_before_written'],
      [{ reply: '答。', repliedAt: '3000-01-01T00:00:00+08:00' }, 'date_in_future'],
      [{ at: '2019-04-01' }, null],
      [{ at: '2019-04-01 09:00:00' }, null],
      [{ at: '2019-04-01T01:00:00Z' }, null],
      [{ at: '2019-04-01', reply: '当天。', repliedAt: '2019-04-01' }, null],
    ]
    const report = await bad('dates', jsonl(dates.map(([more], i) => good(`${i}`, more))))
    const expected = dates.flatMap(([, code], i) => (code ? [[i + 1, code]] : []))
    expect(codes(report)).toEqual(expected)
    const rows = await mattersOf('dates')
    expect(rows.map((r) => r.received_at.toISOString())).toEqual([
      '2019-03-31T16:00:00.000Z',
      '2019-04-01T01:00:00.000Z',
      '2019-04-01T01:00:00.000Z',
      '2019-03-31T16:00:00.000Z',
    ])
  })

  test('broken JSON, other JSON, blank lines, byte order mark, CRLF, no newline at the end', async () => {
    const report = await bad(
      'json',
      `\ufeff${JSON.stringify(good('1'))}\r\n\r\n   \n{"id":"2","body":\n[1]\n"text"\nnull\n${JSON.stringify(good('3'))}`,
    )
    expect(codes(report)).toEqual([
      [4, 'not_json'],
      [5, 'not_a_record'],
      [6, 'not_a_record'],
      [7, 'not_a_record'],
    ])
    expect(report).toMatchObject({ read: 6, registered: 2, rejected: 4 })
  })

  test('a line of 10 MB, and one just within the limit', async () => {
    const long = JSON.stringify(good('long', { body: 'x'.repeat(10 * 1024 * 1024) }))
    const fits = JSON.stringify(good('fits'))
    const padded = fits + ' '.repeat(MAX_LINE_BYTES - Buffer.byteLength(fits))
    const report = await bad('long', `${line(good('1'))}${long}\n${padded}\n${padded} \n${line(good('2'))}`)
    expect(codes(report)).toEqual([
      [2, 'line_too_long'],
      [4, 'line_too_long'],
    ])
    expect(report).toMatchObject({ read: 5, registered: 3 })
  })

  test('invalid UTF-8, with the byte', async () => {
    const text = Buffer.from(JSON.stringify(good('1')))
    const at = text.indexOf('请')
    const broken = Buffer.concat([text.subarray(0, at), Buffer.from([0xff]), text.subarray(at)])
    const cut = text.subarray(0, at + 1)
    const report = await bad(
      'utf8',
      Buffer.concat([broken, Buffer.from('\n'), cut, Buffer.from(`\n${line(good('2'))}`)]),
    )
    expect(codes(report)).toEqual([
      [1, 'invalid_utf8'],
      [2, 'invalid_utf8'],
    ])
    expect(report.rejects[0]!.reason.en).toContain(`byte ${at} `)
    expect(report.registered).toBe(1)
  })

  test('halves of surrogate pairs and NUL, in every field', async () => {
    const fields = ['id', 'citizen', 'subject', 'body', 'reply']
    const lines = fields.flatMap((field) =>
      ['\\ud800', '\\u0000'].map(
        (half) => `${JSON.stringify({ ...good('x'), [field]: 'a?b' }).replace('a?b', `a${half}b`)}\n`,
      ),
    )
    const report = await bad('broken', lines.join('') + line(good('1')))
    expect(report.rejects.map((r) => r.reason.code)).toEqual(Array(10).fill('broken_text'))
    expect(report.registered).toBe(1)
  })

  test('an id used twice', async () => {
    const report = await bad(
      'ids',
      line(good('1')) + line(good('1')) + line(good('1', { body: '别的。' })) + line(good('2')),
    )
    expect(codes(report)).toEqual([
      [2, 'repeated'],
      [3, 'id_taken'],
    ])
    expect(report).toMatchObject({ read: 4, registered: 2, rejected: 2 })
  })

  test('an empty file', async () => {
    const report = await bad('empty', '')
    expect(report).toMatchObject({ read: 0, registered: 0, rejected: 0, rejects: [], medianDays: null })
  })

  test('words that look like SQL, and every script', async () => {
    const body = `'; drop table matters; -- \\ " \u202e 𠮷 👩‍👩‍👧 \u0007 ‮`
    const report = await bad('words', line(good(`'; drop table matters; --`, { body })))
    expect(report).toMatchObject({ registered: 1, rejected: 0 })
  })
})

describe('a dry run', () => {
  test('checks and counts, and makes nothing', async () => {
    const file = world.file(line(good('1')) + line(good('2', { body: '' })) + line(good('3', { at: null })))
    const { exitCode, json } = await world.run(file, 'dry', '--replay', '--dry-run')
    expect(exitCode).toBe(0)
    expect(json).toMatchObject({
      dryRun: true,
      read: 3,
      registered: 2,
      added: 0,
      rejected: 1,
      open: 2,
      undated: 1,
      digest: null,
    })
    const today = await world.run(file, 'dry', '--dry-run')
    expect(today).toMatchObject({ exitCode: 0, json: { read: 3, registered: 2, added: 0, rejected: 1 } })
    expect(await world.room.directory.bySlug('dry')).toBeNull()
  })
})

describe('without replay', () => {
  test('the letters come in today, once', async () => {
    const living = { ...defaultBureau('living'), simulated: false }
    granted(await createBureau(world.room, { now: new Date() }, living))
    const file = world.file(
      jsonl([good('1', { reply: '答。', repliedAt: '2019-04-03T09:00:00+08:00' }), good('2')]),
    )
    const first = await world.run(file, 'living')
    expect(first.json).toMatchObject({ registered: 2, added: 2, replied: 0, open: 2, undated: 0, overdue: 0 })
    const rows = await mattersOf('living')
    expect(rows.map((r) => [r.state, r.undated])).toEqual([
      ['registered', false],
      ['registered', false],
    ])
    expect(Date.now() - rows[0]!.received_at.getTime()).toBeLessThan(600_000)
    const second = await world.run(file, 'living')
    expect(second.json).toMatchObject({
      registered: 2,
      added: 0,
      digest: (first.json as ImportReport).digest,
    })
    expect(await world.verify('living')).toMatchObject({ ok: true, matters: 2 })
  })
})

describe('refused as a whole', () => {
  const refusal = async (slug: string, file: string, ...more: string[]) => {
    const { exitCode, json } = await world.run(file, slug, ...more)
    return [exitCode, (json as { error: { code: string } }).error.code]
  }

  test('a replay into a living bureau, an unknown bureau, another procedure, no file', async () => {
    const file = world.file(line(good('1')))
    granted(
      await createBureau(world.room, { now: new Date() }, { ...defaultBureau('real'), simulated: false }),
    )
    expect(await refusal('real', file, '--replay')).toEqual([1, 'import.not_simulated'])
    expect(await refusal('nobody', file)).toEqual([1, 'import.unknown_bureau'])
    const other = await world.run(file, 'x', '--replay', '--procedure', 'petition')
    expect(other).toMatchObject({ exitCode: 2, json: { error: { code: 'cli.usage' } } })
    expect(other.text).toMatch(/--procedure petition.*letter-box/)
    expect(await refusal('x', `${file}.absent`, '--replay')).toEqual([1, 'import.file_unreadable'])
    expect(await refusal('x', world.home, '--replay')).toEqual([1, 'import.file_unreadable'])
    expect(await refusal('Not A Slug', file, '--replay')).toEqual([1, 'bureau.slug_invalid'])
    expect(await mattersOf('real')).toEqual([])
  })

  test('a command that is not understood', async () => {
    for (const args of [[], ['a', 'b', '--bureau', 'x'], ['a'], ['a', '--bureau', 'x'], ['a', '--what']]) {
      expect((await runImport(args, world.deps)).exitCode).toBe(2)
    }
  })

  test('a second import into the same bureau meanwhile', async () => {
    const file = world.file(line(good('1')))
    await world.replay(world.file(''), 'busy')
    const { bureau } = (await world.room.directory.bySlug('busy'))!
    const other = await world.database.app.connect()
    await other.query('select pg_advisory_lock(7412, hashtext($1::text))', [bureau.bureauId])
    expect(await refusal('busy', file, '--replay')).toEqual([1, 'import.busy'])
    expect(await world.replay(file, 'free')).toMatchObject({ registered: 1 })
    other.release(true)
    expect(await world.replay(file, 'busy')).toMatchObject({ registered: 1 })
  })
})

test('an error of the database is thrown, and the next run goes on', async () => {
  const file = world.file(jsonl(letters(6)))
  const calm = await world.replay(file, 'calm')
  const app = new Proxy(world.database.app, {
    get(pool, name) {
      const value = Reflect.get(pool, name) as unknown
      if (name !== 'connect') return typeof value === 'function' ? value.bind(pool) : value
      return async () => {
        if (++connects > 20) throw new Error('the connection is gone')
        return pool.connect()
      }
    },
  })
  let connects = 0
  const failing = { ...world.deps, cases: { ...world.deps.cases, app } }
  const args = [file, '--bureau', 'shaky', '--procedure', 'letter-box', '--replay']
  await expect(runImport(args, failing)).rejects.toThrow('the connection is gone')
  const report = await world.replay(file, 'shaky')
  expect(report.digest).toBe(calm.digest)
  expect(report.added).toBeLessThan(6)
})

test('the report is told in both languages', async () => {
  const file = world.file(line(good('1')) + line(good('2', { body: '' })))
  writeFileSync(`${file}.txt`, '')
  const { text } = await world.run(file, 'told', '--replay')
  expect(text).toContain('已登记 / registered: 1')
  expect(text).toContain('第 2 行 / line 2: 缺少 body / body is missing or empty')
  expect(text).toContain('HY-LETTERBOX')
})
