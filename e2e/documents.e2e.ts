/** A document at the desk: begun on the page of a matter, edited here and in Word, signed by the head, sealed, served. */
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noBrowser, openBrowser, startServer, type TestServer } from './harness.ts'

const why = noBrowser()
if (why) console.warn(`journey of documents skipped: ${why}`)

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 30_000 })

describe.skipIf(why !== null)('documents', () => {
  let server: TestServer
  let browser: Browser

  beforeAll(async () => {
    server = await startServer()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  async function at(login: string, to = '/desk/matters'): Promise<Page> {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    page.on('pageerror', (error) => {
      throw error
    })
    await page.goto(server.url + to)
    await page.locator('#login').fill(login)
    await page.locator('#password').fill(server.password)
    await page.keyboard.press('Enter')
    await page.locator('#main h1').first().waitFor()
    return page
  }

  /** A request of the signed-in person, as the desk sends it. */
  async function api<T>(page: Page, method: 'GET' | 'POST', url: string, body?: object): Promise<T> {
    const answer = await page.request.fetch(`${server.url}/api/v1${url}`, {
      method,
      headers: method === 'POST' ? { 'idempotency-key': randomUUID() } : {},
      ...(body ? { data: body } : {}),
    })
    expect(answer.ok(), `${url}: ${await answer.text()}`).toBe(true)
    return (await answer.json()) as T
  }

  async function seriousProblems(page: Page): Promise<string[]> {
    await page.evaluate(AXE)
    return page.evaluate(async () => {
      type Run = { violations: { id: string; impact: string; nodes: { html: string }[] }[] }
      const { axe } = globalThis as unknown as { axe: { run(): Promise<Run> } }
      const { violations } = await axe.run()
      return violations
        .filter((v) => v.impact === 'serious' || v.impact === 'critical')
        .map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)
    })
  }

  /** A petition that is with the urban management office, its opinion handed in. */
  async function petition(clerk: Page, handler: Page): Promise<string> {
    const { matterId } = await api<{ matterId: string }>(clerk, 'POST', '/matters', {
      procedure: 'petition',
      channel: 'letter',
      class: 'claim-31-6',
      subject: '演示路路灯长期不亮',
      body: '演示路中段三盏路灯两个月不亮，请修好。',
      demands: ['修好三盏路灯'],
      parties: [{ role: 'petitioner', name: '演示人甲', phone: '13800000001' }],
    })
    const { items } = await api<{ items: { unitId: string; code: string }[] }>(clerk, 'GET', '/units')
    const unit = items.find((u) => u.code === 'cgj')!.unitId
    const act = (page: Page, action: string, input: object) =>
      api(page, 'POST', `/matters/${matterId}/actions`, { proceedingId: 'main', action, input })
    await act(clerk, 'assign', { unit, mode: 'assign' })
    await act(handler, 'accept', {})
    await act(handler, 'submit-opinion', {
      outcomes: [{ demandId: 'q1', result: 'supported', words: '三盏路灯已更换。', basis: '' }],
      result: 'supported',
      opinion: '经查，情况属实。',
    })
    return matterId
  }

  it('goes from the matter to its number, seal and service', async () => {
    const handler = await at('demo.handler')
    const clerk = await at('demo.clerk')
    const matterId = await petition(clerk, handler)
    await clerk.context().close()

    // Begun on the page of the matter; the first words come from it.
    await handler.goto(`${server.url}/desk/matters/${matterId}`)
    await handler.getByRole('button', { name: '起草信访处理意见书' }).click()
    await handler.locator('.page-title').waitFor()
    const address = new URL(handler.url()).pathname
    expect(await handler.locator('.page-sheet').textContent()).toContain('三盏路灯已更换。')
    expect(await handler.locator('.paper-fixed').textContent()).toContain('30日内')
    expect(await seriousProblems(handler)).toEqual([])

    // Edited here: the page follows while one types, and saving makes a version.
    const first = handler.getByLabel('第 1 段', { exact: true })
    await first.fill(`${await first.inputValue()}（补充说明）`)
    expect(await handler.locator('.page-sheet').textContent()).toContain('（补充说明）')
    await handler.getByRole('button', { name: '保存正文' }).click()
    await eventually(() => handler.locator('.said').textContent()).toContain('第 2 版')

    // Downloaded, and uploaded as it is after Word: a third version without changes.
    const [download] = await Promise.all([
      handler.waitForEvent('download'),
      handler.getByRole('link', { name: '下载 .docx' }).click(),
    ])
    const file = path.join(tmpdir(), `huiyin-${randomUUID()}.docx`)
    await download.saveAs(file)
    await handler.locator('input[accept*=".docx"]').setInputFiles(file)
    await eventually(() => handler.locator('.said').textContent()).toContain('第 3 版')
    await handler.getByRole('button', { name: '与上一版比较' }).first().click()
    await eventually(() => handler.locator('.paper-changes').textContent()).toContain('没有改动')
    await handler.getByRole('button', { name: '送签' }).click()
    await eventually(() => handler.locator('.paper-head').textContent()).toContain('待签发')
    expect(await handler.getByRole('button', { name: '签发并编文号' }).count()).toBe(0)

    // The head finds it among what waits, is told what signing does, and signs.
    const head = await at('demo.head', '/desk/documents?state=submitted')
    await head.locator('[data-row]').first().waitFor()
    expect(await seriousProblems(head)).toEqual([])
    await head.getByRole('link', { name: '信访处理意见书' }).first().click()
    await head.getByRole('button', { name: '签发并编文号' }).click()
    await eventually(() => head.locator('.paper-confirm').textContent()).toContain('签发处理意见')
    await head.locator('.ant-popconfirm-buttons .ant-btn-primary').click()
    await eventually(() => head.locator('.page-number').textContent()).toMatch(/答〔\d{4}〕1号$/)
    // The bubble that asked is still fading over the page for a moment.
    await eventually(() => seriousProblems(head)).toEqual([])
    await head.context().close()

    // Nothing is served before the sealed version is there.
    const { proceedings, documents } = await api<{
      proceedings: { procedure: string; proceedingId: string; documentId: string }[]
      documents: { documentId: string; kind: string }[]
    }>(handler, 'GET', `/matters/${matterId}`)
    const { documentId } = documents.find((d) => d.kind === 'handling-opinion')!
    const service = proceedings.find((p) => p.procedure === 'service' && p.documentId === documentId)!
    const serve = () =>
      handler.request.post(`${server.url}/api/v1/matters/${matterId}/actions`, {
        headers: { 'idempotency-key': randomUUID() },
        data: {
          proceedingId: service.proceedingId,
          action: 'deliver',
          input: {
            method: 'in-person',
            date: new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }),
            detail: '本人签收',
          },
        },
      })
    expect((await (await serve()).json()).code).toBe('document.not_sealed')
    await handler.goto(server.url + address)
    await handler.locator('input[accept*="application/pdf"]').waitFor({ state: 'attached' })
    const scan = path.join(tmpdir(), `huiyin-${randomUUID()}.pdf`)
    writeFileSync(scan, '%PDF-1.4 stamped')
    await handler.locator('input[accept*="application/pdf"]').setInputFiles(scan)
    await eventually(() => handler.locator('.paper-head').textContent()).toContain('已用印')
    expect(await handler.getByRole('link', { name: '查看用印件' }).count()).toBe(1)
    expect((await serve()).status()).toBe(200)
    await handler.reload()
    await eventually(() => handler.locator('.paper-head').textContent()).toContain('已送达')
    await handler.context().close()
  })

  it('lets the organ set what its numbers begin with, and works on a phone', async () => {
    const head = await at('demo.head', '/desk/documents/numbers')
    await head.locator('#numbers-word').waitFor()
    await head.locator('#numbers-word').fill('演城管信')
    await head.getByRole('button', { name: '保存设置' }).click()
    await eventually(() => head.locator('.numbers-kinds').textContent()).toMatch(/演城管信答〔\d{4}〕/)
    expect(await seriousProblems(head)).toEqual([])
    await head.setViewportSize({ width: 390, height: 844 })
    for (const to of ['/desk/documents/numbers', '/desk/documents']) {
      await head.goto(server.url + to)
      await head.locator('#main h1').waitFor()
      const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      expect(await head.evaluate<number>(wider), to).toBeLessThanOrEqual(0)
    }
    await head.context().close()
  })
})
