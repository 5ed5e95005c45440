/**
 * Review and re-review, both sides: the person asks on a phone without script, the next level up decides on the file as it
 * was, a bureau above it decides again after a hearing, and there the procedure ends. Besides: what is taken down at the desk.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, openBrowser, startServer, type TestServer } from './harness.ts'
import { answerPetition, signInAs } from './portal-staff.ts'

const why = noBrowser()
if (why) console.warn(`journey of review skipped: ${why}`)
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Set to a folder to keep pictures of the pages. */
const PICTURES = process.env.HUIYIN_PICTURES
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 45_000 })
const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })

let server: TestServer
let browser: Browser

async function told(): Promise<{ number: string; code: string }> {
  const answer = await fetch(`${server.url}/api/v1/public/demo/matters`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      procedure: 'petition',
      subject: '巷口路灯不亮',
      body: '东巷路灯三个月不亮。',
      demands: ['修好路灯', '说明原因'],
      parties: [{ role: 'petitioner', name: '演示甲', phone: '13800000000' }],
    }),
  })
  expect(answer.status).toBe(201)
  const t = (await answer.json()) as { number: string; code: string }
  await answerPetition(server, t.number)
  return t
}

/** The person's phone: 360 px, no script. */
async function phone(): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: 'zh-CN',
    javaScriptEnabled: false,
  })
  return context.newPage()
}

async function openMine(page: Page, { number, code }: { number: string; code: string }): Promise<void> {
  await page.goto(`${server.url}/demo/follow?number=${number}`)
  await page.fill('#code', code)
  await page.click('main form button.govuk-button >> nth=0')
  expect(new URL(page.url()).pathname).toBe(`/demo/my/${number}`)
}

