/** The way in on a real database: breaks, other devices, the map, the same sent twice, floods, and what every page carries. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PaceSettings } from '../../src/pace/index.ts'
import { KINDS } from '../../src/portal/tell-us/draft.ts'
import { type Answer, Phone as AnyPhone, openPortal, PNG, type PortalWorld } from './world.ts'

let world: PortalWorld
beforeAll(async () => {
  world = await openPortal()
})
afterAll(() => world?.close())

class Phone extends AnyPhone {
  constructor() {
    super(() => world.server)
  }
}

const countOf = async (): Promise<number> =>
  (await world.database.owner.query<{ n: number }>('select count(*)::int as n from matters')).rows[0]!.n
const docOf = async (number: string) =>
  (
    await world.database.owner.query<{ doc: Record<string, unknown> }>(
      'select doc from matters where number = $1',
      [number],
    )
  ).rows[0]!.doc
const numberOf = (a: Answer) => /DEMO-[A-Z]\d{4}-\d{6}/.exec(a.text)![0]
const send = (phone: Phone, more = {}) => phone.post('/demo/tell-us/check', more)

describe('a break', () => {
  it('is no loss: the page says what waits and until when, and goes on where it stopped', async () => {
    const phone = new Phone()
    await phone.post('/demo/tell-us/kind', { kind: 'petition' })
    await phone.post('/demo/tell-us/what', { body: '村里的水井三天没有水。' })
    const start = await phone.get('/demo/tell-us')
    expect(start.text).toContain('8月10日')
    expect((await phone.get('/demo/tell-us/continue')).url).toBe('/demo/tell-us/title')
    // By another way in the person is asked first what is to become of it.
    const other = await phone.get('/demo/tell-us/kind?choose=letter-box')
    expect(other.url).toBe('/demo/tell-us?choose=letter-box')
    expect((await phone.post('/demo/tell-us/new', { choose: 'letter-box' })).text).toContain('领导信箱')
    expect((await phone.get('/demo/tell-us/what')).text).toContain('没有找到')
  })

  it('may end on another device, with a code that serves once', async () => {
    const phone = new Phone()
    await phone.fillIn('petition')
    const shown = await phone.post('/demo/tell-us/move', {})
    const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(shown.text)![0]
    const desk = new Phone()
    expect((await desk.post('/demo/tell-us/resume', { code: 'AAAAA-AAAAA' })).status).toBe(422)
    const there = await desk.post('/demo/tell-us/resume', { code: code.toLowerCase().replace('-', ' ') })
    expect(there.url).toBe('/demo/tell-us/check')
    expect(there.text).toContain('我们巷子里的路灯坏了。')
    expect((await new Phone().post('/demo/tell-us/resume', { code })).status).toBe(422)
    expect(world.logged.join('')).not.toContain(code)
  })

  it('can be given up, and nothing is left', async () => {
    const phone = new Phone()
    await phone.fillIn('petition')
    expect((await phone.post('/demo/tell-us/remove', {})).text).toContain('什么都没有留下')
    expect((await phone.get('/demo/tell-us/check')).text).toContain('没有找到')
  })
})

describe('what is sent besides words', () => {
  it('is the letter box, the place, the mark on the map with its datum', async () => {
    const phone = new Phone()
    await phone.fillIn('letter-box')
    const page = await phone.get('/demo/tell-us/map')
    const picture = await phone.get(/src="([^"]+map\.svg[^"]*)"/.exec(page.html)![1]!)
    expect(picture.headers['content-type']).toContain('image/svg+xml')
    expect(picture.headers['content-security-policy']).toContain('sandbox')
    expect(picture.html).toContain('城东街道')
    // The middle of the picture is the middle of the county.
    const pressed = await phone.post('/demo/tell-us/map', { 'at.x': '144', 'at.y': '144' })
    expect(pressed.text).toMatch(/已标出：.*0\.15000，0\.20500（WGS84）/)
    expect((await phone.post('/demo/tell-us/map', { 'at.x': '0', 'at.y': '0' })).text).toContain('用键盘按图')
    await phone.post('/demo/tell-us/map', { whole: '1' })
    expect((await phone.post('/demo/tell-us/map', { 'at.x': '1', 'at.y': '1' })).text).toContain(
      '不在本地范围内',
    )
    const check = await phone.get('/demo/tell-us/check')
    expect(check.text).toContain('县（区）长信箱')
    expect(check.text).toContain('0.15000, 0.20500 (WGS84)')
    const doc = await docOf(numberOf(await send(phone)))
    expect(doc.pointId).toEqual(expect.any(String))
    expect(doc.contacts).toMatchObject([{ letterBox: { code: 'head' } }])
    // Where somebody pressed stands in no address.
    for (const url of phone.visited) expect(url).not.toMatch(/0\.15|0\.20/)
  })

  it('is a proof of who acts for whom, or the word that it comes later', async () => {
    const phone = new Phone()
    await phone.fillIn('petition')
    await phone.post('/demo/tell-us/who', { who: 'other' })
    await phone.post('/demo/tell-us/person', {
      personName: '测试人乙',
      personAddress: '二号巷',
      relation: 'family',
    })
    const none = await phone.upload('/demo/tell-us/proof', { next: '1' }, [])
    expect(none.status).toBe(422)
    expect(none.text).toContain('请上传证明，或者勾选')
    const proved = await phone.upload('/demo/tell-us/proof', { next: '1' }, [['委托书.png', PNG]])
    expect(proved.url).toBe('/demo/tell-us/you')
    const check = await phone.get('/demo/tell-us/check')
    expect(check.text).toContain('委托书.png')
    const receipt = await send(phone)
    const mine = await phone.get(`/demo/my/${numberOf(receipt)}`)
    expect(mine.text).toContain('代理证明：委托书.png')
  })

  it('is shown back as a picture that runs nothing, to its own browser alone', async () => {
    const phone = new Phone()
    await phone.fillIn('petition')
    const page = await phone.upload('/demo/tell-us/files', { upload: '1' }, [['现场.png', PNG]])
    const address = /href="([^"]+\/tell-us\/file\/[^"]+)"/.exec(page.html)![1]!
    const file = await phone.get(address)
    expect(file.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
    expect(file.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
    expect((await new Phone().get(address)).status).toBe(404)
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    for (const [name, bytes, why] of [
      ['图.svg', svg, '不是照片或 PDF'],
      ['页.html', Buffer.from('<html><script>'), '不是照片或 PDF'],
      ['断.png', PNG.subarray(0, 40), '打不开'],
      ['苹果.heic', Buffer.from('000000186674797068656963', 'hex'), 'HEIC'],
    ] as const) {
      const refused = await phone.upload('/demo/tell-us/files', { upload: '1' }, [[name, bytes]])
      expect(refused.status, name).toBe(422)
      expect(refused.text, name).toContain(why)
    }
    // One too large does not take the others with it.
    const large = Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)])
    const mixed = await phone.upload('/demo/tell-us/files', { upload: '1' }, [
      ['很大.png', large],
      ['第二张.png', PNG],
    ])
    expect(mixed.status).toBe(422)
    expect(mixed.text).toContain('“很大.png”超过 10 MB')
    expect(mixed.text).toContain('第二张.png')
    expect((await phone.get('/demo/tell-us/files')).text).toContain('第二张.png')
  })
})

describe('the same letter twice', () => {
  it('is shown the first receipt, and may be added to or sent all the same', async () => {
    const body = `同一封信 ${randomUUID()}`
    const phone = new Phone()
    await phone.fillIn('petition', { body })
    const first = numberOf(await send(phone))
    const before = await countOf()
    await phone.fillIn('petition', { body: ` ${body}\n` })
    const same = await send(phone)
    expect(same.text).toContain('这件事您已经提交过')
    expect(same.text).toContain(first)
    expect(same.html).toContain(`/demo/my/${first}/add`)
    expect(await countOf()).toBe(before)
    // In another browser the first one opens with its code only.
    const other = new Phone()
    await other.fillIn('petition', { body })
    const there = await send(other)
    expect(there.html).toContain(`/demo/follow?number=${first}`)
    expect(there.html).not.toContain(`/demo/my/${first}`)
    const second = await send(other, { again: '1' })
    expect(numberOf(second)).not.toBe(first)
    expect(await countOf()).toBe(before + 1)
  })

  it('of somebody else, or of a report of misconduct, is nobody’s business', async () => {
    const body = `抄来的信 ${randomUUID()}`
    for (const [kind, phone] of [
      ['petition', '13800000005'],
      ['petition', '13800000006'],
      ['misconduct', '13800000007'],
      ['misconduct', '13800000007'],
    ] as const) {
      const writer = new Phone()
      await writer.fillIn(kind, { body, phone })
      expect((await send(writer)).text, `${kind} ${phone}`).toContain('查询码')
    }
  })
})

describe('other routes and danger', () => {
  it('are shown before sending, with a last day only from the day given, and keep nobody from filing', async () => {
    const phone = new Phone()
    await phone.post('/demo/tell-us/kind', { kind: 'petition' })
    const danger = await phone.post('/demo/tell-us/what', {
      body: '城管作出处罚决定，我不服。现在有人持刀威胁我。',
    })
    expect(danger.url).toBe('/demo/tell-us/danger')
    expect(danger.html).toContain('href="tel:110"')
    await phone.post('/demo/tell-us/danger', {})
    await phone.post('/demo/tell-us/title', { subject: '' })
    expect((await phone.post('/demo/tell-us/ask', { demand: '撤销' })).url).toBe('/demo/tell-us/decided')
    const dated = await phone.post('/demo/tell-us/decided', {
      decided: 'agency',
      year: '2026',
      month: '7',
      day: '1',
    })
    expect(dated.url).toBe('/demo/tell-us/advice')
    expect(dated.text).toContain('2026年8月30日')
    expect(dated.text).toContain('《行政复议法》第二十条')
    const undated = await phone.post('/demo/tell-us/decided', { decided: 'court' })
    expect(undated.text).toContain('期限可能很短')
    expect(undated.text).not.toContain('一般最晚到')
    expect((await phone.post('/demo/tell-us/advice', {})).url).toBe('/demo/tell-us/where')
  })
})

describe('a flood', () => {
  let flooded: PortalWorld
  const settings: PaceSettings = { pagesPerMinute: 30, sendsPerHour: 2, bureauSendsPerHour: 60 }
  beforeAll(async () => {
    flooded = await openPortal(settings)
  })
  afterAll(() => flooded?.close())
  const caller = (address: string) => Object.assign(new AnyPhone(() => flooded.server), { address })

  it('is asked to wait before sending, with a ticket for this one draft', async () => {
    const phone = caller('10.1.0.1')
    await phone.fillIn('petition')
    // Filled in within a moment: nobody writes so fast.
    const early = await phone.post('/demo/tell-us/check', {})
    expect(early.status).toBe(429)
    expect(early.headers['retry-after']).toBe('12')
    const ticket = /name="ticket" value="([^"]+)"/.exec(early.html)![1]!
    expect((await phone.post('/demo/tell-us/check', { ticket })).text).toContain('还没有到时间')
    flooded.clock.advance(12_000)
    expect((await phone.post('/demo/tell-us/check', { ticket })).text).toContain('查询码')
  })

  it('that opens page after page is told when to try again, and gets back what was typed', async () => {
    const phone = caller('10.1.0.2')
    await phone.post('/demo/tell-us/kind', { kind: 'petition' })
    const many = await Promise.all(Array.from({ length: 110 }, () => phone.get('/demo/tell-us/resume')))
    expect(many.some((a) => a.status === 429)).toBe(true)
    const words = '这段话不能丢 <script>"\''
    const refused = await phone.post('/demo/tell-us/what', { body: words })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.html).toContain('value="这段话不能丢 &lt;script&gt;&quot;&#39;"')
    expect(refused.html).toContain('action="/demo/tell-us/what"')
    // Others are not slowed down by it.
    expect((await caller('10.1.0.3').get('/demo/')).status).toBe(200)
    flooded.clock.advance(120_000)
    expect((await phone.post('/demo/tell-us/what', { body: words })).status).toBe(200)
  }, 60_000)
})

/** Every page of the way in, with an answer it makes, as a person with these words comes to see them. */
async function everyPage(words: string): Promise<Map<string, Answer>> {
  const phone = new Phone()
  const seen = new Map<string, Answer>()
  const get = async (at: string) => seen.set(at, await phone.get(`/demo/tell-us${at}`))
  const post = async (at: string, form: Record<string, string | string[]>) =>
    seen.set(`POST ${at}`, await phone.post(`/demo/tell-us${at}`, form))
  await get('')
  for (const kind of KINDS) await get(`/kind?choose=${kind}`)
  await post('/kind', { kind: 'letter-box' })
  await post('/box', { box: 'wrong' })
  await post('/box', { box: 'head' })
  await post('/what', { body: '' })
  await post('/what', { body: `不服处罚决定，持刀 ${words}` })
  for (const at of ['/danger', '/title', '/ask', '/decided', '/where', '/map', '/files', '/resume'])
    await get(at)
  await post('/danger', {})
  await post('/title', { subject: words })
  await post('/ask', { demand: [words, words], add: '1' })
  await post('/ask', { demand: [words, words] })
  await post('/decided', { decided: 'agency', year: words, month: '1', day: '1' })
  await post('/decided', { decided: 'agency', year: '2026', month: '1', day: '1' })
  await post('/advice', {})
  await post('/where', { place: words, area: 'bh' })
  const name = `${words.replaceAll(/[/\\\r\n]/g, '') || 'x'}.png`
  seen.set(
    'files',
    await phone.upload('/demo/tell-us/files', { upload: '1' }, [[name.replaceAll('"', "'"), PNG]]),
  )
  await phone.upload('/demo/tell-us/files', { next: '1' }, [])
  await post('/who', { who: 'other' })
  await post('/person', { personName: words, personPhone: words, relation: 'x' })
  await post('/person', { personName: words, personAddress: words, relation: 'lawyer' })
  seen.set('proof', await phone.upload('/demo/tell-us/proof', { next: '1', later: 'yes' }, []))
  await post('/you', { name: words, phone: words, email: words })
  await post('/you', { name: words, address: words })
  await post('/secrecy', { secrecy: 'name' })
  await post('/move', {})
  await get('/check')
  await get('')
  return seen
}

