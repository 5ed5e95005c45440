/**
 * What every browser journey stands on: a server as people start it, in an empty home, on a free port; a browser;
 * people signed in at the desk; citizens at the portal; and the looks at a page that all journeys take.
 */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { noBrowser, openBrowser } from './browser.ts'
import { startServer, type TestServer } from './server.ts'

export { noBrowser, openBrowser } from './browser.ts'
export { startServer, type TestServer } from './server.ts'

/** Where pictures of the pages are kept; none when unset. */
const PICTURES = process.env.HUIYIN_PICTURES
/** How long a page may take to come to show something: two cores, a database and a browser share one machine. */
const PATIENCE_MS = 45_000
/** Windows in which nothing of a page's own runs, and axe neither. */
const scriptless = new WeakSet<Page>()

/** How somebody looks at a page. */
export interface Look {
  /** Pixels of the window; 1440 at the desk and 390 at the portal unless told. */
  width?: number
  /** `zh-CN` unless told. */
  locale?: 'zh-CN' | 'en-GB'
  dark?: boolean
  /** What a browser kept of an earlier window: cookies and what pages have put by. */
  kept?: Awaited<ReturnType<BrowserContext['storageState']>>
  /** Whether scripts run; the portal has to do without. */
  script?: boolean
}

/** The server and browser of one journey, and the people in it. Windows opened here are closed after each test. */
export interface Stage {
  readonly server: TestServer
  /** A window of its own, without anybody signed in. */
  window(look?: Look): Promise<Page>
  /** Somebody signed in at the desk, on a page that has come up. The test fails on any error of the page itself. */
  at(login: string, address?: string, look?: Look): Promise<Page>
  /** A citizen at the portal of the demo bureau; `address` follows the bureau, as in `/tell-us`. */
  citizen(address: string, look?: Look): Promise<Page>
}

/**
 * A journey: sets the stage before its tests and clears it afterwards. Without a browser it is skipped, and says so.
 * @param settings of the server, as {@link startServer} takes them
 */
export function journey(
  title: string,
  tests: (stage: Stage) => void,
  settings: Readonly<Record<string, string>> = {},
): void {
  const why = noBrowser()
  if (why) console.warn(`${title} skipped: ${why}`)
  describe.skipIf(why !== null)(title, () => {
    let server: TestServer
    let browser: Browser
    beforeAll(async () => {
      server = await startServer(settings)
      browser = await openBrowser()
    }, 240_000)
    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()))
    })
    afterAll(async () => {
      await browser?.close()
      await server?.stop()
    })

    const window = async (look: Look = {}): Promise<Page> => {
      const { width = 390, locale = 'zh-CN', dark = false, script = true, kept } = look
      const options: BrowserContextOptions = {
        locale,
        viewport: { width, height: width < 600 ? 844 : 900 },
        colorScheme: dark ? 'dark' : 'light',
        javaScriptEnabled: script,
        storageState: kept,
      }
      const page = await (await browser.newContext(options)).newPage()
      if (!script) scriptless.add(page)
      page.setDefaultTimeout(PATIENCE_MS)
      page.on('pageerror', (error) => {
        throw error
      })
      return page
    }

    tests({
      get server() {
        return server
      },
      window,
      at: async (login, address = '/desk/matters', look = {}) => {
        const page = await window({ width: 1440, ...look })
        await send(page, server.url, '/session', { login, password: server.password })
        await page.goto(server.url + address)
        await page.locator('#main h1').first().waitFor()
        return page
      },
      citizen: async (address, look = {}) => {
        const page = await window(look)
        await page.goto(`${server.url}/demo${address}`)
        return page
      },
    })
  })
}

/** What a page comes to show; how soon is not asserted. */
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: PATIENCE_MS })

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on a page, a line each, with the first place of it: `serious color-contrast: <p …>`. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found = await page.evaluate(async () => {
    type Run = { violations: { id: string; impact: string; nodes: { html: string }[] }[] }
    const { axe } = globalThis as unknown as { axe: { run(o: object): Promise<Run> } }
    return (await axe.run({ resultTypes: ['violations'] })).violations.map((v) => [
      v.impact,
      v.id,
      ...v.nodes.map((n) => n.html),
    ])
  })
  return found.map(
    ([impact, id, ...nodes]) => `${impact} ${id}: ${nodes.map((n) => n!.slice(0, 200)).join(' | ')}`,
  )
}

/** Those of {@link findings} that keep somebody out. */
export const seriousProblems = async (page: Page): Promise<string[]> =>
  (await findings(page)).filter((line) => /^(serious|critical) /.test(line))

/** By how many pixels a page runs over its side; 0 or less is well. */
export const tooWide = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/**
 * What is wrong with a page of the portal, a line each: too wide, without its one heading or its language, and
 * whatever axe finds, where scripts run.
 */
export async function faultsOf(page: Page, name: string): Promise<string[]> {
  const faults: string[] = []
  const wide = await tooWide(page)
  if (wide > 0) faults.push(`${wide} px too wide at ${page.viewportSize()?.width} px`)
  if ((await page.locator('h1').count()) !== 1) faults.push('not one main heading')
  if (!/^(zh-CN|en)$/.test((await page.getAttribute('html', 'lang')) ?? '')) faults.push('no language')
  if (!scriptless.has(page)) faults.push(...(await findings(page)))
  return faults.map((fault) => `${name}: ${fault}`)
}

