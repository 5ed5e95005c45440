/** Synthetic matters of the demo county: what is asked, who handles it, and how far it has come. */
import type { RegisterInput } from '../cases/index.ts'
import { OPEN_STORIES } from './open-stories.ts'
import { person } from './person.ts'
import { TOLD_ALIKE } from './told-alike.ts'
import { TRACK_STORIES } from './track-stories.ts'

/** How far a story is told. Each stage goes through those before it. */
export type Stage =
  | 'registered'
  | 'assigned'
  | 'objected'
  | 'returned'
  | 'handling'
  | 'reply-check'
  | 'answered'
  | 'satisfied'
  | 'unsatisfied'
  | 'review-asked'
  | 'declining'
  | 'withdrawn'
  | 'guided'
  | 'told'
  | 'referred'
  | 'from-above'
  | 'published'

export interface Story {
  /** Days before today on which it arrived. */
  daysAgo: number
  unit: string
  /** Unit it was sent to first, which gave it back; for the stage `returned`. */
  firstUnit?: string
  stage: Stage
  letter: Omit<RegisterInput, 'receivedAt'>
  reply?: string
  /** Supervision is opened on it. */
  supervised?: boolean
  /** Conclusion on a suggestion. */
  adoption?: 'adopted' | 'partly-adopted' | 'not-adopted'
  /** Legal route named in the written guidance. */
  route?: string
  /** Who sent it from above, and the days it gives for a report. */
  sender?: { system: string; number: string; organ: string; days: number }
}

