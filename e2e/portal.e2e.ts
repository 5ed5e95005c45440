/** A citizen's whole journey on a phone without script, and the pages' accessibility. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { faultsOf, goOn, journey, PNG, picture } from './harness.ts'
import { answerPetition } from './portal-staff.ts'

/** No page may be wider than the phone, and none may miss its language; the docs show what is seen without scrolling. */
async function soundPage(page: Page, name: string): Promise<void> {
  expect(await faultsOf(page, name)).toEqual([])
  await picture(page, `portal-${name}`, process.env.HUIYIN_PICTURES_FULL === '1')
}

const press = (page: Page) => page.click('main form button.govuk-button >> nth=0')

interface Told {
  number: string
  code: string
}

/** What each page is answered with, by the last part of its address; the others are passed as they come. */
type Answers = Readonly<Record<string, (page: Page) => Promise<unknown>>>

const pageOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1)!

/** From wherever the way in stands to its last look, each page seen on the way. */
async function walk(page: Page, answers: Answers, look: (name: string) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < 30 && pageOf(page) !== 'check'; i++) {
    const at = pageOf(page)
    await answers[at]?.(page)
    await look(at)
    await goOn(page)
    expect(pageOf(page) !== at || !(await page.$('.govuk-error-summary')), `${at} does not go on`).toBe(true)
  }
  await look('check')
}

/** Tells the bureau about a petition with two demands, a file and a group, making one mistake on the way. */
async function tellUs(page: Page, bureau: string): Promise<Told> {
  await page.goto(`${bureau}/`)
  await soundPage(page, 'home')
  await page.goto(`${bureau}/tell-us/kind?choose=petition`)
  await soundPage(page, 'kind')
  await press(page)
  await press(page)
  await soundPage(page, 'error')
  expect(await page.textContent('.govuk-error-summary')).toContain('请写一写发生了什么')
  await walk(
    page,
    {
      what: (p) =>
        p.fill('#body', '建设路与和平街路口的路灯八月起就不亮，老人孩子晚上看不见路。\n报修两次，没有人来。'),
      title: (p) => p.fill('#subject', '路口路灯坏了三个月'),
      ask: async (p) => {
        await p.fill('#demand-1', '尽快修好路灯')
        await p.click('button[name=add]')
        await p.fill('#demand-2', '说明为什么报修后没有人来')
      },
      where: (p) => p.fill('#place', '建设路与和平街路口'),
      files: async (p) => {
        await p.setInputFiles('#files', { name: '路灯.png', mimeType: 'image/png', buffer: PNG })
        await p.click('button[name=upload]')
      },
      who: (p) => p.check('input[value=group]'),
      you: async (p) => {
        await p.fill('#name', '演示甲')
        await p.fill('#phone', '138 0000 0000')
        await p.fill('#address', '建设路1号')
      },
      secrecy: (p) => p.check('input[name=secrecy] >> nth=0'),
      group: async (p) => {
        await p.fill('#persons', '3')
        await p.fill('#repName-1', '演示乙')
      },
    },
    (name) => soundPage(page, name),
  )
  expect(await page.textContent('main')).toContain('说明为什么报修后没有人来')
  await goOn(page)
  await soundPage(page, 'receipt')
  const number = (await page.textContent('.hy-number >> nth=0'))!.trim()
  const code = (await page.textContent('.hy-code'))!.trim()
  expect(page.url()).not.toContain(code)
  return { number, code }
}

async function openMine(page: Page, bureau: string, { number, code }: Told): Promise<void> {
  await page.goto(`${bureau}/follow?number=${number.toLowerCase()}`)
  await soundPage(page, 'follow')
  await page.fill('#code', code.toLowerCase().replace('-', ' '))
  await press(page)
  expect(new URL(page.url()).pathname).toBe(`/demo/my/${number}`)
}

