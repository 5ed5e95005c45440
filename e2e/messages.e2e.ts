/** The message platform as people use it: contacts with consent, a campaign under a second person's eye, a reply made a matter. */
import { expect, it } from 'vitest'
import { eventually, expectFit, journey, seriousProblems } from './harness.ts'

journey('the message platform', (desk) => {
  it('takes contacts with their consent and tells by the cell what is wrong', async () => {
    const clerk = await desk.at('demo.clerk', '/desk/messages/groups', { width: 390, locale: 'en-GB' })
    await clerk.getByRole('link', { name: '城东街道服务提醒' }).click()
    const rows = [
      '手机号码,称呼,同意方式,同意日期',
      '19900008001,钱某,登记表,2026-01-02',
      '110,孙某,登记表,2026-01-02',
    ]
    await clerk
      .locator('#contacts-file')
      .setInputFiles({ name: '人.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
    await eventually(() => clerk.locator('.import-problems').textContent()).toContain('A3')
    await clerk.getByRole('button', { name: 'Import 1', exact: true }).click()
    await eventually(() => clerk.locator('.ant-alert').textContent()).toContain('1 added')
    await eventually(() => clerk.locator('.page-head').textContent()).toContain('27 people')
    await expectFit(clerk)
    await clerk.locator('#contacts-reason').fill('核对号码')
    await clerk.getByRole('button', { name: 'Show numbers (logged)' }).click()
    await eventually(() => clerk.locator('section[aria-labelledby="contacts-head"]').textContent()).toContain(
      '19900008001',
    )
  })

  it('sends a campaign once a second person has agreed, and a reply becomes a matter', async () => {
    const chief = await desk.at('demo.chief', '/desk/messages/figures')
    await chief.locator('#set-approve').fill('5')
    // At whatever hour this runs, nothing is quiet.
    await chief.locator('#set-from').fill('00:00')
    await chief.locator('#set-to').fill('00:00')
    await chief.locator('section[aria-labelledby="settings-head"] button[type=submit]').click()
    await eventually(async () =>
      (await chief.request.get(`${desk.server.url}/api/v1/message-settings`)).json(),
    ).toMatchObject({
      approveAbove: 5,
      version: 1,
    })

    const clerk = await desk.at('demo.clerk', '/desk/messages/new')
    await clerk.locator('#campaign-title').fill('体检通知')
    await clerk.locator('#campaign-body').fill('{name}您好，{township}{date}有免费体检。')
    await clerk.locator('#campaign-var-date').fill('本周六')
    await clerk.getByRole('checkbox', { name: /北河镇/ }).check()
    await eventually(() => clerk.locator('.messages-samples').textContent()).toContain(
      '某您好，北河镇本周六有免费体检。 回复TD退订',
    )
    expect(await seriousProblems(clerk)).toEqual([])
    await clerk.getByRole('button', { name: '保存草稿' }).click()
    await clerk.getByRole('button', { name: '提交', exact: true }).click()
    await eventually(() => clerk.locator('.page-head').textContent()).toContain('待批准')
    await eventually(() => clerk.getByRole('button', { name: '批准发送' }).count()).toBe(0)

    await chief.goto(clerk.url())
    await chief.getByRole('button', { name: '批准发送' }).click()
    // One of the eighteen opted out while the demo was told.
    await eventually(() => chief.locator('section[aria-labelledby="progress-head"]').textContent()).toContain(
      '已处理',
    )
    await eventually(() => chief.locator('.page-head').textContent()).toContain('已完成')
    expect(await seriousProblems(chief)).toEqual([])
    await expectFit(chief)

    await clerk.goto(`${desk.server.url}/desk/messages/replies`)
    const reply = clerk.locator('.messages-list > li').filter({ hasText: '恢复供水' })
    await reply.getByRole('button', { name: '登记为事项' }).click()
    await reply.locator('input[id^=words]').fill('询问恢复供水时间')
    await reply.locator('button[type=submit]').click()
    await eventually(() => reply.count()).toBe(0)
    await clerk.getByRole('button', { name: '已登记事项' }).click()
    await eventually(() => clerk.getByRole('link', { name: '查看事项' }).count()).toBe(1)
    await clerk.getByRole('link', { name: '查看事项' }).click()
    await eventually(() => clerk.locator('h1').textContent()).toContain('询问恢复供水时间')
  })
})
