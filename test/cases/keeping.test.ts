import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addWords, correctParties } from '../../src/cases/add-to-matter.ts'
import { attachFile, MAX_FILE_BYTES, openFile } from '../../src/cases/attach-file.ts'
import {
  discloseParties,
  explainClock,
  findSummary,
  identifyCitizen,
  lookUp,
  readForCitizen,
  readMatter,
} from '../../src/cases/read-matter.ts'
import { sweepOrphans } from '../../src/kernel/crypto/index.ts'
import { WORDS } from '../harness/factories.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
})
afterAll(() => m.close())

const filesOnDisk = (): string[] => {
  const all = (dir: string): string[] =>
    readdirSync(dir, { withFileTypes: true }).flatMap((e) =>
      e.isDirectory() ? all(path.join(dir, e.name)) : [path.join(dir, e.name)],
    )
  try {
    return all(m.deps.filesRoot)
  } catch {
    return []
  }
}
const upload = (matterId: string, text: string, more: { name?: string; mediaType?: string } = {}) => ({
  matterId,
  name: '路灯照片.txt',
  mediaType: 'text/plain',
  content: [Buffer.from(text)],
  ...more,
})
const read = async (content: AsyncIterable<Buffer>): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of content) parts.push(part)
  return Buffer.concat(parts).toString()
}

/** Every value of every table of the database as text. */
async function dump(): Promise<string> {
  const { rows } = await m.database.owner.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  )
  const parts: string[] = []
  for (const { name } of rows) {
    const found = await m.database.owner.query(`select to_jsonb(t) as row from ${name} t`)
    parts.push(name, ...found.rows.map((r) => JSON.stringify(r.row)))
  }
  return parts.join('\n')
}

test('what people wrote and who they are stands nowhere in the database or on disk, by any table', async () => {
  const { matterId } = await m.answeredLetter()
  await addWords(m.deps, m.asCitizen(matterId), matterId, '补充之言在此')
  await addWords(m.deps, m.as('works'), matterId, '内部备注在此')
  await correctParties(m.deps, m.asCitizen(matterId), matterId, [
    {
      role: 'petitioner',
      name: '测试人丙',
      phone: '13700000003',
      idNumber: '110101199003070011',
      email: 'c@example.invalid',
    },
  ])
  granted(await attachFile(m.deps, m.asCitizen(matterId), upload(matterId, '附件里的话')))
  const all = await dump()
  const secret = [
    WORDS.subject,
    WORDS.body,
    WORDS.place,
    ...WORDS.demands,
    WORDS.name,
    WORDS.phone,
    WORDS.address,
    '答复之言在此',
    '已核实并安排',
    '补充之言在此',
    '内部备注在此',
    '测试人丙',
    '13700000003',
    '110101199003070011',
    'c@example.invalid',
    '路灯照片',
    '附件里的话',
  ]
  expect(all).toContain(matterId)
  expect(all).toContain('outbox')
  for (const word of secret) {
    expect(all.includes(word), word).toBe(false)
    expect(all.includes(Buffer.from(word).toString('base64')), word).toBe(false)
    expect(all.includes(Buffer.from(word).toString('hex')), word).toBe(false)
  }
  expect(filesOnDisk().length).toBeGreaterThan(0)
  for (const file of filesOnDisk()) expect(readFileSync(file).includes('附件里的话')).toBe(false)
  // It is not lost either.
  expect(JSON.stringify(await readForCitizen(m.deps, m.citizenLooks(), matterId))).toContain('答复之言在此')
})

