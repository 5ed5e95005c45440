/**
 * The law of the clocks as data, and the one function that says which rule holds on a day: the version of the regulation
 * by date, then the bureau's own setting over it.
 */
import { type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type {
  Basis,
  ClockRule,
  ClockRuleId,
  LimitUnit,
  LocalSetting,
  PlainDate,
  SourceMark,
} from './contract.ts'
import { RULES_2005 } from './rules-2005.ts'
import { RULES_2022, RULES_SPLIT } from './rules-2022.ts'
import { RULES_REVIEWS } from './rules-reviews.ts'
import { RULES_HOTLINE, RULES_SETTINGS } from './rules-settings.ts'

/** All rules in all versions. Versions of one id never overlap (a test holds that). */
export const RULE_TABLE: readonly ClockRule[] = [
  ...RULES_2022,
  ...RULES_2005,
  ...RULES_SPLIT,
  ...RULES_HOTLINE,
  ...RULES_SETTINGS,
  ...RULES_REVIEWS,
]

/** A rule as it holds on a day in a bureau: what a clock is started with. */
export interface ResolvedRule {
  rule: ClockRule
  /** null: whoever starts the clock must give the limit (交办). */
  length: number | null
  unit: LimitUnit
  extensionCap: number
  pausable: boolean
  mark: SourceMark
  /** Article with its words, or the basis of the local setting. */
  basis: { zh: string; en: string }
  /** The same as a clock keeps it: words of the table by their name, those of a local setting whole. */
  kept: Basis
  local: boolean
}

const versions = new Map<ClockRuleId, ClockRule[]>()
for (const rule of RULE_TABLE) {
  const known = versions.get(rule.id)
  if (known === undefined) versions.set(rule.id, [rule])
  else known.push(rule)
}

function holds(span: { validFrom: PlainDate; validTo: PlainDate | null }, on: PlainDate): boolean {
  return span.validFrom <= on && (span.validTo === null || on <= span.validTo)
}

/** Article and words as printed under a date. Quotation marks only around the text of the regulations as read. */
function basisOf(rule: ClockRule): { zh: string; en: string } {
  const national = rule.mark === 'V' && (rule.regulation === 'R22' || rule.regulation === 'R05')
  const words = national ? `“${rule.quote}”` : rule.quote
  return { zh: words === '' ? rule.article.zh : `${rule.article.zh}：${words}`, en: rule.article.en }
}

const nameOf = (rule: ClockRule): string => `${rule.id}@${rule.validFrom}`

/** Every name with its words. A name once given means the same words for ever; a test compares all ever given. */
export const RULE_WORDS: ReadonlyMap<string, { zh: string; en: string }> = new Map(
  RULE_TABLE.map((rule) => [nameOf(rule), basisOf(rule)]),
)

/** The words of a clock's basis. @throws Error for a name this program never gave */
export function wordsOfBasis(basis: Basis): { zh: string; en: string } {
  if (typeof basis !== 'string') return basis
  const known = RULE_WORDS.get(basis)
  if (!known) throw new Error(`no rule has words by the name of ${basis}`)
  return known
}

/**
 * The rule that holds on a day in a bureau. `on` is the matter's day of acceptance (of receipt, before acceptance): it
 * fixes the version of the regulation for the whole matter, so an old matter keeps the limits of its time. Of several
 * settings that hold, the one with the latest start wins.
 * Refuses `clock.unknown_rule`, `clock.rule_not_in_force` (before its first version).
 */
export function ruleInForce(
  ruleId: ClockRuleId,
  on: PlainDate,
  settings: readonly LocalSetting[] = [],
): ResolvedRule | Refusal {
  const known = versions.get(ruleId)
  if (known === undefined) return refuse('clock.unknown_rule', { field: 'ruleId', details: { ruleId } })
  const rule = known.find((version) => holds(version, on))
  if (rule === undefined) {
    return refuse('clock.rule_not_in_force', { field: 'on', details: { ruleId, on } })
  }
  let local: LocalSetting | null = null
  for (const setting of settings) {
    if (setting.ruleId !== ruleId || !holds(setting, on)) continue
    if (local === null || setting.validFrom >= local.validFrom) local = setting
  }
  const unit = local?.unit ?? rule.unit
  return {
    rule,
    length: local?.length ?? rule.length,
    unit,
    extensionCap: local?.extensionCap ?? rule.extensionCap,
    // Pauses are whole days; a limit in hours cannot hold one.
    pausable: rule.pausable && unit !== 'hour',
    mark: local?.mark ?? rule.mark,
    basis: local?.basis ?? basisOf(rule),
    kept: local?.basis ?? nameOf(rule),
    local: local !== null,
  }
}
