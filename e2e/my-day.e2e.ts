/** The frame of the desk, the start page and the bell, as staff meet them on a desk and on a phone. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import {
  assigned,
  beginStep,
  command,
  eventually,
  expectFit,
  expectState,
  journey,
  registered,
} from './harness.ts'

journey('the start page, the bell and the frame', (desk) => {
  const unreadOf = async (page: Page) =>
    (await page.locator('.bell-count').count()) === 0
      ? 0
      : Number(await page.locator('.bell-count').textContent())

  it('loads first in less than 300 KB, compressed, of the 350 KB allowed', async () => {
    const page = await desk.window()
    await page.goto(desk.server.url)
    await command(page, '/session', { login: 'demo.clerk', password: desk.server.password })
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Network.enable')
    const sizes = new Map<string, { url: string; bytes: number }>()
    cdp.on('Network.responseReceived', ({ requestId, response }) =>
      sizes.set(requestId, { url: response.url, bytes: 0 }),
    )
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const known = sizes.get(requestId)
      if (known) known.bytes = encodedDataLength
    })
    await page.goto(`${desk.server.url}/desk/`)
    await page.locator('.day-section').first().waitFor()
    const loaded = [...sizes.values()].filter((s) => !s.url.includes('/api/'))
    const total = loaded.reduce((sum, s) => sum + s.bytes, 0)
    console.info(`first load of the desk: ${Math.round(total / 1024)} KB in ${loaded.length} files`)
    expect(total).toBeGreaterThan(50_000)
    expect(total).toBeLessThan(300 * 1024)
  })

  it('asks for the password again in mid-edit, and finishes what was begun, once', async () => {
    const page = await desk.at('demo.clerk', '/desk/register')
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
    await expectFit(page)
    await page.locator('#again-password').fill('wrong')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.ant-modal [role=alert]').textContent()).toContain(
      '账号或密码不正确',
    )
    await page.locator('#again-password').fill(desk.server.password)
    await page.keyboard.press('Enter')
    await page.getByTestId('number').waitFor()
    // What was refused went out again under its own key: had it arrived after all, it would still be one matter.
    expect(refused.length).toBeGreaterThan(0)
    await eventually(() => refused.filter((key) => !done.includes(key))).toEqual([])
  })

  it('says when the server is away, keeps what is typed, and when it is back', async () => {
    const page = await desk.at('demo.clerk', '/desk/register', { width: 1280 })
    await page.locator('#subject').fill('断网时写的（演示）')
    await page.context().setOffline(true)
    await eventually(() => page.locator('.away').textContent()).toContain('暂时连不上服务器')
    await expectFit(page)
    // Language and look change on the spot; nothing is loaded again, nothing is lost.
    await page.locator('.account summary').click()
    await page.getByRole('radio', { name: '深色' }).check({ force: true })
    await eventually(() => page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
    await page.keyboard.press('Escape')
    await page.context().setOffline(false)
    await eventually(() => page.locator('.away').count()).toBe(0)
    await page.getByRole('button', { name: 'Switch to English' }).click()
    await eventually(() => page.locator('#main h1').textContent()).toBe('Register')
    await eventually(() => page.locator('#subject').inputValue()).toBe('断网时写的（演示）')
    await page.reload()
    await page.locator('#main h1').waitFor()
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
  })

  it('lets a handler on a phone take on, ask for time and answer, the head sign, and both bells ring', async () => {
    const clerk = await desk.at('demo.clerk')
    const handler = await desk.at('demo.handler', '/desk/', { width: 390 })
    const head = await desk.at('demo.head', '/desk/', { dark: true })
    await handler.locator('.day-section').first().waitFor()
    await head.locator('.day-section').first().waitFor()
    const dueOf = async (page: typeof handler) =>
      Number(await page.locator('#day-due').locator('..').locator('.count').textContent())
    const due = await dueOf(handler)
    const { matterId, number } = await registered(clerk, {
      channel: 'visit',
      subject: '小区门口污水外溢（演示）',
      body: '小区门口污水外溢三天，请处理。',
      demands: ['疏通管道'],
    })
    await assigned(clerk, matterId)
    // Both browsers of the unit hear of it, without loading again; the day shows it too.
    await Promise.all(
      [handler, head].map(async (page) => {
        await eventually(() => page.locator('.toast').allTextContents()).toEqual([
          expect.stringContaining('小区门口污水外溢'),
        ])
        // Pointed at, it stays until it has been pressed.
        if (page === handler) await page.locator('.toast').first().hover()
        // Its day is far off: the list shows the nearest ones, the count all.
        await eventually(() => dueOf(page)).toBe(due + 1)
      }),
    )
    await expectFit(handler)
    const before = await unreadOf(handler)
    await handler.locator('.toast-open').first().click()
    await handler.locator('.matter').waitFor()
    // Opened in one browser: read for this account. The head's bell still counts it.
    await eventually(() => unreadOf(handler)).toBe(before - 1)
    expect(await unreadOf(head)).toBeGreaterThan(0)

    await beginStep(handler, '受理')
    await handler.locator('.task-go').click()
    await expectState(handler, '办理中')
    await beginStep(handler, '申请延期')
    await handler.locator('#in-days').fill('5')
    await handler.locator('#in-reason').fill('需现场勘查（演示）')
    await handler.locator('.task-go').click()
    await eventually(() => handler.locator('.task').count()).toBe(0)
    // The head is asked for the decision, and finds it on the start page.
    await eventually(() => head.locator('#day-sign').locator('..').textContent()).toContain(number)
    await expectFit(head)

    await beginStep(handler, '提交处理意见')
    const row = handler.locator('.outcome-row').first()
    await row.getByRole('radio', { name: '支持', exact: true }).check()
    await row.getByLabel('办理情况和答复').fill('管道已疏通（演示）。')
    await handler.locator('.task').getByRole('radio', { name: '支持', exact: true }).last().check()
    await handler.locator('#in-opinion').fill('经现场勘查，管道已疏通（演示）。')
    await expectFit(handler)
    await handler.locator('.task-go').click()
    await expectState(handler, '处理意见审核')

    await head.locator('#day-sign').locator('..').getByRole('link').first().click()
    await head.locator('.matter').waitFor()
    await beginStep(head, '签发处理意见')
    await head.locator('.task-go').click()
    // Issued: it is being served, or answered where there is nobody to serve.
    await expectState(head, /送达中|已答复/)
    await Promise.all([clerk, handler, head].map((p) => p.context().close()))
  })

  it('keeps the bell: history, read and unread, kinds switched off, and nothing lost while away', async () => {
    const page = await desk.at('demo.clerk', '/desk/', { width: 390, dark: true })
    const other = await desk.at('demo.clerk')
    await page.locator('.bell-count').waitFor()
    await page.getByRole('button', { name: /^提醒/ }).click()
    await page.locator('.bell-line').first().waitFor()
    await expectFit(page)
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
    await expectFit(page)
    await page.keyboard.press('Escape')
    await eventually(() => page.locator('.bell-panel').count()).toBe(0)
  })

  it('is readable in light and dark, wide and narrow, in both languages', async () => {
    const paths = ['/desk/', '/desk/matters', '/desk/register', '/desk/figures/registered', '/desk/nowhere']
    for (const [dark, width, locale] of [
      [false, 1280, 'en-GB'],
      [true, 1440, 'zh-CN'],
      [true, 390, 'en-GB'],
      [false, 390, 'zh-CN'],
    ] as const) {
      const page = await desk.at('demo.clerk', '/desk/', { dark, width, locale })
      for (const path of paths) {
        await page.goto(desk.server.url + path)
        await page.locator('main h1').first().waitFor()
        await page.waitForLoadState('networkidle').catch(() => undefined)
        const name = `${path} ${width} ${dark ? 'dark' : 'light'}`
        await expectFit(page, name)
        expect(await page.title(), name).toMatch(/ · 回音$/)
      }
      if (width === 390) {
        await page.goto(`${desk.server.url}/desk/`)
        await page.locator('.bar-menu').click()
        await page.locator('dialog.side-drawer a').first().waitFor()
        await expectFit(page, 'menu')
        await page.keyboard.press('Escape')
        await eventually(() => page.locator('dialog.side-drawer').count()).toBe(0)
      } else {
        await page.goto(`${desk.server.url}/desk/`)
        await page.locator('#main h1').waitFor()
        await page.keyboard.press('?')
        await page.locator('.keys').first().waitFor()
        await expectFit(page, 'help')
      }
      await page.context().close()
    }
  }, 240_000)
})