describe('a file', () => {
  test('is given back as it came, to who may open it; the look of staff is logged', async () => {
    const { matterId } = await m.register('letter-box')
    const { attachmentId } = granted(
      await attachFile(m.deps, m.asCitizen(matterId), upload(matterId, '照片内容')),
    )
    const mine = granted(await openFile(m.deps, m.citizenLooks(), matterId, attachmentId))
    expect(await read(mine.content)).toBe('照片内容')
    const theirs = granted(await openFile(m.deps, m.looks('clerk'), matterId, attachmentId))
    expect(await read(theirs.content)).toBe('照片内容')
    expect(codeOf(await openFile(m.deps, m.looks('works'), matterId, attachmentId))).toBe('not_found')
    expect(codeOf(await openFile(m.deps, m.looks('clerk', m.other), matterId, attachmentId))).toBe(
      'not_found',
    )
    const log = await m.database.owner.query('select account_id, what from access_log where matter_id = $1', [
      matterId,
    ])
    expect(log.rows).toEqual([{ account_id: m.county.ids.clerk, what: 'attachment' }])
  })

  test('that a unit put there is its own until the answer is served', async () => {
    const { matterId } = await m.register('letter-box')
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
    const { attachmentId } = granted(await attachFile(m.deps, m.as('works'), upload(matterId, '调查笔录')))
    expect(codeOf(await openFile(m.deps, m.citizenLooks(), matterId, attachmentId))).toBe('not_found')
    expect(granted(await readForCitizen(m.deps, m.citizenLooks(), matterId)).attachments).toEqual([])
    expect(codeOf(await openFile(m.deps, m.looks('works'), matterId, attachmentId))).toBeNull()
  })

  test('too large, of a wrong kind or without a name is refused and leaves nothing on disk', async () => {
    const { matterId } = await m.register('letter-box')
    const before = filesOnDisk()
    const large = {
      ...upload(matterId, ''),
      content: Array.from({ length: 21 }, () => Buffer.alloc(1024 * 1024)),
    }
    expect(await attachFile(m.deps, m.as('clerk'), large)).toMatchObject({
      refused: 'file.too_large',
      details: { maxBytes: MAX_FILE_BYTES },
    })
    for (const mediaType of ['text/html', 'image/svg+xml', 'application/javascript', 'application/x-sh', ''])
      expect(codeOf(await attachFile(m.deps, m.as('clerk'), upload(matterId, 'x', { mediaType })))).toBe(
        'file.type_not_taken',
      )
    expect(codeOf(await attachFile(m.deps, m.as('clerk'), upload(matterId, 'x', { name: '  ' })))).toBe(
      'input.required',
    )
    expect(codeOf(await attachFile(m.deps, m.as('works'), upload(matterId, 'x')))).toBe('access.denied')
    const nowhere = '00000000-0000-7000-8000-000000000000'
    expect(codeOf(await attachFile(m.deps, m.as('clerk'), upload(nowhere, 'x')))).toBe('not_found')
    expect(filesOnDisk()).toEqual(before)
  })

  test('sent twice is kept once, and both answers name it', async () => {
    const { matterId } = await m.register('letter-box')
    const before = filesOnDisk().length
    const caller = m.as('clerk', 'attach-once')
    const first = granted(await attachFile(m.deps, caller, upload(matterId, '同一个文件')))
    const again = granted(await attachFile(m.deps, caller, upload(matterId, '同一个文件')))
    expect(again).toEqual({ ...first, replayed: true })
    expect(filesOnDisk()).toHaveLength(before + 1)
    expect((await m.load(matterId)).attachments).toHaveLength(1)
    expect(codeOf(await attachFile(m.deps, caller, upload(matterId, '另一个文件')))).toBe(
      'write.idempotency_key_reused',
    )
    expect(filesOnDisk()).toHaveLength(before + 1)
  })

  test('with a name that is half a character or a path is kept under a harmless one', async () => {
    const { matterId } = await m.register('letter-box')
    const name = `../../etc/${'长'.repeat(189)}𠮷𠮷.txt`
    const { attachmentId } = granted(
      await attachFile(m.deps, m.asCitizen(matterId), upload(matterId, 'x', { name })),
    )
    granted(await attachFile(m.deps, m.asCitizen(matterId), upload(matterId, 'x', { name: '坏\ud800.txt' })))
    const shown = granted(await readMatter(m.deps, m.looks('clerk'), matterId)).attachments
    const kept = shown.find((a) => a.attachmentId === attachmentId)!.name!
    expect(kept).not.toContain('/')
    expect(kept.isWellFormed()).toBe(true)
    expect(kept.length).toBeLessThanOrEqual(200)
    expect(shown[1]!.name).toMatch(/^坏.\.txt$/)
  })

  test('that no event names is swept after a while, the others stay', async () => {
    const { matterId } = await m.register('letter-box')
    granted(await attachFile(m.deps, m.asCitizen(matterId), upload(matterId, '留下')))
    const known = new Set(
      (await m.database.owner.query('select attachment_id from attachments')).rows.map(
        (r) => r.attachment_id as string,
      ),
    )
    const kept = filesOnDisk()
    const dead = await attachFile({ ...m.deps, app: m.database.app }, m.as('clerk'), {
      ...upload(matterId, ''),
      content: (async function* () {
        yield Buffer.from('一半')
        throw new Error('the sender went away')
      })(),
    }).catch((error: Error) => error.message)
    expect(dead).toBe('the sender went away')
    expect(filesOnDisk()).toEqual(kept)
    // As a process that died between the rename and the commit would leave it.
    const orphan = path.join(path.dirname(kept[0]!), '00000000-0000-4000-8000-00000000dead')
    writeFileSync(orphan, 'x')
    utimesSync(orphan, new Date(0), new Date(0))
    for (const file of kept) utimesSync(file, new Date(0), new Date(0))
    const removed = await sweepOrphans(m.deps.filesRoot, m.county.bureauId, known, new Date())
    expect(removed).toHaveLength(1)
    expect(filesOnDisk()).toEqual(kept)
    expect(statSync(kept[0]!).mode & 0o077).toBe(0)
  })
})