async function desk(login: string, to = '/desk/matters'): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(45_000)
  page.on('pageerror', (error) => {
    throw error
  })
  await page.goto(server.url + to)
  await page.locator('#login').fill(login)
  await page.locator('#password').fill(server.password)
  await page.keyboard.press('Enter')
  await page.locator('#main h1').first().waitFor()
  return page
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/review-${name}.png`, fullPage: true })
}

const faults = async (page: Page): Promise<string[]> => {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    type Run = { violations: { id: string; impact: string; nodes: { html: string }[] }[] }
    const { axe } = globalThis as unknown as { axe: { run(): Promise<Run> } }
    return (await axe.run()).violations
      .filter((v) => v.impact === 'serious' || v.impact === 'critical')
      .map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)
  })
}

const sound = (page: Page) => eventually(() => faults(page)).toEqual([])

/** Asks on one's own page for the next level up to look again. */
async function ask(page: Page, words: string): Promise<void> {
  await page.click('a[href$="/review"] >> nth=0')
  await page.fill('#words', words)
  await page.click('main form button.govuk-button >> nth=0')
}

interface Summary {
  matterId: string
  number: string
}

/** The request about this matter that waits for this account's unit: the demo has others. */
async function requestAbout(number: string, login: string, procedure: string): Promise<Summary> {
  const staff = await signInAs(server, login)
  let found: Summary | undefined
  await eventually(async () => {
    const { items } = await staff.get<{ items: (Summary & { mainProcedure: string; state: string })[] }>(
      `/lists?list=inbox&procedure=${procedure}&sort=-received&limit=5`,
    )
    for (const i of items.filter((x) => x.mainProcedure === procedure && x.state === 'requested')) {
      const chain = JSON.stringify(await staff.get(`/matters/${i.matterId}/chain`))
      if (chain.includes(number)) found = i
    }
    return found !== undefined
  }).toBe(true)
  return found!
}

/** One step through its form: `fill` types what it asks, then it is confirmed. */
async function step(page: Page, matterId: string, task: string, fill?: (p: Page) => Promise<void>) {
  await page.goto(`${server.url}/desk/matters/${matterId}?do=${task}`)
  const confirm = page.getByRole('button', { name: /^确认：/ })
  await confirm.waitFor()
  await fill?.(page)
  await confirm.click()
  await page.locator('.said .ant-alert').waitFor()
}

/** What the head signs reaches the person, on paper, by whoever serves it. */
async function serve(login: string, matterId: string): Promise<void> {
  const staff = await signInAs(server, login)
  const { proceedings } = await staff.get<{
    proceedings: { proceedingId: string; procedure: string; end: string | null }[]
  }>(`/matters/${matterId}`)
  for (const s of proceedings.filter((p) => p.procedure === 'service' && !p.end))
    await staff.post(`/matters/${matterId}/actions`, {
      proceedingId: s.proceedingId,
      action: 'deliver',
      input: { method: 'in-person', date: today(), detail: '本人签收' },
    })
}

async function decide(page: Page, matterId: string, result: string): Promise<void> {
  await step(page, matterId, 'main.submit-decision', async (p) => {
    for (const [i, one] of (await p.locator('.outcome-row').all()).entries()) {
      await one.getByRole('radio', { name: '支持', exact: true }).check()
      await one.getByLabel('办理情况和答复').fill(`第 ${i + 1} 项：原处理得当。`)
    }
    await p.getByRole('radio', { name: result, exact: true }).check()
    await p.locator('#in-opinion').fill('经审查案卷，原意见认定事实清楚。')
  })
  await step(page, matterId, 'main.approve-decision')
}

describe.skipIf(why !== null)('review and re-review', () => {
  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('go from the request on the phone to the decision of another bureau and the end of the procedure', async () => {
    const mine = await told()
    const person = await phone()
    await openMine(person, mine)
    await ask(person, '路灯还是不亮，不服处理意见，请求复查。')
    await picture(person, 'asked')

    const first = await requestAbout(mine.number, 'demo.reviewer', 'review')
    const reviewer = await desk('demo.reviewer', `/desk/matters/${first.matterId}`)
    const chain = reviewer.getByRole('region', { name: '原件、复查、复核' })
    await eventually(() => chain.locator('li').count()).toBe(2)
    await eventually(() => chain.textContent()).toContain(mine.number)
    await eventually(() => reviewer.getByRole('region', { name: '原案卷' }).textContent()).toContain(
      '封存后没有被改动',
    )
    await sound(reviewer)
    await picture(reviewer, 'matter')
    await reviewer.getByRole('link', { name: '打开案卷' }).click()
    await reviewer.getByRole('heading', { level: 1, name: '原案卷' }).waitFor()
    const file = (await reviewer.textContent('.review-file'))!
    for (const words of [mine.number, '东巷路灯三个月不亮', '修好路灯', '路灯已修复'])
      expect(file).toContain(words)
    // Who asked is no part of the file's page; the rating belongs to the centre and the person.
    for (const hidden of ['演示甲', '13800000000', '满意']) expect(file).not.toContain(hidden)
    await sound(reviewer)
    await picture(reviewer, 'file')
    await step(reviewer, first.matterId, 'main.accept-review')
    await decide(reviewer, first.matterId, '维持')
    await serve('demo.reviewer', first.matterId)

    // The person reads the decision and asks once more; the city decides that.
    await openMine(person, mine)
    await eventually(() => person.textContent('.hy-chain')).toContain('维持')
    await person.click(`form[action$="/linked/${first.number}"] button`)
    expect(new URL(person.url()).pathname).toBe(`/demo/my/${first.number}`)
    await ask(person, '不服复查意见，请求复核。')
    const second = await requestAbout(mine.number, 'city.reviewer', 're-review')
    expect(second.number).toMatch(/^DEMO-CITY-/)
    const city = await desk('city.reviewer', `/desk/matters/${second.matterId}`)
    await eventually(() => city.getByRole('region', { name: '原件、复查、复核' }).locator('li').count()).toBe(
      3,
    )
    await step(city, second.matterId, 'main.accept-re-review')

    // A hearing: its time is not counted, and the person reads when and where.
    await step(city, second.matterId, 'main.hold-hearing', (p) => p.locator('#in-words').fill('事实有争议。'))
    const { proceedings } = await (await signInAs(server, 'city.reviewer')).get<{
      proceedings: { proceedingId: string; procedure: string }[]
    }>(`/matters/${second.matterId}`)
    const hearing = proceedings.find((p) => p.procedure === 'hearing')!.proceedingId
    await eventually(() => city.getByRole('region', { name: '原件、复查、复核' }).textContent()).toContain(
      '听证中，时限暂停',
    )
    await step(city, second.matterId, `${hearing}.notify-hearing`, async (p) => {
      await p.locator('#in-hearingOn').fill(today())
      await p.locator('#in-participants').fill('本人、办理单位')
      await p.locator('#in-notice').fill('今日下午在演示市信访局二楼听证室。')
    })
    await openMine(person, mine)
    await person.click(`form[action$="/linked/${first.number}"] button`)
    await person.click('form[action*="/linked/DEMO-CITY"] button')
    await eventually(() => person.textContent('main')).toContain('二楼听证室')
    await picture(person, 'hearing')
    await step(city, second.matterId, `${hearing}.record-hearing`, async (p) => {
      await p.locator('#in-heldOn').fill(today())
      await p.locator('#in-present').fill('本人、办理单位')
      await p.locator('#in-record').fill('双方各自陈述。')
    })
    await step(city, second.matterId, `${hearing}.conclude-hearing`, (p) =>
      p.locator('#in-conclusion').fill('事实清楚。'),
    )
    await eventually(() =>
      city.getByRole('region', { name: '原件、复查、复核' }).textContent(),
    ).not.toContain('听证中')
    await decide(city, second.matterId, '维持')
    await serve('city.reviewer', second.matterId)

    // The end: said at the desk and on the person's page, with what follows from it; nothing more can be asked for.
    await city.goto(`${server.url}/desk/matters/${second.matterId}`)
    await eventually(() => city.getByRole('region', { name: '原件、复查、复核' }).textContent()).toContain(
      '已经复核终结',
    )
    await sound(city)
    await picture(city, 'finished')
    await openMine(person, mine)
    await eventually(() => person.textContent('main')).toContain('复核')
    await eventually(() => person.locator('a[href$="/review"]').count()).toBe(0)
    await picture(person, 'finished-phone')
    for (const page of [person, reviewer, city]) await page.context().close()
  }, 400_000)

  it('are taken down at the window, late ones with their reason, and of opinions given outside', async () => {
    const mine = await told()
    const page = await desk('demo.reviewer', '/desk/reviews/new')
    await page.locator('#review-number').waitFor()
    await sound(page)
    await picture(page, 'request')
    // What is missing is where the keyboard stands.
    await page.getByRole('button', { name: '登记请求' }).click()
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('review-number')
    await page.locator('#review-number').fill(mine.number)
    await page.locator('#review-words').fill('当面请求复查（演示）。')
    await page.getByRole('button', { name: '登记请求' }).click()
    await eventually(() => page.locator('.review-form [role=status]').textContent()).toContain(mine.number)
    // Once only.
    await page.locator('#review-number').fill(mine.number)
    await page.locator('#review-words').fill('当面请求复查（演示）。')
    await page.getByRole('button', { name: '登记请求' }).click()
    await page.getByRole('alert').waitFor()

    await page.getByText('意见在系统外', { exact: true }).click()
    await page.locator('#outside-organ').fill('演示邻县某局')
    await page.locator('#outside-number').fill('演邻答〔2026〕7号')
    await page.locator('#outside-servedOn').fill('2026-01-05')
    await page.locator('#body').fill('对邻县意见不服（演示）。')
    await page.locator('#parties-0-name').fill('演示乙')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    // The window has passed: the reason is asked for, at its field.
    await eventually(() => page.locator('#outside-lateReason-error').count()).toBe(1)
    await sound(page)
    await picture(page, 'outside')
    await page.locator('#outside-lateReason').fill('住院，有证明（演示）。')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await eventually(() => page.getByTestId('number').textContent()).toMatch(/^DEMO-F\d{4}-/)
    await page.setViewportSize({ width: 390, height: 844 })
    for (const to of ['/desk/reviews/new', '/desk/reviews/new?kind=outside']) {
      await page.goto(server.url + to)
      await page.locator('#main h1').waitFor()
      expect(
        await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        ),
        to,
      ).toBeLessThanOrEqual(0)
    }
    await picture(page, 'outside-390')
    await page.context().close()
  })
})
