/** The text of the final accounts, after the national template of 2024 (部门决算公开模板). Every figure is computed. */
import type { CodeLine, Natures, StageFigures } from '../../accounts/index.ts'
import { ended, type Writing } from '../asking.ts'
import type { Block } from '../document.ts'
import { ofWhole, percent } from '../figures.ts'
import { others } from './others.ts'
import { bar, chart, heading, itemsNamed, structure, text, wholeName } from './parts.ts'
import { performance } from './performance.ts'

const SOURCES = [
  ['superior', '上级补助收入'],
  ['undertaking', '事业收入'],
  ['business', '经营收入'],
  ['affiliates', '附属单位上缴收入'],
  ['other', '其他收入'],
] as const
const FISCAL = [
  ['general', '一般公共预算财政拨款收入'],
  ['fund', '政府性基金预算财政拨款收入'],
  ['capital', '国有资本经营预算财政拨款收入'],
] as const
const NATURES = [
  ['basic', '基本支出'],
  ['project', '项目支出'],
  ['remitted', '上缴上级支出'],
  ['business', '经营支出'],
  ['subsidy', '对附属单位补助支出'],
] as const

export function finalText(w: Writing): Block[] {
  return [
    ...overall(w),
    ...income(w),
    ...spending(w),
    ...fiscal(w),
    ...general(w),
    ...basic(w),
    ...threePublic(w),
    ...fund(w, '八', 'fund', '政府性基金预算财政拨款'),
    ...fund(w, '九', 'capital', '国有资本经营预算财政拨款'),
    ...performance(w, '十'),
    ...others(w, '十一'),
  ]
}

const now = (w: Writing): StageFigures => w.m.accounts.final
const past = (w: Writing): StageFigures | null => w.m.previous?.final ?? null

function overall(w: Writing): Block[] {
  const { year } = w.m.accounts
  const [a, b] = [now(w).balance.all, past(w)?.balance.all ?? null]
  const series = [
    ...(b ? [{ name: `${year - 1}年度`, values: [w.f.bare(b.income), w.f.bare(b.spending)] }] : []),
    { name: `${year}年度`, values: [w.f.bare(a.income), w.f.bare(a.spending)] },
  ]
  return [
    heading(2, '一、收入支出决算总体情况说明'),
    text(
      `${year}年度收入总计${w.f.wan(a.total)}，支出总计${w.f.wan(a.total)}。${w.against('reason/total', '收入支出总计的变动', '收、支总计各', a.total, b?.total ?? null)}`,
    ),
    bar('final-totals', '图1：本年收入、支出决算变动情况', series, ['决算收入', '决算支出']),
  ]
}

function income(w: Writing): Block[] {
  const sum = now(w).income.sum
  const before = past(w)?.income.sum.total ?? null
  const all = [...FISCAL, ...SOURCES].filter(([k]) => sum[k] !== 0 || k === 'general')
  return [
    heading(2, '二、收入决算情况说明'),
    text(
      `${w.m.accounts.year}年度本年收入合计${w.f.wan(sum.total)}，其中：${all
        .map(([k, name]) => `${name}${w.f.wan(sum[k])}${ofWhole(sum[k], sum.total)}`)
        .join('；')}。`,
    ),
    ...against(w, 'reason/income', '本年收入的变动', '本年收入', sum.total, before),
    pie(
      'final-income',
      '图2：收入决算结构',
      all.map(([k, name]) => [name, w.f.bare(sum[k])]),
    ),
  ]
}

function spending(w: Writing): Block[] {
  const sum = now(w).spending.sum
  const all = NATURES.filter(([k]) => sum[k] !== 0 || k === 'basic' || k === 'project')
  return [
    heading(2, '三、支出决算情况说明'),
    text(
      `${w.m.accounts.year}年度本年支出合计${w.f.wan(sum.total)}，其中：${all
        .map(([k, name]) => `${name}${w.f.wan(sum[k])}${ofWhole(sum[k], sum.total)}`)
        .join('；')}。`,
    ),
    ...against(
      w,
      'reason/spending',
      '本年支出的变动',
      '本年支出',
      sum.total,
      past(w)?.spending.sum.total ?? null,
    ),
    pie(
      'final-spending',
      '图3：支出决算结构',
      all.map(([k, name]) => [name, w.f.bare(sum[k])]),
    ),
  ]
}

function fiscal(w: Writing): Block[] {
  const [a, b] = [now(w).balance.fiscal, past(w)?.balance.fiscal ?? null]
  return [
    heading(2, '四、财政拨款收入支出决算总体情况说明'),
    text(
      `${w.m.accounts.year}年度财政拨款收入总计${w.f.wan(a.total)}，财政拨款支出总计${w.f.wan(a.total)}。${w.against('reason/fiscal', '财政拨款收支总计的变动', '财政拨款收、支总计各', a.total, b?.total ?? null)}`,
    ),
  ]
}

