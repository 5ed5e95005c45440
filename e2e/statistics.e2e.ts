/** The head of the bureau reads the figures: by unit, to a definition, to the list behind one, as a file, on a phone. */
import { expect, it } from 'vitest'
import { eventually, expectFit, journey, picture, tooWide } from './harness.ts'

journey('statistics', (desk) => {
  it('leads from a figure to its definition, to the list behind it and to a file', async () => {
    const page = await desk.at('demo.chief', '/desk/statistics')
    await page.locator('#stat-rates').waitFor()
    await page.locator('.fin-chart svg').first().waitFor()
    // Taken in by the feed a moment after the demo was made.
    const received = page.locator('tr', { has: page.getByText('收到件数', { exact: true }) }).first()
    await eventually(async () => {
      await page.reload()
      await received.waitFor()
      return Number.parseInt((await received.locator('td .stat-number').first().textContent()) ?? '', 10)
    }).toBeGreaterThan(5)
    await page.getByText('按期办结率', { exact: true }).first().click()
    await eventually(() => page.locator('.stat-define[open]').textContent()).toContain('XF-S09')
    await expectFit(page)
    await picture(page, 'statistics-1440')
    await page.locator('#stat-group').selectOption('unit')
    await eventually(() => page.url()).toContain('group=unit')
    await eventually(() => page.locator('#stat-rows').textContent()).toContain('单位')
    const file = await page.request.get(
      `${desk.server.url}/api/v1/statistics/export?from=2026-01-01&to=2026-12-31&group=unit&format=xlsx`,
    )
    expect(file.headers()['content-disposition']).toContain('.xlsx')
    await received.locator('a').first().click()
    await eventually(() => page.url()).toContain('/desk/matters?list=all')
    await page.locator('[data-row]').first().waitFor()
    // From a place on the map to the matters counted there.
    await page.goto(`${desk.server.url}/desk/statistics?group=area`)
    await page.locator('.stat-map a').first().click()
    await eventually(() => page.url()).toContain('/desk/statistics/list?figure=received')
    await page.locator('.stat .matter-link').first().waitFor()
  })

  it('shows the head of a unit that unit alone, in English and on a phone', async () => {
    const page = await desk.at('demo.chief', '/desk/statistics?group=channel', {
      locale: 'en-GB',
      width: 390,
    })
    await page.locator('#stat-ages').waitFor()
    await page.locator('.fin-chart svg').first().waitFor()
    expect(await tooWide(page)).toBeLessThanOrEqual(0)
    await expectFit(page)
    await picture(page, 'statistics-390-en')
    const head = await desk.at('demo.head', '/desk/statistics')
    await head.locator('#stat-rates').waitFor()
    await eventually(() => head.locator('#stat-unit').count()).toBe(0)
    await eventually(() => head.getByText('参评率', { exact: true }).count()).toBe(0)
  })
})
