/**
 * What goes between a person on a small phone without script and the desk: words both ways, contact details corrected, who
 * looked, a matter withdrawn; and what was decided by re-review and is told again, turned away with its notice.
 */
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import {
  assigned,
  command,
  eventually,
  expectFit,
  expectState,
  faultsOf,
  goOn,
  journey,
  picture,
  type Stage,
} from './harness.ts'
import { signInAs } from './portal-staff.ts'

interface Told {
  number: string
  code: string
  matterId: string
}

async function told(stage: Stage, subject: string): Promise<Told> {
  const answer = await fetch(`${stage.server.url}/api/v1/public/demo/matters`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      procedure: 'petition',
      subject,
      body: `${subject}，请处理（演示）。`,
      demands: ['请答复'],
      parties: [{ role: 'petitioner', name: '演示甲', phone: '13800000021' }],
    }),
  })
  expect(answer.status).toBe(201)
  const made = (await answer.json()) as Omit<Told, 'matterId'>
  const clerk = await signInAs(stage.server, 'demo.clerk')
  const { matterId } = await clerk.get<{ matterId: string }>(`/matters/by-number/${made.number}`)
  return { ...made, matterId }
}

async function openMine(stage: Stage, { number, code }: Told): Promise<Page> {
  const page = await stage.citizen(`/follow?number=${number}`, { width: 360, script: false })
  await page.fill('#code', code)
  await goOn(page)
  expect(new URL(page.url()).pathname).toBe(`/demo/my/${number}`)
  return page
}

journey('a person and the desk', (stage) => {
  it('write to each other, and the person sees who looked and mends the contact details', async () => {
    const mine = await told(stage, '东巷积水')
    const clerk = await stage.at('demo.clerk')
    await assigned(clerk, mine.matterId)
    const handler = await stage.at('demo.handler', `/desk/matters/${mine.matterId}`)
    const panel = handler.getByRole('region', { name: '与本人的联系' })
    await panel.getByLabel('给本人留言').fill('请说明积水的具体位置。')
    await panel.getByLabel('请本人回复（时限照常计算）').check()
    await panel.getByRole('button', { name: '发送留言' }).click()
    await eventually(() => panel.textContent()).toContain('请说明积水的具体位置。')
    await expectFit(handler)

    const person = await openMine(stage, mine)
    await eventually(() => person.textContent('.hy-talk')).toContain('请说明积水的具体位置。')
    expect(await faultsOf(person, 'asked')).toEqual([])
    await picture(person, 'both-asked')
    await person.click(`a[href$="/add"] >> nth=0`)
    await eventually(() => person.textContent('main')).toContain('请说明积水的具体位置。')
    await person.fill('#words', '在东巷 5 号门前。')
    await goOn(person)
    await eventually(() => person.textContent('.hy-talk')).toContain('在东巷 5 号门前。')
    await handler.reload()
    await eventually(() => panel.textContent()).toContain('在东巷 5 号门前。')

    // Who looks at personal details gives a reason, and the person reads it, with unit and role and without a name.
    await command(clerk, `/matters/${mine.matterId}/disclosures`, { reason: '核对联系电话' })
    await person.goto(`${stage.server.url}/demo/my/${mine.number}`)
    await eventually(() => person.textContent('main')).toContain('查看了您的姓名和联系方式（核对联系电话）')
    for (const { name } of stage.server.accounts) expect(await person.textContent('main')).not.toContain(name)

    await person.click('a[href$="/contact"] >> nth=0')
    await eventually(() => person.textContent('main')).toContain('138****0021')
    await person.fill('#phone', '13900000022')
    await goOn(person)
    expect(await faultsOf(person, 'contact')).toEqual([])
    await person.goto(`${stage.server.url}/demo/my/${mine.number}/contact`)
    await eventually(() => person.textContent('main')).toContain('139****0022')
  })

  it('end a matter by its withdrawal, for which the person says twice that it is meant', async () => {
    const mine = await told(stage, '楼道灯不亮')
    const person = await openMine(stage, mine)
    await person.click('a[href$="/withdraw"] >> nth=0')
    await goOn(person)
    await eventually(() => person.locator('.govuk-error-summary').count()).toBe(1)
    expect(await faultsOf(person, 'withdraw')).toEqual([])
    await person.check('#sure')
    await goOn(person)
    await eventually(() => person.textContent('.hy-now')).toContain('撤回')
    await eventually(() => person.locator('a[href$="/withdraw"]').count()).toBe(0)
    await picture(person, 'both-withdrawn')
    const clerk = await stage.at('demo.clerk', `/desk/matters/${mine.matterId}`)
    await expectState(clerk, '撤回')
  })

  it('turn away what re-review has decided already, with the opinion named at the desk, the notice served and read', async () => {
    const mine = await told(stage, '同一事实再次提出')
    const clerk = await stage.at('demo.clerk', `/desk/matters/${mine.matterId}?do=main.no-longer-accept`)
    await clerk.locator('.task').waitFor()
    await clerk.getByRole('button', { name: /^确认：/ }).click()
    // Neither the opinion nor the reason may be missing.
    await eventually(() => clerk.locator('#in-finished-error, #in-reason-error').count()).toBeGreaterThan(0)
    await clerk.locator('#in-finished').fill('演示市信访局 演市复核〔2026〕1号 2026年3月2日')
    await clerk.locator('#in-reason').fill('与已复核终结的事项事实和理由相同，没有新的材料（演示）。')
    await expectFit(clerk)
    await picture(clerk, 'both-no-longer')
    await clerk.getByRole('button', { name: /^确认：/ }).click()
    await eventually(() => clerk.locator('.task').count()).toBe(0)
    const staff = await signInAs(stage.server, 'demo.clerk')
    const { proceedings } = await staff.get<{
      proceedings: { proceedingId: string; procedure: string; end: string | null }[]
    }>(`/matters/${mine.matterId}`)
    const service = proceedings.find((p) => p.procedure === 'service' && !p.end)!
    const date = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
    await staff.post(`/matters/${mine.matterId}/actions`, {
      proceedingId: service.proceedingId,
      action: 'deliver',
      input: { method: 'in-person', date, detail: '本人签收' },
    })
    const person = await openMine(stage, mine)
    const page = (await person.textContent('main'))!
    for (const words of ['不再受理告知书', '送达', '没有新的材料', '演市复核〔2026〕1号'])
      expect(page).toContain(words)
    expect(page).not.toContain('不予')
    await eventually(() => person.getByRole('link', { name: '提出新的事项' }).getAttribute('href')).toBe(
      '/demo/tell-us',
    )
    expect(await faultsOf(person, 'no longer accepted')).toEqual([])
    await picture(person, 'both-turned-away')
  })
})