describe('a look', () => {
  test('at a matter counts once in twelve hours for each person, a disclosure each time', async () => {
    const { matterId } = await m.register('letter-box')
    const looks = () => m.count('select count(*) from access_log where matter_id = $1', [matterId])
    for (let i = 0; i < 3; i++) granted(await readMatter(m.deps, m.looks('clerk'), matterId))
    expect(await looks()).toBe(1)
    granted(await readMatter(m.deps, m.looks('operator'), matterId))
    expect(await looks()).toBe(2)
    m.clock.advance(13 * 3_600_000)
    granted(await readMatter(m.deps, m.looks('clerk'), matterId))
    expect(await looks()).toBe(3)
    for (let i = 0; i < 2; i++) granted(await discloseParties(m.deps, m.looks('clerk'), matterId, '电话核实'))
    expect(await looks()).toBe(5)
  })

  test('at who asked needs a reason and the right seat, and is shown to that person', async () => {
    const { matterId } = await m.register('letter-box')
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
    expect(codeOf(await discloseParties(m.deps, m.looks('works'), matterId, ' '))).toBe('input.required')
    expect(codeOf(await discloseParties(m.deps, m.looks('works'), matterId, '坏\ud800理由'))).toBe(
      'input.invalid_characters',
    )
    expect(codeOf(await discloseParties(m.deps, m.looks('auditor'), matterId, '看看'))).toBe('access.denied')
    expect(codeOf(await discloseParties(m.deps, m.looks('water'), matterId, '看看'))).toBe('not_found')
    const shown = granted(await discloseParties(m.deps, m.looks('works'), matterId, '上门前联系'))
    expect(shown.parties[0]).toMatchObject({ name: WORDS.name, phone: WORDS.phone })
    const mine = granted(await readForCitizen(m.deps, m.citizenLooks(), matterId))
    expect(mine.access).toMatchObject([{ what: 'parties', reason: '上门前联系', unit: { zh: 'works单位' } }])
  })

  test('by phone, name or number finds exactly that, open matters only, and is logged', async () => {
    const phone = '13600000009'
    const mine = await m.register('letter-box', {
      parties: [{ role: 'petitioner', name: '欧阳测试', phone }],
    })
    await m.register('letter-box', {
      parties: [{ role: 'petitioner', name: '欧阳测试乙', phone: '13600000008' }],
    })
    const find = (kind: 'phone' | 'name' | 'id-number', value: string) =>
      lookUp(m.deps, m.looks('operator'), kind, value, '来电').then((r) => granted(r).map((x) => x.number))
    expect(await find('phone', '+86 136-0000-0009')).toEqual([mine.number])
    expect(await find('name', '欧阳测试')).toEqual([mine.number])
    for (const value of ['1360000000', '136000000090', '13600000007'])
      expect(await find('phone', value)).toEqual([])
    expect(await find('name', '欧阳')).toEqual([])
    expect(await find('id-number', phone)).toEqual([])
    for (const value of ['nobody', '%', '*'])
      expect(codeOf(await lookUp(m.deps, m.looks('operator'), 'phone', value, '来电')), value).toBe(
        'input.invalid',
      )
    expect(codeOf(await lookUp(m.deps, m.looks('operator'), 'phone', phone, ''))).toBe('input.required')
    expect(codeOf(await lookUp(m.deps, m.looks('operator'), 'name', '坏\ud800', '来电'))).toBe(
      'input.invalid_characters',
    )
    expect(
      await m.count("select count(*) from access_log where matter_id = $1 and what = 'lookup'", [
        mine.matterId,
      ]),
    ).toBe(2)
    await m.act(m.asCitizen(mine.matterId), mine.matterId, 'withdraw')
    expect(await find('phone', phone)).toEqual([])
    expect(granted(await lookUp(m.deps, m.looks('operator', m.other), 'phone', phone, '来电'))).toEqual([])
  })

  test('by number and code opens one matter; either alone tells nothing', async () => {
    const one = await m.register('letter-box')
    const two = await m.register('letter-box')
    const ask = async (number: string, code: string, slug = 'county') =>
      codeOf(await identifyCitizen(m.deps, slug, number, code))
    expect(await ask(one.number, one.code)).toBeNull()
    expect(await ask(one.number.toLowerCase(), one.code)).toBeNull()
    for (const [number, code] of [
      [one.number, two.code],
      [one.number, ''],
      [`${one.number}9`, one.code],
      ['', ''],
      ['a\0', one.code],
      ['\ud800', one.code],
      ["' or 1=1 --", one.code],
    ] as const)
      expect(await ask(number, code), JSON.stringify(number)).toBe('portal.wrong_number_or_code')
    expect(await ask(one.number, one.code, 'other')).toBe('portal.wrong_number_or_code')
    expect(await ask(one.number, one.code, 'nowhere')).toBe('not_found')
    expect(codeOf(await findSummary(m.deps, m.looks('clerk'), 'a\0'))).toBe('not_found')
    for (const clock of ['constructor', '__proto__', 'c99'])
      expect(codeOf(await explainClock(m.deps, m.citizenLooks(), one.matterId, clock))).toBe('not_found')
  })
})
