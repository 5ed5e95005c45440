/** Groups, campaigns and replies on a real database, with lines of the test. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { decide, showCampaign, stepCampaign, testCampaign } from '../../src/messages/campaigns.ts'
import { figuresOf } from '../../src/messages/figures.ts'
import { readContacts, removeContact } from '../../src/messages/groups.ts'
import {
  fileLine,
  importContacts,
  makeCampaign,
  saveSettings,
  takeReceipt,
  takeReply,
} from '../../src/messages/index.ts'
import { previewCampaign } from '../../src/messages/preview.ts'
import { listReplies, mattersOfReply, settleReply } from '../../src/messages/replies.ts'
import type { Outcome } from '../../src/messages/rules.ts'
import { listTemplates, saveTemplate } from '../../src/messages/text-templates.ts'
import { writeCsv, writeXlsx } from '../../src/tables/index.ts'
import { granted } from '../harness/world.ts'
import { createMessages, type Messages, numberOf, testLine } from './setup.ts'

let w: Messages
const START = new Date('2026-03-02T02:00:00.000Z')
beforeAll(async () => {
  w = await createMessages()
})
afterAll(() => w.close())
afterEach(() => w.m.clock.set(START))

const csv = (...rows: string[][]) => writeCsv(rows).toString('base64')
const HEAD = ['手机号码', '称呼', '同意方式', '同意日期']
const ask = (groupId: string, content: string, more = {}) => ({
  groupId,
  fileName: 'a.csv',
  content,
  consentSource: '',
  consentOn: null,
  dryRun: false,
  ...more,
})
/** All rounds until nothing is left to do. */
async function runAll(more = {}): Promise<void> {
  const dispatcher = w.dispatcher(more)
  for (let n = 0; n < 20; n++) if ((await dispatcher.round()) === 0) return
}
const audits = async (action: string) =>
  (await w.m.database.owner.query('select details from audit_log where action = $1', [action])).rows

describe('a group', () => {
  test('takes contacts from a table with their consent, told cell by cell what is wrong', async () => {
    const groupId = await w.group('导入', 0, 0)
    const content = csv(
      HEAD,
      ['19000001001', '王某', '村民登记表', '2026-02-01'],
      ['１９０ 0000 1002', '李某', '', ''],
      ['010-62345678', '座机', '登记', '2026-02-01'],
      ['19000001001', '又一次', '登记', '2026-02-01'],
      ['19000001003', '未来', '登记', '2027-01-01'],
      ['19000001004', '坏日期', '登记', '昨天'],
    )
    const tried = granted(
      await importContacts(w.room, w.command('clerk'), ask(groupId, content, { dryRun: true })),
    )
    expect(tried).toMatchObject({ rows: 6, added: 1, changed: 0 })
    expect(tried.problems.map((p) => [p.cell, p.problem])).toEqual([
      ['C3', 'no-consent'],
      ['D3', 'no-consent'],
      ['A4', 'not-a-mobile'],
      ['A5', 'twice'],
      ['D6', 'in-future'],
      ['D7', 'not-a-date'],
    ])
    const otherwise = { consentSource: '网格员登记', consentOn: '2026-01-01' }
    const done = granted(await importContacts(w.room, w.command('clerk'), ask(groupId, content, otherwise)))
    expect(done).toMatchObject({ added: 2 })
    const xlsx = await writeXlsx([
      { name: '表', rows: [HEAD, ['19000001001', '王某某', '村民登记表', '2026-02-01']] },
    ])
    const again = granted(
      await importContacts(w.room, w.command('clerk'), {
        ...ask(groupId, Buffer.from(xlsx).toString('base64')),
        fileName: 'b.xlsx',
      }),
    )
    expect(again).toMatchObject({ added: 0, changed: 1, same: 0 })
  })

  test('keeps no number in plain text, shows it masked, and whole only with a reason that is written down', async () => {
    const groupId = await w.group('遮盖', 2000, 3)
    const dump = await w.m.database.owner.query('select * from group_contacts')
    expect(
      JSON.stringify(dump.rows.map((r) => [r.box.toString('latin1'), r.digest.toString('latin1')])),
    ).not.toContain(numberOf(2000))
    const plain = { groupId, after: '', limit: 2, reason: null }
    const first = await readContacts(w.room, w.command('clerk'), plain)
    expect(first.items[0]!.address).toMatch(/^190\*{6}\d\d$/)
    expect((await audits('message.contacts-read')).length).toBe(0)
    const whole = await readContacts(w.room, w.command('clerk'), {
      ...plain,
      after: first.next!,
      reason: '核对号码',
    })
    expect(whole.items.map((i) => i.address.length)).toEqual([11])
    expect(await audits('message.contacts-read')).toMatchObject([
      { details: { reason: '核对号码', persons: 1 } },
    ])
  })
})

