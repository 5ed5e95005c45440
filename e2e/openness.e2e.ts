/** From a person's consent to the public page and back; topics, channels, figures and the ledger as everybody reads them. */
import { expect, it } from 'vitest'
import { eventually, faultsOf, journey, type Look, picture, seriousProblems, tooWide } from './harness.ts'

journey('openness', (stage) => {
  it('takes a consented matter to the public: hidden, released by a second person, withdrawn', async () => {
    // It came by telephone: whoever takes in calls writes what is shown.
    const clerk = await stage.at('demo.operator', '/desk/publications?state=agreed')
    await clerk.locator('tbody tr').first().waitFor()
    expect(await seriousProblems(clerk)).toEqual([])
    await clerk.locator('tbody th a').first().click()
    await clerk.getByRole('heading', { name: '审核和公开' }).waitFor()
    const address = new URL(clerk.url()).pathname
    const letter = clerk.locator('#place-letter')
    await letter.fill(`${await letter.inputValue()} 联系电话13912345678。`)
    await clerk.getByRole('button', { name: '保存公开稿' }).click()
    // What was just written in is found on the server and proposed to be hidden.
    const propose = clerk.locator('.place-open button').first()
    await propose.waitFor()
    expect(await seriousProblems(clerk)).toEqual([])
    await propose.click()
    await eventually(() => letter.inputValue()).toContain('（电话略）')
    await clerk.getByRole('button', { name: '保存公开稿' }).click()
    await eventually(() => clerk.getByRole('button', { name: '提交审核' }).isEnabled()).toBe(true)
    if (await clerk.locator('#release-reason').count())
      await clerk.locator('#release-reason').fill('是公开的地点，不涉及个人。')
    await clerk.getByRole('button', { name: '提交审核' }).click()
    await eventually(() => clerk.locator('.publication-head').textContent()).toContain('待审核')
    // Who wrote it cannot release it.
    await eventually(() => clerk.getByRole('button', { name: '审核通过，公开' }).count()).toBe(0)

    const chief = await stage.at('demo.chief', address)
    const preview = await chief.getByRole('link', { name: '预览公众看到的页面' }).getAttribute('href')
    const shown = await chief.context().newPage()
    await shown.goto(stage.server.url + preview)
    await eventually(() => shown.textContent('main')).toContain('（电话略）')
    expect(await faultsOf(shown, 'preview')).toEqual([])
    await chief.getByRole('button', { name: '审核通过，公开' }).click()
    const link = chief.getByRole('link', { name: '打开公开页面' })
    await link.waitFor()
    const path = (await link.getAttribute('href'))!
    const reader = await stage.citizen('/published', { script: false, width: 360 })
    await reader.goto(stage.server.url + path)
    expect(await reader.textContent('main')).not.toContain('13912345678')
    await chief.getByRole('button', { name: '撤下' }).click()
    await eventually(() => chief.locator('#release-reason-error').count()).toBe(1)
    await chief.locator('#release-reason').fill('需要更正。')
    await chief.getByRole('button', { name: '撤下' }).click()
    await eventually(() => chief.locator('.publication-head').textContent()).toContain('已撤下')
    expect((await reader.goto(stage.server.url + path))?.status()).toBe(410)
  })

  it('asks for suggestions, and says afterwards what became of them', async () => {
    const clerk = await stage.at('demo.clerk', '/desk/suggestion-topics')
    await clerk.getByRole('button', { name: '新的题目' }).press('Enter')
    await clerk.locator('#topic-title').fill('公园开放时间（演示）')
    await clerk.getByRole('button', { name: '公布', exact: true }).click()
    await eventually(() => clerk.locator('#topic-words-error').count()).toBe(1)
    await clerk.locator('#topic-words').fill('请说说什么时候开放最方便。')
    expect(await seriousProblems(clerk)).toEqual([])
    await clerk.getByRole('button', { name: '公布', exact: true }).click()
    const card = clerk.locator('article', { hasText: '公园开放时间（演示）' })
    await eventually(() => card.textContent()).toContain('征集中')
    await card.getByRole('button', { name: /修改/ }).click()
    await clerk.locator('#topic-outcome').fill('延长到晚上九点（演示）。')
    await clerk.getByRole('button', { name: '保存，公众立即看到' }).click()
    await eventually(() => card.textContent()).toContain('延长到晚上九点')
    const reader = await stage.citizen('/suggestions', { script: false })
    await reader.getByRole('link', { name: '公园开放时间（演示）' }).first().click()
    await eventually(() => reader.textContent('main')).toContain('延长到晚上九点')
  })

  it('publishes channels and addresses, and says what the article still asks for', async () => {
    const chief = await stage.at('demo.chief', '/desk/channels')
    await chief.locator('#channel-phone-zh').fill('12345（演示）')
    await chief.locator('#channel-inquiry-zh').fill('')
    await eventually(() => chief.locator('#main').textContent()).toContain('还没有公布：查询进展和结果的办法')
    expect(await seriousProblems(chief)).toEqual([])
    await chief.locator('#channel-inquiry-zh').fill('凭编号和查询码在网上查询（演示）')
    await chief.getByRole('button', { name: '公布', exact: true }).click()
    await eventually(() => chief.getByRole('button', { name: '公布', exact: true }).isDisabled()).toBe(true)
    const reader = await stage.citizen('/channels', { script: false })
    await eventually(() => reader.textContent('main')).toContain('12345（演示）')
  })

  const PAGES = [
    '/published',
    '/figures',
    '/open-data',
    '/ledger',
    '/suggestions',
    '/channels',
    '/reception',
    '/report/2026',
  ]
  // On a phone the walk of every page has them.
  it.each([[{ width: 1280 }]] as [Look][])('public pages are sound %j', async (look) => {
    for (const path of PAGES) {
      const page = await stage.citizen(path, look)
      expect(await faultsOf(page, path)).toEqual([])
      await picture(page, `open${path.replaceAll('/', '-')}-${look.width}-${look.locale ?? 'zh'}`)
      await page.goto(`${page.url()}?size=large`)
      expect(await faultsOf(page, `${path} large`)).toEqual([])
    }
  })

  it('redraws the figures from the open data, with and without script', async () => {
    const page = await stage.citizen('/figures', { width: 1280 })
    const before = await page.locator('img[data-chart]').getAttribute('src')
    await page.selectOption('#measure', 'handling')
    await eventually(() => page.locator('img[data-chart]').getAttribute('src')).not.toBe(before)
    const svg = await page.request.get(
      stage.server.url + (await page.locator('img[data-chart]').getAttribute('src'))!,
    )
    expect(svg.headers()['content-type']).toContain('image/svg+xml')
    expect(await svg.text()).not.toMatch(/style=|<script/)
    await eventually(() =>
      page
        .locator('img[data-chart]')
        .evaluate((i) => (i as unknown as { naturalWidth: number }).naturalWidth),
    ).toBeGreaterThan(300)
    const plain = await stage.citizen('/figures?measure=handling&by=unit', { script: false })
    await eventually(() => plain.textContent('[data-heading]')).toContain('按期办结率')
  })

  it.each([[{ width: 1440, dark: true }], [{ width: 390, locale: 'en-GB' }]] as [Look][])(
    'desk pages are sound %j',
    async (look) => {
      for (const [login, path] of [
        ['demo.clerk', '/desk/publications'],
        ['demo.clerk', '/desk/suggestion-topics?edit=new'],
        ['demo.chief', '/desk/channels'],
        ['demo.clerk', '/desk/reception?edit=new'],
        ['demo.chief', '/desk/sponsored?new=true'],
      ] as const) {
        const page = await stage.at(login, path, look)
        await page.locator('.sheet').first().waitFor()
        await eventually(() => seriousProblems(page)).toEqual([])
        expect(await tooWide(page), path).toBeLessThanOrEqual(0)
        await picture(page, `desk${path.replace(/\W+/g, '-')}-${look.width}${look.dark ? '-dark' : ''}`)
      }
    },
  )
})
