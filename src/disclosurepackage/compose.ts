/**
 * The package as a document, and what the department still has to say for it. Pure: the same accounts, words and settings
 * always make the same document.
 */
import type { Accounts } from '../accounts/index.ts'
import { type Material, OPEN, Writing } from './asking.ts'
import type { Question } from './contract.ts'
import type { Block, DocTable, PackageDoc } from './document.ts'
import { budgetText } from './prose/budget.ts'
import { finalText } from './prose/final.ts'
import { glossary } from './prose/glossary.ts'
import { about, heading, text } from './prose/parts.ts'
import { BUDGET_FORMS } from './tables/budget.ts'
import { FINAL_FORMS } from './tables/final.ts'

export interface Composed {
  doc: PackageDoc
  questions: Question[]
  missing: { figure: string; where: string }[]
}

export function compose(m: Material): Composed {
  const w = new Writing(m)
  const { year, department } = m.accounts
  const final = m.kind === 'final'
  const title = final ? `${department.name}${year}年度部门决算` : `${department.name}${year}年部门预算`
  const tables = m.set.tables.map((id): DocTable => {
    const form = final ? FINAL_FORMS[id as 'FIN1'] : BUDGET_FORMS[id as 'BUD1']
    const made = form({ accounts: m.accounts, figures: w.f })
    return { ...made, title: m.set.titles?.[id] ?? made.title }
  })
  const blocks: Block[] = [
    heading(1, `第一部分 ${department.name}概况`),
    ...about(w),
    heading(1, `第二部分 ${final ? `${year}年度部门决算情况说明` : `${year}年部门预算情况说明`}`),
    ...(final ? finalText(w) : budgetText(w)),
    heading(1, '第三部分 名词解释'),
    ...glossary(w),
    heading(1, `第四部分 ${final ? `${year}年度部门决算表` : `${year}年部门预算表`}`),
    text(`共${tables.length}张表，金额单位均为万元。`),
    ...tables.map((table): Block => ({ is: 'table', table })),
  ]
  return {
    doc: { title, entity: department.name, year, kind: m.kind, blocks },
    questions: w.questions,
    missing: missingFigures(m.exact ?? m.accounts, m.kind),
  }
}

/** Figures the forms ask for that nobody has entered. Zero is a figure; nothing at all is none. */
export function missingFigures(a: Accounts, kind: Material['kind']): Composed['missing'] {
  const has = (start: string) => Object.keys(a.leaves).some((path) => path.startsWith(start))
  const out: Composed['missing'] = []
  const need = (figure: string, where: string, ...starts: string[]) => {
    if (!starts.some(has)) out.push({ figure, where })
  }
  need(kind === 'final' ? '收入决算' : '收入预算', 'income', `income/${kind}/`)
  need(kind === 'final' ? '支出决算' : '支出预算', 'spend', `spend/${kind}/`)
  need('基本支出经济分类', 'economic', `economic/${kind}/`)
  need('“三公”经费', 'three', `three/${kind}/`)
  need('机关运行经费', 'organ-cost', `organ-cost/${kind}`)
  if (kind === 'final') {
    need('年初预算', 'spend', 'spend/budget/')
    need('人员编制', 'post', 'post/approved/')
  }
  const stage = kind === 'final' ? a.final : a.budget
  if (stage.basic.all.sum.total !== 0 && stage.basic.all.sum.total !== stage.spending.sum.basic)
    out.push({ figure: '基本支出按经济分类与按功能分类合计一致', where: 'economic' })
  const projects = a.projects.reduce((n, p) => n + (kind === 'final' ? p.final : p.budget), 0)
  if (projects !== stage.spending.sum.project)
    out.push({ figure: '项目明细合计与项目支出一致', where: 'project' })
  return out
}

/** Required answers that are still open. */
export const openQuestions = (questions: readonly Question[]): Question[] =>
  questions.filter((q) => q.required && (q.answer === '' || q.answer.includes(OPEN)))
