/** The lists of the desk, by keyboard alone: look, select, act, save, search, export. */
import { expect, it } from 'vitest'
import { eventually, expectFit, journey, pressNamed, tabTo, tabToNamed, typeInto } from './harness.ts'

journey('the lists of the desk', (desk) => {
  it('a supervisor reminds, saves a view, searches and exports without a mouse', async () => {
    const page = await desk.at('demo.supervisor', '/desk/matters?list=at-risk')
    await page.locator('[data-row]').first().waitFor()
    await eventually(() => page.locator('.risk li').first().textContent()).toMatch(/工作日|天/)
    await expectFit(page)

    // 6: the list of all. j, x: the first row is selected; again, the second.
    await page.keyboard.press('6')
    await eventually(() => page.url()).toContain('list=all')
    await page.locator('[data-row]').nth(2).waitFor()
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await eventually(() => page.locator('.batch-bar strong').textContent()).toBe('已选 2 件')
    await expectFit(page)
    await page.locator('#main').focus()
    await pressNamed(page, '催办…')
    await page.locator('#batch-words').waitFor()
    await typeInto(page, '#batch-words', '请说明进展和预计完成时间（演示）')
    await pressNamed(page, /^\s*催 ?办\s*$/)
    await page.locator('.batch-told li').nth(1).waitFor()
    await eventually(() => page.locator('.dialog-foot button').isEnabled()).toBe(true)
    const done = await page.locator('.batch-told .done').count()
    const not = await page.locator('.batch-told .not-done').count()
    expect(done + not).toBe(2)
    expect(done).toBeGreaterThan(0)
    await expectFit(page)
    await pressNamed(page, /关闭|只留下/)
    await eventually(() => page.locator('.batch-told').count()).toBe(0)
    await eventually(() => page.locator('.ant-modal-wrap:visible').count()).toBe(0)

    // v: views, with the keyboard in them. The list as it is gets a name.
    const views = async () => {
      await page.keyboard.press('v')
      await eventually(() => page.evaluate('!!document.activeElement?.closest(".view-list")')).toBe(true)
    }
    await views()
    await page.locator('.view-list button').last().focus()
    await page.keyboard.press('Enter')
    await page.locator('#view-name').waitFor()
    await eventually(() => page.evaluate('document.activeElement?.id')).toBe('view-name')
    await page.keyboard.type('全部（演示视图）')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.ant-modal-wrap:visible').count()).toBe(0)
    await page.keyboard.press('1')
    await eventually(() => page.url()).not.toContain('list=all')
    await views()
    await page.locator('.view-list li button').first().focus()
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('全部（演示视图）')
    await page.keyboard.press('Enter')
    await eventually(() => page.url()).toContain('list=all')

    // The view takes the filters of now, gets another name and readers, goes, and comes back.
    await page.goto(`${desk.server.url}/desk/matters?list=all&progress=open`)
    await page.locator('[data-row]').first().waitFor()
    const act = async (name: RegExp) => {
      await page.locator('.view-list').getByRole('button', { name }).focus()
      await page.keyboard.press('Enter')
    }
    await views()
    await act(/更新视图“全部（演示视图）”/)
    await eventually(() => page.locator('.view-done').textContent()).toContain('已更新视图')
    await eventually(() => page.locator('.view-name').first().getAttribute('aria-current')).toBe('true')
    await expectFit(page)
    await act(/改视图“全部（演示视图）”/)
    await eventually(() => page.evaluate('document.activeElement?.id')).toBe('view-name')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('在办（演示视图）')
    await page.getByRole('radio', { name: '本单位' }).check()
    await page.locator('#view-name').focus()
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.ant-modal-wrap:visible').count()).toBe(0)
    await views()
    await eventually(() => page.locator('.view-list h3').first().textContent()).toBe('本单位共享')
    await act(/删除视图“在办/)
    await eventually(() => page.locator('.view-list li').count()).toBe(0)
    await act(/^撤 ?销$/)
    await eventually(() => page.locator('.view-name').first().textContent()).toBe('在办（演示视图）')
    await page.keyboard.press('Escape')
    await page.mouse.click(5, 5)

    // What was in the keyboard's hand before a sheet was opened is in it again afterwards.
    await page.locator('[data-row]').first().focus()
    await page.keyboard.press('?')
    await page.locator('.ant-modal .keys').first().waitFor()
    await page.keyboard.press('Escape')
    await eventually(() => page.evaluate('document.activeElement?.matches("[data-row]")')).toBe(true)

    // An order to the unit of each of two, with its ground.
    await page.goto(`${desk.server.url}/desk/matters?list=all&progress=open`)
    await page.locator('[data-row]').nth(2).waitFor()
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await page.locator('#main').focus()
    await pressNamed(page, '督办…')
    await page.locator('#batch-ground').waitFor()
    await tabTo(page, '#batch-ground')
    await page.keyboard.press('ArrowDown')
    await page.locator('.ant-select-item-option').first().waitFor()
    await page.keyboard.press('Enter')
    await typeInto(page, '#batch-words', '请说明原因并限期办理（演示）')
    await expectFit(page)
    await pressNamed(page, /^\s*督 ?办\s*$/)
    await page.locator('.batch-told li').nth(1).waitFor()
    await eventually(() => page.locator('.batch-told .done').count()).toBeGreaterThan(0)
    await eventually(() => page.locator('.dialog-foot button').isEnabled()).toBe(true)
    await pressNamed(page, /关闭|只留下/)
    await eventually(() => page.locator('.ant-modal-wrap:visible').count()).toBe(0)

    // s: words. What is found shows where.
    await page.keyboard.press('s')
    await page.keyboard.type('井盖')
    await page.keyboard.press('Enter')
    await eventually(() => page.url()).toContain('q=')
    await page.locator('.snippet mark').first().waitFor()
    await eventually(() => page.locator('.snippet mark').first().textContent()).toBe('井盖')
    await expectFit(page)

    // e: the export, and the help sheet knows the keys.
    await page.locator('#main').focus()
    await page.keyboard.press('e')
    await tabToNamed(page, '开始导出')
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    expect(file.suggestedFilename()).toMatch(/^huiyin-all-.*\.xlsx$/)
    await eventually(() => page.locator('.export-state').textContent()).toContain('已完成')
    await expectFit(page)
    await page.keyboard.press('Escape')
    await eventually(() => page.locator('.ant-modal-wrap:visible').count()).toBe(0)
    await page.locator('#main').focus()
    await page.keyboard.press('?')
    await eventually(() => page.locator('.keys').first().textContent()).toContain('选择或取消选择这一件')
  })

  it('does not run over on a phone, in English, in any list', async () => {
    const page = await desk.at('demo.clerk', '/desk/matters', { locale: 'en-GB', width: 390 })
    for (const list of ['inbox', 'unit', 'sent', 'overdue', 'at-risk', 'all']) {
      await page.goto(`${desk.server.url}/desk/matters?list=${list}`)
      await page.locator('.cards, .nothing').first().waitFor()
      await expectFit(page, list)
    }
  })
})
