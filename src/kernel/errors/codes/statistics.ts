/** Codes of the figures. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const STATISTICS_CODES = {
  'statistics.not_kept_together': entry(
    422,
    ['没有按这两项同时统计', 'No figures are kept by these two together'],
    [
      '同时统计的只有：地点与分类、渠道与分类、类别与分类、地点与渠道，且限全局、分类到第一级；单项可以与月份、单位同选。请去掉 {field}。',
      'Kept together are place and category, channel and category, class and category, place and channel, for the bureau as a whole and the top level of categories; any one of them goes with month and unit. Take {field} away.',
    ],
  ),
  'statistics.period_too_long': entry(
    422,
    ['统计时段太长', 'The period is too long'],
    ['请选择不超过五年的时段。', 'Choose a period of at most five years.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
