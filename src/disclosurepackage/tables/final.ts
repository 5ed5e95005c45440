/** Forms of the final accounts (财决公开表), each from the accounts alone. */
import type { Balance, Fund, Incomes, Natures } from '../../accounts/index.ts'
import type { DocTable } from '../document.ts'
import type { FormId } from '../sets.ts'
import { assets } from './assets.ts'
import { beside, classesOf, codeRows, type Ground, ORDINALS, table } from './rows.ts'

const INCOME_ROWS: readonly [keyof Incomes, string][] = [
  ['general', '一般公共预算财政拨款收入'],
  ['fund', '政府性基金预算财政拨款收入'],
  ['capital', '国有资本经营预算财政拨款收入'],
  ['superior', '上级补助收入'],
  ['undertaking', '事业收入'],
  ['business', '经营收入'],
  ['affiliates', '附属单位上缴收入'],
  ['other', '其他收入'],
]

export const FINAL_FORMS: Readonly<Record<FormId & `FIN${string}`, (g: Ground) => DocTable>> = {
  FIN1: (g) => {
    const { final: f, year } = g.accounts
    const b = f.balance.all
    const bare = (n: number) => g.figures.bare(n)
    const tops = f.spending.lines.filter((l) => l.level === 1)
    const left = INCOME_ROWS.map(([k, name], i) => [`${ORDINALS(i + 1)}、${name}`, bare(f.income.sum[k])])
    const right = classesOf(year, tops).map((c, i) => [
      `${ORDINALS(i + 1)}、${c.name}`,
      bare(tops.find((t) => t.code === c.code)?.amounts.total ?? 0),
    ])
    return table(
      'FIN1',
      ['收入项目', '收入决算数', '支出项目（按功能分类）', '支出决算数'],
      [
        ...beside(left, right, [2, 2]),
        ['本年收入合计', bare(b.income), '本年支出合计', bare(b.spending)],
        ['使用非财政拨款结余', bare(b.used), '结余分配', bare(b.distributed)],
        ['年初结转和结余', bare(b.opening), '年末结转和结余', bare(b.closing)],
        ['总计', bare(b.total), '总计', bare(b.spending + b.distributed + b.closing)],
      ],
      { figuresFrom: 1, twoSided: true, note: '注：本表反映部门本年度的总收支和年末结转结余情况。' },
    )
  },
  FIN2: (g) =>
    table(
      'FIN2',
      [
        '科目编码',
        '科目名称',
        '本年收入合计',
        '财政拨款收入',
        '上级补助收入',
        '事业收入',
        '经营收入',
        '附属单位上缴收入',
        '其他收入',
      ],
      codeRows(g, g.accounts.final.income.lines, g.accounts.final.income.sum, (a) => [
        a.total,
        a.fiscal,
        a.superior,
        a.undertaking,
        a.business,
        a.affiliates,
        a.other,
      ]),
      { figuresFrom: 2, note: '注：本表反映部门本年度取得的各项收入情况。' },
    ),
  FIN3: (g) =>
    table(
      'FIN3',
      [
        '科目编码',
        '科目名称',
        '本年支出合计',
        '基本支出',
        '项目支出',
        '上缴上级支出',
        '经营支出',
        '对附属单位补助支出',
      ],
      codeRows(g, g.accounts.final.spending.lines, g.accounts.final.spending.sum, (a) => [
        a.total,
        a.basic,
        a.project,
        a.remitted,
        a.business,
        a.subsidy,
      ]),
      { figuresFrom: 2, note: '注：本表反映部门本年度各项支出情况。' },
    ),
  FIN4: (g) => {
    const { final: f, year } = g.accounts
    const bare = (n: number) => g.figures.bare(n)
    const fiscal: readonly Fund[] = ['general', 'fund', 'capital']
    const tops = f.spending.lines.filter((l) => l.level === 1)
    const spent = (code: string, fund: Fund) =>
      f.spending.byFund[fund].lines.find((l) => l.code === code)?.amounts.total ?? 0
    const left = INCOME_ROWS.slice(0, 3).map(([k, name], i) => [
      `${ORDINALS(i + 1)}、${name.replace(/收入$/, '')}`,
      bare(f.income.sum[k]),
    ])
    const right = classesOf(year, tops).map((c, i) => {
      const of = fiscal.map((fund) => spent(c.code, fund))
      return [`${ORDINALS(i + 1)}、${c.name}`, ...[of.reduce((a, b) => a + b, 0), ...of].map(bare)]
    })
    const sums = (of: (b: Balance) => number) => [
      bare(of(f.balance.fiscal)),
      ...fiscal.map((fund) => bare(of(f.balance[fund]))),
    ]
    return table(
      'FIN4',
      [
        '收入项目',
        '收入决算数',
        '支出项目（按功能分类）',
        '合计',
        '一般公共预算财政拨款',
        '政府性基金预算财政拨款',
        '国有资本经营预算财政拨款',
      ],
      [
        ...beside(left, right, [2, 5]),
        ['本年收入合计', bare(f.balance.fiscal.income), '本年支出合计', ...sums((b) => b.spending)],
        [
          '年初财政拨款结转和结余',
          bare(f.balance.fiscal.opening),
          '年末财政拨款结转和结余',
          ...sums((b) => b.closing),
        ],
        ['总计', bare(f.balance.fiscal.total), '总计', ...sums((b) => b.spending + b.closing)],
      ],
      { figuresFrom: 1, twoSided: true, note: '注：本表反映部门本年度财政拨款总收支和结转结余情况。' },
    )
  },
  FIN5: (g) => {
    const own = g.accounts.final.spending.byFund.general
    return table(
      'FIN5',
      ['科目编码', '科目名称', '合计', '基本支出', '项目支出'],
      codeRows(g, own.lines, own.sum, spendingColumns),
      { figuresFrom: 2, note: '注：本表反映部门本年度一般公共预算财政拨款支出情况。' },
    )
  },
  FIN6: (g) => basicByEconomic(g),
  FIN7: (g) => threePublic(g),
  FIN8: (g) => fundTable(g, 'FIN8', 'fund', '政府性基金预算财政拨款'),
  FIN9: (g) => fundTable(g, 'FIN9', 'capital', '国有资本经营预算财政拨款'),
  FIN10: (g) => economic(g, 'FIN10', ['general', 'fund', 'capital']),
  FIN11: (g) => economic(g, 'FIN11', ['general']),
  FIN12: (g) => {
    const rows = g.accounts.projects
      .map((p) => ({
        p,
        of: (k: 'budget' | 'adjusted' | 'final') =>
          p.parts.filter((x) => x.fund === 'general').reduce((n, x) => n + x[k], 0),
      }))
      .filter(({ of }) => of('adjusted') !== 0 || of('final') !== 0)
    const cells = (of: (k: 'budget' | 'adjusted' | 'final') => number) =>
      [of('budget'), of('adjusted'), of('final')].map((n) => g.figures.bare(n))
    const sum = (k: 'budget' | 'adjusted' | 'final') => rows.reduce((n, r) => n + r.of(k), 0)
    return table(
      'FIN12',
      ['项目名称', '年初预算数', '调整预算数', '决算数'],
      rows.length === 0
        ? []
        : [...rows.map(({ p, of }) => [p.name, ...cells(of)]), ['项目支出小计', ...cells(sum)]],
      {
        figuresFrom: 1,
        note: rows.length === 0 ? '注：本部门本年度没有一般公共预算财政拨款项目支出，故本表无数据。' : '',
      },
    )
  },
  FIN13: () =>
    table('FIN13', ['项目', '预算数', '决算数'], [], {
      figuresFrom: 1,
      note: '注：本部门本年度没有使用政府性基金预算财政拨款安排的“三公”经费支出，故本表无数据。',
    }),
  FIN14: assets,
}

