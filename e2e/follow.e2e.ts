/** Receipt, follow and judge as people do it: without script, on a small phone, by keyboard, in large print; and the check of a receipt, which sends nothing. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, openBrowser, startServer, type TestServer } from './harness.ts'

const missing = noBrowser()
/** Set to a folder to keep pictures of the pages. */
const PICTURES = process.env.HUIYIN_PICTURES
let server: TestServer
let browser: Browser
let told: { number: string; code: string }

async function open(more: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: 'zh-CN',
    javaScriptEnabled: false,
    bypassCSP: true,
    ...more,
  })
  return context.newPage()
}

async function sound(page: Page, name: string): Promise<void> {
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
  expect(wide, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  expect(await page.locator('h1').count(), name).toBe(1)
  if (PICTURES)
    await page.screenshot({ path: `${PICTURES}/follow-${name.replace(/\W+/g, '-')}.png`, fullPage: true })
}

const press = (page: Page) => page.click('main form button.govuk-button >> nth=0')

async function openMine(page: Page): Promise<void> {
  await page.goto(`${server.url}/demo/follow?number=${told.number}`)
  await page.fill('#code', told.code)
  await press(page)
  expect(new URL(page.url()).pathname).toBe(`/demo/my/${told.number}`)
}

describe.skipIf(missing)(missing ?? 'following a matter in a browser', () => {
  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
    const answer = await fetch(`${server.url}/api/v1/public/demo/matters`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({
        procedure: 'petition',
        subject: '路口路灯坏了三个月',
        body: '建设路口的路灯不亮，老人孩子过马路危险。',
        demands: ['尽快修好路灯', '说明为什么没有人来'],
        parties: [{ role: 'petitioner', name: '演示甲', phone: '13800000000' }],
      }),
    })
    expect(answer.status).toBe(201)
    told = (await answer.json()) as typeof told
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('shows steps done and to come, lets the person write, and prints, at 360 px without script', async () => {
    const page = await open()
    await openMine(page)
    await sound(page, 'my')
    const main = (await page.textContent('main'))!
    for (const words of ['您的事项已登记', '答复送到您手里', '转交有权处理的单位', '为什么是这一天'])
      expect(main).toContain(words)
    await page.click('a[href$="/add"] >> nth=0')
    await page.fill('#words', '今天又有人摔倒。')
    await press(page)
    expect(await page.textContent('.hy-talk')).toContain('今天又有人摔倒。')
    await page.goto(`${server.url}/demo/my/${told.number}/print`)
    await sound(page, 'print')
    expect(await page.locator('details:not([open])').count()).toBe(0)
    await page.goto(`${server.url}/demo/my/${told.number}/withdraw`)
    expect(await page.textContent('main')).toContain('撤回以后')
  })

  it('checks a receipt in the browser and sends nothing for it', async () => {
    const page = await open({ javaScriptEnabled: true })
    await openMine(page)
    const file = await page.evaluate<string>(
      `fetch('/demo/my/${told.number}/receipt-with-text.json').then((r) => r.text())`,
    )
    await page.goto(`${server.url}/demo/check-receipt`)
    const asked: string[] = []
    // The browser asks for the page's mark when it finds the time; nothing of the receipt goes with that.
    page.on('request', (r) => {
      if (r.method() !== 'GET' || !r.url().includes('/portal-assets/icon-')) asked.push(r.url())
    })
    const upload = (text: string) =>
      page.setInputFiles('#file', {
        name: 'receipt.json',
        mimeType: 'application/json',
        buffer: Buffer.from(text),
      })
    await upload(file)
    await page.waitForSelector('.hy-result')
    const good = (await page.textContent('#check-result'))!
    for (const words of ['回执是真的', '一字不差', '办理链完整', told.number]) expect(good).toContain(words)
    const bent: [string, string][] = [
      [file.replace(/"demands": 2/, '"demands": 1'), '签发之后被改动过'],
      [file.replace('老人孩子', '老人'), '与当时提交的不一样'],
      [file.replace(/"version": 2/, '"version": 3'), '办理链断开'],
      ['{}', '这不是回执文件'],
    ]
    for (const [text, words] of bent) {
      await page.fill('#receipt', text)
      // By keyboard alone.
      await page.focus('#check-go')
      await page.keyboard.press('Enter')
      await page.waitForFunction(`document.getElementById('check-result').textContent.includes('${words}')`)
      expect(await page.getAttribute('#check-result', 'class')).toContain('hy-result--bad')
    }
    expect(asked).toEqual([])
  })

  it('has no serious finding of axe, in both languages and in large print', async () => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    for (const locale of ['zh-CN', 'en-GB']) {
      const page = await open({ javaScriptEnabled: true, locale, viewport: { width: 1280, height: 900 } })
      await openMine(page)
      for (const size of ['normal', 'large']) {
        for (const at of [
          `my/${told.number}`,
          `my/${told.number}/receipt`,
          `my/${told.number}/add`,
          `my/${told.number}/contact`,
          `my/${told.number}/withdraw`,
          `my/${told.number}/print`,
          'check-receipt',
          'follow',
        ]) {
          await page.goto(`${server.url}/demo/${at}?size=${size}`)
          await sound(page, `${at} ${locale} ${size}`)
          await page.evaluate(axe)
          const found = await page.evaluate<string[]>(
            `axe.run().then((r) => r.violations.map((v) => v.id + ': ' + v.nodes[0].html.slice(0, 200)))`,
          )
          expect(found, `${at} ${locale} ${size}`).toEqual([])
        }
      }
    }
  })
})
