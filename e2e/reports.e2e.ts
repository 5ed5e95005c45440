/** A report is made, saved, approved by another head and taken along; the wall is read by a screen nobody signed in at. */
import { expect, it } from 'vitest'
import { eventually, journey, picture } from './harness.ts'

journey('reports', (desk) => {
  it('makes the report of this year, saves it, and the head approves it', async () => {
    const page = await desk.at('demo.supervisor', '/desk/reports')
    await page.locator('.reports-make select').first().selectOption('year')
    await page.locator('.reports-make button[type=submit]').click()
    await page.locator('.report-page h3').first().waitFor()
    await page.locator('#report-other').fill('演示：本期没有其他事项。')
    await page.locator('.reports-words button[type=submit]').click()
    await eventually(() => page.locator('.report-page').textContent()).toContain('演示：本期没有其他事项。')
    await eventually(() => page.url()).toMatch(/\/reports\/[0-9a-f-]{36}$/)
    const { pathname } = new URL(page.url())
    const head = await desk.at('demo.chief', pathname)
    await head.locator('.reports-buttons button', { hasText: '审定' }).click()
    await eventually(() => head.locator('.reports-hash').count()).toBe(1)
    await picture(head, 'report-approved-1440')
    const file = await head.request.get(`${desk.server.url}/api/v1${pathname.replace('/desk', '')}/file`)
    expect((await file.body()).subarray(0, 2).toString()).toBe('PK')
  })

  it('shows the wall by a link an administrator made, and no longer once it is revoked', async () => {
    const admin = await desk.at('demo.admin', '/desk/administration/wall')
    await admin.locator('#wall-name').fill('一楼大厅')
    await admin.locator('form button[type=submit]').click()
    const link = admin.locator('.adm-said code')
    await link.waitFor()
    const { pathname, hash } = new URL((await link.textContent()) ?? '')
    const screen = await desk.window({ width: 1440 })
    await screen.goto(desk.server.url + pathname + hash)
    await eventually(() => screen.locator('.wall-number').count()).toBe(5)
    await picture(screen, 'wall-1440')
    await admin.getByRole('button', { name: '作废 一楼大厅' }).click()
    await admin.locator('.ant-popconfirm-buttons .ant-btn-primary').click()
    await eventually(() => admin.locator('.adm-table').textContent()).toContain('作废')
    await screen.reload()
    await eventually(() => screen.locator('#main').textContent()).toContain('链接')
  })
})
