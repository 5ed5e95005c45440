/** Why somebody looked at personal data: codes where the program gave the reason, else the person's own words. */
import { useWords } from '../text/words.ts'

const CODES = ['handling', 'publishing', 'topic'] as const
const RETURN = 'return:'

export function useLookReason(): (reason: string) => string {
  const t = useWords()
  return (reason) => {
    if (reason.startsWith(RETURN)) return t('adm.lookReason.return', { system: reason.slice(RETURN.length) })
    const code = CODES.find((c) => c === reason)
    return code ? t(`adm.lookReason.${code}`) : reason
  }
}
