/** A document at the desk: begun on the page of a matter, edited here and in Word, signed by the head, sealed, served. */
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import {
  ask,
  assigned,
  beginStep,
  confirmStep,
  eventually,
  expectFit,
  expectState,
  goOn,
  journey,
  registered,
  stepTaken,
} from './harness.ts'

journey('documents', (desk) => {
  /** A petition that is with the urban management office, its opinion handed in. */
  async function petition(
    clerk: Page,
    handler: Page,
  ): Promise<{ matterId: string; number: string; code: string }> {
    const matter = await registered(clerk, {
      parties: [{ role: 'petitioner', name: '演示人甲', phone: '13800000001' }],
    })
    const { matterId } = matter
    await assigned(clerk, matterId)
    await stepTaken(handler, matterId, 'accept', {})
    await stepTaken(handler, matterId, 'submit-opinion', {
      outcomes: [{ demandId: 'q1', result: 'supported', words: '三盏路灯已更换。', basis: '' }],
      result: 'supported',
      opinion: '经查，情况属实。',
    })
    return matter
  }

  /** Scans the signed document with its stamp in, on the page of the document. */
  async function sealed(handler: Page): Promise<void> {
    await handler.locator('input[accept*="application/pdf"]').waitFor({ state: 'attached' })
    const scan = { name: '用印件.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 stamped') }
    await handler.locator('input[accept*="application/pdf"]').setInputFiles(scan)
    await eventually(() => handler.locator('.paper-head').textContent()).toContain('已用印')
  }

  it('goes from the matter to its number, seal and service', async () => {
    const handler = await desk.at('demo.handler')
    const clerk = await desk.at('demo.clerk')
    const { matterId } = await petition(clerk, handler)
    await clerk.context().close()

    // Begun on the page of the matter; the first words come from it.
    await handler.goto(`${desk.server.url}/desk/matters/${matterId}`)
    await handler.getByRole('button', { name: '起草信访处理意见书' }).click()
    await handler.locator('.page-title').waitFor()
    const address = new URL(handler.url()).pathname
    await eventually(() => handler.locator('.page-sheet').textContent()).toContain('三盏路灯已更换。')
    await eventually(() => handler.locator('.paper-fixed').textContent()).toContain('30日内')
    await expectFit(handler)

    // Edited here: the page follows while one types, and saving makes a version.
    const first = handler.getByLabel('第 1 段', { exact: true })
    await first.fill(`${await first.inputValue()}（补充说明）`)
    await eventually(() => handler.locator('.page-sheet').textContent()).toContain('（补充说明）')
    // Not saved as a version yet, it is kept all the same.
    await eventually(() => handler.locator('.paper').textContent()).toContain('草稿已加密保存')
    await handler.reload()
    await eventually(() => handler.locator('.page-sheet').textContent()).toContain('（补充说明）')
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
    await eventually(() => handler.getByRole('button', { name: '签发并编文号' }).count()).toBe(0)

    // The head finds it among what waits, is told what signing does, and signs.
    const head = await desk.at('demo.head', '/desk/documents?state=submitted')
    await head.locator('[data-row]').first().waitFor()
    await expectFit(head)
    await head.getByRole('link', { name: '信访处理意见书' }).first().click()
    await head.getByRole('button', { name: '签发并编文号' }).click()
    await eventually(() => head.locator('.paper-confirm').textContent()).toContain('签发处理意见')
    await head.locator('.ant-popconfirm-buttons .ant-btn-primary').click()
    await eventually(() => head.locator('.page-number').textContent()).toMatch(/答〔\d{4}〕1号$/)
    await expectFit(head)
    await head.context().close()

    // Nothing is served before the sealed version is there.
    const { proceedings, documents } = await ask<{
      proceedings: { procedure: string; proceedingId: string; documentId: string }[]
      documents: { documentId: string; kind: string }[]
    }>(handler, `/matters/${matterId}`)
    const { documentId } = documents.find((d) => d.kind === 'handling-opinion')!
    const service = proceedings.find((p) => p.procedure === 'service' && p.documentId === documentId)!
    const serve = () =>
      handler.request.post(`${desk.server.url}/api/v1/matters/${matterId}/actions`, {
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
    await handler.goto(desk.server.url + address)
    await sealed(handler)
    await eventually(() => handler.getByRole('link', { name: '查看用印件' }).count()).toBe(1)
    expect((await serve()).status()).toBe(200)
    await handler.reload()
    await eventually(() => handler.locator('.paper-head').textContent()).toContain('已送达')
  })

  it('is served on the page of the person who agreed to it, on the day it is opened', async () => {
    const handler = await desk.at('demo.handler')
    const { matterId, number, code } = await petition(await desk.at('demo.clerk'), handler)

    // The person agrees on a phone, without script.
    const person = await desk.citizen(`/follow?number=${number}`, { script: false })
    await person.fill('#code', code)
    await goOn(person)
    await person.goto(`${desk.server.url}/demo/my/${number}/service`)
    await goOn(person)

    await handler.goto(`${desk.server.url}/desk/matters/${matterId}`)
    await handler.getByRole('button', { name: '起草信访处理意见书' }).click()
    await handler.getByRole('button', { name: '送签' }).click()
    await eventually(() => handler.locator('.paper-head').textContent()).toContain('待签发')
    const paper = new URL(handler.url()).pathname
    const head = await desk.at('demo.head', paper)
    await head.getByRole('button', { name: '签发并编文号' }).click()
    await head.locator('.ant-popconfirm-buttons .ant-btn-primary').click()
    await eventually(() => head.locator('.page-number').textContent()).toMatch(/〔\d{4}〕\d+号$/)
    await handler.reload()
    await sealed(handler)

    await handler.goto(`${desk.server.url}/desk/matters/${matterId}`)
    await expectState(handler, '送达中')
    await beginStep(handler, '发到查询页，待本人打开')
    await confirmStep(handler)

    // It waits there; opening it is its service, and the matter is answered.
    await person.goto(`${desk.server.url}/demo/my/${number}`)
    await person.locator('form[action*="/service/"] button').first().click()
    await expectState(handler, '已答复')
    await handler.goto(desk.server.url + paper)
    await eventually(() => handler.locator('.paper-head').textContent()).toContain('已送达')
  })

  it('lets the organ set what its numbers begin with, and works on a phone', async () => {
    const head = await desk.at('demo.head', '/desk/documents/numbers')
    await head.locator('#numbers-word').waitFor()
    await head.locator('#numbers-word').fill('演城管信')
    await head.getByRole('button', { name: '保存设置' }).click()
    await eventually(() => head.locator('.numbers-kinds').textContent()).toMatch(/演城管信答〔\d{4}〕/)
    await expectFit(head)
    await head.setViewportSize({ width: 390, height: 844 })
    for (const to of ['/desk/documents/numbers', '/desk/documents']) {
      await head.goto(desk.server.url + to)
      await head.locator('#main h1').waitFor()
      await expectFit(head, to)
    }
  })
})
