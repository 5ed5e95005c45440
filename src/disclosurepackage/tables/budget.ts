/** Forms of the budget (部门预算公开表), each from the accounts alone. */
import type { Fund, StageFigures } from '../../accounts/index.ts'
import type { DocTable } from '../document.ts'
import type { FormId } from '../sets.ts'
import { spendingColumns } from './final.ts'
import { beside, classesOf, codeRows, type Ground, ORDINALS, table } from './rows.ts'

const own = (g: Ground): StageFigures => g.accounts.budget

export const BUDGET_FORMS: Readonly<Record<FormId & `BUD${string}`, (g: Ground) => DocTable>> = {
  BUD1: (g) => {
    const b = own(g)
    const bare = (n: number) => g.figures.bare(n)
    const i = b.income.sum
    const tops = b.spending.lines.filter((l) => l.level === 1)
    const left = [
      ['一、财政拨款收入', bare(i.fiscal)],
      ['其中：一般公共预算资金', bare(i.general)],
      ['政府性基金', bare(i.fund)],
      ['国有资本经营预算', bare(i.capital)],
      ['二、事业收入', bare(i.undertaking)],
      ['三、事业单位经营收入', bare(i.business)],
      ['四、其他收入', bare(i.superior + i.affiliates + i.other)],
    ]
    const right = classesOf(g.accounts.year, tops).map((c, n) => [
      `${ORDINALS(n + 1)}、${c.name}`,
      bare(tops.find((t) => t.code === c.code)?.amounts.total ?? 0),
    ])
    const balance = b.balance.all
    return table(
      'BUD1',
      ['收入项目', '收入预算数', '支出项目（按功能分类）', '支出预算数'],
      [
        ...beside(left, right, [2, 2]),
        ['本年收入合计', bare(balance.income), '本年支出合计', bare(balance.spending)],
        [
          '上年结转和使用非财政拨款结余',
          bare(balance.opening + balance.used),
          '结转下年',
          bare(balance.closing + balance.distributed),
        ],
        [
          '收入总计',
          bare(balance.total),
          '支出总计',
          bare(balance.spending + balance.closing + balance.distributed),
        ],
      ],
      { figuresFrom: 1, twoSided: true },
    )
  },
  BUD2: (g) =>
    table(
      'BUD2',
      ['科目编码', '科目名称', '合计', '财政拨款收入', '事业收入', '事业单位经营收入', '其他收入'],
      codeRows(g, own(g).income.lines, own(g).income.sum, (a) => [
        a.total,
        a.fiscal,
        a.undertaking,
        a.business,
        a.superior + a.affiliates + a.other,
      ]),
      { figuresFrom: 2 },
    ),
  BUD3: (g) =>
    table(
      'BUD3',
      [
        '科目编码',
        '科目名称',
        '合计',
        '基本支出',
        '项目支出',
        '上缴上级支出',
        '经营支出',
        '对附属单位补助支出',
      ],
      codeRows(g, own(g).spending.lines, own(g).spending.sum, (a) => [
        a.total,
        a.basic,
        a.project,
        a.remitted,
        a.business,
        a.subsidy,
      ]),
      { figuresFrom: 2 },
    ),
  BUD4: (g) => {
    const b = own(g)
    const bare = (n: number) => g.figures.bare(n)
    const fiscal: readonly Fund[] = ['general', 'fund', 'capital']
    const tops = b.spending.lines.filter((l) => l.level === 1)
    const spent = (code: string, fund: Fund) =>
      b.spending.byFund[fund].lines.find((l) => l.code === code)?.amounts.total ?? 0
    const left = [
      ['一、一般公共预算资金', bare(b.income.sum.general)],
      ['二、政府性基金预算', bare(b.income.sum.fund)],
      ['三、国有资本经营预算', bare(b.income.sum.capital)],
    ]
    const right = classesOf(g.accounts.year, tops).map((c, n) => {
      const of = fiscal.map((fund) => spent(c.code, fund))
      return [`${ORDINALS(n + 1)}、${c.name}`, ...[of.reduce((x, y) => x + y, 0), ...of].map(bare)]
    })
    const row = (of: (x: StageFigures['balance']['all']) => number) => [
      bare(of(b.balance.fiscal)),
      ...fiscal.map((fund) => bare(of(b.balance[fund]))),
    ]
    return table(
      'BUD4',
      [
        '收入项目',
        '收入预算数',
        '支出项目（按功能分类）',
        '合计',
        '一般公共预算',
        '政府性基金预算',
        '国有资本经营预算',
      ],
      [
        ...beside(left, right, [2, 5]),
        ['本年收入合计', bare(b.balance.fiscal.income), '本年支出合计', ...row((x) => x.spending)],
        ['上年结转', bare(b.balance.fiscal.opening), '结转下年', ...row((x) => x.closing)],
        ['收入总计', bare(b.balance.fiscal.total), '支出总计', ...row((x) => x.spending + x.closing)],
      ],
      { figuresFrom: 1, twoSided: true },
    )
  },
  BUD5: (g) => byFund(g, 'BUD5', 'general', '一般公共预算'),
  BUD6: (g) => byFund(g, 'BUD6', 'fund', '政府性基金预算'),
  BUD7: (g) => byFund(g, 'BUD7', 'capital', '国有资本经营预算'),
  BUD8: (g) => {
    const { sum, lines } = own(g).basic.general
    const cells = (code: string, n: number) => {
      const personnel = /^30[13]/.test(code)
      return [n, personnel ? n : 0, personnel ? 0 : n].map((x) => g.figures.bare(x))
    }
    return table(
      'BUD8',
      ['科目编码', '科目名称', '合计', '人员经费', '公用经费'],
      [
        ['', '合计', ...[sum.total, sum.personnel, sum.operating + sum.other].map((x) => g.figures.bare(x))],
        ...lines.map((l) => [l.code, l.name, ...cells(l.code, l.amounts)]),
      ],
      { figuresFrom: 2 },
    )
  },
  BUD9: (g) => {
    const t = own(g).threePublic
    return table(
      'BUD9',
      [
        '“三公”经费合计',
        '因公出国（境）费',
        '公务接待费',
        '公务用车购置及运行费小计',
        '购置费',
        '运行费',
        '机关运行经费预算数',
      ],
      [
        [t.total, t.abroad, t.reception, t.cars, t.purchase, t.running, own(g).organCost].map((n) =>
          g.figures.bare(n),
        ),
      ],
      { figuresFrom: 0 },
    )
  },
  BUD10: (g) => {
    const rows = g.accounts.projects.filter((p) => p.budget !== 0)
    const sum = rows.reduce((n, p) => n + p.budget, 0)
    return table(
      'BUD10',
      ['项目名称', '预算数'],
      rows.length === 0
        ? []
        : [...rows.map((p) => [p.name, g.figures.bare(p.budget)]), ['项目支出小计', g.figures.bare(sum)]],
      { figuresFrom: 1, note: rows.length === 0 ? '注：本部门本年度没有项目支出预算，故本表无数据。' : '' },
    )
  },
  BUD12: (g) => {
    const p = own(g).procurement
    return table(
      'BUD12',
      ['采购类别', '预算数'],
      p.total === 0
        ? []
        : (
            [
              ['货物', p.goods],
              ['工程', p.works],
              ['服务', p.services],
              ['政府采购小计', p.total],
            ] as [string, number][]
          ).map(([name, n]) => [name, g.figures.bare(n)]),
      { figuresFrom: 1, note: p.total === 0 ? '注：本部门本年度没有政府采购预算，故本表无数据。' : '' },
    )
  },
}

function byFund(g: Ground, id: 'BUD5' | 'BUD6' | 'BUD7', fund: Fund, name: string): DocTable {
  const { sum, lines } = own(g).spending.byFund[fund]
  return table(
    id,
    ['科目编码', '科目名称', '合计', '基本支出', '项目支出'],
    lines.length === 0 ? [] : codeRows(g, lines, sum, spendingColumns),
    {
      figuresFrom: 2,
      note:
        lines.length === 0
          ? `注：本部门${g.accounts.year}年没有${name}财政拨款安排的预算，故本表无数据。`
          : '',
    },
  )
}
