/** Insight as people use it: a topic that grows, one reply sent to each of its letters, and the check of a reply where it is approved. */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { ask, command, eventually, expectFit, journey, picture, registered, stepTaken } from './harness.ts'

const HUIYIN = path.resolve(import.meta.dirname, '../bin/huiyin')
const run = promisify(execFile)

const LETTERS = [
  ['青松小区旁的搅拌站', '青松小区东门外新建搅拌站，夜里噪声大，粉尘飘进家里，老人孩子睡不着。'],
  ['搅拌站夜间噪声', '我住青松小区三栋，东门外的搅拌站夜里噪声很大，粉尘也多，窗户不敢开。'],
  ['青松小区搅拌站何时搬走', '搅拌站的粉尘飘进青松小区，孩子咳嗽，夜里噪声不断，请让搅拌站搬走。'],
  ['搅拌站又在夜里开工', '青松小区东门外的搅拌站夜里又开工，噪声大，粉尘飘进家里，请查处。'],
] as const
const REPLY =
  '您好！经城市管理局十一月到青松小区东门外查看，搅拌站没有夜间施工许可，已责令夜间停工，并对料场加盖防尘网，搬迁方案正与县住建局研究。我们将尽快处理。'

/** Assigns a letter to the unit of demo.handler. */
async function toWorks(page: Page, matterId: string): Promise<void> {
  const { items } = await ask<{ items: { unitId: string; code: string }[] }>(page, '/units')
  await stepTaken(page, matterId, 'assign', { unit: items.find((u) => u.code === 'cgj')!.unitId })
}

journey('insight', (desk) => {
  const matters: { matterId: string; number: string }[] = []
  let topic = ''

  /** Gathers until it is seen: the feed gives an event out when no older change is under way, to one reader at a time. */
  const gathered = (seen: () => Promise<boolean>) =>
    expect
      .poll(
        async () => {
          await run(HUIYIN, ['gather-topics', '--bureau', 'demo'], {
            env: { ...process.env, HUIYIN_HOME: desk.server.home, HUIYIN_LOG: 'error' },
          })
          return seen()
        },
        { timeout: 90_000, interval: 2000 },
      )
      .toBe(true)

  it('tells of a topic that grows, on its page and on the start page of who oversees', async () => {
    const clerk = await desk.at('demo.clerk')
    for (const [subject, body] of LETTERS) {
      const one = await registered(clerk, { procedure: 'letter-box', subject, body, demands: [subject] })
      await toWorks(clerk, one.matterId)
      matters.push(one)
    }
    // The demo has a growing topic of its own, of more letters.
    type Growing = { items: { topicId: string; growing: { letters: number } }[] }
    let grown = ''
    await gathered(async () => {
      const { items } = await ask<Growing>(clerk, '/matter-topics/growing')
      grown = items.find((t) => t.growing.letters === 4)?.topicId ?? ''
      return grown !== ''
    })
    await clerk.goto(`${desk.server.url}/desk/hot-topics`)
    await eventually(() => clerk.locator('.insight-growing').textContent()).toContain('近七天 4 件')
    await picture(clerk, 'hot-topics')

    const head = await desk.at('demo.supervisor', '/desk/')
    await head.locator(`.insight-growing a[href*='${grown}']`).first().click()
    for (const { number } of matters.slice(0, 2))
      await head
        .locator('.insight-members li')
        .filter({ hasText: number })
        .getByRole('button', { name: /^归入/ })
        .click()
    await eventually(() => head.locator('.insight-members .chip-amber').count()).toBe(2)
    topic = new URL(head.url()).pathname
    await expectFit(head)
    await picture(head, 'hot-topic')
  })

  it('sends one reply to each, and checks it where it is approved', async () => {
    const handler = await desk.at('demo.handler')
    for (const { matterId } of matters.slice(0, 2)) await stepTaken(handler, matterId, 'sign', {})
    await handler.goto(desk.server.url + topic)
    await handler.locator('#insight-basis').fill('《中华人民共和国噪声污染防治法》第四十三条')
    await handler.locator('#insight-words').fill(REPLY)
    await handler.getByRole('button', { name: '提交到 2 件' }).click()
    const sent = handler.locator('section[aria-labelledby="insight-reply"] li')
    await eventually(() => sent.filter({ hasText: '已提交' }).count()).toBe(2)

    // Each question with its reason, and the other letter's reply named to who may open it.
    const clerk = await desk.at('demo.clerk')
    const own = `/matters/${matters[0]!.matterId}`
    await gathered(async () => {
      const told = await command<object>(clerk, `${own}/reply-checks`, { reply: REPLY, outcomes: [] })
      return JSON.stringify(told).includes(matters[1]!.number)
    })
    await clerk.goto(`${desk.server.url}/desk${own}?do=main.approve-reply`)
    const check = clerk.locator('.reply-check')
    for (const words of [
      '和另一件的答复 100 % 相同',
      matters[1]!.number,
      '诉求都答了吗',
      '噪声污染防治法',
      '没有说到哪天',
      '有称呼问候',
    ])
      await eventually(() => check.textContent()).toContain(words)
    await eventually(() => check.locator('mark').count()).toBeGreaterThan(0)
    await expectFit(clerk)
    await picture(clerk, 'reply-check')
    // Advice: it is approved all the same.
    await clerk.getByRole('button', { name: /^确认/ }).click()
    await eventually(() => clerk.locator('.task').count()).toBe(0)
  })

  it('is checked while it is written, each place a press away', async () => {
    const clerk = await desk.at('demo.clerk')
    const { matterId } = await registered(clerk, { procedure: 'letter-box' })
    await toWorks(clerk, matterId)
    const handler = await desk.at('demo.handler')
    await stepTaken(handler, matterId, 'sign', {})
    await handler.goto(`${desk.server.url}/desk/matters/${matterId}?do=main.submit-reply`)
    await handler.locator('#in-reply').fill('您好！我们将尽快研究厕所的选址。')
    const check = handler.locator('.reply-check')
    await eventually(() => check.textContent()).toContain('答复里没有提到')
    await handler.locator('#in-reply').fill('您好！演示路中段的三盏路灯将在12月底前修好，请您再看。')
    await eventually(() => check.textContent()).toContain('说了时间')
    await check.locator('.reply-check-go').first().click()
    await eventually(() => handler.evaluate('document.activeElement?.id')).toBe('in-reply')
    await expectFit(handler)
  })
})
