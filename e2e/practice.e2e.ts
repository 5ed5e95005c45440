/** The practice ground: opened by one button, a task done by keyboard and checked by itself, reset by one button. */
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import {
  ask,
  confirmStep,
  eventually,
  expectFit,
  journey,
  picture,
  pressNamed,
  seriousProblems,
} from './harness.ts'

journey('the practice ground', (desk) => {
  const ready = (page: Page) =>
    expect
      .poll(() => page.locator('#practice-ground').textContent(), { timeout: 90_000 })
      .toContain('练习场已准备好')

  it('is opened by an administrator, learned in by keyboard, and reset', async () => {
    const admin = await desk.at('demo.admin', '/desk/practice')
    await pressNamed(admin, '开设练习场')
    await ready(admin)

    const learner = await desk.at('demo.street', '/desk/practice')
    const tab = await learner.context().newPage()
    await tab.goto(`${desk.server.url}/desk/matters`)
    await tab.locator('#main h1').first().waitFor()
    await pressNamed(learner, '进入练习场')
    await learner.locator('.practice-band').waitFor()
    // The session is the same in all tabs: one that was opened before says so, and sends nothing under another name.
    const dialog = tab.getByRole('dialog')
    await eventually(() => dialog.textContent()).toContain('另一标签页进入了练习场')
    await picture(tab, 'practice-other-tab')
    const refused = await tab.evaluate(async (own) => {
      const headers = { 'x-account': own, 'idempotency-key': crypto.randomUUID() }
      return (await fetch('/api/v1/practice/entrance', { method: 'POST', headers })).json()
    }, crypto.randomUUID())
    expect(refused).toMatchObject({ code: 'access.other_account' })
    await pressNamed(tab, /打开工作台/)
    await tab.locator('.practice-band').waitFor()
    await tab.close()
    await pressNamed(learner, '受理一件转来的信访事项')
    await pressNamed(learner, /^开始$/)
    await eventually(() => learner.locator('.practice-left').count()).toBe(3)
    await expectFit(learner)
    await picture(learner, 'practice-task')
    await pressNamed(learner, '去办这一件')
    await learner.locator('.matter-tags').waitFor()
    // The band stands on every page of the ground.
    expect(await learner.locator('.practice-band').textContent()).toContain('这里的一切都不是真的')
    await pressNamed(learner, /^受理$/)
    await learner.locator('.task').waitFor()
    await confirmStep(learner)
    await learner.goto(`${desk.server.url}/desk/practice?task=accept`)
    await eventually(() => learner.locator('.practice-done').count()).toBe(3)
    await eventually(() => learner.locator('.practice-passed').textContent()).toContain('通过了')
    await eventually(() => learner.locator('.practice-task .chip-green').count()).toBe(1)

    await admin.reload()
    await admin.getByRole('button', { name: '重置练习场' }).click()
    await admin.locator('.ant-popconfirm-buttons .ant-btn-primary').click()
    await eventually(() => admin.locator('#practice-ground').textContent()).toContain('正在准备')
    await ready(admin)
    await admin.setViewportSize({ width: 390, height: 844 })
    await admin.locator('.practice-counts tbody tr').first().waitFor()
    await expectFit(admin)
    await picture(admin, 'practice-counts')
    // What was passed stays passed; its matters are gone, so it can be begun anew.
    await learner.reload()
    await eventually(() => learner.locator('.practice-task .chip-green').count()).toBe(1)
    await eventually(() => learner.getByRole('button', { name: '开始', exact: true }).count()).toBe(1)
  })

  it('a tab of one person does nothing for another who signed in in the same browser', async () => {
    const page = await desk.at('demo.clerk', '/desk/matters', { width: 390 })
    const { password } = desk.server
    const data = { login: 'demo.street', password }
    const headers = { 'idempotency-key': randomUUID() }
    expect((await page.request.post(`${desk.server.url}/api/v1/session`, { data, headers })).ok()).toBe(true)
    await page.locator('#main a[href*="/desk/matters/"]').first().click()
    const dialog = page.getByRole('dialog')
    await eventually(() => dialog.textContent()).toContain('另一标签页换了账号登录')
    await expectFit(page)
    expect(await seriousProblems(page)).toEqual([])
    await picture(page, 'other-account')
    await page.getByLabel('密码', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    // What was asked for goes out again, as the one whose page it is.
    await page.locator('.matter-tags').waitFor()
    await eventually(() => dialog.count()).toBe(0)
    expect(await ask<{ login: string }>(page, '/me')).toMatchObject({ login: 'demo.clerk' })
  })
})
