/**
 * Every page of the portal, by the list of its routes: in Chinese without script, in English with script and under axe, at
 * 360 and 1280 px and in both prints; none scrolls sideways, weighs too much, or speaks the other language. On the way a code
 * goes to a phone, opens a matter, and the answer is rated.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, openBrowser, startServer, type TestServer } from './harness.ts'
import { portalAddresses } from './portal-routes.ts'
import { answerPetition, signInAs } from './portal-staff.ts'

const missing = noBrowser()
const PICTURES = process.env.HUIYIN_PICTURES
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const MOST_BYTES = 50_000
const PHONE = '13800000009'
/** Six digits that are no part of a matter's number. */
const CODE = /(?<![\d-])\d{6}(?!\d)/

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>
/** Who stands before a page: what their browser holds. */
type Who =
  | 'nobody'
  | 'open'
  | 'answered'
  | 'correcting'
  | 'byPhone'
  | 'coding'
  | 'petition'
  | 'box'
  | 'report'
  | 'group'
  | 'similar'
  | 'ready'
  | 'sent'
interface Told {
  number: string
  code: string
}

let server: TestServer
let browser: Browser
let gateway: Server
let folder: string
const texts: string[] = []
const holds = new Map<Who, Cookies>([['nobody', []]])
const mine: Partial<Record<Who, Told>> = {}
let published = ''
let articleId = ''
let packageId = ''
let topic = ''
let receptionDay = ''

const lang = (locale: string) => ({ 'accept-language': locale, 'sec-fetch-site': 'same-origin' })
const press = (page: Page) =>
  page.click('main form button.govuk-button:not(.govuk-button--secondary) >> nth=0')

async function tell(more: object = {}): Promise<Told> {
  const answer = await fetch(`${server.url}/api/v1/public/demo/matters`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      procedure: 'petition',
      subject: '路口路灯坏了',
      body: '建设路口的路灯不亮。',
      demands: ['尽快修好路灯'],
      parties: [{ role: 'petitioner', name: '演示甲', phone: PHONE }],
      ...more,
    }),
  })
  expect(answer.status).toBe(201)
  return (await answer.json()) as Told
}

async function open(who: Who, o: { js?: boolean; locale?: string } = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: o.locale ?? 'zh-CN',
    javaScriptEnabled: o.js ?? false,
    bypassCSP: o.js ?? false,
  })
  await context.addCookies(holds.get(who)!)
  return context.newPage()
}

async function follow(page: Page, told: Told): Promise<void> {
  await page.goto(`${server.url}/demo/follow?number=${told.number}`)
  await page.fill('#code', told.code)
  await press(page)
  expect(new URL(page.url()).pathname).toBe(`/demo/my/${told.number}`)
}

async function keep(who: Who, page: Page): Promise<void> {
  holds.set(who, await page.context().cookies())
  await page.context().close()
}

/** An order to the hotline, told page by page until it comes to one. */
async function toldAsFarAs(end: string): Promise<Page> {
  const page = await open('nobody')
  await page.goto(`${server.url}/demo/tell-us/kind?choose=hotline-order`)
  for (let i = 0; i < 14 && !page.url().includes(end); i++) {
    if (await page.locator('#body').count()) await page.fill('#body', '小区停水三天（演示）。')
    if (await page.locator('#secrecy').count()) await page.check('#secrecy')
    await press(page)
  }
  return page
}

/** A letter as far as the pages that one asks about have come. */
async function draft(who: Who, pages: [step: string, form: Record<string, string>][]): Promise<void> {
  const context = await browser.newContext()
  for (const [step, form] of pages)
    await context.request.post(`${server.url}/demo/tell-us/${step}`, { form, headers: lang('zh-CN') })
  holds.set(who, await context.cookies())
  await context.close()
}

