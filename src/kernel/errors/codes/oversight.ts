/** Codes of oversight: follow-up and bulletins. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const OVERSIGHT_CODES = {
  'oversight.already_rated': entry(
    409,
    ['这件已经评价或评价期已过', 'It has been rated, or the time to rate is over'],
    ['不用再打电话，请看下一件。', 'No call is needed any more; go on with the next one.'],
  ),
  'oversight.period_not_over': entry(
    422,
    ['统计时段还没有结束', 'The period is not over yet'],
    ['请把时段的最后一天定在今天之前。', 'Let the period end before today.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
