/** The desk as staff use it: one letter from the counter to its answer, by keyboard where a clerk would. */
import type { Page } from 'playwright-core'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, it } from 'vitest'
import {
  beginStep,
  confirmStep,
  eventually,
  expectFit,
  expectState,
  focused,
  journey,
  registered,
  typeInto,
} from './harness.ts'

/** Registers a letter with two demands for the leader's box without touching the mouse. Returns its number. */
async function registersALetter(clerk: Page): Promise<string> {
  await clerk.locator('[data-row]').first().waitFor()
  await clerk.keyboard.press('n')
  await eventually(() => focused(clerk)).toBe('subject')
  await expectFit(clerk)
  await clerk.locator('input[name=procedure]:checked').focus()
  const chosen = () => clerk.locator('input[name=procedure]:checked').getAttribute('value')
  for (let i = 0; i < 20 && (await chosen()) !== 'letter-box'; i++) await clerk.keyboard.press('ArrowRight')
  await typeInto(clerk, '#subject', '路灯不亮，井盖松动（演示）')
  await typeInto(clerk, '#body', '演示路中段三盏路灯不亮，旁边井盖松动，晚上走路危险。')
  await typeInto(clerk, '#demands-0', '修好路灯')
  await clerk.keyboard.press('Alt+KeyN')
  await eventually(() => focused(clerk)).toBe('demands-1')
  await clerk.keyboard.type('固定井盖')
  await clerk.keyboard.press('Control+Enter')
  const number = (await clerk.getByTestId('number').textContent()) ?? ''
  expect(number).toMatch(/-L\d{4}-\d{6}$/)
  await eventually(() => clerk.getByTestId('code').textContent()).toMatch(/\S{8,}/)
  const drafts = await clerk.evaluate(() => Object.keys(localStorage).filter((k) => k.includes('draft')))
  expect(drafts).toEqual([])
  return number
}

async function findsByNumber(clerk: Page, number: string): Promise<void> {
  await clerk.keyboard.press('/')
  await clerk.keyboard.type(number.toLowerCase())
  await clerk.keyboard.press('Enter')
  await clerk.locator('.matter').waitFor()
}

/** Assigns to the unit found by the initials of its pinyin. */
async function assignsByPinyin(clerk: Page, initials: string): Promise<void> {
  await clerk.keyboard.press('a')
  await clerk.locator('#in-unit').waitFor()
  await clerk.keyboard.type(initials)
  await clerk.keyboard.press('Enter')
  await confirmStep(clerk)
}

async function signsForIt(handler: Page): Promise<void> {
  await handler.locator('.matter').waitFor()
  await handler.keyboard.press('a')
  await handler.locator('.task').waitFor()
  await eventually(() => handler.locator('.consequence').textContent()).toContain('签收时限完成')
  await confirmStep(handler)
  await expectState(handler, '办理中')
}

/** Answers the first of two demands, and forgets the second. */
async function answersOneDemand(handler: Page): Promise<void> {
  await handler.keyboard.press('a')
  await handler.locator('.outcome-row').first().waitFor()
  await eventually(() => handler.locator('.outcome-row').count()).toBe(2)
  await expectFit(handler)
  const first = handler.locator('.outcome-row').first()
  await first.getByRole('radio', { name: '支持', exact: true }).check()
  await first.getByLabel('办理情况和答复').fill('三盏路灯已换新。')
  await handler.getByLabel('答复内容').fill('您反映的路灯和井盖问题已经处理。')
}

async function addsANote(clerk: Page, words: string): Promise<void> {
  await clerk.reload()
  await clerk.getByRole('button', { name: '添加内部备注' }).click()
  await clerk.locator('#in-words').fill(words)
  await clerk.keyboard.press('Control+Enter')
  await clerk.locator('.said .ant-alert').waitFor()
}

