/** Two operators at once, by keyboard: a call comes up, is answered at once or becomes an order, and nothing typed is lost. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { signedHeaders } from '../src/hotline/index.ts'
import {
  ask,
  command,
  eventually,
  expectFit,
  focused,
  journey,
  picture,
  pressNamed,
  registered,
  stepTaken,
  tabTo,
  typeInto,
} from './harness.ts'

type Key = { systemId: string; secret: string }
let sent = 0

journey('the 12345 desk', (desk) => {
  /** What a telephone system posts. */
  async function tell(key: Key, call: string, type: string, more: object = {}): Promise<void> {
    const body = JSON.stringify({ id: `e${sent++}`, call, type, at: new Date().toISOString(), ...more })
    const headers = signedHeaders({ ...key, body, now: new Date() })
    const answer = await fetch(`${desk.server.url}/hooks/v1/calls/demo`, { method: 'POST', headers, body })
    expect(answer.status, await answer.text()).toBe(200)
  }
  /** Comes to work: the extension, by keyboard. */
  async function sitDown(page: Page, extension: string): Promise<void> {
    await typeInto(page, '#hotline-extension', extension)
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.hotline-seat').textContent()).toContain(extension)
  }
  const talk = (page: Page) => page.locator('.hotline-head').textContent()

  it('brings each call to its operator, who works by keyboard alone', async () => {
    const keeper = await desk.at('demo.admin', '/desk/administration/telephone')
    const key = await command<Key>(keeper, '/hotline/systems', { name: '演示呼叫中心', dialUrl: null })
    const one = await desk.at('demo.operator', '/desk/hotline')
    const two = await desk.at('demo.clerk', '/desk/hotline', { locale: 'en-GB' })
    await sitDown(one, '8001')
    await sitDown(two, '8002')

    await tell(key, 'a', 'ringing', { caller: '19900000001', queue: '12345', agent: '8001' })
    await tell(key, 'b', 'ringing', { caller: '19900000002', queue: '12345', agent: '8002' })
    await eventually(() => talk(one)).toContain('19900000001')
    await eventually(() => talk(two)).toContain('19900000002')
    await tell(key, 'a', 'answered', { agent: '8001' })
    await tell(key, 'b', 'answered', { agent: '8002' })
    await eventually(() => talk(one)).toContain('通话中')

    // One answers at once from the knowledge base.
    await typeInto(one, '#call-words', '社保卡丢了怎么补办')
    await eventually(() => one.locator('.hotline-found').textContent()).toContain('社会保障卡丢失后怎样补办')
    await one.keyboard.press('Alt+Digit1')
    await eventually(() => one.locator('#call-reply').inputValue()).toContain('补卡')
    await eventually(() => focused(one)).toBe('call-reply')
    await expectFit(one)
    await picture(one, 'hotline')
    await one.keyboard.press('Alt+Enter')
    await eventually(() => one.locator('.hotline-made').textContent()).toMatch(/DEMO-R\d{4}-\d{6}/)

    // The other begins an order; what is typed outlives a reload.
    await typeInto(two, '#call-words', '人民路 12 号门前井盖丢失，天黑怕有人掉下去。')
    await typeInto(two, '#call-place', '人民路 12 号')
    const { calls } = await ask<{ calls: { callId: string }[] }>(two, '/hotline/mine')
    const kept = () => ask<{ scribble: { place: string } | null }>(two, `/hotline/calls/${calls[0]!.callId}`)
    await eventually(async () => (await kept()).scribble?.place).toBe('人民路 12 号')
    await two.reload()
    await eventually(() => two.locator('#call-words').inputValue()).toContain('井盖丢失')
    expect(await two.locator('#call-place').inputValue()).toBe('人民路 12 号')
    await two.locator('#call-words').focus()
    await two.keyboard.press('Control+Enter')
    await eventually(() => two.locator('.hotline-made').textContent()).toMatch(/DEMO-R\d{4}-\d{6}/)

    // A second call while words stand there: they stay, and the caller's open order is named once it is answered.
    await tell(key, 'b', 'ended')
    await tell(key, 'c', 'ringing', { caller: '19900000002', agent: '8002' })
    await eventually(() => two.locator('.hotline-calls li').count()).toBe(2)
    await tell(key, 'c', 'answered', { agent: '8002' })
    await two.locator('.hotline-calls button').last().click()
    await eventually(() => two.locator('.hotline-orders').textContent()).toMatch(/DEMO-R/)
    await two.locator('.hotline-calls button').first().click()
    await eventually(() => two.locator('#call-words').inputValue()).toContain('井盖丢失')
    await two.reload()
    const pressed = () => two.locator('.hotline-calls button').first().getAttribute('aria-pressed')
    await eventually(pressed).toBe('true')

    // Over: handed on and wrapped up; the call leaves the screen.
    await tell(key, 'a', 'ended')
    await one.getByRole('button', { name: '咨询', exact: true }).click()
    await eventually(() => one.locator('#main').textContent()).toContain('等待来电')

    // On another page the next call comes as a card, opened by a key; another tab of the browser leaves it alone.
    await one.goto(`${desk.server.url}/desk/matters`)
    await tell(key, 'd', 'ringing', { caller: '19900000003', agent: '8001' })
    await eventually(() => one.locator('.call-pop-up').textContent()).toContain('19900000003')
    await picture(one, 'hotline-pop-up')
    await one.keyboard.press('Alt+c')
    await eventually(() => talk(one)).toContain('19900000003')
    const tab = await one.context().newPage()
    await tab.goto(`${desk.server.url}/desk/hotline`)
    await eventually(() => tab.locator('#main').textContent()).toContain('另一个标签页')

    // Taken over, written on there and taken back: each goes on with what the other wrote.
    const callId = new URL(one.url()).searchParams.get('call')
    type Detail = { scribble: { words: string } | null }
    const words = async () => (await ask<Detail>(one, `/hotline/calls/${callId}`)).scribble?.words
    const typed = (page: Page) => page.locator('#call-words').inputValue()
    await typeInto(one, '#call-words', '路灯')
    await eventually(words).toBe('路灯')
    await pressNamed(tab, '改在这里打开')
    await eventually(() => typed(tab)).toBe('路灯')
    await typeInto(tab, '#call-words', '路灯不亮')
    await eventually(words).toBe('路灯不亮')
    await eventually(() => one.locator('#main').textContent()).toContain('另一个标签页')
    await pressNamed(one, '改在这里打开')
    await eventually(() => typed(one)).toBe('路灯不亮')
    await tab.close()
  }, 240_000)

  it('archives many orders at once, and tells of each that has to wait', async () => {
    const clerk = await desk.at('demo.clerk')
    const order = { procedure: 'hotline-order', channel: 'phone', subject: '夜间施工几点停（演示归档）' }
    const solved: Record<string, boolean> = {}
    const ended = async (calledBack: boolean): Promise<string> => {
      const { matterId, number } = await registered(clerk, order)
      const said = { result: 'explained', words: '夜间十点以后不得施工。', basis: '演示依据' }
      type Doc = {
        demands: { demandId: string }[]
        proceedings: { proceedingId: string; procedure: string }[]
      }
      const { demands } = await ask<Doc>(clerk, `/matters/${matterId}`)
      const outcomes = demands.map(({ demandId }) => ({ demandId, ...said }))
      await stepTaken(clerk, matterId, 'answer-now', { outcomes, reply: '夜间十点以后不得施工。' })
      if (!calledBack) return number
      const { proceedings } = await ask<Doc>(clerk, `/matters/${matterId}`)
      for (const { demandId } of demands) solved[demandId] = true
      await command(clerk, `/matters/${matterId}/actions`, {
        proceedingId: proceedings.find((p) => p.procedure === 'follow-up')!.proceedingId,
        action: 'record-rating',
        input: { rating: { bureau: 'satisfied', unit: 'satisfied', solved } },
      })
      return number
    }
    const ready = [await ended(true), await ended(true)]
    const waits = await ended(false)
    await clerk.goto(`${desk.server.url}/desk/matters?list=all&progress=ended&procedure=hotline-order`)
    const rows = (n: string) => clerk.locator('tr', { hasText: n })
    for (const n of [...ready, waits]) await rows(n).waitFor()
    await clerk.keyboard.press('Shift+KeyX')
    await clerk.locator('#main').focus()
    await pressNamed(clerk, '归档…')
    await clerk.locator('#batch-words').waitFor()
    await tabTo(clerk, 'input[type=radio]')
    await clerk.keyboard.press('Space')
    await typeInto(clerk, '#batch-words', '演示卷宗 2026-1')
    await expectFit(clerk)
    await picture(clerk, 'batch-archive')
    await pressNamed(clerk, /^\s*归 ?档\s*$/)
    await eventually(() => clerk.locator('.dialog-foot button').isEnabled()).toBe(true)
    const told = (n: string) => clerk.locator('.batch-told li', { hasText: n }).textContent()
    for (const n of ready) expect(await told(n)).toContain('已办')
    expect(await told(waits)).toContain('回访')
    await picture(clerk, 'batch-archived')
    await pressNamed(clerk, /只留下/)
    await eventually(() => clerk.locator('.batch-bar strong').textContent()).toContain('已选')
    await clerk.goto(`${desk.server.url}/desk/matters?list=all&progress=any&archive=archived`)
    for (const n of ready) await rows(n).waitFor()
    expect(await rows(waits).count()).toBe(0)
  })

  it('shows the supervisor queue, levels and missed calls', async () => {
    const keeper = await desk.at('demo.admin', '/desk/administration/telephone')
    const key = await command<Key>(keeper, '/hotline/systems', { name: '演示呼叫中心二', dialUrl: null })
    await tell(key, 'm', 'ringing', { caller: '19900000009' })
    await tell(key, 'm', 'abandoned')
    await tell(key, 'q', 'ringing', { caller: '19900000008' })
    const board = await desk.at('demo.supervisor', '/desk/hotline/board')
    await eventually(() => board.locator('[aria-labelledby=hotline-missed]').textContent()).toContain(
      '199****0009',
    )
    await eventually(() => board.locator('.hotline-board').textContent()).toContain('199****0008')
    await picture(board, 'hotline-board')
    await board
      .locator('li', { hasText: '199****0009' })
      .getByRole('button', { name: /^已接通/ })
      .click()
    await eventually(() => board.locator('[aria-labelledby=hotline-missed]').textContent()).not.toContain(
      '199****0009',
    )
  })
})