/** Goes on from a page of the portal's way in: its main button, not the one that adds or uploads. */
export const goOn = (page: Page): Promise<void> =>
  page.click('main form button.govuk-button:not(.govuk-button--secondary) >> nth=0')

/** Fit to be used: axe finds nothing serious once nothing fades any more, and nothing runs over the side. */
export async function expectFit(page: Page, name = page.url()): Promise<void> {
  await expect.poll(() => seriousProblems(page), { timeout: PATIENCE_MS, message: name }).toEqual([])
  expect(await tooWide(page), `${name} runs over its side`).toBeLessThanOrEqual(0)
}

/** Keeps a picture of the page as `<name>-<width>.png` where pictures are asked for (HUIYIN_PICTURES). */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  if (!PICTURES) return
  mkdirSync(PICTURES, { recursive: true })
  const file = `${name.replace(/[^\w-]+/g, '-')}-${page.viewportSize()?.width}.png`
  await page.screenshot({ path: path.join(PICTURES, file), fullPage })
}

/** What somebody does meanwhile, past the screens, under their own sign-in. @throws when it is refused */
export const command = <T>(page: Page, address: string, data: object): Promise<T> =>
  send<T>(page, origin(page), address, data)

async function send<T>(page: Page, from: string, address: string, data: object): Promise<T> {
  const headers = { 'idempotency-key': randomUUID() }
  const answer = await page.request.post(`${from}/api/v1${address}`, { data, headers })
  expect(answer.ok(), `${address}: ${await answer.text()}`).toBe(true)
  return (answer.status() === 204 ? undefined : await answer.json()) as T
}

/** What the API tells somebody, under their own sign-in. */
export async function ask<T>(page: Page, address: string): Promise<T> {
  const answer = await page.request.get(`${origin(page)}/api/v1${address}`)
  expect(answer.ok(), `${address}: ${await answer.text()}`).toBe(true)
  return (await answer.json()) as T
}

const origin = (page: Page) => new URL(page.url()).origin

/** Where the focus is: the id of its element, or nothing. */
export const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement?.id ?? ""')

/** Goes on with the tabulator until the focus is in the element of that selector, as somebody without a mouse does. */
export const tabTo = (page: Page, selector: string): Promise<void> =>
  tabUntil(page, selector, `document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)

/** The same, to what bears that name or contains it. */
export const tabToNamed = (page: Page, name: string | RegExp): Promise<void> => {
  const pattern = typeof name === 'string' ? name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : name.source
  // The page as a whole may have the focus as well, and contains every name.
  const control = 'document.activeElement?.closest("a, button, summary, label, [role=option], [role=tab]")'
  const said = `[${control}?.getAttribute("aria-label"), ${control}?.textContent]`
  return tabUntil(
    page,
    String(name),
    `${said}.some((words) => new RegExp(${JSON.stringify(pattern)}).test(words ?? ""))`,
  )
}

async function tabUntil(page: Page, what: string, reached: string): Promise<void> {
  for (let i = 0; i < 80; i++) {
    if (await page.evaluate<boolean>(reached)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${what}`)
}

/** Fills a field by keyboard alone: goes there, takes what stands in it, types. */
export async function typeInto(page: Page, selector: string, words: string): Promise<void> {
  await tabTo(page, selector)
  await page.keyboard.press('Control+KeyA')
  await page.keyboard.type(words)
}

/** Presses the control of that name, reached by keyboard. */
export async function pressNamed(page: Page, name: string | RegExp): Promise<void> {
  await tabToNamed(page, name)
  await page.keyboard.press('Enter')
}

/** Opens the form of a step on the page of a matter, by the name on its button. */
export async function beginStep(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click()
  await page.locator('.task').waitFor()
}

/** Confirms the step whose form is open, by keyboard, and waits until it has been taken. */
export async function confirmStep(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await eventually(() => page.locator('.task').count()).toBe(0)
}

/** The state of the matter on the page comes to be called so. */
export const expectState = (page: Page, name: string | RegExp) =>
  eventually(() => page.locator('.matter-tags').textContent()).toMatch(name)

/** Registers a matter past the screens: what happened before the story begins. */
export const registered = (
  page: Page,
  more: object,
): Promise<{ matterId: string; number: string; code: string }> =>
  command(page, '/matters', {
    procedure: 'petition',
    channel: 'letter',
    class: 'claim-31-6',
    subject: '演示路路灯不亮（演示）',
    body: '演示路中段三盏路灯不亮，请处理。',
    demands: ['修好路灯'],
    parties: [],
    ...more,
  })

/** Takes a step on the main proceeding of a matter past the screens. */
export const stepTaken = (page: Page, matterId: string, action: string, input: object): Promise<unknown> =>
  command(page, `/matters/${matterId}/actions`, { proceedingId: 'main', action, input })

/** Assigns a matter past the screens to the unit of that code, `cgj` being that of demo.handler and demo.head. */
export async function assigned(page: Page, matterId: string, code = 'cgj'): Promise<void> {
  const { items } = await ask<{ items: { unitId: string; code: string }[] }>(page, '/units')
  const unit = items.find((u) => u.code === code)!.unitId
  await stepTaken(page, matterId, 'assign', { unit, mode: 'assign' })
}

/** One white point, as a picture. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