journey('the desk', (desk) => {
  it('says what is wrong with a sign-in, and leads back to the address asked for', async () => {
    const page = await desk.window({ width: 1440 })
    await page.goto(`${desk.server.url}/desk/matters?list=overdue&channel=letter`)
    await page.locator('#login').fill('demo.clerk')
    await page.locator('#password').fill('wrong')
    await page.keyboard.press('Enter')
    await eventually(() => page.getByRole('alert').textContent()).toContain('账号或密码不正确')
    await expectFit(page)
    await page.locator('#password').fill(desk.server.password)
    await page.keyboard.press('Enter')
    await page.locator('#main h1').waitFor()
    expect(new URL(page.url()).search).toBe('?list=overdue&channel=letter')
  })

  it('keeps the filters of the inbox in the address, so that back and a shared link work', async () => {
    const page = await desk.at('demo.supervisor', '/desk/matters?list=all')
    await page.locator('[data-row]').first().waitFor()
    const all = await page.locator('[data-row]').count()
    await page.getByRole('button', { name: '更多筛选' }).click()
    await page.locator('.filter-days input').first().fill('2020-01-01')
    await eventually(() => page.url()).toContain('dueFrom=2020-01-01')
    await page.locator('.filter-days input').nth(1).fill('2020-01-02')
    await eventually(() => page.locator('[data-row]').count()).toBe(0)
    const shared = await page.context().newPage()
    await shared.goto(page.url())
    await shared.getByRole('button', { name: '更多筛选（2）' }).waitFor()
    await page.goBack()
    await page.goBack()
    await eventually(() => page.locator('[data-row]').count()).toBe(all)
    await expectFit(page)
  })

  it('brings a letter from the counter to its answer', async () => {
    const clerk = await desk.at('demo.clerk')
    const number = await registersALetter(clerk)
    await findsByNumber(clerk, number)
    await assignsByPinyin(clerk, 'xcsglj')
    await expectState(clerk, '已转办')

    const handler = await desk.at('demo.handler', new URL(clerk.url()).pathname)
    await signsForIt(handler)
    await answersOneDemand(handler)
    // One demand is unanswered: nothing is sent, the eye is led there, and what was typed stays.
    await handler.keyboard.press('Control+Enter')
    const other = handler.locator('.outcome-row').nth(1)
    await eventually(() => other.locator('.field-error').count()).toBe(2)
    await other.getByRole('radio', { name: '解释说明' }).check()
    await other.getByLabel('办理情况和答复').fill('井盖属通信公司，已函告其更换。')

    // Meanwhile somebody else adds a note: what was typed is kept, and what happened is told before confirming.
    await addsANote(clerk, '请注意答复口径（演示）。')
    await handler.locator('.newer').waitFor()
    await handler.keyboard.press('Control+Enter')
    await expectState(handler, '办理中')
    await eventually(() => other.getByLabel('办理情况和答复').inputValue()).toContain('通信公司')
    await handler.locator('.newer').getByRole('button').click()
    await handler.getByRole('button', { name: '确认：提交答复' }).click()
    await expectState(handler, '答复审核')

    // The centre sees it without loading again, checks it, and it is answered with an outcome on each demand.
    await expectState(clerk, '答复审核')
    await beginStep(clerk, '审核通过并答复')
    await confirmStep(clerk)
    await expectState(clerk, '已答复')
    await eventually(() => clerk.locator('.demands').textContent()).toContain('井盖属通信公司')
    // What is served says which document it is, wherever it stands.
    await eventually(() => clerk.locator('.attached strong').allTextContents()).toContain('文书送达《答复》')
    expect(await clerk.locator('.entry-procedure').allTextContents()).toContain('文书送达《答复》')
    await expectFit(clerk)
  })

  it('explains a date day by day, and shows who asked only on a reason', async () => {
    const page = await desk.at('demo.clerk')
    await page.locator('[data-row]').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.locator('.matter').waitFor()
    await page.locator('.clock button').first().click()
    await page.locator('.steps .step-start').waitFor()
    await eventually(() => page.locator('.steps .step-nominal, .steps .step-due').count()).toBeGreaterThan(0)
    expect(new URL(page.url()).searchParams.get('clock')).not.toBeNull()
    await page.keyboard.press('Escape')
    await eventually(() => new URL(page.url()).searchParams.get('clock')).toBeNull()
    const parties = page.getByRole('region', { name: '当事人' })
    await eventually(() => parties.textContent()).toContain('****')
    await parties.getByRole('button', { name: '查看完整信息' }).click()
    await page.keyboard.type('电话核实情况（演示）')
    await page.keyboard.press('Enter')
    await eventually(() => parties.textContent()).not.toContain('****')
    await page.getByText('查阅记录').click()
    await eventually(() => page.locator('.log').textContent()).toContain('电话核实情况（演示）')
    // The session ends elsewhere: the next thing asked asks for the password on the spot, and goes on.
    await page.getByRole('link', { name: '办件' }).first().click()
    await page.locator('[data-row]').first().waitFor()
    await page.context().clearCookies()
    await page.getByRole('link', { name: '全部', exact: true }).click()
    await page.locator('#again-password').fill(desk.server.password)
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('#main h1').textContent()).toBe('全部')
    await page.locator('.account summary').click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.locator('#login').waitFor()
    expect(new URL(page.url()).search).toBe('')
  })

  it('prints a matter as a sheet of its own: what was asked, what came of it, and nobody named', async () => {
    const page = await desk.at('demo.clerk')
    const { matterId, number } = await registered(page, {
      parties: [{ role: 'petitioner', name: '演示人丁某某', phone: '13900000077' }],
    })
    await page.goto(`${desk.server.url}/desk/matters/${matterId}`)
    await page.locator('.matter').waitFor()
    // Looked at in full on the screen; on paper it stays masked.
    await page.getByRole('button', { name: '查看完整信息' }).click()
    await page.locator('#disclose-reason').fill('核对电话（演示）')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.matter-side').textContent()).toContain('13900000077')
    const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })))
    const [, , width = 0, height = 0] = (await pdf.getPage(1)).view
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
    const { text } = await extractText(pdf, { mergePages: true })
    const printed = text.replace(/\s+/g, '')
    for (const words of ['信访事项办理情况表', number, '修好路灯', '尚未答复', '139****0077', '办理过程'])
      expect(printed).toContain(words)
    for (const words of ['13900000077', '丁某某', '我的一天', '可以做的', '内部备注：'])
      expect(printed).not.toContain(words)
    // Afterwards the page is the page again.
    await eventually(() => page.getByTestId('print-sheet').count()).toBe(0)
  })

  it('speaks the language of the browser, can be switched, and fits a phone', async () => {
    const page = await desk.at('demo.clerk', '/desk/matters?list=all', { locale: 'en-GB', width: 390 })
    await eventually(() => page.locator('#main h1').textContent()).toBe('All')
    expect(await page.evaluate('document.documentElement.lang')).toBe('en')
    await page.locator('[data-row]').first().waitFor()
    await expectFit(page)
    // Two entries of one matter are two tasks, and a day never parts from its weekday.
    await eventually(() => page.locator('.inbox-count').textContent()).toMatch(/^\d+ in all$/)
    const broken = await page
      .locator('.due-day')
      .evaluateAll((days) => days.filter((d) => d.getClientRects().length > 1 || d.clientHeight > 30).length)
    expect(broken).toBe(0)
    await page.getByRole('button', { name: '切换到中文' }).click()
    await eventually(() => page.locator('#main h1').textContent()).toBe('全部')
    await page.reload()
    await eventually(() => page.locator('#main h1').textContent()).toBe('全部')
    await page.locator('[data-row]').first().click()
    await page.locator('.matter').waitFor()
    await expectFit(page)
    await page.goto(`${desk.server.url}/desk/register`)
    await page.locator('#subject').waitFor()
    await expectFit(page)
  })
})
