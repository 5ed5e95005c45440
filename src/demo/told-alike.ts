/**
 * Letters of the demo county that tell of two things in the words of different people, so that the page of hot topics shows
 * what the program itself has gathered; and letters that went to the wrong unit first. Plainly made up.
 */
import { person } from './person.ts'
import type { Story } from './stories.ts'

interface Told {
  daysAgo: number
  stage: Story['stage']
  subject: string
  body: string
  persons?: number
}

const WATER: readonly Told[] = [
  {
    daysAgo: 5,
    stage: 'handling',
    subject: '示范三区自来水发黄有铁锈味',
    body: '示范三区这几天自来水发黄，放了十分钟还是浑的，有铁锈味，不敢做饭，请查明原因。',
  },
  {
    daysAgo: 5,
    stage: 'handling',
    subject: '自来水又黄又浑',
    body: '我住示范三区六栋，早上自来水又黄又浑，有铁锈味，孩子洗脸后身上发痒，请检测水质。',
    persons: 3,
  },
  {
    daysAgo: 4,
    stage: 'handling',
    subject: '请检测示范三区水质',
    body: '示范三区自来水发黄，桶底一层铁锈，邻居都去买桶装水。请检测水质并公布结果。',
  },
  {
    daysAgo: 3,
    stage: 'assigned',
    subject: '示范三区水管老化，水发黄',
    body: '示范三区的水管是二十年前的铁管，老化生锈，自来水发黄有铁锈味。请更换水管。',
    persons: 12,
  },
  {
    daysAgo: 2,
    stage: 'assigned',
    subject: '自来水有铁锈味，无法饮用',
    body: '示范三区二栋的自来水有铁锈味，水发黄无法饮用，热水器滤网全是铁锈，盼尽快解决。',
  },
  {
    daysAgo: 1,
    stage: 'registered',
    subject: '示范三区自来水发黄多日无人管',
    body: '示范三区自来水发黄已有多日，物业说等通知。铁锈味很重，请说明什么时候换水管。',
  },
]

const MARKET: readonly Told[] = [
  {
    daysAgo: 52,
    stage: 'handling',
    subject: '桂花夜市高音喇叭吵到半夜',
    body: '桂花街的夜市用高音喇叭叫卖到半夜，临街住户无法入睡，请管一管夜市的喇叭。',
  },
  {
    daysAgo: 31,
    stage: 'handling',
    subject: '桂花街夜市噪声扰民',
    body: '桂花街夜市每天吵到十二点以后，高音喇叭循环叫卖，老人睡不着，请规定收摊时间。',
    persons: 5,
  },
  {
    daysAgo: 17,
    stage: 'handling',
    subject: '请规定桂花夜市收摊时间',
    body: '桂花夜市没有收摊时间，高音喇叭到半夜还在叫卖，住在桂花街的都受不了，请规定收摊时间。',
  },
  {
    daysAgo: 6,
    stage: 'handling',
    subject: '桂花街夜市喇叭叫卖',
    body: '桂花街夜市的摊主用喇叭叫卖，夜里十二点还没有收摊，影响孩子休息，请禁用高音喇叭。',
  },
]

const storyOf =
  (unit: string, place: string, from: number) =>
  (t: Told, i: number): Story => ({
    daysAgo: t.daysAgo,
    unit,
    stage: t.stage,
    letter: {
      procedure: 'letter-box',
      channel: i % 2 === 0 ? 'web' : 'mobile',
      subject: t.subject,
      body: t.body,
      demands: [t.subject],
      place,
      parties: person(from + i),
      persons: t.persons ?? 1,
    },
  })

/** Sent to one unit, given back, and answered by another. */
const RETURNED: readonly Story[] = [
  {
    daysAgo: 45,
    firstUnit: 'zjj',
    unit: 'cgj',
    stage: 'returned',
    letter: {
      procedure: 'letter-box',
      channel: 'web',
      subject: '体育公园北侧路灯损坏',
      body: '体育公园北侧步道六盏路灯损坏，晚上锻炼的人看不清台阶。请维修。',
      demands: ['维修体育公园北侧步道的路灯'],
      place: '城西街道体育公园',
      parties: person(110),
    },
    reply: '六盏路灯已更换灯头并恢复照明，台阶边沿加贴了反光条。',
  },
  {
    daysAgo: 36,
    firstUnit: 'cgj',
    unit: 'sthj',
    stage: 'returned',
    letter: {
      procedure: 'letter-box',
      channel: 'mobile',
      subject: '家具厂喷漆异味',
      body: '工业路家具厂白天喷漆，异味飘进附近的教室，学生头晕。请检测并处理。',
      demands: ['检测并处理家具厂喷漆异味'],
      place: '北河镇工业路',
      parties: person(111),
    },
    reply: '经检测，该厂喷漆房的活性炭失效，已责令更换并在喷漆时关闭门窗，复测达标。',
  },
  {
    daysAgo: 27,
    firstUnit: 'jtj',
    unit: 'zjj',
    stage: 'returned',
    letter: {
      procedure: 'letter-box',
      channel: 'web',
      subject: '滨水步道护栏松动',
      body: '滨水步道的护栏有十几米松动，小孩靠上去很危险。请加固。',
      demands: ['加固滨水步道护栏'],
      place: '滨水步道',
      parties: person(112),
    },
    reply: '已对十八米松动护栏重新灌浆加固，并设置了提示牌。',
  },
]

export const TOLD_ALIKE: readonly Story[] = [
  ...WATER.map(storyOf('zjj', '城西街道示范三区', 90)),
  ...MARKET.map(storyOf('cgj', '城东街道桂花街', 100)),
  ...RETURNED,
]
