/** Receipt, follow and judge as people do it: without script, on a small phone, by keyboard, in large print; and the check of a receipt, which sends nothing. */
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { eventually, faultsOf, journey, picture } from './harness.ts'

let told: { number: string; code: string }

async function sound(page: Page, name: string): Promise<void> {
  expect(await faultsOf(page, name)).toEqual([])
  await picture(page, `follow-${name}`)
}

const press = (page: Page) => page.click('main form button.govuk-button >> nth=0')

async function openMine(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/demo/follow?number=${told.number}`)
  await page.fill('#code', told.code)
  await press(page)
  expect(new URL(page.url()).pathname).toBe(`/demo/my/${told.number}`)
}

journey('following a matter in a browser', (stage) => {
  beforeAll(async () => {
    const answer = await fetch(`${stage.server.url}/api/v1/public/demo/matters`, {
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

  it('shows steps done and to come, lets the person write, and prints, at 360 px without script', async () => {
    const page = await stage.window({ width: 360, script: false })
    await openMine(page, stage.server.url)
    await sound(page, 'my')
    const main = (await page.textContent('main'))!
    for (const words of ['您的事项已登记', '答复送到您手里', '转交有权处理的单位', '为什么是这一天'])
      expect(main).toContain(words)
    await page.click('a[href$="/add"] >> nth=0')
    await page.fill('#words', '今天又有人摔倒。')
    await press(page)
    await eventually(() => page.textContent('.hy-talk')).toContain('今天又有人摔倒。')
    await page.goto(`${stage.server.url}/demo/my/${told.number}/print`)
    await sound(page, 'print')
    await eventually(() => page.locator('details:not([open])').count()).toBe(0)
    await page.goto(`${stage.server.url}/demo/my/${told.number}/withdraw`)
    await eventually(() => page.textContent('main')).toContain('撤回以后')
  })

  it('checks a receipt in the browser and sends nothing for it', async () => {
    const page = await stage.window({ width: 360 })
    await openMine(page, stage.server.url)
    const file = await page.evaluate<string>(
      `fetch('/demo/my/${told.number}/receipt-with-text.json').then((r) => r.text())`,
    )
    await page.goto(`${stage.server.url}/demo/check-receipt`)
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
      await eventually(() => page.textContent('#check-result')).toContain(words)
      expect(await page.getAttribute('#check-result', 'class')).toContain('hy-result--bad')
    }
    expect(asked).toEqual([])
  })
})
