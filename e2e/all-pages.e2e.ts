/**
 * Every page of the desk, from the router's own list, on a phone: somebody whose work it is opens it, axe finds nothing
 * serious and nothing runs over the side. A page that is added is walked without anybody thinking of it.
 */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { ask, eventually, expectFit, journey, registered } from './harness.ts'

/** Whose work a page is, by how its address begins; the supervisor's where nothing fits. */
const WORK: readonly (readonly [RegExp, string])[] = [
  [/^\/(administration|channels)/, 'demo.admin'],
  [/^\/finance/, 'demo.finance'],
  [/^\/(register|imports|exchange|matters|hotline)/, 'demo.clerk'],
  [/^\/reviews/, 'demo.reviewer'],
  [/^\/documents/, 'demo.head'],
  [/^\/(reception|sponsored)/, 'demo.chief'],
]
const workerOf = (route: string) => WORK.find(([begins]) => begins.test(route))?.[1] ?? 'demo.supervisor'

/** Tabs that are pages of their own without being routes. */
const TABS = [
  ...['cases', 'units', 'bulletins', 'rules'].map((tab) => `/oversight?tab=${tab}`),
  '/duties?tab=precedents',
  '/matters?list=all',
  '/matters?list=at-risk',
]

/** An id that nothing has: what a page says of something that is not, or is not for the reader. */
const NOTHING = '01a00000-0000-7000-8000-000000000000'

journey('every page of the desk', (desk) => {
  it('fits a phone and keeps nobody out, for the role whose work it is', async () => {
    const windows = new Map<string, Page>()
    const windowOf = async (login: string) => {
      const page = windows.get(login) ?? (await desk.at(login, '/desk/', { width: 390 }))
      windows.set(login, page)
      return page
    }
    const clerk = await windowOf('demo.clerk')
    const supervisor = await windowOf('demo.supervisor')
    const chief = await windowOf('demo.chief')
    const firstOf = async (page: Page, address: string, key: string) =>
      (await ask<{ items: Record<string, string>[] }>(page, address)).items[0]![key]!
    // What needs a story of its own (a batch, a return, a paper …) is walked there; here it is what is not found.
    const ids: Record<string, string> = {
      unitId: await firstOf(supervisor, '/oversight/unit-figures?from=2026-01-01&to=2026-12-31', 'unitId'),
      figure: 'overdue',
      matterId: (await registered(clerk, {})).matterId,
      recordId: await firstOf(supervisor, '/instructions', 'recordId'),
      publicationId: await firstOf(supervisor, '/publications', 'publicationId'),
      dayId: await firstOf(chief, '/reception-days', 'dayId'),
      articleId: await firstOf(supervisor, '/knowledge', 'articleId'),
      groupId: await firstOf(supervisor, '/contact-groups', 'groupId'),
      campaignId: await firstOf(supervisor, '/campaigns', 'campaignId'),
    }

    const routes = await supervisor.evaluate<string[]>('Object.keys(__TSR_ROUTER__.routesByPath)')
    expect(routes.length).toBeGreaterThan(50)
    for (const route of [...routes.filter((r) => r !== '/sign-in' && r !== '/$'), ...TABS, '/no-such-page']) {
      const page = await windowOf(workerOf(route))
      const address = route.replaceAll(/\$(\w+)/g, (_, name: string) => ids[name] ?? NOTHING)
      await page.goto(`${desk.server.url}/desk${address}`)
      // Whatever stands for what is still on its way is gone.
      const shown = page.locator('#main h1, #main [role=alert]')
      await expect.poll(() => shown.count(), { timeout: 45_000, message: address }).toBeGreaterThan(0)
      await eventually(() => page.locator('#main .ant-skeleton').count()).toBe(0)
      await expectFit(page, `${route} (${workerOf(route)})`)
    }

    const door = await desk.window({ width: 390 })
    await door.goto(`${desk.server.url}/desk/sign-in`)
    await door.locator('#login').waitFor()
    await expectFit(door)
  }, 600_000)
})
