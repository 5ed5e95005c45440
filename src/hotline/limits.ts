/** The limits an order gets by its urgency, as they hold in the bureau today, each with its source and mark. */
import { type BureauFacts, todayIn } from '../bureau/index.ts'
import { ruleInForce } from '../cases/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import type { Limit, Urgency } from './contract.ts'

const RULES: Readonly<Record<Urgency, 'HL-05' | 'HL-UTILITY' | 'HL-URGENT'>> = {
  general: 'HL-05',
  utility: 'HL-UTILITY',
  urgent: 'HL-URGENT',
}

export function limitsOf(facts: BureauFacts, now: Date): Limit[] {
  const today = todayIn(facts, now)
  return (Object.keys(RULES) as Urgency[]).flatMap((urgency) => {
    const found = ruleInForce(RULES[urgency], today, facts.settings)
    if (isRefusal(found)) return []
    const { rule, length, unit, local, mark, basis } = found
    if (length === null) return []
    return [
      {
        urgency,
        ruleId: rule.id,
        name: rule.name,
        length,
        unit,
        mark,
        local,
        source: basis,
      },
    ]
  })
}
