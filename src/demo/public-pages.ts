/** What the demo county puts up for everybody: reception days with bookings, topics for suggestions, channels. Plainly made up. */
import { type BureauFacts, todayIn } from '../bureau/index.ts'
import { addDays, localMs, type PlainDate, toDayNumber } from '../kernel/calendar/index.ts'
import { deriveUuid } from '../kernel/crypto/index.ts'
import { saveChannels, saveTopic, tieSuggestion } from '../openness/index.ts'
import { actAtWindow, book, changeDay, type ReceptionRoom, saveDay, takeTicket } from '../reception/index.ts'
import { OPEN_STORIES } from './open-stories.ts'
import { DAY, demoCommand, type Filling, granted } from './openness.ts'

/** Today's half-day: the morning for who starts the demo in the morning, otherwise the afternoon. */
const HALF_DAYS = {
  morning: { starts: '08:30', slots: 7 },
  afternoon: { starts: '14:30', slots: 6 },
} as const

/** Days from today on; those ahead move to the next working day. */
const DAYS = [
  {
    in: 0,
    ...HALF_DAYS.morning,
    minutes: 30,
    host: '县信访局值班局长',
    unit: 'xfj',
    place: '县群众来访接待中心一号窗口',
    note: '没有预约的，请到窗口取号。',
  },
  {
    in: 5,
    starts: '09:00',
    minutes: 20,
    slots: 9,
    host: '县长',
    unit: 'xfj',
    place: '县群众来访接待中心二楼接待室',
    note: '请带上有关材料的复印件。',
  },
  {
    in: 12,
    starts: '14:30',
    minutes: 20,
    slots: 6,
    host: '分管城建副县长',
    unit: 'zjj',
    place: '县群众来访接待中心二楼接待室',
    note: '本日主要接待住房和城乡建设方面的事项。',
  },
  {
    in: 19,
    starts: '09:00',
    minutes: 30,
    slots: 2,
    host: '县人力资源和社会保障局局长',
    unit: 'rsj',
    place: '县人社局一楼大厅',
    note: '',
  },
] as const
const CANCELLED = {
  in: 8,
  starts: '09:00',
  minutes: 20,
  slots: 9,
  host: '县委书记',
  unit: 'xfj',
  place: '县群众来访接待中心二楼接待室',
  note: '',
} as const

const TOPICS = [
  {
    from: -20,
    to: 25,
    unit: 'cgj',
    title: '县城早晚高峰停车难怎么解决',
    words:
      '县城老城区停车位不足，早晚高峰和赶集日尤为突出。请您就停车位挖潜、错时共享、收费标准、公交接驳等出主意。',
    outcome: '',
  },
  {
    from: -5,
    to: 40,
    unit: 'jyj',
    title: '中小学课后服务怎样办得更好',
    words: '课后服务的时间、内容、收费和接送，您有什么建议？',
    outcome: '',
  },
  {
    from: -150,
    to: -90,
    unit: 'cgj',
    title: '文化公园还缺什么',
    words: '文化公园改造前向大家征求意见：饮水、座椅、灯光、无障碍、活动场地。',
    outcome:
      '采纳：增设直饮水点两处、无障碍坡道三处；部分采纳：灯光延长至二十二时；未采纳：增设停车场，因占用绿地。',
  },
] as const

const CHANNELS = {
  online: ['本网站“我要反映”，全天开放', 'This site, “Tell us”, at any time'],
  address: [
    '演示县示范路1号 演示县信访局（信封请注明“信访”）',
    'Demo County Bureau for Letters and Visits, 1 Shifan Road, Demo County',
  ],
  phone: ['0000-0000000（演示号码，不能拨打）', '0000-0000000 (a made-up number)'],
  hours: ['工作日 8:30-12:00，14:30-17:30', 'Working days 8:30-12:00 and 14:30-17:30'],
  place: ['县群众来访接待中心，示范路1号一楼', 'Reception centre, ground floor, 1 Shifan Road'],
  inquiry: [
    '凭编号和查询码在本网站“查进度”查询，或者打咨询电话、到接待窗口查询',
    'With number and code under “Follow” on this site, by telephone, or at the window',
  ],
  postcode: ['000000', '000000'],
  hotline: ['12345（全天）', '12345 (day and night)'],
  fax: ['', ''],
  email: ['', ''],
  transport: ['1路、8路公交“示范路口”站', 'Bus 1 or 8, stop Shifan Lukou'],
  access: [
    '一楼入口有坡道，备有轮椅和老花镜，可以预约手语翻译',
    'Ramp at the entrance; wheelchair and reading glasses; a sign interpreter on request',
  ],
  supervision: [
    '对我们的工作不满意，请打 0000-0000001（演示号码）',
    'If you are not satisfied with us: 0000-0000001 (a made-up number)',
  ],
  note: [
    '身体不便的，可以请人代办，或者预约上门。',
    'Somebody may act for you, or we come to you by appointment.',
  ],
} as const