function general(w: Writing): Block[] {
  const { year } = w.m.accounts
  const own = now(w).spending.byFund.general
  const all = now(w).spending.sum.total
  const before = past(w)?.spending.byFund.general.sum.total ?? null
  const planned = w.m.set.against === 'adjusted' ? w.m.accounts.adjusted : w.m.accounts.budget
  const budget = planned.spending.byFund.general
  const name = w.m.set.against === 'adjusted' ? '调整预算' : '年初预算'
  const items = [
    ...new Set([...own.lines, ...budget.lines].filter((l) => l.level === 3).map((l) => l.code)),
  ].sort()
  const names = [...own.lines, ...budget.lines]
  return [
    heading(2, '五、一般公共预算财政拨款支出决算情况说明'),
    heading(3, '（一）一般公共预算财政拨款支出决算总体情况'),
    text(
      `${year}年度一般公共预算财政拨款支出${w.f.wan(own.sum.total)}${own.sum.total === 0 ? '' : `，占本年支出合计的${percent(own.sum.total, all)}`}。${w.against('reason/general', '一般公共预算财政拨款支出的变动', '一般公共预算财政拨款支出', own.sum.total, before)}`,
    ),
    bar(
      'final-general',
      '图4：一般公共预算财政拨款支出决算变动情况',
      [
        {
          name: '一般公共预算财政拨款支出',
          values: [...(before === null ? [] : [before]), own.sum.total].map((n) => w.f.bare(n)),
        },
      ],
      [...(before === null ? [] : [`${year - 1}年度`]), `${year}年度`],
    ),
    heading(3, '（二）一般公共预算财政拨款支出决算结构情况'),
    text(
      own.sum.total === 0
        ? '本年度没有一般公共预算财政拨款支出。'
        : `一般公共预算财政拨款支出${w.f.wan(own.sum.total)}，主要用于以下方面：${structure(w, own.lines, own.sum.total)}。`,
    ),
    pie(
      'final-classes',
      '图5：一般公共预算财政拨款支出决算结构',
      own.lines
        .filter((l) => l.level === 1 && l.amounts.total !== 0)
        .map((l) => [l.name, w.f.bare(l.amounts.total)]),
    ),
    heading(3, '（三）一般公共预算财政拨款支出决算具体情况'),
    text(
      `${year}年度一般公共预算财政拨款支出${name}为${w.f.wan(budget.sum.total)}，支出决算为${w.f.wan(own.sum.total)}${completed(name, own.sum.total, budget.sum.total)}。其中：`,
    ),
    ...items.map((code, i) => item(w, i + 1, code, names, own.lines, budget.lines, name)),
  ]
}

function item(
  w: Writing,
  n: number,
  code: string,
  names: readonly CodeLine<Natures>[],
  done: readonly CodeLine<Natures>[],
  planned: readonly CodeLine<Natures>[],
  budgetName: string,
): Block {
  const at = (lines: readonly CodeLine<Natures>[]) => lines.find((l) => l.code === code)?.amounts.total ?? 0
  const [outcome, budget] = [at(done), at(planned)]
  return text(
    `${n}、${code}${wholeName(names, code)}。${budgetName}为${w.f.wan(budget)}，支出决算为${w.f.wan(outcome)}${completed(budgetName, outcome, budget)}${comparedTo(w, `reason/item-${code}`, `${code}${names.find((l) => l.code === code)?.name ?? ''}决算与预算的差异`, outcome, budget, budgetName)}。`,
  )
}

/** `，完成年初预算的99.22%`; nothing without a budget, of which no part can be named. */
export const completed = (name: string, outcome: number, budget: number): string => {
  const rate = percent(outcome, budget)
  return rate === null ? '' : `，完成${name}的${rate}`
}

/** `，决算数小于预算数，主要原因是…`, said of every item where the two differ (财政部模板). */
export function comparedTo(
  w: Writing,
  key: string,
  label: string,
  outcome: number,
  budget: number,
  name: string,
): string {
  if (outcome === budget) return '，决算数与预算数持平'
  const word = outcome > budget ? '大于' : '小于'
  const because = `${name}${w.f.wan(budget)}，决算${w.f.wan(outcome)}`
  return `，决算数${word}预算数，主要原因是${ended(w.ask({ key, topic: 'reason', label, because, required: true }))}`
}

