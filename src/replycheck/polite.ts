/** Does it greet the person, and is there a word that blames, commands or rebuffs? Pure. */
import type { FindingView } from './contract.ts'
import { type Part, placesOf, reason } from './text.ts'

const GREETS = /您好|你好|尊敬的|敬爱的|亲爱的/u
/** Words that blame, command or rebuff. A list, shown as a list: what hurts in other words is not seen. */
export const HARSH =
  /无理取闹|胡搅蛮缠|不予理睬|危言耸听|别有用心|无中生有|造谣|歪曲事实|纠缠|你(?:应该|应当|必须)|(?:您|你)的(?:说法|理解|行为)(?:是)?(?:不|错)|咎由自取|自行(?:承担|负责|解决)|与我(?:局|单位|们)无关|不归我|不要再|严正|后果自负|无可奉告/gu

export function checkPolite(parts: readonly Part[]): FindingView {
  const finding = (verdict: FindingView['verdict'], reasons: FindingView['reasons']): FindingView => ({
    question: 'polite',
    verdict,
    reasons,
  })
  const harsh = placesOf(parts, HARSH)
  const greets = GREETS.test(parts[0]?.text ?? '')
  const reasons = [
    ...(harsh.length > 0 ? [reason('harsh', { words: harsh[0]!.words }, harsh)] : []),
    ...(greets ? [] : [reason('no-greeting')]),
  ]
  return reasons.length > 0 ? finding('look', reasons) : finding('found', [reason('greeting')])
}
