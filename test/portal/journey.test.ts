/** The citizen's pages on a real database, walked by forms alone as a browser without script does. */
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, type CasesDeps, CITIZEN, fireAction, readForCitizen } from '../../src/cases/index.ts'
import type { SettableClock } from '../../src/kernel/clock/clock.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import type { HttpServer } from '../../src/kernel/http/index.ts'
import { checkReceipt, readPublicKeys } from '../../src/ledgerkeeping/index.ts'
import type { TestDatabase } from '../harness/database.ts'
import { type Answer, Phone as AnyPhone, openPortal, PNG, type PortalWorld } from './world.ts'

let home: string
let database: TestDatabase
let server: HttpServer
let cases: CasesDeps
let bureauId: string
let clock: SettableClock
let units: Map<string, string>
let logged: string[]
let world: PortalWorld

beforeAll(async () => {
  world = await openPortal()
  ;({ home, database, server, cases, bureauId, clock, units, logged } = world)
})
afterAll(() => world?.close())

class Phone extends AnyPhone {
  constructor() {
    super(() => server)
  }
}

const later = async <T>(ms: number, what: () => Promise<T>): Promise<T> => {
  await sleep(ms)
  return what()
}
const mark = (a: Answer) => /name="mark" value="([^"]+)"/.exec(a.html)![1]!
const numberOf = (a: Answer) => /DEMO-[A-Z]\d{4}-\d{6}/.exec(a.text)![0]
const codeOf = (a: Answer) => /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(a.html.split('hy-code')[1]!)![0]

const matterIdOf = async (number: string): Promise<string> =>
  (
    await database.owner.query<{ matter_id: string }>('select matter_id from matters where number = $1', [
      number,
    ])
  ).rows[0]!.matter_id

const staff = (code: string, ...roles: Actor['roles']): Actor => ({
  kind: 'account',
  id: randomUUID(),
  unitId: units.get(code)!,
  roles,
})

async function fire(
  matterId: string,
  actor: Actor,
  action: string,
  input: Record<string, unknown>,
  proceedingId = 'main',
) {
  const at = clock.now()
  const caller = {
    bureauId,
    actor,
    principal: String(actor.id),
    idempotencyKey: randomUUID(),
    occurredAt: at,
    recordedAt: at,
  }
  const result = await fireAction(cases, caller, { matterId, proceedingId, action, input })
  if (isRefusal(result)) throw new Error(`${action}: ${JSON.stringify(result)}`)
}

/** The staff's side, straight through the verbs: a petition answered and its opinion served today. */
async function answer(number: string): Promise<void> {
  const matterId = await matterIdOf(number)
  const handler = staff('cgj', 'handler')
  await fire(matterId, staff('xfj', 'clerk'), 'assign', { unit: units.get('cgj'), mode: 'transfer' })
  await fire(matterId, handler, 'accept', {})
  const outcomes = ['q1', 'q2'].map((demandId) => ({
    demandId,
    result: 'explained',
    words: `关于${demandId}已查明`,
    basis: '演示依据',
  }))
  await fire(matterId, handler, 'submit-opinion', { outcomes, result: 'explained', opinion: '处理意见正文' })
  await fire(matterId, staff('cgj', 'unit-head'), 'approve-opinion', {})
  const open = await database.owner.query<{ proceeding_id: string }>(
    "select proceeding_id from proceedings where matter_id = $1 and procedure = 'service' and ended_on is null",
    [matterId],
  )
  for (const { proceeding_id } of open.rows) {
    await fire(
      matterId,
      handler,
      'deliver',
      { method: 'in-person', date: '2026-08-03', detail: '本人签收' },
      proceeding_id,
    )
  }
}

async function registered(phone: Phone, kind = 'petition', more: Record<string, string> = {}) {
  await phone.fillIn(kind, more)
  const receipt = await phone.post('/demo/tell-us/check', {})
  return { receipt, number: numberOf(receipt), code: codeOf(receipt) }
}

