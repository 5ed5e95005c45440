/** Registering and working on a matter when things go wrong: by keyboard, two at once, the session over in mid-edit. */
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import {
  ask,
  eventually,
  expectFit,
  expectState,
  focused,
  journey,
  PNG,
  picture,
  pressNamed,
  tabTo,
  typeInto,
} from './harness.ts'

journey('intake', (desk) => {
  const saved = (page: Page) =>
    eventually(() => page.locator('.form-foot').textContent()).toContain('已加密保存')

  /** By title; what another story left unsent may be among them. */
  const draftsOf = async (page: Page) =>
    (await ask<{ items: { title: string }[] }>(page, '/drafts')).items.map((d) => d.title)

  let matter = ''

  it('registers a group visit by keyboard alone, and says what a step does to the clocks before it is taken', async () => {
    const page = await desk.at('demo.clerk')
    await page.keyboard.press('n')
    await eventually(() => focused(page)).toBe('subject')
    await page.keyboard.type('青松小区停水（演示）')
    await typeInto(page, '#body', '青松小区三栋停水五天，物业和水厂互相推诿，居民用水困难。')
    await typeInto(page, '#demands-0', '恢复供水')
    await page.keyboard.press('Alt+KeyN')
    await eventually(() => focused(page)).toBe('demands-1')
    await page.keyboard.type('说明停水原因')
    // Keys lead from anywhere to the channel, back to the subject, and to who asks.
    for (const [key, field] of [
      ['Alt+KeyC', 'channel'],
      ['Alt+KeyS', 'subject'],
      ['Alt+KeyP', 'parties-0-name'],
    ] as const) {
      await page.keyboard.press(key)
      await eventually(() => focused(page)).toBe(field)
    }
    await page.keyboard.type('演示代表甲')
    await typeInto(page, '#parties-0-phone', '13900000001')
    await typeInto(page, '#queueNumber', 'A017')
    await typeInto(page, '#persons', '9')
    await typeInto(page, '#representatives', '6')
    await page.keyboard.press('Control+Enter')
    // Six representatives are one too many (R22 20): said at the field, which has the focus.
    await eventually(() => page.locator('#representatives-error').textContent()).toContain('5')
    await eventually(() => focused(page)).toBe('representatives')
    await page.keyboard.press('Control+KeyA')
    await page.keyboard.type('3')
    await page.keyboard.press('Control+Enter')
    await eventually(() => page.getByTestId('number').textContent()).toMatch(/-X\d{4}-\d{6}$/)
    await eventually(() => page.locator('.slip').textContent()).toContain('A017')
    await expectFit(page)
    await page.getByRole('link', { name: '打开这一件' }).press('Enter')
    await page.locator('.matter').waitFor()
    matter = new URL(page.url()).pathname
    await eventually(() => page.locator('#letter ~ .facts').textContent()).toMatch(/9 人次.*代表 3 人.*A017/)
    await page.keyboard.press('a')
    await page.locator('.effects').waitFor()
    const effects = () => page.locator('.effects').textContent()
    await eventually(effects).toContain('停止计时')
    await eventually(effects).toContain('所选单位')
    await expectFit(page)
  })

  it('registers what came from above and hands it over in one go, finding organ, category and unit by pinyin', async () => {
    const page = await desk.at('demo.clerk', '/desk/register')
    await tabTo(page, '#channel')
    await page.keyboard.type('上级')
    await page.keyboard.press('Enter')
    await typeInto(page, '#subject', '井盖缺失（演示）')
    await typeInto(page, '#body', '演示北路路口的井盖缺失，晚上行人容易掉进去。')
    await tabTo(page, '#category')
    await page.keyboard.type('jiaotong')
    await eventually(() => page.getByRole('option').count()).toBeGreaterThan(0)
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.field:has(#category)').textContent()).toContain('交通')
    // The code list helps and does not bind: whole pinyin, initials, and words it does not hold.
    await tabTo(page, '#external-system')
    await page.keyboard.type('sxfxxxt')
    await eventually(() => page.getByRole('option', { name: '省信访信息系统' }).count()).toBe(1)
    await page.keyboard.press('Enter')
    await typeInto(page, '#external-number', `演示转-${randomUUID().slice(0, 8)}`)
    await tabTo(page, '#external-sender')
    await page.keyboard.type('shengxinfang')
    await eventually(() => page.getByRole('option', { name: '省信访局' }).count()).toBe(1)
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('#external-sender').inputValue()).toBe('省信访局')
    // The unit of the duty list, with what it was found by.
    const units = page.getByRole('region', { name: '建议的承办单位' })
    await eventually(() => units.textContent()).toMatch(/城市管理局[\s\S]*井盖/)
    await pressNamed(page, /采用.*城市管理局/)
    await eventually(() => page.locator('.form-foot').textContent()).toContain('登记并交办')
    await expectFit(page)
    await picture(page, 'register-from-above')
    await page.keyboard.press('Control+Enter')
    await eventually(() => page.getByTestId('assigned').textContent()).toContain('城市管理局')
    await page.getByRole('link', { name: '打开这一件' }).press('Enter')
    await expectState(page, '已转送交办')
    await eventually(() => page.locator('#letter ~ .facts').textContent()).toMatch(
      /省信访信息系统[\s\S]*省信访局/,
    )

    // The next letter, on a clean form: a category is proposed with what speaks for it, and filled in only when asked to.
    await page.keyboard.press('n')
    await eventually(() => focused(page)).toBe('subject')
    await typeInto(page, '#subject', '农村班车太少（演示）')
    await typeInto(page, '#body', '希望增加农村交通运输班次，早晚两班不够。')
    const proposed = page.getByRole('region', { name: '建议的类别' })
    await eventually(() => proposed.textContent()).toMatch(
      /交通运输[\s\S]*文字里有：[\s\S]*交通运输[\s\S]*只按类别名称/,
    )
    expect(await page.locator('.field:has(#category)').textContent()).not.toContain('交通')
    await pressNamed(page, /采用.*交通运输/)
    await eventually(() => page.locator('.field:has(#category)').textContent()).toContain('交通')
    await expectFit(page)
    await picture(page, 'register-category')
  })

  it('shows who changed what when two people are at one matter, and keeps what was typed, also over a closed tab', async () => {
    const one = await desk.at('demo.clerk', `${matter}?do=class`)
    await one.locator('#in-reason').fill('来件写明是停水问题')
    const two = await desk.at('demo.clerk', matter)
    await two.locator('.note-form textarea[aria-label="添加备注"]').fill('已电话核实情况')
    await two.keyboard.press('Control+Enter')
    await eventually(() => two.locator('.notes').textContent()).toContain('已电话核实情况')
    // It comes by itself, with who did what.
    await eventually(() => one.locator('.newer').textContent()).toMatch(/登记员.*补充说明/)
    await eventually(() => one.locator('#in-reason').inputValue()).toBe('来件写明是停水问题')
    await one.locator('.task-go').click()
    await eventually(() => one.evaluate('document.activeElement?.className')).toContain('newer')
    await one.getByRole('button', { name: '已看过，继续' }).click()
    await one.locator('.task-go').click()
    await eventually(() => one.locator('.said').textContent()).toContain('更正分类')
    await expectFit(one)

    // Begun again and left: over a closed tab the form of a step is kept.
    await one.locator('.matter-acts').getByRole('button', { name: '更正分类' }).click()
    await one.locator('#in-reason').fill('改到一半')
    await saved(one)
    await one.context().close()
    const again = await desk.at('demo.clerk', `${matter}?do=class`)
    await eventually(() => again.locator('#in-reason').inputValue()).toBe('改到一半')
    await again.getByRole('button', { name: '不要，重新填写' }).click()
    await eventually(() => again.locator('#in-reason').inputValue()).toBe('')
  })

  it('loses nothing when the session ends in mid-edit, nor on a reload, nor on another computer', async () => {
    const page = await desk.at('demo.clerk', '/desk/register')
    await page.locator('#subject').fill('会话中断也不丢（演示）')
    await page.locator('#parties-0-name').fill('演示人丙')
    await saved(page)
    await page.context().clearCookies()
    await page.locator('#body').fill('写到一半，登录已经过期。')
    await page.locator('#again-password').waitFor()
    await eventually(() => page.locator('#body').inputValue()).toBe('写到一半，登录已经过期。')
    await page.locator('#again-password').fill(desk.server.password)
    await page.keyboard.press('Enter')
    await page.locator('#again-password').waitFor({ state: 'detached' })
    await saved(page)
    await page.reload()
    await page.locator('#subject').waitFor()
    await eventually(() => page.locator('#subject').inputValue()).toBe('会话中断也不丢（演示）')
    await eventually(() => page.locator('#body').inputValue()).toBe('写到一半，登录已经过期。')
    await eventually(() => page.locator('#parties-0-name').inputValue()).toBe('演示人丙')
    // Of the person nothing lies on this computer.
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
      '演示人丙',
    )
    const elsewhere = await desk.at('demo.clerk', '/desk/register')
    await elsewhere.getByRole('link', { name: '会话中断也不丢（演示）' }).click()
    await eventually(() => elsewhere.locator('#parties-0-name').inputValue()).toBe('演示人丙')
    await elsewhere.context().close()
    // A colleague has drafts of their own only.
    const colleague = await desk.at('demo.operator', '/desk/register')
    expect(await colleague.locator('body').textContent()).not.toContain('会话中断也不丢')
    await colleague.context().close()

    // Two pages, put in their order, go with the letter; then there is no draft any more.
    const file = (name: string) => ({ name, mimeType: 'image/png', buffer: PNG })
    await page.getByTestId('pages-input').setInputFiles([file('第二页.png'), file('第一页.png')])
    await eventually(() => page.locator('.pages li').count()).toBe(2)
    await page.getByRole('button', { name: '上移：第一页.png' }).click()
    await page.locator('#body').focus()
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('number').waitFor()
    await page.getByRole('link', { name: '打开这一件' }).click()
    await page.locator('.files li').first().waitFor()
    expect(await page.locator('.files li').allTextContents()).toEqual([
      expect.stringContaining('第一页.png'),
      expect.stringContaining('第二页.png'),
    ])
    await page.getByRole('button', { name: '预览：第一页.png' }).click()
    await page.locator('.show-picture img').waitFor()
    await expectFit(page)
    await page.keyboard.press('Escape')
    // What comes in later is added on the page of the matter.
    await page.getByLabel('上传附件', { exact: true }).setInputFiles([file('现场照片.png')])
    await eventually(() => page.locator('.files').textContent()).toContain('现场照片.png')
    expect(await draftsOf(page)).not.toContain('会话中断也不丢（演示）')
  })

  it('gives back what was typed while the server could not be reached, after the browser was closed', async () => {
    const page = await desk.at('demo.clerk', '/desk/register')
    await page.context().route('**/api/**', (route) => route.abort('connectionrefused'))
    await page.locator('#subject').fill('断网时写的（演示）')
    await page.locator('#body').fill('服务器连不上，照样写完这一段。')
    await page.locator('#demands-0').fill('一字不丢')
    await eventually(() => page.locator('.form-foot').textContent()).toContain('会自动再试')
    // Opened again while the server is still away: the words can be read, by their writer.
    await page.reload()
    const words = page.getByRole('region', { name: '没有提交的内容' })
    for (const typed of ['断网时写的（演示）', '服务器连不上，照样写完这一段。', '一字不丢'])
      await eventually(() => words.textContent()).toContain(typed)
    await expectFit(page)
    await picture(page, 'register-away')
    // What a browser keeps when it is closed: its cookies and what pages have put by, nothing that was in memory.
    const kept = await page.context().storageState()
    // The server is back: the page comes back by itself, with the words in their fields.
    await page.context().unroute('**/api/**')
    await eventually(() => page.locator('#body').inputValue()).toBe('服务器连不上，照样写完这一段。')
    await page.context().close()
    const again = await desk.window({ width: 1440, kept })
    await again.goto(`${desk.server.url}/desk/register`)
    await eventually(() => again.locator('#subject').inputValue()).toBe('断网时写的（演示）')
    await eventually(() => again.locator('#body').inputValue()).toBe('服务器连不上，照样写完这一段。')
    await eventually(() => again.locator('#demands-0').inputValue()).toBe('一字不丢')
    await eventually(() => again.locator('.ant-alert').first().textContent()).toContain('已恢复')
    // Once it is typed on, it goes to the server by itself.
    await again.locator('#place').fill('演示路')
    await saved(again)
    expect(await draftsOf(again)).toContain('断网时写的（演示）')
    await again.getByRole('button', { name: '不要草稿，重新开始' }).click()
    await eventually(() => again.locator('#subject').inputValue()).toBe('')
  })

  it('notices the same matter while it is typed, and adds to it instead, on a phone', async () => {
    const page = await desk.at('demo.clerk', '/desk/register', { width: 390 })
    const letter = '青松小区三栋停水已经很多天，物业和水厂推诿，用水困难。'
    const found = async () => {
      // The digests of a new matter are made within seconds of its registration.
      await page.locator('#body').fill(`${letter}${Date.now() % 10}`)
      await page.waitForTimeout(2_000)
      return page.locator('.same-one').count()
    }
    await expect.poll(found, { timeout: 40_000 }).toBeGreaterThan(0)
    await eventually(() => page.locator('.same-one').first().textContent()).toContain('青松小区')
    await expectFit(page)
    await page.getByRole('button', { name: '登记为这件的再次来件' }).first().click()
    await eventually(() => page.locator('.done-head').textContent()).toContain('再次来件')
    await page.getByRole('link', { name: '打开这一件' }).click()
    await page.locator('.matter').waitFor()
    expect(new URL(page.url()).pathname).toBe(matter)
    await eventually(() => page.locator('#letter ~ .facts li').count()).toBe(2)
    await expectFit(page)
  })
})
