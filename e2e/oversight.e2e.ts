/** A supervisor catches a late one: from the list of what is late to an order, its answer and its acceptance. */
import { expect, it } from 'vitest'
import { ask, command, confirmStep, eventually, expectFit, journey, tooWide } from './harness.ts'

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

  it('settles who handles, keeps the decision for the next letter, and gives advice that is answered in writing', async () => {
    const clerk = await desk.at('demo.clerk')
    const units = await ask<{ items: { unitId: string; name: { zh: string } }[] }>(clerk, '/units')
    const unitId = units.items.find((u) => u.name.zh === '县城市管理局')!.unitId
    const letter = (subject: string, body: string) =>
      command<{ matterId: string; version: number }>(clerk, '/matters', {
        procedure: 'hotline-order',
        channel: 'phone',
        subject,
        body,
        demands: ['明确由谁修'],
        parties: [],
      })
    const { matterId, version } = await letter('操场边的灯不亮（演示）', '校门口操场边的灯不亮，几家互相推。')
    const dispatch = { proceedingId: 'main', action: 'dispatch', expectedVersion: version }
    await command(clerk, `/matters/${matterId}/actions`, { ...dispatch, input: { unit: unitId } })
    const unit = await desk.at('demo.handler', `/desk/matters/${matterId}`)
    await unit.getByRole('button', { name: '申请甄别' }).click()
    await unit.locator('.task textarea').first().fill('学校红线以内，不属本局（演示）。')
    await confirmStep(unit)

    const supervisor = await desk.at('demo.supervisor', `/desk/matters/${matterId}`)
    await supervisor.getByRole('button', { name: '指定其他单位办理' }).click()
    await supervisor.locator('#in-unit').click()
    await supervisor.keyboard.type('住房')
    await supervisor.keyboard.press('Enter')
    await supervisor.locator('#in-words').fill('由住建部门督促修复（演示）。')
    await confirmStep(supervisor)
    // Advice to the unit that was right: it sees the matter again until it has answered.
    await supervisor.getByRole('button', { name: '启动三项建议' }).click()
    await supervisor.getByRole('radio', { name: '改进工作的建议' }).check()
    await supervisor.locator('#in-unit').click()
    await supervisor.keyboard.type('城市管理')
    await supervisor.keyboard.press('Enter')
    await supervisor.locator('#in-words').fill('建议公布灯的维护界限（演示）。')
    await confirmStep(supervisor)
    await unit.goto(`${desk.server.url}/desk/matters/${matterId}`)
    await unit.getByRole('button', { name: '书面反馈采纳情况' }).click()
    await unit.getByRole('radio', { name: '部分采纳' }).check()
    await unit.locator('#in-words').fill('十二月底前公布（演示）。')
    await confirmStep(unit)
    await supervisor.goto(`${desk.server.url}/desk/oversight?tab=cases`)
    await eventually(() => supervisor.locator('tr', { hasText: '改进工作的建议' }).textContent()).toContain(
      '部分采纳',
    )

    // What was decided is put into words, and told with the next letter of the kind.
    await supervisor.goto(`${desk.server.url}/desk/duties?tab=precedents`)
    await supervisor.getByRole('button', { name: '写明事实和理由' }).first().click()
    await supervisor.locator('#precedent-facts').fill('学校红线以内操场边的灯不亮，几家互相推')
    await supervisor.locator('#precedent-reason').fill('红线以内由住建部门督促修复')
    await supervisor.getByRole('button', { name: /^保 ?存$/ }).click()
    await eventually(() => supervisor.locator('.precedent').first().textContent()).toContain('裁定')
    const next = await letter('操场的灯坏了（演示）', '学校红线内操场边的灯不亮，几家互相推，请明确由谁修。')
    await clerk.goto(`${desk.server.url}/desk/matters/${next.matterId}?do=main.dispatch`)
    await eventually(() => clerk.locator('.suggested').textContent()).toMatch(
      /住房和城乡建设局[\s\S]*先例[\s\S]*曾退回[\s\S]*认定不属该单位/,
    )
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
