/** Targets and results of the demo's projects: plainly made up. Pure. */
import { DEFAULT_WEIGHTS, type Indicator, type PlanBody, type ReportInput } from '../performance/index.ts'

const DEPARTMENT = '演示县信访局'
const PLAN = '年度工作计划（演示）'
const LINE = '热线运行规范（演示）'
const SERVICE = '运行维护合同（演示）'

type Figures = Pick<Indicator, 'direction' | 'target' | 'unit'>
const least = (target: string, unit: string): Figures => ({ direction: 'at-least', target, unit })
const most = (target: string, unit: string): Figures => ({ direction: 'at-most', target, unit })
const just = (target: string, unit: string): Figures => ({ direction: 'equal', target, unit })

type Place = Pick<Indicator, 'first' | 'second'>
const QUANTITY: Place = { first: 'output', second: '数量指标' }
const QUALITY: Place = { first: 'output', second: '质量指标' }
const TIME: Place = { first: 'output', second: '时效指标' }
const COST: Place = { first: 'output', second: '成本指标' }
const SOCIETY: Place = { first: 'effect', second: '社会效益指标' }
const LASTING: Place = { first: 'effect', second: '可持续影响指标' }
const GLAD: Place = { first: 'satisfaction', second: '服务对象满意度指标' }

const figure = (
  id: string,
  place: Place,
  name: string,
  aimed: Figures,
  weight: number,
  basis: string,
  query: Indicator['query'] = null,
): Indicator => ({ id, ...place, name, ...aimed, aim: '', weight, basis, query })

const graded = (
  id: string,
  place: Place,
  name: string,
  aim: string,
  weight: number,
  basis: string,
): Indicator => ({
  id,
  ...place,
  name,
  direction: 'grade',
  target: null,
  aim,
  unit: '',
  weight,
  basis,
  query: null,
})

/** The accounts bring the money, by the project's code. */
const plan = (name: string, projectCode: string, aim: string, indicators: Indicator[]): PlanBody => ({
  name,
  projectCode,
  department: DEPARTMENT,
  unit: DEPARTMENT,
  aim,
  funds: { fiscal: 0, carried: 0, other: 0, adjusted: 0, executed: 0 },
  weights: DEFAULT_WEIGHTS,
  indicators,
})

export const RECEPTION = plan(
  '信访接待和事项办理（演示）',
  'P01',
  '保障接待场所全年正常运行，按期办理群众诉求，及时告知办理进展。',
  [
    figure('days', QUANTITY, '接待场所开放天数', least('240', '天'), 10, PLAN),
    figure('accidents', QUALITY, '安全责任事故', most('0', '起'), 10, '安全管理制度（演示）'),
    figure('in-time', TIME, '按期办结率', least('95', '%'), 20, PLAN, 'handling-in-time'),
    figure('budget', COST, '项目支出控制数', most('100', '%'), 10, '预算批复（演示）'),
    graded('known', SOCIETY, '群众了解办理进展', '群众及时了解办理进展', 30, PLAN),
    figure('glad', GLAD, '群众满意率', least('85', '%'), 10, PLAN, 'satisfaction'),
  ],
)

export const HOTLINE = plan(
  '12345热线运行（演示）',
  'P02',
  '热线全年每天二十四小时有人接听，诉求按时派出并回访。',
  [
    figure('hours', QUANTITY, '每天接听时间', just('24', '小时'), 15, LINE),
    figure('answered', QUALITY, '接通率', least('95', '%'), 15, LINE),
    figure('accepted', TIME, '及时受理率', least('98', '%'), 20, LINE, 'acceptance-in-time'),
    graded('ease', SOCIETY, '群众反映诉求的便利程度', '一个号码受理各类诉求', 20, PLAN),
    graded('lasting', LASTING, '常用问答持续更新', '知识库答案按期复核', 10, LINE),
    figure('rated', GLAD, '回访满意率', least('90', '%'), 10, PLAN),
  ],
)

/** Written and not approved yet: the head has something to decide. */
export const SYSTEM = plan(
  '信访信息系统运行维护（演示）',
  'P03',
  '信息系统全年稳定运行，数据每日备份，演练恢复。',
  [
    figure('restores', QUANTITY, '恢复演练次数', least('2', '次'), 15, SERVICE),
    figure('running', QUALITY, '系统可用率', least('99.5', '%'), 20, SERVICE),
    figure('repair', TIME, '故障响应时间', most('30', '分钟'), 15, SERVICE),
    graded('support', SOCIETY, '对业务办理的支撑', '各项业务可在线办理', 30, PLAN),
    figure('users', GLAD, '使用人员满意率', least('90', '%'), 10, PLAN),
  ],
)

type Given = ReportInput['results'][number]
const EMPTY: Omit<Given, 'id'> = { actual: null, grade: null, percent: null, done: '', reason: '' }
const came = (id: string, actual: string, reason = ''): Given => ({ id, ...EMPTY, actual, reason })
const judged = (id: string, grade: Given['grade'], percent: number, reason = ''): Given => ({
  id,
  ...EMPTY,
  grade,
  percent,
  reason,
})
const report = (results: Given[], more: Partial<ReportInput> = {}): ReportInput => ({
  executed: 0,
  results,
  executionReason: '',
  findings: '',
  measures: '',
  ...more,
})

/** The middle of the year. Linked indicators have no result of their own: the queries give it. */
export const RECEPTION_SO_FAR = report([came('days', '121'), came('accidents', '0'), came('budget', '46')], {
  executed: 28_980_000,
  executionReason: '部分服务按合同在下半年支付（演示）',
  findings: '上半年会商次数偏少（演示）。',
  measures: '下半年按月安排会商（演示）。',
})
export const HOTLINE_SO_FAR = report(
  [came('hours', '24'), came('answered', '93.6', '晚间来电集中，接听席位不足（演示）')],
  {
    executed: 23_870_000,
    executionReason: '人员服务费按季度支付（演示）',
    findings: '晚间接通率偏低（演示）。',
    measures: '调整晚间班次（演示）。',
  },
)

/** The year that is over, each result given. */
export const RECEPTION_YEAR = report(
  [
    came('days', '243'),
    came('accidents', '0'),
    came('in-time', '93.5', '两件涉及多个部门，会商时间较长（演示）'),
    came('budget', '87.3'),
    judged('known', 'reached', 92),
    came('glad', '86'),
  ],
  {
    executionReason: '一项服务提前完成，节约了经费（演示）',
    findings: '涉及多个部门的事项办理偏慢（演示）。',
    measures: '多部门事项收到当天确定牵头单位（演示）。',
  },
)
export const HOTLINE_YEAR = report(
  [
    came('hours', '24'),
    came('answered', '96.2'),
    came('accepted', '97.2', '个别事项登记不及时（演示）'),
    judged('ease', 'reached', 95),
    judged('lasting', 'partly', 75, '部分答案逾期复核（演示）'),
    came('rated', '88', '部分回访未接通，样本较少（演示）'),
  ],
  { findings: '知识库个别答案更新不及时（演示）。', measures: '复核到期前提醒责任单位（演示）。' },
)