describe('every page', () => {
  it('escapes whatever was written, wherever it is shown', async () => {
    const hostile = fc.constantFrom(
      '"><img src=x onerror=alert(1)>',
      "'-alert(1)-'</textarea><script>alert(1)</script>",
      '{{ 7*7 }}{% raw %}',
      '</title><svg/onload=alert(1)>',
    )
    await fc.assert(
      fc.asyncProperty(hostile, fc.string({ maxLength: 8 }), async (attack, noise) => {
        const words = `${attack}${noise.replaceAll('\0', '')}`
        for (const [at, page] of await everyPage(words)) {
          expect(page.html, at).not.toMatch(
            /<img|<svg|<script(?! src=")|onerror=alert\(1\)>|<\/textarea><script/,
          )
          expect(page.html, at).not.toContain('49{%')
        }
      }),
      { numRuns: 6 },
    )
  }, 120_000)

  it('carries the headers that keep it to itself, and neither script nor style inline', async () => {
    const pages = await everyPage('平常的话')
    expect(pages.size).toBeGreaterThan(30)
    for (const [at, { html, headers }] of pages) {
      const policy = String(headers['content-security-policy'])
      expect(policy, at).toContain("default-src 'self'")
      expect(policy, at).toContain("frame-ancestors 'none'")
      expect(policy, at).not.toMatch(/unsafe-inline|unsafe-eval|\*/)
      expect(headers, at).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'permissions-policy': expect.stringContaining('geolocation=()'),
        'cache-control': 'no-store',
      })
      expect(html, at).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|\sstyle=|javascript:/)
      expect(html.match(/<h1/g), at).toHaveLength(1)
    }
  })
})
