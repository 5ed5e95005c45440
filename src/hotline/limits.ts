/** The limits an order gets by its urgency and by its type, as they hold in the bureau today, each with its source and mark. */
import { type BureauFacts, todayIn } from '../bureau/index.ts'
import { ruleInForce } from '../cases/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { KINDS, type Limit, type Urgency } from './contract.ts'

const RULES: Readonly<Record<Urgency, 'HL-05' | 'HL-UTILITY' | 'HL-URGENT'>> = {
  general: 'HL-05',
  utility: 'HL-UTILITY',
  urgent: 'HL-URGENT',
}

export function limitsOf(facts: BureauFacts, now: Date): Limit[] {
  const today = todayIn(facts, now)
  const limit = (ruleId: string, of: Pick<Limit, 'urgency' | 'type'>): Limit[] => {
    const found = ruleInForce(ruleId, today, facts.settings)
    if (isRefusal(found)) return []
    const { rule, length, unit, local, mark, basis } = found
    return length === null
      ? []
      : [{ ...of, ruleId, name: rule.name, length, unit, mark, local, source: basis }]
  }
  return [
    ...(Object.keys(RULES) as Urgency[]).flatMap((urgency) => limit(RULES[urgency], { urgency, type: null })),
    ...KINDS.flatMap((type) => limit(`HL-TYPE-${type.toUpperCase()}`, { urgency: null, type })),
  ]
}
