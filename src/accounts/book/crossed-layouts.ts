/**
 * Tables whose rows are functional and whose columns are economic codes (支出决算明细表, 财决05 to 财决08). Accounts keep both sides,
 * not the cells in between: rows give expenditure by function, columns by economic item. Pure.
 */
import { FISCAL, FUNDS, type Fund, type Nature } from '../keys.ts'

export interface CrossedLayout {
  names: readonly string[]
  funds: readonly Fund[]
  natures: readonly ('basic' | 'project')[]
}

const BOTH = ['basic', 'project'] as const
const of = (
  names: readonly string[],
  funds: readonly Fund[],
  natures: readonly ('basic' | 'project')[],
): CrossedLayout => ({ names, funds, natures })

export const CROSSED_LAYOUTS: readonly CrossedLayout[] = [
  of(['一般公共预算财政拨款基本支出决算明细表'], ['general'], ['basic']),
  of(['一般公共预算财政拨款项目支出决算明细表'], ['general'], ['project']),
  of(['一般公共预算财政拨款支出决算明细表'], ['general'], BOTH),
  of(['政府性基金预算财政拨款支出决算明细表'], ['fund'], BOTH),
  of(['财政拨款基本支出决算明细表'], FISCAL, ['basic']),
  of(['财政拨款项目支出决算明细表'], FISCAL, ['project']),
  of(['财政拨款支出决算明细表'], FISCAL, BOTH),
  of(['基本支出决算明细表'], FUNDS, ['basic']),
  of(['项目支出决算明细表'], FUNDS, ['project']),
  of(['支出决算明细表'], FUNDS, BOTH),
]

export interface Share {
  fund: Fund
  nature: Nature
}

/**
 * A figure of several funds and natures stands for what is left of it: the last fund of all, the appropriation of the
 * general budget of those, and projects of both natures.
 */
export function targetOf(l: CrossedLayout): { target: Share; less: Share[] } {
  const fund = l.funds.includes('own') ? 'own' : l.funds[0]!
  const nature = l.natures.at(-1)!
  const less = l.funds
    .flatMap((f) => l.natures.map((n): Share => ({ fund: f, nature: n })))
    .filter((s) => s.fund !== fund || s.nature !== nature)
  return { target: { fund, nature }, less }
}