/** For each address: before whom it is shown, and where its blanks come from. `file`: no page. */
const PLACES: Readonly<Record<string, 'file' | 'moves on' | [Who, (() => string)?]>> = {
  '/': ['nobody'],
  '/.well-known/huiyin-keys.pem': 'file',
  '/:bureau': 'moves on',
  '/:bureau/': ['nobody'],
  '/:bureau/channels': ['nobody'],
  '/:bureau/check-disclosure': ['nobody'],
  '/:bureau/check-receipt': ['nobody'],
  '/:bureau/duty': ['nobody'],
  '/:bureau/figures': ['nobody'],
  '/:bureau/figures/months.svg': 'file',
  '/:bureau/finance': ['nobody'],
  '/:bureau/finance/:packageId': ['nobody', () => packageId],
  '/:bureau/finance/:packageId/:format': 'file',
  '/:bureau/follow': ['nobody'],
  '/:bureau/follow/phone': ['nobody'],
  '/:bureau/follow/phone/code': ['coding'],
  '/:bureau/follow/phone/matters': ['byPhone'],
  '/:bureau/knowledge': ['nobody'],
  '/:bureau/knowledge/:id': ['nobody', () => articleId],
  '/:bureau/ledger': ['nobody'],
  '/:bureau/ledger/roots.json': 'file',
  '/:bureau/my/:number': ['answered'],
  '/:bureau/my/:number/:file(^receipt(?:-with-text)?\\.json$)': 'file',
  '/:bureau/my/:number/add': ['open'],
  '/:bureau/my/:number/contact': ['open'],
  '/:bureau/my/:number/correct': ['correcting'],
  '/:bureau/my/:number/documents/:documentId': 'file',
  '/:bureau/my/:number/files/:attachmentId': 'file',
  '/:bureau/my/:number/print': ['answered'],
  '/:bureau/my/:number/publish': ['answered'],
  '/:bureau/my/:number/rate': ['answered'],
  '/:bureau/my/:number/receipt': ['open'],
  '/:bureau/my/:number/review': ['answered'],
  '/:bureau/my/:number/service': ['open'],
  '/:bureau/my/:number/withdraw': ['open'],
  '/:bureau/open-data': ['nobody'],
  '/:bureau/open-data/:file': 'file',
  '/:bureau/published': ['nobody'],
  '/:bureau/published/:id': ['nobody', () => published],
  '/:bureau/published/feed.xml': 'file',
  // Only with a link of the editor's, to look at before anybody else.
  '/:bureau/published/preview/:id': 'file',
  '/:bureau/reception': ['nobody'],
  '/:bureau/reception/:day/book': ['nobody', () => receptionDay],
  '/:bureau/reception/:day/queue': ['nobody', () => receptionDay],
  '/:bureau/reception/booking': ['nobody'],
  '/:bureau/reception/booking/mine': 'moves on',
  '/:bureau/report/:year': ['nobody', () => String(new Date().getFullYear())],
  '/:bureau/report/:year/:file': 'file',
  '/:bureau/suggestions': ['nobody'],
  '/:bureau/suggestions/:topic': ['nobody', () => topic],
  '/:bureau/suggestions/:topic/tell': 'moves on',
  '/:bureau/tell-us': ['nobody'],
  '/:bureau/tell-us/advice': ['petition'],
  '/:bureau/tell-us/ask': ['petition'],
  '/:bureau/tell-us/box': ['box'],
  '/:bureau/tell-us/check': ['ready'],
  '/:bureau/tell-us/continue': 'moves on',
  '/:bureau/tell-us/danger': ['petition'],
  '/:bureau/tell-us/decided': ['petition'],
  '/:bureau/tell-us/file/:id': 'file',
  '/:bureau/tell-us/files': ['petition'],
  '/:bureau/tell-us/group': ['group'],
  '/:bureau/tell-us/kind': ['nobody'],
  '/:bureau/tell-us/map': ['petition'],
  '/:bureau/tell-us/map.svg': 'file',
  '/:bureau/tell-us/person': ['petition'],
  '/:bureau/tell-us/proof': ['petition'],
  '/:bureau/tell-us/receipt': ['sent'],
  '/:bureau/tell-us/resume': ['nobody'],
  '/:bureau/tell-us/secrecy': ['petition'],
  '/:bureau/tell-us/shield': ['report'],
  '/:bureau/tell-us/similar': ['similar'],
  '/:bureau/tell-us/title': ['petition'],
  '/:bureau/tell-us/what': ['petition'],
  '/:bureau/tell-us/where': ['petition'],
  '/:bureau/tell-us/who': ['petition'],
  '/:bureau/tell-us/you': ['petition'],
}

