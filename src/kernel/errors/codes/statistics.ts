/** Codes of the figures. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const STATISTICS_CODES = {
  'statistics.not_kept_together': entry(
    422,
    ['没有按这两项同时统计', 'No figures are kept by these two together'],
    [
      '渠道、程序、类别和分类每次只能选一项，分组也只能按所选的这一项、按月或按单位。请去掉 {field}。',
      'Choose one of channel, procedure, class and category at a time, and group by that one, by month or by unit. Take {field} away.',
    ],
  ),
  'statistics.period_too_long': entry(
    422,
    ['统计时段太长', 'The period is too long'],
    ['请选择不超过五年的时段。', 'Choose a period of at most five years.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