describe('a template', () => {
  test('tells its length as it would be sent', async () => {
    const body = '{name}您好，明天停水。'
    granted(await saveTemplate(w.room, w.command('clerk'), { name: '停水', body, active: true }, null))
    const [t] = granted(await listTemplates(w.room, w.bureauId))
    expect(t).toMatchObject({
      variables: ['name'],
      length: { alphabet: 'ucs2', units: `【county单位】${body} 回复TD退订`.length, segments: 1 },
    })
  })
})

describe('a campaign', () => {
  test('is shown with real values, tried on a number, sent once to each, and told by township', async () => {
    const line = testLine('main')
    w.use(line)
    const a = await w.group('东村', 3000, 30)
    // Five of them stand in both groups: each is one person.
    const b = await w.group('西村', 3025, 20, 'works')
    const fields = {
      title: '停水',
      via: 'sms' as const,
      body: '{name}您好，{township}{date}停水。',
      variables: { date: '明天' },
      groupIds: [a, b],
      sendAt: null,
    }
    const preview = granted(await previewCampaign(w.room, w.command('clerk'), fields))
    expect(preview).toMatchObject({ people: 45, segments: 45, costFen: 225, missing: [], gateways: ['main'] })
    expect(preview.samples[0]!.text).toMatch(/^【county单位】某\d+您好，town单位明天停水。 回复TD退订$/)
    expect(
      granted(await previewCampaign(w.room, w.command('clerk'), { ...fields, variables: {} })).missing,
    ).toEqual(['date'])
    const { campaignId } = granted(await makeCampaign(w.room, w.command('clerk'), fields))
    granted(await testCampaign(w.room, w.command('clerk'), campaignId, ['19000009999']))
    await runAll()
    expect(line.got.map((g) => g.address)).toEqual(['19000009999'])
    const shown = granted(await showCampaign(w.room, w.command('clerk'), campaignId))
    expect(shown).toMatchObject({ state: 'draft', tests: [{ address: '190******99', state: 'sent' }] })
    const submit = { step: 'submit' as const, expectedVersion: 1, note: null }
    granted(await stepCampaign(w.room, w.command('clerk'), campaignId, submit))
    await runAll()
    expect(new Set(line.got.map((g) => g.address)).size).toBe(46)
    expect(line.got).toHaveLength(46)
    const done = granted(await showCampaign(w.room, w.command('clerk'), campaignId))
    expect(done).toMatchObject({
      state: 'finished',
      people: 45,
      waiting: 0,
      counts: { sent: 45, costFen: 225 },
    })
    expect(done.byUnit.map((u) => u.sent).sort()).toEqual([15, 30])
    const [month] = await figuresOf(w.room, w.bureauId, '2026-03', '2026-03')
    expect(month!.total.sent).toBeGreaterThanOrEqual(46)
    const { sums, rows } = await w.tallies(campaignId)
    expect(sums).toEqual(rows)
  })

  test('above the number set goes out only after a second person agreed', async () => {
    w.use(testLine('main'))
    const command = w.command('head')
    granted(
      await saveSettings(w.room, command, {
        approveAbove: 5,
        quietFrom: '21:00',
        quietTo: '08:00',
        signature: '演示局',
        expectedVersion: 0,
      }),
    )
    const groupId = await w.group('六人', 4000, 6)
    const fields = {
      title: '通知',
      via: 'sms' as const,
      body: '请查收。',
      variables: {},
      groupIds: [groupId],
      sendAt: null,
    }
    const { campaignId } = granted(await makeCampaign(w.room, w.command('supervisor'), fields))
    const step = (
      login: 'supervisor' | 'head' | 'clerk',
      what: 'submit' | 'approve',
      expectedVersion: number,
    ) => stepCampaign(w.room, w.command(login), campaignId, { step: what, expectedVersion, note: null })
    granted(await step('supervisor', 'submit', 1))
    await runAll()
    expect(await w.states(campaignId)).toEqual({})
    expect(await step('supervisor', 'approve', 2)).toMatchObject({ refused: 'message.own_campaign' })
    expect(isRefusal(await step('clerk', 'approve', 2))).toBe(true)
    granted(await step('head', 'approve', 2))
    await runAll()
    expect(await w.states(campaignId)).toEqual({ sent: 6 })
  })

  test('waits for its hour and for the morning', async () => {
    const line = testLine('main')
    w.use(line)
    const groupId = await w.group('三人', 5000, 3)
    // 20:30 there; it may go at 20:50.
    w.m.clock.set(new Date('2026-03-02T12:30:00Z'))
    const first = await w.started([groupId], { sendAt: '2026-03-02T12:50:00.000Z' })
    await runAll()
    expect(line.got).toHaveLength(0)
    w.m.clock.set(new Date('2026-03-02T12:51:00Z'))
    await runAll()
    expect(await w.states(first)).toEqual({ sent: 3 })
    // At 21:10 nobody is woken.
    w.m.clock.set(new Date('2026-03-02T13:10:00Z'))
    const second = await w.started([groupId])
    await runAll()
    expect(await w.states(second)).toEqual({ waiting: 3 })
    const shown = granted(await showCampaign(w.room, w.command('clerk'), second))
    expect(shown.quietUntil).toBe('2026-03-03T00:00:00.000Z')
    w.m.clock.set(new Date('2026-03-03T00:01:00Z'))
    await runAll()
    expect(await w.states(second)).toEqual({ sent: 3 })
  })

  test('stopped hands over nothing more, and goes on where it was', async () => {
    const groupId = await w.group('五十人', 6000, 50)
    const line = testLine('main')
    const hand = line.hand
    let stopping: Promise<void> | null = null
    const stop = async () => {
      const { version } = granted(await showCampaign(w.room, w.command('clerk'), campaignId))
      const step = { step: 'stop' as const, expectedVersion: version, note: null }
      granted(await stepCampaign(w.room, w.command('clerk'), campaignId, step))
    }
    w.use(
      Object.assign(line, {
        hand: async (h: Parameters<typeof hand>[0]) => {
          if (line.got.length >= 10) stopping ??= stop()
          // Those under way wait until it is stopped: what is handed over afterwards is what was claimed before.
          await stopping
          return hand(h)
        },
      }),
    )
    // Approved above five, as was set before.
    const campaignId = await w.started([groupId])
    await runAll()
    const states = await w.states(campaignId)
    // At most what was claimed at that moment went on: a window.
    expect(states.sent).toBeLessThanOrEqual(20 + 20)
    expect(states.waiting! + states.sent!).toBe(50)
    const { version } = granted(await showCampaign(w.room, w.command('clerk'), campaignId))
    const resume = { step: 'resume' as const, expectedVersion: version, note: null }
    granted(await stepCampaign(w.room, w.command('clerk'), campaignId, resume))
    await runAll()
    expect(await w.states(campaignId)).toEqual({ sent: 50 })
    expect(new Set(line.got.map((g) => g.address)).size).toBe(line.got.length)
  })

  test('is tried again after pauses, then by the second gateway; at once when the first is away', async () => {
    const groupId = await w.group('四人', 7000, 4)
    const answers: Outcome[] = [
      { kind: 'sent', reference: 'a' },
      { kind: 'refused', code: 'smpp 0x0000000b' },
      { kind: 'later', code: 'smpp 0x00000014', away: false },
      { kind: 'uncertain', code: 'no-answer' },
    ]
    let n = 0
    const first = testLine('first', { hand: async () => answers[n++ % 4] ?? answers[2]! })
    const second = testLine('second', { costFen: 7 })
    w.use(first, second)
    const campaignId = await w.started([groupId])
    await runAll()
    expect(await w.states(campaignId)).toEqual({ sent: 1, refused: 1, waiting: 1, uncertain: 1 })
    // The one that waits is tried once more there, after its pause; then the other gateway has it.
    n = 2
    w.m.clock.advance(31_000)
    await runAll()
    expect(second.got).toHaveLength(1)
    expect(await w.states(campaignId)).toEqual({ sent: 2, refused: 1, uncertain: 1 })
    // What is uncertain stays so until somebody decides.
    const decided = granted(
      await decide(w.room, w.command('clerk'), campaignId, { again: false, keys: null }),
    )
    expect(decided).toEqual({ decided: 1 })
    const { sums, rows } = await w.tallies(campaignId)
    expect(sums).toEqual(rows)
    let away = true
    const gone = testLine('gone', { isAway: () => away })
    w.use(gone, second)
    const other = await w.started([groupId])
    await runAll()
    expect([gone.got.length, second.got.length]).toEqual([0, 5])
    expect(await w.states(other)).toEqual({ sent: 4 })
    away = false
  })

  test('left by a killed process is uncertain, not sent again', async () => {
    const line = testLine('main', { hand: () => new Promise<never>(() => {}) })
    w.use(line)
    const groupId = await w.group('两人', 8000, 2)
    const campaignId = await w.started([groupId])
    const dying = w.dispatcher({ leaseMs: 60_000 })
    await dying.round()
    // Never resolves: as if it were killed with both handed over.
    void dying.round()
    await expect.poll(async () => (await w.states(campaignId)).sending).toBe(2)
    const healthy = testLine('main')
    w.use(healthy)
    const next = w.dispatcher()
    await next.sweep()
    await next.round()
    expect(await w.states(campaignId)).toEqual({ sending: 2 })
    w.m.clock.advance(61_000)
    expect(await next.sweep()).toBe(2)
    await next.round()
    expect(await w.states(campaignId)).toEqual({ uncertain: 2 })
    expect(healthy.got).toHaveLength(0)
    // A receipt proves one of them.
    const receipt = { reference: 'zz', delivered: true, code: null, address: numberOf(8000) }
    await takeReceipt(w.incoming, 'main', receipt)
    expect(await w.states(campaignId)).toEqual({ uncertain: 1, delivered: 1 })
    const { sums, rows } = await w.tallies(campaignId)
    expect(sums).toMatchObject({ sent: 1, delivered: 1, uncertain: 1 })
    expect(rows).toMatchObject({ sent: 1, delivered: 1, uncertain: 1 })
  })

  test('goes into the folder of the demo, a file for each', async () => {
    w.use(fileLine(w.m.home))
    const groupId = await w.group('文件', 9000, 3)
    const campaignId = await w.started([groupId])
    await runAll()
    const folder = path.join(w.m.home, 'outbox-files', 'county', 'campaigns', campaignId)
    const files = readdirSync(folder)
    expect(files).toHaveLength(3)
    expect(JSON.parse(readFileSync(path.join(folder, files[0]!), 'utf8')).text).toContain('【演示局】')
  })
})