export const spendingColumns = (a: Natures) => [a.total, a.basic, a.project] as const

function basicByEconomic(g: Ground): DocTable {
  const { sum, lines } = g.accounts.final.basic.general
  const cells = lines.map((l) => [l.code, l.name, g.figures.bare(l.amounts)])
  const personnel = cells.filter(([code]) => /^30[13]/.test(code!))
  const operating = cells.filter(([code]) => !/^30[13]/.test(code!))
  return table(
    'FIN6',
    ['科目编码', '科目名称', '决算数'],
    [
      ...personnel,
      ['', '人员经费合计', g.figures.bare(sum.personnel)],
      ...operating,
      ['', '公用经费合计', g.figures.bare(sum.operating + sum.other)],
    ],
    { figuresFrom: 2, note: '注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。' },
  )
}

export const THREE_HEAD = ['因公出国（境）费', '公务用车购置费', '公务用车运行维护费', '公务接待费'] as const

function threePublic(g: Ground): DocTable {
  const { budget, adjusted, final } = g.accounts
  const row = (name: string, t: typeof final.threePublic) => [
    name,
    ...[t.total, t.abroad, t.cars, t.purchase, t.running, t.reception].map((n) => g.figures.bare(n)),
  ]
  const rows = [
    row('年初预算数', budget.threePublic),
    row('调整预算数', adjusted.threePublic),
    row('决算数', final.threePublic),
  ]
  return table(
    'FIN7',
    [
      '项目',
      '合计',
      '因公出国（境）费',
      '公务用车购置及运行维护费小计',
      '公务用车购置费',
      '公务用车运行维护费',
      '公务接待费',
    ],
    rows,
    { figuresFrom: 1, note: '注：本表反映部门本年度“三公”经费支出预决算情况。' },
  )
}