interface Stop {
  pattern: string
  who: Who
  url: string
}

function stops(): Stop[] {
  return Object.entries(PLACES).flatMap(([pattern, place]) => {
    if (typeof place === 'string') return []
    const [who, blank] = place
    const url = pattern
      .replace(':bureau', 'demo')
      .replace(':number', mine[who]?.number ?? '')
      .replace(/:(id|packageId|day|year|topic)/, () => blank?.() ?? '')
    return [{ pattern, who, url }]
  })
}

/**
 * Words of the other language that nothing marks as such. A person's own words (`.hy-words`), what is typed, names of
 * formats, addresses, codes and what no translator may touch are nobody's language.
 */
const FOREIGN = `(() => {
  const zh = document.documentElement.lang.startsWith('zh')
  const codes = /[\\x21-\\x7e]*(?:[\\d_/]|[a-z]\\.[a-z])[\\x21-\\x7e]*/g
  const names = /\\b(?:PDF|JSON|CSV|PNG|JPEG|JPG|WebP|WGS|GeoReport|Open|API|Atom|RSS|SHA|xlsx|xls|docx|doc|Word|Excel|WPS|HTML|XML|OFD|AGPL|zip|value)\\b/g
  const out = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    const at = n.parentElement
    if (!at || at.closest('script, style, template, .hy-words, [hidden], [translate=no], code, pre, textarea')) continue
    if (at.closest('[lang]') !== document.documentElement) continue
    const text = n.textContent.trim()
    const wrong = zh ? text.replace(codes, '').replace(names, '').match(/[A-Za-z]{3,}/) : text.match(/[\\u4e00-\\u9fff]/)
    if (wrong) out.push(text.slice(0, 60))
  }
  return out
})()`

/** What axe holds against the page, with the first place of each. */
const SOUND = `axe.run({ resultTypes: ['violations'] })
  .then((r) => r.violations.map((v) => v.id + ' ' + v.nodes[0].html.slice(0, 160)))`

/** The last leaves the page as the next one is loaded. */
const PRINTS = [
  ['large', 1280],
  ['usual', 1280],
  ['large', 360],
  ['usual', 360],
] as const

const weights = new Map<string, number>()
async function weigh(page: Page): Promise<number> {
  const addresses = await page.evaluate<string[]>(
    `[...document.querySelectorAll('link[rel=stylesheet], script[src], input[type=image], img, link[rel=icon]')].map((e) => e.href || e.src)`,
  )
  let bytes = gzipSync(await page.content()).length
  for (const address of addresses) {
    if (!weights.has(address))
      weights.set(address, gzipSync(await (await page.request.get(address)).body()).length)
    bytes += weights.get(address)!
  }
  return bytes
}

