/** The lists of the desk, by keyboard alone: look, select, act, save, search, export. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, openBrowser, startServer, type TestServer } from './harness.ts'

const why = noBrowser()
if (why) console.warn(`journeys of the lists skipped: ${why}`)

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 30_000 })

describe.skipIf(why !== null)('the lists of the desk', () => {
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

  async function at(login: string, path: string, locale = 'zh-CN', width = 1440): Promise<Page> {
    const context = await browser.newContext({ locale, viewport: { width, height: 900 } })
    const page = await context.newPage()
    page.on('pageerror', (error) => {
      throw error
    })
    await page.goto(server.url + path)
    await page.locator('#login').focus()
    await page.keyboard.type(login)
    await page.keyboard.press('Tab')
    await page.keyboard.type(server.password)
    await page.keyboard.press('Enter')
    await page.locator('#main h1').first().waitFor()
    return page
  }

  async function seriousProblems(page: Page): Promise<string[]> {
    await page.evaluate(AXE)
    return page.evaluate(async () => {
      type Run = { violations: { id: string; impact: string; nodes: { html: string }[] }[] }
      const { axe } = globalThis as unknown as { axe: { run(): Promise<Run> } }
      const { violations } = await axe.run()
      return violations
        .filter((v) => v.impact === 'serious' || v.impact === 'critical')
        .map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)
    })
  }

  const tabTo = async (page: Page, name: string | RegExp, most = 60) => {
    for (let i = 0; i < most; i++) {
      await page.keyboard.press('Tab')
      const text = await page.evaluate<string>(
        '[document.activeElement?.getAttribute("aria-label"), document.activeElement?.textContent, document.activeElement?.id].join(" ")',
      )
      if (typeof name === 'string' ? text.includes(name) : name.test(text)) return
    }
    throw new Error(`the keyboard does not reach ${name}`)
  }

  it('a supervisor reminds, saves a view, searches and exports without a mouse', async () => {
    const page = await at('demo.supervisor', '/desk/matters?list=at-risk')
    await page.locator('[data-row]').first().waitFor()
    expect(await page.locator('.risk li').first().textContent()).toMatch(/工作日|天/)
    expect(await seriousProblems(page)).toEqual([])

    // 6: the list of all. j, x: the first row is selected; again, the second.
    await page.keyboard.press('6')
    await eventually(() => page.url()).toContain('list=all')
    await page.locator('[data-row]').nth(2).waitFor()
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await eventually(() => page.locator('.batch-bar strong').textContent()).toBe('已选 2 件')
    expect(await seriousProblems(page)).toEqual([])
    await page.locator('#main').focus()
    await tabTo(page, '催办…')
    await page.keyboard.press('Enter')
    await page.locator('#batch-words').waitFor()
    await tabTo(page, 'batch-words')
    await page.keyboard.type('请说明进展和预计完成时间（演示）')
    await tabTo(page, /^\s*催 ?办\s*$/)
    await page.keyboard.press('Enter')
    await page.locator('.batch-told li').nth(1).waitFor()
    await eventually(() => page.locator('.dialog-foot button').isEnabled()).toBe(true)
    const done = await page.locator('.batch-told .done').count()
    const not = await page.locator('.batch-told .not-done').count()
    expect(done + not).toBe(2)
    expect(done).toBeGreaterThan(0)
    expect(await seriousProblems(page)).toEqual([])
    await tabTo(page, /关闭|只留下/)
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.batch-told').count()).toBe(0)
    await eventually(() => page.locator('.ant-modal-wrap:visible').count()).toBe(0)

    // v: views. The list as it is gets a name.
    await page.keyboard.press('v')
    await page.locator('.view-list').waitFor()
    await page.locator('.view-list button').last().focus()
    await page.keyboard.press('Enter')
    await page.locator('#view-name').waitFor()
    await eventually(() => page.evaluate('document.activeElement?.id')).toBe('view-name')
    await page.keyboard.type('全部（演示视图）')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.ant-modal-wrap:visible').count()).toBe(0)
    await page.keyboard.press('1')
    await eventually(() => page.url()).not.toContain('list=all')
    await page.keyboard.press('v')
    await page.locator('.view-list li button').first().focus()
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('全部（演示视图）')
    await page.keyboard.press('Enter')
    await eventually(() => page.url()).toContain('list=all')

    // The view takes the filters of now, gets another name and readers, goes, and comes back.
    await page.goto(`${server.url}/desk/matters?list=all&progress=open`)
    await page.locator('[data-row]').first().waitFor()
    const act = async (name: RegExp) => {
      await page.locator('.view-list').getByRole('button', { name }).focus()
      await page.keyboard.press('Enter')
    }
    await page.keyboard.press('v')
    await act(/更新视图“全部（演示视图）”/)
    await eventually(() => page.locator('.view-done').textContent()).toContain('已更新视图')
    await eventually(() => page.locator('.view-name').first().getAttribute('aria-current')).toBe('true')
    expect(await seriousProblems(page)).toEqual([])
    await act(/改视图“全部（演示视图）”/)
    await eventually(() => page.evaluate('document.activeElement?.id')).toBe('view-name')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('在办（演示视图）')
    await page.getByRole('radio', { name: '本单位' }).check()
    await page.locator('#view-name').focus()
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.ant-modal-wrap:visible').count()).toBe(0)
    await page.keyboard.press('v')
    await eventually(() => page.locator('.view-list h3').first().textContent()).toBe('本单位共享')
    await act(/删除视图“在办/)
    await eventually(() => page.locator('.view-list li').count()).toBe(0)
    await act(/^撤 ?销$/)
    await eventually(() => page.locator('.view-name').first().textContent()).toBe('在办（演示视图）')
    await page.keyboard.press('Escape')
    await page.mouse.click(5, 5)

    // An order to the unit of each of two, with its ground.
    await page.goto(`${server.url}/desk/matters?list=all&progress=open`)
    await page.locator('[data-row]').nth(2).waitFor()
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await page.locator('#main').focus()
    await tabTo(page, '督办…')
    await page.keyboard.press('Enter')
    await page.locator('#batch-ground').waitFor()
    await tabTo(page, 'batch-ground')
    await page.keyboard.press('ArrowDown')
    await page.locator('.ant-select-item-option').first().waitFor()
    await page.keyboard.press('Enter')
    await tabTo(page, 'batch-words')
    await page.keyboard.type('请说明原因并限期办理（演示）')
    expect(await seriousProblems(page)).toEqual([])
    await tabTo(page, /^\s*督 ?办\s*$/)
    await page.keyboard.press('Enter')
    await page.locator('.batch-told li').nth(1).waitFor()
    expect(await page.locator('.batch-told .done').count()).toBeGreaterThan(0)
    await eventually(() => page.locator('.dialog-foot button').isEnabled()).toBe(true)
    await tabTo(page, /关闭|只留下/)
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.ant-modal-wrap:visible').count()).toBe(0)

    // s: words. What is found shows where.
    await page.keyboard.press('s')
    await page.keyboard.type('井盖')
    await page.keyboard.press('Enter')
    await eventually(() => page.url()).toContain('q=')
    await page.locator('.snippet mark').first().waitFor()
    expect(await page.locator('.snippet mark').first().textContent()).toBe('井盖')
    expect(await seriousProblems(page)).toEqual([])

    // e: the export, and the help sheet knows the keys.
    await page.locator('#main').focus()
    await page.keyboard.press('e')
    await tabTo(page, '开始导出')
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    expect(file.suggestedFilename()).toMatch(/^huiyin-all-.*\.xlsx$/)
    await eventually(() => page.locator('.export-state').textContent()).toContain('已完成')
    expect(await seriousProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await eventually(() => page.locator('.ant-modal-wrap:visible').count()).toBe(0)
    await page.locator('#main').focus()
    await page.keyboard.press('?')
    await eventually(() => page.locator('.keys').first().textContent()).toContain('选择或取消选择这一件')
    await page.context().close()
  })

  it('does not run over on a phone, in English, in any list', async () => {
    const page = await at('demo.clerk', '/desk/matters', 'en-GB', 390)
    for (const list of ['inbox', 'unit', 'sent', 'overdue', 'at-risk', 'all']) {
      await page.goto(`${server.url}/desk/matters?list=${list}`)
      await page.locator('.cards, .nothing').first().waitFor()
      const over = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(over, list).toBe(0)
    }
    expect(await seriousProblems(page)).toEqual([])
    await page.context().close()
  })
})
