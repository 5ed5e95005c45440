/** The way in, as people use it: a small phone without script, a keyboard, larger print, both languages; every page sound. */
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { eventually, faultsOf, goOn, journey, type Look, PNG, startServer } from './harness.ts'

const MOST_BYTES = 50_000

let bureau: string
let letters = 1

/** Everything from the first page to the receipt; each page is looked at on the way. */
async function tellUs(page: Page, look: (name: string) => Promise<void>): Promise<string> {
  await page.goto(`${bureau}/tell-us`)
  await look('start')
  await page.click('main a.govuk-button')
  await page.check('input[value=letter-box]')
  await look('kind')
  await goOn(page)
  await goOn(page)
  await look('box with an error')
  // The error leads to its field.
  await page.click('.govuk-error-summary a')
  await page.check('#box-2')
  await goOn(page)
  // Each letter its own: the same sent twice is asked about.
  await page.fill('#body', `城管作出处罚决定，我不服。昨天还有人扬言要报复我。${letters++}`)
  await look('what')
  await goOn(page)
  await look('danger')
  await page.click('main form button >> nth=0')
  await look('title')
  await goOn(page)
  await page.fill('#demand-1', '撤销处罚决定')
  await page.click('button[name=add]')
  await page.fill('#demand-2', '说明理由')
  await page.click('button[name=add]')
  await page.fill('#demand-3', '多出来的一项')
  await look('ask')
  await page.click('button[name=remove][value="3"]')
  await eventually(() => page.locator('textarea').count()).toBe(2)
  await goOn(page)
  await look('decided')
  await page.check('#decided')
  await page.fill('#year', '2026')
  await page.fill('#month', '1')
  await page.fill('#day', '5')
  await goOn(page)
  await look('advice')
  await eventually(() => page.textContent('main')).toMatch(/2026年3月6日|6 March 2026/)
  await goOn(page)
  await page.selectOption('#area', 'bh')
  await page.fill('#place', '一号村')
  await look('where')
  await page.click('button[name=map]')
  await look('map')
  await page.click('input[type=image]', { position: { x: 150, y: 140 } })
  await look('map with a mark')
  await page.click('button[name=use]')
  await eventually(() => page.textContent('main')).toContain('WGS84')
  await goOn(page)
  await page.setInputFiles('#files', [{ name: '现场.png', mimeType: 'image/png', buffer: PNG }])
  await page.click('button[name=upload]')
  await look('files')
  await page.click('button.govuk-button[name=next]')
  await page.check('#who-2')
  await look('who')
  await goOn(page)
  await goOn(page)
  await look('person with errors')
  await page.fill('#personName', '演示乙')
  await page.fill('#personPhone', '13800000002')
  await page.check('#relation')
  await goOn(page)
  await page.check('#later')
  await look('proof')
  await page.click('button.govuk-button[name=next]')
  await page.fill('#name', '演示甲')
  await page.fill('#phone', '13800000001')
  await look('you')
  await goOn(page)
  await page.check('#secrecy-2')
  await look('secrecy')
  await goOn(page)
  await look('check')
  // A changed answer comes straight back to the check.
  await page.click('a[href$="/where?change=1"] >> nth=0')
  await page.fill('#place', '二号村')
  await goOn(page)
  expect(new URL(page.url()).pathname).toBe('/demo/tell-us/check')
  await eventually(() => page.textContent('main')).toContain('二号村')
  await goOn(page)
  await look('receipt')
  return (await page.textContent('.hy-number >> nth=0'))!.trim()
}