describe('who opts out', () => {
  test('gets nothing more, also of what waits already, and no import brings them back', async () => {
    const line = testLine('main')
    w.use(line)
    const groupId = await w.group('退订', 10_000, 4)
    w.m.clock.set(new Date('2026-03-02T14:00:00Z'))
    const campaignId = await w.started([groupId])
    await runAll()
    expect(await w.states(campaignId)).toEqual({ waiting: 4 })
    await takeReply(w.incoming, 'main', { from: `86${numberOf(10_000)}`, to: '106', text: ' 退订。' })
    expect(await w.states(campaignId)).toEqual({ waiting: 3, 'opted-out': 1 })
    w.m.clock.set(new Date('2026-03-03T02:00:00Z'))
    await runAll()
    expect(line.got.map((g) => g.address)).not.toContain(numberOf(10_000))
    expect(line.got).toHaveLength(3)
    const content = csv(HEAD, [numberOf(10_000), '某', '登记', '2026-03-01'])
    expect(granted(await importContacts(w.room, w.command('clerk'), ask(groupId, content)))).toMatchObject({
      optedOut: 1,
    })
    const again = await w.started([groupId])
    await runAll()
    expect(await w.states(again)).toEqual({ sent: 3 })
    // Said at the desk it holds as well.
    const { items } = await readContacts(w.room, w.command('clerk'), {
      groupId,
      after: '',
      limit: 50,
      reason: null,
    })
    const { key } = items.find((i) => !i.optedOut)!
    granted(await removeContact(w.room, w.command('clerk'), { groupId, key, optOut: true }))
    const third = await w.started([groupId])
    await runAll()
    expect(await w.states(third)).toEqual({ sent: 2 })
  })
})

