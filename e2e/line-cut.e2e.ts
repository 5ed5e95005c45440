/** The line is cut while somebody works: the page stays, what was asked for says so, and comes by itself afterwards. */
import { expect, it } from 'vitest'
import { eventually, expectFit, journey } from './harness.ts'

journey('with the line cut', (desk) => {
  it('keeps the desk, gives a page that was never opened once the line is back, and loses no word', async () => {
    const page = await desk.at('demo.clerk', '/desk/register')
    await page.locator('#subject').fill('断网时登记的事（演示）')
    await page.context().setOffline(true)
    await page.locator('#body').fill('断网时写的内容，不能丢。')
    // A link that is only pointed at takes nothing away, nor does a dialog whose part was never loaded.
    await page.locator('a[href="/desk/imports"]').hover()
    await page.locator('.bell').first().click()
    await eventually(() => page.locator('.shell-said').textContent()).toContain('暂时连不上服务器')
    expect(await page.locator('#body').inputValue()).toBe('断网时写的内容，不能丢。')

    await page.locator('a[href="/desk/imports"]').click()
    await eventually(() => page.locator('#main [role=alert]').first().textContent()).toContain('连不上服务器')
    expect(new URL(page.url()).pathname).toBe('/desk/imports')
    await expectFit(page)
    await page.context().setOffline(false)
    await eventually(() => page.locator('#main h1').first().textContent()).toBe('批量导入')
    await page.goBack()
    await eventually(() => page.locator('#body').inputValue()).toBe('断网时写的内容，不能丢。')
    expect(await page.locator('#subject').inputValue()).toBe('断网时登记的事（演示）')
  })

  it('chooses a row by touch, and opens the matter by touch beside it', async () => {
    const page = await desk.at('demo.clerk', '/desk/matters', { width: 390 })
    const card = page.locator('.card-row').first()
    await card.locator('input').click()
    await eventually(() => page.locator('.batch-bar').count()).toBe(1)
    expect(new URL(page.url()).pathname).toBe('/desk/matters')
    await card.locator('.subject').click()
    await page.locator('.matter').waitFor()
  })
})