describe('from telling to judging, without script', () => {
  it('registers once, hands out proof, and lets the person follow, add and withdraw', async () => {
    const phone = new Phone()
    await phone.fillIn('petition')
    // A file too many kinds off is refused by content; a good one is kept.
    const bad = await phone.upload('/demo/tell-us/files', { upload: '1' }, [
      ['照片.png', Buffer.from('<html>')],
      ['现场.png', PNG],
    ])
    expect(bad.status).toBe(422)
    expect(bad.text).toContain('“照片.png”不是照片或 PDF')
    expect(bad.text).toContain('现场.png')
    await phone.upload('/demo/tell-us/files', { next: '1' }, [])
    expect((await phone.get('/demo/tell-us/check')).text).toContain('说明原因')

    // Pressed many times at once and once more later: one matter, and its code for each press.
    const pressed = [
      phone,
      ...[1, 2, 3, 4, 5].map(() => Object.assign(new Phone(), { cookies: new Map(phone.cookies) })),
    ]
    const answers = await Promise.all(
      pressed.map((p, i) => later(i * 12, () => p.post('/demo/tell-us/check', {}))),
    )
    const number = numberOf(answers[0]!)
    const code = codeOf(answers[0]!)
    for (const answer of answers) expect([numberOf(answer), codeOf(answer)]).toEqual([number, code])
    expect(numberOf(await phone.post('/demo/tell-us/check', {}))).toBe(number)
    const count = await database.owner.query<{ n: number }>('select count(*)::int as n from matters')
    expect(count.rows[0]!.n).toBe(1)
    const files = await database.owner.query<{ n: number }>('select count(*)::int as n from attachments')
    expect(files.rows[0]!.n).toBe(1)
    // XF-T01 counts from the receipt: 3 August and 15 days.
    expect(answers[0]!.text).toContain('2026年8月18日（星期二）前')

    const file = await phone.get(`/demo/my/${number}/receipt.json`)
    expect(file.html).not.toContain('路灯')
    const keys = (await phone.get('/.well-known/huiyin-keys.pem')).html
    const published = readPublicKeys(keys)
    if (isRefusal(published)) throw new Error(published.refused)
    expect(checkReceipt(file.html, published)).toMatchObject({ ok: true, number, text: null, steps: null })
    const altered = file.html.replace('"demands": 2', '"demands": 3')
    expect(checkReceipt(altered, published).findings).toMatchObject([{ code: 'signature-invalid' }])
    const withText = await phone.get(`/demo/my/${number}/receipt-with-text.json`)
    expect(checkReceipt(withText.html, published)).toMatchObject({ ok: true, text: 'proved', steps: 2 })
    // The page checks by itself: there is nothing to send a receipt to.
    const page = await phone.get('/demo/check-receipt')
    expect(page.text).toContain('不会发给任何人')
    expect(page.html).not.toMatch(/<form[^>]*check-receipt/)
    expect((await phone.post('/demo/check-receipt', { receipt: file.html })).status).toBe(405)

    // Another browser: only number and code open it, however they are typed.
    const other = new Phone()
    expect((await other.get(`/demo/my/${number}`)).url).toBe('/demo/follow?ended=1')
    const wrong = await other.post('/demo/follow', { number, code: 'AAAAA-AAAAA' })
    expect(wrong.status).toBe(422)
    const mine = await other.post('/demo/follow', {
      number: number.toLowerCase(),
      code: code.replace('-', ' ').toLowerCase(),
    })
    expect(mine.url).toBe(`/demo/my/${number}`)
    expect(mine.text).toContain('县信访局')
    expect(mine.html).not.toContain(code)
    expect(mine.headers['cache-control']).toBe('no-store')

    const form = await other.get(`/demo/my/${number}/add`)
    const once = mark(form)
    const added = await other.upload(`/demo/my/${number}/add`, { mark: once, words: '又坏了一盏' }, [
      ['第二张.png', PNG],
    ])
    expect(added.text).toContain('已补充到您的事项里')
    await other.upload(`/demo/my/${number}/add`, { mark: once, words: '又坏了一盏' }, [['第二张.png', PNG]])
    const after = await other.get(`/demo/my/${number}`)
    expect(after.text.match(/又坏了一盏/g)).toHaveLength(1)
    expect(after.text.match(/第二张\.png/g)).toHaveLength(1)
    const picture = await other.get(/href="([^"]+\/files\/[^"]+)"/.exec(after.html)![1]!)
    expect(picture.headers['content-type']).toBe('image/png')

    // Without our mark nothing is done, whatever a foreign page makes the browser send.
    const forged = await other.post(`/demo/my/${number}/withdraw`, { mark: 'x.y', sure: 'yes' })
    expect(forged.status).toBe(422)
    const withdrawForm = await other.get(`/demo/my/${number}/withdraw`)
    expect(withdrawForm.text).toContain('以后仍可再次提出')
    expect((await other.post(`/demo/my/${number}/withdraw`, { mark: mark(withdrawForm) })).text).toContain(
      '请勾选确认',
    )
    const withdrawn = await other.post(`/demo/my/${number}/withdraw`, {
      mark: mark(withdrawForm),
      sure: 'yes',
    })
    expect(withdrawn.text).toContain('已撤回')

    await other.post('/demo/leave', {})
    expect((await other.get(`/demo/my/${number}`)).url).toBe('/demo/follow?ended=1')
    for (const url of [...phone.visited, ...other.visited]) expect(url).not.toContain(code)
  })

  it('shows the answer by demand, takes the rating once, and a late request for review with its reason', async () => {
    const phone = new Phone()
    const { number, code } = await registered(phone)
    await answer(number)
    const answered = await phone.get(`/demo/my/${number}`)
    for (const words of ['关于q1已查明', '关于q2已查明', '处理意见正文', '2026年9月2日'])
      expect(answered.text).toContain(words)

    const rateForm = await phone.get(`/demo/my/${number}/rate`)
    const rating = {
      mark: mark(rateForm),
      bureau: 'satisfied',
      unit: 'unsatisfied',
      'solved-q1': 'yes',
      words: '还差一项',
    }
    const incomplete = await phone.post(`/demo/my/${number}/rate`, rating)
    expect(incomplete.status).toBe(422)
    expect(incomplete.html).toContain('还差一项')
    // Asked, and not needed: what nobody offers is taken as nothing said.
    expect(rateForm.text).toContain('答复说的属实吗（可不填）')
    expect(incomplete.text).not.toContain('请选一项：答复说的属实吗')
    const invented = await phone.post(`/demo/my/${number}/rate`, { ...rating, truthful: 'maybe' })
    expect(invented.html).not.toMatch(/name="truthful"[^>]*checked/)
    const kept = await phone.post(`/demo/my/${number}/rate`, { ...rating, truthful: 'no' })
    expect(kept.html).toMatch(/name="truthful"[^>]*value="no"[^>]*checked/)
    const rated = await phone.post(`/demo/my/${number}/rate`, {
      ...rating,
      'solved-q2': 'no',
      truthful: 'no',
    })
    expect(rated.text).toContain('谢谢您的评价')
    expect(rated.text).toMatch(/答复说的属实吗：\s*不属实/)
    const view = await readForCitizen(
      cases,
      { bureauId, actor: CITIZEN, now: clock.now() },
      await matterIdOf(number),
    )
    if (isRefusal(view)) throw new Error(view.refused)
    expect(view.ratings).toMatchObject([
      { bureau: 'satisfied', unit: 'unsatisfied', solved: { q1: true, q2: false }, truthful: false },
    ])
    expect((await phone.get(`/demo/my/${number}/rate`)).url).toBe(`/demo/my/${number}`)

    const start = clock.now()
    clock.set(new Date('2026-10-20T02:00:00.000Z'))
    await phone.post('/demo/follow', { number, code })
    const late = await phone.get(`/demo/my/${number}/review`)
    expect(late.text).toContain('请求的期限已经过了')
    const without = await phone.post(`/demo/my/${number}/review`, { mark: mark(late), words: '不服' })
    expect(without.text).toContain('请写明逾期的理由')
    const asked = await phone.post(`/demo/my/${number}/review`, {
      mark: mark(late),
      words: '不服',
      lateReason: '住院',
    })
    expect(asked.text).toContain('请求已提出')
    clock.set(start)
  })

  it('corrects contact details without showing or losing the rest', async () => {
    const phone = new Phone()
    const { number } = await registered(phone)
    const form = await phone.get(`/demo/my/${number}/contact`)
    expect(form.text).toContain('138****0001')
    expect(form.text).not.toContain('13800000001')
    expect((await phone.post(`/demo/my/${number}/contact`, { mark: mark(form) })).text).toContain(
      '请至少填一项',
    )
    await phone.post(`/demo/my/${number}/contact`, { mark: mark(form), phone: '13900000009' })
    const after = await phone.get(`/demo/my/${number}/contact`)
    expect(after.text).toContain('139****0009')
    expect(after.text).toContain('一号巷…')
  })

  it('names no unit to who reports misconduct', async () => {
    const phone = new Phone()
    const { number } = await registered(phone, 'misconduct', { unit: units.get('cd')! })
    const matterId = await matterIdOf(number)
    await fire(matterId, staff('xfj', 'clerk'), 'route', { unit: units.get('jw') ?? units.get('cgj') })
    const facts = (await cases.directory.bySlug('demo'))!
    for (const lang of ['zh-CN', 'en']) {
      phone.lang = lang
      const page = await phone.get(`/demo/my/${number}`)
      const main = /<main[\s\S]*<\/main>/.exec(page.html)![0]
      expect(main).toContain(lang === 'en' ? 'not named here' : '这里不写名称')
      for (const unit of facts.units.values()) {
        for (const name of Object.values(unit.name)) expect(main, unit.code).not.toContain(name)
      }
    }
    const row = await database.owner.query<{ shielded: boolean }>(
      'select shielded from matters where number = $1',
      [number],
    )
    expect(row.rows[0]!.shielded).toBe(true)
  })
})

