/** Open311 at the desk: keys of programs are issued, shown once, used to file, revoked; services ask questions of their own. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Service } from '../src/open311/contract.ts'
import { noBrowser, openBrowser, startServer, type TestServer } from './harness.ts'

const why = noBrowser()
if (why) console.warn(`journey of Open311 skipped: ${why}`)
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PICTURES = process.env.HUIYIN_PICTURES
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 45_000 })

describe.skipIf(why !== null)('Open311 at the desk', () => {
  let server: TestServer
  let browser: Browser
  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('issues a key that is shown once, counts what was filed with it, revokes it, and sets what a service asks', async () => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    page.setDefaultTimeout(45_000)
    const serious = async () => {
      await page.evaluate(AXE)
      return page.evaluate<string[]>(
        `axe.run().then((r) => r.violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => v.id + ' ' + v.nodes[0].html.slice(0, 200)))`,
      )
    }
    const picture = async (name: string) => {
      if (PICTURES) await page.screenshot({ path: `${PICTURES}/open311-${name}.png`, fullPage: true })
    }
    await page.goto(`${server.url}/desk/administration/open311`)
    await page.locator('#login').fill('demo.admin')
    await page.locator('#password').fill(server.password)
    await page.keyboard.press('Enter')
    await page.locator('#open311-name').fill('演示地图程序')
    await page.getByRole('button', { name: '发放密钥' }).click()
    const box = page.locator('[role=status] code')
    await box.waitFor()
    const key = (await box.textContent())!
    expect(key).toMatch(/^hy311_/)
    await eventually(serious).toEqual([])
    await picture('issued')
    const { status } = await fetch(`${server.url}/open311/demo/v2/requests.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        api_key: key,
        service_code: 'general',
        description: '演示路灯不亮。',
        address_string: '演示路',
      }),
    })
    expect([200, 201]).toContain(status)
    await page.reload()
    const row = page.getByRole('row', { name: /演示地图程序/ })
    await row.waitFor()
    expect(await page.content()).not.toContain(key)
    await eventually(() => row.locator('td').nth(1).textContent()).toBe('1')
    expect(await row.textContent()).not.toContain('从未')
    await row.getByRole('button', { name: '作废' }).click()
    await page.locator('.ant-popconfirm-buttons .ant-btn-primary').click()
    await eventually(() => row.textContent()).toMatch(/\d 作废$/)
    // What a service asks besides is written here, and what is missing has the keyboard; programs read it at once.
    await page
      .getByRole('button', { name: /^设置“.+”问些什么/ })
      .first()
      .click()
    await page.getByRole('button', { name: '添加问题' }).click()
    const save = page.getByRole('button', { name: /^保\s?存$/ })
    await save.click()
    await eventually(() => page.evaluate<string>('document.activeElement.id')).toBe('open311-q0-zh')
    await page.locator('#open311-q0-zh').fill('灯杆编号')
    await page.locator('#open311-q0-en').fill('Number of the pole')
    await eventually(serious).toEqual([])
    await picture('questions')
    await save.click()
    await eventually(async () => {
      const services = (await (await fetch(`${server.url}/open311/demo/v2/services.json`)).json()) as {
        metadata: boolean
      }[]
      return services.some((s) => s.metadata)
    }).toBe(true)
    await page.locator('.ant-drawer').waitFor({ state: 'hidden' })
    // Changed by somebody else while the form stands open, and read again behind it: the form does not write over that.
    await page.getByRole('button', { name: /^设置“.+”问些什么（现有 1 项）/ }).click()
    await page.locator('#open311-q0-zh').fill('灯杆号码')
    const services = `${server.url}/api/v1/open311/services`
    const read = async () =>
      ((await (await page.request.get(services)).json()) as { items: Service[] }).items.find(
        (s) => s.attributes.length > 0,
      )!
    const { code, type, keywords, attributes, version } = await read()
    const changed = await page.request.put(`${services}/${code}`, {
      data: { offered: false, type, keywords, attributes, seenVersion: version },
      headers: { 'idempotency-key': crypto.randomUUID() },
    })
    expect(changed.ok(), await changed.text()).toBe(true)
    await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))")
    await eventually(() => page.locator('button[role=switch][aria-checked=false]').count()).toBe(1)
    await save.click()
    await eventually(() => page.locator('.ant-drawer .problem').count()).toBe(1)
    expect(await read()).toMatchObject({ offered: false, version: version + 1 })
    await page.locator('.ant-drawer-close').click()
    await page.locator('.ant-drawer').waitFor({ state: 'hidden' })
    await page.setViewportSize({ width: 390, height: 844 })
    expect(
      await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      ),
    ).toBeLessThanOrEqual(0)
    await picture('390')
    await context.close()
  })
})
