/** How a limit is written down that a bureau sets for its own work. */
import type { ClockRule, LimitUnit } from './contract.ts'
import { rule, SUPERVISED } from './rule.ts'

const FROM = '2000-01-01'

type Words = { zh: string; en: string }

const INTERNAL: Words = {
  zh: '内部时限，本程序默认值，可由本地设置修改',
  en: 'internal limit, default of the program, set locally',
}

/** A limit the bureau sets for its own work. Mark I. */
export function internal(
  id: string,
  name: Words,
  length: number,
  unit: LimitUnit,
  starts: Words,
  actor: Words,
  more: Partial<ClockRule> = {},
): ClockRule {
  return rule({
    id,
    name,
    regulation: 'HY',
    article: INTERNAL,
    quote: '',
    mark: 'I',
    length,
    unit,
    starts,
    actor,
    missed: SUPERVISED,
    validFrom: FROM,
    ...more,
  })
}