journey('the way in, in a browser', (stage) => {
  beforeAll(() => {
    bureau = `${stage.server.url}/demo`
  })

  const open = async (look: Look & { large?: boolean }): Promise<Page> => {
    const page = await stage.window(look)
    if (look.large) await page.goto(`${bureau}/?size=large`)
    return page
  }

  it.each<[string, Look & { large?: boolean }]>([
    ['a small phone without script', { script: false, width: 320 }],
    ['a phone of 360 px', { width: 360 }],
    ['a wide screen in English', { width: 1280, locale: 'en-GB' }],
    ['a phone in English and large print', { width: 360, locale: 'en-GB', large: true }],
  ])('leads to a receipt on %s, every page sound', async (_name, how) => {
    const page = await open(how)
    const faults: string[] = []
    const number = await tellUs(page, async (name) => {
      faults.push(...(await faultsOf(page, name)))
    })
    expect(number).toMatch(/^DEMO-[A-Z]\d{4}-\d{6}$/)
    expect(faults).toEqual([])
  })

  it('can be walked by keyboard alone, and the focus is where the mistake is told', async () => {
    const page = await open({ width: 1280 })
    const focused = () => page.evaluate<string>('document.activeElement?.className ?? ""')
    await page.goto(`${bureau}/tell-us/kind?choose=hotline-order`)
    const enter = async (to: string) => {
      await page.keyboard.press('Enter')
      await page.waitForSelector(to)
      await page.waitForLoadState()
    }
    const tabTo = async (selector: string) => {
      for (let i = 0; i < 40; i++) {
        if (
          await page.evaluate<boolean>(
            `document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`,
          )
        )
          return
        await page.keyboard.press('Tab')
      }
      throw new Error(`${selector} cannot be reached by keyboard`)
    }
    await tabTo('main button.govuk-button')
    await enter('#body')
    await tabTo('main form button.govuk-button')
    await enter('.govuk-error-summary')
    expect(await focused()).toContain('govuk-error-summary')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate<string>('document.activeElement?.id ?? location.hash')).toMatch(/body/)
    await tabTo('#body')
    await page.keyboard.type('小区停水三天')
    await tabTo('main form button.govuk-button')
    await enter('#subject')
    // Enter in a line goes on.
    await tabTo('#subject')
    await enter('#demand-1')
    await tabTo('main form button.govuk-button')
    await enter('#area')
    await tabTo('button[name=map]')
    await enter('input[type=image]')
    // The picture pressed by keyboard points to the list beside it.
    await tabTo('input[type=image]')
    await enter('[role=alert]')
    await eventually(() => page.textContent('[role=alert]')).toContain('用键盘按图')
  })

  it('makes a photo smaller before it is sent, and the place in it is gone', async () => {
    const page = await open({ width: 360 })
    await page.goto(`${bureau}/tell-us/kind?choose=petition`)
    await goOn(page)
    await page.fill('#body', '路面塌了一块')
    await goOn(page)
    await page.goto(`${bureau}/tell-us/files`)
    // A photo as a phone makes it: 3000 px, with a marker standing for its EXIF.
    const photo = await page.evaluate<string>(`(() => {
      const c = document.createElement('canvas'); c.width = 3000; c.height = 2000
      const p = c.getContext('2d')
      for (let i = 0; i < 4000; i++) { p.fillStyle = 'hsl(' + (i * 37 % 360) + ',80%,50%)'; p.fillRect(i * 71 % 3000, i * 53 % 2000, 60, 40) }
      return c.toDataURL('image/jpeg', 0.95).split(',')[1]
    })()`)
    const jpeg = Buffer.from(photo, 'base64')
    const body = Buffer.from('Exif\0\0MM 31.2304N 121.4737E')
    const head = Buffer.from([0xff, 0xe1, 0, body.length + 2])
    const buffer = Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
    await page.setInputFiles('#files', { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer })
    await eventually(() => page.textContent('[data-shrink-note]')).toMatch(/KB|MB/)
    await page.click('button[name=upload]')
    const href = await page.getAttribute('.hy-file a', 'href')
    const kept = await (await page.request.get(`${stage.server.url}${href}`)).body()
    expect(kept.length).toBeLessThan(buffer.length / 2)
    expect(kept.includes('31.2304N')).toBe(false)
  })

  it('weighs less than 50 KB on every page, with style, script and the map', async () => {
    const page = await stage.window({ width: 360 })
    const heavy: string[] = []
    const seen = new Set<string>()
    const weigh = async (name: string) => {
      const addresses = await page.evaluate<string[]>(
        `[...document.querySelectorAll('link[rel=stylesheet], script[src], input[type=image], img, link[rel=icon]')].map((e) => e.href || e.src)`,
      )
      let bytes = gzipSync(await page.content()).length
      for (const address of addresses)
        bytes += gzipSync(await (await page.request.get(address)).body()).length
      seen.add(name)
      if (bytes >= MOST_BYTES) heavy.push(`${name}: ${bytes}`)
    }
    await tellUs(page, weigh)
    for (const at of ['/', '/follow', '/check-receipt', '/published', '/tell-us/resume', '/no/such/page']) {
      await page.goto(`${bureau}${at}`)
      await weigh(at)
    }
    expect(heavy).toEqual([])
    expect(seen.size).toBeGreaterThan(25)
  })

  it('asks to wait in a flood, and lets a phone calculate instead where many send', async () => {
    const slow = await startServer({
      HUIYIN_PACE: 'on',
      HUIYIN_BUREAU_SENDS_PER_HOUR: '1',
      HUIYIN_PAGES_PER_MINUTE: '9000',
    })
    try {
      const usual = bureau
      bureau = `${slow.url}/demo`
      const fill = async (script: boolean): Promise<Page> => {
        const page = await open({ script, width: 360 })
        await page.goto(`${bureau}/tell-us/kind?choose=hotline-order`)
        await goOn(page)
        await page.fill('#body', `小区停水三天 ${script}`)
        for (let i = 0; i < 4; i++) await goOn(page)
        await page.click('button.govuk-button[name=next]')
        await goOn(page)
        await goOn(page)
        await page.check('#secrecy')
        await goOn(page)
        await goOn(page)
        return page
      }
      const still = await fill(false)
      await eventually(() => still.textContent('h1')).toContain('请稍等一会儿')
      const faults: string[] = []
      for (let i = 0; i < 2; i++) {
        const page = await fill(true)
        if (i === 1) {
          faults.push(...(await faultsOf(page, 'wait')))
          expect(await page.getAttribute('form[data-wait]', 'data-nonce')).not.toBeNull()
          // The calculation is done long before the minute is over.
          await eventually(() => page.isEnabled('form[data-wait] button')).toBe(true)
          await goOn(page)
          await eventually(() => page.textContent('main')).toContain('查询码')
        }
      }
      expect(faults).toEqual([])
      bureau = usual
    } finally {
      await slow.stop()
    }
  })
})