function fundTable(g: Ground, id: 'FIN8' | 'FIN9', fund: Fund, name: string): DocTable {
  const { final: f } = g.accounts
  const lines = f.balanceLines[fund]
  const head = [
    '科目编码',
    '科目名称',
    '年初结转和结余',
    '本年收入',
    '本年支出合计',
    '基本支出',
    '项目支出',
    '年末结转和结余',
  ]
  if (lines.length === 0)
    return table(id, head, [], {
      figuresFrom: 2,
      note: `注：本部门本年度没有${name}收入和支出，故本表无数据。`,
    })
  const natures = (code: string) => f.spending.byFund[fund].lines.find((l) => l.code === code)?.amounts
  const cells = (b: Balance, n: Natures | undefined) =>
    [b.opening, b.income, b.spending, n?.basic ?? 0, n?.project ?? 0, b.closing].map((x) => g.figures.bare(x))
  return table(
    id,
    head,
    [
      ['', '合计', ...cells(f.balance[fund], f.spending.byFund[fund].sum)],
      ...lines.map((l) => [l.code, l.name, ...cells(l.amounts, natures(l.code))]),
    ],
    { figuresFrom: 2, note: `注：本表反映部门本年度${name}收入支出及结转和结余情况。` },
  )
}

/** By economic code: what basic expenditure was spent on. The accounts keep economic codes by fund and nature, not by function. */
function economic(g: Ground, id: 'FIN10' | 'FIN11', funds: readonly Fund[]): DocTable {
  const { basic } = g.accounts.final
  const codes = new Map<string, { name: string; n: number }>()
  for (const fund of funds)
    for (const l of basic[fund].lines) {
      const at = codes.get(l.code) ?? { name: l.name, n: 0 }
      codes.set(l.code, { ...at, n: at.n + l.amounts })
    }
  const total = funds.reduce((n, fund) => n + basic[fund].sum.total, 0)
  return table(
    id,
    ['科目编码', '科目名称', '基本支出决算数'],
    [
      ['', '合计', g.figures.bare(total)],
      ...[...codes]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, { name, n }]) => [code, name, g.figures.bare(n)]),
    ],
    { figuresFrom: 2, note: '注：本表按经济分类反映基本支出，项目支出见项目支出决算表。' },
  )
}