function workingDay(facts: BureauFacts, day: PlainDate): PlainDate {
  let on = day
  while (!facts.calendar.isWorking(toDayNumber(on))) on = addDays(on, 1)
  return on
}

/** Days, with some people booked and, once today's hours have begun, the window already calling. */
export async function addDemoReception(f: Filling): Promise<void> {
  const room: ReceptionRoom = {
    cases: f.cases,
    pool: f.cases.app,
    directory: f.cases.directory,
    keyring: f.cases.keyring,
    notices: null,
  }
  const facts = (await f.cases.directory.byId(f.bureauId))!
  const today = todayIn(facts, f.today)
  const unitId = (code: string) => [...facts.units.values()].find((u) => u.code === code)!.unitId
  const command = (key: string) => demoCommand(f, 'demo.clerk', `reception:${key}`, f.today)
  const time = new Date(localMs(facts.bureau.zone, f.today.getTime())).toISOString().slice(11, 16)
  const half = time < '12:00' ? HALF_DAYS.morning : HALF_DAYS.afternoon
  const add = async (d: (typeof DAYS)[number] | typeof CANCELLED, key: string) => {
    const { starts, slots } = d.in === 0 ? half : d
    const saved = granted(
      `reception ${key}`,
      await saveDay(room, command(`${key}:save`), null, {
        onDate: d.in === 0 ? today : workingDay(facts, addDays(today, d.in)),
        starts,
        slotMinutes: d.minutes,
        slots,
        host: d.host,
        unitId: unitId(d.unit),
        place: d.place,
        note: d.note,
        expectedVersion: 0,
      }),
    )
    const { dayId } = saved
    granted(
      `publish ${key}`,
      await changeDay(room, command(`${key}:publish`), dayId, { expectedVersion: 1, act: 'publish' }),
    )
    return dayId
  }
  const visitor = (n: number) => ({
    name: `演示来访人${n}`,
    phone: `1990000${String(9000 + n)}`,
    topic: '想当面说说小区的事（演示）',
  })
  const ids: string[] = []
  for (const [i, d] of DAYS.entries()) ids.push(await add(d, String(i)))
  for (const [day, slot, n] of [
    [1, 0, 1],
    [1, 1, 2],
    [1, 4, 3],
    [2, 0, 4],
    [3, 0, 5],
    [3, 1, 6],
  ] as const) {
    const ask = { visitor: visitor(n), slot, once: `demo-${n}` }
    granted(`book ${n}`, await book(room, facts, ids[day]!, ask, f.today))
  }
  const tickets = []
  for (let n = 1; n <= 4; n++)
    tickets.push(
      granted(`ticket ${n}`, await takeTicket(room, command(`ticket:${n}`), ids[0]!, visitor(20 + n))),
    )
  // Nobody is called before the hours begin.
  for (const [i, t] of tickets.slice(0, time < half.starts ? 0 : 2).entries()) {
    granted(`call ${i}`, await actAtWindow(room, command(`call:${i}`), ids[0]!, t.bookingId, { act: 'call' }))
    if (i === 0)
      granted('done', await actAtWindow(room, command('done'), ids[0]!, t.bookingId, { act: 'done' }))
  }
  const cancelled = await add(CANCELLED, 'cancelled')
  granted(
    'cancel',
    await changeDay(room, command('cancel'), cancelled, {
      expectedVersion: 2,
      act: 'cancel',
      reason: '与防汛会议时间冲突，改期另行公布（演示）。',
    }),
  )
}

/** @param first number of the first of the stories that go public */
export async function addDemoPublicPages(f: Filling, first: number): Promise<void> {
  const facts = (await f.cases.directory.byId(f.bureauId))!
  const today = todayIn(facts, f.today)
  const room = { cases: f.cases }
  const unitId = (code: string) => [...facts.units.values()].find((u) => u.code === code)!.unitId
  for (const [i, t] of TOPICS.entries()) {
    const { topicId } = granted(
      `topic ${i}`,
      await saveTopic(room, demoCommand(f, 'demo.clerk', `suggestion-topic:${i}`, f.today), null, {
        title: t.title,
        words: t.words,
        fromDay: addDays(today, t.from),
        toDay: addDays(today, t.to),
        unitId: unitId(t.unit),
        outcome: t.outcome,
        state: 'published',
        expectedVersion: 0,
      }),
    )
    for (const [n, story] of OPEN_STORIES.entries()) {
      if (story.onTopic !== t.title) continue
      const matterId = deriveUuid(f.cases.keyring.installationKey, 'demo', String(first + n))
      const filed = new Date(f.today.getTime() - story.daysAgo * DAY)
      await tieSuggestion(room, facts, topicId, matterId, filed)
    }
  }
  const channels = Object.fromEntries(
    Object.entries(CHANNELS).map(([field, [zh, en]]) => [field, { zh, en }]),
  )
  granted(
    'channels',
    await saveChannels(room, demoCommand(f, 'demo.admin', 'channels', f.today), {
      channels: channels as Parameters<typeof saveChannels>[2]['channels'],
      expectedVersion: 0,
    }),
  )
}
