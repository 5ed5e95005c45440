/** The text of the budget (部门预算说明). Every figure is computed. */
import type { StageFigures } from '../../accounts/index.ts'
import type { Writing } from '../asking.ts'
import type { Block } from '../document.ts'
import { ofWhole } from '../figures.ts'
import { pie } from './final.ts'
import { others } from './others.ts'
import { bar, heading, itemsNamed, structure, text } from './parts.ts'
import { performance } from './performance.ts'

const SOURCES = [
  ['general', '一般公共预算财政拨款'],
  ['fund', '政府性基金预算财政拨款'],
  ['capital', '国有资本经营预算财政拨款'],
  ['superior', '上级补助收入'],
  ['undertaking', '事业收入'],
  ['business', '事业单位经营收入'],
  ['affiliates', '附属单位上缴收入'],
  ['other', '其他收入'],
] as const
const NATURES = [
  ['basic', '基本支出'],
  ['project', '项目支出'],
  ['remitted', '上缴上级支出'],
  ['business', '经营支出'],
  ['subsidy', '对附属单位补助支出'],
] as const

const now = (w: Writing): StageFigures => w.m.accounts.budget
const past = (w: Writing): StageFigures | null => w.m.previous?.budget ?? null

export function budgetText(w: Writing): Block[] {
  return [
    ...totals(w),
    ...general(w),
    ...funds(w),
    ...threePublic(w),
    ...performance(w, '六'),
    ...others(w, '七'),
  ]
}

function totals(w: Writing): Block[] {
  const { year } = w.m.accounts
  const [a, b] = [now(w), past(w)]
  const income = a.income.sum
  const spent = a.spending.sum
  const carried = a.balance.all.opening + a.balance.all.used
  const sources = SOURCES.filter(([k]) => income[k] !== 0 || k === 'general')
  const natures = NATURES.filter(([k]) => spent[k] !== 0 || k === 'basic' || k === 'project')
  const rest = a.balance.all.closing + a.balance.all.distributed
  const series = [
    ...(b
      ? [{ name: `${year - 1}年`, values: [w.f.bare(b.income.sum.total), w.f.bare(b.spending.sum.total)] }]
      : []),
    { name: `${year}年`, values: [w.f.bare(income.total), w.f.bare(spent.total)] },
  ]
  return [
    heading(2, '一、收支预算总体情况说明'),
    text(
      `按照综合预算的原则，本部门所有收入和支出均纳入部门预算管理。${year}年收入总计${w.f.wan(a.balance.all.total)}，支出总计${w.f.wan(a.balance.all.total)}。`,
    ),
    text(
      `（一）收入预算：${year}年本年收入预算${w.f.wan(income.total)}，其中：${sources.map(([k, name]) => `${name}${w.f.wan(income[k])}${ofWhole(income[k], income.total)}`).join('；')}。${carried === 0 ? '' : `上年结转和使用非财政拨款结余${w.f.wan(carried)}。`}${w.against('reason/income', '收入预算的变动', '本年收入预算', income.total, b?.income.sum.total ?? null)}`,
    ),
    text(
      `（二）支出预算：${year}年本年支出预算${w.f.wan(spent.total)}，其中：${natures.map(([k, name]) => `${name}${w.f.wan(spent[k])}${ofWhole(spent[k], spent.total)}`).join('；')}。${rest === 0 ? '' : `结转下年${w.f.wan(rest)}。`}${w.against('reason/spending', '支出预算的变动', '本年支出预算', spent.total, b?.spending.sum.total ?? null)}`,
    ),
    bar('budget-totals', '图1：本年收入、支出预算变动情况', series, ['收入预算', '支出预算']),
  ]
}

function general(w: Writing): Block[] {
  const { year, projects } = w.m.accounts
  const own = now(w).spending.byFund.general
  const { sum, lines } = now(w).basic.general
  const before = past(w)?.spending.byFund.general.sum.total ?? null
  const listed = projects
    .map((p) => ({
      name: p.name,
      n: p.parts.filter((x) => x.fund === 'general').reduce((n, x) => n + x.budget, 0),
    }))
    .filter((p) => p.n !== 0)
  const whole = listed.reduce((n, p) => n + p.n, 0) === own.sum.project
  const named = (name: string, n: number, wanted: RegExp) => {
    const items = itemsNamed(lines, wanted)
    return `${name}${w.f.wan(n)}${items === '' ? '' : `，主要包括：${items}`}`
  }
  return [
    heading(2, '二、一般公共预算支出情况说明'),
    text(
      `${year}年一般公共预算支出${w.f.wan(own.sum.total)}，其中：基本支出${w.f.wan(own.sum.basic)}${ofWhole(own.sum.basic, own.sum.total)}；项目支出${w.f.wan(own.sum.project)}${ofWhole(own.sum.project, own.sum.total)}。${w.against('reason/general', '一般公共预算支出的变动', '一般公共预算支出', own.sum.total, before)}`,
    ),
    ...(own.sum.total === 0
      ? []
      : [
          text(
            `一般公共预算支出${w.f.wan(own.sum.total)}，主要用于以下方面：${structure(w, own.lines, own.sum.total)}。`,
          ),
          pie(
            'budget-classes',
            '图2：一般公共预算支出结构',
            own.lines
              .filter((l) => l.level === 1 && l.amounts.total !== 0)
              .map((l) => [l.name, w.f.bare(l.amounts.total)]),
          ),
        ]),
    text(
      `（一）基本支出：${year}年一般公共预算基本支出${w.f.wan(sum.total)}，其中：${named('人员经费', sum.personnel, /^30[13]/)}；${named('公用经费', sum.operating + sum.other, /^(?!30[13])/)}。`,
    ),
    text(
      listed.length === 0
        ? `（二）项目支出：${year}年一般公共预算项目支出${w.f.wan(own.sum.project)}。`
        : `（二）项目支出：${year}年一般公共预算项目支出${w.f.wan(own.sum.project)}，${whole ? `共${listed.length}个项目，` : ''}其中：${listed.map((p) => `${p.name}${w.f.wan(p.n)}`).join('；')}。`,
    ),
  ]
}

function funds(w: Writing): Block[] {
  const told = (n: string, of: 'fund' | 'capital', name: string): Block[] => {
    const own = now(w).spending.byFund[of].sum
    return [
      heading(2, `${n}、${name}支出情况说明`),
      text(
        own.total === 0
          ? `本部门${w.m.accounts.year}年没有${name}财政拨款安排的支出。`
          : `${w.m.accounts.year}年${name}支出${w.f.wan(own.total)}，其中：基本支出${w.f.wan(own.basic)}；项目支出${w.f.wan(own.project)}。`,
      ),
    ]
  }
  return [...told('三', 'fund', '政府性基金预算'), ...told('四', 'capital', '国有资本经营预算')]
}

function threePublic(w: Writing): Block[] {
  const t = now(w).threePublic
  return [
    heading(2, '五、“三公”经费预算情况说明'),
    text(
      `${w.m.accounts.year}年“三公”经费预算${w.f.wan(t.total)}，其中：因公出国（境）费${w.f.wan(t.abroad)}；公务接待费${w.f.wan(t.reception)}；公务用车购置及运行费${w.f.wan(t.cars)}（公务用车购置费${w.f.wan(t.purchase)}，公务用车运行费${w.f.wan(t.running)}）。${w.against('reason/three', '“三公”经费预算的变动', '“三公”经费预算', t.total, past(w)?.threePublic.total ?? null)}`,
    ),
  ]
}