describe.skipIf(missing)(missing ?? 'every page of the portal', () => {
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'huiyin-gateway-'))
    gateway = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        texts.push((JSON.parse(body) as { text: string }).text)
        response.end('{}')
      })
    })
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
    const { port } = gateway.address() as AddressInfo
    const file = path.join(folder, 'notices.json')
    const sms = { url: `http://127.0.0.1:${port}/`, body: { phone: '{phone}', text: '{text}' } }
    writeFileSync(file, JSON.stringify({ sms, allow: [PHONE] }), { mode: 0o600 })
    server = await startServer({ HUIYIN_NOTICES: file })
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    gateway?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('stands in the list of this walk', async () => {
    expect(Object.keys(PLACES).sort()).toEqual(await portalAddresses())
  })

  it('is reached: letters begun, a matter open, one answered, one to be completed', async () => {
    mine.open = await tell()
    mine.answered = await tell({ subject: '井盖坏了', body: '演示路井盖坏了。', demands: ['换井盖'] })
    await answerPetition(server, mine.answered.number)
    const clerk = await signInAs(server, 'demo.clerk')
    const { matterId } = await clerk.get<{ matterId: string }>(`/matters/by-number/${mine.answered.number}`)
    await clerk.post(`/matters/${matterId}/disclosures`, { reason: '电话核实情况' })
    const disputed = await tell({ subject: '路面积水', body: '演示路积水。', demands: ['排水'] })
    await answerPetition(server, disputed.number)

    for (const who of ['open', 'answered'] as const) {
      const page = await open('nobody')
      await follow(page, mine[who]!)
      await keep(who, page)
    }
    const person = await open('nobody')
    await follow(person, disputed)
    await person.click('a[href$="/review"] >> nth=0')
    await person.fill('#words', '还是积水，请求复查。')
    await press(person)
    const reviewer = await signInAs(server, 'demo.reviewer')
    // The demo has requests of its own: ours is the one whose chain names the matter.
    let review: { matterId: string; number: string } | undefined
    await expect
      .poll(
        async () => {
          type Items = { items: { matterId: string; number: string; state: string; mainProcedure: string }[] }
          const { items } = await reviewer.get<Items>(
            '/lists?list=inbox&procedure=review&sort=-received&limit=5',
          )
          for (const i of items.filter((x) => x.mainProcedure === 'review' && x.state === 'requested')) {
            const chain = JSON.stringify(await reviewer.get(`/matters/${i.matterId}/chain`))
            if (chain.includes(disputed.number)) review = i
          }
          return review !== undefined
        },
        { timeout: 30_000 },
      )
      .toBe(true)
    await reviewer.post(`/matters/${review!.matterId}/actions`, {
      proceedingId: 'main',
      action: 'ask-correction',
      input: { correction: '请补上处理意见书的复印件。' },
    })
    await person.goto(`${server.url}/demo/my/${disputed.number}`)
    await person.click(`form[action$="/linked/${review!.number}"] button`)
    mine.correcting = { ...disputed, number: review!.number }
    await keep('correcting', person)

    const said = '城管作出处罚决定，我不服。昨天还有人扬言要报复我。'
    const about: [string, Record<string, string>][] = [
      ['what', { body: said }],
      ['title', { subject: '对处罚决定不服' }],
      ['ask', { 'demand-1': '撤销处罚决定' }],
      ['decided', { decided: 'agency', year: '2026', month: '1', day: '5' }],
    ]
    await draft('petition', [['kind', { kind: 'petition' }], ...about, ['who', { who: 'other' }]])
    await draft('group', [
      ['kind', { kind: 'petition' }],
      ['what', { body: '我们小区停水。' }],
      ['who', { who: 'group' }],
    ])
    await draft('box', [['kind', { kind: 'letter-box' }]])
    await draft('report', [['kind', { kind: 'misconduct' }]])
    await draft('similar', [
      ['kind', { kind: 'petition' }],
      ['what', { body: '小区门口夜间广场舞音量过大，影响休息。' }],
      ['title', { subject: '夜间广场舞音量过大' }],
      ['ask', { 'demand-1': '降低音量' }],
    ])
    await keep('ready', await toldAsFarAs('/check'))
    const sender = await toldAsFarAs('/receipt')
    expect(new URL(sender.url()).pathname).toBe('/demo/tell-us/receipt')
    await keep('sent', sender)

    const page = await open('nobody')
    await page.goto(`${server.url}/demo/published`)
    published = /published\/(\d{4}-\d+)"/.exec(await page.content())?.[1] ?? ''
    await page.goto(`${server.url}/demo/knowledge`)
    articleId = /knowledge\/([0-9a-f-]{36})"/.exec(await page.content())?.[1] ?? ''
    await page.goto(`${server.url}/demo/finance`)
    packageId = /finance\/([0-9a-f-]{36})"/.exec(await page.content())?.[1] ?? ''
    await page.goto(`${server.url}/demo/suggestions`)
    topic = /suggestions\/([0-9a-f-]{36})/.exec(await page.content())?.[1] ?? ''
    await page.goto(`${server.url}/demo/reception`)
    // One of the last is days away: its booking does not close while the walk lasts.
    const days = [...(await page.content()).matchAll(/reception\/([0-9a-f-]{36})\/book/g)]
    receptionDay = days.at(-2)?.[1] ?? ''
    expect([published, articleId, packageId, topic, receptionDay]).not.toContain('')
    await page.context().close()
  })

  it('sends a code to the phone, which opens the matters told with it', async () => {
    const page = await open('nobody')
    await page.goto(`${server.url}/demo/follow/phone`)
    await page.fill('#phone', PHONE)
    await press(page)
    holds.set('coding', await page.context().cookies())
    await expect.poll(() => texts.some((t) => CODE.test(t)), { timeout: 30_000 }).toBe(true)
    const code = CODE.exec(texts.find((t) => CODE.test(t))!)![0]
    await page.fill('#code', code)
    await press(page)
    expect(new URL(page.url()).pathname).toBe('/demo/follow/phone/matters')
    expect(await page.textContent('main')).toContain(mine.answered!.number)
    await keep('byPhone', page)
  })

  it('is set in large print when it was asked for once, and in the usual one again', async () => {
    const page = await open('nobody')
    const large = () => page.locator('html.hy-large').count()
    await page.goto(`${server.url}/demo/?size=large`)
    await page.goto(`${server.url}/demo/channels`)
    expect(await large()).toBe(1)
    await page.goto(`${server.url}/demo/channels?size=normal`)
    expect(await large()).toBe(0)
    await page.context().close()
  })

  // Each page is loaded once in each; large print and the desk's width are the same page set and measured again.
  it.each([
    ['zh-CN', false],
    ['en-GB', true],
  ] as const)(
    'is light, within phone and desk in both prints, in one language, and sound: %s, script %s',
    async (locale, js) => {
      const found: string[] = []
      const pages = new Map<Who, Page>()
      for (const { pattern, who, url } of stops()) {
        if (!pages.has(who)) pages.set(who, await open(who, { js, locale }))
        const page = pages.get(who)!
        const answer = await page.goto(server.url + url)
        const fault = (text: string) => found.push(`${pattern}: ${text}`)
        if (answer?.status() !== 200) fault(`status ${answer?.status()}`)
        const at = new URL(page.url()).pathname
        if (at !== url) fault(`moved to ${at}`)
        if ((await page.locator('h1').count()) !== 1) fault('not one main heading')
        for (const words of await page.evaluate<string[]>(FOREIGN)) fault(`other language: ${words}`)
        const bytes = await weigh(page)
        if (bytes >= MOST_BYTES) fault(`${bytes} bytes`)
        if (js) {
          await page.evaluate(AXE)
          for (const v of await page.evaluate<string[]>(SOUND)) fault(v)
        }
        for (const [print, width] of PRINTS) {
          await page.setViewportSize({ width, height: 740 })
          const wide = await page.evaluate<number>(
            `document.documentElement.classList.toggle('hy-large', ${print === 'large'}),
            document.documentElement.scrollWidth - window.innerWidth`,
          )
          if (wide > 0) fault(`${wide} px too wide, ${print} print at ${width}`)
          if (PICTURES) {
            const name = `${pattern.replace(/\W+/g, '-')}-${locale.slice(0, 2)}-${print}-${width}.png`
            await page.screenshot({ path: path.join(PICTURES, `page${name}`), fullPage: true })
          }
        }
      }
      for (const page of pages.values()) await page.context().close()
      expect(found).toEqual([])
    },
    900_000,
  )

  it('ends with the person judging the answer: bureau and unit apart, each demand, in words', async () => {
    const page = await open('answered')
    await page.goto(`${server.url}/demo/my/${mine.answered!.number}/rate`)
    for (const name of await page.evaluate<string[]>(
      `[...new Set([...document.querySelectorAll('main input[type=radio]')].map((r) => r.name))]`,
    ))
      await page.check(`input[name="${name}"] >> nth=1`)
    await page.fill('main textarea >> nth=0', '换了一部分。')
    await press(page)
    const shown = (await page.textContent('main'))!
    for (const words of ['基本满意', '换了一部分']) expect(shown).toContain(words)
    // Whoever looked stands there by unit and role, with the reason, never by name.
    expect(shown).toMatch(/县信访局（[^）]+）\s*查看了您的姓名和联系方式（电话核实情况）/)
    for (const { name } of server.accounts) expect(shown).not.toContain(name)
    await page.context().close()
  })
})
