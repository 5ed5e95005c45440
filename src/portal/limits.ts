/** Time limits in plain words, read from the rules in force and the bureau's own settings. Pure. */
import type { BureauFacts } from '../bureau/index.ts'
import { ruleInForce } from '../cases/index.ts'
import { isRefusal, type Lang } from '../kernel/errors/index.ts'
import type { Kind } from './tell-us/draft.ts'
import { fill, textsIn } from './texts/index.ts'

/** The limits a person meets on each way, in order. */
export const LIMITS_OF: Readonly<Record<Kind, readonly RuleId[]>> = {
  petition: ['XF-T01', 'XF-T03', 'XF-T06', 'XF-T08'],
  'letter-box': ['HY-LETTERBOX'],
  'hotline-order': ['HL-05'],
  // No text of law gives a number of days: the bureau's own limit, marked as such.
  suggestion: ['HY-SUGGESTION'],
  misconduct: ['HY-MISCONDUCT-ROUTE', 'HY-MISCONDUCT-HANDLE'],
}

type RuleId = keyof ReturnType<typeof textsIn>['home']['step']

export interface LimitLine {
  ruleId: string
  /** What happens. */
  what: string
  /** Within how long, from when. */
  within: string
  /** Added when it may be extended. */
  extension: string | null
  basis: string
  /** Said beside the basis where it is not the read text of a law. */
  mark: string | null
}

type Mark = 'V' | 'S' | 'C' | 'K' | 'I' | 'L'

/** How sure a limit is, in a few words; null for what was read in the text itself. */
export function markText(mark: Mark, local: boolean, lang: Lang): string | null {
  const { home } = textsIn(lang)
  if (mark === 'K' || mark === 'S' || mark === 'C') return home.markUnseen
  return local || mark !== 'V' ? home.markLocal : null
}

export function lengthText(length: number, unit: 'cal' | 'wd' | 'hour', lang: Lang): string {
  const { home } = textsIn(lang)
  return fill({ cal: home.limitDays, wd: home.limitWorkdays, hour: home.limitHours }[unit], { n: length })
}

/** One limit as it holds today, or null when the rule has no number. */
export function limitLine(
  ruleId: RuleId,
  today: string,
  settings: BureauFacts['settings'],
  lang: Lang,
): LimitLine | null {
  const resolved = ruleInForce(ruleId, today, settings)
  if (isRefusal(resolved) || resolved.length === null) return null
  const t = textsIn(lang)
  const { extensionCap: n, unit } = resolved
  return {
    ruleId,
    what: t.home.step[ruleId],
    within: `${lengthText(resolved.length, unit, lang)}${lang === 'zh' ? '（' : ' ('}${fill(t.home.limitFrom, { start: t.home.citizenStart[ruleId] })}${lang === 'zh' ? '）' : ')'}`,
    extension: n > 0 ? fill(unit === 'wd' ? t.home.extensionWorkdays : t.home.extension, { n }) : null,
    basis: resolved.basis[lang],
    mark: markText(
      resolved.mark,
      resolved.local || resolved.rule.regulation === 'HY' || resolved.rule.regulation === 'HL',
      lang,
    ),
  }
}

/** All limits of one way; none for procedures that a person does not begin here. */
export function limitsOf(
  kind: string,
  today: string,
  settings: BureauFacts['settings'],
  lang: Lang,
): LimitLine[] {
  return (LIMITS_OF[kind as Kind] ?? []).flatMap((id) => limitLine(id, today, settings, lang) ?? [])
}

export interface RuleFacts {
  /** Within how long. */
  within: string
  basis: string
  mark: string | null
}

/** Any rule as it holds today, or null where it has no number. */
export function ruleFacts(
  ruleId: string,
  today: string,
  settings: BureauFacts['settings'],
  lang: Lang,
): RuleFacts | null {
  const resolved = ruleInForce(ruleId as RuleId, today, settings)
  if (isRefusal(resolved) || resolved.length === null) return null
  const local = resolved.local || ['HY', 'HL'].includes(resolved.rule.regulation)
  return {
    within: lengthText(resolved.length, resolved.unit, lang),
    basis: resolved.basis[lang],
    mark: markText(resolved.mark, local, lang),
  }
}
