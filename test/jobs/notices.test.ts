/** Notices to those who asked: what they say, to whom, and what they never say. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTICE_TEMPLATES, PROCEDURES } from '../../src/cases/procedures/index.ts'
import { queryCode } from '../../src/kernel/crypto/index.ts'
import { citizenText, fileAdapter, NOTICE_TEXTS, type Notice } from '../../src/notices/index.ts'
import { answeredPetition, CITIZEN, createWorld, type JobsWorld } from './world.ts'

let w: JobsWorld
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

const folder = (bureau: string) => path.join(w.home, 'outbox-files', bureau, '2026-03-02')
const noticesOf = (bureau: string): Notice[] =>
  readdirSync(folder(bureau)).map((f) => JSON.parse(readFileSync(path.join(folder(bureau), f), 'utf8')))
const notesOf = async (matterId: string) => {
  const sql = `select done_at, last_error from outbox where topic = 'notify-citizen' and payload ->> 'matterId' = $1`
  return (await w.database.owner.query(sql, [matterId])).rows
}
const clerk = () => w.staff(w.county.units.centre!, 'clerk')

describe('the texts', () => {
  it('have words for every template the tables name', () => {
    const named = PROCEDURES.flatMap((p) => p.transitions.flatMap((t) => t.notify ?? []))
    expect([...new Set([...named, ...NOTICE_TEMPLATES])].filter((t) => !NOTICE_TEXTS.includes(t))).toEqual([])
  })

  it('still say something for a template without words', () => {
    const text = citizenText({
      template: 'unheard-of',
      shielded: false,
      number: 'A-1',
      where: 'https://example.invalid',
    })
    expect(text.zh).toContain('A-1')
    expect(text.en).toContain('A-1')
  })
})

describe('a notice', () => {
  it('goes to the address alone, names the number and the place to look, and none of the words', async () => {
    const { number, matterId } = await w.register(w.county.bureauId, clerk(), {
      procedure: 'petition',
      subject: '机密主题词',
      body: '正文里的话',
      parties: [
        { role: 'petitioner', name: '测试人丙', phone: '13800000003', idNumber: '110101199001010000' },
      ],
    })
    await w.drain()
    const files = readdirSync(folder('county'))
    const [notice] = noticesOf('county').filter((n) => n.text.zh.includes(number))
    expect(notice).toMatchObject({
      template: 'registered',
      to: { via: 'sms', address: '13800000003' },
      simulated: false,
    })
    expect(notice!.text.zh).toContain('https://example.invalid/county')
    expect(JSON.stringify(notice)).not.toMatch(/机密|正文|测试人丙|110101/)
    // Who came in person holds a receipt with the code; the message does not repeat it.
    expect(JSON.stringify(notice)).not.toContain(queryCode(w.deps.keyring.codeKey, matterId))
    expect(statSync(path.join(folder('county'), files[0]!)).mode & 0o777).toBe(0o600)
    const looks = await w.database.owner.query(
      'select what, reason, account_id from access_log where matter_id = $1',
      [matterId],
    )
    expect(looks.rows).toEqual([{ what: 'parties', reason: 'notice:registered', account_id: null }])
  })

  it('names the opinion that ended the procedure, and where to tell what is new', async () => {
    const { number, matterId } = await w.register(w.county.bureauId, clerk(), {
      procedure: 'petition',
      parties: [{ role: 'petitioner', name: '测试人戊', email: 'wu@example.invalid' }],
    })
    const finished = '某市信访局 某信复核〔2026〕1号 2026年1月5日'
    const input = { finished, reason: '内部理由之言' }
    await w.act(w.county.bureauId, matterId, clerk(), 'no-longer-accept', input)
    await w.drain()
    const [notice] = noticesOf('county').filter(
      (n) => n.template === 'no-longer-accepted' && n.text.zh.includes(number),
    )
    for (const text of [notice!.text.zh, notice!.text.en]) {
      expect(text).toContain(finished)
      expect(text).toContain('https://example.invalid/county/tell-us')
      expect(text).not.toContain('{')
    }
    expect(JSON.stringify(notice)).not.toMatch(/内部理由|测试人戊/)
  })

  it('is not sent where nobody can be reached; the job says so', async () => {
    const { matterId } = await w.register(w.county.bureauId, clerk(), {
      procedure: 'petition',
      parties: [{ role: 'petitioner', name: '测试人丁' }],
    })
    await w.drain()
    expect(await notesOf(matterId)).toMatchObject([
      { last_error: 'notice.not_reachable', done_at: expect.any(Date) },
    ])
  })

  it('of a shielded lane tells of no matter, not even by its template', async () => {
    const before = new Set(noticesOf('county').map((n) => n.id))
    const { number, matterId } = await w.register(w.county.bureauId, clerk(), {
      procedure: 'misconduct',
      body: '反映问题。',
      parties: [{ role: 'petitioner', phone: '13800000004' }],
    })
    await w.act(w.county.bureauId, matterId, clerk(), 'transfer', { bureau: w.city.bureauId })
    await w.drain()
    const fresh = [...noticesOf('county').filter((n) => !before.has(n.id)), ...noticesOf('city')]
    expect(fresh.length).toBeGreaterThan(1)
    for (const n of fresh) {
      expect(n.template).toBe('discreet-news')
      expect(JSON.stringify(n)).not.toContain(number)
      expect(JSON.stringify(n.text)).not.toMatch(/-J2026|查询码[A-Z0-9]{5}-/)
    }
  })

  it('of a linked matter carries the code, for nobody handed the person a receipt there', async () => {
    const { bureauId, matterId } = await answeredPetition(w, w.county.units.town!)
    await w.act(bureauId, matterId, CITIZEN, 'request-review', { words: '请求复查。' })
    await w.drain()
    const link = (await w.load(bureauId, matterId)).links.find((l) => l.kind === 'reviewed-by')!
    const [notice] = noticesOf('county').filter(
      (n) => n.template === 'registered' && n.text.zh.includes(link.number!),
    )
    expect(notice!.text.en).toContain(queryCode(w.deps.keyring.codeKey, link.matterId))
  })

  it('that could not be delivered is tried again', async () => {
    const { matterId } = await w.register(w.county.bureauId, clerk(), {
      procedure: 'petition',
      parties: [{ role: 'petitioner', phone: '13800000005' }],
    })
    const { notices } = w.deps
    w.deps.notices = { send: async () => ({ delivered: false }) }
    expect(await w.drain()).toMatchObject({ failed: 1 })
    w.deps.notices = notices
    expect((await notesOf(matterId))[0].done_at).toBeNull()
    w.clock.advance(3600_000)
    expect(await w.drain()).toMatchObject({ done: 1 })
  })
})

describe('the file adapter', () => {
  const notice: Notice = {
    id: 'a-1',
    bureau: 'county',
    bureauId: '00000000-0000-4000-8000-000000000000',
    simulated: false,
    discreet: false,
    template: 'registered',
    at: '2026-03-02T02:00:00.000Z',
    on: '2026-03-02',
    to: { via: 'sms', address: '1' },
    text: { zh: '一', en: 'one' },
  }

  it('replaces the file of the same id and leaves nothing half written beside it', async () => {
    const adapter = fileAdapter(path.join(w.home, 'other'))
    await adapter.send(notice)
    await adapter.send({ ...notice, text: { zh: '二', en: 'two' } })
    const at = path.join(w.home, 'other', 'outbox-files', 'county', '2026-03-02')
    expect(readdirSync(at)).toEqual(['a-1.json'])
    expect(JSON.parse(readFileSync(path.join(at, 'a-1.json'), 'utf8')).text.en).toBe('two')
  })

  it('writes nowhere else', async () => {
    await expect(fileAdapter(w.home).send({ ...notice, id: '../../x' })).rejects.toThrow(TypeError)
  })
})
