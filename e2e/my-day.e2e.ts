/** The frame of the desk, the start page and the bell, as staff meet them on a desk and on a phone. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, openBrowser, startServer, type TestServer } from './harness.ts'

const why = noBrowser()
if (why) console.warn(`journeys of the start page skipped: ${why}`)

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 45_000 })

describe.skipIf(why !== null)('the start page, the bell and the frame', () => {
  let server: TestServer
  let browser: Browser
  const cookies = new Map<string, Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>>()

  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  /** A browser of one's own, already signed in; fails on any error of the page itself. */
  async function at(
    login: string,
    path = '/desk/',
    o: { width?: number; dark?: boolean; locale?: string } = {},
  ): Promise<Page> {
    const context = await browser.newContext({
      locale: o.locale ?? 'zh-CN',
      viewport: { width: o.width ?? 1440, height: 900 },
      colorScheme: o.dark ? 'dark' : 'light',
    })
    const page = await context.newPage()
    page.setDefaultTimeout(45_000)
    page.on('pageerror', (error) => {
      throw error
    })
    const known = cookies.get(login)
    if (known) await context.addCookies(known)
    else {
      await command(page, '/session', { login, password: server.password })
      cookies.set(login, await context.cookies())
    }
    await page.goto(server.url + path)
    await page.locator('#main h1').first().waitFor()
    return page
  }

  let keys = 0
  /** A command as the same person, past the screens: what others did meanwhile. */
  async function command<T>(page: Page, path: string, data: object): Promise<T> {
    const answer = await page.request.post(`${server.url}/api/v1${path}`, {
      data,
      headers: { 'idempotency-key': `journey-${++keys}` },
    })
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
    return answer.status() === 204 ? (undefined as T) : ((await answer.json()) as T)
  }

  async function seriousProblems(page: Page): Promise<string[]> {
    await page.evaluate(AXE)
    return page.evaluate(async () => {
      type Run = { violations: { id: string; impact: string; nodes: { html: string }[] }[] }
      const { axe } = globalThis as unknown as { axe: { run(): Promise<Run> } }
      const { violations } = await axe.run()
      return violations
        .filter((v) => v.impact === 'serious' || v.impact === 'critical')
        .map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)
    })
  }

  const unreadOf = async (page: Page) =>
    (await page.locator('.bell-count').count()) === 0
      ? 0
      : Number(await page.locator('.bell-count').textContent())

  const wider = (page: Page) =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

  it('loads first in less than 300 KB, compressed, of the 350 KB allowed', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' })
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Network.enable')
    const sizes = new Map<string, { url: string; bytes: number }>()
    cdp.on('Network.responseReceived', ({ requestId, response }) =>
      sizes.set(requestId, { url: response.url, bytes: 0 }),
    )
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const known = sizes.get(requestId)
      if (known) known.bytes = encodedDataLength
    })
    await command(page, '/session', { login: 'demo.clerk', password: server.password })
    await page.goto(`${server.url}/desk/`)
    await page.locator('.day-section').first().waitFor()
    const loaded = [...sizes.values()].filter((s) => !s.url.includes('/api/'))
    const total = loaded.reduce((sum, s) => sum + s.bytes, 0)
    console.info(`first load of the desk: ${Math.round(total / 1024)} KB in ${loaded.length} files`)
    expect(total).toBeGreaterThan(50_000)
    expect(total).toBeLessThan(300 * 1024)
    await context.close()
  })

  it('asks for the password again in mid-edit, and finishes what was begun, once', async () => {
    const page = await at('demo.clerk', '/desk/register')
    await page.locator('#subject').fill('公交站牌倾斜（演示）')
    await page.locator('#body').fill('演示路口站牌倾斜，怕砸到人。')
    await page.context().clearCookies()
    const keyOf = (r: { headers(): Record<string, string> }) => r.headers()['idempotency-key'] ?? ''
    const refused: string[] = []
    const done: string[] = []
    page.on('response', (r) => {
      if (r.request().method() === 'GET' || r.url().endsWith('/session')) return
      if (r.status() === 401) refused.push(keyOf(r.request()))
      else if (r.ok()) done.push(keyOf(r.request()))
    })
    await page.locator('#body').press('Control+Enter')
    await page.locator('#again-password').waitFor()
    expect(await seriousProblems(page)).toEqual([])
    await page.locator('#again-password').fill('wrong')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.ant-modal [role=alert]').textContent()).toContain(
      '账号或密码不正确',
    )
    await page.locator('#again-password').fill(server.password)
    await page.keyboard.press('Enter')
    await page.getByTestId('number').waitFor()
    // What was refused went out again under its own key: had it arrived after all, it would still be one matter.
    expect(refused.length).toBeGreaterThan(0)
    await eventually(() => refused.filter((key) => !done.includes(key))).toEqual([])
    cookies.set('demo.clerk', await page.context().cookies())
    await page.context().close()
  })

  it('says when the server is away, keeps what is typed, and when it is back', async () => {
    const page = await at('demo.clerk', '/desk/register', { width: 1280 })
    await page.locator('#subject').fill('断网时写的（演示）')
    await page.context().setOffline(true)
    await eventually(() => page.locator('.away').textContent()).toContain('暂时连不上服务器')
    expect(await seriousProblems(page)).toEqual([])
    // Language and look change on the spot; nothing is loaded again, nothing is lost.
    await page.locator('.account summary').click()
    await page.getByRole('radio', { name: '深色' }).check({ force: true })
    await eventually(() => page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
    await page.keyboard.press('Escape')
    await page.context().setOffline(false)
    await eventually(() => page.locator('.away').count()).toBe(0)
    await page.getByRole('button', { name: 'Switch to English' }).click()
    await eventually(() => page.locator('#main h1').textContent()).toBe('Register')
    expect(await page.locator('#subject').inputValue()).toBe('断网时写的（演示）')
    await page.reload()
    await page.locator('#main h1').waitFor()
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
    await page.context().close()
  })

  it('lets a handler on a phone take on, ask for time and answer, the head sign, and both bells ring', async () => {
    const clerk = await at('demo.clerk')
    const handler = await at('demo.handler', '/desk/', { width: 390 })
    const head = await at('demo.head', '/desk/', { dark: true })
    await handler.locator('.day-section').first().waitFor()
    await head.locator('.day-section').first().waitFor()
    const me = (await (await handler.request.get(`${server.url}/api/v1/me`)).json()) as {
      unit: { unitId: string }
    }
    const { matterId, number } = await command<{ matterId: string; number: string }>(clerk, '/matters', {
      procedure: 'petition',
      channel: 'visit',
      class: 'claim-31-6',
      secrecy: 'none',
      subject: '小区门口污水外溢（演示）',
      body: '小区门口污水外溢三天，请处理。',
      demands: ['疏通管道'],
      parties: [],
    })
    await command(clerk, `/matters/${matterId}/actions`, {
      proceedingId: 'main',
      action: 'assign',
      input: { unit: me.unit.unitId, mode: 'assign' },
    })
    // Both browsers of the unit hear of it, without loading again; the day shows it too.
    await Promise.all(
      [handler, head].map(async (page) => {
        await eventually(() => page.locator('.toast').allTextContents()).toEqual([
          expect.stringContaining('小区门口污水外溢'),
        ])
        // Pointed at, it stays until it has been pressed.
        if (page === handler) await page.locator('.toast').first().hover()
        await eventually(() => page.locator('.day-list').first().textContent()).toContain(number)
      }),
    )
    expect(await wider(handler)).toBeLessThanOrEqual(0)
    const before = await unreadOf(handler)
    await handler.locator('.toast-open').first().click()
    await handler.locator('.matter').waitFor()
    // Opened in one browser: read for this account. The head's bell still counts it.
    await eventually(() => unreadOf(handler)).toBe(before - 1)
    expect(await unreadOf(head)).toBeGreaterThan(0)

    const act = async (page: Page, name: string) => {
      await page.getByRole('button', { name, exact: true }).first().click()
      await page.locator('.task').waitFor()
    }
    await act(handler, '受理')
    await handler.locator('.task-go').click()
    await eventually(() => handler.locator('.matter-tags').textContent()).toContain('办理中')
    await act(handler, '申请延期')
    await handler.locator('#in-days').fill('5')
    await handler.locator('#in-reason').fill('需现场勘查（演示）')
    await handler.locator('.task-go').click()
    await eventually(() => handler.locator('.task').count()).toBe(0)
    // The head is asked for the decision, and finds it on the start page.
    await eventually(() => head.locator('#day-sign').locator('..').textContent()).toContain(number)
    expect(await seriousProblems(head)).toEqual([])

    await act(handler, '提交处理意见')
    const row = handler.locator('.outcome-row').first()
    await row.getByRole('radio', { name: '支持', exact: true }).check()
    await row.getByLabel('办理情况和答复').fill('管道已疏通（演示）。')
    await handler.locator('.task').getByRole('radio', { name: '支持', exact: true }).last().check()
    await handler.locator('#in-opinion').fill('经现场勘查，管道已疏通（演示）。')
    expect(await seriousProblems(handler)).toEqual([])
    await handler.locator('.task-go').click()
    await eventually(() => handler.locator('.matter-tags').textContent()).toContain('处理意见审核')

    await head.locator('#day-sign').locator('..').getByRole('link').first().click()
    await head.locator('.matter').waitFor()
    await act(head, '签发处理意见')
    await head.locator('.task-go').click()
    // Issued: it is being served, or answered where there is nobody to serve.
    await eventually(() => head.locator('.matter-tags').textContent()).toMatch(/送达中|已答复/)
    await Promise.all([clerk, handler, head].map((p) => p.context().close()))
  })

  it('keeps the bell: history, read and unread, kinds switched off, and nothing lost while away', async () => {
    const page = await at('demo.clerk', '/desk/', { width: 390, dark: true })
    const other = await at('demo.clerk')
    await page.locator('.bell-count').waitFor()
    await page.getByRole('button', { name: /^提醒/ }).click()
    await page.locator('.bell-line').first().waitFor()
    expect(await seriousProblems(page)).toEqual([])
    expect(await wider(page)).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: '全部标为已读' }).click()
    await eventually(() => page.locator('.bell-count').count()).toBe(0)
    // The other browser of the same account agrees at once.
    await eventually(() => other.locator('.bell-count').count()).toBe(0)
    await page.getByRole('button', { name: '标为未读' }).first().click()
    await eventually(() => other.locator('.bell-count').textContent()).toBe('1')
    await page.getByRole('button', { name: '提醒设置' }).click()
    await page.getByRole('switch', { name: /^督办/ }).click()
    await eventually(() => page.getByRole('switch', { name: /^督办/ }).getAttribute('aria-checked')).toBe(
      'false',
    )
    expect(await seriousProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await eventually(() => page.locator('.bell-panel').count()).toBe(0)
    await page.context().close()
    await other.context().close()
  })

  it('is readable in light and dark, wide and narrow, in both languages', async () => {
    const paths = ['/desk/', '/desk/matters', '/desk/register', '/desk/figures/registered', '/desk/nowhere']
    for (const [dark, width, locale] of [
      [false, 1280, 'en-GB'],
      [true, 1440, 'zh-CN'],
      [true, 390, 'en-GB'],
      [false, 390, 'zh-CN'],
    ] as const) {
      const page = await at('demo.clerk', '/desk/', { dark, width, locale })
      for (const path of paths) {
        await page.goto(server.url + path)
        await page.locator('main h1').first().waitFor()
        await page.waitForLoadState('networkidle').catch(() => undefined)
        const name = `${path} ${width} ${dark ? 'dark' : 'light'}`
        expect(await seriousProblems(page), name).toEqual([])
        expect(await wider(page), name).toBeLessThanOrEqual(0)
        expect(await page.title(), name).toMatch(/ · 回音$/)
      }
      if (width === 390) {
        await page.goto(`${server.url}/desk/`)
        await page.locator('.bar-menu').click()
        await page.locator('dialog.side-drawer a').first().waitFor()
        expect(await seriousProblems(page), 'menu').toEqual([])
        await page.keyboard.press('Escape')
        await eventually(() => page.locator('dialog.side-drawer').count()).toBe(0)
      } else {
        await page.goto(`${server.url}/desk/`)
        await page.locator('#main h1').waitFor()
        await page.keyboard.press('?')
        await page.locator('.keys').first().waitFor()
        expect(await seriousProblems(page), 'help').toEqual([])
      }
      await page.context().close()
    }
  }, 240_000)
})