describe('a reply', () => {
  const open = () => listReplies(w.room, w.bureauId, { kind: 'open', after: null, limit: 10 })

  test('becomes a matter where a person decides so, once', async () => {
    await takeReply(w.incoming, 'main', { from: numberOf(3000), to: '106', text: '我家水管漏了三天没人修' })
    const [reply] = await open()
    expect(reply).toMatchObject({ address: '190******00', campaign: '停水', looksLike: null, kind: 'open' })
    const decision = {
      as: 'matter' as const,
      procedure: 'hotline-order',
      subject: '水管漏水',
      category: null,
      expectedVersion: 1,
    }
    const c = w.command('clerk')
    const done = granted(await settleReply(w.room, c, reply!.replyId, decision))
    const doc = await w.m.load(done.matterId!)
    expect(doc).toMatchObject({ channel: 'sms' })
    expect(granted(await settleReply(w.room, c, reply!.replyId, decision))).toEqual(done)
    expect(await settleReply(w.room, w.command('clerk'), reply!.replyId, decision)).toMatchObject({
      refused: 'message.reply_settled',
    })
  })

  test('becomes a rating of the matter that awaits one', async () => {
    const phone = numberOf(20_000)
    const parties = [{ role: 'petitioner' as const, name: '某', phone }]
    const made = await w.m.register('letter-box', { parties })
    const { matterId } = made
    await takeReply(w.incoming, 'main', { from: phone, to: '106', text: '1' })
    const [reply] = await open()
    expect(reply).toMatchObject({ looksLike: 'satisfied' })
    const decision = { as: 'rating' as const, matterId, grade: 'satisfied' as const, expectedVersion: 1 }
    const settle = (id = matterId) =>
      settleReply(w.room, w.command('clerk'), reply!.replyId, { ...decision, matterId: id })
    expect(await settle()).toMatchObject({ refused: 'message.no_rating_asked' })
    expect(granted(await mattersOfReply(w.room, w.command('clerk'), reply!.replyId))).toMatchObject([
      { matterId },
    ])
    await w.m.act(w.m.as('clerk'), matterId, 'assign', { unit: w.m.county.units.works })
    await w.m.act(w.m.as('works'), matterId, 'sign')
    const { outcomes } = await import('../harness/factories.ts')
    await w.m.act(w.m.as('works'), matterId, 'submit-reply', {
      outcomes: outcomes(await w.m.load(matterId)),
      reply: '答复之言在此。',
    })
    await w.m.act(w.m.as('checker'), matterId, 'approve-reply')
    granted(await settle())
    expect((await w.m.load(matterId)).ratings).toMatchObject([{ unit: 'satisfied', bureau: 'satisfied' }])
  })
})
