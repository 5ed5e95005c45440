/** All questions put to one reply, in their order. Advice: it judges words, decides nothing and keeps nothing. Pure. */
import type { PlainDate } from '../kernel/calendar/index.ts'
import type { Rarity } from '../samematter/index.ts'
import { checkAbout } from './about.ts'
import { checkBasis } from './basis.ts'
import type { FindingView } from './contract.ts'
import { checkDemands } from './demands.ts'
import { checkPlain } from './plain.ts'
import { checkPolite } from './polite.ts'
import { checkPromise } from './promise.ts'
import { type Asked, partsOf, type Written } from './text.ts'

/**
 * @param today day the reply is read on: a promised day before it lies in the past
 * @param rarity how many letters of the bureau hold a pair of characters
 * @param copied what comparing with other replies found
 */
export function checkWords(
  asked: Asked,
  written: Written,
  today: PlainDate,
  rarity: Rarity,
  copied: FindingView,
): FindingView[] {
  const parts = partsOf(written).filter((p, i) => i === 0 || p.text.trim() !== '')
  return [
    checkDemands(asked, written, parts, rarity),
    checkAbout(asked, parts, rarity),
    checkBasis(parts),
    checkPromise(parts, today),
    copied,
    checkPolite(parts),
    checkPlain(parts),
  ]
}
