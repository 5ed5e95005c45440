/** Why somebody looked at a matter: in words where the program gave a code, else as the person wrote it. */
import { useWords } from '../text/words.ts'

const CODES = [
  'handling',
  'same-matter',
  'same-phone',
  'topic',
  'reply-check',
  'publishing',
  'printing',
  'leader-follow-up',
  'linked',
  'return',
  'notice',
] as const

export function useLookReason(): (reason: string) => string {
  const t = useWords()
  return (reason) => {
    // Only these tell more behind a colon; what a person wrote may hold one too.
    const [, before, to = ''] = /^(linked|return|notice):(.*)$/s.exec(reason) ?? []
    const code = CODES.find((c) => c === (before ?? reason))
    return code ? t(`log.reason.${code}`, { to }) : reason
  }
}
