/** What the text asks the department for, gathered while it is written: what is asked depends on what is said. Pure. */
import type { Accounts } from '../accounts/index.ts'
import type { PlanRecord } from '../performance/index.ts'
import type { Kind, Question, Settings } from './contract.ts'
import { digitsFor, Figures, growthText, isLarge } from './figures.ts'
import type { TableSet } from './sets.ts'

export interface Material {
  kind: Kind
  /** As they are shown: with the digits of the set, where it says so. */
  accounts: Accounts
  /** As they are kept, where that is another thing: open data and what is missing follow these. */
  exact?: Accounts
  /** The year before, where it is in the accounts. */
  previous: Accounts | null
  plans: readonly PlanRecord[]
  words: Readonly<Record<string, string>>
  settings: Settings
  set: TableSet
}

/** Stands where an answer is still missing; the package cannot be submitted with it. */
export const OPEN = '〔待补充〕'

export class Writing {
  readonly m: Material
  readonly f: Figures
  readonly questions: Question[] = []

  constructor(m: Material) {
    this.m = m
    this.f = new Figures(
      m.set.digits ??
        m.settings.digits ??
        digitsFor([
          ...amounts(m.accounts),
          ...(m.previous ? amounts(m.previous) : []),
          ...m.plans.flatMap((p) => Object.values(p.plan.funds)),
          ...m.plans.flatMap((p) => (p.evaluation ? [p.evaluation.executed] : [])),
        ]),
    )
  }

  /** What the department says under a key; a mark where it must and has not yet. */
  ask(q: Omit<Question, 'answer'>): string {
    const answer = (this.m.words[q.key] ?? '').trim()
    if (!this.questions.some((x) => x.key === q.key)) this.questions.push({ ...q, answer })
    return answer !== '' ? answer : q.required ? OPEN : ''
  }

  /** `，主要原因是…` where the change is large, or nothing. */
  reason(key: string, label: string, now: number, before: number, than: string): string {
    if (!isLarge(now, before, this.m.settings)) return ''
    const because = `${than}${this.f.wan(before)}，现为${this.f.wan(now)}`
    return `，主要原因是${ended(this.ask({ key, topic: 'reason', label, because, required: true }))}`
  }

  /**
   * Against the year before: `与2025年度相比，增加1.00万元，增长2.00%，主要原因是…`; nothing without a year before.
   * @param what what changed, said between comparison and amount
   */
  against(key: string, label: string, what: string, now: number, before: number | null): string {
    if (before === null) return ''
    const past = `与${this.m.accounts.year - 1}年度相比，${what}`
    if (now === before) return `${past}持平。`
    const [more, grown] = now > before ? ['增加', '增长'] : ['减少', '下降']
    const rate = growthText(now, before)
    const why = this.reason(key, label, now, before, `${this.m.accounts.year - 1}年度为`)
    return `${past}${more}${this.f.wan(Math.abs(now - before))}${rate === null ? '' : `，${grown}${rate}`}${why}。`
  }
}

/** Without the full stop the sentence brings itself. */
export const ended = (text: string): string => text.replace(/[。；，\s]+$/, '')

const MONEY =
  /^(?:income|spend|economic|opening|surplus|month|three|organ-cost|procure|project)\/|^asset\/.*\/value$/
const amounts = (a: Accounts): number[] =>
  Object.entries(a.leaves).flatMap(([path, value]) => (MONEY.test(path) ? [value] : []))
