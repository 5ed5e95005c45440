/**
 * Controls over a year's figures: what must agree, and what should be looked at. Each with both sides, so that nobody has to compute.
 * The numbers are those of the rules for published disclosures (R-…), where one corresponds. Pure.
 */

import type { CodeLists } from './codes.ts'
import { isLeaf } from './codes.ts'
import type { Accounts, StageFigures, View } from './figures.ts'
import { type Book, FUNDS, type Fund, readPath } from './keys.ts'
import { BOOK_LABELS, FUND_LABELS, type Label, STAGE_LABELS } from './labels.ts'
import { showFen } from './money.ts'

export interface Control {
  id: string
  severity: 'error' | 'review'
  book: Book
  words: Label
  /** Both sides in fen or counts; null where it is no comparison. */
  left: number | null
  right: number | null
  /** The entry table where it is mended. */
  table: string
  /** The figure meant, where it is a single one. */
  path: string | null
}

const yuan = (fen: number) => showFen(fen, 'yuan')

/** All controls that do not hold, errors first. `before`: the year before, where it is kept. */
export function controlsOf(a: Accounts, o: { before?: Accounts | null; codes: CodeLists }): Control[] {
  const found: Control[] = []
  const say = (
    id: string,
    severity: Control['severity'],
    book: Book,
    table: string,
    words: Label,
    sides: { left?: number; right?: number; path?: string } = {},
  ) =>
    found.push({
      id,
      severity,
      book,
      words,
      table,
      left: sides.left ?? null,
      right: sides.right ?? null,
      path: sides.path ?? null,
    })
  const equal = (
    id: string,
    severity: Control['severity'],
    book: Book,
    table: string,
    what: Label,
    left: number,
    right: number,
  ) => {
    if (left === right) return
    const zh = `${what.zh}：${yuan(left)} 元与 ${yuan(right)} 元不相等，相差 ${yuan(left - right)} 元`
    const en = `${what.en}: ${yuan(left)} and ${yuan(right)} yuan differ by ${yuan(left - right)}`
    say(id, severity, book, table, { zh, en }, { left, right })
  }

  stage(a.budget, 'budget', 'budget')
  stage(a.final, 'final', 'final')
  projects()
  months()
  plan()
  counts()
  codes()
  opening()
  return found.sort((x, y) => Number(x.severity === 'review') - Number(y.severity === 'review'))

  function stage(s: StageFigures, view: View, book: Book): void {
    const name = STAGE_LABELS[view]
    for (const fund of FUNDS) {
      const f = FUND_LABELS[fund]
      const { closing } = s.balance[fund]
      if (closing < 0)
        say(
          'R-ID-01',
          'error',
          book,
          'spending',
          {
            zh: `${name.zh}${f.zh}：支出比收入与结转之和多 ${yuan(-closing)} 元`,
            en: `${name.en}, ${f.en}: expenditure exceeds income and carry-over by ${yuan(-closing)} yuan`,
          },
          { left: s.balance[fund].total, right: s.balance[fund].spending + s.balance[fund].distributed },
        )
      const sum = s.basic[fund].sum
      if (sum.total !== 0)
        equal(
          'R-X-03',
          'error',
          book,
          'economic',
          {
            zh: `${name.zh}${f.zh}基本支出按功能分类与按经济分类`,
            en: `${name.en}, ${f.en}: basic expenditure by functional and by economic codes`,
          },
          s.spending.byFund[fund].sum.basic,
          sum.total,
        )
      if (sum.other !== 0)
        say('R-SUM-03', 'error', book, 'economic', {
          zh: `${name.zh}${f.zh}基本支出中有 ${yuan(sum.other)} 元不在 301、303、302、310 类`,
          en: `${name.en}, ${f.en}: ${yuan(sum.other)} yuan of basic expenditure are under none of 301, 303, 302, 310`,
        })
    }
    const { threePublic: t, procurement: p } = s
    if (t['reception-foreign'] > t.reception)
      say('R-SUM-06', 'error', book, 'three', {
        zh: `${name.zh}外事接待费大于公务接待费`,
        en: `${name.en}: reception of foreign guests exceeds all reception`,
      })
    if (p.sme > p.total || p.micro > p.sme)
      say('R-SUM-09', 'error', book, 'procurement', {
        zh: `${name.zh}政府采购中授予中小企业或小微企业的金额大于总额`,
        en: `${name.en}: procurement from small enterprises exceeds the whole it is part of`,
      })
    if (a.department.kind === 'administrative' && s.organCost !== 0)
      equal(
        'R-X-06',
        'review',
        book,
        'procurement',
        {
          zh: `${name.zh}机关运行经费与一般公共预算公用经费`,
          en: `${name.en}: operating cost of the organ and operating part of basic expenditure`,
        },
        s.organCost,
        s.basic.general.sum.operating,
      )
  }

  function projects(): void {
    if (a.projects.length === 0) return
    for (const view of ['budget', 'final'] as const) {
      const listed = new Map<string, number>()
      for (const p of a.projects)
        for (const part of p.parts) {
          const key = `${part.fund}/${part.functional}`
          listed.set(key, (listed.get(key) ?? 0) + part[view])
        }
      for (const fund of FUNDS)
        for (const line of a[view].spending.byFund[fund].lines) {
          if (line.level !== 3) continue
          const key = `${fund}/${line.code}`
          if (!listed.has(key)) listed.set(key, 0)
        }
      for (const [key, left] of listed) {
        const [fund, code] = key.split('/') as [Fund, string]
        const right = a.leaves[`spend/${view}/${fund}/project/${code}`] ?? 0
        equal(
          'R-SUM-07',
          'error',
          view,
          'projects',
          {
            zh: `${STAGE_LABELS[view].zh}${code} 各项目之和与项目支出`,
            en: `${STAGE_LABELS[view].en} ${code}: sum of projects and project expenditure`,
          },
          left,
          right,
        )
      }
    }
  }

  function months(): void {
    if (!a.months.every((m) => m.entered)) return
    const paid = new Map<string, number>()
    for (const [path, value] of Object.entries(a.leaves)) {
      const [family, , ...rest] = path.split('/')
      if (family === 'month') paid.set(rest.join('/'), (paid.get(rest.join('/')) ?? 0) + value)
      else if (family === 'spend' && path.startsWith('spend/final/') && !paid.has(rest.join('/')))
        paid.set(rest.join('/'), 0)
    }
    for (const [key, left] of paid)
      equal(
        'R-X-07',
        'error',
        'final',
        'months',
        {
          zh: `${key.split('/')[2]} 十二个月支出之和与决算`,
          en: `${key.split('/')[2]}: twelve months and final accounts`,
        },
        left,
        a.leaves[`spend/final/${key}`] ?? 0,
      )
  }

  function plan(): void {
    const points = a.months.flatMap((m) => (m.planned === null ? [] : [m.planned]))
    if (points.length === 0) return
    if (points.some((p, i) => i > 0 && p < points[i - 1]!) || a.months.at(-1)!.planned !== 10_000)
      say('R-F-01', 'error', 'budget', 'plan', {
        zh: '支出计划应逐月不减，12月底为100%',
        en: 'The plan of spending must never fall and end with 100 % in December',
      })
  }

  function counts(): void {
    const { counts: c, final } = a
    for (const [few, many] of [
      ['reception-batches', 'reception-persons'],
      ['abroad-groups', 'abroad-persons'],
      ['foreign-batches', 'foreign-persons'],
    ] as const)
      if ((c[few] ?? 0) > (c[many] ?? 0))
        say('R-Q-01', 'error', 'final', 'counts', {
          zh: `批次（团组）多于人次：${c[few]} 与 ${c[many] ?? 0}`,
          en: `More batches or groups than persons: ${c[few]} and ${c[many] ?? 0}`,
        })
    for (const [count, amount, zh, en] of [
      ['abroad-groups', 'abroad', '因公出国（境）', 'going abroad'],
      ['cars-bought', 'purchase', '公务用车购置', 'cars bought'],
      ['reception-batches', 'reception', '公务接待', 'reception'],
    ] as const) {
      const n = c[count]
      if (n !== null && n > 0 !== final.threePublic[amount] > 0)
        say('R-SUM-06', 'review', 'final', 'counts', {
          zh: `${zh}的数量与金额不相称：数量 ${n}，金额 ${yuan(final.threePublic[amount])} 元`,
          en: `Count and amount of ${en} do not match: ${n}, ${yuan(final.threePublic[amount])} yuan`,
        })
    }
    if (c['cars-kept'] !== null && c['cars-kept'] !== a.assets.cars)
      say(
        'R-SUM-10',
        'error',
        'final',
        'assets',
        {
          zh: `公务用车保有量 ${c['cars-kept']} 辆与资产中车辆合计 ${a.assets.cars} 辆不相等`,
          en: `${c['cars-kept']} cars kept, but ${a.assets.cars} among the assets`,
        },
        { left: c['cars-kept'], right: a.assets.cars },
      )
    if (a.posts.actualTotal > a.posts.approvedTotal)
      say(
        'R-Q-02',
        'review',
        'final',
        'posts',
        {
          zh: `在职 ${a.posts.actualTotal} 人多于编制 ${a.posts.approvedTotal} 名`,
          en: `${a.posts.actualTotal} people in post, but ${a.posts.approvedTotal} posts`,
        },
        { left: a.posts.actualTotal, right: a.posts.approvedTotal },
      )
  }

  function codes(): void {
    for (const path of Object.keys(a.leaves)) {
      const p = readPath(path)
      if (!p?.code || !isLeaf(p.code.kind, p.code.code) || o.codes[p.code.kind].has(p.code.code)) continue
      const book: Book = p.stage === 'budget' ? 'budget' : 'final'
      say(
        'R-C-01',
        'error',
        book,
        p.family,
        {
          zh: `${a.year} 年科目表中没有 ${p.code.code}`,
          en: `${p.code.code} is not among the codes of ${a.year}`,
        },
        { path },
      )
    }
  }

  function opening(): void {
    const { before } = o
    if (!before) return
    for (const fund of FUNDS)
      equal(
        'R-X-12',
        'review',
        'final',
        'opening',
        {
          zh: `${FUND_LABELS[fund].zh}年初结转和结余与上年${BOOK_LABELS.final.zh}年末数`,
          en: `${FUND_LABELS[fund].en}: opening balance and closing of the year before`,
        },
        a.final.balance[fund].opening,
        before.final.balance[fund].closing,
      )
  }
}
