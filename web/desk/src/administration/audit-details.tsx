/** What an act of the audit log was about, in words. Ids stand in the file that is written out, not on the page. */
import { useUnitsById } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import type { Texts } from '../text/zh.ts'

type Details = Record<string, unknown>

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Where a value is a code of the program and not what somebody wrote. */
const CODED = new Set(['kind', 'purpose', 'audience', 'state', 'step', 'what', 'type', 'as'])
const ROLES = new Set(['roles', 'secondFactorRoles'])
const VERDICTS = new Set(['justified', 'unclear', 'unjustified'])
const DAY = /^\d{4}-\d{2}-\d{2}$/

export function AuditDetails({ details }: { details: Details }) {
  const t = useWords()
  const units = useUnitsById()
  const adm = (key: string) => t(`adm.detail.${key as keyof Texts['adm']['detail']}`)
  /** Where the words of a code stand. */
  const wordsAt = (name: string, code: string) => {
    if (ROLES.has(name)) return `role.${code as 'clerk'}` as const
    if (name === 'template') return `adm.template.${code as keyof Texts['adm']['template']}` as const
    // Only of a look that was judged are these single words.
    if ((name === 'before' || name === 'after') && VERDICTS.has(code))
      return `adm.verdict.${code as keyof Texts['adm']['verdict']}` as const
    return CODED.has(name) ? (`adm.detailValue.${code as keyof Texts['adm']['detailValue']}` as const) : null
  }
  /** As a person would say it; null where it says nothing to a person. */
  const told = (name: string, value: unknown): string | null => {
    if (value === null || value === undefined || value === '') return null
    if (typeof value === 'boolean') return t(value ? 'adm.detailYes' : 'adm.detailNo')
    if (Array.isArray(value))
      return value
        .map((v) => told(name, v) ?? '')
        .filter(Boolean)
        .join(t('list.comma'))
    if (typeof value === 'object') return lines(value as Details)
    const text = String(value)
    if (ID.test(text)) return say(units.get(text)?.name) || null
    if (DAY.test(text)) return day(text, { year: true })
    const key = wordsAt(name, text)
    const spoken = key === null ? text : t(key)
    return spoken === key ? text : spoken
  }
  const lines = (of: Details): string =>
    Object.entries(of)
      .flatMap(([name, value]) => {
        const words = told(name, value)
        if (!words) return []
        const label = adm(name)
        return [t('adm.detailLine', { name: label.startsWith('adm.') ? name : label, value: words })]
      })
      .join(t('adm.detailBetween'))
  return <>{lines(details)}</>
}