journey('the portal in a browser', (stage) => {
  const phone = (width = 390, locale: 'zh-CN' | 'en-GB' = 'zh-CN') =>
    stage.window({ width, locale, script: false })

  it('carries a matter from telling to rating and review, on a phone without script', async () => {
    const page = await phone()
    const bureau = `${stage.server.url}/demo`
    const told = await tellUs(page, bureau)
    const { number } = told

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('a[href$="/receipt.json"]'),
    ])
    const receipt = readFileSync(await download.path(), 'utf8')
    expect(JSON.parse(receipt)).toMatchObject({ format: 'huiyin-receipt', number, demands: 2 })

    // Going back and sending again registers nothing twice.
    await page.goto(`${bureau}/tell-us/check`)
    expect((await page.textContent('.hy-number >> nth=0'))!.trim()).toBe(number)

    await page.click('.hy-leave button')
    await page.goto(`${bureau}/my/${number}`)
    expect(page.url()).toContain('/follow')
    await openMine(page, bureau, told)
    await page.click('details summary >> nth=0')
    await soundPage(page, 'my')
    expect(await page.textContent('.hy-why')).toContain('不计入')

    await page.click('a[href$="/add"]')
    await page.fill('#words', '今天又有人在路口摔倒。')
    await page.setInputFiles('#files', { name: '现场.png', mimeType: 'image/png', buffer: PNG })
    await soundPage(page, 'add')
    await press(page)
    expect(await page.textContent('main')).toContain('今天又有人在路口摔倒。')
    expect(await page.textContent('main')).toContain('现场.png')

    await page.click('a[href$="/contact"]')
    await page.fill('#phone', '13900000000')
    await soundPage(page, 'contact')
    await press(page)
    await page.click('a[href$="/withdraw"]')
    await soundPage(page, 'withdraw')
    await press(page)
    expect(await page.textContent('.govuk-error-summary')).toContain('请勾选确认')

    await answerPetition(stage.server, number)
    await page.goto(`${bureau}/my/${number}`)
    await soundPage(page, 'answered')
    expect(await page.textContent('main')).toContain('已派人修复')

    await page.click('a[href$="/rate"]')
    await page.check('#bureau')
    await page.check('#unit-3')
    await page.check('#solved-q1')
    await press(page)
    expect(await page.textContent('.govuk-error-summary')).toContain('请选一项')
    expect(await page.isChecked('#unit-3')).toBe(true)
    await page.check('#solved-q2-2')
    await page.check('#truthful-2')
    await soundPage(page, 'rate')
    await press(page)
    expect(await page.textContent('main')).toContain('谢谢您的评价')
    expect(await page.textContent('main')).toContain('不属实')

    await page.click('a[href$="/review"]')
    await page.fill('#words', '没有说明为什么报修后没有人来，请求复查。')
    await soundPage(page, 'review')
    await press(page)
    expect(await page.textContent('main')).toContain('请求已提出')
    // The next level up registers it; the person opens it from here, without another code.
    const opensReview = page.locator('form[action*="/linked/"] button')
    for (let tries = 0; tries < 40 && (await opensReview.count()) === 0; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      await page.goto(`${bureau}/my/${number}`)
    }
    await soundPage(page, 'under-review')
    await opensReview.click()
    expect(new URL(page.url()).pathname).toMatch(/^\/demo\/my\/DEMO-F/)

    await page.goto(`${bureau}/check-receipt`)
    // Without script the page says how a receipt is checked otherwise (e2e/follow.e2e.ts checks one in the browser).
    await soundPage(page, 'check-receipt')
    expect(await page.textContent('main')).toContain('huiyin verify-receipt')
    expect(JSON.parse(receipt)).toMatchObject({ number })
  })

  it('names no unit to who reports misconduct, and asks in English as well', async () => {
    const page = await phone(320, 'en-GB')
    const bureau = `${stage.server.url}/demo`
    await page.goto(`${bureau}/tell-us/kind?choose=misconduct`)
    await press(page)
    const units: string[] = []
    await walk(
      page,
      {
        shield: async (p) => {
          units.push(...(await p.locator('#unit option').allTextContents()))
          await p.selectOption('#unit', { index: 1 })
        },
        what: (p) => p.fill('#body', 'A fee was asked for without a receipt.'),
      },
      (name) => soundPage(page, `${name}-en`),
    )
    expect(units.length).toBeGreaterThan(1)
    await goOn(page)
    await page.click('main a.govuk-button')
    await soundPage(page, 'shielded-en')
    const shown = await page.textContent('main')
    for (const unit of units.slice(1)) expect(shown).not.toContain(unit)
    expect(shown).toContain('not named here')
    const wide = await phone(1440)
    for (const [name, at] of [
      ['home', '/'],
      ['follow', '/follow'],
    ] as const) {
      await wide.goto(`${bureau}${at}`)
      await soundPage(wide, name)
    }
  })
})
