/** A reception day from its planning to what was promised: booked on a phone without script, called, recorded, followed up. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { eventually, faultsOf, journey, picture, seriousProblems } from './harness.ts'

journey('reception', (stage) => {
  it('is planned and published at the desk, and booked on a small phone without script', async () => {
    const clerk = await stage.at('demo.clerk', '/desk/reception')
    await clerk.getByRole('button', { name: '安排接访日' }).press('Enter')
    await clerk.locator('#day-host').fill('副县长（演示）')
    await clerk.getByRole('button', { name: '存为草稿' }).click()
    await eventually(() => clerk.locator('#day-place-error').count()).toBe(1)
    await clerk.locator('#day-place').fill('二楼一号室（演示）')
    expect(await seriousProblems(clerk)).toEqual([])
    await clerk.getByRole('button', { name: '存为草稿' }).click()
    const card = clerk.locator('article', { hasText: '副县长（演示）' })
    await card.getByRole('button', { name: /公布/ }).click()
    await eventually(() => card.textContent()).toContain('已公布')

    const person = await stage.citizen('/reception', { script: false, width: 360 })
    expect(await faultsOf(person, 'reception')).toEqual([])
    await person.locator('main', { hasText: '副县长（演示）' }).waitFor()
    const book = person.locator('section', { hasText: '副县长（演示）' }).locator('a[href$="/book"]')
    await book.click()
    await person.locator('input[name=slot]').first().check()
    await person.fill('#name', '演示来访人')
    await person.fill('#phone', '19900009876')
    await person.click('main form button[type=submit], main form button:not([type])')
    await eventually(() => person.locator('.govuk-error-summary').count()).toBe(1)
    await person.fill('#topic', '楼道灯不亮（演示）')
    await person.click('main form button[type=submit], main form button:not([type])')
    await person.waitForURL(/booking\/mine/)
    await eventually(() => person.textContent('main')).toMatch(/DEMO-R\d{8}-\d\d/)
    await picture(person, 'reception-mine-360')
  })

  it('calls, records what was promised into the matter, and follows it up', async () => {
    const clerk = await stage.at('demo.clerk', '/desk/reception')
    await clerk.getByRole('link', { name: '县信访局值班局长' }).click()
    await clerk.getByRole('button', { name: '现场取号' }).click()
    await clerk.locator('#walk-in-name').fill('演示来访人丙')
    await clerk.locator('#walk-in-topic').fill('道路积水（演示）')
    await eventually(() => seriousProblems(clerk)).toEqual([])
    await clerk.getByRole('button', { name: '取号', exact: true }).click()
    await eventually(() => clerk.locator('.reception-booking', { hasText: '演示来访人丙' }).count()).toBe(1)
    const next = clerk.getByRole('button', { name: /^叫下一位/ })
    const ticket = /(\d+)/.exec((await next.textContent()) ?? '')![1]!
    await next.click()
    await eventually(() => clerk.locator('.reception-counts dd').first().textContent()).toBe(ticket)
    // The queue as the public sees it says the same, by itself, without script.
    const queue = (await clerk.getByRole('link', { name: '公众看到的叫号页面' }).getAttribute('href'))!
    const outside = await stage.citizen('/reception', { script: false, width: 360 })
    const answer = await outside.goto(stage.server.url + queue)
    expect(answer?.headers().refresh).toBe('30')
    await eventually(() => outside.textContent('main')).toContain(ticket)
    expect(await faultsOf(outside, 'queue')).toEqual([])

    const told = await fetch(`${stage.server.url}/api/v1/public/demo/matters`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({
        procedure: 'petition',
        subject: '道路积水（演示）',
        body: '演示路积水。',
        demands: ['排水'],
        parties: [{ role: 'petitioner', name: '演示来访人丙', phone: '19900009877' }],
      }),
    })
    const { number, code } = (await told.json()) as { number: string; code: string }
    const called = clerk.locator('.reception-booking', { hasText: '接待中' }).first()
    await called.getByRole('button', { name: /接访记录/ }).click()
    await clerk.locator('#record-number').fill('DEMO-NONE')
    await clerk.locator('#promise-words').fill('三日内派人查看（演示）。')
    await clerk.getByRole('button', { name: '保存记录' }).click()
    await eventually(() => clerk.locator('#record-number-error').count()).toBe(1)
    await clerk.locator('#record-number').fill(number)
    await clerk.locator('#promise-unit').click()
    await clerk.keyboard.type('城市管理')
    await clerk.keyboard.press('Enter')
    await clerk.locator('#promise-due').fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10))
    await eventually(() => seriousProblems(clerk)).toEqual([])
    await clerk.getByRole('button', { name: '保存记录' }).click()
    await eventually(() => clerk.locator('#main').textContent()).toContain(`已记入事项 ${number}`)

    // The person reads on the page of the matter what was promised, not the words the office kept.
    const page = await stage.citizen(`/follow?number=${number}`, { script: false, width: 360 })
    await page.fill('#code', code)
    await page.click('main form button.govuk-button >> nth=0')
    const promised = await page.textContent('main')
    for (const words of ['接访时说好的事', '县信访局值班局长接待', '城市管理', '还没办好'])
      expect(promised).toContain(words)
    expect(promised).not.toContain('三日内派人查看')
    expect(await faultsOf(page, 'promised')).toEqual([])
    await picture(page, 'promised-open-360')

    await clerk.goto(`${stage.server.url}/desk/sponsored?kind=reception`)
    await clerk.locator('tr', { hasText: number }).getByRole('link', { name: '县信访局值班局长' }).click()
    await eventually(() => clerk.locator('.follow-up-steps').textContent()).toContain('三日内派人查看')
    expect(await seriousProblems(clerk)).toEqual([])
    await clerk.getByRole('button', { name: '办完' }).click()
    await clerk.locator('#step-words').fill('已查看并修好（演示）。')
    await clerk.getByRole('button', { name: '记下' }).click()
    await eventually(() => clerk.locator('.follow-up-steps').textContent()).toContain('已查看并修好')
    await page.reload()
    await eventually(() => page.textContent('main')).toContain('已办好')
    expect(await page.textContent('main')).not.toContain('leader-follow-up')
    await picture(page, 'promised-kept-360', true)
  })
})