function basic(w: Writing): Block[] {
  const { sum, lines } = now(w).basic.general
  const part = (name: string, n: number, wanted: RegExp) => {
    const named = itemsNamed(lines, wanted)
    return `${name}${w.f.wan(n)}${named === '' ? '' : `，主要包括：${named}`}`
  }
  return [
    heading(2, '六、一般公共预算财政拨款基本支出决算情况说明'),
    text(
      `${w.m.accounts.year}年度一般公共预算财政拨款基本支出${w.f.wan(sum.total)}，其中：${part('人员经费', sum.personnel, /^30[13]/)}；${part('公用经费', sum.operating + sum.other, /^(?!30[13])/)}。`,
    ),
  ]
}

function threePublic(w: Writing): Block[] {
  const { year, counts } = w.m.accounts
  const planned = w.m.set.against === 'adjusted' ? w.m.accounts.adjusted : w.m.accounts.budget
  const name = w.m.set.against === 'adjusted' ? '调整预算' : '年初预算'
  const [a, b, before] = [now(w).threePublic, planned.threePublic, past(w)?.threePublic ?? null]
  const parts = [
    ['abroad', '因公出国（境）费'],
    ['cars', '公务用车购置及运行维护费'],
    ['reception', '公务接待费'],
  ] as const
  const count = (k: keyof typeof counts) => counts[k] ?? 0
  return [
    heading(2, '七、财政拨款“三公”经费支出决算情况说明'),
    heading(3, '（一）“三公”经费财政拨款支出决算总体情况'),
    text(
      `${year}年度“三公”经费财政拨款支出${name}为${w.f.wan(b.total)}，支出决算为${w.f.wan(a.total)}${completed(name, a.total, b.total)}${comparedTo(w, 'reason/three-budget', '“三公”经费决算与预算的差异', a.total, b.total, name)}。${w.against('reason/three', '“三公”经费的变动', '“三公”经费支出决算', a.total, before?.total ?? null)}`,
    ),
    heading(3, '（二）“三公”经费财政拨款支出决算具体情况'),
    text(
      `“三公”经费财政拨款支出决算${w.f.wan(a.total)}，其中：${parts
        .map(([k, label]) => `${label}支出决算${w.f.wan(a[k])}${ofWhole(a[k], a.total)}`)
        .join('；')}。具体情况如下：`,
    ),
    ...(a.total === 0
      ? []
      : [
          pie(
            'final-three',
            '图6：“三公”经费财政拨款支出结构',
            parts.map(([k, label]) => [label, w.f.bare(a[k])]),
          ),
        ]),
    text(
      `1、因公出国（境）费支出${w.f.wan(a.abroad)}${completed(name, a.abroad, b.abroad)}。全年安排因公出国（境）团组${count('abroad-groups')}个，累计${count('abroad-persons')}人次。`,
    ),
    text(
      `2、公务用车购置及运行维护费支出${w.f.wan(a.cars)}${completed(name, a.cars, b.cars)}，其中：公务用车购置费支出${w.f.wan(a.purchase)}；公务用车运行维护费支出${w.f.wan(a.running)}。全年购置公务用车${count('cars-bought')}辆，年末公务用车保有量${count('cars-kept')}辆。`,
    ),
    text(
      `3、公务接待费支出${w.f.wan(a.reception)}${completed(name, a.reception, b.reception)}，其中：国内公务接待支出${w.f.wan(a['reception-domestic'])}；外事接待支出${w.f.wan(a['reception-foreign'])}。国内公务接待${count('reception-batches')}批次，${count('reception-persons')}人次；外事接待${count('foreign-batches')}批次，${count('foreign-persons')}人次。${before ? w.against('reason/reception', '公务接待费的变动', '公务接待费支出决算', a.reception, before.reception) : ''}`,
    ),
  ]
}

function fund(w: Writing, n: string, of: 'fund' | 'capital', name: string): Block[] {
  const b = now(w).balance[of]
  const none = b.total === 0 && b.spending === 0
  return [
    heading(2, `${n}、${name}收入支出决算情况说明`),
    text(
      none
        ? `本部门${w.m.accounts.year}年度没有${name}收入和支出。`
        : `${w.m.accounts.year}年度${name}年初结转和结余${w.f.wan(b.opening)}，本年收入${w.f.wan(b.income)}，本年支出${w.f.wan(b.spending)}，年末结转和结余${w.f.wan(b.closing)}。`,
    ),
  ]
}

function against(
  w: Writing,
  key: string,
  label: string,
  what: string,
  n: number,
  before: number | null,
): Block[] {
  const words = w.against(key, label, what, n, before)
  return words === '' ? [] : [text(words)]
}

export const pie = (id: string, title: string, parts: readonly (readonly [string, string])[]): Block =>
  chart({
    id,
    title,
    kind: 'pie',
    labels: parts.map(([label]) => label),
    series: [{ name: title.replace(/^图\d+：/, ''), values: parts.map(([, value]) => value) }],
    unit: '万元',
  })
