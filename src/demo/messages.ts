/** The demo's messages: groups by township of made-up people, templates, a campaign that has gone out, one that waits, replies. */
import path from 'node:path'
import type { Pool } from '../kernel/postgres/connect.ts'
import {
  createDispatcher,
  fileLine,
  importContacts,
  type Line,
  type MessagesRoom,
  makeCampaign,
  saveTemplate,
  stepCampaign,
  takeReceipt,
  takeReply,
  writeGroup,
} from '../messages/index.ts'
import { writeCsv } from '../tables/index.ts'
import { demoCommand, type Filling, granted } from './openness.ts'

/** Numbers of people who do not exist: 199 0000 and a running number. */
const numberOf = (n: number) => `1990000${String(n).padStart(4, '0')}`

const GROUPS = [
  { unit: 'cd', name: '城东街道服务提醒', people: 26 },
  { unit: 'cx', name: '城西街道服务提醒', people: 22 },
  { unit: 'bh', name: '北河镇服务提醒', people: 18 },
  { unit: 'ns', name: '南山乡服务提醒', people: 14 },
] as const
const FAMILY = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴']

const TEMPLATES = [
  { name: '停水通知', body: '{name}您好，{township}{date}因管道检修停水，请提前储水。咨询请拨12345。' },
  { name: '接访日预告', body: '{name}您好，{date}局领导在{place}接访，可现场反映，也可拨12345预约。' },
  { name: '服务评价', body: '{name}您好，请对近期12345服务回复数字评价：1满意，2基本满意，3不满意。' },
] as const

const ten = (day: Date, before: number) =>
  new Date(`${new Date(day.getTime() - before * 86_400_000).toISOString().slice(0, 10)}T02:00:00.000Z`)

/** Safe to run again: each act has its key. */
export async function addDemoMessages(
  f: Filling & { owner: Pool },
  units: readonly { code: string; unit_id: string }[],
): Promise<void> {
  const { keyring, app, directory } = f.cases
  const file = fileLine(path.dirname(f.cases.filesRoot))
  const room: MessagesRoom = { pool: app, directory, keyring, cases: f.cases, linesOf: () => [file] }
  const by = (login: string, what: string, now = f.today) => demoCommand(f, login, `messages:${what}`, now)
  const ids: string[] = []
  let n = 0
  for (const g of GROUPS) {
    const unitId = units.find((u) => u.code === g.unit)!.unit_id
    const made = granted(
      g.name,
      await writeGroup(room, by('demo.clerk', `group:${g.unit}`), { name: g.name, unitId }, null),
    )
    const rows = Array.from({ length: g.people }, () => {
      n++
      return [numberOf(n), `${FAMILY[n % FAMILY.length]}某`, '服务登记表（演示）', '2026-01-15']
    })
    const content = writeCsv([['手机号码', '称呼', '同意方式', '同意日期'], ...rows]).toString('base64')
    const ask = { groupId: made.groupId, fileName: '演示.csv', content, consentSource: '', consentOn: null }
    granted(
      g.name,
      await importContacts(room, by('demo.clerk', `people:${g.unit}`), { ...ask, dryRun: false }),
    )
    ids.push(made.groupId)
  }
  for (const [i, t] of TEMPLATES.entries())
    granted(t.name, await saveTemplate(room, by('demo.clerk', `template:${i}`), { ...t, active: true }, null))

  const yesterday = ten(f.today, 1)
  const sent = granted(
    'campaign',
    await makeCampaign(room, by('demo.clerk', 'sent', yesterday), {
      title: '北河镇、南山乡停水通知（演示）',
      via: 'sms',
      body: TEMPLATES[0].body,
      variables: { date: '明天上午' },
      groupIds: ids.slice(2),
      sendAt: null,
    }),
  )
  const submit = { step: 'submit' as const, expectedVersion: 1, note: null }
  granted('submit', await stepCampaign(room, by('demo.clerk', 'submit', yesterday), sent.campaignId, submit))
  const numbers: string[] = []
  const line: Line = {
    ...file,
    async hand(m) {
      const done = await file.hand(m)
      if (done.kind !== 'sent') return done
      numbers.push(m.address)
      return { kind: 'sent', reference: `demo-${m.address}` }
    },
  }
  const clock = { now: () => yesterday }
  const dispatcher = createDispatcher({
    worker: f.owner,
    app,
    keyring,
    directory,
    clock,
    linesOf: () => [line],
    mayReach: () => true,
  })
  while ((await dispatcher.round()) > 0);
  const incoming = {
    worker: f.owner,
    keyring,
    directory,
    clock,
    bureauOfNumber: () => 'demo',
    noticeReceipt: async () => false,
  }
  // Told as a gateway would: most arrived, one telephone was off for too long.
  for (const [i, address] of numbers.sort().entries()) {
    const reference = `demo-${address}`
    const delivered = i % 15 !== 7
    if (i % 10 === 9) continue
    await takeReceipt(incoming, file.name, {
      reference,
      delivered,
      code: delivered ? null : 'EXPIRED',
      address,
    })
  }
  if (numbers.length > 0) {
    const reply = (i: number, text: string) =>
      takeReply(incoming, file.name, { from: numbers[i]!, to: '', text })
    await reply(0, '退订')
    await reply(1, '请问几点恢复供水？我家有病人。（演示）')
    await reply(2, '1')
  }
  granted(
    'draft',
    await makeCampaign(room, by('demo.clerk', 'draft'), {
      title: '接访日预告（演示草稿）',
      via: 'sms',
      body: TEMPLATES[1].body,
      variables: { date: '下周二上午', place: '县信访局一楼' },
      groupIds: ids,
      sendAt: null,
    }),
  )
}