describe('what keeps it safe and kind', () => {
  it('keeps a draft unreadable on disk, out of the log, and through a lost page', async () => {
    const phone = new Phone()
    await phone.fillIn('petition')
    const secret = phone.cookies.get('huiyin_draft')!
    const folder = path.join(home, 'drafts')
    for (const name of readdirSync(folder)) {
      expect(name).not.toContain(secret)
      expect(readFileSync(path.join(folder, name)).includes('路灯')).toBe(false)
    }
    expect((await phone.get('/demo/tell-us/what')).html).toContain('我们巷子里的路灯坏了。')
    for (const word of ['路灯', '13800000001', '测试人甲', secret])
      expect(logged.join('')).not.toContain(word)
    // Without the cookie there is no draft, and the person is told why.
    expect((await new Phone().get('/demo/tell-us/check')).text).toContain('Cookie')
    // It waits for a week, and not longer.
    const start = clock.now()
    clock.advance(6 * 24 * 3600_000)
    expect((await phone.get('/demo/tell-us')).text).toContain('接着上次的写')
    clock.advance(25 * 3600_000)
    expect((await phone.get('/demo/tell-us/what')).text).toContain('已经过期')
    clock.set(start)
  })

  it('stops guessing from one address, and nobody else', async () => {
    const guesser = Object.assign(new Phone(), { address: '10.9.9.9' })
    for (let i = 0; i < 10; i++) await guesser.post('/demo/follow', { number: 'x2026-1', code: 'AAAAAAAAAA' })
    const stopped = await guesser.post('/demo/follow', { number: 'x2026-1', code: 'AAAAAAAAAA' })
    expect(stopped.status).toBe(429)
    expect(stopped.text).toContain('分钟后再试')
    expect((await new Phone().post('/demo/follow', { number: 'x2026-1', code: 'AAAAAAAAAA' })).status).toBe(
      422,
    )
  })

  it('speaks the browser’s language until another is chosen, and says so', async () => {
    const phone = new Phone()
    phone.lang = 'en-GB,en;q=0.8'
    const english = await phone.get('/demo/')
    expect(english.html).toContain('<html lang="en"')
    expect(english.text).toContain('Report misconduct')
    const chinese = await phone.get('/demo/follow?number=1&lang=zh')
    expect(chinese.url).toBe('/demo/follow?number=1')
    expect(chinese.html).toContain('<html lang="zh-CN"')
    expect((await phone.get('/demo/')).html).toContain('<html lang="zh-CN"')
  })

  it('keeps larger print and the language on every page, errors too, and what was asked', async () => {
    const phone = new Phone()
    const large = /<html lang="[^"]+" class="govuk-template hy-large">/
    expect((await phone.get('/demo/')).html).not.toMatch(large)
    const switched = await phone.get('/demo/follow?number=DEMO-X&size=large')
    expect(switched.url).toBe('/demo/follow?number=DEMO-X')
    expect(switched.html).toContain('href="/demo/follow?number=DEMO-X&amp;lang=en"')
    for (const url of ['/', '/demo/', '/demo/follow', '/demo/no-such-page', '/no-such-bureau/'])
      expect((await phone.get(url)).html, url).toMatch(large)
    expect((await phone.get('/demo/?size=huge')).html).toMatch(large)
    expect((await phone.get('/demo/?size=normal&lang=en')).html).not.toMatch(large)
    expect((await phone.get('/demo/')).html).toContain('<html lang="en"')
  })

  it('answers what is not there in words, with a way on', async () => {
    const phone = new Phone()
    const nobody = await phone.get('/no-such-bureau/')
    expect(nobody.status).toBe(404)
    expect(nobody.html).toContain('<html lang="zh-CN"')
    expect((await phone.get('/demo/no/such/page/at/all')).status).toBe(404)
    expect((await phone.get('/')).text).toContain('演示县信访局')
    expect((await phone.get('/demo')).url).toBe('/demo/')
  })

  it('stays small: every page with style and script under 50 KB compressed, without inline script or style', async () => {
    const phone = new Phone()
    const { number } = await registered(phone)
    // What the page links, each asked for once: sheets and scripts of its rooms too.
    const weights = new Map<string, number>()
    const weightOf = async (url: string): Promise<number> => {
      const known = weights.get(url)
      if (known !== undefined) return known
      const asset = await phone.get(url)
      expect(asset.status, url).toBe(200)
      expect(asset.headers['cache-control']).toContain('immutable')
      const weight = gzipSync(asset.html).length
      weights.set(url, weight)
      return weight
    }
    for (const url of [
      '/demo/',
      '/demo/follow',
      `/demo/my/${number}`,
      '/demo/tell-us/receipt',
      '/demo/check-receipt',
    ]) {
      const page = await phone.get(url)
      expect(page.status, url).toBe(200)
      expect(page.html, url).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|\sstyle=/)
      let weight = gzipSync(page.html).length
      for (const [, asset] of page.html.matchAll(/(?:href|src)="(\/portal-assets\/[^"]+\.(?:css|js))"/g))
        weight += await weightOf(asset!)
      expect(weight, url).toBeLessThan(50_000)
    }
    // The page of a receipt links its own sheet, the home page does not.
    expect([...weights.keys()].filter((url) => url.includes('/matter-'))).toHaveLength(1)
    expect((await phone.get('/demo/')).html).not.toContain('/matter-')
  })
})