export const STORIES: readonly Story[] = [
  {
    daysAgo: 24,
    unit: 'cgj',
    stage: 'satisfied',
    letter: {
      procedure: 'letter-box',
      channel: 'letter-box',
      subject: '示范路三盏路灯不亮，夜间出行不便',
      body: '县长您好：示范路中段三盏路灯已经一个多月不亮，附近有小学，孩子晚自习回家看不清路。请尽快维修，并说明以后由谁负责巡查。',
      demands: ['维修示范路中段三盏路灯', '说明路灯由谁负责巡查'],
      place: '城东街道示范路中段',
      parties: person(1),
    },
    reply:
      '经现场核实，三盏路灯因电缆老化断电，已于当日更换电缆并恢复照明。今后由市政维护所每周夜间巡查一次。',
  },
  {
    daysAgo: 20,
    unit: 'cgj',
    stage: 'unsatisfied',
    letter: {
      procedure: 'letter-box',
      channel: 'letter-box',
      subject: '菜市场后门垃圾堆放无人清理',
      body: '城东菜市场后门每天下午堆满烂菜叶，气味很大，住户不敢开窗。请安排清理并增设垃圾箱。',
      demands: ['每天清理菜市场后门垃圾', '增设带盖垃圾箱'],
      place: '城东街道城东菜市场后门',
      parties: person(2),
    },
    reply: '已要求市场开办方每日两次清运，垃圾箱拟于下月增设。',
  },
  {
    daysAgo: 12,
    unit: 'cd',
    stage: 'reply-check',
    letter: {
      procedure: 'letter-box',
      channel: 'web',
      subject: '老旧小区加装电梯意见不统一',
      body: '我们单元多数住户同意加装电梯，一楼两户担心采光。请街道组织协商，并告知需要哪些手续。',
      demands: ['组织住户协商加装电梯', '告知需要的手续'],
      place: '城东街道示范小区2栋',
      parties: person(3),
    },
    reply: '街道已于上周组织两次协商，达成采光补偿方案；手续清单附后，可在政务大厅一窗办理。',
  },
  {
    daysAgo: 26,
    unit: 'cd',
    stage: 'handling',
    supervised: true,
    letter: {
      procedure: 'letter-box',
      channel: 'letter-box',
      subject: '楼道堆物堵塞消防通道',
      body: '三单元楼道长期堆放旧家具，消防通道被堵，物业说管不了。请督促清理。',
      demands: ['清理三单元楼道堆物', '明确今后谁来管理'],
      place: '城东街道示范小区3栋',
      parties: person(4),
    },
  },
  {
    daysAgo: 1,
    unit: 'cgj',
    stage: 'assigned',
    letter: {
      procedure: 'letter-box',
      channel: 'mobile',
      subject: '早晚高峰学校门口占道经营',
      body: '实验小学门口早晚高峰有多家流动摊点占道，家长接送车辆无法通行，存在安全隐患。',
      demands: ['高峰时段清理校门口占道摊点'],
      place: '城东街道实验小学正门',
      parties: person(5),
    },
  },
  {
    daysAgo: 0,
    unit: 'cgj',
    stage: 'registered',
    letter: {
      procedure: 'letter-box',
      channel: 'web',
      subject: '建议在文化公园增设直饮水点',
      body: '文化公园锻炼的老人很多，园内没有饮水点。建议参照车站做法，增设一到两处直饮水点。',
      place: '城西街道文化公园',
      parties: person(6),
    },
  },
  {
    daysAgo: 58,
    unit: 'zjj',
    stage: 'review-asked',
    letter: {
      procedure: 'petition',
      channel: 'visit',
      subject: '要求落实安置房交付和过渡费',
      body: '我户房屋于前年征收，协议约定十八个月交付安置房，现已逾期，过渡费也停发四个月。要求交付安置房并补发过渡费。',
      demands: ['明确安置房交付时间', '补发四个月过渡费'],
      place: '北河镇安置小区',
      parties: person(7),
      persons: 3,
      representatives: 2,
    },
    reply: '安置房因配套管网未完工延期，计划本年底前交付；停发的过渡费经核实应予补发，已列入本月支付计划。',
  },
  {
    daysAgo: 30,
    unit: 'rsj',
    stage: 'handling',
    letter: {
      procedure: 'petition',
      channel: 'letter',
      subject: '反映参保年限认定有误',
      body: '本人原在县农机厂工作，退休核定时少认定三年缴费年限，请求重新核定。',
      demands: ['重新核定缴费年限', '补发相应待遇'],
      parties: person(8),
    },
  },
  {
    daysAgo: 3,
    unit: 'jtj',
    stage: 'objected',
    letter: {
      procedure: 'petition',
      channel: 'web',
      subject: '村道损毁要求修复',
      body: '南山乡进村道路被重车压坏，雨天无法通行，要求修复并查明责任。',
      demands: ['修复进村道路', '查明压坏道路的责任'],
      place: '南山乡',
      parties: person(9),
    },
  },
  {
    daysAgo: 5,
    unit: 'cgj',
    stage: 'registered',
    letter: {
      procedure: 'petition',
      channel: 'from-above',
      subject: '反映施工围挡占用人行道',
      body: '主干道施工围挡占用人行道半年有余，行人只能走机动车道，要求限期整改。',
      demands: ['限期恢复人行道通行'],
      place: '主干道',
      parties: person(10),
    },
  },
  {
    daysAgo: 6,
    unit: 'jyj',
    stage: 'declining',
    letter: {
      procedure: 'petition',
      channel: 'letter',
      subject: '不服法院民事判决',
      body: '本人与邻居相邻权纠纷一案已有生效判决，本人不服，要求信访局改判。',
      demands: ['改变法院判决'],
      parties: person(11),
    },
  },
  {
    daysAgo: 2,
    unit: 'cgj',
    stage: 'handling',
    letter: {
      procedure: 'hotline-order',
      channel: 'phone',
      subject: '夜间施工噪声扰民',
      body: '来电人反映工地夜间十一点后仍在浇筑，影响休息，要求制止。',
      demands: ['制止夜间违规施工'],
      place: '城西街道在建工地',
      parties: person(12),
    },
  },
  {
    daysAgo: 9,
    unit: 'cx',
    stage: 'answered',
    letter: {
      procedure: 'hotline-order',
      channel: 'phone',
      subject: '小区停水两天未恢复',
      body: '来电人反映小区停水两天，物业未说明原因，要求尽快恢复供水。',
      demands: ['恢复供水', '说明停水原因'],
      place: '城西街道示范二区',
      parties: person(13),
    },
    reply: '停水因主管爆裂，当日抢修完毕恢复供水；停水信息今后将在小区群和公告栏同步告知。',
  },
  {
    daysAgo: 0,
    unit: 'cgj',
    stage: 'assigned',
    letter: {
      procedure: 'hotline-order',
      channel: 'phone',
      subject: '井盖缺失存在安全隐患',
      body: '来电人反映人行道井盖缺失，已自行放置树枝警示，要求尽快补装。',
      demands: ['补装井盖'],
      place: '示范路与文化路交叉口',
      parties: person(14),
    },
  },
  {
    daysAgo: 15,
    unit: 'jjz',
    stage: 'handling',
    letter: {
      procedure: 'misconduct',
      channel: 'letter',
      subject: '反映办事窗口吃拿卡要',
      body: '反映某办事窗口工作人员办理手续时索要购物卡，附有时间和经过说明。',
      demands: ['核查所反映的情况'],
      parties: person(15),
    },
  },
  {
    daysAgo: 8,
    unit: 'cgj',
    stage: 'withdrawn',
    letter: {
      procedure: 'letter-box',
      channel: 'web',
      subject: '咨询犬只登记办理地点',
      body: '咨询本县犬只登记在哪里办理，需要哪些材料。',
      parties: person(16),
    },
  },
  ...TRACK_STORIES,
  ...OPEN_STORIES,
  ...TOLD_ALIKE,
]
