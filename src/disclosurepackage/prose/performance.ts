/** 预算绩效: which projects had targets, what came of them, and the table of each. */
import { executionRate, type PlanRecord, scoresOf } from '../../performance/index.ts'
import type { Writing } from '../asking.ts'
import type { Block, DocTable } from '../document.ts'
import { heading, paragraphs, points, text } from './parts.ts'

const LEVEL = {
  cost: '成本指标',
  output: '产出指标',
  effect: '效益指标',
  satisfaction: '满意度指标',
} as const
const SIGN = { 'at-least': '≥', 'at-most': '≤', equal: '=' } as const
const GRADE = { reached: '达成年度指标', partly: '部分达成年度指标', missed: '未达成年度指标' } as const

export function performance(w: Writing, ordinal: string): Block[] {
  return [heading(2, `${ordinal}、预算绩效管理情况`), ...(w.m.kind === 'final' ? outcomes(w) : targets(w))]
}

const sum = (w: Writing, plans: readonly PlanRecord[], of: (p: PlanRecord) => number): string =>
  w.f.wan(plans.reduce((n, p) => n + of(p), 0))

function targets(w: Writing): Block[] {
  const plans = w.m.plans.filter((p) => p.state !== 'targets')
  const { year } = w.m.accounts
  if (plans.length === 0) return [text(`${year}年本部门没有编制绩效目标的项目。`)]
  return [
    text(
      `${year}年本部门编制绩效目标的项目共${plans.length}个，涉及财政资金${sum(w, plans, (p) => p.plan.funds.fiscal)}，分别是：${plans.map((p) => p.plan.name).join('、')}。`,
    ),
    ...plans.flatMap((p, i): Block[] => [
      heading(3, `${i + 1}、${p.plan.name}`),
      text(`预算${w.f.wan(p.plan.funds.adjusted)}。年度目标：${p.plan.aim}`),
      { is: 'table', table: targetTable(p, i + 1) },
    ]),
  ]
}

function outcomes(w: Writing): Block[] {
  const plans = w.m.plans.filter((p) => p.evaluation !== null)
  const { year } = w.m.accounts
  if (plans.length === 0) return [text(`${year}年度本部门没有开展绩效自评的项目。`)]
  const words = w.ask({
    key: 'detail/performance',
    topic: 'detail',
    label: '部门整体绩效情况（可不填）',
    because: '',
    required: false,
  })
  return [
    text(
      `根据预算绩效管理要求，本部门对${year}年度${plans.length}个项目支出开展了绩效自评，涉及资金${sum(w, plans, (p) => p.plan.funds.adjusted)}，执行${sum(w, plans, (p) => p.evaluation!.executed)}。项目分别是：${plans.map((p) => p.plan.name).join('、')}。`,
    ),
    ...paragraphs(words),
    ...plans.flatMap((p, i) => outcome(w, p, i + 1)),
  ]
}

function outcome(w: Writing, p: PlanRecord, n: number): Block[] {
  const report = p.evaluation!
  const sheet = scoresOf(p.plan, report)
  const rate = executionRate(p.plan.funds.adjusted, report.executed)
  const done = rate === null ? '' : `，完成预算的${rate.toFixed(2)}%`
  const told = [
    report.executionReason && `执行率未达90%的原因：${report.executionReason}`,
    report.findings && `发现的主要问题：${report.findings}`,
    report.measures && `下一步改进措施：${report.measures}`,
  ].filter((x) => x)
  return [
    heading(3, `${n}、${p.plan.name}`),
    text(
      `项目全年预算数${w.f.wan(p.plan.funds.adjusted)}，执行数${w.f.wan(report.executed)}${done}。自评得分${points(sheet.total ?? 0)}分。${told.join(' ')}`,
    ),
    { is: 'table', table: outcomeTable(p, n) },
  ]
}

function targetTable(p: PlanRecord, n: number): DocTable {
  return {
    id: `PERF${n}`,
    title: `项目支出绩效目标表（${p.plan.name}）`,
    unit: '',
    head: ['一级指标', '二级指标', '三级指标', '指标值', '权重', '依据'],
    rows: p.plan.indicators.map((i) => [LEVEL[i.first], i.second, i.name, aim(i), String(i.weight), i.basis]),
    note: '',
    figuresFrom: 9,
    twoSided: false,
  }
}

const aim = (i: PlanRecord['plan']['indicators'][number]): string =>
  i.direction === 'grade' ? i.aim : `${SIGN[i.direction]}${i.target}${i.unit}`

function outcomeTable(p: PlanRecord, n: number): DocTable {
  const report = p.evaluation!
  const sheet = scoresOf(p.plan, report)
  return {
    id: `PERF${n}`,
    title: `项目支出绩效自评表（${p.plan.name}）`,
    unit: '',
    head: [
      '一级指标',
      '二级指标',
      '三级指标',
      '年度指标值',
      '实际完成值',
      '分值',
      '得分',
      '未完成原因及改进措施',
    ],
    rows: [
      [
        '预算执行率',
        '',
        '预算执行率',
        '100%',
        sheet.execution.rate === null ? '无预算' : `${sheet.execution.rate.toFixed(2)}%`,
        String(sheet.execution.weight),
        points(sheet.execution.score),
        report.executionReason,
      ],
      ...p.plan.indicators.map((i) => {
        const r = report.results.find((x) => x.id === i.id)
        const value = r?.live?.value ?? r?.actual
        const done = r?.grade ? GRADE[r.grade] : value ? `${value}${i.unit}` : ''
        const counted = r?.live?.denominator ? `（${r.live.numerator}/${r.live.denominator}）` : ''
        return [
          LEVEL[i.first],
          i.second,
          i.name,
          aim(i),
          `${done}${counted}`,
          String(i.weight),
          points(sheet.indicators.find((x) => x.id === i.id)?.score ?? 0),
          r?.reason ?? '',
        ]
      }),
    ],
    note: '',
    figuresFrom: 9,
    twoSided: false,
  }
}
