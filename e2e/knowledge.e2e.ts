/** The knowledge base as people use it: written by a unit, published by another person, found by slips, judged by the public. */
import { expect, it } from 'vitest'
import { eventually, expectFit, goOn, journey, seriousProblems } from './harness.ts'

journey('the knowledge base', (desk) => {
  it('goes from the unit that writes to who asks', async () => {
    const writer = await desk.at('demo.head', '/desk/knowledge/new')
    await writer.locator('#article-question').fill('占道停放的共享单车谁来清理？')
    await writer.locator('#article-answer').fill('由城市管理局通知企业两小时内清理，逾期代为清理。')
    // What is missing is named, and what was typed stays.
    await writer.getByRole('button', { name: '保存并送审' }).click()
    await eventually(() => writer.locator('#article-basis-error').textContent()).toContain('填')
    await writer.locator('#article-basis').fill('演示县共享单车管理办法（演示）')
    await expectFit(writer)
    expect(await seriousProblems(writer)).toEqual([])
    await writer.getByRole('button', { name: '保存并送审' }).click()
    await writer.locator('#knowledge-steps').waitFor()
    await eventually(() => writer.locator('.page-head').textContent()).toContain('待审核')
    await eventually(() => writer.getByRole('button', { name: '审核发布' }).count()).toBe(0)
    const address = writer.url()

    const keeper = await desk.at('demo.supervisor', '/desk/knowledge?state=checking')
    await keeper.getByRole('checkbox', { name: /共享单车/ }).check()
    await keeper.getByRole('button', { name: '审核发布（1）' }).click()
    await eventually(() => keeper.locator('.note-line').textContent()).toContain('已完成 1 条')

    // Found by a wrong character of the same sound, and by initials.
    await keeper.goto(`${desk.server.url}/desk/knowledge`)
    for (const typed of ['共享丹车', 'gxdc']) {
      await keeper.getByRole('searchbox').fill(typed)
      await eventually(() => keeper.locator('.knowledge-found a').first().textContent()).toContain('共享单车')
    }
    await eventually(() => keeper.url()).toContain('q=gxdc')
    await keeper.goto(address)
    await keeper.getByText('各个版本').click()
    await eventually(() => keeper.locator('.history-form').count()).toBe(3)

    const person = await desk.citizen('/knowledge?q=共享单车', { width: 360, script: false })
    await person.locator('.hy-knowledge a').first().click()
    await eventually(() => person.locator('h1').textContent()).toContain('共享单车')
    await person.getByRole('button', { name: '没有帮助' }).click()
    await eventually(() => person.locator('main').textContent()).toContain('已计入')
    await keeper.reload()
    await eventually(() =>
      keeper.locator('section[aria-labelledby="knowledge-uses"]').textContent(),
    ).toContain('没有帮助1')
  })

  it('is offered with its source to who answers a letter', async () => {
    const clerk = await desk.at('demo.clerk', '/desk/register')
    await clerk
      .locator('#body, #in-body, textarea')
      .first()
      .fill('我的社会保障卡丢失了，不知道怎样补办，请告诉我。')
    await eventually(() => clerk.locator('.knowledge-offers').textContent()).toContain(
      '社会保障卡丢失后怎样补办',
    )
    expect(await seriousProblems(clerk)).toEqual([])
  })

  it('is offered with its source before a letter is sent, on a phone without script', async () => {
    const person = await desk.citizen('/tell-us/kind?choose=hotline-order', { width: 360, script: false })
    await goOn(person)
    await person.fill('#body', '我的社会保障卡丢失了，不知道怎样补办。')
    for (let i = 0; i < 5 && !person.url().includes('/similar'); i++) await goOn(person)
    await eventually(() => person.textContent('main')).toContain('社会保障卡丢失后怎样补办')
    expect(await person.textContent('main')).toMatch(/人力资源和社会保障局 · 依据：演示县社会保障卡服务指南/)
    await goOn(person)
    expect(new URL(person.url()).pathname).toBe('/demo/tell-us/where')
  })

  it('takes a table, says what is wrong by its cell, and a hint reaches who keeps it', async () => {
    const page = await desk.at('demo.operator', '/desk/knowledge/import', { width: 390, locale: 'en-GB' })
    const rows = ['问题,答复,依据,对外公开', '导入演示一,答一,演示规定,是', '导入演示二,,演示规定,是'].join(
      '\n',
    )
    await page
      .locator('#import-file')
      .setInputFiles({ name: '知识.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) })
    await eventually(() => page.locator('.import-problems').textContent()).toContain('B3')
    await expectFit(page)
    await page.getByRole('button', { name: 'Import 1', exact: true }).click()
    await eventually(() => page.locator('.ant-alert').textContent()).toContain('Added 1')
    await page.goto(`${desk.server.url}/desk/knowledge?tab=hints`)
    await page.getByRole('button', { name: 'Give a hint' }).click()
    await page.locator('#hint-words').fill('没有停电报修的条目')
    await page.getByRole('button', { name: 'Send' }).click()
    await eventually(() => page.locator('.knowledge-found').textContent()).toContain('没有停电报修的条目')
    await expectFit(page)
  })
})
