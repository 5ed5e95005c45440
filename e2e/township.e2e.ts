/** A township handles a matter on a phone, from signing for it to the opinion; and the person's way in, when the code is lost. */
import { expect, it } from 'vitest'
import {
  assigned,
  beginStep,
  confirmStep,
  eventually,
  expectFit,
  expectState,
  goOn,
  journey,
  picture,
  registered,
} from './harness.ts'

const PERSON = { parties: [{ role: 'petitioner', name: '演示人丁', phone: '13800000004' }] }

journey('a township and its matter', (stage) => {
  it('signs for it, asks for time, answers each demand and issues the opinion', async () => {
    const clerk = await stage.at('demo.clerk')
    const { matterId, number } = await registered(clerk, {
      ...PERSON,
      subject: '城东村道路积水（演示）',
      body: '城东村村口道路下雨积水，行人绕行，请修排水沟。',
      demands: ['修好排水沟'],
    })
    await assigned(clerk, matterId, 'cd')

    const street = await stage.at('demo.street', `/desk/matters/${matterId}`, { width: 390 })
    await beginStep(street, '受理')
    await expectFit(street, 'accepting on a phone')
    await confirmStep(street)
    await expectState(street, '办理中')

    await beginStep(street, '申请延期')
    await street.locator('#in-days').fill('10')
    await street.locator('#in-reason').fill('雨季不能开挖，需待天晴（演示）')
    await confirmStep(street)
    await beginStep(street, /批准延期/)
    await street.locator('#in-days').fill('10')
    await confirmStep(street)
    await eventually(() => street.locator('.timeline').first().textContent()).toContain('批准延期')
    await picture(street, 'township-extended')

    await beginStep(street, '提交处理意见')
    const demand = street.locator('.outcome-row').first()
    await demand.getByRole('radio', { name: '支持', exact: true }).check()
    await demand.getByLabel('办理情况和答复').fill('排水沟已疏通并加宽（演示）。')
    await street.locator('.task').getByRole('radio', { name: '支持', exact: true }).last().check()
    await street.locator('#in-opinion').fill('经现场查看，情况属实，已经修好（演示）。')
    await expectFit(street, 'answering on a phone')
    await confirmStep(street)
    await expectState(street, '处理意见审核')
    await beginStep(street, '签发处理意见')
    await confirmStep(street)
    await expectState(street, '送达中')
    await eventually(() => street.locator('.matter').textContent()).toContain(number)
  })

  it('opens to the person by a new code when the first is lost, and closes what the old one had opened', async () => {
    const clerk = await stage.at('demo.clerk')
    const { matterId, number, code } = await registered(clerk, PERSON)
    const opensWith = async (words: string) => {
      const page = await stage.citizen(`/follow?number=${number}`, { script: false })
      await page.fill('#code', words)
      await goOn(page)
      return page
    }
    const found = await opensWith(code)
    expect(new URL(found.url()).pathname).toBe(`/demo/my/${number}`)

    await clerk.goto(`${stage.server.url}/desk/matters/${matterId}`)
    const who = clerk.getByRole('region', { name: '当事人' })
    await who.getByRole('button', { name: '换发查询码' }).click()
    await clerk.keyboard.type('本人到窗口出示证件，回执遗失（演示）')
    await expectFit(clerk, 'asking for a new code')
    await clerk.keyboard.press('Enter')
    const fresh = (await clerk.getByTestId('new-code').textContent()) ?? ''
    expect(fresh).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
    expect(fresh).not.toBe(code)
    await expectFit(clerk, 'a new code')
    await picture(clerk, 'new-code')

    // What lay open under the old code closes; the old code opens nothing, the new one does and says so.
    await found.reload()
    expect(new URL(found.url()).pathname).toBe('/demo/follow')
    expect(await (await opensWith(code)).locator('.govuk-error-summary').count()).toBe(1)
    const again = await opensWith(fresh)
    await eventually(() => again.textContent('main')).toContain('换发了查询码')
  })
})
