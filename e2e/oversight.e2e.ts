/** A supervisor catches a late one: from the list of what is late to an order, its answer and its acceptance. */
import { expect, it } from 'vitest'
import { confirmStep, eventually, expectFit, journey, tooWide } from './harness.ts'

journey('oversight', (desk) => {
  it('catches a late matter: order, answer, acceptance', async () => {
    const supervisor = await desk.at('demo.supervisor', '/desk/oversight')
    const late = supervisor
      .locator('tr', { hasText: '城东街道' })
      .or(supervisor.locator('tr', { has: supervisor.locator('.due-overdue') }))
    await late.first().waitFor()
    await expectFit(supervisor)
    const row = supervisor.locator('tr', { has: supervisor.locator('.due-overdue') }).first()
    const number = (await row.locator('.matter-link').first().textContent()) ?? ''
    await row.getByRole('link', { name: '督办', exact: true }).click()
    await supervisor.locator('.task').waitFor()
    // The order asks a ground, a unit and words; what the program fills by itself is not asked.
    await eventually(() => supervisor.locator('#in-rule, #in-limit, #in-due').count()).toBe(0)
    await supervisor.locator('#in-trigger').click()
    await supervisor.keyboard.type('无正当理由')
    await supervisor.keyboard.press('Enter')
    await supervisor.locator('#in-unit').click()
    await supervisor.keyboard.type('城市管理')
    await supervisor.keyboard.press('Enter')
    await supervisor.locator('#in-words').fill('已超期，请说明原因并限期办结（演示）。')
    await confirmStep(supervisor)

    // It stands in the list of orders, and the unit answers it.
    await supervisor.goto(`${desk.server.url}/desk/oversight?tab=cases`)
    const order = supervisor.locator('tr', { hasText: number }).filter({ hasText: '县城市管理局' }).first()
    await eventually(() => order.textContent()).toContain('无正当理由超期')
    const address = await order.locator('.matter-link').getAttribute('href')
    const unit = await desk.at('demo.handler', address!)
    await unit
      .getByRole('button', { name: /反馈督办/ })
      .first()
      .click()
    await unit.locator('.task').waitFor()
    await unit.getByRole('radio', { name: '采纳', exact: true }).check()
    await unit.locator('#in-words').fill('已安排专人，三日内办结（演示）。')
    await confirmStep(unit)
    await supervisor.reload()
    await eventually(() => order.textContent()).toContain('采纳')
  })

  it('suggests the unit with its reason, and fills the field only when asked to', async () => {
    const clerk = await desk.at('demo.clerk', '/desk/register')
    await clerk.locator('#subject').fill('示范路路灯不亮（演示）')
    await clerk.locator('#body').fill('示范路两盏路灯不亮，请维修。')
    await clerk.keyboard.press('Control+Enter')
    await clerk.getByTestId('number').waitFor()
    const number = (await clerk.getByTestId('number').textContent()) ?? ''
    await clerk.keyboard.press('/')
    await clerk.keyboard.type(number)
    await clerk.keyboard.press('Enter')
    await clerk.locator('.matter').waitFor()
    await clerk.keyboard.press('a')
    const advice = clerk.locator('.suggested')
    await advice.waitFor()
    await eventually(() => advice.textContent()).toContain('路灯维护')
    await advice.getByRole('button').first().click()
    await eventually(() => clerk.locator('.task').textContent()).toContain('已采用')
    await expectFit(clerk)
  })

  it('shows whom to call to who asks, with the proof, and fits a phone', async () => {
    const page = await desk.at('demo.supervisor', '/desk/follow-up', { locale: 'en-GB', width: 390 })
    await eventually(() => page.locator('#main').textContent()).toMatch(/drawn|No sample/)
    await expectFit(page)
    for (const path of ['/desk/oversight', '/desk/oversight?tab=units', '/desk/duties']) {
      await page.goto(desk.server.url + path)
      await page.locator('.rows').first().waitFor()
      expect(await tooWide(page), path).toBeLessThanOrEqual(0)
    }
  })

  it('leads from the rates of all to the page of a unit and the matters behind a rate; a head sees only that unit', async () => {
    const page = await desk.at('demo.supervisor', '/desk/oversight?tab=units&from=2026-01-01&to=2026-12-31')
    const unit = page.locator('tbody tr', { hasText: '县城市管理局' })
    await unit.locator('.figure-link').first().click()
    await page.locator('#behind').waitFor()
    await eventually(() => page.locator('h1').textContent()).toBe('县城市管理局')
    await eventually(() => page.locator('.task tbody tr').count()).toBeGreaterThan(0)
    const address = page.url()
    await page.getByRole('button', { name: '上月' }).click()
    await eventually(() => page.url()).not.toBe(address)
    await expectFit(page)
    const head = await desk.at('demo.head', new URL(address).pathname)
    await head.locator('#unit-rates').waitFor()
    await eventually(() => head.locator('#main').textContent()).toContain('不向被评价的单位显示')
    expect(await head.locator('#main').textContent()).not.toContain('满意率（')
  })
})
