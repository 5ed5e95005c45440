/** One matter of each track beside the ordinary ones: simple, the statutory routes 31(1)-(5), and one sent from above. */
import { person } from './person.ts'
import type { Story } from './stories.ts'

export const TRACK_STORIES: readonly Story[] = [
  {
    daysAgo: 3,
    unit: 'cgj',
    stage: 'handling',
    letter: {
      procedure: 'simple',
      channel: 'phone',
      subject: '路口绿化带遮挡视线',
      body: '示范路口绿化带长得过高，右转车辆看不到行人，请尽快修剪。',
      demands: ['修剪路口绿化带'],
      parties: person(17),
    },
  },
  {
    daysAgo: 14,
    unit: 'xfj',
    stage: 'told',
    letter: {
      procedure: 'route-31-1',
      channel: 'letter',
      subject: '对民事判决执行有意见',
      body: '本人对县法院一起民事案件的执行有意见，请求督促执行。',
      demands: ['督促法院执行'],
      parties: person(18),
    },
    route: 'court',
    reply: '执行事项应依法向人民法院提出，信访部门不能代为处理；请尽快到执行法院提出执行异议或申请执行监督。',
  },
  {
    daysAgo: 6,
    unit: 'rsj',
    stage: 'guided',
    letter: {
      procedure: 'route-31-2',
      channel: 'visit',
      subject: '与用人单位的劳动报酬争议',
      body: '本人与原单位就加班工资有争议，请求责令单位支付。',
      demands: ['责令支付加班工资'],
      parties: person(19),
    },
    route: 'labour-arbitration',
    reply: '劳动报酬争议可以依法申请劳动人事争议仲裁，申请有时效，请尽快提出。',
  },
  {
    daysAgo: 10,
    unit: 'jjz',
    stage: 'referred',
    letter: {
      procedure: 'route-31-3',
      channel: 'letter',
      subject: '对党纪处分不服',
      body: '本人对所受处分不服，请求重新审查。',
      demands: ['重新审查处分决定'],
      parties: person(20),
    },
    route: 'party-discipline',
    reply: '对处分不服的，可以按照党员申诉的规定向作出决定的机关提出申诉。',
  },
  {
    daysAgo: 9,
    unit: 'zjj',
    stage: 'handling',
    letter: {
      procedure: 'route-31-4',
      channel: 'visit',
      subject: '请求确认宅基地使用权',
      body: '本户宅基地四至与登记不符，请求重新确认并更正登记。',
      demands: ['确认宅基地四至'],
      parties: person(21),
    },
  },
  {
    daysAgo: 11,
    unit: 'cgj',
    stage: 'handling',
    letter: {
      procedure: 'route-31-5',
      channel: 'letter',
      subject: '申请查处违法建设',
      body: '邻居在公共通道上搭建房屋，申请依法查处。',
      demands: ['查处违法搭建'],
      parties: person(22),
    },
  },
  {
    daysAgo: 7,
    unit: 'zjj',
    stage: 'from-above',
    letter: {
      procedure: 'petition',
      channel: 'from-above',
      subject: '反映小区专项维修资金使用不公开',
      body: '小区外墙维修动用了专项维修资金，业主没有看到预算和票据，请求核查并公开。',
      demands: ['核查维修资金的使用', '公开预算和票据'],
      parties: person(23),
    },
    sender: { system: '上级信访信息系统（演示）', number: '演示-0001', organ: '演示市信访局', days: 45 },
  },
]
