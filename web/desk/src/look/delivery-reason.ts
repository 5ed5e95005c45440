/** Why a message did not go, by the code a gateway or this program gave: words first, a foreign code only beside them. */
import { useWords } from '../text/words.ts'

const REASONS = [
  ['quiet', /^quiet hours$/],
  [
    'away',
    /^(gateway away|smpp away|too-late|sms not reached)$|^smtp E(CONNECTION|TIMEDOUT|SOCKET|DNS|TLS|CONNREFUSED)/,
  ],
  ['login', /^smtp (EAUTH|ENOAUTH)|^sms (401|403)\b|^smpp 0x0000000[d-f]$/],
  ['busy', /^sms 429\b|^smpp 0x00000058$/],
  ['fault', /^sms 5\d\d\b|^(fault|file name|file not written)$/],
  ['number', /^sms (410|422)\b|^smpp number$|^smpp 0x0000000b$|^smtp address$/],
  ['optedOut', /^opted-out$/],
  ['gone', /^contact-gone$/],
  ['notAllowed', /^not-allowed$/],
  ['tooLong', /^too-long$/],
  ['unknown', /^(smpp )?(no-answer|partly|fault)$/],
  ['undelivered', /^(UNDELIV|EXPIRED|DELETED|UNKNOWN|REJECTD)\b/],
  ['refused', /^smtp 5\d\d$/],
] as const satisfies readonly (readonly [string, RegExp])[]

/** Codes of our own say no more than their words. */
const OURS = /^[a-z]+([ -][a-z]+)*$/

export type DeliveryReason = (typeof REASONS)[number][0] | 'other'

export const reasonOf = (code: string): DeliveryReason =>
  REASONS.find(([, pattern]) => pattern.test(code))?.[0] ?? 'other'

/** `网关连不上`; with what the gateway said where that tells more: `对方拒收（smtp 550）`. */
export function useDeliveryReason(): (code: string) => string {
  const t = useWords()
  return (code) => {
    const reason = reasonOf(code)
    const words = t(`notices.reason.${reason}`)
    return reason !== 'other' && OURS.test(code) ? words : t('notices.said', { words, code })
  }
}
